//! Weighted sums in single precision, for kernels that weigh the four nearest neighbours alike and the corners not at all.
//!
//! The numbers are those of [`float`], added in the same order. But as a neighbour, a sample gives four pixels the same
//! product, so each is turned into single precision and weighed once: block by block, from the top down, with the
//! products of two rows in lines that stay in the nearest cache. Rows that come soon are fetched meanwhile, because the
//! processor does not foresee that blocks go on a row further down. Knows no kernel by name.

#[cfg(target_arch = "x86_64")]
mod vectors;

use std::ops::Range;

use super::super::dispatch::{Avx2AndFma, Work};
use super::float::{self, Floats};
use super::integer::{Summed, sum_bound};
use super::line::Line;
use super::{Inner, Kernel};

/// Samples of a row that are worked on before the next row is: few enough for all lines to stay in the nearest cache.
const BLOCK_LEN: usize = 1024;
/// Samples that the inner loop works on at a time.
const CHUNK_LEN: usize = 128;
/// Room before and behind the products of a block for those of the pixels beside it.
const MARGIN: usize = 16;
/// A page and a third: where lines lie a multiple of a page apart, the processor takes stores to one for stores to the
/// other, and waits for them.
const LINE_LEN: usize = 1360;

/// Rows that are fetched before they are worked on. It makes no difference whether they are two or eight.
const ROWS_AHEAD: usize = 4;
/// The bytes that the cache fetches together.
const FETCHED_BYTES: usize = 64;

/// Whether a kernel is one of these.
#[allow(clippy::indexing_slicing, reason = "constants are checked when the program is compiled")]
pub(super) const fn is_cross<K: Kernel<SIDE>, const SIDE: usize>() -> bool {
    if SIDE != 3 {
        return false;
    }
    let [below, beside, above] = [K::WEIGHTS[0], K::WEIGHTS[1], K::WEIGHTS[2]];
    let has_corners = below[0] != 0 || below[2] != 0 || above[0] != 0 || above[2] != 0;
    let side = below[1];
    !has_corners && side != 0 && side == beside[0] && side == beside[2] && side == above[1]
}

/// Fills inner pixels by a kernel that is a cross.
pub(super) struct Crosses<'a, S, K, const SIDE: usize>(pub(super) Inner<'a, S, K>);

impl<S: Summed, K: Kernel<SIDE>, const SIDE: usize> Work for Crosses<'_, S, K, SIDE> {
    #[inline(always)]
    fn run(mut self) {
        let inner_len = self.0.source.row_len() - 2 * self.0.source.channels();
        if inner_len < CHUNK_LEN {
            return Floats::<S, K, SIDE>(self.0).run();
        }
        let whole_blocks = inner_len / BLOCK_LEN * BLOCK_LEN;
        fill_columns::<S, K, SIDE, BLOCK_LEN>(&mut self.0, 0..whole_blocks);
        fill_columns::<S, K, SIDE, CHUNK_LEN>(&mut self.0, whole_blocks..inner_len);
    }
}

/// Fills some samples of all inner rows, block by block. The last block ends with them, and does some samples again.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "inner rows are longer than a block with a pixel on both sides")]
fn fill_columns<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const LEN: usize>(
    Inner { source, inner_rows, band, .. }: &mut Inner<'_, S, K>,
    columns: Range<usize>,
) {
    let (channels, row_len, first_row) = (source.channels(), source.row_len(), band.rows().start);
    let (side, own_weight) = (float::weight::<K, SIDE>(0, 1), float::weight::<K, SIDE>(1, 1));
    let mut lines = [const { Line([0.0; LINE_LEN]) }; 3];
    let [one, other, own] = &mut lines;
    let (mut above, mut beside) = (one, other);
    let instructions = Avx2AndFma::of_processor();
    for x in columns.clone().step_by(LEN).map(|x| x.min(columns.end - LEN)) {
        let row = |y: usize| &source.row(y)[x..][..LEN + 2 * channels];
        weigh(row(inner_rows.start - 1), side, &mut above.0[MARGIN - channels..]);
        weigh(row(inner_rows.start), side, &mut beside.0[MARGIN - channels..]);
        weigh(row(inner_rows.start), own_weight, &mut own.0[MARGIN - channels..]);
        for y in inner_rows.clone() {
            let below = row(y + 1);
            let out = &mut band.samples_mut()[(y - first_row) * row_len + x + channels..];
            let part = Part {
                below: &below[channels..].as_chunks().0[0],
                left: beside.from::<LEN>(MARGIN - channels),
                right: beside.from::<LEN>(MARGIN + channels),
                above: &mut above.0[MARGIN..].as_chunks_mut().0[0],
                own: &mut own.0[MARGIN..].as_chunks_mut().0[0],
            };
            fill_part::<S, K, SIDE, LEN>(part, &mut out.as_chunks_mut().0[0], row_len, instructions);
            weigh(&below[..channels], side, &mut above.0[MARGIN - channels..]);
            weigh(&below[channels + LEN..], side, &mut above.0[MARGIN + LEN..]);
            std::mem::swap(&mut above, &mut beside);
        }
    }
}

