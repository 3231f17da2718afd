//! Extended box blur along lines: means of neighbours by running sums, so that the radius costs nothing.
//!
//! A box of fractional radius weighs its two outermost neighbours less than the others (Gwosdek et al., "Theoretical
//! Foundations of Gaussian Convolution by Extended Box Filtering", 2011). The weights are 24-bit fixed-point numbers,
//! Pillow's, and integer sums do not depend on their order, so running sums give Pillow's samples exactly.
//!
//! A *line* here is a slice of samples that are blurred against the lines before and after it, each sample alone:
//! the compiler works on many at a time. Rows of a picture are such lines. Columns become them by [`super::transpose`].
//! Knows no pictures, only lines, and which of them are the first and last there are.

use std::ops::{Add, Range, Sub};

use super::dispatch::{self, Work};
use crate::raster::Sample;

/// The weights of a box, in units of `2^-24`. All of them together make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExtendedBox {
    /// Neighbours of full weight on each side.
    full_radius: usize,
    full_weight: u32,
    /// The weight of the two neighbours just beyond.
    edge_weight: u32,
}

impl ExtendedBox {
    /// The box of this radius, 0 or more.
    pub(super) fn new(radius: f32) -> Self {
        let full_radius = radius as u32;
        let full_weight = ((1 << 24) as f32 / (radius * 2.0 + 1.0)) as u32;
        // Never below zero: the box is at least as wide as its neighbours of full weight.
        let edge_weight = ((1 << 24) - (2 * full_radius + 1) * full_weight) / 2;
        Self { full_radius: full_radius as usize, full_weight, edge_weight }
    }

    /// Whether sums of these integers hold the neighbours of full weight.
    pub(super) fn fits<S, T: Sum<S>>(self) -> bool {
        self.full_radius <= T::MAX_RADIUS
    }

    /// The lines on each side that one pass depends on.
    pub(super) fn reach(self) -> usize {
        self.full_radius + 1
    }
}

/// Lines to read from: the first of them has the number `first`, and each starts `stride` samples after the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a, S> {
    pub(super) first: usize,
    pub(super) stride: usize,
    pub(super) samples: &'a [S],
}

/// Lines to write to. Each starts `stride` samples after the one before.
#[derive(Debug)]
pub(super) struct LinesMut<'a, S> {
    pub(super) stride: usize,
    pub(super) samples: &'a mut [S],
}

/// Memory that many calls of [`LineBlur::blur`] share.
#[derive(Debug, Default)]
pub(super) struct Scratch<S, T> {
    lines: LineScratch<T>,
    once: Vec<S>,
    twice: Vec<S>,
}

/// For each sample of a line, the sum of its neighbours and the lower bits of both weights.
///
/// The weights are the same for all. Read from memory, they are 16-bit numbers to the compiler, which multiplies many
/// of them at a time; kept in a register, they would be 32-bit numbers.
#[derive(Debug, Default)]
struct LineScratch<T> {
    sums: Vec<T>,
    full: Vec<T>,
    edge: Vec<T>,
}

impl<T: Copy + Default> LineScratch<T> {
    fn prepare<S>(&mut self, weights: ExtendedBox, line_len: usize)
    where
        T: Sum<S>,
    {
        let repeat = |numbers: &mut Vec<T>, number| {
            numbers.clear();
            numbers.resize(line_len, number);
        };
        repeat(&mut self.sums, T::default());
        repeat(&mut self.full, T::split(weights.full_weight).1);
        repeat(&mut self.edge, T::split(weights.edge_weight).1);
    }
}

/// How many times in a row lines are blurred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Once,
    Thrice,
}

impl Times {
    /// The lines on each side that all passes together depend on.
    pub(super) fn reach(self, weights: ExtendedBox) -> usize {
        match self {
            Self::Once => weights.reach(),
            Self::Thrice => 3 * weights.reach(),
        }
    }
}

/// A blur of lines against each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineBlur {
    pub(super) weights: ExtendedBox,
    /// All the lines there are, numbered from 0. Beyond both ends the outermost repeats.
    pub(super) n_lines: usize,
    /// Samples in a line.
    pub(super) line_len: usize,
}

impl LineBlur {
    /// Blurs the `wanted` lines once, or three times in a row, which comes close to a Gaussian blur.
    ///
    /// `from` has to hold these lines [`widened`] by as many times the reach.
    pub(super) fn blur<S: Sample, T: Sum<S>>(
        &self,
        times: Times,
        wanted: Range<usize>,
        from: Lines<'_, S>,
        to: LinesMut<'_, S>,
        scratch: &mut Scratch<S, T>,
    ) {
        scratch.lines.prepare::<S>(self.weights, self.line_len);
        match times {
            Times::Once => self.once(wanted, from, to, &mut scratch.lines),
            Times::Thrice => self.thrice(wanted, from, to, scratch),
        }
    }

