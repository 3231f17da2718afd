//! Weighted sums in single precision: Pillow's own arithmetic in Pillow's own order.
//!
//! The offset and a half first, then row by row from the lowest, each row summed apart from left to right, rounded
//! after every step. The half makes the final truncation round. Multiplications and additions must not be fused.
//!
//! Some rows are filled together: what one of them has below a pixel, the next has beside it and the one after above it,
//! so most samples are turned into single precision once for all of them. To keep what became of them from one group
//! to the next would take longer than to do it again: it takes four times their space.

use std::array;

use super::super::dispatch::Work;
use super::integer::{Summed, sum_bound};
use super::{Inner, Kernel};
use crate::raster::{Band, Pixels, Sample};

/// The rows that the neighbours in a group lie in, at most: room for four rows of 5x5 neighbours.
const MAX_SOURCE_ROWS: usize = 8;

/// Samples of a row that are worked on at a time: those of one of the widest vectors.
const STRIP_LEN: usize = 16;

/// The samples that a strip of a row takes for one and the same neighbour.
type Tap<S> = [S; STRIP_LEN];

/// The taps of a group of strips: for each row from the topmost, those from left to right.
type Taps<'a, S, const SIDE: usize> = [[&'a Tap<S>; SIDE]; MAX_SOURCE_ROWS];

/// Fills inner pixels by single precision.
pub(super) struct Floats<'a, S, K, const SIDE: usize>(pub(super) Inner<'a, S, K>);

impl<S: Summed, K: Kernel<SIDE>, const SIDE: usize> Work for Floats<'_, S, K, SIDE> {
    #[inline(always)]
    fn run(self) {
        // The compiler makes vectors of no larger groups.
        match SIDE {
            3 => fill_groups::<S, K, SIDE, 4>(self.0),
            _ => fill_groups::<S, K, SIDE, 3>(self.0),
        }
    }
}

/// Fills inner pixels, so many rows together.
#[inline(always)]
fn fill_groups<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const ROWS: usize>(inner: Inner<'_, S, K>) {
    let Inner { source, inner_rows, mut band, .. } = inner;
    let Some(last) = inner_rows.end.checked_sub(ROWS).filter(|last| inner_rows.contains(last)) else {
        return inner_rows.for_each(|y| fill_rows::<S, K, SIDE, 1>(source, y, &mut band));
    };
    // The last group ends with the inner rows, and does some rows again.
    for y in (inner_rows.start..last).step_by(ROWS).chain([last]) {
        fill_rows::<S, K, SIDE, ROWS>(source, y, &mut band);
    }
}

/// Fills the inner pixels of rows of a band from this one on.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours")]
fn fill_rows<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const ROWS: usize>(
    source: Pixels<'_, S>,
    y: usize,
    band: &mut Band<'_, S>,
) {
    const { assert!(ROWS + SIDE - 1 <= MAX_SOURCE_ROWS) };
    let (reach, channels, row_len) = (SIDE / 2, source.channels(), source.row_len());
    let first_row = band.rows().start;
    let out = &mut band.samples_mut()[(y - first_row) * row_len + reach * channels..];
    let mut rows: [&[S]; MAX_SOURCE_ROWS] = [&[]; MAX_SOURCE_ROWS];
    for (t, row) in rows.iter_mut().enumerate().take(ROWS + SIDE - 1) {
        *row = source.row(y - reach + t);
    }
    let len = row_len - 2 * reach * channels;
    let Some(last) = len.checked_sub(STRIP_LEN) else {
        for (r, x) in (0..ROWS).flat_map(|r| (0..len).map(move |x| (r, x))) {
            let neighbour = |j: usize, i: usize| rows[r + SIDE - 1 - j][x + i * channels].into();
            out[r * row_len + x] = S::from_f32(sum::<K, SIDE>(neighbour));
        }
        return;
    };
    // The last strip ends with the row, and does some samples again.
    for x in (0..last).step_by(STRIP_LEN).chain([last]) {
        let Some(taps) = taps_of::<S, SIDE, ROWS>(rows, channels, x) else { continue };
        for (r, strip) in strips::<S, K, SIDE, ROWS>(&taps).iter().enumerate() {
            out[r * row_len + x..][..STRIP_LEN].copy_from_slice(strip);
        }
    }
}

