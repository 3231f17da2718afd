//! Gaussian blur, as three box blurs of fractional radius along the rows, then three down the columns.
//!
//! Pillow's `GaussianBlur`, to the last bit: samples are rounded after each of the six passes. The time hardly depends
//! on the radius, but for the halo of a band, which is blurred along its rows too.

use super::extended_box::Times;
use super::separable::Blurred;
use super::{Fill, Filter, Param, Values, gaussian, separable};
use crate::raster::{Band, Pixels};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "blur",
    title: "Gaussian blur",
    summary: "Makes the picture soft, as if out of focus; the larger the radius, the softer.",
    korean: InKorean {
        title: "가우시안 블러",
        summary: "초점이 나간 것처럼 부드럽게 합니다. 반지름이 클수록 더 부드럽습니다.",
    },
    params: &PARAMS,
    halo_rows: |values| gaussian::reach(values.get(&RADIUS)),
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [RADIUS];

/// The standard deviation of the Gaussian.
const RADIUS: Param = Param { default: &[5.0], ..separable::RADIUS };

fn fill<S: Blurred>(values: &Values, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    let boxed = gaussian::box_of(values.get(&RADIUS));
    separable::blur(boxed, Times::Thrice, source, band.rows(), band.samples_mut());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [118, 120, 122, 124, 126, 128, 130]);
    }
}
