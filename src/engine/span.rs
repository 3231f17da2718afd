//! What a worker did from when to when, in as few bytes as it takes: a large run has millions of them.
//!
//! Knows no clocks and no statistics.

use std::time::Duration;

use super::ledger::Phase;

/// Stands for no recipe.
const NO_RECIPE: u16 = u16::MAX;

/// What a worker was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// A phase of a task.
    Phase(Phase),
    /// What the program does for itself: looking at the job, giving memory back, digests, the journal.
    Upkeep,
    /// Waiting until the memory budget had room.
    MemoryWait,
}

impl Doing {
    /// Everything that there is to do.
    pub const ALL: [Self; 6] = [
        Self::Phase(Phase::Open),
        Self::Phase(Phase::Filter),
        Self::Phase(Phase::Encode),
        Self::Phase(Phase::Write),
        Self::Upkeep,
        Self::MemoryWait,
    ];
}

/// Which worker was busy with what, from when to when, on the run's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct Span {
    start_ns: u64,
    end_ns: u64,
    cpu_ns: u64,
    picture: u32,
    queued_us: u32,
    recipe: u16,
    worker: u16,
    doing: Doing,
}

/// A span as a list of its values, which is a quarter as long as one with names: start, end and processor time in
/// nanoseconds, picture, recipe, worker, doing, and the time in the queue for a core in microseconds, which lists of
/// earlier versions lack.
#[derive(serde::Serialize, serde::Deserialize)]
struct Row(u64, u64, u64, u32, u16, u16, Doing, #[serde(default)] u32);

impl From<Row> for Span {
    fn from(Row(start_ns, end_ns, cpu_ns, picture, recipe, worker, doing, queued_us): Row) -> Self {
        // A file may say anything; time does not run backwards.
        let end_ns = end_ns.max(start_ns);
        Self { start_ns, end_ns, cpu_ns: cpu_ns.min(end_ns - start_ns), picture, queued_us, recipe, worker, doing }
    }
}

impl From<Span> for Row {
    fn from(span: Span) -> Self {
        let Span { start_ns, end_ns, cpu_ns, picture, queued_us, recipe, worker, doing } = span;
        Self(start_ns, end_ns, cpu_ns, picture, recipe, worker, doing, queued_us)
    }
}

/// What a span is about: a picture, or one output of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Task {
    /// The picture's place in the job.
    pub picture_idx: usize,
    /// The recipe's place in the job; none while opening the picture or letting go of it.
    pub recipe_idx: Option<usize>,
}

impl Task {
    /// What is done for the job as a whole.
    pub(super) const OF_NO_PICTURE: Self = Self { picture_idx: u32::MAX as usize, recipe_idx: None };
}

impl Span {
    /// A span of a worker, counted from 0. `cpu` is the processor time that the worker got in it; without an answer of
    /// the system all of it.
    pub fn new(worker: usize, task: Task, doing: Doing, start: Duration, end: Duration, cpu: Option<Duration>) -> Self {
        let end = end.max(start);
        let cpu = cpu.unwrap_or(end - start).min(end - start);
        Self {
            start_ns: nanoseconds(start),
            end_ns: nanoseconds(end),
            cpu_ns: if doing == Doing::MemoryWait { 0 } else { nanoseconds(cpu) },
            picture: u32::try_from(task.picture_idx).unwrap_or(u32::MAX),
            queued_us: 0,
            recipe: task.recipe_idx.and_then(|idx| u16::try_from(idx).ok()).unwrap_or(NO_RECIPE),
            worker: u16::try_from(worker).unwrap_or(u16::MAX),
            doing,
        }
    }

    /// The same with the time for which the worker was ready to go on and had no core.
    pub fn with_queued(self, queued: Duration) -> Self {
        Self { queued_us: u32::try_from(queued.as_micros()).unwrap_or(u32::MAX), ..self }
    }

    /// The worker, from 0.
    pub fn worker(&self) -> usize {
        self.worker.into()
    }

    /// What it is about.
    pub fn task(&self) -> Task {
        let recipe_idx = (self.recipe != NO_RECIPE).then_some(self.recipe.into());
        Task { picture_idx: self.picture as usize, recipe_idx }
    }

    /// What the worker was doing.
    pub fn doing(&self) -> Doing {
        self.doing
    }

    /// The phase, if it was one.
    pub fn phase(&self) -> Option<Phase> {
        match self.doing {
            Doing::Phase(phase) => Some(phase),
            Doing::Upkeep | Doing::MemoryWait => None,
        }
    }

