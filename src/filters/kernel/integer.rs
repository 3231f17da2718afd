//! Weighted sums in integers, for kernels whose exact sums are those of single precision, rounded.
//!
//! They may be summed in any order: first down the columns, then across. Most columns of a kernel have the same weights
//! as another, and their sums are formed once. At 8 bits integers take half the space too, so that filtering takes
//! little longer than copying the picture. Knows no rounding but that to the nearest whole number, and leaves it to
//! [`ties`] where two are as near.

use std::ops::{Add, Div, Mul};

use super::super::dispatch::Work;
use super::line::{BLOCK_LEN, FRAMES_LEN, Line};
use super::{Inner, Kernel, ties};
use crate::raster::Sample;

/// Samples of a row whose sums are formed at a time: few enough for the sums to stay in the nearest cache.
const STRIP_LEN: usize = 2048;

/// For each different column of a kernel, the sums down the columns of a strip and of the frame beside it.
type ColumnSums<T, const SIDE: usize> = [Line<T, { STRIP_LEN + FRAMES_LEN + BLOCK_LEN }>; SIDE];

/// For each sample of a strip, 1 if its sum is a tie and 0 if not.
type AreTies = Line<u8, { STRIP_LEN + BLOCK_LEN }>;

/// Fills inner pixels by integers, with ties settled if there may be any.
pub(super) struct Integers<'a, S, K, const SIDE: usize, const HAS_TIES: bool>(pub(super) Inner<'a, S, K>);

impl<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const HAS_TIES: bool> Work for Integers<'_, S, K, SIDE, HAS_TIES> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours")]
    fn run(self) {
        let Inner { source, inner_rows, mut band, .. } = self.0;
        let (reach, channels, row_len) = (SIDE / 2, source.channels(), source.row_len());
        let frame = reach * channels;
        let mut sums: ColumnSums<S::Sum, SIDE> = [Line([S::constant(0); _]); SIDE];
        let mut are_ties: AreTies = Line([0; _]);
        for (y, out) in band.rows_mut().filter(|(y, _)| inner_rows.contains(y)) {
            for x in (frame..row_len - frame).step_by(STRIP_LEN) {
                let len = STRIP_LEN.min(row_len - frame - x);
                let mut rows: [&[S]; SIDE] = [&[]; SIDE];
                for (j, row) in rows.iter_mut().enumerate() {
                    *row = &source.row(y + reach - j)[x - frame..][..len + 2 * frame];
                }
                add_down::<S, K, SIDE>(rows, &mut sums);
                let out = &mut out[x..x + len];
                let (whole, rest) = out.split_at_mut(len - len % BLOCK_LEN);
                let (whole_ties, rest_ties) = are_ties.0.split_at_mut(whole.len());
                add_across::<S, K, SIDE, STRIP_LEN, HAS_TIES>(&sums, 0, channels, whole, whole_ties);
                // Single samples would be as slow as a block of them.
                let mut block = [S::default(); BLOCK_LEN];
                add_across::<S, K, SIDE, BLOCK_LEN, HAS_TIES>(&sums, whole.len(), channels, &mut block, rest_ties);
                rest.copy_from_slice(&block[..rest.len()]);
                if HAS_TIES {
                    are_ties.0[len..].fill(0);
                    ties::settle::<S, K, SIDE>(&are_ties.0[..len.next_multiple_of(8)], rows, channels, out);
                }
            }
        }
    }
}

/// Adds up each column of samples as each different column of the kernel weighs them.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "rows are cut to one length, for which there is room")]
fn add_down<S: Summed, K: Kernel<SIDE>, const SIDE: usize>(rows: [&[S]; SIDE], sums: &mut ColumnSums<S::Sum, SIDE>) {
    let len = rows[0].len().min(STRIP_LEN + FRAMES_LEN);
    let rows = rows.map(|row| &row[..len]);
    for x in 0..len {
        let samples: [S::Sum; SIDE] = rows.map(|row| row[x].into());
        for (i, sums) in sums.iter_mut().enumerate() {
            if is_summed::<K, SIDE>(i) {
                let mut sum = S::constant(0);
                for (&sample, weights) in samples.iter().zip(&K::WEIGHTS) {
                    sum = sum + S::constant(weights[i]) * sample;
                }
                sums.0[x] = sum;
            }
        }
    }
}

/// `floor(sum / D + offset + 1/2)`, which is `floor((sum + floor(D / 2)) / D) + offset`, because the half that is lost
/// of an odd divisor never reaches the next multiple of it.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the lines have room for a strip that starts in the frame")]
fn add_across<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const MAX_LEN: usize, const HAS_TIES: bool>(
    sums: &ColumnSums<S::Sum, SIDE>,
    start: usize,
    channels: usize,
    out: &mut [S],
    are_ties: &mut [u8],
) {
    // Of a constant length, so that nothing has to ask at each sample where the column ends.
    let mut columns: [&[S::Sum; MAX_LEN]; SIDE] = [sums[0].from(0); SIDE];
    for (i, column) in columns.iter_mut().enumerate() {
        *column = sums[first_like::<K, SIDE>(i)].from(start + i * channels);
    }
    let len = out.len().min(MAX_LEN);
    let (out, are_ties) = (&mut out[..len], &mut are_ties[..len]);
    for x in 0..len {
        let mut sum = S::constant(K::DIVISOR / 2 + K::OFFSET * K::DIVISOR);
        for (i, column) in columns.iter().enumerate() {
            if !is_zero::<K, SIDE>(i) {
                sum = sum + column[x];
            }
        }
        // Negative sums end as zero anyway; without them the division is one of unsigned numbers, which is cheap.
        let sum = sum.max(S::constant(0));
        let rounded = sum / S::constant(K::DIVISOR);
        out[x] = S::saturated(rounded);
        if HAS_TIES {
            are_ties[x] = u8::from(rounded * S::constant(K::DIVISOR) == sum);
        }
    }
}

