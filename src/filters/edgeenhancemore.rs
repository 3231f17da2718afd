//! Edges made as hard as the eight neighbours allow.
//!
//! Pillow's `EDGE_ENHANCE_MORE`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "edgeenhancemore",
    title: "Edge enhance more",
    summary: "Makes edges much harder and grain much coarser.",
    korean: InKorean {
        title: "가장자리 더 강조", summary: "가장자리를 훨씬 또렷하게 하고 입자를 훨씬 거칠게 합니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<EdgeEnhanceMore, 3>(),
};

struct EdgeEnhanceMore;

impl Kernel<3> for EdgeEnhanceMore {
    const WEIGHTS: [[i32; 3]; 3] = [[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]];
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
