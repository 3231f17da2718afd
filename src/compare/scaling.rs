//! How each strategy of a comparison takes more workers: what was measured, what laws make of it, and what a simulation
//! forecasts from the run with the fewest workers. Computed once, shown many ways. Arithmetic alone: knows no clocks.
//!
//! How much tasks slow each other down is taken from the other strategies of the comparison where these tell, so that
//! holding a forecast to what was measured is no circle.

use serde::{Serialize, Serializer};

use super::comparison::{Comparison, WayResult};
use super::contention::Contention;
use super::forecast::Forecast;
use super::laws::{Amdahl, Fit, Timing, TooFew, Usl, karp_flatt};
use super::outlook;
use super::task_times::TaskTimes;
use crate::engine::{HandOver, Strategy, Way, WorkerKind};
use crate::strategies;
use crate::words::Language;

/// What a comparison says of more workers.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Scaling {
    /// How many pictures the job has.
    pub pictures: usize,
    /// How many recipes.
    pub recipes: usize,
    /// How many cores the machine has.
    pub cores: usize,
    /// Each strategy, in the order in which the comparison has them; several times where it was run with several kinds
    /// of workers or hand-overs.
    pub strategies: Vec<StrategyScaling>,
    /// The language in which it is told.
    #[serde(skip)]
    pub words: Language,
}

/// What a comparison says of more workers for one strategy.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct StrategyScaling {
    /// The strategy; its id in reports.
    #[serde(serialize_with = "strategy_id")]
    pub strategy: &'static Strategy,
    /// What its workers were.
    #[serde(serialize_with = "worker_kind_id")]
    pub worker_kind: WorkerKind,
    /// How they got their pixels.
    #[serde(serialize_with = "hand_over_id")]
    pub hand_over: HandOver,
    /// What was measured, from the fewest workers to the most.
    pub points: Vec<ScalingPoint>,
    /// The time on one worker that curves are drawn against, in seconds: that of the strategy itself, else of the baseline,
    /// measured, or else forecast. None when nothing is known of one worker.
    pub one_worker_s: Option<f64>,
    /// The laws that fit; none where the strategy uses one worker only, so that there is nothing to scale.
    pub laws: Option<Laws>,
    /// How many workers the run had that forecasts are made from: of the recorded ones the fewest. None without one.
    pub recorded_workers: Option<usize>,
    /// How much tasks slow each other down in forecasts; none when that was not measured, so that they do not.
    pub contention: Option<Contention>,
    /// The forecast from that recording; none without one.
    pub forecast: Option<Forecast>,
}

impl StrategyScaling {
    /// The time on one worker that forecasts are drawn against, in seconds: the forecast one. It leaves out what other
    /// programs took of the cores, as all of them do; against a measured time, they would seem better than the ideal.
    pub fn forecast_one_worker_s(&self) -> Option<f64> {
        self.forecast.as_ref()?.points.iter().find(|point| point.workers == 1).map(|point| point.wall_s)
    }
}

/// What was measured with one number of workers.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct ScalingPoint {
    /// How many workers there were.
    pub workers: usize,
    /// The median of the wall times, in seconds.
    pub median_s: f64,
    /// Its 95 % interval, in seconds; none for few rounds.
    pub ci95_s: Option<(f64, f64)>,
    /// How many times as fast as the comparison's baseline; none without a baseline.
    pub speedup: Option<f64>,
    /// That for each worker.
    pub efficiency: Option<f64>,
    /// How many times as fast as the same strategy with the fewest workers that were measured.
    pub own_speedup: f64,
    /// That for each time as many workers: 1 when twice the workers take half the time.
    pub own_efficiency: f64,
    /// How many times as fast as the same strategy on one worker, or else as the baseline, which has one; none where neither
    /// was measured.
    pub over_one_worker: Option<f64>,
    /// The serial share by Karp and Flatt, from the same strategy on one worker, or else from the baseline, which has
    /// one. None on one worker.
    pub karp_flatt: Option<f64>,
    /// What is forecast for these workers, in seconds; none without a forecast.
    pub forecast_s: Option<f64>,
    /// The forecast divided by the median, less 1; none without a forecast, on the workers that it was made from, and with
    /// more workers than the machine has cores, where a forecast gives each of them a core.
    pub forecast_error: Option<f64>,
}

