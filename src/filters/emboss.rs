//! A relief in grey: how much a pixel differs from its neighbour below on the left.
//!
//! Pillow's `EMBOSS`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "emboss",
    title: "Emboss",
    summary: "Makes the picture look pressed into grey metal, lit from one side.",
    korean: InKorean {
        title: "엠보스", summary: "한쪽에서 빛을 받은 회색 금속에 눌러 찍은 것처럼 보이게 합니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Emboss, 3>(),
};

struct Emboss;

impl Kernel<3> for Emboss {
    const WEIGHTS: [[i32; 3]; 3] = [[-1, 0, 0], [0, 1, 0], [0, 0, 0]];
    const OFFSET: i32 = 128;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 103, 90, 77, 64, 255, 65]);
    }
}
