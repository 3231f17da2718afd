//! What workers do when, on paper: the outline of a strategy with the times of its tasks, played through in virtual time.
//!
//! As in a run, what is to be done at the same time goes to the workers as whole branches, first in, first out, and a
//! worker does all of its branch before it looks for more. It then takes what it began itself (the newest first), and
//! else what has waited longest. That is what rayon's `scope_fifo` does, but for two things that paper cannot know:
//! rayon steals from a worker picked at random, and a branch that waits for others goes on with the worker that waits,
//! where here it goes on with the one that ends the last of them. Work is never left lying while a worker is idle, so
//! Graham's bound holds (Graham 1969, "Bounds on multiprocessing timing anomalies").
//!
//! What is made of a picture while it is being opened (`early.rs`) is played as if opening were shared. Recordings do not
//! tell whether it is, so in forecasts from them, a single large PNG takes longer in bands than it does.
//!
//! Knows no clocks, threads or strategies, no memory budget, and no cores: as many workers as are asked for are all as
//! fast as one, but for what tasks take from each other where that was measured.

mod crew;
mod script;

use std::time::Duration;

use self::crew::Crew;
use self::script::Script;
use super::outline::Outline;
use super::span::Task;

/// How long a task takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskTime {
    /// What one worker does, whatever the strategy.
    pub alone: Duration,
    /// What all workers can do together, if the strategy asks for that.
    pub shared: Duration,
    /// What one worker does last, beside which others can go on, if the strategy asks for that.
    pub last: Duration,
    /// Into how many equal parts that can be cut.
    pub n_parts: u32,
}

/// How much longer tasks take beside others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slowdown {
    /// How much longer a task takes for each other worker that is at work meanwhile, as a share of its time alone.
    pub share: f64,
    /// Beside more workers than these, tasks are no slower.
    pub most_workers: usize,
}

impl Slowdown {
    /// How many times as long tasks take when so many workers are at work, at least 1.
    pub fn at(&self, at_work: usize) -> f64 {
        1.0 + self.share * at_work.min(self.most_workers).saturating_sub(1) as f64
    }
}

/// Work that can be played through on any number of workers.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// Ways of doing it, of which the fastest is taken.
    scripts: Vec<Script>,
    slowdown: Option<Slowdown>,
}

/// How the work goes on a number of workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// From the first task's start to the last one's end.
    pub makespan: Duration,
    /// How long each worker is at work.
    pub busy: Vec<Duration>,
}

impl Simulation {
    /// Work as outlined, with the time of every task. Cost: memory for every branch and one pass over the tasks, for each
    /// way in which it can be done.
    pub fn new(outline: &Outline, time_of: impl Fn(Task) -> TaskTime) -> Self {
        let ways = if let Outline::AnyOf(ways) = outline { ways } else { std::slice::from_ref(outline) };
        Self { scripts: ways.iter().map(|way| Script::new(way, &time_of)).collect(), slowdown: None }
    }

    /// The same work, with tasks that take longer beside others.
    pub fn with_slowdown(self, slowdown: Option<Slowdown>) -> Self {
        Self { slowdown, ..self }
    }

    /// All tasks one after the other: the time on one worker.
    pub fn work(&self) -> Duration {
        self.scripts.iter().map(Script::work).min().unwrap_or_default()
    }

    /// The longest chain of tasks that wait for each other: the time on as many workers as can be of use, if tasks take
    /// nothing from each other.
    pub fn critical_path(&self) -> Duration {
        self.scripts.iter().map(Script::critical_path).min().unwrap_or_default()
    }

    /// How many tasks there can be at the same time: no more workers than these ever find work.
    pub fn tasks_at_once(&self) -> usize {
        self.scripts.iter().map(Script::tasks_at_once).max().unwrap_or(0)
    }

