//! Timing: how long a worker took for something, how much of that it had a core, and the record of it.
//!
//! Two clocks: the run's own, which stands still in pauses, and the processor time of the calling thread. Asking both
//! costs about a microsecond. A worker that waited is asked whether that was for a core, too. Knows no pictures.

use std::time::Duration;

use super::catch;
use super::ledger::{Event, Phase};
use super::run::Shared;
use super::span::{Doing, Span, Task};
use super::worker::{Failure, calling_worker};
use crate::machine;

/// When something was begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch {
    start: Duration,
    cpu: Option<Duration>,
}

/// For how long it waited is worth asking only of a worker that did.
const WORTH_ASKING: Duration = Duration::from_micros(20);

impl Shared {
    /// Starts a watch for the calling worker.
    pub(super) fn stopwatch(&self) -> Stopwatch {
        if !self.work.records_spans {
            return Stopwatch { start: Duration::ZERO, cpu: None };
        }
        Stopwatch { start: self.gate.now(), cpu: machine::thread_cpu() }
    }

    /// Stops it and records what it was for.
    pub(super) fn record(&self, watch: Stopwatch, task: Task, doing: Doing) {
        if !self.work.records_spans {
            return;
        }
        let cpu = machine::thread_cpu().zip(watch.cpu).map(|(now, then)| now.saturating_sub(then));
        let span = Span::new(calling_worker(), task, doing, watch.start, self.gate.now(), cpu);
        let waited = span.took() - span.cpu();
        let queued = if waited >= WORTH_ASKING { self.queued_since_asked() } else { Duration::ZERO };
        self.append(Event::Span(span.with_queued(queued)));
    }

    /// Does one phase of one task, records it unless it was stopped in the middle, and turns a panic into a failure of
    /// this phase alone.
    pub(super) fn timed<T>(
        &self,
        watch: Stopwatch,
        task: Task,
        phase: Phase,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done =
            catch(work).unwrap_or_else(|said| Err(Failure::Because(phase, format!("a fault in the program: {said}"))));
        if !matches!(done, Err(Failure::Stopped)) {
            self.record(watch, task, Doing::Phase(phase));
        }
        done
    }

    /// Does something that is not the job itself, and records it.
    pub(super) fn upkeep<T>(&self, task: Task, work: impl FnOnce() -> T) -> T {
        let watch = self.stopwatch();
        let done = work();
        self.record(watch, task, Doing::Upkeep);
        done
    }

    /// Appends to the calling worker's lane.
    pub(super) fn append(&self, event: Event) {
        self.ledger.append(calling_worker(), event);
    }
}
