//! Twice the pixel less the mean of its neighbours: more contrast at the finest scale.
//!
//! Pillow's `SHARPEN`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "sharpen",
    title: "Sharpen",
    summary: "Makes fine detail crisper by raising the contrast between neighbouring pixels.",
    korean: InKorean {
        title: "선명하게", summary: "이웃한 픽셀의 대비를 높여 세부를 또렷하게 합니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Sharpen, 3>(),
};

struct Sharpen;

impl Kernel<3> for Sharpen {
    const WEIGHTS: [[i32; 3]; 3] = [[-2, -2, -2], [-2, 32, -2], [-2, -2, -2]];
    const DIVISOR: i32 = 16;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 102, 255, 255, 0, 255, 65]);
    }
}
