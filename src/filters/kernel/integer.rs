//! Weighted sums in integers, for kernels whose exact sums are those of single precision, rounded.
//!
//! They may be summed in any order, and at 8 bits they take half the space, so that filtering takes hardly longer than
//! copying the picture. Knows no rounding but that to the nearest whole number.

use std::array;
use std::ops::{Add, Div, Mul, Range};

use multiversion::multiversion;

use super::{Kernel, neighbours};
use crate::raster::{Band, Pixels, Sample};

/// Fills the inner pixels of some inner rows of a band.
#[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends and have neighbours in the picture")]
pub(super) fn fill<S: Summed, K: Kernel<SIDE>, const SIDE: usize>(
    source: Pixels<'_, S>,
    inner_rows: Range<usize>,
    band: &mut Band<'_, S>,
) {
    let (reach, channels) = (SIDE / 2, source.channels());
    let inner = reach * channels..source.row_len() - reach * channels;
    for (y, out) in band.rows_mut().filter(|(y, _)| inner_rows.contains(y)) {
        let rows = array::from_fn(|j| source.row(y + reach - j));
        fill_row::<S, K, SIDE>(rows, channels, &mut out[inner.clone()]);
    }
}

/// `floor(sum / D + offset + 1/2)`, which is `floor((sum + floor(D / 2)) / D) + offset`, because the half that is lost
/// of an odd divisor never reaches the next multiple of it.
#[multiversion(targets("x86_64+avx2"))]
#[allow(clippy::indexing_slicing, reason = "every neighbour slice is cut to the length of `out`")]
fn fill_row<S: Summed, K: Kernel<SIDE>, const SIDE: usize>(rows: [&[S]; SIDE], channels: usize, out: &mut [S]) {
    let len = out.len();
    let neighbours = rows.map(|row| neighbours::<S, SIDE>(row, channels, len));
    for (x, out) in out.iter_mut().enumerate() {
        let mut sum = S::constant(K::DIVISOR / 2 + K::OFFSET * K::DIVISOR);
        for (row, weights) in neighbours.iter().zip(&K::WEIGHTS) {
            for (samples, &weight) in row.iter().zip(weights) {
                sum = sum + S::constant(weight) * samples[x].into();
            }
        }
        // Negative sums end as zero anyway; without them the division is one of unsigned numbers, which is cheap.
        *out = S::saturated(sum.max(S::constant(0)) / S::constant(K::DIVISOR));
    }
}

/// Whether integers give what single precision gives, and fit.
///
/// When the divisor is a power of two, every number on the way is a multiple of `1 / 2D`; below `2^24 / 2D` all of them
/// are numbers of single precision, so nothing is ever rounded. When it is odd, the exact result `(2 sum + D) / 2D` is
/// at least `1 / 2D` away from a whole number (an odd number is no multiple of an even one), so truncation cannot tell
/// the two apart while the error of rounding is smaller. A term is rounded at most `2 SIDE + 1` times, by `2^-24` of
/// itself: as a weight, as a product, in `SIDE - 1` sums of its row and in `SIDE` sums of rows. Other divisors have
/// ties, which rounding breaks in its own way.
pub(super) const fn is_exact<S: Summed, K: Kernel<SIDE>, const SIDE: usize>() -> bool {
    let bound = sum_bound::<S, K, SIDE>();
    let roundings = match K::DIVISOR {
        divisor if divisor & (divisor - 1) == 0 => 1,
        divisor if divisor % 2 == 1 => 2 * SIDE as i64 + 1,
        _ => return false,
    };
    bound <= S::SUM_MAX && roundings * 2 * bound < 1 << f32::MANTISSA_DIGITS
}

/// What no sum on the way exceeds, before it is divided.
#[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
const fn sum_bound<S: Summed, K: Kernel<SIDE>, const SIDE: usize>() -> i64 {
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
