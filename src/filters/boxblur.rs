//! The mean of a square of neighbours, along the rows, then down the columns.
//!
//! Pillow's `BoxBlur`, to the last bit: samples are rounded after each of the two passes. A radius between whole numbers
//! weighs the outermost neighbours less. The time hardly depends on the radius.

use super::extended_box::{ExtendedBox, Times};
use super::separable::Blurred;
use super::{Fill, Filter, Param, Values, separable};
use crate::raster::{Band, Pixels};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "boxblur",
    title: "Box blur",
    summary: "Blurs by the mean of a square of neighbours, which is coarser than a Gaussian blur.",
    korean: InKorean {
        title: "박스 블러",
        summary: "정사각형 안 이웃의 평균으로 흐리게 합니다. 가우시안 블러보다 거칩니다.",
    },
    params: &PARAMS,
    halo_rows: |values| box_of(values).map_or(0, |boxed| Times::Once.reach(boxed)),
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [RADIUS];

/// How far the square reaches on each side.
const RADIUS: Param = Param { default: &[2.0], ..separable::RADIUS };

fn fill<S: Blurred>(values: &Values, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    separable::blur(box_of(values), Times::Once, source, band.rows(), band.samples_mut());
}

/// None if it changes nothing.
fn box_of(values: &Values) -> Option<ExtendedBox> {
    let radius = values.get(&RADIUS) as f32;
    (radius > 0.0).then(|| ExtendedBox::new(radius))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven_with;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven_with(&FILTER, "radius", 1.5), [141, 143, 135, 135, 142, 144, 156]);
    }
}
