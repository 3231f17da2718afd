//! Extended box blur of a stream of lines: means of neighbours by running sums, so that the radius costs nothing.
//!
//! A *line* here is some samples side by side, each of which is blurred against the same place of the lines before and
//! after: the processor works on a whole line at a time. Rows of a picture are cut into such lines; columns become them
//! by [`super::transpose`]. Integer sums do not depend on their order, so running sums give Pillow's samples exactly.
//!
//! Some lines are blurred at a time, all passes over them while they are in the nearest cache. Each pass puts its
//! results in the place of the oldest lines, which it needs no more. Knows no pictures, only lines, and how many there
//! are.

use std::cell::Cell;
use std::marker::PhantomData;

use super::extended_box::{ExtendedBox, Times};
use super::means::{Mean, Sum};

/// Samples of a line: their sums fill the widest vector.
pub(super) const LANES: usize = 32;

/// Samples of a line, in integers that hold their sums.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Line<T>(pub(super) [T; LANES]);

impl<T: Copy> Line<T> {
    /// The same number everywhere.
    pub(super) fn of(number: T) -> Self {
        Self([number; LANES])
    }

    /// Takes the first samples, of which there may be too few.
    #[inline(always)]
    pub(super) fn set<S: Copy>(&mut self, samples: &[S])
    where
        T: From<S>,
    {
        if let Some(samples) = samples.first_chunk::<LANES>() {
            self.0 = samples.map(T::from);
        } else {
            self.0.iter_mut().zip(samples).for_each(|(to, &sample)| *to = T::from(sample));
        }
    }

    /// Puts out as many samples as there is room for.
    #[inline(always)]
    pub(super) fn get<S>(&self, samples: &mut [S])
    where
        T: Sum<S>,
    {
        if let Some(samples) = samples.first_chunk_mut::<LANES>() {
            *samples = self.0.map(T::sample);
        } else {
            samples.iter_mut().zip(self.0).for_each(|(to, sum)| *to = sum.sample());
        }
    }
}

/// How streams of one length are blurred. Beyond both ends, their outermost lines repeat.
#[derive(Debug)]
pub(super) struct Blur<S, M: Mean<S>> {
    mean: M,
    factors: [Line<M::Sum>; 2],
    reach: usize,
    n_passes: usize,
    n_lines: usize,
    samples: PhantomData<S>,
}

/// How far the blur of a stream has come.
#[derive(Clone, Debug)]
pub(super) struct Stream<T> {
    /// Lines that have come.
    n_come: usize,
    /// For each pass, the sums of the neighbours of full weight.
    sums: Vec<Line<T>>,
}

impl<S, M: Mean<S>> Blur<S, M> {
    /// The blur of streams of so many lines by a box of which `mean` works out the means.
    pub(super) fn new(boxed: ExtendedBox, mean: M, times: Times, n_lines: usize) -> Self {
        Self {
            mean,
            factors: mean.factors().map(Line::of),
            reach: boxed.reach(),
            n_passes: times.count(),
            n_lines,
            samples: PhantomData,
        }
    }

    /// A stream of which nothing has come yet.
    pub(super) fn stream(&self) -> Stream<M::Sum> {
        Stream { n_come: 0, sums: vec![Line::of(M::Sum::default()); self.n_passes] }
    }

    /// The lines of a stream.
    pub(super) fn n_lines(&self) -> usize {
        self.n_lines
    }

    /// The latest lines that a stream needs again when the next come.
    pub(super) fn n_kept(&self) -> usize {
        self.n_passes * self.n_kept_by_pass()
    }

    /// Those between the first neighbour and the last.
    fn n_kept_by_pass(&self) -> usize {
        2 * self.reach
    }

    /// Blurs the next lines of a stream, which stand behind those that were kept; what is kept before the first does
    /// not matter. Then the blurred lines come first, and behind them those to be kept.
    ///
    /// As many lines come out as go in: those that went in as many lines ago as all passes reach. Before there are any,
    /// what comes out means nothing; what goes in after the last is not looked at.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "there are as many lines as all passes keep, and more")]
    pub(super) fn run(&self, stream: &mut Stream<M::Sum>, lines: &mut [Line<M::Sum>]) {
        let n_kept = self.n_kept_by_pass();
        for (pass, sums) in stream.sums.iter_mut().enumerate() {
            // What the later passes keep stands before, what the earlier ones do behind.
            let own = (self.n_passes - 1 - pass) * n_kept..lines.len() - pass * n_kept;
            self.run_pass(pass * self.reach, stream.n_come, sums, &mut lines[own]);
        }
        stream.n_come += lines.len() - self.n_kept();
    }

    /// One pass over some lines, before the first of which there are those that it needs again.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "both ends are clamped to the new lines, before which some are kept")]
    fn run_pass(&self, n_lead: usize, n_come: usize, sums: &mut Line<M::Sum>, lines: &mut [Line<M::Sum>]) {
        let n_kept = self.n_kept_by_pass();
        let n_new = lines.len() - n_kept;
        let place_of = |n: usize| n.saturating_sub(n_come).min(n_new);
        let (first, end) = (place_of(n_lead), place_of(n_lead + self.n_lines));
        if n_come <= n_lead && first < n_new {
            let line = lines[first + n_kept];
            lines[first..first + n_kept].fill(line);
            let n_full = M::Sum::count(n_kept - 1);
            *sums = Line(line.0.map(|sample| sample * n_full));
        }
        let last = lines[n_kept + end - 1];
        lines[n_kept + end..].fill(last);
        self.blur(sums, &mut lines[first..]);
    }

    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "all lines have one length")]
    fn blur(&self, sums: &mut Line<M::Sum>, lines: &mut [Line<M::Sum>]) {
        let lines = Cell::from_mut(lines).as_slice_of_cells();
        let Some((oldest, rest)) = lines.split_first() else { return };
        let (mut now, mut before) = (sums.0, oldest.get().0);
        // A copy, which no line can be a part of, may stay in registers.
        let mean = self.mean;
        let newest = lines.iter().skip(self.n_kept_by_pass());
        for ((line, first), after) in lines.iter().zip(rest).zip(newest) {
            let (first, after) = (first.get().0, after.get().0);
            // Results that lie nowhere else yet can be vectors at once.
            let (mut means, mut next) = ([M::Sum::default(); LANES], [M::Sum::default(); LANES]);
            for x in 0..LANES {
                let factors = [self.factors[0].0[x], self.factors[1].0[x]];
                means[x] = mean.mean(factors, now[x], before[x] + after[x]);
                next[x] = now[x] + after[x] - first[x];
            }
            line.set(Line(means));
            (now, before) = (next, first);
        }
        *sums = Line(now);
    }
}
