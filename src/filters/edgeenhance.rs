//! Edges made harder, halfway.
//!
//! Pillow's `EDGE_ENHANCE`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "edgeenhance",
    title: "Edge enhance",
    summary: "Makes edges harder and grain coarser.",
    korean: InKorean {
        title: "가장자리 강조", summary: "가장자리를 또렷하게 하고 입자를 거칠게 합니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<EdgeEnhance, 3>(),
};

struct EdgeEnhance;

impl Kernel<3> for EdgeEnhance {
    const WEIGHTS: [[i32; 3]; 3] = [[-1, -1, -1], [-1, 10, -1], [-1, -1, -1]];
    const DIVISOR: i32 = 2;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 41, 255, 255, 0, 255, 65]);
    }
}
