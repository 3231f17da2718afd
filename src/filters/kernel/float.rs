//! Weighted sums in single precision: Pillow's own arithmetic in Pillow's own order.
//!
//! The offset and a half first, then row by row from the lowest, each row summed apart from left to right, rounded
//! after every step. The half makes the final truncation round. Multiplications and additions must not be fused.
//!
//! A kernel has few different weights, so that each row of the source is multiplied by each of them once; the rest is
//! to add up products that lie side by side. Of kernels with equal rows, the sums of all different rows are formed once
//! too, and at the same time, since most of them read the same products. All are kept for as many rows as the kernel
//! has, of a strip that fits the nearest cache. Strips are worked through for a few rows at a time: the processor fetches
//! ahead what is read from left to right, and little of what is read from top to bottom.

use super::super::dispatch::Work;
use super::line::{BLOCK_LEN, FRAMES_LEN, Line};
use super::{Inner, Kernel};
use crate::raster::Sample;

/// Samples of a row whose sums are formed at a time, at most.
const STRIP_LEN: usize = 512;

/// The samples and rows of a strip: what is kept for five rows fits the nearest cache only if a strip is shorter, which
/// makes up for it by more rows.
const fn strip(side: usize) -> (usize, usize) {
    if side > 3 { (STRIP_LEN / 2, 48) } else { (STRIP_LEN, 24) }
}

/// The products of a strip of a row, and of the frame beside it, with each weight of a palette.
type Products<const SIDE: usize> = [Line<f32, { STRIP_LEN + FRAMES_LEN + BLOCK_LEN }>; SIDE];

/// For each different row of the kernel, the sums of a strip of a row.
type RowSums<const SIDE: usize> = [Line<f32, { STRIP_LEN + BLOCK_LEN }>; SIDE];

/// What is kept of a row of the source.
#[derive(Clone, Copy)]
struct Kept<const SIDE: usize> {
    products: Products<SIDE>,
    sums: RowSums<SIDE>,
}

/// Fills inner pixels by single precision.
pub(super) struct Floats<'a, S, K, const SIDE: usize>(pub(super) Inner<'a, S, K>);

impl<S: Sample, K: Kernel<SIDE>, const SIDE: usize> Work for Floats<'_, S, K, SIDE> {
    #[inline(always)]
    #[allow(
        clippy::indexing_slicing,
        reason = "inner rows are longer than both ends and have neighbours in the picture"
    )]
    fn run(self) {
        let Inner { source, inner_rows, mut band, .. } = self.0;
        let (reach, channels, row_len, top) = (SIDE / 2, source.channels(), source.row_len(), band.rows().start);
        let frame = reach * channels;
        let mut kept = [Kept { products: [Line([0.0; _]); SIDE], sums: [Line([0.0; _]); SIDE] }; SIDE];
        let (max_len, n_rows) = const { strip(SIDE) };
        for first in inner_rows.clone().step_by(n_rows) {
            let end = inner_rows.end.min(first + n_rows);
            for x in (frame..row_len - frame).step_by(max_len) {
                let len = max_len.min(row_len - frame - x);
                for below in first - reach..end + reach {
                    let row = &source.row(below)[x - frame..][..len + 2 * frame];
                    let newest = &mut kept[below % SIDE];
                    multiply::<S, K, SIDE>(row, &mut newest.products);
                    add_rows::<K, SIDE>(newest, channels);
                    if let Some(y) = below.checked_sub(reach).filter(|&y| y >= first) {
                        let mut rows = [&kept[0]; SIDE];
                        for (j, row) in rows.iter_mut().enumerate() {
                            *row = &kept[(below - j) % SIDE];
                        }
                        let out = &mut band.samples_mut()[(y - top) * row_len + x..][..len];
                        let (whole, rest) = out.split_at_mut(len - len % BLOCK_LEN);
                        add_up::<S, K, SIDE, STRIP_LEN>(rows, 0, channels, whole);
                        // Single samples would be as slow as a block of them.
                        let mut block = [S::default(); BLOCK_LEN];
                        add_up::<S, K, SIDE, BLOCK_LEN>(rows, whole.len(), channels, &mut block);
                        rest.copy_from_slice(&block[..rest.len()]);
                    }
                }
            }
        }
    }
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the palette has no more weights than there are lines")]
fn multiply<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(row: &[S], products: &mut Products<SIDE>) {
    let palette = const { Palette::of::<K>() };
    let len = row.len().min(STRIP_LEN + FRAMES_LEN);
    for (x, &sample) in row[..len].iter().enumerate() {
        let sample: f32 = sample.into();
        for (products, weight) in products.iter_mut().zip(palette.weights).take(palette.len) {
            products.0[x] = sample * (weight as f32 / K::DIVISOR as f32);
        }
    }
}

