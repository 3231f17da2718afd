//! An outline written out flat: the branches of the work, each a list of steps. Knows no workers.

use std::collections::VecDeque;
use std::ops::Range;
use std::time::Duration;

use super::super::outline::Outline;
use super::super::span::Task;
use super::TaskTime;

/// Work that is done in one way.
#[derive(Clone, Debug)]
pub(super) struct Script {
    pub(super) steps: Vec<Step>,
    /// The steps of each branch; those that a branch forks into stand after it. The first is the whole.
    pub(super) branches: Vec<Range<usize>>,
}

/// What a worker finds in its branch.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Tasks one after the other, in nanoseconds.
    Work(u64),
    /// Branches at the same time, from and up to.
    Fork(usize, usize),
}

impl Script {
    /// Writes out an outline, with the time of every task.
    pub(super) fn new(outline: &Outline, time_of: impl Fn(Task) -> TaskTime) -> Self {
        let mut writer =
            Writer { steps: Vec::new(), time_of, ahead: VecDeque::from([Branch::Of(outline)]), n_forked: 1 };
        let mut branches = Vec::new();
        while let Some(branch) = writer.ahead.pop_front() {
            let first = writer.steps.len();
            match branch {
                Branch::Of(outline) => writer.write(outline, first),
                Branch::Part(ns) => writer.work(ns, first),
            }
            branches.push(first..writer.steps.len());
        }
        Self { steps: writer.steps, branches }
    }

    /// All tasks one after the other.
    pub(super) fn work(&self) -> Duration {
        let work_ns = |step: &Step| if let Step::Work(ns) = step { *ns } else { 0 };
        Duration::from_nanos(self.steps.iter().map(work_ns).sum())
    }

    /// The longest chain of tasks that wait for each other.
    pub(super) fn critical_path(&self) -> Duration {
        let mut longest = vec![0; self.branches.len()];
        for (idx, steps) in self.branches.iter().enumerate().rev() {
            let length = |step: &Step| match *step {
                Step::Work(ns) => ns,
                Step::Fork(from, to) => longest.get(from..to).and_then(|of| of.iter().max()).copied().unwrap_or(0),
            };
            let ns = self.steps.get(steps.clone()).unwrap_or_default().iter().map(length).sum();
            longest.get_mut(idx).into_iter().for_each(|place| *place = ns);
        }
        Duration::from_nanos(longest.first().copied().unwrap_or(0))
    }

    /// How many tasks there can be at the same time.
    pub(super) fn tasks_at_once(&self) -> usize {
        let mut widths = vec![0; self.branches.len()];
        for (idx, steps) in self.branches.iter().enumerate().rev() {
            let width = |step: &Step| match *step {
                Step::Work(_) => 1,
                Step::Fork(from, to) => widths.get(from..to).unwrap_or_default().iter().sum(),
            };
            let widest = self.steps.get(steps.clone()).unwrap_or_default().iter().map(width).max();
            widths.get_mut(idx).into_iter().for_each(|place| *place = widest.unwrap_or(0));
        }
        widths.first().copied().unwrap_or(0)
    }
}

/// A branch whose steps are not written yet.
enum Branch<'a> {
    Of(&'a Outline),
    /// A part of a task, in nanoseconds.
    Part(u64),
}

/// Writes branches, first those that were forked first.
struct Writer<'a, F> {
    steps: Vec<Step>,
    time_of: F,
    ahead: VecDeque<Branch<'a>>,
    n_forked: usize,
}

impl<'a, F: Fn(Task) -> TaskTime> Writer<'a, F> {
    /// Writes the steps of a branch, which begins at `first`.
    fn write(&mut self, part: &'a Outline, first: usize) {
        match part {
            Outline::Task(task) => {
                let TaskTime { alone, shared, last, .. } = (self.time_of)(*task);
                self.work(nanoseconds(alone) + nanoseconds(shared) + nanoseconds(last), first);
            }
            Outline::Shared(task) => {
                let TaskTime { alone, shared, n_parts, .. } = (self.time_of)(*task);
                let (n_parts, shared_ns) = (n_parts.max(1), nanoseconds(shared));
                let part_ns = shared_ns / u64::from(n_parts);
                self.fork((0..n_parts).map(|_| Branch::Part(part_ns)));
                self.work(nanoseconds(alone) + shared_ns % u64::from(n_parts), first);
            }
            Outline::Last(task) => self.work(nanoseconds((self.time_of)(*task).last), first),
            Outline::InTurn(parts) => parts.iter().for_each(|part| self.write(part, first)),
            Outline::AtOnce(parts) => self.fork(parts.iter().map(Branch::Of)),
            Outline::AnyOf(ways) => ways.iter().take(1).for_each(|way| self.write(way, first)),
        }
    }

    /// Tasks that follow each other are one step: nothing can come between them.
    fn work(&mut self, ns: u64, first: usize) {
        match self.steps.get_mut(first..).and_then(<[Step]>::last_mut) {
            Some(Step::Work(before_ns)) => *before_ns += ns,
            _ => self.steps.push(Step::Work(ns)),
        }
    }

    fn fork(&mut self, branches: impl ExactSizeIterator<Item = Branch<'a>>) {
        if branches.len() > 0 {
            let from = self.n_forked;
            self.n_forked += branches.len();
            self.ahead.extend(branches);
            self.steps.push(Step::Fork(from, self.n_forked));
        }
    }
}

/// Five hundred years fit.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