/// The laws that are fitted, or why they are not.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Laws {
    /// Amdahl's.
    #[serde(serialize_with = "fit_or_reason")]
    pub amdahl: Result<Fit<Amdahl>, TooFew>,
    /// The universal scalability law.
    #[serde(serialize_with = "fit_or_reason")]
    pub usl: Result<Fit<Usl>, TooFew>,
}

impl Scaling {
    /// What a comparison says. Cost: that of a [`Forecast`] for each strategy, as many simulations as there are ways, and
    /// sorting the spans of all recordings once for each strategy.
    pub fn of(comparison: &Comparison) -> Self {
        let (job, cores) = (&comparison.job, comparison.machine.logical_cores);
        let made = Self::of_ways(&comparison.ways, [job.pictures.len(), job.recipes.len(), cores]);
        Self { words: comparison.words, ..made }
    }

    fn of_ways(ways: &[WayResult], [pictures, recipes, cores]: [usize; 3]) -> Self {
        let mut groups: Vec<Vec<&WayResult>> = Vec::new();
        for way in ways {
            match groups
                .iter_mut()
                .find(|group| group.first().is_some_and(|first| scale_together(&first.way, &way.way)))
            {
                Some(group) => group.push(way),
                None => groups.push(vec![way]),
            }
        }
        let mut made = Self { pictures, recipes, cores, strategies: Vec::new(), words: Language::English };
        made.strategies = groups.into_iter().filter_map(|group| StrategyScaling::of(group, ways, &made)).collect();
        made
    }

    /// Whether anything was measured on several worker counts.
    pub fn is_measured(&self) -> bool {
        self.strategies.iter().any(|strategy| strategy.points.len() > 1)
    }

    /// Up to how many workers forecasts are worth a look: until every strategy has run out of tasks, and at least to
    /// twice what was measured. A power of two.
    pub fn horizon(&self) -> usize {
        let measured = self.strategies.iter().flat_map(|strategy| &strategy.points).map(|point| 2 * point.workers);
        let enough = self
            .strategies
            .iter()
            .filter_map(|strategy| strategy.forecast.as_ref())
            .map(|forecast| forecast.enough_workers.unwrap_or(Forecast::MOST_WORKERS));
        let farthest = measured.chain(enough).max().unwrap_or(1);
        farthest.checked_next_power_of_two().unwrap_or(farthest).clamp(8, Forecast::MOST_WORKERS)
    }

    /// What follows, a sentence each: where strategies run out of tasks, what forecasts rest on, and how well they hold.
    pub fn in_words(&self) -> Vec<String> {
        outlook::sentences(self)
    }
}

/// Whether two ways differ in the number of workers at most.
fn scale_together(a: &Way, b: &Way) -> bool {
    Way { workers: a.workers, ..*b } == *a
}

impl StrategyScaling {
    /// What ways say that differ in the number of workers at most, among all ways; none without any.
    fn of(mut group: Vec<&WayResult>, all: &[WayResult], job: &Scaling) -> Option<Self> {
        group.sort_by_key(|way| way.way.workers);
        let first = *group.first()?;
        let Way { strategy, worker_kind, hand_over, .. } = first.way;
        let recorded = group.iter().find_map(|way| Some((way.way.workers.get(), way.recording.as_deref()?)));
        let contention = contention(first, all, job.cores);
        let work = recorded.map(|(_, run)| {
            let times = TaskTimes::of(run, job.pictures, job.recipes);
            let times = match contention {
                Some(contention) => times.alone(run, contention),
                None => times,
            };
            times.simulation(strategy, job.pictures).with_slowdown(contention.map(|contention| contention.law()))
        });
        let points = group.iter().map(|way| {
            let forecast_s = work.as_ref().map(|work| work.on(way.way.workers.get()).makespan.as_secs_f64());
            let workers = way.way.workers.get();
            let is_test = workers <= job.cores && recorded.is_some_and(|(recorded, _)| recorded != workers);
            ScalingPoint::of(way, first, forecast_s, is_test)
        });
        let points: Vec<ScalingPoint> = points.collect();
        let laws = strategy.is_parallel.then(|| Laws::of(&points));
        let forecast = work.map(|work| Forecast::of(&work, Forecast::MOST_WORKERS));
        let one_worker_s = one_worker_s(first, all).or_else(|| Some(forecast.as_ref()?.points.first()?.wall_s));
        let recorded_workers = recorded.map(|(workers, _)| workers);
        Some(Self {
            strategy,
            worker_kind,
            hand_over,
            points,
            one_worker_s,
            laws,
            recorded_workers,
            contention,
            forecast,
        })
    }
}

