//! Gaussian blur, as three box blurs of fractional radius along the rows, then three down the columns.
//!
//! Pillow's `GaussianBlur`, to the last bit: samples are rounded after each of the six passes. The time hardly depends
//! on the radius, but for the halo of a band, which is blurred along its rows too. Columns are blurred in strips that
//! fit the cache. Rows are blurred as columns, many at a time, because neighbours in a row are summed one after the
//! other but neighbouring rows can be summed at once.

use std::ops::Range;

use super::box_blur::{Blurred, ExtendedBox, LineBlur, Lines, LinesMut, Scratch, Sum, widened};
use super::{Fill, Filter, Param, Values, transpose};
use crate::raster::{Band, Pixels, Sample};

pub(super) static FILTER: Filter = Filter {
    id: "blur",
    title: "Gaussian blur",
    summary: "Makes the picture soft, as if out of focus; the larger the radius, the softer.",
    params: &PARAMS,
    halo_rows: |values| box_of(values).map_or(0, halo_rows),
    fill: Fill { u8: fill::<u8>, u16: fill::<u16> },
};

static PARAMS: [Param; 1] = [RADIUS];

/// The standard deviation of the Gaussian.
const RADIUS: Param = Param {
    id: "radius",
    label: "Radius",
    unit: "px",
    range: 0.0..=500.0,
    slider: 0.0..=30.0,
    default: 5.0,
    decimals: 1,
};

/// Samples of a row that are blurred against the rows above and below at a time: the scratch memory of a band of some
/// hundred rows then fits the cache of a core.
const STRIP_LEN: usize = 2048;

fn fill<S: Blurred>(values: &Values, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    match box_of(values) {
        Some(weights) if weights.fits::<S, S::Narrow>() => blur::<S, S::Narrow>(weights, source, band),
        Some(weights) => blur::<S, S::Wide>(weights, source, band),
        None => {
            let unchanged = source.rows(band.rows());
            band.samples_mut().copy_from_slice(unchanged);
        }
    }
}

fn blur<S: Sample, T: Sum<S>>(weights: ExtendedBox, source: Pixels<'_, S>, band: Band<'_, S>) {
    let wide_rows = widened(&band.rows(), halo_rows(weights), source.height());
    let rows_blurred = blur_along_rows::<S, T>(weights, source, wide_rows.clone());
    let lines = Lines { first: wide_rows.start, stride: source.row_len(), samples: &rows_blurred };
    blur_down_columns::<S, T>(weights, source.height(), lines, band);
}

/// The box that, applied three times, comes close to the Gaussian; none if that changes nothing.
fn box_of(values: &Values) -> Option<ExtendedBox> {
    let radius = box_radius(values.get(&RADIUS) as f32);
    (radius > 0.0).then(|| ExtendedBox::new(radius))
}

fn halo_rows(weights: ExtendedBox) -> usize {
    3 * weights.reach()
}

/// The radius of the box of which three have the variance of the Gaussian. Single and double precision take turns as
/// in Pillow, on which the last bit of the radius depends.
fn box_radius(deviation: f32) -> f32 {
    let variance = deviation * deviation / 3.0;
    let length = (12.0 * f64::from(variance) + 1.0).sqrt() as f32;
    let whole = ((f64::from(length) - 1.0) / 2.0).floor() as f32;
    let rest = (2.0 * whole + 1.0) * (whole * (whole + 1.0) - 3.0 * variance);
    whole + rest / (6.0 * (variance - (whole + 1.0) * (whole + 1.0)))
}

/// These rows of the source, each blurred along itself.
fn blur_along_rows<S: Sample, T: Sum<S>>(weights: ExtendedBox, source: Pixels<'_, S>, rows: Range<usize>) -> Vec<S> {
    let row_len = source.row_len();
    // A pixel of as many rows as are turned at once is a line.
    let blur = LineBlur { weights, n_lines: source.width(), line_len: source.channels() * transpose::SIDE };
    let mut columns = vec![S::default(); transpose::columns_len(row_len)];
    let mut blurred = columns.clone();
    let mut scratch = Scratch::<S, T>::default();

    let mut out = vec![S::default(); rows.len() * row_len];
    let from_rows = source.rows(rows).chunks(transpose::SIDE * row_len);
    for (from, to) in from_rows.zip(out.chunks_mut(transpose::SIDE * row_len)) {
        transpose::to_columns(from, row_len, &mut columns);
        let from = Lines { first: 0, stride: blur.line_len, samples: &columns };
        let lines = LinesMut { stride: blur.line_len, samples: &mut blurred };
        blur.thrice(0..source.width(), from, lines, &mut scratch);
        transpose::to_rows(&blurred, row_len, to);
    }
    out
}

/// Fills a band from rows that hold the band and its halo.
#[allow(clippy::indexing_slicing, reason = "strips start within the rows")]
fn blur_down_columns<S: Sample, T: Sum<S>>(
    weights: ExtendedBox,
    height: usize,
    from: Lines<'_, S>,
    mut band: Band<'_, S>,
) {
    let rows = band.rows();
    let mut scratch = Scratch::<S, T>::default();
    for x in (0..from.stride).step_by(STRIP_LEN) {
        let blur = LineBlur { weights, n_lines: height, line_len: STRIP_LEN.min(from.stride - x) };
        let from = Lines { samples: &from.samples[x..], ..from };
        let to = LinesMut { stride: from.stride, samples: &mut band.samples_mut()[x..] };
        blur.thrice(rows.clone(), from, to, &mut scratch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::tests::middle_row_of_seven;

    #[test]
    fn the_middle_row_of_a_small_picture() {
        assert_eq!(middle_row_of_seven(&FILTER), [118, 120, 122, 124, 126, 128, 130]);
    }

    #[test]
    fn box_radii_are_those_of_pillow() {
        let known = [(0.5, 0.0454545), (1.0, 0.25), (2.0, 1.375), (3.0, 2.4166667), (5.0, 4.45), (10.0, 9.475)];
        for (deviation, radius) in known {
            assert!((box_radius(deviation) - radius).abs() < 1e-6, "{deviation}: {}", box_radius(deviation));
        }
        assert_eq!(box_radius(0.0), 0.0);
    }
}
