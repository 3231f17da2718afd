//! One worker does everything, in order. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "sequential",
    title: "Sequential",
    summary: "One worker does everything, one picture and one filter after the other.",
    korean: InKorean {
        title: "순차", summary: "작업자 하나가 사진과 필터를 하나씩 차례로 모두 처리합니다."
    },
    loops: "for picture { open; for recipe { apply } }",
    is_parallel: false,
    share,
};

fn share(batch: &Batch<'_>) {
    for picture in batch.pictures() {
        if let Some(open) = batch.open(picture) {
            for recipe in batch.recipes() {
                batch.apply(&open, recipe);
            }
        }
    }
}