    /// Plays it through on so many workers, at least one. Cost: time `s log w` and memory `b + w` for `s` steps, `b`
    /// branches and `w` workers; some 30 to 80 ns a step.
    pub fn on(&self, workers: usize) -> Schedule {
        let workers = workers.max(1);
        let schedules = self.scripts.iter().map(|script| Crew::new(script, self.slowdown, workers).play());
        let none = || Schedule { makespan: Duration::ZERO, busy: vec![Duration::ZERO; workers] };
        schedules.min_by_key(|schedule| schedule.makespan).unwrap_or_else(none)
    }
}

impl Schedule {
    /// The share of all workers' time in which they are at work, 0 to 1; the rest they are idle.
    pub fn busy_share(&self) -> f64 {
        let busy: Duration = self.busy.iter().sum();
        let all_s = self.makespan.as_secs_f64() * self.busy.len() as f64;
        if all_s > 0.0 { busy.as_secs_f64() / all_s } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, Strategy};
    use super::*;
    use crate::strategies;

    /// The time of each task in milliseconds: a row for each picture, of its opening and then its recipes.
    fn simulation(strategy: &Strategy, times_ms: &[&[u64]]) -> Simulation {
        let outline = Outline::of(strategy, &vec![1; times_ms.len()], times_ms[0].len() - 1);
        Simulation::new(&outline, |task| alone(times_ms[task.picture_idx][task.recipe_idx.map_or(0, |idx| idx + 1)]))
    }

    fn alone(ms: u64) -> TaskTime {
        TaskTime { alone: Duration::from_millis(ms), ..TaskTime::default() }
    }