/// The products of samples with a weight.
#[inline(always)]
fn weigh<S: Summed>(samples: &[S], weight: f32, products: &mut [f32]) {
    for (product, &sample) in products.iter_mut().zip(samples) {
        let sample: f32 = sample.into();
        *product = sample * weight;
    }
}

/// What samples that follow each other in a row are made of: samples of the row below, and products of the others.
struct Part<'a, S, const LEN: usize> {
    below: &'a [S; LEN],
    left: &'a [f32; LEN],
    right: &'a [f32; LEN],
    above: &'a mut [f32; LEN],
    own: &'a mut [f32; LEN],
}

/// Fills a block's part of a row. The products of the row below take the place of those above it and of its own.
#[inline(always)]
#[allow(unsafe_code, reason = "instructions by name take an eighth less time than those that the compiler finds")]
#[allow(clippy::indexing_slicing, reason = "all of them are whole chunks")]
fn fill_part<S: Summed, K: Kernel<SIDE>, const SIDE: usize, const LEN: usize>(
    part: Part<'_, S, LEN>,
    out: &mut [S; LEN],
    row_len: usize,
    instructions: Option<Avx2AndFma>,
) {
    const { assert!(LEN.is_multiple_of(CHUNK_LEN) && MARGIN + LEN + MARGIN <= LINE_LEN) };
    let Part { below, left, right, above, own } = part;
    let (read, written) =
        (below.as_ptr().wrapping_add(ROWS_AHEAD * row_len), out.as_ptr().wrapping_add(ROWS_AHEAD * row_len));
    let fetch_ahead = |x: usize| {
        fetch(read.wrapping_add(x));
        fetch(written.wrapping_add(x));
    };
    #[cfg(target_arch = "x86_64")]
    if let (Some(_), Some(below), Some(out)) = (instructions, S::as_bytes(below), S::as_bytes_mut(out)) {
        let part = Part { below, left, right, above, own };
        let fetch_once = |x: usize| {
            if x.is_multiple_of(FETCHED_BYTES) {
                fetch_ahead(x);
            }
        };
        // SAFETY: the processor has the instructions, or there would be no proof of it.
        return unsafe { vectors::fill::<K, SIDE, LEN>(part, out, fetch_once) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = instructions;
    for x in (0..LEN).step_by(CHUNK_LEN) {
        (x..x + CHUNK_LEN).step_by(FETCHED_BYTES / size_of::<S>()).for_each(fetch_ahead);
        let chunk = Part {
            below: &below[x..].as_chunks().0[0],
            left: &left[x..].as_chunks().0[0],
            right: &right[x..].as_chunks().0[0],
            above: &mut above[x..].as_chunks_mut().0[0],
            own: &mut own[x..].as_chunks_mut().0[0],
        };
        fill_chunk::<S, K, SIDE>(chunk, &mut out[x..].as_chunks_mut().0[0]);
    }
}

#[inline(always)]
#[allow(unsafe_code, reason = "kernels without proven integers take an eighth less time")]
#[allow(clippy::indexing_slicing, reason = "all of them are as long as a chunk")]
fn fill_chunk<S: Summed, K: Kernel<SIDE>, const SIDE: usize>(chunk: Part<'_, S, CHUNK_LEN>, out: &mut [S; CHUNK_LEN]) {
    const { assert!(K::DIVISOR > 0 && sum_bound::<S, K, SIDE>() < i32::MAX as i64 / 2) };
    let Part { below, left, right, above, own } = chunk;
    for x in 0..CHUNK_LEN {
        let sample: f32 = below[x].into();
        let (product, own_product) = (sample * float::weight::<K, SIDE>(0, 1), sample * float::weight::<K, SIDE>(1, 1));
        let sum = float::sum_of_products::<K, SIDE>(|j, i| match (j, i) {
            (0, _) => product,
            (1, 0) => left[x],
            (1, 1) => own[x],
            (1, _) => right[x],
            _ => above[x],
        });
        (above[x], own[x]) = (product, own_product);
        // SAFETY: as in `float::strips`: no sum exceeds the bound of undivided ones by more than half of it.
        out[x] = unsafe { S::from_small_f32(sum) };
    }
}

/// Has the cache fetch what lies there, if anything does.
#[inline(always)]
#[allow(unsafe_code, reason = "rows that are there when they are needed take a seventh of the time off")]
fn fetch<S>(place: *const S) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: it is a hint, which neither reads nor writes nor fails, wherever it points; every x86-64 has it.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(place.cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::super::super::dispatch::{self, forced};
    use super::*;
    use crate::raster::{Band, BandMut, Layout, Pixels, Raster, Samples, View};

    struct Cross;

    impl Kernel<3> for Cross {
        const WEIGHTS: [[i32; 3]; 3] = [[0, -1, 0], [-1, 10, -1], [0, -1, 0]];
        const DIVISOR: i32 = 6;
        const OFFSET: i32 = 3;
    }

    struct Corner;

    impl Kernel<3> for Corner {
        const WEIGHTS: [[i32; 3]; 3] = [[0, -1, 0], [-1, 10, -1], [0, -1, 1]];
    }

    fn raster(width: usize, height: usize, layout: Layout, is_deep: bool) -> Raster {
        let n = width * height * layout.channels();
        let sample = |x: usize| (x * x).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let samples = if is_deep {
            Samples::U16((0..n).map(|x| sample(x) as u16).collect())
        } else {
            Samples::U8((0..n).map(|x| sample(x) as u8).collect())
        };
        Raster::new(width, height, layout, samples).unwrap()
    }

    /// The inner pixels of all rows that have some.
    fn filled<'a, S: Summed>(source: Pixels<'a, S>, band: Band<'a, S>, by_lines: bool) {
        let rows = band.rows();
        let inner_rows = rows.start.max(1)..rows.end.min(source.height() - 1);
        let inner = Inner { source, inner_rows, band, kernel: PhantomData::<Cross> };
        if by_lines { dispatch::widest(Crosses(inner)) } else { dispatch::widest(Floats(inner)) }
    }

    fn all_filled(source: &Raster, by_lines: bool) -> Raster {
        let mut out = source.blank_like();
        for band in out.bands_mut(5) {
            match (source.view(), band) {
                (View::U8(source), BandMut::U8(band)) => filled(source, band, by_lines),
                (View::U16(source), BandMut::U16(band)) => filled(source, band, by_lines),
                _ => unreachable!("both are of one depth"),
            }
        }
        out
    }

    #[test]
    fn only_crosses_are_crosses() {
        const { assert!(is_cross::<Cross, 3>() && !is_cross::<Corner, 3>()) };
    }

    #[test]
    fn sums_are_those_of_single_precision_in_every_width() {
        for layout in Layout::ALL {
            let channels = layout.channels();
            for inner in [CHUNK_LEN - 1, CHUNK_LEN, CHUNK_LEN + 1, 300, BLOCK_LEN, BLOCK_LEN + 7, 2 * BLOCK_LEN + 130] {
                let source = |is_deep| raster(inner.div_ceil(channels) + 2, 11, layout, is_deep);
                for source in [source(false), source(true)] {
                    let expected = all_filled(&source, false);
                    forced::each(|target| {
                        assert!(all_filled(&source, true) == expected, "{inner} {layout:?} {target:?}");
                    });
                }
            }
        }
    }
}
