//! A mean of twenty-five pixels that weighs more towards the middle.
//!
//! Pillow's `SMOOTH_MORE`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "smoothmore",
    title: "Smooth more",
    summary: "Softens noise and fine grain over a wider area than Smooth.",
    korean: InKorean {
        title: "더 부드럽게", summary: "‘부드럽게’보다 넓은 범위에서 잡티와 입자를 부드럽게 합니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<5>,
    fill: kernel::fill::<SmoothMore, 5>(),
};

struct SmoothMore;

impl Kernel<5> for SmoothMore {
    const WEIGHTS: [[i32; 5]; 5] =
        [[1, 1, 1, 1, 1], [1, 5, 5, 5, 1], [1, 5, 44, 5, 1], [1, 5, 5, 5, 1], [1, 1, 1, 1, 1]];
    const DIVISOR: i32 = 100;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 123, 162, 150, 84, 245, 65]);
    }
}
