//! Extended box blur along lines: means of neighbours by running sums, so that the radius costs nothing.
//!
//! A box of fractional radius weighs its two outermost neighbours less than the others (Gwosdek et al., "Theoretical
//! Foundations of Gaussian Convolution by Extended Box Filtering", 2011). The weights are 24-bit fixed-point numbers,
//! Pillow's, and integer sums do not depend on their order, so running sums give Pillow's samples exactly.
//!
//! A *line* here is a slice of samples that are blurred against the lines before and after it, each sample alone:
//! the compiler works on many at a time. Rows of a picture are such lines. Columns become them by [`super::transpose`].
//! Knows no pictures, only lines, and which of them are the first and last there are.

use std::ops::Range;

use multiversion::multiversion;

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

/// Memory that many calls of [`LineBlur::thrice`] share.
#[derive(Debug, Default)]
pub(super) struct Scratch<S> {
    sums: Vec<u32>,
    once: Vec<S>,
    twice: Vec<S>,
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
    /// Blurs the `wanted` lines three times in a row, which comes close to a Gaussian blur.
    ///
    /// `from` has to hold these lines [`widened`] by three times the reach.
    pub(super) fn thrice<S: Weighed>(
        &self,
        wanted: Range<usize>,
        from: Lines<'_, S>,
        to: LinesMut<'_, S>,
        scratch: &mut Scratch<S>,
    ) {
        let Scratch { sums, once, twice } = scratch;
        let (stride, reach) = (self.line_len, self.weights.reach());
        let twice_wanted = widened(&wanted, reach, self.n_lines);
        let once_wanted = widened(&twice_wanted, reach, self.n_lines);
        sums.resize(stride, 0);
        once.resize(once_wanted.len() * stride, S::default());
        twice.resize(twice_wanted.len() * stride, S::default());

        pass(self, once_wanted.clone(), from, LinesMut { stride, samples: once }, sums);
        let from = Lines { first: once_wanted.start, stride, samples: once };
        pass(self, twice_wanted.clone(), from, LinesMut { stride, samples: twice }, sums);
        let from = Lines { first: twice_wanted.start, stride, samples: twice };
        pass(self, wanted, from, to, sums);
    }
}

/// These lines and up to `reach` more on each side, as far as there are any.
pub(super) fn widened(lines: &Range<usize>, reach: usize, n_lines: usize) -> Range<usize> {
    lines.start.saturating_sub(reach)..(lines.end + reach).min(n_lines)
}

/// Blurs the `wanted` lines once. `sums` has the length of a line.
#[multiversion(targets("x86_64+avx2"))]
#[allow(clippy::indexing_slicing, reason = "callers provide every line within reach, and lines of `line_len` samples")]
fn pass<S: Weighed>(blur: &LineBlur, wanted: Range<usize>, from: Lines<'_, S>, to: LinesMut<'_, S>, sums: &mut [u32]) {
    let (radius, last, len) = (blur.weights.full_radius, blur.n_lines - 1, blur.line_len);
    let line = |n: usize| &from.samples[(n - from.first) * from.stride..][..len];
    let at_or_before = |n: usize| line(n.min(last));
    sums.fill(0);
    for n in wanted.start..=wanted.start + 2 * radius {
        add(sums, at_or_before(n.saturating_sub(radius)));
    }
    for (n, out) in wanted.zip(to.samples.chunks_mut(to.stride)) {
        let before = line(n.saturating_sub(radius + 1));
        let first = line(n.saturating_sub(radius));
        let after = at_or_before(n + radius + 1);
        step(blur.weights, sums, [before, first, after], &mut out[..len]);
    }
}

#[inline(always)]
fn add<S: Sample>(sums: &mut [u32], line: &[S]) {
    for (sum, &sample) in sums.iter_mut().zip(line) {
        let sample: u32 = sample.into();
        *sum += sample;
    }
}

/// Weighs the sums of one line's neighbours of full weight and those `before` and `after` them, and moves the sums on
/// to the next line, for which the `first` drops out.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "all slices are cut to one length")]
fn step<S: Weighed>(weights: ExtendedBox, sums: &mut [u32], lines: [&[S]; 3], out: &mut [S]) {
    let len = out.len();
    let sums = &mut sums[..len];
    let [before, first, after] = lines.map(|line| &line[..len]);
    for x in 0..len {
        let [before, first, after]: [u32; 3] = [before[x].into(), first[x].into(), after[x].into()];
        out[x] = S::weighed(weights, sums[x], before + after);
        sums[x] = sums[x] + after - first;
    }
}

/// Samples that boxes can weigh.
pub(super) trait Weighed: Sample {
    /// The weighted mean, rounded to the nearest sample.
    fn weighed(weights: ExtendedBox, full: u32, edges: u32) -> Self;
}

const HALF: u32 = 1 << 23;

impl Weighed for u8 {
    /// The weights make at most one, so that 255 times as much and a half fit 32 bits.
    #[inline(always)]
    fn weighed(weights: ExtendedBox, full: u32, edges: u32) -> Self {
        ((weights.full_weight * full + weights.edge_weight * edges + HALF) >> 24) as Self
    }
}

impl Weighed for u16 {
    #[inline(always)]
    fn weighed(weights: ExtendedBox, full: u32, edges: u32) -> Self {
        let product = |weight: u32, sum: u32| u64::from(weight) * u64::from(sum);
        ((product(weights.full_weight, full) + product(weights.edge_weight, edges) + u64::from(HALF)) >> 24) as Self
    }
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
