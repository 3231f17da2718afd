//! What every worker did in a whole run: the spans of its ledger, taken out of it to be kept.
//!
//! From it come the timeline, the accounts of lost time and the simulation. Knows no statistics.

use std::collections::HashSet;
use std::time::Duration;

use super::ledger::{Event, Ledger};
use super::span::Span;

/// The spans of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Kept")]
pub struct Recording {
    /// How many workers there were, those included that did nothing.
    pub workers: usize,
    /// From the first task's start to the last one's end, in nanoseconds of the run's clock.
    wall_ns: u64,
    /// Worker by worker; those of one worker in order and never at the same time.
    spans: Vec<Span>,
}

/// A recording as files hold it: its spans are in any order, as far as is known.
#[derive(serde::Deserialize)]
struct Kept {
    workers: usize,
    wall_ns: u64,
    spans: Vec<Span>,
}

impl From<Kept> for Recording {
    fn from(Kept { workers, wall_ns, spans }: Kept) -> Self {
        Self::new(workers, Duration::from_nanos(wall_ns), spans)
    }
}

impl Recording {
    /// A recording of made spans, in any order.
    pub fn new(workers: usize, wall: Duration, mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.worker(), span.start(), span.end()));
        Self { workers, wall_ns: u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX), spans }
    }

    /// The recording of a run that is over. Cost: a copy of its spans.
    pub fn of(ledger: &Ledger, wall: Duration) -> Self {
        let mut spans = Vec::new();
        ledger.read(&mut Default::default(), |event| {
            if let Event::Span(span) = event {
                spans.push(*span);
            }
        });
        Self::new(ledger.workers(), wall, spans)
    }

    /// How long the run took.
    pub fn wall(&self) -> Duration {
        Duration::from_nanos(self.wall_ns)
    }

    /// Every span, worker by worker.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The spans of one worker, in order.
    pub fn lane(&self, worker: usize) -> &[Span] {
        let from = self.spans.partition_point(|span| span.worker() < worker);
        let to = self.spans.partition_point(|span| span.worker() <= worker);
        self.spans.get(from..to).unwrap_or_default()
    }

    /// How many tasks a worker had: pictures opened and outputs made.
    pub fn n_tasks(&self, worker: usize) -> usize {
        let phases = self.lane(worker).iter().filter(|span| span.phase().is_some());
        phases.map(Span::task).collect::<HashSet<_>>().len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::ledger::Phase;
    use super::super::span::{Doing, Task};
    use super::*;

    #[test]
    fn lanes_are_in_order() {
        let ms = Duration::from_millis;
        let task = Task { picture_idx: 0, recipe_idx: None };
        let span = |worker, start| Span::new(worker, task, Doing::Phase(Phase::Open), ms(start), ms(start + 1), None);
        let recording = Recording::new(3, ms(9), vec![span(2, 5), span(0, 3), span(2, 1), span(0, 1)]);
        assert_eq!(recording.lane(0), [span(0, 1), span(0, 3)]);
        assert_eq!(recording.lane(1), []);
        assert_eq!(recording.lane(2), [span(2, 1), span(2, 5)]);
        assert_eq!((recording.wall(), recording.spans().len()), (ms(9), 4));
    }

    #[test]
    fn tasks_are_counted_once_however_many_phases_they_have() {
        let ms = Duration::from_millis;
        let span = |start, recipe_idx, doing| {
            Span::new(0, Task { picture_idx: 0, recipe_idx }, doing, ms(start), ms(start + 1), None)
        };
        let phase = Doing::Phase;
        let spans = vec![
            span(0, None, phase(Phase::Open)),
            span(1, None, Doing::MemoryWait),
            span(2, None, phase(Phase::Open)),
            span(3, Some(0), phase(Phase::Filter)),
            span(4, Some(0), phase(Phase::Encode)),
            span(5, Some(1), phase(Phase::Filter)),
            span(6, Some(0), phase(Phase::Filter)),
            span(7, None, Doing::Upkeep),
        ];
        let recording = Recording::new(2, ms(9), spans);
        assert_eq!((recording.n_tasks(0), recording.n_tasks(1)), (3, 0));
    }
}