/// Forms the sums of each different row of the kernel, where some are the same.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "all lines have room for a strip")]
fn add_rows<K: Kernel<SIDE>, const SIDE: usize>(kept: &mut Kept<SIDE>, channels: usize) {
    let palette = const { Palette::of::<K>() };
    if !palette.shares_rows {
        return;
    }
    let Kept { products, sums } = kept;
    let mut taps = [[products[0].from(0); SIDE]; SIDE];
    for (j, taps) in taps.iter_mut().enumerate() {
        *taps = taps_of::<K, SIDE, STRIP_LEN>(products, j, 0, channels);
    }
    for x in 0..const { strip(SIDE).0 } {
        for j in 0..SIDE {
            if palette.first_like[j] == j {
                sums[j].0[x] = row_sum::<K, SIDE, STRIP_LEN>(&taps[j], j, x);
            }
        }
    }
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the lines have room for a strip that starts in the frame")]
fn add_up<S: Sample, K: Kernel<SIDE>, const SIDE: usize, const MAX_LEN: usize>(
    rows: [&Kept<SIDE>; SIDE],
    start: usize,
    channels: usize,
    out: &mut [S],
) {
    let palette = const { Palette::of::<K>() };
    let mut taps = [[rows[0].products[0].from(0); SIDE]; SIDE];
    let mut sums = [rows[0].sums[0].from(0); SIDE];
    for (j, row) in rows.into_iter().enumerate() {
        taps[j] = taps_of::<K, SIDE, MAX_LEN>(&row.products, j, start, channels);
        sums[j] = row.sums[palette.first_like[j]].from::<MAX_LEN>(start);
    }
    let len = out.len().min(MAX_LEN);
    let out = &mut out[..len];
    for x in 0..len {
        let mut sum = K::OFFSET as f32 + 0.5;
        for j in 0..SIDE {
            sum += if palette.shares_rows { sums[j][x] } else { row_sum::<K, SIDE, MAX_LEN>(&taps[j], j, x) };
        }
        out[x] = S::from_f32(sum);
    }
}

/// The products that a row of the kernel adds up. Of a constant length, so that nothing has to ask at each sample where
/// they end.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the palette has no more weights than there are lines")]
fn taps_of<K: Kernel<SIDE>, const SIDE: usize, const MAX_LEN: usize>(
    products: &Products<SIDE>,
    j: usize,
    start: usize,
    channels: usize,
) -> [&[f32; MAX_LEN]; SIDE] {
    let palette = const { Palette::of::<K>() };
    let mut taps = [products[0].from(0); SIDE];
    for (i, (tap, place)) in taps.iter_mut().zip(palette.places[j]).enumerate() {
        *tap = products[place].from(start + i * channels);
    }
    taps
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "callers stay within the strip and the kernel")]
fn row_sum<K: Kernel<SIDE>, const SIDE: usize, const MAX_LEN: usize>(
    taps: &[&[f32; MAX_LEN]; SIDE],
    j: usize,
    x: usize,
) -> f32 {
    // Negative zero is the only start that changes no sum, not even the sign of a zero.
    let mut row_sum = -0.0;
    for (tap, &weight) in taps.iter().zip(&K::WEIGHTS[j]) {
        // A product with zero is zero and changes no sum that is shown.
        if weight != 0 {
            row_sum += tap[x];
        }
    }
    row_sum
}

/// The different weights of a kernel, but for zero, and which of them stands in each place.
struct Palette<const SIDE: usize> {
    weights: [i32; SIDE],
    len: usize,
    places: [[usize; SIDE]; SIDE],
    /// The first row of the kernel that has the same weights as this one.
    first_like: [usize; SIDE],
    /// Whether two rows are the same that have more than one weight.
    shares_rows: bool,
}

impl<const SIDE: usize> Palette<SIDE> {
    /// Refuses to compile for a kernel of more different weights than it has rows.
    #[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
    const fn of<K: Kernel<SIDE>>() -> Self {
        let mut palette =
            Self { weights: [0; SIDE], len: 0, places: [[0; SIDE]; SIDE], first_like: [0; SIDE], shares_rows: false };
        let mut i = 0;
        while i < SIDE * SIDE {
            let weight = K::WEIGHTS[i / SIDE][i % SIDE];
            if weight != 0 {
                palette.places[i / SIDE][i % SIDE] = palette.place_for(weight);
            }
            i += 1;
        }
        let mut j = 0;
        while j < SIDE {
            let first = first_like(&K::WEIGHTS, j);
            palette.first_like[j] = first;
            palette.shares_rows |= first < j && n_taps(&K::WEIGHTS[j]) > 1;
            j += 1;
        }
        palette
    }

    #[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
    const fn place_for(&mut self, weight: i32) -> usize {
        let mut n = 0;
        while n < self.len && self.weights[n] != weight {
            n += 1;
        }
        if n == self.len {
            self.weights[n] = weight;
            self.len += 1;
        }
        n
    }
}

/// The first row that is the same as this one.
#[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
const fn first_like<const SIDE: usize>(weights: &[[i32; SIDE]; SIDE], j: usize) -> usize {
    let mut first = 0;
    while first < j {
        let mut i = 0;
        while i < SIDE && weights[first][i] == weights[j][i] {
            i += 1;
        }
        if i == SIDE {
            return first;
        }
        first += 1;
    }
    j
}

#[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
const fn n_taps<const SIDE: usize>(weights: &[i32; SIDE]) -> usize {
    let (mut n, mut i) = (0, 0);
    while i < SIDE {
        n += (weights[i] != 0) as usize;
        i += 1;
    }
    n
}