/// Whether a column is the first of its weights, and they are not all zero.
#[inline(always)]
fn is_summed<K: Kernel<SIDE>, const SIDE: usize>(i: usize) -> bool {
    first_like::<K, SIDE>(i) == i && !is_zero::<K, SIDE>(i)
}

/// The first column that has the same weights. What is asked here is known when the program is compiled.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "both are columns of the kernel")]
fn first_like<K: Kernel<SIDE>, const SIDE: usize>(i: usize) -> usize {
    (0..i).find(|&first| K::WEIGHTS.iter().all(|weights| weights[first] == weights[i])).unwrap_or(i)
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "it is a column of the kernel")]
fn is_zero<K: Kernel<SIDE>, const SIDE: usize>(i: usize) -> bool {
    K::WEIGHTS.iter().all(|weights| weights[i] == 0)
}

/// How far integers are proven to give what single precision gives, and to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exactness {
    Full,
    /// But for sums that lie just between two whole numbers, and these are rare.
    ButForTies,
    Unproven,
}

/// One in so many sums may be a tie: more would take longer than single precision everywhere.
const FEWEST_SUMS_FOR_TIE: i32 = 50;

/// Whether integers give what single precision gives.
///
/// When the divisor is a power of two, every number on the way is a multiple of `1 / 2D`; below `2^24 / 2D` all of them
/// are numbers of single precision, so nothing is ever rounded. When it is odd, the exact result `(2 sum + D) / 2D` is
/// at least `1 / 2D` away from a whole number (an odd number is no multiple of an even one), so truncation cannot tell
/// the two apart while the error of rounding is smaller. A term is rounded at most `2 SIDE + 1` times, by `2^-24` of
/// itself: as a weight, as a product, in `SIDE - 1` sums of its row and in `SIDE` sums of rows. The same goes for other
/// divisors, whose results are a whole number, a tie, or `1 / D` away from one; ties rounding breaks in its own way.
pub(super) const fn exactness<S: Summed, K: Kernel<SIDE>, const SIDE: usize>() -> Exactness {
    let bound = sum_bound::<S, K, SIDE>();
    let (roundings, exactness) = match K::DIVISOR {
        divisor if divisor & (divisor - 1) == 0 => (1, Exactness::Full),
        divisor if divisor % 2 == 1 => (2 * SIDE as i64 + 1, Exactness::Full),
        divisor if divisor >= FEWEST_SUMS_FOR_TIE => (2 * SIDE as i64 + 1, Exactness::ButForTies),
        _ => return Exactness::Unproven,
    };
    if bound <= S::SUM_MAX && roundings * 2 * bound < 1 << f32::MANTISSA_DIGITS {
        exactness
    } else {
        Exactness::Unproven
    }
}

/// What no sum on the way exceeds, before it is divided.
#[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
pub(super) const fn sum_bound<S: Summed, K: Kernel<SIDE>, const SIDE: usize>() -> i64 {
    let mut weights = 0;
    let mut i = 0;
    while i < SIDE * SIDE {
        weights += K::WEIGHTS[i / SIDE][i % SIDE].abs() as i64;
        i += 1;
    }
    weights * ((1 << S::BITS) - 1) + (K::OFFSET.abs() as i64 + 1) * K::DIVISOR as i64
}

/// Samples and the integer in which they are summed: the smaller, the more at a time.
pub(super) trait Summed: Sample {
    type Sum: Copy + Ord + From<Self> + Add<Output = Self::Sum> + Mul<Output = Self::Sum> + Div<Output = Self::Sum>;
    const SUM_MAX: i64;

    /// A constant that is known to fit.
    fn constant(number: i32) -> Self::Sum;
    /// The nearest sample.
    fn saturated(sum: Self::Sum) -> Self;
}

impl Summed for u8 {
    type Sum = i16;
    const SUM_MAX: i64 = i16::MAX as i64;

    #[inline(always)]
    fn constant(number: i32) -> i16 {
        number as i16
    }

    #[inline(always)]
    fn saturated(sum: i16) -> Self {
        sum.clamp(0, 255) as Self
    }
}

impl Summed for u16 {
    type Sum = i32;
    const SUM_MAX: i64 = i32::MAX as i64;

    #[inline(always)]
    fn constant(number: i32) -> i32 {
        number
    }

    #[inline(always)]
    fn saturated(sum: i32) -> Self {
        sum.clamp(0, 65535) as Self
    }
}
