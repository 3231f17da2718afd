//! Each picture is a task. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "per-image",
    title: "Per image",
    summary: "Each worker takes a picture, applies all filters to it, then takes the next.",
    loops: "parallel for picture { open; for recipe { apply } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    // First in, first out: pictures are begun in order, so results come in order and at most one is open per worker.
    rayon::scope_fifo(|scope| {
        for picture in batch.pictures() {
            scope.spawn_fifo(move |_| {
                if let Some(open) = batch.open(picture) {
                    for recipe in batch.recipes() {
                        batch.apply(&open, recipe);
                    }
                }
            });
        }
    });
}
