//! What more workers do for each strategy: measured, as laws have it, and predicted; as curves and as text.

use egui::{RichText, Ui};

use super::super::action::Action;
use super::super::focus::scrolled;
use super::super::scaling_view::{Curve, ScalingShown};
use super::super::state::{Activity, State};
use super::super::theme::{GAP, MARGIN, tokens};
use super::super::widgets::basics::{caption, empty};
use super::super::widgets::line_chart::{At, Chart, Series, line_chart, line_legend};
use super::super::widgets::segments::segments;
use super::table;
use crate::compare::{Laws, Scaling, ScalingPoint, StrategyScaling};
use crate::words::Language;

/// Shows the curves.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    match (&state.activity, &state.comparison, &state.scaling.shown) {
        (Activity::Comparing { .. }, ..) => {
            empty(ui, words.being_measured(), words.being_measured_hint());
        }
        (_, Some(_), Some(shown)) => {
            scrolled(ui, "scaling", |ui| {
                shown_ui(ui, shown, state.scaling.curve, actions);
            });
        }
        (_, Some(_), None) => {
            caption(ui, words.working_out_curves());
        }
        (_, None, _) => empty(ui, words.nothing_compared(), words.no_curves_hint()),
    }
}

fn shown_ui(ui: &mut Ui, shown: &ScalingShown, curve: Curve, actions: &mut Vec<Action>) {
    let words = shown.scaling.words;
    let curves = [
        (Curve::Speedup, words.curve_speedup(), words.curve_speedup_hint()),
        (Curve::Time, words.curve_time(), words.curve_time_hint()),
        (Curve::Efficiency, words.curve_efficiency(), words.curve_efficiency_hint()),
    ];
    if let Some(curve) = segments(ui, words.curve(), curve, &curves) {
        actions.push(Action::SetCurve(curve));
    }
    let chart = chart(&shown.scaling, curve);
    line_chart(ui, &chart);
    line_legend(ui, &chart);
    ui.add_space(GAP);
    if !shown.scaling.is_measured() {
        ui.label(RichText::new(words.measure_more()).color(tokens(ui).strong));
    }
    table::ui(ui, "measured", &shown.measured);
    ui.add_space(GAP);
    for sentence in &shown.sentences {
        ui.label(sentence);
    }
    for (id, known) in [("laws", shown.laws.as_ref()), ("predicted", shown.predicted.as_ref())] {
        if let Some(known) = known {
            ui.add_space(MARGIN);
            table::ui(ui, id, known);
        }
    }
}

/// What is drawn. Strategies without any time on one worker to hold theirs to are left out.
fn chart(scaling: &Scaling, curve: Curve) -> Chart {
    let horizon = scaling.horizon();
    let series =
        scaling.strategies.iter().filter_map(|strategy| series(strategy, curve, horizon, scaling.words)).collect();
    let one_worker_s = scaling.strategies.iter().find_map(|strategy| strategy.one_worker_s);
    let ideal = |one_worker_s: f64| {
        // Enough steps for the bend of the curve.
        let workers = (0..=horizon.ilog2() * 8).map(|step| (f64::from(step) / 8.0).exp2());
        workers.map(|workers| (workers, curve.of(one_worker_s / workers, workers, one_worker_s))).collect()
    };
    let words = scaling.words;
    let (title, in_words): (&str, fn(Language, f64) -> String) = match curve {
        Curve::Speedup => (words.curve_speedup(), |words, value| words.times(format!("{value:.1}"))),
        Curve::Time => (words.curve_time(), Language::time),
        Curve::Efficiency => (words.curve_efficiency(), |_, value| format!("{value:.0} %")),
    };
    let ideal = one_worker_s.map(ideal).unwrap_or_default();
    Chart { title: title.to_lowercase(), series, ideal, horizon, in_words, words }
}

fn series(strategy: &StrategyScaling, curve: Curve, horizon: usize, words: Language) -> Option<Series> {
    let one_worker_s = strategy.one_worker_s?;
    let over = |one_worker_s: f64| {
        move |workers: usize, time_s: f64| (workers, curve.of(time_s, workers as f64, one_worker_s))
    };
    let at = over(one_worker_s);
    let at_forecast = over(strategy.forecast_one_worker_s().unwrap_or(one_worker_s));
    let measured = |point: &ScalingPoint| {
        let interval = point.ci95_s.map(|(low_s, high_s)| {
            let ends = [low_s, high_s].map(|time_s| at(point.workers, time_s).1);
            (ends[0].min(ends[1]), ends[0].max(ends[1]))
        });
        (at(point.workers, point.median_s), interval)
    };
    let predicted = strategy.forecast.iter().flat_map(|forecast| &forecast.points);
    let predicted = predicted.filter(|point| point.workers <= horizon);
    let predicted = predicted.map(|point| at_forecast(point.workers, point.wall_s));
    let law = strategy.laws.as_ref().map(law).unwrap_or_default();
    Some(Series {
        title: strategy.strategy.title_in(words).to_owned(),
        measured: strategy.points.iter().map(measured).collect(),
        predicted: predicted.collect(),
        law: law.into_iter().map(|(workers, time_s)| at(workers, time_s)).collect(),
    })
}

/// Times by the law that takes most worker counts to fit, as far as it may be drawn.
fn law(laws: &Laws) -> Vec<At> {
    match (&laws.usl, &laws.amdahl) {
        (Ok(usl), _) => usl.range().filter_map(|workers| Some((workers, usl.wall_s(workers)?))).collect(),
        (_, Ok(amdahl)) => amdahl.range().filter_map(|workers| Some((workers, amdahl.wall_s(workers)?))).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    fn scaling(times_s: &[(usize, f64)]) -> Scaling {
        let way = |(workers, time_s): &(usize, f64)| {
            made::way(strategies::DEFAULT, *workers, &[*time_s; 6], PerPhase::default())
        };
        Scaling::of(&made::comparison(times_s.iter().map(way).collect(), Identity::Identical))
    }

    #[test]
    fn measured_times_are_points_of_every_curve() {
        let scaling = scaling(&[(1, 8.0), (2, 5.0)]);
        let points = |curve| {
            let chart = chart(&scaling, curve);
            assert_eq!(chart.series.len(), 1);
            let series = &chart.series[0];
            (series.measured[1], chart.ideal.last().copied().unwrap(), chart.horizon)
        };
        assert_eq!(points(Curve::Speedup), (((2, 1.6), Some((1.6, 1.6))), (8.0, 8.0), 8));
        assert_eq!(points(Curve::Time), (((2, 5.0), Some((5.0, 5.0))), (8.0, 1.0), 8));
        assert_eq!(points(Curve::Efficiency), (((2, 80.0), Some((80.0, 80.0))), (8.0, 100.0), 8));
    }

    #[test]
    fn laws_are_drawn_to_twice_what_was_measured() {
        let amdahl_s = |n: usize| (n, 8.0 * (0.1 + 0.9 / n as f64));
        let laws = |counts: &[usize]| {
            let times_s: Vec<_> = counts.iter().map(|n| amdahl_s(*n)).collect();
            chart(&scaling(&times_s), Curve::Time).series[0].law.clone()
        };
        assert_eq!(laws(&[1, 2]), []);
        let three = laws(&[1, 2, 4]);
        assert_eq!((three.first().unwrap().0, three.last().unwrap().0, three.len()), (1, 8, 8));
        assert!((three[7].1 - amdahl_s(8).1).abs() < 1e-6);
    }
}
