//! How long the same work would take on workers and pictures that are not there: a recorded run, played through again.
//!
//! Every task takes as long as it was recorded, and longer beside others where that was measured. Every worker has a core
//! of its own. So a forecast tells what the strategy makes possible; where it and the measured times part, that is what
//! the machine costs. Knows no clocks and no strategy by name.

use crate::engine::Simulation;

/// The worker counts of a forecast: doubled, and once between.
const WORKER_COUNTS: [usize; 20] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

/// More than this share of time is worth more workers.
const WORTH_MORE_WORKERS: f64 = 0.01;

/// A forecast for a number of workers.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct ForecastPoint {
    /// How many workers there are.
    pub workers: usize,
    /// How long the job takes, in seconds.
    pub wall_s: f64,
    /// The share of all workers' time in which they are at work, 0 to 1.
    pub busy_share: f64,
}

/// How long a job would take on more and more workers.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Forecast {
    /// 1, 2, 3, 4, 6, 8, 12 and so on, up to the limit.
    pub points: Vec<ForecastPoint>,
    /// What no number of workers gets below, in seconds: the time when every task finds a worker at once, with what tasks
    /// take from each other then; beyond [`Self::MOST_WORKERS`] the longest chain of tasks that wait for each other.
    pub floor_s: f64,
    /// How many tasks there can be at the same time; no more workers than these ever find work.
    pub tasks_at_once: usize,
    /// When the strategy runs out of tasks: the smallest number of workers from which more of them would not shorten
    /// the job by more than 1 %. None when more would still help beyond the limit.
    pub enough_workers: Option<usize>,
}

impl Forecast {
    /// The most workers that are simulated.
    pub const MOST_WORKERS: usize = 1024;

    /// Plays the work through on more and more workers, up to a limit of 1 to [`Self::MOST_WORKERS`]. All of it, whatever
    /// its size: nothing is scaled. Cost: at most 31 times that of one [`Simulation::on`]; 2 to 10 ms for 1,000 pictures
    /// and 8 recipes, up to 2 s for 100,000.
    pub fn of(work: &Simulation, most_workers: usize) -> Self {
        let limit = most_workers.clamp(1, Self::MOST_WORKERS);
        let points: Vec<_> = WORKER_COUNTS.into_iter().filter(|n| *n <= limit).map(|n| point(work, n)).collect();
        let tasks_at_once = work.tasks_at_once();
        // Where everything finds a worker, it is as fast as it can be with what tasks take from each other.
        let is_within_reach = tasks_at_once <= Self::MOST_WORKERS;
        let floor = if is_within_reach { work.on(tasks_at_once).makespan } else { work.critical_path() };
        let floor_s = floor.as_secs_f64();
        let enough_workers = enough_workers(work, &points, floor_s);
        Self { points, floor_s, tasks_at_once, enough_workers }
    }
}

fn point(work: &Simulation, workers: usize) -> ForecastPoint {
    let schedule = work.on(workers);
    ForecastPoint { workers, wall_s: schedule.makespan.as_secs_f64(), busy_share: schedule.busy_share() }
}

