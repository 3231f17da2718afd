//! The mean of a ring of sixteen pixels two pixels away.
//!
//! Pillow's `BLUR`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "blurkernel",
    title: "Blur kernel",
    summary: "Blurs by the mean of a ring of neighbours, which doubles fine lines.",
    korean: InKorean {
        title: "블러 커널", summary: "둘레의 이웃 평균으로 흐리게 합니다. 가는 선이 두 줄로 보입니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<5>,
    fill: kernel::fill::<BlurKernel, 5>(),
};

struct BlurKernel;

impl Kernel<5> for BlurKernel {
    const WEIGHTS: [[i32; 5]; 5] =
        [[1, 1, 1, 1, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 1, 1, 1, 1]];
    const DIVISOR: i32 = 16;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 123, 132, 153, 163, 245, 65]);
    }
}
