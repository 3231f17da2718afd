//! A gentle sharpening against the four nearest neighbours.
//!
//! Pillow's `DETAIL`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "detail",
    title: "Detail",
    summary: "Brings out fine texture a little, more gently than sharpening.",
    korean: InKorean {
        title: "세부 강조", summary: "고운 질감을 ‘선명하게’보다 약하게 살립니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Detail, 3>(),
};

struct Detail;

impl Kernel<3> for Detail {
    const WEIGHTS: [[i32; 3]; 3] = [[0, -1, 0], [-1, 10, -1], [0, -1, 0]];
    const DIVISOR: i32 = 6;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 123, 229, 239, 0, 255, 65]);
    }
}
