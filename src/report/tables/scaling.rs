//! What a comparison says of more workers, as tables of words.

use super::{NONE, Table, or_none};
use crate::compare::words::{grouped, percent};
use crate::compare::{Amdahl, Fit, Scaling, ScalingPoint, StrategyScaling, Usl};
use crate::words::Language;

/// What was measured on each worker count, beside what is predicted for it.
pub fn measured(scaling: &Scaling) -> Table {
    let words = scaling.words;
    let heads = [
        words.head_strategy(),
        words.workers(),
        words.head_time(),
        words.head_over_one(),
        words.head_efficiency(),
        "Karp-Flatt",
        words.head_predicted(),
        words.head_off_by(),
    ];
    let rows = scaling.strategies.iter().flat_map(|strategy| {
        strategy.points.iter().map(move |point| {
            let speedup = point.over_one_worker;
            vec![
                title(strategy, words),
                point.workers.to_string(),
                words.time(point.median_s),
                or_none(speedup, |speedup| words.times(format!("{speedup:.2}"))),
                or_none(speedup, |speedup| format!("{:.0} %", 100.0 * speedup / point.workers as f64)),
                or_none(point.karp_flatt, signed_percent),
                or_none(point.forecast_s, |s| words.time(s)),
                off_by(strategy, point, words),
            ]
        })
    });
    table(words.measured_caption(), heads.map(str::to_owned).to_vec(), rows.collect())
}

/// How far a prediction is from what was measured, where that is a test of it.
fn off_by(strategy: &StrategyScaling, point: &ScalingPoint, words: Language) -> String {
    match point.forecast_error {
        Some(error) => format!("{:+.1} %", error * 100.0),
        None if point.forecast_s.is_some() && strategy.recorded_workers == Some(point.workers) => {
            words.own_records().to_owned()
        }
        None => NONE.to_owned(),
    }
}

/// What is predicted for 1, 2, 4, 8 and so on workers, until every strategy has run out of tasks.
pub fn predicted(scaling: &Scaling) -> Option<Table> {
    let (words, horizon) = (scaling.words, scaling.horizon());
    let is_shown = |workers: usize| workers.is_power_of_two() && workers <= horizon;
    let mut heads = [words.head_strategy(), words.head_records_of()].map(str::to_owned).to_vec();
    heads.extend((0..usize::BITS).map(|power| 1 << power).take_while(|n| *n <= horizon).map(grouped));
    let rows = scaling.strategies.iter().filter_map(|strategy| {
        let (forecast, recorded) = strategy.forecast.as_ref().zip(strategy.recorded_workers)?;
        let times =
            forecast.points.iter().filter(|point| is_shown(point.workers)).map(|point| words.time(point.wall_s));
        Some([title(strategy, words), recorded.to_string()].into_iter().chain(times).collect())
    });
    let rows: Vec<Vec<String>> = rows.collect();
    (!rows.is_empty()).then(|| table(words.predicted_caption(), heads, rows))
}

/// The laws that there are enough worker counts for.
pub fn laws(scaling: &Scaling) -> Option<Table> {
    let (words, cores) = (scaling.words, scaling.cores);
    let heads = [
        words.head_strategy(),
        words.head_law(),
        words.head_finds(),
        words.head_typical_error(),
        words.head_largest_error(),
    ];
    let rows = scaling.strategies.iter().flat_map(|strategy| {
        let (laws, name) = (strategy.laws.as_ref(), title(strategy, words));
        let of_amdahl = laws.and_then(|laws| laws.amdahl.as_ref().ok());
        let of_usl = laws.and_then(|laws| laws.usl.as_ref().ok());
        let amdahl = of_amdahl.map(|fit| row(name.clone(), words.amdahl(), amdahl(fit, cores, words), fit));
        let usl = of_usl.map(|fit| row(name, words.usl(), usl(fit, words), fit));
        amdahl.into_iter().chain(usl)
    });
    let rows: Vec<Vec<String>> = rows.collect();
    (!rows.is_empty()).then(|| table(words.laws_caption(), heads.map(str::to_owned).to_vec(), rows))
}

fn row<L>(title: String, law: &str, finds: String, fit: &Fit<L>) -> Vec<String> {
    let largest = fit.residuals.iter().map(|residual| residual.abs()).fold(0.0, f64::max);
    vec![title, law.to_owned(), finds, percent(fit.rms_residual), percent(largest)]
}

/// What is said of any number of workers is said only of those that had a core each.
fn amdahl(fit: &Fit<Amdahl>, cores: usize, words: Language) -> String {
    let share = percent(fit.law.serial_share);
    match fit.law.most_speedup() {
        _ if fit.last_workers() > cores => words.serial_crowded(share),
        Some(most) => words.serial_at_most(share, format!("{most:.1}")),
        None => words.serial(share),
    }
}

fn usl(fit: &Fit<Usl>, words: Language) -> String {
    let (sigma, kappa) = (format!("{:.4}", fit.law.sigma), format!("{:.6}", fit.law.kappa));
    match fit.law.peak_workers().filter(|peak| *peak <= *fit.range().end() as f64) {
        Some(peak) => words.usl_finds_peak(sigma, kappa, format!("{peak:.0}")),
        None => words.usl_finds(sigma, kappa),
    }
}

fn title(strategy: &StrategyScaling, words: Language) -> String {
    strategy.strategy.title_in(words).to_owned()
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
