//! Each filter of a picture is a task, one picture after the other. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "per-filter",
    title: "Per filter",
    summary: "All workers take filters of the same picture, and wait for each other before the next picture.",
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
