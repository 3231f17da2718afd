//! The smallest or largest of a square of neighbours, whatever its size.
//!
//! The extreme of a square is that of the extremes of its columns. Of neighbours in a line, it is found by doubling:
//! the extreme of twice as many is that of two halves, which may overlap, so that the time grows with the logarithm of
//! the size, and each step is one of whole rows. Beyond the edges, the outermost pixels repeat. Knows no filter.

use std::marker::PhantomData;

use super::dispatch::{self, Work};
use crate::raster::{Band, Pixels, Sample};

/// Which of two samples is kept.
pub(super) trait Extreme {
    fn of<S: Sample>(one: S, other: S) -> S;
}

/// Fills a band with the extremes of the squares that reach this far on each side of each pixel.
pub(super) fn fill<E: Extreme, S: Sample>(reach: usize, source: Pixels<'_, S>, mut band: Band<'_, S>) {
    let (rows, row_len, side) = (band.rows(), source.row_len(), 2 * reach + 1);
    let wide: Vec<usize> = (0..rows.len() + 2 * reach).map(|n| (rows.start + n).saturating_sub(reach)).collect();
    let mut lines: Vec<S> = wide.iter().flat_map(|&y| source.row(y)).copied().collect();
    let mut spare = lines.clone();
    // A row is to the rows below it what a sample is to those on its right.
    of_neighbours::<E, S>(side, row_len, &mut lines, &mut spare);

    let frame = reach * source.channels();
    let mut padded = vec![S::default(); row_len + 2 * frame];
    spare.resize(padded.len(), S::default());
    for ((_, out), row) in band.rows_mut().zip(lines.chunks_exact(row_len)) {
        pad(row, source.channels(), frame, &mut padded);
        of_neighbours::<E, S>(side, source.channels(), &mut padded, &mut spare);
        out.copy_from_slice(padded.split_at(row_len).0);
    }
}

/// Makes every sample the extreme of `side` samples, `step` apart, of which it is the first. Those at the end that have
/// no such neighbours mean nothing.
fn of_neighbours<E: Extreme, S: Sample>(side: usize, step: usize, samples: &mut Vec<S>, spare: &mut Vec<S>) {
    let mut n = 1;
    while n < side {
        let further = n.min(side - n);
        spare.resize(samples.len(), S::default());
        dispatch::widest(Pairs::<E, S> {
            near: samples,
            far: samples.get(further * step..).unwrap_or(&[]),
            out: spare,
            extreme: PhantomData,
        });
        std::mem::swap(samples, spare);
        n += further;
    }
}

/// A row between frames in which its outermost pixels repeat.
fn pad<S: Sample>(row: &[S], channels: usize, frame: usize, padded: &mut [S]) {
    let (left, rest) = padded.split_at_mut(frame);
    let (middle, right) = rest.split_at_mut(row.len());
    middle.copy_from_slice(row);
    let repeat =
        |frame: &mut [S], pixel: &[S]| frame.chunks_exact_mut(channels).for_each(|to| to.copy_from_slice(pixel));
    repeat(left, row.split_at(channels).0);
    repeat(right, row.split_at(row.len() - channels).1);
}

/// Samples, each to be put together with another.
struct Pairs<'a, E, S> {
    near: &'a [S],
    far: &'a [S],
    out: &'a mut [S],
    extreme: PhantomData<E>,
}

impl<E: Extreme, S: Sample> Work for Pairs<'_, E, S> {
    #[inline(always)]
    fn run(self) {
        for ((out, &near), &far) in self.out.iter_mut().zip(self.near).zip(self.far) {
            *out = E::of(near, far);
        }
    }
}
