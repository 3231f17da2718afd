//! The rows of a picture are shared out, one output after the other; what one worker does alone, opening and writing, is
//! done beside it. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "bands",
    title: "Bands",
    summary: "All workers filter and encode bands of rows of the same output, one output after the other.",
    korean: InKorean {
        title: "띠",
        summary: "모든 작업자가 한 출력의 줄을 띠로 나누어 필터를 적용하고 인코딩하며, 출력을 하나씩 처리합니다.",
    },
    loops: "for picture { open; for recipe { parallel for band { apply } } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    batch.in_turn_open(batch.pictures(), |open| batch.apply_in_bands(open, batch.recipes()));
}
