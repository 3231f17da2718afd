//! Weighted sums in single precision: Pillow's own arithmetic in Pillow's own order.
//!
//! The offset and a half first, then row by row, each row summed apart from left to right, rounded after every step.
//! The half makes the final truncation round. Multiplications and additions must not be fused.
//!
//! A source row is read once, for all the rows whose sums it is part of. Pillow begins with the lower row, so the
//! source rows are taken from bottom to top: each finishes the sums of one row and begins those of another.

use std::ops::Range;

use multiversion::multiversion;

use super::{Kernel, neighbours};
use crate::raster::{Band, Pixels, Sample};

/// Samples of a row whose sums are formed at a time: few enough for the sums to stay in the nearest cache.
const STRIP_LEN: usize = 512;

/// For each row of the kernel, what a strip has summed up to it.
type Sums<const SIDE: usize> = [[f32; STRIP_LEN]; SIDE];

/// Fills the inner pixels of some inner rows of a band.
#[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours in the picture")]
pub(super) fn fill<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(
    source: Pixels<'_, S>,
    inner_rows: Range<usize>,
    band: &mut Band<'_, S>,
) {
    let (reach, channels, row_len, top) = (SIDE / 2, source.channels(), source.row_len(), band.rows().start);
    let frame = reach * channels;
    for x in (frame..row_len - frame).step_by(STRIP_LEN) {
        let len = STRIP_LEN.min(row_len - frame - x);
        let row = |y: usize| &source.row(y)[x - frame..][..len + 2 * frame];
        let mut sums = [[0.0; STRIP_LEN]; SIDE];
        for y in (inner_rows.end - reach..inner_rows.end + reach).rev() {
            add_row::<S, K, SIDE>(row(y), channels, len, &mut sums);
        }
        for y in inner_rows.clone().rev() {
            add_row::<S, K, SIDE>(row(y - reach), channels, len, &mut sums);
            round(&sums[SIDE - 1], &mut band.samples_mut()[(y - top) * row_len + x..][..len]);
        }
    }
}

/// Adds a source row to all the sums that it is part of. Each sum moves on to the next row of the kernel; those that
/// come to the last are finished.
#[multiversion(targets("x86_64+avx2"))]
#[allow(clippy::indexing_slicing, reason = "every slice is cut to the same length")]
fn add_row<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(
    row: &[S],
    channels: usize,
    len: usize,
    sums: &mut Sums<SIDE>,
) {
    let neighbours = neighbours::<S, SIDE>(row, channels, len);
    let mut sums = sums.each_mut().map(|sums| &mut sums[..len]);
    for x in 0..len {
        let samples = neighbours.map(|samples| samples[x].into());
        let mut carried = K::OFFSET as f32 + 0.5;
        for (sums, weights) in sums.iter_mut().zip(&K::WEIGHTS) {
            let sum = carried + row_sum(&samples, weights, K::DIVISOR);
            carried = sums[x];
            sums[x] = sum;
        }
    }
}

#[inline(always)]
fn row_sum<const SIDE: usize>(samples: &[f32; SIDE], weights: &[i32; SIDE], divisor: i32) -> f32 {
    // Negative zero is the only start that changes no sum, not even the sign of a zero.
    let mut sum = -0.0;
    for (sample, &weight) in samples.iter().zip(weights) {
        // A product with zero is zero and changes no sum that is shown.
        if weight != 0 {
            sum += sample * (weight as f32 / divisor as f32);
        }
    }
    sum
}

#[multiversion(targets("x86_64+avx2"))]
fn round<S: Sample>(sums: &[f32], out: &mut [S]) {
    for (out, &sum) in out.iter_mut().zip(sums) {
        *out = S::from_f32(sum);
    }
}
