//! The rows of a picture are shared out, one output after the other. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "bands",
    title: "Bands",
    summary: "All workers filter and encode bands of rows of the same output, one output after the other.",
    loops: "for picture { open; for recipe { parallel for band { apply } } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    for picture in batch.pictures() {
        if let Some(open) = batch.open(picture) {
            for recipe in batch.recipes() {
                batch.apply_in_bands(&open, recipe);
            }
        }
    }
}
