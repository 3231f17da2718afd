//! How much longer tasks take because other workers are at work too: they share caches, memory and the disk.
//!
//! Runs on one worker tell how long the tasks of a job take alone, runs on more how long they take together; the job is
//! the same under every strategy, so any of them can tell. The obvious way would be a factor for each number of workers,
//! but a strategy with barriers has all of its workers at work only some of the time. So it is a share for each other
//! worker that is at work at the same moment. Arithmetic alone: knows no clocks.

use std::time::Duration;

use super::account::{Account, Cause};
use super::comparison::{Sample, WayResult};
use super::statistics::median;
use crate::engine::{Doing, Phase, Recording, Slowdown};

/// Runs in which tasks had less company than this tell too little of it.
const FEWEST_OTHERS: f64 = 0.1;

/// Where other programs are no matter, waiting for cores takes this share of the time at most.
const MOST_WITHOUT_CORE: f64 = 0.1;

/// How much longer tasks take beside others.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Contention {
    /// How much longer a task takes for each other worker that is at work meanwhile, as a share of its time alone.
    pub share: f64,
    /// The most workers that this was measured with. Beside more, tasks are taken to be no slower.
    pub most_workers: usize,
    /// Whether other programs had cores meanwhile, so that tasks would take less on a machine that has nothing else to do.
    pub is_disturbed: bool,
}

impl Contention {
    /// What runs of the same job tell, those with more workers than there are cores left out: there workers wait for
    /// each other's cores. None without runs on one worker and on several. Cost: sorting the spans of the recordings.
    pub(super) fn of<'a>(ways: impl Iterator<Item = &'a WayResult> + Clone, cores: usize) -> Option<Self> {
        let alone: Vec<&WayResult> = ways.clone().filter(|way| way.way.workers.get() == 1).collect();
        let together: Vec<&WayResult> = ways.filter(|way| (2..=cores).contains(&way.way.workers.get())).collect();
        let told = together.iter().filter_map(|way| {
            let others = others_at_work(way.recording.as_deref()?);
            let share = (times_as_long(way, &alone)? - 1.0) / others;
            (others >= FEWEST_OTHERS).then_some((share, way.way.workers.get()))
        });
        let (shares, workers): (Vec<f64>, Vec<usize>) = told.unzip();
        let is_disturbed = without_core(alone.iter().chain(&together)) > MOST_WITHOUT_CORE;
        Some(Self { share: median(&shares).max(0.0), most_workers: workers.into_iter().max()?, is_disturbed })
    }

    /// How many times as long tasks take when so many workers are at work, at least 1.
    pub fn slowdown(&self, at_work: usize) -> f64 {
        self.law().at(at_work)
    }

    /// What simulations go by.
    pub fn law(&self) -> Slowdown {
        Slowdown { share: self.share, most_workers: self.most_workers }
    }

    /// The same for the tasks of a whole run.
    pub(super) fn mean_slowdown(&self, recording: &Recording) -> f64 {
        1.0 + self.share * others_at_work(recording).min(self.most_workers as f64 - 1.0)
    }
}

/// How many times as long the tasks of a way take as those of runs alone: the median over rounds, each of which holds the
/// runs to each other that the machine was in the same state for. None without any.
fn times_as_long(way: &WayResult, alone: &[&WayResult]) -> Option<f64> {
    let ratios = way.samples.iter().enumerate().map(|(round, sample)| {
        let beside = alone.iter().filter_map(|way| way.samples.get(round)).map(task_time_s);
        task_time_s(sample) / median(&beside.collect::<Vec<_>>())
    });
    let ratios: Vec<f64> = ratios.filter(|ratio| ratio.is_finite()).collect();
    (!ratios.is_empty()).then(|| median(&ratios))
}

/// Worker time of all phases, in seconds, without what workers waited for cores.
fn task_time_s(sample: &Sample) -> f64 {
    let Account { worked, waited, .. } = &sample.account;
    let worked: Duration = Phase::ALL.iter().map(|phase| *worked.of(*phase)).sum();
    (worked + waited.of(Cause::Disk)).as_secs_f64()
}

/// The share of all workers' time in which they waited for cores, although there was one for each.
fn without_core<'a>(ways: impl Iterator<Item = &'a &'a WayResult>) -> f64 {
    let accounts = ways.flat_map(|way| &way.samples).map(|sample| &sample.account);
    let (waited_s, total_s) = accounts.fold((0.0, 0.0), |(waited_s, total_s), account| {
        let (waited, total) = (account.waited.of(Cause::NoCore), account.total());
        (waited_s + waited.as_secs_f64(), total_s + total.as_secs_f64())
    });
    if total_s > 0.0 { waited_s / total_s } else { 0.0 }
}

