//! What a comparison says of more workers, as tables of words.

use super::{NONE, Table, or_none};
use crate::compare::words::{grouped, percent, seconds};
use crate::compare::{Amdahl, Fit, Scaling, ScalingPoint, StrategyScaling, Usl};

/// What was measured on each worker count, beside what is predicted for it.
pub fn measured(scaling: &Scaling) -> Table {
    let caption = "Measured medians. Speed-up is over the strategy's own time on one worker, or else the baseline's, as far as \
                   measured; efficiency is speed-up for each worker; Karp-Flatt is the serial share that explains it, above 100 % where \
                   more workers are slower. A prediction from a row's own records leaves out what others took of its cores.";
    let heads = ["Strategy", "Workers", "Time", "Over 1 worker", "Efficiency", "Karp-Flatt", "Predicted", "Off by"];
    let rows = scaling.strategies.iter().flat_map(|strategy| {
        strategy.points.iter().map(|point| {
            let speedup = point.over_one_worker;
            vec![
                title(strategy),
                point.workers.to_string(),
                seconds(point.median_s),
                or_none(speedup, |speedup| format!("{speedup:.2}x")),
                or_none(speedup, |speedup| format!("{:.0} %", 100.0 * speedup / point.workers as f64)),
                or_none(point.karp_flatt, signed_percent),
                or_none(point.forecast_s, seconds),
                off_by(strategy, point),
            ]
        })
    });
    table(caption, heads.map(str::to_owned).to_vec(), rows.collect())
}

/// How far a prediction is from what was measured, where that is a test of it.
fn off_by(strategy: &StrategyScaling, point: &ScalingPoint) -> String {
    match point.forecast_error {
        Some(error) => format!("{:+.1} %", error * 100.0),
        None if point.forecast_s.is_some() && strategy.recorded_workers == Some(point.workers) => {
            "own records".to_owned()
        }
        None => NONE.to_owned(),
    }
}

