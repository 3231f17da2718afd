//! What a comparison says of more workers, in words. Arithmetic over what is computed already; names no strategy.

use super::forecast::Forecast;
use super::laws::TooFew;
use super::scaling::{Scaling, StrategyScaling};
use super::words::{grouped, in_sentence, percent};

/// Every sentence, what matters most first.
pub(super) fn sentences(scaling: &Scaling) -> Vec<String> {
    let mut sentences: Vec<String> =
        scaling.strategies.iter().filter_map(|strategy| running_out(strategy, scaling)).collect();
    if scaling.strategies.iter().any(|strategy| strategy.forecast.is_some()) {
        sentences.push(basis(scaling));
        sentences.push(contention(scaling));
    }
    sentences.extend(check(scaling));
    sentences.extend(missing_laws(scaling));
    sentences
}

/// From how many workers on a strategy gains nothing more, and why.
fn running_out(scaling: &StrategyScaling, job: &Scaling) -> Option<String> {
    let (words, forecast) = (job.words, scaling.forecast.as_ref()?);
    let title = scaling.strategy.title_in(words);
    if !scaling.strategy.is_parallel {
        return Some(words.uses_one_worker(title));
    }
    let Some(enough) = forecast.enough_workers else {
        return Some(words.gains_beyond(title, grouped(Forecast::MOST_WORKERS)));
    };
    let why = if enough < forecast.tasks_at_once {
        words.longest_chain().to_owned()
    } else {
        let are = |n: usize, what: String| if n == 1 { words.there_is(what) } else { words.there_are(what) };
        match (job.pictures == enough, job.recipes == enough) {
            (true, false) => are(job.pictures, words.n_pictures(job.pictures)),
            (false, true) => are(job.recipes, words.n_recipes(job.recipes)),
            _ => words.never_more_tasks(words.n_tasks(enough)),
        }
    };
    Some(words.gains_nothing_beyond(title, words.n_workers(enough), why))
}

/// What forecasts are made from.
fn basis(scaling: &Scaling) -> String {
    scaling.words.predictions_rest_on(records(scaling), scaling.words.n_cores(scaling.cores))
}

/// "the records of 1 worker", and which strategies have which where they differ.
fn records(scaling: &Scaling) -> String {
    let words = scaling.words;
    let recorded = scaling.strategies.iter().filter_map(|strategy| Some((strategy, strategy.recorded_workers?)));
    let mut by_workers: Vec<(usize, Vec<String>)> = Vec::new();
    for (strategy, workers) in recorded {
        let title = in_sentence(strategy.strategy.title_in(words));
        match by_workers.iter_mut().find(|(known, _)| *known == workers) {
            Some((_, titles)) => titles.push(title),
            None => by_workers.push((workers, vec![title])),
        }
    }
    match &by_workers[..] {
        [(workers, _)] => words.records_of(words.n_workers(*workers)),
        several => {
            let of = |(workers, titles): &(usize, Vec<String>)| {
                words.records_of_ways(words.n_workers(*workers), titles.join(", "))
            };
            several.iter().map(of).collect::<Vec<_>>().join(words.and_records())
        }
    }
}

/// What tasks take from each other.
fn contention(scaling: &Scaling) -> String {
    let words = scaling.words;
    let known = scaling.strategies.iter().filter(|strategy| strategy.strategy.is_parallel);
    let known: Vec<_> = known.filter_map(|strategy| strategy.contention).collect();
    let Some(most_workers) = known.iter().map(|contention| contention.most_workers).max() else {
        return words.contention_unknown().to_owned();
    };
    let slower = known.iter().map(|contention| contention.slowdown(contention.most_workers) - 1.0);
    let share = words.percents(&slower.collect::<Vec<_>>());
    let is_disturbed = known.iter().any(|contention| contention.is_disturbed);
    let disturbed = if is_disturbed { words.contention_disturbed() } else { "" };
    words.contention(share, words.n_workers(most_workers)) + disturbed
}

/// How well forecasts hold, where that can be told.
fn check(scaling: &Scaling) -> Option<String> {
    let words = scaling.words;
    let told = scaling.strategies.iter().flat_map(|strategy| {
        strategy.points.iter().filter_map(move |point| Some((strategy, point.workers, point.forecast_error?)))
    });
    let (strategy, workers, error) = told.max_by(|(.., a), (.., b)| a.abs().total_cmp(&b.abs()))?;
    let (off, title) = (percent(error.abs()), in_sentence(strategy.strategy.title_in(words)));
    let workers = words.n_workers(workers);
    Some(if error < 0.0 { words.too_fast(off, title, workers) } else { words.too_slow(off, title, workers) })
}

