//! The workers of a simulation, as they go from branch to branch in virtual time. Knows no tasks, only how long they
//! take.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::ops::Range;
use std::time::Duration;

use super::script::{Script, Step};
use super::{Schedule, Slowdown};

/// The workers while they play.
pub(super) struct Crew<'a> {
    script: &'a Script,
    slowdown: Option<Slowdown>,
    now_ns: u64,
    /// How much each busy worker has done since the start had it always been busy: as the clock, but slower while tasks
    /// slow each other down. All tasks do so alike, so ends stay in order.
    done_ns: u64,
    workers: Vec<Worker>,
    /// When each busy worker is done with its step, by what is done.
    ends: BinaryHeap<Reverse<(u64, usize)>>,
    idle: BinaryHeap<Reverse<usize>>,
    forks: Vec<Fork>,
    /// Forks that may have branches which nobody took, oldest first.
    open_forks: VecDeque<usize>,
}

#[derive(Clone, Debug, Default)]
struct Worker {
    /// Where it goes on when its step is done.
    then: Option<Place>,
    busy_since_ns: u64,
    busy_ns: u64,
    /// Forks that it made and that may have branches which nobody took, newest last.
    own_forks: Vec<usize>,
}

/// Somewhere in a branch.
#[derive(Clone, Copy, Debug)]
struct Place {
    step: usize,
    end: usize,
    /// The fork that the branch is of; none for the whole.
    fork: Option<usize>,
}

/// Branches at the same time.
#[derive(Clone, Copy, Debug)]
struct Fork {
    next: usize,
    end: usize,
    n_unfinished: usize,
    /// Where the branch that made it goes on when all are done.
    then: Place,
}

impl<'a> Crew<'a> {
    pub(super) fn new(script: &'a Script, slowdown: Option<Slowdown>, n_workers: usize) -> Self {
        Self {
            script,
            slowdown,
            now_ns: 0,
            done_ns: 0,
            workers: vec![Worker::default(); n_workers],
            ends: BinaryHeap::new(),
            idle: (1..n_workers).map(Reverse).collect(),
            forks: Vec::new(),
            open_forks: VecDeque::new(),
        }
    }

    /// Begins the whole on the first worker and goes from end to end of what workers do.
    pub(super) fn play(mut self) -> Schedule {
        let whole = self.begin(0, None);
        self.go_on(0, whole);
        self.wake();
        while let Some(Reverse((end_ns, worker))) = self.ends.peek().copied() {
            self.advance_to(end_ns);
            self.ends.pop();
            let then = self.end_step(worker);
            self.go_on(worker, then);
            self.wake();
        }
        let busy = self.workers.iter().map(|worker| Duration::from_nanos(worker.busy_ns)).collect();
        Schedule { makespan: Duration::from_nanos(self.now_ns), busy }
    }

    /// Lets time go by until so much is done.
    fn advance_to(&mut self, done_ns: u64) {
        let ns = done_ns - self.done_ns;
        let slowdown = self.slowdown.map_or(1.0, |slowdown| slowdown.at(self.ends.len()));
        // Without slowdown it is exact: no schedule takes the hundred days from which on it would not be.
        self.now_ns += (ns as f64 * slowdown).round() as u64;
        self.done_ns = done_ns;
    }

    fn end_step(&mut self, worker: usize) -> Option<Place> {
        let worker = self.workers.get_mut(worker)?;
        worker.busy_ns += self.now_ns - worker.busy_since_ns;
        worker.then.take()
    }

    /// Lets a worker go on until it is busy, or idle because there is nothing to do.
    fn go_on(&mut self, worker: usize, mut place: Option<Place>) {
        while let Some(Place { step, end, fork }) = place {
            let then = Place { step: step + 1, end, fork };
            place = match self.script.steps.get(step).filter(|_| step < end) {
                Some(Step::Work(ns)) => return self.work(worker, *ns, then),
                Some(Step::Fork(from, to)) => {
                    self.fork(worker, *from..*to, then);
                    self.take(worker)
                }
                None => self.finish_branch(fork).or_else(|| self.take(worker)),
            };
        }
        self.idle.push(Reverse(worker));
    }

    fn work(&mut self, worker_idx: usize, ns: u64, then: Place) {
        if let Some(worker) = self.workers.get_mut(worker_idx) {
            worker.busy_since_ns = self.now_ns;
            worker.then = Some(then);
            self.ends.push(Reverse((self.done_ns + ns, worker_idx)));
        }
    }

    fn fork(&mut self, worker: usize, branches: Range<usize>, then: Place) {
        let fork = self.forks.len();
        self.forks.push(Fork { next: branches.start, end: branches.end, n_unfinished: branches.len(), then });
        self.open_forks.push_back(fork);
        self.workers.get_mut(worker).into_iter().for_each(|worker| worker.own_forks.push(fork));
    }

    /// Where to go on after a branch, if it was the last of its fork.
    fn finish_branch(&mut self, fork: Option<usize>) -> Option<Place> {
        let fork = self.forks.get_mut(fork?)?;
        fork.n_unfinished -= 1;
        (fork.n_unfinished == 0).then_some(fork.then)
    }

    /// Gives idle workers what waits.
    fn wake(&mut self) {
        while let Some(Reverse(worker)) = self.idle.peek().copied() {
            let Some(place) = self.take(worker) else { break };
            self.idle.pop();
            self.go_on(worker, Some(place));
        }
    }

    /// The next branch for a worker: of its own newest fork, else of the oldest one.
    fn take(&mut self, worker: usize) -> Option<Place> {
        while let Some(fork) = self.workers.get(worker)?.own_forks.last().copied() {
            if let Some(place) = self.take_of(fork) {
                return Some(place);
            }
            self.workers.get_mut(worker)?.own_forks.pop();
        }
        while let Some(fork) = self.open_forks.front().copied() {
            if let Some(place) = self.take_of(fork) {
                return Some(place);
            }
            self.open_forks.pop_front();
        }
        None
    }

    fn take_of(&mut self, fork_idx: usize) -> Option<Place> {
        let fork = self.forks.get_mut(fork_idx).filter(|fork| fork.next < fork.end)?;
        let branch = fork.next;
        fork.next += 1;
        self.begin(branch, Some(fork_idx))
    }

    fn begin(&self, branch: usize, fork: Option<usize>) -> Option<Place> {
        let steps = self.script.branches.get(branch)?;
        Some(Place { step: steps.start, end: steps.end, fork })
    }
}
