//! Each pair of picture and filter is a task, whatever picture it is of. Knows no pixels, files or clocks.

use crate::engine::{Batch, Strategy};
use crate::words::InKorean;

/// The strategy.
pub static STRATEGY: Strategy = Strategy {
    id: "grid",
    title: "Grid",
    summary: "Workers take pictures, the largest first, and share the filters of the last ones.",
    korean: InKorean {
        title: "격자", summary: "작업자가 큰 사진부터 맡고, 마지막 사진들의 필터는 나누어 맡습니다."
    },
    loops: "parallel for picture by size { open; parallel for recipe { apply } }",
    is_parallel: true,
    share,
};

fn share(batch: &Batch<'_>) {
    batch.in_parallel_open(batch.pictures_largest_first(), |open, recipe| batch.apply(open, recipe));
}