/// What it takes to fit the laws that are not fitted.
fn missing_laws(scaling: &Scaling) -> Vec<String> {
    let words = scaling.words;
    let missing = scaling.strategies.iter().filter_map(|strategy| strategy.laws.as_ref()).flat_map(|laws| {
        let amdahl = laws.amdahl.as_ref().err().map(|too_few| (words.amdahls_law(), too_few));
        amdahl.into_iter().chain(laws.usl.as_ref().err().map(|too_few| (words.universal_law(), too_few)))
    });
    let mut sentences: Vec<String> = Vec::new();
    for (law, TooFew { needed, found }) in missing {
        let sentence = words.law_not_fitted(law, needed, found);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::super::contention::Contention;
    use super::super::scaling::{Laws, ScalingPoint};
    use super::*;
    use crate::engine::{HandOver, WorkerKind};
    use crate::strategies;
    use crate::words::Language;

    fn forecast(enough_workers: Option<usize>, tasks_at_once: usize) -> Option<Forecast> {
        Some(Forecast { points: Vec::new(), floor_s: 1.0, tasks_at_once, enough_workers })
    }

    fn point(workers: usize, forecast_error: Option<f64>) -> ScalingPoint {
        ScalingPoint {
            workers,
            median_s: 1.0,
            ci95_s: None,
            speedup: None,
            efficiency: None,
            own_speedup: 1.0,
            own_efficiency: 1.0,
            over_one_worker: None,
            karp_flatt: None,
            forecast_s: Some(1.0 + forecast_error.unwrap_or(0.5)),
            forecast_error,
        }
    }

    fn strategy(forecast: Option<Forecast>, share: Option<f64>) -> StrategyScaling {
        StrategyScaling {
            strategy: strategies::DEFAULT,
            worker_kind: WorkerKind::Thread,
            hand_over: HandOver::Shared,
            points: vec![point(1, None), point(2, Some(-0.031)), point(3, Some(0.02))],
            one_worker_s: Some(1.0),
            laws: Some(Laws { amdahl: Err(TooFew { needed: 3, found: 2 }), usl: Err(TooFew { needed: 6, found: 2 }) }),
            recorded_workers: Some(1),
            contention: share.map(|share| Contention { share, most_workers: 2, is_disturbed: false }),
            forecast,
        }
    }

    fn scaling(strategies: Vec<StrategyScaling>) -> Scaling {
        Scaling { pictures: 12, recipes: 8, cores: 2, strategies, words: Language::English }
    }

    #[test]
    fn strategies_run_out_of_what_they_share_out() {
        let said = |enough, at_once| {
            let scaling = scaling(vec![strategy(forecast(enough, at_once), None)]);
            running_out(&scaling.strategies[0], &scaling).unwrap()
        };
        let title = strategies::DEFAULT.title;
        assert_eq!(said(Some(8), 8), format!("{title} gains nothing beyond 8 workers: there are 8 recipes."));
        assert_eq!(said(Some(12), 12), format!("{title} gains nothing beyond 12 workers: there are 12 pictures."));
        assert_eq!(
            said(Some(96), 96),
            format!("{title} gains nothing beyond 96 workers: it never has more than 96 tasks at the same time.")
        );
        assert!(
            said(Some(5), 12).ends_with("beyond 5 workers: then its longest chain of tasks takes all of the time.")
        );
        assert_eq!(said(None, 5000), format!("{title} would still gain beyond 1,024 workers."));
        let baseline = StrategyScaling { strategy: strategies::BASELINE, ..strategy(forecast(Some(1), 1), None) };
        let told = scaling(vec![baseline]);
        let said = running_out(&told.strategies[0], &told).unwrap();
        assert_eq!(said, "Sequential uses one worker, however many there are.");
    }

    #[test]
    fn it_is_said_what_forecasts_rest_on_and_how_well_they_hold() {
        let of = |shares: &[Option<f64>]| {
            scaling(shares.iter().map(|share| strategy(forecast(Some(8), 8), *share)).collect())
        };
        let title = in_sentence(strategies::DEFAULT.title);
        let told = of(&[Some(0.08), Some(0.09)]);
        let said = told.in_words();
        assert!(said[2].contains("the records of 1 worker, played through again"), "{said:?}");
        assert!(said[2].ends_with("this machine has 2 cores."), "{said:?}");
        assert!(said[3].starts_with("In them tasks take 8 to 9 % longer while 2 workers are busy"), "{said:?}");
        assert_eq!(
            said[4],
            format!("Held to what was measured, they are off by 3 % at most: too fast for {title} on 2 workers.")
        );
        assert_eq!(said.len(), 7, "each missing law once");
        assert!(said[5].starts_with("Amdahl's law is not fitted: it takes 3 different worker counts, and there are 2"));
        assert!(of(&[None]).in_words()[2].starts_with("In them tasks are no slower beside others"));
        let mut disturbed = told.clone();
        disturbed.strategies[0].contention.iter_mut().for_each(|contention| contention.is_disturbed = true);
        assert!(disturbed.in_words()[3].contains("Other programs had cores meanwhile"));
        let mut other = told.strategies[0].clone();
        other.recorded_workers = Some(2);
        other.strategy = strategies::BASELINE;
        let said = records(&scaling(vec![other, told.strategies[0].clone()]));
        assert_eq!(said, format!("the records of 2 workers (sequential) and the records of 1 worker ({title})"));
    }
}
