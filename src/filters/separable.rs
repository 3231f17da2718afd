//! Box blurs along the rows, then down the columns: what the filters that blur have in common.
//!
//! Columns are blurred in strips that fit the cache. Rows are blurred as columns, many at a time, because neighbours in
//! a row are summed one after the other but neighbouring rows can be summed at once. Knows no filter and no values.

use std::ops::Range;

use super::running_sums::{Blurred, ExtendedBox, LineBlur, Lines, LinesMut, Scratch, Sum, Times, widened};
use super::transpose;
use crate::raster::{Pixels, Sample};

/// Samples of a row that are blurred against the rows above and below at a time: the scratch memory of a band of some
/// hundred rows then fits the cache of a core.
const STRIP_LEN: usize = 2048;

/// Fills `out` with these rows of the source, blurred in both directions; copied if there is no box.
pub(super) fn blur<S: Blurred>(
    boxed: Option<ExtendedBox>,
    times: Times,
    source: Pixels<'_, S>,
    rows: Range<usize>,
    out: &mut [S],
) {
    match boxed {
        Some(weights) if weights.fits::<S, S::Narrow>() => blur_in::<S, S::Narrow>(weights, times, source, rows, out),
        Some(weights) => blur_in::<S, S::Wide>(weights, times, source, rows, out),
        None => out.copy_from_slice(source.rows(rows)),
    }
}

/// Blurs with sums of a given size.
fn blur_in<S: Sample, T: Sum<S>>(
    weights: ExtendedBox,
    times: Times,
    source: Pixels<'_, S>,
    rows: Range<usize>,
    out: &mut [S],
) {
    let wide_rows = widened(&rows, times.reach(weights), source.height());
    let rows_blurred = blur_along_rows::<S, T>(weights, times, source, wide_rows.clone());
    let lines = Lines { first: wide_rows.start, stride: source.row_len(), samples: &rows_blurred };
    blur_down_columns::<S, T>(weights, times, source.height(), lines, rows, out);
}

/// These rows of the source, each blurred along itself.
fn blur_along_rows<S: Sample, T: Sum<S>>(
    weights: ExtendedBox,
    times: Times,
    source: Pixels<'_, S>,
    rows: Range<usize>,
) -> Vec<S> {
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
        blur.blur(times, 0..source.width(), from, lines, &mut scratch);
        transpose::to_rows(&blurred, row_len, to);
    }
    out
}

/// Fills `out` with these rows, from rows that hold them and as many more as they depend on.
#[allow(clippy::indexing_slicing, reason = "strips start within the rows")]
fn blur_down_columns<S: Sample, T: Sum<S>>(
    weights: ExtendedBox,
    times: Times,
    height: usize,
    from: Lines<'_, S>,
    rows: Range<usize>,
    out: &mut [S],
) {
    let mut scratch = Scratch::<S, T>::default();
    for x in (0..from.stride).step_by(STRIP_LEN) {
        let blur = LineBlur { weights, n_lines: height, line_len: STRIP_LEN.min(from.stride - x) };
        let from = Lines { samples: &from.samples[x..], ..from };
        let to = LinesMut { stride: from.stride, samples: &mut out[x..] };
        blur.blur(times, rows.clone(), from, to, &mut scratch);
    }
}
