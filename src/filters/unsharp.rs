//! Unsharp mask: adds what a Gaussian blur takes away, where that is more than noise.
//!
//! Pillow's `UnsharpMask`, to the last bit. The threshold is a number of samples, the same for 8 and 16 bits.

use super::extended_box::Times;
use super::separable::Blurred;
use super::{Fill, Filter, Param, Values, gaussian, separable};
use crate::raster::{Band, Pixels};
use crate::words::InKorean;

pub(super) static FILTER: Filter = Filter {
    id: "unsharp",
    title: "Unsharp mask",
    summary: "Sharpens by as much as the picture differs from its blurred self, and leaves fine grain alone.",
    korean: InKorean {
        title: "언샤프 마스크",
        summary: "흐리게 한 사진과 다른 만큼 선명하게 하고 고운 입자는 그대로 둡니다.",
    },
    params: &PARAMS,
    halo_rows: |values| gaussian::reach(values.get(&RADIUS)),
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 3] = [RADIUS, PERCENT, THRESHOLD];

/// The standard deviation of the Gaussian.
const RADIUS: Param = Param { default: &[2.0], ..separable::RADIUS };

/// How much of the difference is added.
const PERCENT: Param = Param {
    id: "percent",
    label: "Strength",
    korean: "강도",
    unit: "%",
    range: -1000.0..=1000.0,
    slider: 0.0..=500.0,
    default: &[150.0],
    step: 1.0,
    ..Param::NUMBER
};

/// The largest difference that is left as it is.
const THRESHOLD: Param = Param {
    id: "threshold",
    label: "Threshold",
    korean: "임계값",
    range: 0.0..=65535.0,
    slider: 0.0..=50.0,
    default: &[3.0],
    step: 1.0,
    ..Param::NUMBER
};

fn fill<S: Blurred>(values: &Values, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    let boxed = gaussian::box_of(values.get(&RADIUS));
    let (percent, threshold) = (values.get(&PERCENT) as i32, values.get(&THRESHOLD) as i32);
    let max = (1 << S::BITS) - 1;
    let rows = band.rows();
    separable::blur(boxed, Times::Thrice, source, rows.clone(), band.samples_mut());
    for (out, &sample) in band.samples_mut().iter_mut().zip(source.rows(rows)) {
        let (sharp, soft): (i32, i32) = (sample.into(), (*out).into());
        let difference = sharp - soft;
        let added = if difference.abs() > threshold { difference * percent / 100 } else { 0 };
        *out = S::from_u32((sharp + added).clamp(0, max) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [0, 113, 255, 255, 0, 255, 0]);
    }
}
