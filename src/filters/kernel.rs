//! Weighted sums over the 3x3 or 5x5 neighbours of a pixel, to the last bit as Pillow computes them.
//!
//! Pillow adds single-precision products in a fixed order. [`float`] keeps that order for each pixel and lets the
//! compiler work on many samples of a row at a time, so nothing is lost. Where rounding is proven never to show,
//! [`integer`] takes its place: it is faster still. [`cross`] turns each sample into single precision once, for kernels
//! that are crosses. All go over a row in strips, whose results on the way stay in the nearest cache. The weights are
//! constants of a type, so that each filter gets a loop of its own in which neighbours of weight zero cost nothing. A
//! kernel knows no filter and takes no parameters.

mod cross;
mod float;
mod integer;
mod line;
mod ties;

use std::marker::PhantomData;
use std::ops::Range;

use self::cross::{Crosses, is_cross};
use self::float::Floats;
use self::integer::{Exactness, Integers, Summed};
use super::{Fill, Values, dispatch};
use crate::raster::{Band, Pixels, Sample};

/// The weights of `SIDE` x `SIDE` neighbours. A pixel becomes their weighted sum, divided, plus the offset.
pub(super) trait Kernel<const SIDE: usize> {
    /// Columns go from left to right, but **rows from bottom to top**: the first meets the lower row of the picture.
    const WEIGHTS: [[i32; SIDE]; SIDE];
    /// What the sum is divided by, above zero.
    const DIVISOR: i32 = 1;
    /// What is added in the end, in samples; the same number for 8 and 16 bits.
    const OFFSET: i32 = 0;
}

/// The rows above and below a band that a kernel of this side depends on.
pub(super) fn halo_rows<const SIDE: usize>(_: &Values) -> usize {
    SIDE / 2
}

/// Applies a kernel to the inner pixels. The frame of `SIDE / 2` pixels, where neighbours are missing, is copied;
/// so is all of a picture that is smaller than the kernel.
pub(super) const fn fill<K: Kernel<SIDE>, const SIDE: usize>() -> Fill {
    Fill { u8: fill_band::<u8, K, SIDE>, u16: fill_band::<u16, K, SIDE> }
}

fn fill_band<'a, S: Summed, K: Kernel<SIDE>, const SIDE: usize>(
    _: &Values,
    source: Pixels<'a, S>,
    mut band: Band<'a, S>,
) {
    let inner_rows = inner_rows(source, band.rows(), SIDE);
    copy_frame(source, SIDE / 2, &inner_rows, &mut band);
    if inner_rows.is_empty() {
        return;
    }
    let inner = Inner { source, inner_rows, band, kernel: PhantomData::<K> };
    match const { integer::exactness::<S, K, SIDE>() } {
        Exactness::Full => dispatch::widest(Integers::<S, K, SIDE, false>(inner)),
        Exactness::ButForTies => dispatch::widest(Integers::<S, K, SIDE, true>(inner)),
        Exactness::Unproven if const { is_cross::<K, SIDE>() } => dispatch::widest(Crosses::<S, K, SIDE>(inner)),
        Exactness::Unproven => dispatch::widest(Floats::<S, K, SIDE>(inner)),
    }
}

/// Inner rows of a band to be filled from the source.
struct Inner<'a, S, K> {
    source: Pixels<'a, S>,
    inner_rows: Range<usize>,
    band: Band<'a, S>,
    kernel: PhantomData<K>,
}

/// The rows of a band that have pixels with all their neighbours.
fn inner_rows<S>(source: Pixels<'_, S>, rows: Range<usize>, side: usize) -> Range<usize> {
    let reach = side / 2;
    let inner = rows.start.max(reach)..rows.end.min(source.height().saturating_sub(reach));
    if source.width() < side || inner.is_empty() { 0..0 } else { inner }
}

/// Copies the `reach` pixels at both ends of the inner rows, and the whole of the others.
#[allow(clippy::indexing_slicing, reason = "inner rows are longer than both ends")]
fn copy_frame<S: Sample>(source: Pixels<'_, S>, reach: usize, inner_rows: &Range<usize>, band: &mut Band<'_, S>) {
    let left = reach * source.channels();
    let right = source.row_len().saturating_sub(left);
    for (y, out) in band.rows_mut() {
        let row = source.row(y);
        if inner_rows.contains(&y) {
            out[..left].copy_from_slice(&row[..left]);
            out[right..].copy_from_slice(&row[right..]);
        } else {
            out.copy_from_slice(row);
        }
    }
}