/// As the other strategies tell it, or else as this one does.
fn contention(own: &WayResult, all: &[WayResult], cores: usize) -> Option<Contention> {
    // What runs alone tells how long tasks take alone, whatever strategy it is of.
    let is_of_others = |way: &&WayResult| way.way.workers.get() == 1 || way.way.strategy != own.way.strategy;
    Contention::of(all.iter().filter(is_of_others), cores).or_else(|| Contention::of(all.iter(), cores))
}

/// The measured time of this strategy on one worker, or else of the baseline.
fn one_worker_s(first: &WayResult, all: &[WayResult]) -> Option<f64> {
    let baseline = all.iter().find(|way| way.way.strategy == strategies::BASELINE);
    let alone = Some(first).filter(|way| way.way.workers.get() == 1);
    alone.or(baseline).map(|way| way.estimate.median)
}

impl ScalingPoint {
    fn of(way: &WayResult, first: &WayResult, forecast_s: Option<f64>, is_test: bool) -> Self {
        let (workers, first_workers) = (way.way.workers.get(), first.way.workers.get());
        let median_s = way.estimate.median;
        let own_speedup = first.estimate.median / median_s;
        let over_one_worker = if first_workers == 1 { Some(own_speedup) } else { way.speedup };
        Self {
            workers,
            median_s,
            ci95_s: way.estimate.ci95,
            speedup: way.speedup,
            efficiency: way.efficiency,
            own_speedup,
            own_efficiency: own_speedup * first_workers as f64 / workers as f64,
            over_one_worker,
            karp_flatt: over_one_worker.and_then(|speedup| karp_flatt(speedup, workers)),
            forecast_s,
            forecast_error: forecast_s.filter(|_| is_test).map(|forecast_s| forecast_s / median_s - 1.0),
        }
    }
}

impl Laws {
    fn of(points: &[ScalingPoint]) -> Self {
        let timing = |point: &ScalingPoint| Timing { workers: point.workers, wall_s: point.median_s };
        let timings: Vec<Timing> = points.iter().map(timing).collect();
        Self { amdahl: Fit::of(&timings), usl: Fit::of(&timings) }
    }
}

/// The fit itself, or how many worker counts it takes and how many there are.
fn fit_or_reason<L: Serialize, S: Serializer>(fit: &Result<Fit<L>, TooFew>, serializer: S) -> Result<S::Ok, S::Error> {
    match fit {
        Ok(fit) => fit.serialize(serializer),
        Err(too_few) => too_few.serialize(serializer),
    }
}

fn strategy_id<S: Serializer>(strategy: &Strategy, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(strategy.id)
}

fn worker_kind_id<S: Serializer>(kind: &WorkerKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.id())
}

