//! Where the time of all workers went in one run: every second of it, in phases and in causes of waiting.
//!
//! A worker has a core or it waits, and it waits for a reason. Within a phase it waits for the disk (while opening and
//! writing) or for a core that something else has; the system says for how long it was ready and had none. Between
//! spans a worker had nothing to do: because no task was left, or because the strategy held tasks back. Arithmetic over
//! a recording alone.

use std::time::Duration;

use crate::engine::{Doing, PerPhase, Phase, Recording, Span};
use crate::words::Language;

/// Shorter gaps between two tasks are those of fetching the next one.
const BETWEEN_TASKS: Duration = Duration::from_micros(200);

/// Why a worker waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Until the end no task came any more: what was left belonged to others.
    NoWorkLeft,
    /// There were tasks, but the strategy did not begin them before others were done.
    Barrier,
    /// The memory budget had no room for another picture.
    Memory,
    /// The disk had not yet given or taken the bytes.
    Disk,
    /// It had work, but something else had its core.
    NoCore,
    /// It was being given its next task.
    BetweenTasks,
}

impl Cause {
    /// Every cause, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::NoWorkLeft, Self::Barrier, Self::Memory, Self::Disk, Self::NoCore, Self::BetweenTasks];

    /// What reports call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoWorkLeft => "no_work_left",
            Self::Barrier => "barrier",
            Self::Memory => "memory",
            Self::Disk => "disk",
            Self::NoCore => "no_core",
            Self::BetweenTasks => "between_tasks",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        self.title_in(Language::English)
    }

    /// The same in this language.
    pub const fn title_in(self, words: Language) -> &'static str {
        match self {
            Self::NoWorkLeft => words.cause_no_work_left(),
            Self::Barrier => words.cause_barrier(),
            Self::Memory => words.cause_memory(),
            Self::Disk => words.cause_disk(),
            Self::NoCore => words.cause_no_core(),
            Self::BetweenTasks => words.cause_between_tasks(),
        }
    }

    /// What it means, in one sentence.
    pub const fn summary_in(self, words: Language) -> &'static str {
        match self {
            Self::NoWorkLeft => words.cause_no_work_left_hint(),
            Self::Barrier => words.cause_barrier_hint(),
            Self::Memory => words.cause_memory_hint(),
            Self::Disk => words.cause_disk_hint(),
            Self::NoCore => words.cause_no_core_hint(),
            Self::BetweenTasks => words.cause_between_tasks_hint(),
        }
    }
}

/// What all workers' time is divided into where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Time on a core in a phase.
    Phase(Phase),
    /// Time on a core for what is not the job itself.
    Upkeep,
    /// Time without a core or without a task, whatever the cause.
    Waiting,
}

impl Part {
    /// Every part, in the order in which they are drawn.
    pub const ALL: [Self; 6] = [
        Self::Phase(Phase::Open),
        Self::Phase(Phase::Filter),
        Self::Phase(Phase::Encode),
        Self::Phase(Phase::Write),
        Self::Upkeep,
        Self::Waiting,
    ];

    /// What people call it.
    pub const fn title(self) -> &'static str {
        self.title_in(Language::English)
    }

    /// The same in this language.
    pub const fn title_in(self, words: Language) -> &'static str {
        match self {
            Self::Phase(phase) => phase.title_in(words),
            Self::Upkeep => words.upkeep(),
            Self::Waiting => words.waiting(),
        }
    }
}

/// Time waited, by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Waited([Duration; Cause::ALL.len()]);

impl Waited {
    /// The time waited for one cause.
    pub fn of(&self, cause: Cause) -> Duration {
        self.0.get(cause as usize).copied().unwrap_or_default()
    }

    /// The time waited, whatever the cause.
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    pub(super) fn add(&mut self, cause: Cause, time: Duration) {
        // There is a place for every cause.
        self.0.get_mut(cause as usize).into_iter().for_each(|sum| *sum += time);
    }
}

/// A time between two spans of a worker, or before its first or after its last one, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The worker, from 0.
    pub worker: usize,
    /// When it began.
    pub start: Duration,
    /// When it ended.
    pub end: Duration,
    /// Why the worker had nothing to do.
    pub cause: Cause,
}

/// Where the time of all workers went in one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// How many workers.
    pub workers: usize,
    /// How long the run took.
    pub wall: Duration,
    /// Time on a core, by phase.
    pub worked: PerPhase<Duration>,
    /// Time on a core for what is not the job itself: looking at it, giving memory back, digests, the journal.
    pub upkeep: Duration,
    /// Time waited, by cause.
    pub waited: Waited,
}

