//! Another strategy, chosen for the job. Knows no pixels, files or clocks.

use super::{bands, grid, per_filter, per_image};
use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "auto",
    title: "Automatic",
    summary: "Asks every other strategy on paper, does what should be fastest for this job, and says why.",
    korean: InKorean {
        title: "자동",
        summary: "다른 모든 전략을 종이 위에서 견주어 이 작업에 가장 빠를 것을 실행하고 이유를 알려 줍니다.",
    },
    loops: "those of the strategy that should keep the workers busiest",
    is_parallel: true,
    share,
};

/// Of strategies that should be as fast as each other, the first is chosen: the one that a task which takes longer than
/// expected delays least.
static CANDIDATES: [&Strategy; 4] = [&grid::STRATEGY, &bands::STRATEGY, &per_image::STRATEGY, &per_filter::STRATEGY];

fn share(batch: &Batch<'_>) {
    batch.share_as_fastest_of(&CANDIDATES);
}
