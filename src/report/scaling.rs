//! How a comparison scales as CSV: one line for each strategy and worker count, measured or predicted.

use std::fmt::Write as _;

use super::{ContentError, Exporter};
use crate::compare::{Comparison, Scaling, StrategyScaling};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "comparison.scaling.csv", title: "Scaling CSV", content };

fn content(_: &Comparison, scaling: &Scaling) -> Result<Vec<u8>, ContentError> {
    let mut text = "strategy,worker_kind,hand_over,workers,kind,wall_s,ci95_low_s,ci95_high_s,speedup,efficiency,\
                    karp_flatt,off_by\n"
        .to_owned();
    for strategy in &scaling.strategies {
        measured(&mut text, strategy);
        predicted(&mut text, strategy);
    }
    Ok(text.into_bytes())
}

fn measured(text: &mut String, strategy: &StrategyScaling) {
    for point in &strategy.points {
        let interval = [point.ci95_s.map(|(low, _)| low), point.ci95_s.map(|(_, high)| high)].map(cell);
        let rest = [cell(point.karp_flatt), cell(point.forecast_error)];
        line(text, strategy, (point.workers, "measured", point.median_s), point.over_one_worker, &interval, &rest);
    }
}

fn predicted(text: &mut String, strategy: &StrategyScaling) {
    let none = [String::new(), String::new()];
    for point in strategy.forecast.iter().flat_map(|forecast| &forecast.points) {
        let speedup = strategy.forecast_one_worker_s().map(|one_worker_s| one_worker_s / point.wall_s);
        line(text, strategy, (point.workers, "predicted", point.wall_s), speedup, &none, &none);
    }
}

fn line(
    text: &mut String,
    strategy: &StrategyScaling,
    (workers, kind, wall_s): (usize, &str, f64),
    speedup: Option<f64>,
    interval: &[String; 2],
    rest: &[String; 2],
) {
    let efficiency = speedup.map(|speedup| speedup / workers as f64);
    let [speedup, efficiency] = [speedup, efficiency].map(cell);
    let StrategyScaling { strategy, worker_kind, hand_over, .. } = strategy;
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "{},{},{},{workers},{kind},{wall_s:.6},{},{speedup},{efficiency},{}",
        strategy.id,
        worker_kind.id(),
        hand_over.id(),
        interval.join(","),
        rest.join(",")
    );
}

/// A number; nothing where there is none.
fn cell(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.6}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn every_line_has_every_column() {
        let way = |workers, s| made::way(strategies::DEFAULT, workers, &[s; 6], PerPhase::default());
        let comparison = made::comparison(vec![way(1, 2.0), way(2, 1.25)], Identity::Identical);
        let bytes = content(&comparison, &Scaling::of(&comparison)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.matches(',').count() == 11), "{text}");
        let expected = "thread,shared,2,measured,1.250000,1.250000,1.250000,1.600000,0.800000,0.250000,";
        assert_eq!(lines[2], format!("{},{expected}", strategies::DEFAULT.id));
    }
}