/// What is predicted for 1, 2, 4, 8 and so on workers, until every strategy has run out of tasks.
pub fn predicted(scaling: &Scaling) -> Option<Table> {
    let horizon = scaling.horizon();
    let is_shown = |workers: usize| workers.is_power_of_two() && workers <= horizon;
    let mut heads = vec!["Strategy".to_owned(), "Records of".to_owned()];
    heads.extend((0..usize::BITS).map(|power| 1 << power).take_while(|n| *n <= horizon).map(grouped));
    let rows = scaling.strategies.iter().filter_map(|strategy| {
        let (forecast, recorded) = strategy.forecast.as_ref().zip(strategy.recorded_workers)?;
        let times = forecast.points.iter().filter(|point| is_shown(point.workers)).map(|point| seconds(point.wall_s));
        Some([title(strategy), recorded.to_string()].into_iter().chain(times).collect())
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let caption = "Predicted, not measured: the time on so many workers, from the records of as many as are named.";
    (!rows.is_empty()).then(|| table(caption, heads, rows))
}

/// The laws that there are enough worker counts for.
pub fn laws(scaling: &Scaling) -> Option<Table> {
    let heads = ["Strategy", "Law", "What it finds", "Typical error", "Largest error"].map(str::to_owned).to_vec();
    let cores = scaling.cores;
    let rows = scaling.strategies.iter().flat_map(|strategy| {
        let laws = strategy.laws.as_ref();
        let amdahl =
            laws.and_then(|laws| laws.amdahl.as_ref().ok()).map(|fit| row(strategy, "Amdahl", amdahl(fit, cores), fit));
        let usl = laws.and_then(|laws| laws.usl.as_ref().ok()).map(|fit| row(strategy, "USL", usl(fit), fit));
        amdahl.into_iter().chain(usl)
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let caption = "Laws fitted to the medians by least squares of their relative errors; errors are those of the law at the \
                   worker counts measured. USL is the universal scalability law.";
    (!rows.is_empty()).then(|| table(caption, heads, rows))
}

fn row<L>(strategy: &StrategyScaling, law: &str, finds: String, fit: &Fit<L>) -> Vec<String> {
    let largest = fit.residuals.iter().map(|residual| residual.abs()).fold(0.0, f64::max);
    vec![title(strategy), law.to_owned(), finds, percent(fit.rms_residual), percent(largest)]
}

/// What is said of any number of workers is said only of those that had a core each.
fn amdahl(fit: &Fit<Amdahl>, cores: usize) -> String {
    if fit.last_workers() > cores {
        return format!("{} serial (with more workers than cores)", percent(fit.law.serial_share));
    }
    let most = or_none(fit.law.most_speedup(), |most| format!(", at most {most:.1}x as fast"));
    let most = if most == NONE { "" } else { &most };
    format!("{} serial{most}", percent(fit.law.serial_share))
}

fn usl(fit: &Fit<Usl>) -> String {
    let peak = fit.law.peak_workers().filter(|peak| *peak <= *fit.range().end() as f64);
    let peak = peak.map(|peak| format!(", fastest on {peak:.0} workers")).unwrap_or_default();
    format!("sigma {:.4}, kappa {:.6}{peak}", fit.law.sigma, fit.law.kappa)
}

fn title(strategy: &StrategyScaling) -> String {
    strategy.strategy.title.to_owned()
}

/// Serial shares are below zero when more workers are more than as many times as fast.
fn signed_percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn table(caption: &str, heads: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    Table { caption: caption.to_owned(), heads, rows, strongest: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::{Doing, PerPhase, Phase, Recording, Span, Task};
    use crate::strategies;

    /// The default strategy on several worker counts with these times, from two pictures of one second each on one.
    fn scaling(times_s: &[(usize, f64)]) -> Scaling {
        let second = Duration::from_secs(1);
        let span = |n: u32| {
            let task = Task { picture_idx: n as usize, recipe_idx: None };
            Span::new(0, task, Doing::Phase(Phase::Open), second * n, second * (n + 1), None)
        };
        let recording = Arc::new(Recording::new(1, second * 2, (0..2).map(span).collect()));
        let way = |(workers, time_s): &(usize, f64)| {
            let phases_s = PerPhase { open: 2.0, ..PerPhase::default() };
            let mut way = made::way(strategies::DEFAULT, *workers, &[*time_s; 3], phases_s);
            way.recording = (*workers == 1).then(|| Arc::clone(&recording));
            way
        };
        Scaling::of(&made::comparison(times_s.iter().map(way).collect(), Identity::Identical))
    }

    #[test]
    fn measured_times_stand_beside_predicted_ones() {
        let Table { heads, rows, .. } = measured(&scaling(&[(1, 2.0), (2, 1.25), (8, 1.0)]));
        assert_eq!(heads.len(), 8);
        let title = strategies::DEFAULT.title;
        assert_eq!(rows[0], [title, "1", "2.00 s", "1.00x", "100 %", NONE, "2.00 s", "own records"]);
        // Two workers do a picture each: 1 s. Karp-Flatt: (1 / 1.6 - 1 / 2) / (1 - 1 / 2).
        assert_eq!(rows[1], [title, "2", "1.25 s", "1.60x", "80 %", "25.0 %", "1.00 s", "-20.0 %"]);
        // More than the four cores of the machine.
        assert_eq!(rows[2][6..], ["1.00 s", NONE]);
    }

    #[test]
    fn predictions_go_on_until_the_tasks_run_out() {
        let Table { heads, rows, caption, .. } = predicted(&scaling(&[(1, 2.0), (2, 1.25)])).unwrap();
        assert_eq!(heads, ["Strategy", "Records of", "1", "2", "4", "8"]);
        assert_eq!(rows, [[strategies::DEFAULT.title, "1", "2.00 s", "1.00 s", "1.00 s", "1.00 s"]]);
        assert!(caption.starts_with("Predicted, not measured"));
        assert!(predicted(&scaling(&[(2, 1.25)])).is_none(), "without a recording");
    }

    #[test]
    fn laws_are_told_where_they_are_fitted() {
        assert!(laws(&scaling(&[(1, 2.0), (2, 1.25)])).is_none());
        let amdahl_s = |n: usize| (n, 2.0 * (0.1 + 0.9 / n as f64));
        let Table { rows, .. } = laws(&scaling(&[1, 2, 3, 4, 6, 8].map(amdahl_s))).unwrap();
        assert_eq!(rows[0][1..], ["Amdahl", "10 % serial (with more workers than cores)", "0.0 %", "0.0 %"]);
        assert!(rows[1][2].starts_with("sigma 0.1000, kappa 0.000000"), "{:?}", rows[1]);
    }
}