fn hand_over_id<S: Serializer>(hand_over: &HandOver, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(hand_over.id())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;
    use std::time::Duration;

    use super::super::comparison::Sample;
    use super::*;
    use crate::engine::{Doing, Phase, Recording, Span, Task};
    use crate::strategies;

    const N_PICTURES: usize = 6;

    /// Every picture takes a second, one recipe included.
    fn recording() -> Arc<Recording> {
        let span = |n: usize| {
            let (picture_idx, half) = (n / 2, Duration::from_millis(500));
            let (recipe_idx, phase) = if n.is_multiple_of(2) { (None, Phase::Open) } else { (Some(0), Phase::Filter) };
            let start = half * n as u32;
            Span::new(0, Task { picture_idx, recipe_idx }, Doing::Phase(phase), start, start + half, None)
        };
        Arc::new(Recording::new(1, Duration::from_secs(6), (0..2 * N_PICTURES).map(span).collect()))
    }

    fn way(strategy: &'static Strategy, workers: usize, wall_s: f64) -> WayResult {
        let way = Way::new(strategy, NonZeroUsize::new(workers).unwrap());
        let sample = Sample { wall: Duration::from_secs_f64(wall_s), ..Sample::default() };
        let speedup = 8.0 / wall_s;
        WayResult {
            speedup: Some(speedup),
            efficiency: Some(speedup / workers as f64),
            ..WayResult::new(way, way.title(), vec![sample; 6], Some((0, recording())))
        }
    }

    fn of(ways: &[WayResult]) -> Vec<StrategyScaling> {
        Scaling::of_ways(ways, [N_PICTURES, 1, 8]).strategies
    }

    fn parallel() -> &'static Strategy {
        strategies::ALL.iter().copied().find(|strategy| strategy.is_parallel).unwrap()
    }

    fn is_near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn each_strategy_is_told_once_with_its_workers_in_order() {
        let strategy = parallel();
        let told = of(&[way(strategy, 4, 2.0), way(strategies::BASELINE, 1, 8.0), way(strategy, 2, 5.0)]);
        let told: Vec<(&str, Vec<usize>)> = told
            .iter()
            .map(|told| (told.strategy.id, told.points.iter().map(|point| point.workers).collect()))
            .collect();
        assert_eq!(told, [(strategy.id, vec![2, 4]), (strategies::BASELINE.id, vec![1])]);
    }

    #[test]
    fn speedups_are_against_itself_and_the_baseline() {
        let told = of(&[way(parallel(), 4, 2.5), way(parallel(), 2, 5.0)]);
        let point = told[0].points[1];
        assert_eq!((point.workers, point.median_s, point.ci95_s), (4, 2.5, Some((2.5, 2.5))));
        assert_eq!((point.speedup, point.efficiency), (Some(3.2), Some(0.8)));
        assert_eq!((point.own_speedup, point.own_efficiency), (2.0, 1.0));
        // Without a time of its own on one worker: 8 seconds on one, 2.5 on four.
        assert!(is_near(point.karp_flatt.unwrap(), (2.5 / 8.0 - 0.25) / 0.75));
    }

    #[test]
    fn serial_shares_are_from_its_own_time_on_one_worker() {
        let told = of(&[way(parallel(), 1, 10.0), way(parallel(), 2, 6.0)]);
        assert!(told[0].points[0].karp_flatt.is_none());
        assert!(is_near(told[0].points[1].karp_flatt.unwrap(), 0.2));
    }

    #[test]
    fn laws_are_fitted_when_there_are_enough_worker_counts() {
        let amdahl_s = |n: usize| 10.0 * (0.1 + 0.9 / n as f64);
        let of_counts = |counts: &[usize]| {
            let ways: Vec<WayResult> = counts.iter().map(|n| way(parallel(), *n, amdahl_s(*n))).collect();
            of(&ways)[0].laws.clone().unwrap()
        };
        let three = of_counts(&[1, 2, 4]);
        assert!((three.amdahl.unwrap().law.serial_share - 0.1).abs() < 1e-6);
        assert_eq!(three.usl, Err(TooFew { needed: 6, found: 3 }));
        assert_eq!(of_counts(&[1, 2]).amdahl, Err(TooFew { needed: 3, found: 2 }));
        // Amdahl's law is that of no coherency.
        let usl = of_counts(&[1, 2, 3, 4, 6, 8]).usl.unwrap().law;
        assert!((usl.sigma - 0.1).abs() < 1e-6 && usl.kappa < 1e-6);
    }

    #[test]
    fn one_worker_has_no_law() {
        let told = of(&[way(strategies::BASELINE, 1, 6.0)]);
        assert_eq!((told[0].points.len(), &told[0].laws), (1, &None));
        assert_eq!(told[0].forecast.as_ref().unwrap().enough_workers, Some(1));
    }

    #[test]
    fn forecasts_of_a_busy_machine_are_no_better_than_ideal() {
        // Six seconds of work took nine.
        let told = &of(&[way(strategies::DEFAULT, 1, 9.0)])[0];
        let one_worker_s = told.forecast_one_worker_s().unwrap();
        assert!(is_near(one_worker_s, 6.0) && told.one_worker_s == Some(9.0));
        let points = &told.forecast.as_ref().unwrap().points;
        assert!(points.iter().all(|point| one_worker_s / point.wall_s <= point.workers as f64 + 1e-9));
    }

    #[test]
    fn forecasts_are_held_to_what_was_measured() {
        let told = of(&[way(strategies::DEFAULT, 1, 6.0), way(strategies::DEFAULT, 5, 2.5)]);
        // Six seconds on one worker; two on five, since one of them does two pictures.
        assert!(is_near(told[0].points[0].forecast_s.unwrap(), 6.0));
        let [None, Some(error)] = [0, 1].map(|idx| told[0].points[idx].forecast_error) else { panic!("one test") };
        assert!(is_near(error, 2.0 / 2.5 - 1.0), "{error}");
        assert_eq!(told[0].forecast.as_ref().unwrap().enough_workers, Some(6));
        let mut unrecorded = way(strategies::DEFAULT, 1, 6.0);
        unrecorded.recording = None;
        let told = of(&[unrecorded]);
        assert!(told[0].forecast.is_none() && told[0].points[0].forecast_error.is_none());
    }

    #[test]
    fn more_workers_than_cores_are_no_test_of_forecasts() {
        let ways = [way(strategies::DEFAULT, 1, 6.0), way(strategies::DEFAULT, 5, 6.0)];
        let points = Scaling::of_ways(&ways, [N_PICTURES, 1, 4]).strategies.remove(0).points;
        assert_eq!((points[1].forecast_s, points[1].forecast_error), (Some(2.0), None));
    }

    /// All workers open a picture of their own, at the same time, for as long.
    fn together(workers: usize, each_s: f64) -> Option<Arc<Recording>> {
        let wall = Duration::from_secs_f64(each_s);
        let span = |worker: usize| {
            let task = Task { picture_idx: worker, recipe_idx: None };
            Span::new(worker, task, Doing::Phase(Phase::Open), Duration::ZERO, wall, None)
        };
        Some(Arc::new(Recording::new(workers, wall, (0..workers).map(span).collect())))
    }

    #[test]
    fn what_others_tell_of_contention_makes_forecasts_right() {
        let spent = |task_time_s: f64, mut way: WayResult| {
            let open = Duration::from_secs_f64(task_time_s);
            way.samples.iter_mut().for_each(|sample| *sample.account.worked.of_mut(Phase::Open) = open);
            way
        };
        let other = strategies::ALL.iter().copied().find(|other| other.is_parallel && **other != *strategies::DEFAULT);
        let ways = [
            spent(6.0, way(strategies::BASELINE, 1, 6.0)),
            spent(6.0, way(strategies::DEFAULT, 1, 6.0)),
            // Its own tasks would tell of a contention of one half.
            spent(9.0, way(strategies::DEFAULT, 2, 3.3)),
            WayResult { recording: together(2, 1.0), ..spent(6.6, way(other.unwrap(), 2, 5.0)) },
        ];
        let told = Scaling::of_ways(&ways, [N_PICTURES, 1, 2]);
        let found = &told.strategies[1];
        assert!(is_near(found.contention.unwrap().share, 0.1) && found.recorded_workers == Some(1));
        assert!(is_near(found.points[1].forecast_s.unwrap(), 3.3), "{found:?}");
        assert!(is_near(found.points[1].forecast_error.unwrap(), 0.0));
        assert_eq!((found.one_worker_s, told.is_measured(), told.horizon()), (Some(6.0), true, 8));
        assert_eq!(of(&ways[..2])[1].contention, None);
    }

    #[test]
    fn reports_get_plain_data() {
        let ways = [way(parallel(), 1, 6.0), way(parallel(), 2, 3.0), way(parallel(), 4, 2.0)];
        let json = serde_json::to_value(Scaling::of_ways(&ways, [N_PICTURES, 1, 8])).unwrap();
        let told = &json["strategies"][0];
        assert_eq!((told["strategy"].as_str(), told["worker_kind"].as_str()), (Some(parallel().id), Some("thread")));
        assert!(told["laws"]["amdahl"]["serial_share"].is_number());
        assert_eq!(told["laws"]["usl"]["needed"], 6);
    }
}