impl Account {
    /// The account of a run. Cost: one pass over its spans.
    pub fn of(recording: &Recording) -> Self {
        let mut account = Self { workers: recording.workers, wall: recording.wall(), ..Self::default() };
        recording.spans().iter().for_each(|span| account.add(span));
        for gap in gaps(recording) {
            account.waited.add(gap.cause, gap.end - gap.start);
        }
        account
    }

    /// The account of each worker of a run, in order. Cost: one pass over its spans.
    pub fn of_each_worker(recording: &Recording) -> Vec<Self> {
        let mut accounts = vec![Self { workers: 1, wall: recording.wall(), ..Self::default() }; recording.workers];
        for span in recording.spans() {
            accounts.get_mut(span.worker()).into_iter().for_each(|account| account.add(span));
        }
        for gap in gaps(recording) {
            let account = accounts.get_mut(gap.worker).into_iter();
            account.for_each(|account| account.waited.add(gap.cause, gap.end - gap.start));
        }
        accounts
    }

    /// Time of all workers together, whatever they did with it: wall time times workers.
    pub fn total(&self) -> Duration {
        self.wall.saturating_mul(u32::try_from(self.workers).unwrap_or(u32::MAX))
    }

    /// Processor time.
    pub fn cpu(&self) -> Duration {
        Phase::ALL.iter().map(|phase| *self.worked.of(*phase)).sum::<Duration>() + self.upkeep
    }

    /// The sum of everything that is told apart. What it lacks of [`Self::total`] is unexplained.
    pub fn explained(&self) -> Duration {
        self.cpu() + self.waited.total()
    }

    /// A time as a share of all workers' time, 0 to 1.
    pub fn share(&self, time: Duration) -> f64 {
        let total_s = self.total().as_secs_f64();
        if total_s > 0.0 { time.as_secs_f64() / total_s } else { 0.0 }
    }

    /// The share of all workers' time in which they had a core, 0 to 1.
    pub fn utilisation(&self) -> f64 {
        self.share(self.cpu())
    }

    /// The time of one part.
    pub fn part(&self, part: Part) -> Duration {
        match part {
            Part::Phase(phase) => *self.worked.of(phase),
            Part::Upkeep => self.upkeep,
            Part::Waiting => self.waited.total(),
        }
    }

    /// Each part as a share of all workers' time, 0 to 1; none where nothing is known.
    pub fn parts(&self) -> Option<[(Part, f64); Part::ALL.len()]> {
        let is_known = !self.total().is_zero() && !self.explained().is_zero();
        is_known.then(|| Part::ALL.map(|part| (part, self.share(self.part(part)))))
    }

    /// What most time was lost to, and its share of all workers' time; none when nothing was lost.
    pub fn chief_cause(&self) -> Option<(Cause, f64)> {
        let chief = Cause::ALL.into_iter().max_by_key(|cause| self.waited.of(*cause))?;
        let share = self.share(self.waited.of(chief));
        (share > 0.0).then_some((chief, share))
    }

    fn add(&mut self, span: &Span) {
        match span.doing() {
            Doing::Phase(phase) => *self.worked.of_mut(phase) += span.cpu(),
            Doing::Upkeep => self.upkeep += span.cpu(),
            Doing::MemoryWait => {}
        }
        self.waited.add(Cause::NoCore, span.waited_for_core());
        self.waited.add(Cause::Disk, span.waited_for_disk());
        if span.doing() == Doing::MemoryWait {
            self.waited.add(Cause::Memory, span.took());
        }
    }
}

/// Every time in which a worker had nothing to do, worker by worker, in order.
pub fn gaps(recording: &Recording) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for worker in 0..recording.workers {
        let mut free_since = Duration::ZERO;
        // One worker alone waits for nobody.
        let between = if recording.workers == 1 { Cause::BetweenTasks } else { Cause::Barrier };
        for span in recording.lane(worker) {
            gaps.extend(gap(worker, free_since, span.start(), between));
            free_since = free_since.max(span.end());
        }
        // Nothing came after it: what was left could not be shared with this worker.
        gaps.extend(gap(worker, free_since, recording.wall(), Cause::NoWorkLeft));
    }
    gaps
}