    /// When it began.
    pub fn start(&self) -> Duration {
        Duration::from_nanos(self.start_ns)
    }

    /// When it ended.
    pub fn end(&self) -> Duration {
        Duration::from_nanos(self.end_ns)
    }

    /// How long it took.
    pub fn took(&self) -> Duration {
        Duration::from_nanos(self.end_ns - self.start_ns)
    }

    /// The processor time that the worker got in it, at most [`Self::took`]. What is missing was spent waiting: for the
    /// disk, or for a core that something else had.
    pub fn cpu(&self) -> Duration {
        Duration::from_nanos(self.cpu_ns)
    }

    /// How long the worker had no core that it could have used. Filtering and encoding touch no disk, so they wait for
    /// nothing else; opening, writing and upkeep do so for as long as the system says, or not at all where it does not.
    pub fn waited_for_core(&self) -> Duration {
        let waited = self.took() - self.cpu();
        match self.doing {
            Doing::Phase(Phase::Filter | Phase::Encode) => waited,
            Doing::Phase(Phase::Open | Phase::Write) | Doing::Upkeep => {
                waited.min(Duration::from_micros(self.queued_us.into()))
            }
            Doing::MemoryWait => Duration::ZERO,
        }
    }

    /// How long the disk had not yet given or taken the bytes.
    pub fn waited_for_disk(&self) -> Duration {
        match self.doing {
            Doing::MemoryWait => Duration::ZERO,
            _ => self.took() - self.cpu() - self.waited_for_core(),
        }
    }
}

/// Five hundred years fit.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_small_and_keep_what_they_are_told() {
        assert!(size_of::<Span>() <= 40);
        let ms = Duration::from_millis;
        let task = Task { picture_idx: 70_000, recipe_idx: Some(7) };
        let span = Span::new(3, task, Doing::Phase(Phase::Encode), ms(5), ms(9), Some(ms(3)));
        assert_eq!((span.worker(), span.task(), span.phase()), (3, task, Some(Phase::Encode)));
        assert_eq!((span.start(), span.end(), span.took(), span.cpu()), (ms(5), ms(9), ms(4), ms(3)));
        let opening = Task { recipe_idx: None, ..task };
        assert_eq!(Span::new(0, opening, Doing::Upkeep, ms(1), ms(1), None).task(), opening);
    }

    #[test]
    fn waiting_is_for_a_core_as_far_as_the_system_says_and_else_for_the_disk() {
        let ms = Duration::from_millis;
        let task = Task { picture_idx: 0, recipe_idx: None };
        let of = |doing, queued| {
            let span = Span::new(0, task, doing, ms(0), ms(10), Some(ms(4))).with_queued(ms(queued));
            (span.waited_for_core(), span.waited_for_disk())
        };
        assert_eq!(of(Doing::Phase(Phase::Open), 0), (ms(0), ms(6)));
        assert_eq!(of(Doing::Phase(Phase::Write), 5), (ms(5), ms(1)));
        assert_eq!(of(Doing::Phase(Phase::Open), 99), (ms(6), ms(0)), "no more than it waited");
        assert_eq!(of(Doing::Phase(Phase::Encode), 0), (ms(6), ms(0)));
        assert_eq!(of(Doing::Upkeep, 1), (ms(1), ms(5)), "headers are read, and the journal is written");
        assert_eq!(of(Doing::MemoryWait, 3), (ms(0), ms(0)));
    }

    #[test]
    fn lists_of_earlier_versions_are_read() {
        let read = |text: &str| serde_json::from_str::<Span>(text).unwrap();
        let span = read(r#"[5,9,3,7,2,1,{"phase":"open"}]"#);
        assert_eq!((span.worker(), span.waited_for_core()), (1, Duration::ZERO));
        assert_eq!(read(&serde_json::to_string(&span).unwrap()), span);
    }

    #[test]
    fn processor_time_is_part_of_the_span() {
        let ms = Duration::from_millis;
        let task = Task { picture_idx: 0, recipe_idx: None };
        let of = |doing, cpu| Span::new(0, task, doing, ms(0), ms(4), cpu).cpu();
        assert_eq!(of(Doing::Phase(Phase::Open), None), ms(4));
        assert_eq!(of(Doing::Phase(Phase::Open), Some(ms(5))), ms(4));
        assert_eq!(of(Doing::MemoryWait, Some(ms(1))), ms(0));
    }
}
