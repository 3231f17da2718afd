//! Each picture is a task. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "per-image",
    title: "Per image",
    summary: "Each worker takes a picture, applies all filters to it, then takes the next.",
    korean: InKorean {
        title: "사진별",
        summary: "작업자마다 사진 한 장을 맡아 모든 필터를 적용하고 다음 사진을 맡습니다.",
    },
    loops: "parallel for picture { open; for recipe { apply } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    batch.in_parallel(batch.pictures(), |picture| {
        if let Some(open) = batch.open(picture) {
            for recipe in batch.recipes() {
                batch.apply(&open, recipe);
            }
        }
    });
}