/// How many other workers are at work while one is, on average over the time of all tasks.
fn others_at_work(recording: &Recording) -> f64 {
    let mut changes: Vec<(Duration, i32)> = Vec::new();
    for span in recording.spans().iter().filter(|span| span.doing() != Doing::MemoryWait) {
        changes.extend([(span.start(), 1), (span.end(), -1)]);
    }
    changes.sort_unstable();
    let (mut at_work, mut since) = (0, Duration::ZERO);
    let (mut task_time_s, mut company_s) = (0.0, 0.0);
    for (now, change) in changes {
        let all_s = f64::from(at_work) * (now - since).as_secs_f64();
        task_time_s += all_s;
        company_s += all_s * f64::from((at_work - 1).max(0));
        (at_work, since) = (at_work + change, now);
    }
    if task_time_s > 0.0 { company_s / task_time_s } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::made;
    use super::*;
    use crate::engine::{PerPhase, Span, Task};
    use crate::strategies;

    /// Each worker is at work from and to these milliseconds.
    fn recording(lanes: &[(u64, u64)]) -> Recording {
        let task = Task { picture_idx: 0, recipe_idx: None };
        let ms = Duration::from_millis;
        let lanes = lanes.iter().enumerate();
        let spans = lanes
            .map(|(worker, (from, to))| Span::new(worker, task, Doing::Phase(Phase::Open), ms(*from), ms(*to), None));
        Recording::new(4, ms(100), spans.collect())
    }

    fn way(workers: usize, task_time_s: f64, lanes: &[(u64, u64)]) -> WayResult {
        let phases_s = PerPhase { filter: task_time_s, ..PerPhase::default() };
        let strategy = if workers == 1 { strategies::BASELINE } else { strategies::DEFAULT };
        WayResult { recording: Some(Arc::new(recording(lanes))), ..made::way(strategy, workers, &[1.0; 3], phases_s) }
    }

    #[test]
    fn company_is_weighed_by_the_time_that_tasks_have_it() {
        assert_eq!(others_at_work(&recording(&[(0, 100)])), 0.0);
        assert_eq!(others_at_work(&recording(&[(0, 100), (0, 100)])), 1.0);
        // Of 150 ms of tasks, 100 have company.
        assert!((others_at_work(&recording(&[(0, 100), (20, 70)])) - 100.0 / 150.0).abs() < 1e-12);
        assert_eq!(others_at_work(&Recording::default()), 0.0);
    }

    #[test]
    fn slower_tasks_are_laid_to_those_beside_them() {
        let ways = [way(1, 10.0, &[(0, 100)]), way(2, 10.8, &[(0, 100), (20, 70)]), way(4, 99.0, &[(0, 100); 4])];
        let found = Contention::of(ways.iter(), 2).unwrap();
        // 8 % in company of two thirds; four workers have no cores of their own.
        assert!((found.share - 0.12).abs() < 1e-9 && found.most_workers == 2, "{found:?}");
        assert_eq!([1, 2, 9].map(|n| (found.slowdown(n) * 1e6).round() / 1e6), [1.0, 1.12, 1.12]);
        assert!((found.mean_slowdown(ways[1].recording.as_deref().unwrap()) - 1.08).abs() < 1e-9);
    }

    #[test]
    fn a_machine_that_is_slow_for_a_while_changes_nothing() {
        // Three of five rounds take three times as long: medians of all rounds are of different states.
        let slowed = |way: WayResult, slow_rounds: [bool; 5]| {
            let sample = way.samples[0];
            let worked = sample.account.worked.map(|time| *time * 3);
            let slow = Sample { account: Account { worked, ..sample.account }, ..sample };
            WayResult { samples: slow_rounds.map(|is_slow| if is_slow { slow } else { sample }).to_vec(), ..way }
        };
        let slow_rounds = [true, false, true, false, true];
        let ways = [way(1, 10.0, &[(0, 100)]), way(2, 11.0, &[(0, 100); 2])];
        let found = Contention::of(ways.map(|way| slowed(way, slow_rounds)).iter(), 2).unwrap();
        assert!((found.share - 0.1).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn what_was_not_measured_is_not_known() {
        let (one, two) = (way(1, 10.0, &[(0, 100)]), way(2, 9.0, &[(0, 100); 2]));
        assert_eq!(Contention::of([&one, &one].into_iter(), 4), None);
        assert_eq!(Contention::of([&two].into_iter(), 4), None);
        // Faster together is chance.
        assert_eq!(
            Contention::of([&one, &two].into_iter(), 4),
            Some(Contention { share: 0.0, most_workers: 2, is_disturbed: false })
        );
    }
}
