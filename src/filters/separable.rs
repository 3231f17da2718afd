//! Box blurs along the rows, then down the columns: what the filters that blur have in common.
//!
//! Neighbours in a row are summed one after the other, but neighbouring rows can be summed at once: rows are turned
//! into columns and back. All passes go over a few rows while these are in the cache; down the columns, sums go on where
//! they stopped a few rows above. Knows no filter and no values.

use std::ops::Range;

use super::dispatch::{self, Work};
use super::extended_box::{Blurred, ExtendedBox, Sum, Times};
use super::running_sums::{LANES, Line, Stream};
use super::{Param, transpose};
use crate::raster::{Pixels, Sample};

/// How far a blur reaches, to be given a default.
pub(super) const RADIUS: Param = Param {
    id: "radius",
    label: "Radius",
    korean: "반지름",
    unit: "px",
    range: 0.0..=500.0,
    slider: 0.0..=30.0,
    decimals: 1,
    ..Param::NUMBER
};

/// Lines of a stream that are blurred at a time: those of four channels fit the nearest cache.
const STRETCH_LEN: usize = 64;

/// Fills `out` with these rows of the source, blurred in both directions; copied if there is no box.
pub(super) fn blur<S: Blurred>(
    boxed: Option<ExtendedBox>,
    times: Times,
    source: Pixels<'_, S>,
    rows: Range<usize>,
    out: &mut [S],
) {
    match boxed {
        Some(boxed) if boxed.fits::<S, S::Narrow>() => blur_in::<S, S::Narrow>(boxed, times, source, rows, out),
        Some(boxed) => blur_in::<S, S::Wide>(boxed, times, source, rows, out),
        None => out.copy_from_slice(source.rows(rows)),
    }
}

/// Blurs with sums of a given size, some rows at a time, from the top of the halo to its bottom. Rows whose neighbours
/// are beyond the halo come out wrong, and are thrown away.
fn blur_in<S: Sample, T: Sum<S>>(
    boxed: ExtendedBox,
    times: Times,
    source: Pixels<'_, S>,
    rows: Range<usize>,
    out: &mut [S],
) {
    let (row_len, delay) = (source.row_len(), times.reach(boxed));
    let wide_rows = rows.start.saturating_sub(delay)..(rows.end + delay).min(source.height());
    let streams = |n_streams, n_lines| {
        let mut streams = Vec::new();
        streams.resize_with(n_streams, || Stream::<S, T>::new(boxed, times, n_lines));
        streams
    };
    let mut along = streams(source.channels(), source.width());
    let mut down = streams(row_len.div_ceil(LANES), wide_rows.len());

    let mut block = vec![S::default(); LANES * row_len];
    for y in (wide_rows.start..rows.end + delay).step_by(LANES) {
        // Neighbouring memory is read and written at a time, which is what the processor is fast at; in between, all
        // is done in the cache.
        let coming = source.rows(y.min(wide_rows.end)..(y + LANES).min(wide_rows.end));
        let (filled, _) = block.split_at_mut(coming.len());
        filled.copy_from_slice(coming);
        if !filled.is_empty() {
            dispatch::widest(AlongRows { streams: &mut along, width: source.width(), delay, rows: filled });
        }
        dispatch::widest(DownColumns { streams: &mut down, row_len, rows: &mut block });
        for (row, blurred) in (y..).zip(block.chunks_exact(row_len)) {
            let place = row.checked_sub(delay + rows.start).map(|n| n * row_len);
            if let Some(out) = place.and_then(|place| out.get_mut(place..place + row_len)) {
                out.copy_from_slice(blurred);
            }
        }
    }
}

/// Up to as many rows as a line is long, to be blurred along themselves, in place.
struct AlongRows<'a, S, T> {
    /// One for each channel.
    streams: &'a mut [Stream<S, T>],
    width: usize,
    delay: usize,
    rows: &'a mut [S],
}

impl<S: Sample, T: Sum<S>> Work for AlongRows<'_, S, T> {
    /// The samples of one channel that the pixels above each other have are a line.
    #[inline(always)]
    fn run(self) {
        let Self { streams, width, delay, rows } = self;
        let channels = streams.len();
        let row_len = width * channels;
        let mut lines = vec![Line::blank(); STRETCH_LEN * channels];
        streams.iter_mut().for_each(Stream::restart);
        for x in (0..width + delay).step_by(STRETCH_LEN) {
            let end = x + STRETCH_LEN;
            let coming = x.min(width) * channels..end.min(width) * channels;
            transpose::to_lines(rows, row_len, coming, channels, &mut lines);
            for (stream, lines) in streams.iter_mut().zip(lines.chunks_exact_mut(STRETCH_LEN)) {
                stream.blur(lines);
            }
            let done = x.saturating_sub(delay) * channels..end.saturating_sub(delay).min(width) * channels;
            transpose::to_rows(&lines, channels, delay.saturating_sub(x), rows, row_len, done);
        }
    }
}

/// The next rows to be blurred against those before and after, in place.
struct DownColumns<'a, S, T> {
    /// One for each part of a row that is a line.
    streams: &'a mut [Stream<S, T>],
    row_len: usize,
    rows: &'a mut [S],
}

impl<S: Sample, T: Sum<S>> Work for DownColumns<'_, S, T> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "there are as many streams as lines start within a row")]
    fn run(self) {
        let Self { streams, row_len, rows } = self;
        let mut lines = [Line::blank(); LANES];
        for (stream, x) in streams.iter_mut().zip((0..row_len).step_by(LANES)) {
            for (line, row) in lines.iter_mut().zip(rows.chunks_exact(row_len)) {
                line.set(&row[x..]);
            }
            stream.blur(&mut lines);
            for (line, row) in lines.iter().zip(rows.chunks_exact_mut(row_len)) {
                line.get(&mut row[x..]);
            }
        }
    }
}