    /// The makespan and what each worker does, in milliseconds.
    fn on(workers: usize, share: fn(&Batch<'_>), times_ms: &[&[u64]]) -> (u128, Vec<u128>) {
        let Schedule { makespan, busy } = simulation(&Strategy::made_up(share), times_ms).on(workers);
        (makespan.as_millis(), busy.iter().map(Duration::as_millis).collect())
    }

    fn one_by_one(batch: &Batch<'_>) {
        for picture in batch.pictures() {
            let Some(open) = batch.open(picture) else { continue };
            batch.recipes().for_each(|recipe| batch.apply(&open, recipe));
        }
    }

    fn pictures_at_once(batch: &Batch<'_>) {
        batch.in_parallel(batch.pictures(), |picture| {
            let Some(open) = batch.open(picture) else { return };
            batch.recipes().for_each(|recipe| batch.apply(&open, recipe));
        });
    }

    fn recipes_at_once(batch: &Batch<'_>) {
        for picture in batch.pictures() {
            let Some(open) = batch.open(picture) else { continue };
            batch.in_parallel(batch.recipes(), |recipe| batch.apply(&open, recipe));
        }
    }

    fn both_at_once(batch: &Batch<'_>) {
        batch.in_parallel(batch.pictures(), |picture| {
            let Some(open) = batch.open(picture) else { return };
            batch.in_parallel(batch.recipes(), |recipe| batch.apply(&open, recipe));
        });
    }

    #[test]
    fn one_after_the_other_takes_one_worker() {
        assert_eq!(on(3, one_by_one, &[&[1, 2, 3], &[4, 5, 6]]), (21, vec![21, 0, 0]));
    }

    #[test]
    fn pictures_go_to_whoever_is_free() {
        // 5 on the first; 3, then 4 on the second.
        assert_eq!(on(2, pictures_at_once, &[&[1, 4], &[1, 2], &[2, 2]]), (7, vec![5, 7]));
        assert_eq!(on(8, pictures_at_once, &[&[1, 4], &[1, 2], &[2, 2]]), (5, vec![5, 3, 4, 0, 0, 0, 0, 0]));
    }

    #[test]
    fn a_picture_waits_for_all_recipes_of_the_one_before() {
        // 0 to 1 open; 1 to 5 and 1 to 3, 3 to 6. The second worker goes on: 6 to 8 open; 8 to 9 twice, 9 to 14.
        assert_eq!(on(2, recipes_at_once, &[&[1, 4, 2, 3], &[2, 1, 1, 5]]), (14, vec![11, 8]));
        // One for each recipe: 1 + 4 and 2 + 5.
        assert_eq!(on(3, recipes_at_once, &[&[1, 4, 2, 3], &[2, 1, 1, 5]]).0, 12);
        assert_eq!(on(64, recipes_at_once, &[&[1, 4, 2, 3], &[2, 1, 1, 5]]).0, 12);
    }

    #[test]
    fn branches_within_branches_go_to_idle_workers() {
        // First: open to 2, recipe to 5. Second: open to 1, recipe to 5. Third: recipe from 1 to 2, then from 2 to 5.
        assert_eq!(on(3, both_at_once, &[&[2, 3, 3], &[1, 4, 1]]), (5, vec![5, 5, 4]));
    }

    #[test]
    fn workers_finish_what_they_began_before_they_open_more() {
        // Opening the third picture before the recipes of the others would take 6.
        assert_eq!(on(2, both_at_once, &[&[1, 4], &[1, 4], &[1, 1]]), (7, vec![7, 5]));
    }

    #[test]
    fn a_branch_goes_on_when_all_that_it_began_is_done() {
        let task = |idx| Outline::Task(Task { picture_idx: idx, recipe_idx: None });
        let inner = Outline::InTurn(vec![task(1), Outline::AtOnce(vec![task(2), task(4)]), task(3)]);
        let outline = |other| Outline::InTurn(vec![Outline::AtOnce(vec![inner.clone(), task(other)]), task(10)]);
        let on_two = |other| {
            let schedule = Simulation::new(&outline(other), |task| alone(task.picture_idx as u64)).on(2);
            (schedule.makespan.as_millis(), schedule.busy.iter().map(Duration::as_millis).collect::<Vec<_>>())
        };
        // 1, 2 and 4 after each other, since the other is busy until 8; then 3 to 10, and 10 more.
        assert_eq!(on_two(8), (20, vec![20, 8]));
        // The other is done at 1 and takes the 4 to 5, so it does what follows.
        assert_eq!(on_two(1), (18, vec![3, 18]));
    }

    #[test]
    fn parts_of_a_task_go_to_all_workers() {
        let task = |idx| Task { picture_idx: idx, recipe_idx: None };
        let outline = |part: fn(Task) -> Outline| Outline::InTurn(vec![part(task(0)), part(task(1))]);
        let ms = Duration::from_millis;
        let time = TaskTime { alone: ms(2), shared: ms(6), last: ms(0), n_parts: 3 };
        let on = |part, workers| Simulation::new(&outline(part), |_| time).on(workers).makespan;
        assert_eq!([1, 2, 3, 9].map(|workers| on(Outline::Shared, workers)), [16, 12, 8, 8].map(ms));
        assert_eq!([1, 2, 9].map(|workers| on(Outline::Task, workers)), [ms(16); 3]);
    }

    #[test]
    fn what_is_last_is_done_beside_the_next() {
        let task = |idx| Task { picture_idx: idx, recipe_idx: None };
        let ms = Duration::from_millis;
        let time = TaskTime { alone: ms(1), shared: ms(6), last: ms(2), n_parts: 6 };
        let beside = Outline::AtOnce(vec![Outline::Shared(task(1)), Outline::Last(task(0))]);
        let outline = Outline::InTurn(vec![Outline::Shared(task(0)), beside, Outline::Last(task(1))]);
        let on = |workers| Simulation::new(&outline, |_| time).on(workers).makespan;
        // On two: 3 of 6 parts each and 1 alone; the first 2 ms of the other are last of the first, so it has two parts
        // when the first worker has four; then 1 alone and 2 last.
        assert_eq!([1, 2].map(on), [18, 4 + 4 + 1 + 2].map(ms));
    }

    #[test]
    fn of_several_ways_the_fastest_is_taken() {
        let (slow, fast) = (Strategy::made_up(one_by_one), Strategy::made_up(recipes_at_once));
        let outlines = [&slow, &fast].map(|strategy| Outline::of(strategy, &[1], 2));
        let work = Simulation::new(&Outline::AnyOf(outlines.to_vec()), |_| alone(1));
        assert_eq!([1, 2, 3].map(|workers| work.on(workers).makespan.as_millis()), [3, 2, 2]);
        assert_eq!((work.work().as_millis(), work.critical_path().as_millis(), work.tasks_at_once()), (3, 2, 2));
    }

    #[test]
    fn nothing_takes_no_time() {
        let nothing = Simulation::new(&Outline::InTurn(vec![Outline::AtOnce(vec![])]), |_| alone(1000));
        assert_eq!(nothing.on(2), Schedule { makespan: Duration::ZERO, busy: vec![Duration::ZERO; 2] });
        assert_eq!((nothing.work(), nothing.critical_path()), (Duration::ZERO, Duration::ZERO));
        assert_eq!(nothing.on(0).busy.len(), 1);
    }

    #[test]
    fn tasks_take_longer_while_others_are_at_work() {
        let slowdown = Slowdown { share: 0.5, most_workers: 2 };
        let on = |workers| {
            let work =
                simulation(&Strategy::made_up(pictures_at_once), &[&[1, 3], &[1, 1]]).with_slowdown(Some(slowdown));
            let Schedule { makespan, busy } = work.on(workers);
            (makespan.as_millis(), busy.iter().map(Duration::as_millis).collect::<Vec<_>>())
        };
        assert_eq!(on(1), (6, vec![6]));
        // Together they do 2 ms of work each in 3; then 2 more alone.
        assert_eq!(on(2), (5, vec![5, 3]));
        // Three at work slow each other down no more than two.
        let three = simulation(&Strategy::made_up(pictures_at_once), &[&[1, 3], &[1, 3], &[1, 3]])
            .with_slowdown(Some(slowdown));
        assert_eq!(three.on(3).makespan.as_millis(), 6);
    }

    #[test]
    fn as_many_tasks_at_once_as_the_loops_allow() {
        let of = |share| simulation(&Strategy::made_up(share), &[&[1, 1, 1][..]; 5]).tasks_at_once();
        assert_eq!([one_by_one, pictures_at_once, recipes_at_once, both_at_once].map(of), [1, 5, 2, 10]);
        let nothing = Simulation::new(&Outline::InTurn(vec![]), |_| TaskTime::default());
        assert_eq!(nothing.tasks_at_once(), 0);
    }

    #[test]
    fn idle_time_is_told() {
        let schedule = simulation(&Strategy::made_up(pictures_at_once), &[&[1, 4], &[1, 2], &[2, 2]]).on(2);
        assert!((schedule.busy_share() - 12.0 / 14.0).abs() < 1e-12);
    }

    /// Work that takes between 0 and 100 ms a task.
    fn random_work(strategy: &Strategy, seed: u64) -> Simulation {
        let mut random = fastrand::Rng::with_seed(seed);
        let (n_pictures, n_recipes) = (random.usize(1..20), random.usize(1..10));
        let times_ms: Vec<u64> = (0..n_pictures * (n_recipes + 1)).map(|_| random.u64(0..100)).collect();
        let rows: Vec<&[u64]> = times_ms.chunks(n_recipes + 1).collect();
        simulation(strategy, &rows)
    }

    #[test]
    fn every_strategy_keeps_to_the_bounds_of_any_schedule() {
        let nested = Strategy::made_up(both_at_once);
        for strategy in strategies::ALL.iter().copied().chain([&nested]) {
            for seed in 0..40 {
                let simulation = random_work(strategy, seed);
                let (work, path) = (simulation.work().as_nanos(), simulation.critical_path().as_nanos());
                assert_eq!(simulation.on(1).makespan.as_nanos(), work);
                for workers in [1, 2, 3, 7, 64, 1024] {
                    let Schedule { makespan, busy } = simulation.on(workers);
                    let (n, makespan) = (workers as u128, makespan.as_nanos());
                    assert_eq!(busy.iter().map(Duration::as_nanos).sum::<u128>(), work);
                    assert!(makespan >= path && makespan * n >= work, "{} on {workers}", strategy.id);
                    assert!(makespan * n <= work + (n - 1) * path, "Graham's bound: {} on {workers}", strategy.id);
                }
                assert_eq!(simulation.on(1024).makespan.as_nanos(), path);
            }
        }
    }
}
