//! Extended box blur of a stream of lines: means of neighbours by running sums, so that the radius costs nothing.
//!
//! A *line* here is some samples side by side, each of which is blurred against the same place of the lines before and
//! after: the processor works on a whole line at a time. Rows of a picture are cut into such lines; columns become them
//! by [`super::transpose`]. Integer sums do not depend on their order, so running sums give Pillow's samples exactly.
//!
//! Lines are blurred in place, some at a time, all passes over them while they are in the nearest cache. Knows no
//! pictures, only lines, and how many there are.

use std::marker::PhantomData;

use super::dispatch::{self, Work};
use super::extended_box::{ExtendedBox, Sum, Times};

/// Samples of a line: their sums fill the widest vector.
pub(super) const LANES: usize = 32;

/// Samples of a line, in integers that hold their sums.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Line<T>(pub(super) [T; LANES]);

impl<T: Copy + Default> Line<T> {
    pub(super) fn blank() -> Self {
        Self([T::default(); LANES])
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

/// A stream of lines to be blurred against each other. Beyond both ends, the outermost lines repeat.
#[derive(Debug)]
pub(super) struct Stream<S, T> {
    weights: Weights<T>,
    passes: Vec<Pass<T>>,
    samples: PhantomData<S>,
}

impl<S, T: Sum<S>> Stream<S, T> {
    /// A stream of so many lines that have yet to come.
    pub(super) fn new(boxed: ExtendedBox, times: Times, n_lines: usize) -> Self {
        let pass = |n: usize| Pass {
            n_come: 0,
            n_lead: n * boxed.reach(),
            n_lines,
            latest: vec![Line::blank(); 2 * boxed.reach()],
            place: 0,
            sums: Line::blank(),
        };
        let passes = (0..times.count()).map(pass).collect();
        Self { weights: Weights::of(boxed), passes, samples: PhantomData }
    }

    /// Begins again, with as many lines.
    pub(super) fn restart(&mut self) {
        self.passes.iter_mut().for_each(|pass| pass.n_come = 0);
    }

    /// Puts blurred lines in the place of the next lines: those that came as many lines ago as all passes reach. Before
    /// there are any, what is put there means nothing; what is given after the last line is not looked at.
    pub(super) fn blur(&mut self, lines: &mut [Line<T>]) {
        dispatch::widest(Blur { stream: self, lines });
    }
}

struct Blur<'a, S, T> {
    stream: &'a mut Stream<S, T>,
    lines: &'a mut [Line<T>],
}

impl<S, T: Sum<S>> Work for Blur<'_, S, T> {
    #[inline(always)]
    fn run(self) {
        for pass in &mut self.stream.passes {
            pass.run(&self.stream.weights, self.lines);
        }
    }
}

/// Both weights in two parts, the lower of which is repeated for each sample of a line.
///
/// Read from memory, these are 16-bit numbers to the compiler, which multiplies many of them at a time; kept in a
/// register, they would be 32-bit numbers.
#[derive(Debug)]
struct Weights<T> {
    full_upper: T,
    full_lower: Line<T>,
    edge_upper: T,
    edge_lower: Line<T>,
}

impl<T: Copy> Weights<T> {
    fn of<S>(boxed: ExtendedBox) -> Self
    where
        T: Sum<S>,
    {
        let (full_upper, full_lower) = T::split(boxed.full_weight);
        let (edge_upper, edge_lower) = T::split(boxed.edge_weight);
        let [full_lower, edge_lower] = [full_lower, edge_lower].map(|weight| Line([weight; LANES]));
        Self { full_upper, full_lower, edge_upper, edge_lower }
    }
}

/// One blur of a stream.
#[derive(Debug)]
struct Pass<T> {
    /// Lines that have come, the first of which mean nothing as long as the passes before have nothing to give.
    n_come: usize,
    n_lead: usize,
    n_lines: usize,
    /// The latest lines, as many as reach from the first neighbour to the last but one. The oldest stands at `place`.
    latest: Vec<Line<T>>,
    place: usize,
    /// The sums of the neighbours of full weight.
    sums: Line<T>,
}

impl<T: Copy> Pass<T> {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "both ends are clamped to the lines")]
    fn run<S>(&mut self, weights: &Weights<T>, lines: &mut [Line<T>])
    where
        T: Sum<S>,
    {
        let place_of = |n: usize| n.saturating_sub(self.n_come).min(lines.len());
        let (first, end) = (place_of(self.n_lead), place_of(self.n_lead + self.n_lines));
        let starts_here = self.n_come <= self.n_lead;
        self.n_come += lines.len();
        let Some(last) = end.checked_sub(1).map_or_else(|| self.newest(), |last| lines.get(last).copied()) else {
            return;
        };
        lines[end..].fill(last);
        let lines = &mut lines[first..];
        if let Some(first) = lines.first().filter(|_| starts_here) {
            self.start(*first);
        }
        self.blur(weights, lines);
    }

    fn newest(&self) -> Option<Line<T>> {
        let n = self.latest.len();
        self.latest.get((self.place + n - 1) % n).copied()
    }

    /// Before the first line, it repeats.
    #[inline(always)]
    fn start<S>(&mut self, first: Line<T>)
    where
        T: Sum<S>,
    {
        let n_full = T::count(self.latest.len() - 1);
        self.latest.fill(first);
        self.sums = Line(first.0.map(|sample| sample * n_full));
    }

    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "the place is one of the latest lines; all lines have one length")]
    fn blur<S>(&mut self, weights: &Weights<T>, lines: &mut [Line<T>])
    where
        T: Sum<S>,
    {
        let (mut place, mut sums, mut before) = (self.place, self.sums.0, self.latest[self.place].0);
        for line in lines {
            let after = line.0;
            self.latest[place] = *line;
            place = if place + 1 < self.latest.len() { place + 1 } else { 0 };
            let first = self.latest[place].0;
            // Results that lie nowhere else yet can be vectors at once.
            let (mut means, mut next) = ([T::default(); LANES], [T::default(); LANES]);
            for x in 0..LANES {
                let full_weight = (weights.full_upper, weights.full_lower.0[x]);
                let edge_weight = (weights.edge_upper, weights.edge_lower.0[x]);
                means[x] = T::mean(full_weight, sums[x], edge_weight, before[x] + after[x]);
                next[x] = sums[x] + after[x] - first[x];
            }
            (*line, sums, before) = (Line(means), next, first);
        }
        (self.place, self.sums) = (place, Line(sums));
    }
}