    fn thrice<S: Sample, T: Sum<S>>(
        &self,
        wanted: Range<usize>,
        from: Lines<'_, S>,
        to: LinesMut<'_, S>,
        scratch: &mut Scratch<S, T>,
    ) {
        let Scratch { lines, once, twice } = scratch;
        let (stride, reach) = (self.line_len, self.weights.reach());
        let twice_wanted = widened(&wanted, reach, self.n_lines);
        let once_wanted = widened(&twice_wanted, reach, self.n_lines);
        once.resize(once_wanted.len() * stride, S::default());
        twice.resize(twice_wanted.len() * stride, S::default());

        self.once(once_wanted.clone(), from, LinesMut { stride, samples: once }, lines);
        let from = Lines { first: once_wanted.start, stride, samples: once };
        self.once(twice_wanted.clone(), from, LinesMut { stride, samples: twice }, lines);
        let from = Lines { first: twice_wanted.start, stride, samples: twice };
        self.once(wanted, from, to, lines);
    }

    fn once<S: Sample, T: Sum<S>>(
        &self,
        wanted: Range<usize>,
        from: Lines<'_, S>,
        to: LinesMut<'_, S>,
        scratch: &mut LineScratch<T>,
    ) {
        dispatch::widest(Pass { blur: *self, wanted, from, to, scratch });
    }
}

/// These lines and up to `reach` more on each side, as far as there are any.
pub(super) fn widened(lines: &Range<usize>, reach: usize, n_lines: usize) -> Range<usize> {
    lines.start.saturating_sub(reach)..(lines.end + reach).min(n_lines)
}

/// One blur of some lines.
struct Pass<'a, S, T> {
    blur: LineBlur,
    wanted: Range<usize>,
    from: Lines<'a, S>,
    to: LinesMut<'a, S>,
    scratch: &'a mut LineScratch<T>,
}

impl<S: Sample, T: Sum<S>> Work for Pass<'_, S, T> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "callers provide every line within reach, of `line_len` samples")]
    fn run(self) {
        let Self { blur, wanted, from, to, scratch } = self;
        let (radius, last, len) = (blur.weights.full_radius, blur.n_lines - 1, blur.line_len);
        let line = |n: usize| &from.samples[(n - from.first) * from.stride..][..len];
        scratch.sums.fill(T::default());
        for n in wanted.start..=wanted.start + 2 * radius {
            add(&mut scratch.sums, line(n.saturating_sub(radius).min(last)));
        }
        for (n, out) in wanted.zip(to.samples.chunks_mut(to.stride)) {
            let before = line(n.saturating_sub(radius + 1));
            let first = line(n.saturating_sub(radius));
            let after = line((n + radius + 1).min(last));
            step(blur.weights, scratch, [before, first, after], &mut out[..len]);
        }
    }
}

#[inline(always)]
fn add<S: Sample, T: Sum<S>>(sums: &mut [T], line: &[S]) {
    for (sum, &sample) in sums.iter_mut().zip(line) {
        *sum = *sum + T::from(sample);
    }
}

/// Weighs the sums of one line's neighbours of full weight and those `before` and `after` them, and moves the sums on
/// to the next line, for which the `first` drops out.
#[inline(always)]
fn step<S: Sample, T: Sum<S>>(weights: ExtendedBox, scratch: &mut LineScratch<T>, lines: [&[S]; 3], out: &mut [S]) {
    let upper = [weights.full_weight, weights.edge_weight].map(|weight| T::split(weight).0);
    let lower = scratch.full.as_chunks().0.iter().zip(scratch.edge.as_chunks().0);
    let [before, first, after] = lines.map(<[S]>::as_chunks);
    let (out, out_rest) = out.as_chunks_mut();
    let (sums, sums_rest) = scratch.sums.as_chunks_mut();
    let lines = before.0.iter().zip(first.0).zip(after.0);
    for (((out, sums), ((before, first), after)), lower) in out.iter_mut().zip(sums).zip(lines).zip(lower) {
        step_chunk(upper, lower, sums, [before, first, after], out);
    }
    // What is left is a chunk too, of which only a part is read and written.
    if !out_rest.is_empty() {
        let lines = [before.1, first.1, after.1].map(chunk_of);
        let (mut sums, mut out) = (chunk_of(sums_rest), chunk_of(out_rest));
        let lower = (&chunk_of(&scratch.full), &chunk_of(&scratch.edge));
        step_chunk(upper, lower, &mut sums, lines.each_ref(), &mut out);
        sums_rest.iter_mut().zip(sums).for_each(|(to, from)| *to = from);
        out_rest.iter_mut().zip(out).for_each(|(to, from)| *to = from);
    }
}

/// As many samples as are worked on at a time: their sums fill the widest vector.
const CHUNK_LEN: usize = 32;

type Chunk<T> = [T; CHUNK_LEN];

