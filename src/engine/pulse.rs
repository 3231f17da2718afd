//! What every worker is doing this moment, for whoever watches a run: the ledger tells of things only when they are over.
//!
//! One number for each worker, which it alone writes when it begins and ends something. Knows no tasks and no faces.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::span::Doing;

/// What a worker does now, and since when on the run's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// What it is.
    pub doing: Doing,
    /// When it was begun.
    pub since: Duration,
}

/// What every worker is doing.
#[derive(Debug)]
pub(super) struct Pulse {
    workers: Box<[AtomicU64]>,
}

/// Something that a worker does until this is dropped; then it does again what it did before.
pub(super) struct Beat<'run> {
    worker: Option<&'run AtomicU64>,
    before: u64,
}

impl Drop for Beat<'_> {
    fn drop(&mut self) {
        if let Some(worker) = self.worker {
            worker.store(self.before, Ordering::Relaxed);
        }
    }
}

impl Pulse {
    pub(super) fn new(workers: usize) -> Self {
        Self { workers: (0..workers).map(|_| AtomicU64::new(0)).collect() }
    }

    /// Tells that a worker does this, until the answer is dropped. Cost: some nanoseconds.
    pub(super) fn begin(&self, worker: usize, now: Now) -> Beat<'_> {
        let worker = self.workers.get(worker);
        let before = worker.map_or(0, |worker| worker.swap(coded(now), Ordering::Relaxed));
        Beat { worker, before }
    }

    /// What every worker does; none for those that do nothing.
    pub(super) fn now(&self) -> Vec<Option<Now>> {
        self.workers.iter().map(|worker| decoded(worker.load(Ordering::Relaxed))).collect()
    }
}

/// Since when, in nanoseconds, and behind it what, in one digit. Nothing is zero.
const DIGIT: u64 = 1 + Doing::ALL.len() as u64;

fn coded(now: Now) -> u64 {
    let digit = Doing::ALL.iter().position(|doing| *doing == now.doing).map_or(0, |idx| idx as u64 + 1);
    // Eighty years of nanoseconds have room for a digit.
    (now.since.as_nanos() as u64).saturating_mul(DIGIT).saturating_add(digit)
}

fn decoded(code: u64) -> Option<Now> {
    // The rest of a division by a few fits.
    let doing = *Doing::ALL.get(((code % DIGIT) as usize).checked_sub(1)?)?;
    Some(Now { doing, since: Duration::from_nanos(code / DIGIT) })
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Phase;
    use super::*;

    #[test]
    fn what_was_begun_inside_something_else_ends_before_it() {
        let pulse = Pulse::new(2);
        let now = |doing, s| Now { doing, since: Duration::from_secs(s) };
        let outer = pulse.begin(1, now(Doing::Phase(Phase::Write), 5_000_000));
        let inner = pulse.begin(1, now(Doing::MemoryWait, 7_000_000));
        assert_eq!(pulse.now(), [None, Some(now(Doing::MemoryWait, 7_000_000))]);
        drop(inner);
        assert_eq!(pulse.now(), [None, Some(now(Doing::Phase(Phase::Write), 5_000_000))]);
        drop(outer);
        drop(pulse.begin(9, now(Doing::Upkeep, 1)));
        assert_eq!(pulse.now(), [None, None]);
    }

    #[test]
    fn everything_that_workers_do_can_be_told() {
        for (idx, doing) in Doing::ALL.into_iter().enumerate() {
            let now = Now { doing, since: Duration::from_nanos(idx as u64 * 1_000_003) };
            assert_eq!(decoded(coded(now)), Some(now));
        }
        assert_eq!(decoded(0), None);
    }
}
