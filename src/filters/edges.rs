//! Outlines, bright on black: how much a pixel differs from its neighbours.
//!
//! Pillow's `FIND_EDGES`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "edges",
    title: "Edges",
    summary: "Shows outlines as bright lines on black and turns even areas black.",
    korean: InKorean {
        title: "가장자리 찾기",
        summary: "윤곽을 검은 바탕에 밝은 선으로 보이고 고른 부분은 검게 합니다.",
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Edges, 3>(),
};

struct Edges;

impl Kernel<3> for Edges {
    const WEIGHTS: [[i32; 3]; 3] = [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 0, 255, 255, 0, 255, 65]);
    }
}
