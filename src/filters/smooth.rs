//! A mean of nine pixels in which the middle one counts five times.
//!
//! Pillow's `SMOOTH`. Knows nothing but its weights.

use super::Filter;
use super::kernel::{self, Kernel};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "smooth",
    title: "Smooth",
    summary: "Softens noise and fine grain a little and keeps most of the detail.",
    korean: InKorean {
        title: "부드럽게", summary: "잡티와 고운 입자를 조금 부드럽게 하고 세부는 대부분 남깁니다."
    },
    params: &[],
    halo_rows: kernel::halo_rows::<3>,
    fill: kernel::fill::<Smooth, 3>(),
};

struct Smooth;

impl Kernel<3> for Smooth {
    const WEIGHTS: [[i32; 3]; 3] = [[1, 1, 1], [1, 5, 1], [1, 1, 1]];
    const DIVISOR: i32 = 13;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [47, 136, 158, 139, 88, 168, 65]);
    }
}