/// Looks between the last of the points at which more workers are worth it and the first after it.
fn enough_workers(work: &Simulation, points: &[ForecastPoint], floor_s: f64) -> Option<usize> {
    let is_enough = |wall_s: f64| wall_s * (1.0 - WORTH_MORE_WORKERS) <= floor_s;
    let n_before = points.iter().rposition(|point| !is_enough(point.wall_s)).map_or(0, |idx| idx + 1);
    let mut enough = points.get(n_before)?.workers;
    let mut too_few = n_before.checked_sub(1).and_then(|idx| points.get(idx)).map_or(0, |point| point.workers);
    while enough - too_few > 1 {
        let middle = usize::midpoint(too_few, enough);
        if is_enough(work.on(middle).makespan.as_secs_f64()) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    Some(enough)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::contention::Contention;
    use super::super::made::recording_of_one_worker as recording;
    use super::super::task_times::TaskTimes;
    use super::*;
    use crate::engine::{Batch, Doing, Phase, Recording, Span, Strategy, Task, TaskTime};
    use crate::strategies;

    fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    const PICTURES_AT_ONCE: fn(&Batch<'_>) = |batch| {
        batch.in_parallel(batch.pictures(), |picture| {
            let Some(open) = batch.open(picture) else { return };
            batch.recipes().for_each(|recipe| batch.apply(&open, recipe));
        });
    };

    const RECIPES_AT_ONCE: fn(&Batch<'_>) = |batch| {
        for picture in batch.pictures() {
            let Some(open) = batch.open(picture) else { continue };
            batch.in_parallel(batch.recipes(), |recipe| batch.apply(&open, recipe));
        }
    };

    fn walls_ms(work: &Simulation, counts: &[usize]) -> Vec<u128> {
        counts.iter().map(|workers| work.on(*workers).makespan.as_millis()).collect()
    }

    #[test]
    fn pictures_are_repeated_for_more_and_cut_for_fewer() {
        let times = TaskTimes::of(&recording(&[(5, &[10, 20], 2), (7, &[30, 40], 3)]), 2, 2);
        let of = |n_pictures| times.simulation(&Strategy::made_up(PICTURES_AT_ONCE), n_pictures);
        // The pictures take 37 and 80.
        assert_eq!(walls_ms(&of(2), &[1, 2, 3]), [117, 80, 80]);
        assert_eq!(walls_ms(&of(1), &[1, 2]), [37, 37]);
        // 37, then 37 (to 74), then 80 (to 154) on one, 80 (to 80), then 37 (to 117) on the other.
        assert_eq!(walls_ms(&of(5), &[1, 2, 5]), [271, 154, 80]);
    }

    #[test]
    fn letting_go_of_a_picture_is_nothing_to_share_out() {
        let times = TaskTimes::of(&recording(&[(5, &[10, 20], 2), (7, &[30, 40], 3)]), 2, 2);
        let work = times.simulation(&Strategy::made_up(RECIPES_AT_ONCE), 2);
        assert_eq!(walls_ms(&work, &[1, 2, 8]), [117, 7 + 20 + 10 + 40, 77]);
    }

    #[test]
    fn forecasts_end_where_the_tasks_run_out() {
        let same: &[u64] = &[10; 5];
        let times = TaskTimes::of(&recording(&[(2, same, 1); 7]), 7, 5);
        let of = |strategy: &Strategy, limit| Forecast::of(&times.simulation(strategy, 7), limit);
        let pictures = of(&Strategy::made_up(PICTURES_AT_ONCE), 1024);
        assert_eq!((pictures.enough_workers, pictures.floor_s, pictures.points.len()), (Some(7), 0.053, 20));
        assert_eq!(pictures.tasks_at_once, 7);
        let recipes = of(&Strategy::made_up(RECIPES_AT_ONCE), 8);
        let counts: Vec<usize> = recipes.points.iter().map(|point| point.workers).collect();
        assert_eq!((recipes.enough_workers, counts), (Some(5), vec![1, 2, 3, 4, 6, 8]));
        let six = recipes.points[4];
        assert!(six.wall_s == 0.091 && (six.busy_share - 371.0 / (6.0 * 91.0)).abs() < 1e-12);
        assert_eq!(of(&Strategy::made_up(PICTURES_AT_ONCE), 4).enough_workers, None);
        assert_eq!(of(&Strategy::made_up(PICTURES_AT_ONCE), 0).points.len(), 1);
    }

    #[test]
    fn what_tasks_take_from_each_other_is_taken_out_and_put_back() {
        let contention = Contention { share: 0.25, most_workers: 2, is_disturbed: false };
        let task = |picture_idx| Task { picture_idx, recipe_idx: None };
        let span = |worker, task, to| Span::new(worker, task, Doing::Phase(Phase::Open), ms(0), ms(to), None);
        // Two pictures at the same time: 20 ms of work each, in company for all of it.
        let together = Recording::new(2, ms(25), vec![span(0, task(0), 25), span(1, task(1), 25)]);
        let times = TaskTimes::of(&together, 2, 0).alone(&together, contention);
        let TaskTime { alone, last, .. } = times.of_task(task(1));
        assert_eq!(alone + last, ms(20));
        let work = times.simulation(&Strategy::made_up(PICTURES_AT_ONCE), 2).with_slowdown(Some(contention.law()));
        assert_eq!(walls_ms(&work, &[1, 2]), [40, 25]);
        let forecast = Forecast::of(&work, 64);
        assert_eq!((forecast.floor_s, forecast.enough_workers), (0.025, Some(2)));
    }

    #[test]
    fn a_gain_of_one_percent_is_not_worth_a_worker() {
        let of = |last| {
            let times = TaskTimes::of(&recording(&[(1000, &[1000], 0), (500, &[500], 0), (last, &[1], 0)]), 3, 1);
            Forecast::of(&times.simulation(&Strategy::made_up(PICTURES_AT_ONCE), 3), 64).enough_workers
        };
        // On two workers the third picture ends at 2000, 2020 or 2021 of a floor of 2000.
        assert_eq!([of(999), of(1019), of(1020)], [Some(2), Some(2), Some(3)]);
    }

    #[test]
    fn no_strategy_needs_more_workers_than_outputs_at_once() {
        let recipes: &[u64] = &[10; 3];
        let times = TaskTimes::of(&recording(&[(2, recipes, 1); 4]), 4, 3);
        for strategy in strategies::ALL {
            let forecast = Forecast::of(&times.simulation(strategy, 4), 1024);
            let enough = forecast.enough_workers.unwrap();
            assert!(enough <= 4 * 3 && (strategy.is_parallel || enough == 1), "{}: {enough}", strategy.id);
            assert_eq!(forecast.points[0].wall_s, 4.0 * 0.033);
        }
    }
}
