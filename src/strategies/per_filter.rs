//! Each filter of a picture is a task, one picture after the other. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "per-filter",
    title: "Per filter",
    summary: "All workers take filters of the same picture, and wait for each other before the next picture.",
    korean: InKorean {
        title: "필터별",
        summary: "모든 작업자가 같은 사진의 필터를 나누어 맡고, 서로 기다렸다가 다음 사진으로 갑니다.",
    },
    loops: "for picture { open; parallel for recipe { apply } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    for picture in batch.pictures() {
        if let Some(open) = batch.open(picture) {
            batch.in_parallel(batch.recipes(), |recipe| batch.apply(&open, recipe));
        }
    }
}