/// The first samples of a slice; where there are none, zero.
#[inline(always)]
fn chunk_of<T: Copy + Default>(samples: &[T]) -> Chunk<T> {
    let mut chunk = [T::default(); CHUNK_LEN];
    chunk.iter_mut().zip(samples).for_each(|(to, from)| *to = *from);
    chunk
}

#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "all chunks have one length")]
fn step_chunk<S: Sample, T: Sum<S>>(
    [full_upper, edge_upper]: [T; 2],
    (full_lower, edge_lower): (&Chunk<T>, &Chunk<T>),
    sums: &mut Chunk<T>,
    [before, first, after]: [&Chunk<S>; 3],
    out: &mut Chunk<S>,
) {
    // Results that lie nowhere else yet can be vectors at once.
    let (mut means, mut next) = ([S::default(); CHUNK_LEN], [T::default(); CHUNK_LEN]);
    for x in 0..CHUNK_LEN {
        let [before, first, after] = [before[x], first[x], after[x]].map(T::from);
        let (full, edges) = (sums[x], before + after);
        means[x] = T::mean((full_upper, full_lower[x]), full, (edge_upper, edge_lower[x]), edges);
        next[x] = full + after - first;
    }
    (*out, *sums) = (means, next);
}

/// The integer in which samples are summed: the smaller, the more at a time.
pub(super) trait Sum<S>: Copy + Default + From<S> + Add<Output = Self> + Sub<Output = Self> {
    /// The largest radius at which no sum is too large.
    const MAX_RADIUS: usize;

    /// The bits of a weight that this integer has no room for, and the others.
    fn split(weight: u32) -> (Self, Self);
    /// Two sums with their weights, added up and rounded to the nearest sample.
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> S;
}

const HALF: u32 = 1 << 23;

impl Sum<u8> for u16 {
    const MAX_RADIUS: usize = 127;

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        ((weight >> 16) as Self, weight as Self)
    }

    /// Long multiplication, of which the upper 16 bits and whether the lower overflow are needed. The weights make at
    /// most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> u8 {
        let (full, edges) = (product(full_weight, full), product(edge_weight, edges));
        let carry = Self::from(full.1.overflowing_add(edges.1).1);
        let upper = full.0.wrapping_add(edges.0).wrapping_add((HALF >> 16) as Self).wrapping_add(carry);
        (upper >> 8) as u8
    }
}

/// The upper and lower 16 bits of a product that fits 32.
#[inline(always)]
fn product((upper, lower): (u16, u16), factor: u16) -> (u16, u16) {
    let carried = ((u32::from(lower) * u32::from(factor)) >> 16) as u16;
    (upper.wrapping_mul(factor).wrapping_add(carried), lower.wrapping_mul(factor))
}

impl Sum<u8> for u32 {
    const MAX_RADIUS: usize = usize::MAX;

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        (0, weight)
    }

    /// The weights make at most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> u8 {
        ((full_weight.1 * full + edge_weight.1 * edges + HALF) >> 24) as u8
    }
}

impl Sum<u16> for u32 {
    const MAX_RADIUS: usize = usize::MAX;

    #[inline(always)]
    fn split(weight: u32) -> (Self, Self) {
        (0, weight)
    }

    #[inline(always)]
    fn mean(full_weight: (Self, Self), full: Self, edge_weight: (Self, Self), edges: Self) -> u16 {
        let product = |(_, weight): (u32, u32), sum: u32| u64::from(weight) * u64::from(sum);
        ((product(full_weight, full) + product(edge_weight, edges) + u64::from(HALF)) >> 24) as u16
    }
}

/// Samples that boxes blur, with the integers in which they are summed.
pub(super) trait Blurred: Sample {
    /// Of the fewest bits, for small radii.
    type Narrow: Sum<Self>;
    /// For all radii.
    type Wide: Sum<Self>;
}

impl Blurred for u8 {
    type Narrow = u16;
    type Wide = u32;
}

impl Blurred for u16 {
    type Narrow = u32;
    type Wide = u32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_pillow() {
        let weights = |radius| {
            let ExtendedBox { full_radius, full_weight, edge_weight } = ExtendedBox::new(radius);
            (full_radius, full_weight, edge_weight)
        };
        assert_eq!(weights(1.375), (1, 4473924, 1677722));
        assert_eq!(weights(4.45), (4, 1694668, 762602));
    }

    #[test]
    fn weights_make_at_most_one() {
        for radius in (1..5000).map(|n| n as f32 * 0.125) {
            let ExtendedBox { full_radius, full_weight, edge_weight } = ExtendedBox::new(radius);
            let sum = (2 * full_radius as u32 + 1) * full_weight + 2 * edge_weight;
            assert!(((1 << 24) - 1..=1 << 24).contains(&sum), "radius {radius}: {sum}");
        }
    }
}
