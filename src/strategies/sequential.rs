//! One worker does everything, in order. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "sequential",
    title: "Sequential",
    summary: "One worker does everything, one picture and one filter after the other.",
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
