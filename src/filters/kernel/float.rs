//! Weighted sums in single precision: Pillow's own arithmetic in Pillow's own order.
//!
//! The offset and a half first, then row by row from the lowest, each row summed apart from left to right, rounded
//! after every step. The half makes the final truncation round. Multiplications and additions must not be fused.
//!
//! A kernel has few different weights, so that each row of the source is multiplied by each of them once; the rest is
//! to add up products that lie side by side. They are kept for as many rows as the kernel has, of a strip that fits the
//! nearest cache. Strips are worked through for a few rows at a time: the processor fetches ahead what is read from
//! left to right, and little of what is read from top to bottom.

use super::super::dispatch::Work;
use super::line::{BLOCK_LEN, FRAMES_LEN, Line};
use super::{Inner, Kernel};
use crate::raster::Sample;

/// Samples of a row whose sums are formed at a time.
const STRIP_LEN: usize = 512;

/// Rows that a strip is worked through for.
const BLOCK_ROWS: usize = 8;

/// The products of a strip of a row, and of the frame beside it, with each weight of a palette.
type Products<const SIDE: usize> = [Line<f32, { STRIP_LEN + FRAMES_LEN + BLOCK_LEN }>; SIDE];

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
        let mut products: [Products<SIDE>; SIDE] = [[Line([0.0; _]); SIDE]; SIDE];
        for first in inner_rows.clone().step_by(BLOCK_ROWS) {
            let end = inner_rows.end.min(first + BLOCK_ROWS);
            for x in (frame..row_len - frame).step_by(STRIP_LEN) {
                let len = STRIP_LEN.min(row_len - frame - x);
                for below in first - reach..end + reach {
                    multiply::<S, K, SIDE>(
                        &source.row(below)[x - frame..][..len + 2 * frame],
                        &mut products[below % SIDE],
                    );
                    if let Some(y) = below.checked_sub(reach).filter(|&y| y >= first) {
                        let mut rows = [&products[0]; SIDE];
                        for (j, row) in rows.iter_mut().enumerate() {
                            *row = &products[(below - j) % SIDE];
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

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "the lines have room for a strip that starts in the frame")]
fn add_up<S: Sample, K: Kernel<SIDE>, const SIDE: usize, const MAX_LEN: usize>(
    rows: [&Products<SIDE>; SIDE],
    start: usize,
    channels: usize,
    out: &mut [S],
) {
    let palette = const { Palette::of::<K>() };
    // Of a constant length, so that nothing has to ask at each sample where the products end.
    let mut taps: [[&[f32; MAX_LEN]; SIDE]; SIDE] = [[rows[0][0].from(0); SIDE]; SIDE];
    for ((taps, row), places) in taps.iter_mut().zip(rows).zip(palette.places) {
        for (i, (tap, place)) in taps.iter_mut().zip(places).enumerate() {
            *tap = row[place].from(start + i * channels);
        }
    }
    let len = out.len().min(MAX_LEN);
    let out = &mut out[..len];
    for x in 0..len {
        let mut sum = K::OFFSET as f32 + 0.5;
        for (taps, weights) in taps.iter().zip(&K::WEIGHTS) {
            // Negative zero is the only start that changes no sum, not even the sign of a zero.
            let mut row_sum = -0.0;
            for (tap, &weight) in taps.iter().zip(weights) {
                // A product with zero is zero and changes no sum that is shown.
                if weight != 0 {
                    row_sum += tap[x];
                }
            }
            sum += row_sum;
        }
        out[x] = S::from_f32(sum);
    }
}

/// The different weights of a kernel, but for zero, and which of them stands in each place.
struct Palette<const SIDE: usize> {
    weights: [i32; SIDE],
    len: usize,
    places: [[usize; SIDE]; SIDE],
}

impl<const SIDE: usize> Palette<SIDE> {
    /// Refuses to compile for a kernel of more different weights than it has rows.
    #[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
    const fn of<K: Kernel<SIDE>>() -> Self {
        let mut palette = Self { weights: [0; SIDE], len: 0, places: [[0; SIDE]; SIDE] };
        let mut i = 0;
        while i < SIDE * SIDE {
            let weight = K::WEIGHTS[i / SIDE][i % SIDE];
            if weight != 0 {
                palette.places[i / SIDE][i % SIDE] = palette.place_for(weight);
            }
            i += 1;
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
