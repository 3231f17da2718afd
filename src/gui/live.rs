//! What workers did in the last seconds, in slots of a tenth of a second: plain data, small however many tasks there are.

use std::collections::VecDeque;
use std::time::Duration;

use crate::engine::{Doing, Now, Span};

/// How much of a run a lane shows.
pub(crate) const SLOTS: usize = 60;
const SLOT: Duration = Duration::from_millis(100);

/// A worker, as it is seen in the bar below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LiveLane {
    /// What it does now; none when it waits for something to do.
    pub now: Option<Doing>,
    /// What it mostly did in each slot, the oldest first; none when that was nothing.
    pub slots: Vec<Option<Doing>>,
}

/// Gathers what workers did. Time is that of the run's clock.
#[derive(Debug, Default)]
pub(super) struct Lately {
    workers: Vec<Worker>,
}

/// The last slots of a worker, each with the time that it spent on everything there is to do.
#[derive(Clone, Debug, Default)]
struct Worker {
    slots: VecDeque<[Duration; Doing::ALL.len()]>,
    /// The number of the first one, counted from the start of the run.
    first: usize,
}

impl Lately {
    /// Takes in something that is over. Cost: no more than the slots that are kept.
    pub(super) fn add(&mut self, span: &Span) {
        if self.workers.len() <= span.worker() {
            self.workers.resize_with(span.worker() + 1, Worker::default);
        }
        if let Some(worker) = self.workers.get_mut(span.worker()) {
            worker.add(span.doing(), span.start(), span.end());
        }
    }

    /// The lanes at this time, with what workers are still at.
    pub(super) fn lanes(&self, at: Duration, now: &[Option<Now>]) -> Vec<LiveLane> {
        let lane = |(idx, now): (usize, &Option<Now>)| {
            let mut worker = self.workers.get(idx).cloned().unwrap_or_default();
            if let Some(now) = now {
                worker.add(now.doing, now.since, at);
            }
            LiveLane { now: now.map(|now| now.doing), slots: worker.seen_at(at) }
        };
        now.iter().enumerate().map(lane).collect()
    }
}

impl Worker {
    fn add(&mut self, doing: Doing, start: Duration, end: Duration) {
        self.keep_up_to(slot_of(end));
        let Some(place) = Doing::ALL.iter().position(|known| *known == doing) else { return };
        for (slot, number) in self.slots.iter_mut().zip(self.first..).skip(slot_of(start).saturating_sub(self.first)) {
            let (from, to) = (SLOT * number as u32, SLOT * (number as u32 + 1));
            if let Some(spent) = slot.get_mut(place) {
                *spent += end.min(to).saturating_sub(start.max(from));
            }
        }
    }

    /// Has slots up to this one, and no older ones than are seen.
    fn keep_up_to(&mut self, last: usize) {
        let first = (last + 1).saturating_sub(SLOTS);
        let n_gone = first.saturating_sub(self.first).min(self.slots.len());
        self.slots.drain(..n_gone);
        self.first = self.first.max(first);
        while self.first + self.slots.len() <= last {
            self.slots.push_back(Default::default());
        }
    }

    fn seen_at(mut self, at: Duration) -> Vec<Option<Doing>> {
        self.keep_up_to(slot_of(at));
        self.slots.iter().map(mostly).collect()
    }
}

/// What most of a slot was spent on, if not on nothing.
fn mostly(spent: &[Duration; Doing::ALL.len()]) -> Option<Doing> {
    let busy: Duration = spent.iter().sum();
    let (most, _) = Doing::ALL.iter().zip(spent).max_by_key(|(_, spent)| **spent)?;
    (busy >= SLOT / 2).then_some(*most)
}

/// Runs end before there are too many.
fn slot_of(time: Duration) -> usize {
    (time.as_millis() / SLOT.as_millis()) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Phase, Task};

    const FILTER: Doing = Doing::Phase(Phase::Filter);
    const WRITE: Doing = Doing::Phase(Phase::Write);

    fn span(worker: usize, doing: Doing, start_ms: u64, end_ms: u64) -> Span {
        let task = Task { picture_idx: 0, recipe_idx: None };
        Span::new(worker, task, doing, Duration::from_millis(start_ms), Duration::from_millis(end_ms), None)
    }

    fn lanes(spans: &[Span], at_ms: u64, now: &[Option<Now>]) -> Vec<LiveLane> {
        let mut lately = Lately::default();
        spans.iter().for_each(|span| lately.add(span));
        lately.lanes(Duration::from_millis(at_ms), now)
    }

    #[test]
    fn a_slot_shows_what_it_was_mostly_spent_on() {
        let spans = [span(1, FILTER, 0, 170), span(1, WRITE, 170, 290), span(1, WRITE, 300, 320)];
        let [first, second] = &lanes(&spans, 399, &[None, None])[..] else { panic!("two workers") };
        assert_eq!(*first, LiveLane { now: None, slots: vec![None; 4] });
        assert_eq!(second.slots, [Some(FILTER), Some(FILTER), Some(WRITE), None]);
    }

    #[test]
    fn what_is_not_over_is_seen_up_to_now() {
        let now = Now { doing: FILTER, since: Duration::from_millis(200) };
        let lanes = lanes(&[span(0, WRITE, 0, 200)], 449, &[Some(now)]);
        assert_eq!(lanes[0].now, Some(FILTER));
        assert_eq!(lanes[0].slots, [Some(WRITE), Some(WRITE), Some(FILTER), Some(FILTER), None]);
    }

    #[test]
    fn only_the_last_slots_are_kept_however_long_it_goes_on() {
        let spans: Vec<Span> = (0..5_000).map(|n| span(0, FILTER, n * 100, n * 100 + 90)).collect();
        let mut lately = Lately::default();
        spans.iter().for_each(|span| lately.add(span));
        assert_eq!(lately.workers[0].slots.len(), SLOTS);
        let lanes = lately.lanes(Duration::from_millis(499_999 + 1_000), &[None]);
        assert_eq!(lanes[0].slots.len(), SLOTS);
        assert!(lanes[0].slots[..50].iter().all(|slot| *slot == Some(FILTER)));
        assert_eq!(lanes[0].slots[50..], [None; 10]);
    }

    #[test]
    fn a_span_older_than_what_is_kept_changes_nothing() {
        let lanes = lanes(&[span(0, WRITE, 20_000, 20_100), span(0, FILTER, 0, 100)], 20_100, &[None]);
        assert!(lanes[0].slots.iter().all(|slot| *slot != Some(FILTER)));
        assert_eq!(lanes[0].slots.iter().flatten().count(), 1);
    }
}
