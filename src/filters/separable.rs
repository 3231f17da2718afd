//! Box blurs along the rows, then down the columns: what the filters that blur have in common.
//!
//! Neighbours in a row are summed one after the other, but neighbouring rows can be summed at once: rows are turned
//! into columns and back. All passes go over a few rows while these are in the cache; down the columns, sums go on where
//! they stopped a few rows above. Knows no filter and no values.

use std::ops::Range;

use super::dispatch::{self, Work};
use super::extended_box::{ExtendedBox, Times};
use super::means::{Fraction, LongProduct, Mean, Sum, Wide};
use super::running_sums::{Blur, LANES, Line, Stream};
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

/// Lines that come at a time along a row, if as many are not kept: those of four channels fit the nearest cache.
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
        Some(boxed) => S::blur(Job { boxed, times, source, rows, out }),
        None => out.copy_from_slice(source.rows(rows)),
    }
}

/// Samples that boxes blur.
pub(super) trait Blurred: Sample {
    /// Blurs in the smallest integers that the box allows.
    fn blur(job: Job<'_, Self>);
}

impl Blurred for u8 {
    fn blur(job: Job<'_, Self>) {
        if let Some(mean) = Fraction::of(job.boxed) {
            job.run(mean);
        } else if let Some(mean) = LongProduct::of(job.boxed) {
            job.run(mean);
        } else {
            let mean = Wide(job.boxed);
            job.run(mean);
        }
    }
}

impl Blurred for u16 {
    fn blur(job: Job<'_, Self>) {
        let mean = Wide(job.boxed);
        job.run(mean);
    }
}

/// Rows to be filled from the source.
pub(super) struct Job<'a, S> {
    boxed: ExtendedBox,
    times: Times,
    source: Pixels<'a, S>,
    rows: Range<usize>,
    out: &'a mut [S],
}

impl<S: Sample> Job<'_, S> {
    /// Blurs some rows at a time, from the top of the halo to its bottom. Rows whose neighbours are beyond the halo
    /// come out wrong, and are thrown away.
    fn run<M: Mean<S>>(self, mean: M) {
        let Self { boxed, times, source, rows, out } = self;
        let (row_len, delay) = (source.row_len(), times.reach(boxed));
        let wide_rows = rows.start.saturating_sub(delay)..(rows.end + delay).min(source.height());
        let along = Blur::new(boxed, mean, times, source.width());
        let down = Blur::new(boxed, mean, times, wide_rows.len());
        // With fewer, what is kept would be moved more often than blurred.
        let n_rows = down.n_kept().next_multiple_of(LANES);
        let mut strips = vec![Strip::new(&down); row_len.div_ceil(LANES)];

        let mut block = vec![S::default(); n_rows * row_len];
        for y in (wide_rows.start..rows.end + delay).step_by(n_rows) {
            // Neighbouring memory is read and written at a time, which is what the processor is fast at; in between, all
            // is done in the cache.
            let coming = source.rows(y.min(wide_rows.end)..(y + n_rows).min(wide_rows.end));
            let (filled, _) = block.split_at_mut(coming.len());
            filled.copy_from_slice(coming);
            for rows in filled.chunks_mut(LANES * row_len) {
                dispatch::widest(AlongRows { blur: &along, channels: source.channels(), delay, rows });
            }
            dispatch::widest(DownColumns { blur: &down, strips: &mut strips, row_len, rows: &mut block });
            for (row, blurred) in (y..).zip(block.chunks_exact(row_len)) {
                let place = row.checked_sub(delay + rows.start).map(|n| n * row_len);
                if let Some(out) = place.and_then(|place| out.get_mut(place..place + row_len)) {
                    out.copy_from_slice(blurred);
                }
            }
        }
    }
}

/// Up to as many rows as a line is long, to be blurred along themselves, in place.
struct AlongRows<'a, S, M: Mean<S>> {
    blur: &'a Blur<S, M>,
    channels: usize,
    delay: usize,
    rows: &'a mut [S],
}

impl<S: Sample, M: Mean<S>> Work for AlongRows<'_, S, M> {
    /// The samples of one channel that the pixels above each other have are a line.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "the lines of a channel are those that are kept and as many as come")]
    fn run(self) {
        let Self { blur, channels, delay, rows } = self;
        let (width, n_kept) = (blur.n_lines(), blur.n_kept());
        let row_len = width * channels;
        let n_new = STRETCH_LEN.max(n_kept);
        let n_lines = n_kept + n_new;
        let mut streams = vec![blur.stream(); channels];
        let mut lines = vec![Line::of(M::Sum::default()); n_lines * channels];
        for x in (0..width + delay).step_by(n_new) {
            let end = x + n_new;
            let coming = x.min(width) * channels..end.min(width) * channels;
            transpose::to_lines(rows, row_len, coming, channels, n_kept, &mut lines);
            for (stream, lines) in streams.iter_mut().zip(lines.chunks_exact_mut(n_lines)) {
                blur.run(stream, lines);
            }
            let done = x.saturating_sub(delay) * channels..end.saturating_sub(delay).min(width) * channels;
            transpose::to_rows(&lines, channels, delay.saturating_sub(x), rows, row_len, done);
            lines.chunks_exact_mut(n_lines).for_each(|lines| lines.copy_within(n_new.., 0));
        }
    }
}

/// What a part of the rows that is a line needs again when the next rows come.
#[derive(Clone)]
struct Strip<S, T> {
    stream: Stream<T>,
    kept: Vec<[S; LANES]>,
}

impl<S: Sample, T: Sum<S>> Strip<S, T> {
    fn new<M: Mean<S, Sum = T>>(blur: &Blur<S, M>) -> Self {
        Self { stream: blur.stream(), kept: vec![[S::default(); LANES]; blur.n_kept()] }
    }
}

/// The next rows to be blurred against those before and after, in place.
struct DownColumns<'a, S, M: Mean<S>> {
    blur: &'a Blur<S, M>,
    /// One for each part of a row that is a line.
    strips: &'a mut [Strip<S, M::Sum>],
    row_len: usize,
    rows: &'a mut [S],
}

impl<S: Sample, M: Mean<S>> Work for DownColumns<'_, S, M> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "there are as many strips as lines start within a row")]
    fn run(self) {
        let Self { blur, strips, row_len, rows } = self;
        let (n_kept, n_new) = (blur.n_kept(), rows.len() / row_len);
        let mut lines = vec![Line::of(M::Sum::default()); n_kept + n_new];
        for (strip, x) in strips.iter_mut().zip((0..row_len).step_by(LANES)) {
            let (kept, new) = lines.split_at_mut(n_kept);
            for (line, samples) in kept.iter_mut().zip(&strip.kept) {
                line.set(samples);
            }
            for (line, row) in new.iter_mut().zip(rows.chunks_exact(row_len)) {
                line.set(&row[x..]);
            }
            blur.run(&mut strip.stream, &mut lines);
            let (blurred, kept) = lines.split_at(n_new);
            for (line, row) in blurred.iter().zip(rows.chunks_exact_mut(row_len)) {
                line.get(&mut row[x..]);
            }
            for (line, samples) in kept.iter().zip(&mut strip.kept) {
                line.get(samples);
            }
        }
    }
}