fn gap(worker: usize, start: Duration, end: Duration, cause: Cause) -> Option<Gap> {
    let cause = if end.saturating_sub(start) < BETWEEN_TASKS { Cause::BetweenTasks } else { cause };
    (start < end).then_some(Gap { worker, start, end, cause })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Task;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn span(worker: usize, doing: Doing, from_to_cpu: (u64, u64, u64)) -> Span {
        let (from, to, cpu) = from_to_cpu;
        Span::new(worker, Task { picture_idx: 0, recipe_idx: None }, doing, ms(from), ms(to), Some(ms(cpu)))
    }

    /// Two workers, 100 ms: the second one waits for the opening, then works, waits for memory, and has nothing left.
    fn made() -> Recording {
        let phase = Doing::Phase;
        let spans = vec![
            span(0, phase(Phase::Open), (0, 20, 15)),
            span(0, phase(Phase::Filter), (20, 60, 40)),
            span(0, phase(Phase::Encode), (60, 90, 27)),
            span(0, phase(Phase::Write), (90, 98, 2)),
            span(0, Doing::Upkeep, (98, 100, 2)),
            span(1, phase(Phase::Filter), (20, 50, 30)),
            span(1, Doing::MemoryWait, (50, 65, 0)),
            span(1, phase(Phase::Open), (65, 70, 5)),
            span(1, phase(Phase::Filter), (80, 92, 12)),
        ];
        Recording::new(2, ms(100), spans)
    }

    #[test]
    fn every_millisecond_is_accounted_for() {
        let account = Account::of(&made());
        let worked = Phase::ALL.map(|phase| account.worked.of(phase).as_millis());
        assert_eq!(worked, [20, 82, 27, 2]);
        assert_eq!(account.upkeep, ms(2));
        let waited = Cause::ALL.map(|cause| account.waited.of(cause).as_millis());
        // The second worker's gaps are 0 to 20, 70 to 80 and, until the end, 92 to 100.
        assert_eq!(waited, [8, 30, 15, 11, 3, 0]);
        assert_eq!((account.total(), account.explained(), account.cpu()), (ms(200), ms(200), ms(133)));
        assert_eq!(account.chief_cause(), Some((Cause::Barrier, 0.15)));
        let parts = account.parts().unwrap().map(|(part, share)| (part.title(), (share * 1e3).round()));
        let expected = [("Open", 100.0), ("Filter", 410.0), ("Encode", 135.0), ("Write", 10.0), ("Upkeep", 10.0)];
        assert_eq!((&parts[..5], parts[5]), (&expected[..], ("Waiting", 335.0)));
        assert_eq!(Account::default().parts(), None);
        assert!((account.utilisation() - 0.665).abs() < 1e-12);
    }

    #[test]
    fn workers_have_accounts_of_their_own_that_add_up() {
        let recording = made();
        let [first, second] = Account::of_each_worker(&recording)[..] else { panic!("two workers") };
        assert_eq!([first, second].map(|account| account.explained()), [ms(100); 2]);
        assert_eq!([first, second].map(|account| account.cpu()), [ms(86), ms(47)]);
        assert_eq!(second.waited.of(Cause::Barrier), ms(30));
        assert_eq!(first.cpu() + second.cpu(), Account::of(&recording).cpu());
    }

    #[test]
    fn gaps_say_when_and_why() {
        let gaps = gaps(&made());
        let gap = |start, end, cause| Gap { worker: 1, start: ms(start), end: ms(end), cause };
        let expected = [gap(0, 20, Cause::Barrier), gap(70, 80, Cause::Barrier), gap(92, 100, Cause::NoWorkLeft)];
        assert_eq!(gaps, expected);
    }

    #[test]
    fn short_gaps_are_those_of_fetching_the_next_task() {
        let us = Duration::from_micros;
        let task = Task { picture_idx: 0, recipe_idx: None };
        let span = |from, to| Span::new(0, task, Doing::Phase(Phase::Open), us(from), us(to), None);
        let spans = || vec![span(0, 300), span(320, 600), span(850, 900)];
        let alone = gaps(&Recording::new(1, us(900), spans()));
        assert_eq!(alone.iter().map(|gap| gap.cause).collect::<Vec<_>>(), [Cause::BetweenTasks; 2]);
        let gaps: Vec<Gap> =
            gaps(&Recording::new(2, us(900), spans())).into_iter().filter(|gap| gap.worker == 0).collect();
        assert_eq!(gaps.iter().map(|gap| gap.cause).collect::<Vec<_>>(), [Cause::BetweenTasks, Cause::Barrier]);
    }

    #[test]
    fn a_worker_without_any_task_is_seen() {
        let recording = Recording::new(2, ms(10), vec![span(0, Doing::Phase(Phase::Open), (0, 10, 10))]);
        assert_eq!(Account::of(&recording).waited.of(Cause::NoWorkLeft), ms(10));
    }
}
