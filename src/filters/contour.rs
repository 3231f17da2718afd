//! Outlines, dark on white: where a pixel is darker than its neighbours.
//!
//! Pillow's `CONTOUR`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "contour",
    title: "Contour",
    summary: "Draws outlines as dark lines on white, like a pencil sketch.",
    korean: InKorean {
        title: "윤곽선", summary: "연필 스케치처럼 흰 바탕에 어두운 선으로 윤곽을 그립니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Contour, 3>(),
};

struct Contour;

impl Kernel<3> for Contour {
    const WEIGHTS: [[i32; 3]; 3] = [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]];
    const OFFSET: i32 = 255;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 90, 255, 255, 0, 255, 65]);
    }
}
