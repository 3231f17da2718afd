//! Timing: how long a worker took for something, how much of that it had a core, and the record of it.
//!
//! Two clocks: the run's own, which stands still in pauses, and the processor time of the calling thread. Asking both
//! costs about a microsecond. A worker that waited is asked whether that was for a core, too. Knows no pictures.

use std::time::Duration;

use super::catch;
use super::ledger::{Event, Phase};
use super::pulse::{Beat, Now};
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
        let cpu = machine::thread_cpu_since(watch.cpu);
        let span = Span::new(calling_worker(), task, doing, watch.start, self.gate.now(), cpu);
        let waited = span.took() - span.cpu();
        let queued = if waited >= WORTH_ASKING { self.queued_since_asked() } else { Duration::ZERO };
        self.append(Event::Span(span.with_queued(queued)));
    }

    /// Tells those who watch what the calling worker does from this watch on, until the answer is dropped.
    pub(super) fn beat(&self, watch: Stopwatch, doing: Doing) -> Option<Beat<'_>> {
        let now = Now { doing, since: watch.start };
        self.work.records_spans.then(|| self.pulse.begin(calling_worker(), now))
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
        let beat = self.beat(watch, Doing::Phase(phase));
        let done = guarded(phase, work);
        drop(beat);
        if !matches!(done, Err(Failure::Stopped)) {
            self.record(watch, task, Doing::Phase(phase));
        }
        done
    }

    /// Does something that is not the job itself, and records it.
    pub(super) fn upkeep<T>(&self, task: Task, work: impl FnOnce() -> T) -> T {
        let watch = self.stopwatch();
        let beat = self.beat(watch, Doing::Upkeep);
        let done = work();
        drop(beat);
        self.record(watch, task, Doing::Upkeep);
        done
    }

    /// Appends to the calling worker's lane.
    pub(super) fn append(&self, event: Event) {
        self.ledger.append(calling_worker(), event);
    }
}

/// Filtering and encoding of one output that take turns, many times.
///
/// They are recorded as if all filtering had come before all encoding: how long each took is true, what is between them
/// counts as encoding, and a run has no more records than one whose phases follow each other.
pub(super) struct Turns<'run> {
    shared: &'run Shared,
    task: Task,
    whole: Stopwatch,
    filtered: Duration,
    filtered_cpu: Option<Duration>,
    /// Those who watch are told of encoding, which takes most of the time, and not of every turn.
    _beat: Option<Beat<'run>>,
}

impl<'run> Turns<'run> {
    /// Begins; what is done until the first filtering counts as encoding.
    pub(super) fn begin(shared: &'run Shared, task: Task) -> Self {
        let whole = shared.stopwatch();
        let (filtered, filtered_cpu) = (Duration::ZERO, whole.cpu.map(|_| Duration::ZERO));
        let _beat = shared.beat(whole, Doing::Phase(Phase::Encode));
        Self { shared, task, whole, filtered, filtered_cpu, _beat }
    }

    /// Does some of the filtering.
    pub(super) fn filter<T>(&mut self, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let watch = self.shared.stopwatch();
        let done = guarded(Phase::Filter, work);
        if self.shared.work.records_spans {
            self.filtered += self.shared.gate.now().saturating_sub(watch.start);
            let cpu = machine::thread_cpu_since(watch.cpu);
            self.filtered_cpu = self.filtered_cpu.zip(cpu).map(|(before, more)| before + more);
        }
        done
    }

    /// Does some of the encoding.
    pub(super) fn encode<T>(&self, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        guarded(Phase::Encode, work)
    }

    /// Records both phases, unless they were stopped in the middle.
    pub(super) fn end<T>(self, done: Result<T, Failure>) -> Result<T, Failure> {
        if matches!(done, Err(Failure::Stopped)) || !self.shared.work.records_spans {
            return done;
        }
        let (start, between, end) = (self.whole.start, self.whole.start + self.filtered, self.shared.gate.now());
        let cpu = machine::thread_cpu_since(self.whole.cpu);
        let encoding_cpu = cpu.zip(self.filtered_cpu).map(|(all, filtered)| all.saturating_sub(filtered));
        // Filtering and encoding wait for cores alone; what they waited must not be taken for the next phase's.
        let _ = self.shared.queued_since_asked();
        let span = |phase, from, to, cpu| Span::new(calling_worker(), self.task, Doing::Phase(phase), from, to, cpu);
        self.shared.append(Event::Span(span(Phase::Filter, start, between, self.filtered_cpu)));
        self.shared.append(Event::Span(span(Phase::Encode, between, end, encoding_cpu)));
        done
    }
}

/// Turns a panic into a failure of this phase.
fn guarded<T>(phase: Phase, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch(work).unwrap_or_else(|said| Err(Failure::Because(phase, format!("a fault in the program: {said}"))))
}
