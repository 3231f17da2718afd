//! Weighted sums in single precision: Pillow's own arithmetic in Pillow's own order.
//!
//! The offset and a half first, then row by row from the lowest, each row summed apart from left to right, rounded
//! after every step. The half makes the final truncation round. Multiplications and additions must not be fused.
//!
//! Every sample is read anew for each neighbour that it is: to turn it into single precision again takes less time than
//! to keep what became of it, which takes four times its space.

use super::super::dispatch::Work;
use super::{Inner, Kernel};
use crate::raster::Sample;

/// Samples of a row that are worked on at a time: those of a few of the widest vectors.
const STRIP_LEN: usize = 64;

/// The samples that a strip of a row takes for one and the same neighbour.
type Tap<S> = [S; STRIP_LEN];

/// Fills inner pixels by single precision.
pub(super) struct Floats<'a, S, K, const SIDE: usize>(pub(super) Inner<'a, S, K>);

impl<S: Sample, K: Kernel<SIDE>, const SIDE: usize> Work for Floats<'_, S, K, SIDE> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours")]
    fn run(self) {
        let Inner { source, inner_rows, mut band, .. } = self.0;
        let (reach, channels, row_len) = (SIDE / 2, source.channels(), source.row_len());
        let frame = reach * channels;
        for (y, out) in band.rows_mut().filter(|(y, _)| inner_rows.contains(y)) {
            let mut rows: [&[S]; SIDE] = [&[]; SIDE];
            for (j, row) in rows.iter_mut().enumerate() {
                *row = source.row(y + reach - j);
            }
            fill_row::<S, K, SIDE>(rows, channels, &mut out[frame..row_len - frame]);
        }
    }
}

/// Fills a row from those that the rows of the kernel meet, which start with the leftmost neighbour of its first sample.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the rows have all neighbours of the row that is filled")]
fn fill_row<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(rows: [&[S]; SIDE], channels: usize, out: &mut [S]) {
    let Some(last) = out.len().checked_sub(STRIP_LEN) else {
        for (x, out) in out.iter_mut().enumerate() {
            *out = S::from_f32(sum::<K, SIDE>(|j, i| rows[j][x + i * channels].into()));
        }
        return;
    };
    // The last strip ends with the row, and does some samples again.
    for x in (0..last).step_by(STRIP_LEN).chain([last]) {
        let Some(out) = out[x..].first_chunk_mut() else { continue };
        if let Some(taps) = taps_of(rows, channels, x) {
            *out = strip::<S, K, SIDE>(&taps);
        }
    }
}

/// What a strip takes for each neighbour.
#[inline(always)]
fn taps_of<S: Sample, const SIDE: usize>(
    rows: [&[S]; SIDE],
    channels: usize,
    x: usize,
) -> Option<[[&Tap<S>; SIDE]; SIDE]> {
    let mut taps = [[rows.first()?.first_chunk()?; SIDE]; SIDE];
    for (row, taps) in rows.into_iter().zip(&mut taps) {
        for (i, tap) in taps.iter_mut().enumerate() {
            *tap = row.get(x + i * channels..)?.first_chunk()?;
        }
    }
    Some(taps)
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "all taps are as long as a strip, and there is one for each neighbour")]
fn strip<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(taps: &[[&Tap<S>; SIDE]; SIDE]) -> Tap<S> {
    let mut out = [S::default(); STRIP_LEN];
    for (x, out) in out.iter_mut().enumerate() {
        *out = S::from_f32(sum::<K, SIDE>(|j, i| taps[j][i][x].into()));
    }
    out
}

/// The sum of one sample, still to be truncated, from its neighbour in each row and column of the kernel.
#[inline(always)]
pub(super) fn sum<K: Kernel<SIDE>, const SIDE: usize>(neighbour: impl Fn(usize, usize) -> f32) -> f32 {
    let mut sum = K::OFFSET as f32 + 0.5;
    for (j, weights) in K::WEIGHTS.iter().enumerate() {
        // Negative zero is the only start that changes no sum, not even the sign of a zero.
        let mut row_sum = -0.0;
        for (i, &weight) in weights.iter().enumerate() {
            // A product with zero is zero and changes no sum that is shown.
            if weight != 0 {
                row_sum += neighbour(j, i) * (weight as f32 / K::DIVISOR as f32);
            }
        }
        sum += row_sum;
    }
    sum
}