/// What strips below each other take for each neighbour, from the rows that these lie in.
#[inline(always)]
fn taps_of<'a, S: Sample, const SIDE: usize, const ROWS: usize>(
    rows: [&'a [S]; MAX_SOURCE_ROWS],
    channels: usize,
    x: usize,
) -> Option<Taps<'a, S, SIDE>> {
    let mut taps = [[rows.first()?.first_chunk()?; SIDE]; MAX_SOURCE_ROWS];
    for (row, taps) in rows.into_iter().zip(&mut taps).take(ROWS + SIDE - 1) {
        for (i, tap) in taps.iter_mut().enumerate() {
            *tap = row.get(x + i * channels..)?.first_chunk()?;
        }
    }
    Some(taps)
}

/// Strips below each other.
#[inline(always)]
#[allow(unsafe_code, reason = "kernels without proven integers take an eighth less time")]
#[allow(clippy::indexing_slicing, reason = "taps are as long as a strip; each row has those of a kernel below it")]
fn strips<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const ROWS: usize>(
    taps: &Taps<'_, S, SIDE>,
) -> [Tap<S>; ROWS] {
    const { assert!(K::DIVISOR > 0 && sum_bound::<S, K, SIDE>() < i32::MAX as i64 / 2) };
    let mut strips = [[S::default(); STRIP_LEN]; ROWS];
    for x in 0..STRIP_LEN {
        // All of them first, or the compiler would not see that rows have them in common.
        let samples: [[f32; SIDE]; MAX_SOURCE_ROWS] = taps.map(|taps| taps.map(|tap| tap[x].into()));
        let column: [S; ROWS] = array::from_fn(|r| {
            let sum = sum::<K, SIDE>(|j, i| samples[r + SIDE - 1 - j][i]);
            // SAFETY: the divisor is at least one, so no sum exceeds the bound of undivided ones, but for what it was
            // rounded by, which is less than half of it.
            unsafe { S::from_small_f32(sum) }
        });
        for (strip, sample) in strips.iter_mut().zip(column) {
            strip[x] = sample;
        }
    }
    strips
}

/// The sum of one sample, still to be truncated, from its neighbour in each row and column of the kernel.
#[inline(always)]
pub(super) fn sum<K: Kernel<SIDE>, const SIDE: usize>(neighbour: impl Fn(usize, usize) -> f32) -> f32 {
    sum_of_products::<K, SIDE>(|j, i| neighbour(j, i) * weight::<K, SIDE>(j, i))
}

/// What a neighbour is multiplied by.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "it is a row and a column of the kernel")]
pub(super) const fn weight<K: Kernel<SIDE>, const SIDE: usize>(j: usize, i: usize) -> f32 {
    K::WEIGHTS[j][i] as f32 / K::DIVISOR as f32
}

/// The sum of one sample, still to be truncated, from the product of each neighbour with its weight.
#[inline(always)]
pub(super) fn sum_of_products<K: Kernel<SIDE>, const SIDE: usize>(product: impl Fn(usize, usize) -> f32) -> f32 {
    let mut sum = K::OFFSET as f32 + 0.5;
    for (j, weights) in K::WEIGHTS.iter().enumerate() {
        // Negative zero is the only start that changes no sum, not even the sign of a zero.
        let mut row_sum = -0.0;
        for (i, &weight) in weights.iter().enumerate() {
            // A product with zero is zero and changes no sum that is shown.
            if weight != 0 {
                row_sum += product(j, i);
            }
        }
        sum += row_sum;
    }
    sum
}
