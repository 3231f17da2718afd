//! How many times as fast each strategy is with more workers, beside the line on which twice the workers are twice as
//! fast. Only for comparisons that sweep worker counts.

use super::canvas::{Anchor, Canvas, Marker, Point, Stroke};
use super::page::{NAME, NAME_LEADING, Page, SMALL};
use super::scale::{Scale, ticks};
use crate::compare::words::in_sentence;
use crate::compare::{Comparison, WayResult};
use crate::engine::Way;
use crate::palette::LIGHT;

/// Width of the plot; its key stands beside it.
const PLOT_WIDTH: f64 = 440.0;
const PLOT_HEIGHT: f64 = 250.0;

/// What the numbers of the vertical axis take.
const NUMBERS: f64 = 34.0;

/// A line with a mark in the key.
const KEY: f64 = 34.0;

/// One each for as many strategies as there are; then again, each with another colour, since there are more of those.
const MARKERS: [Marker; 5] = [Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond, Marker::TriangleDown];

const IDEAL: Stroke = Stroke { width: 1.2, colour: LIGHT.weak, is_dashed: true };

/// One strategy.
#[derive(Debug)]
pub(super) struct Curve {
    title: &'static str,
    /// Workers and speed-up, from the fewest workers to the most.
    points: Vec<(f64, f64)>,
}

/// Where numbers lie.
struct Axes {
    workers: Scale,
    speedup: Scale,
}

/// A curve for each strategy that can use several workers; none at all unless one was run with several worker counts.
/// Speed-up is against the baseline, or, without one, against the same strategy with the fewest workers.
pub(super) fn curves(comparison: &Comparison) -> Vec<Curve> {
    let mut groups: Vec<Vec<&WayResult>> = Vec::new();
    for way in comparison.ways.iter().filter(|way| way.way.strategy.is_parallel) {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| scale_together(&first.way, &way.way))) {
            Some(group) => group.push(way),
            None => groups.push(vec![way]),
        }
    }
    let curves: Vec<Curve> = groups.into_iter().filter_map(Curve::of).collect();
    if curves.iter().any(Curve::is_sweep) { curves } else { Vec::new() }
}

/// Whether two ways differ in the number of workers at most.
fn scale_together(a: &Way, b: &Way) -> bool {
    Way { workers: a.workers, ..*b } == *a
}

impl Curve {
    fn of(mut ways: Vec<&WayResult>) -> Option<Self> {
        ways.sort_by_key(|way| way.way.workers);
        let first = *ways.first()?;
        let point = |way: &&WayResult| {
            let own = first.estimate.median / way.estimate.median;
            (way.way.workers.get() as f64, way.speedup.unwrap_or(own))
        };
        // A time of zero, which coarse clocks may give, has no speed-up.
        let points = ways.iter().map(point).filter(|(_, speedup)| speedup.is_finite()).collect();
        Some(Self { title: first.way.strategy.title, points })
    }

    fn is_sweep(&self) -> bool {
        let workers = |point: Option<&(f64, f64)>| point.map(|(workers, _)| *workers);
        workers(self.points.first()) != workers(self.points.last())
    }
}

/// Draws the panel.
pub(super) fn draw(page: &mut Page, curves: &[Curve], baseline: Option<&WayResult>, letter: &str) {
    let against = baseline.map_or("the fewest workers of each".to_owned(), |way| in_sentence(&way.title));
    page.heading(letter, &format!("Speed-up against {against}"));
    page.space(8.0);
    let fewest = match baseline {
        Some(baseline) => baseline.way.workers.get() as f64,
        None => all(curves).map(|(workers, _)| workers).fold(f64::INFINITY, f64::min),
    };
    let axes = axes(page, curves, fewest);
    grid(&mut page.canvas, &axes);
    ideal(&mut page.canvas, &axes, fewest);
    for (n, curve) in curves.iter().enumerate() {
        page.canvas.group(&in_words(curve), |canvas| curve_at(canvas, curve, &axes, look(n)));
    }
    let key_bottom = key(page, curves);
    page.y = f64::max(page.y + PLOT_HEIGHT + 36.0, key_bottom);
}

fn all(curves: &[Curve]) -> impl Iterator<Item = (f64, f64)> {
    curves.iter().flat_map(|curve| curve.points.iter().copied())
}

/// The ideal line is cut off where it is far above everything that was measured, so that curves are not pressed flat.
fn axes(page: &Page, curves: &[Curve], fewest: f64) -> Axes {
    let (left, _) = page.sides();
    let most_workers = all(curves).map(|(workers, _)| workers).fold(fewest, f64::max) * 1.05;
    let best = all(curves).map(|(_, speedup)| speedup).fold(1.0, f64::max);
    Axes {
        workers: Scale { zero_at: left + NUMBERS, max_at: left + NUMBERS + PLOT_WIDTH, max: most_workers },
        speedup: Scale {
            zero_at: page.y + PLOT_HEIGHT,
            max_at: page.y,
            max: f64::clamp(most_workers / fewest, best * 1.1, best * 1.6),
        },
    }
}

fn grid(canvas: &mut Canvas, axes: &Axes) {
    let Axes { workers, speedup } = axes;
    let (left, right, bottom, top) = (workers.zero_at, workers.max_at, speedup.zero_at, speedup.max_at);
    for (number, written) in ticks(speedup.max) {
        let y = speedup.at(number);
        canvas.line(&[(left, y), (right, y)], Stroke::solid(0.8, LIGHT.line));
        canvas.text((left - 8.0, y + SMALL.size * 0.35), Anchor::End, SMALL, &written);
    }
    for (number, _) in ticks(workers.max).iter().filter(|(number, _)| number.fract() == 0.0) {
        let x = workers.at(*number);
        canvas.line(&[(x, bottom), (x, bottom + 4.0)], Stroke::solid(0.8, LIGHT.mark));
        canvas.text((x, bottom + 17.0), Anchor::Middle, SMALL, &format!("{number}"));
    }
    canvas.line(&[(left, top), (left, bottom), (right, bottom)], Stroke::solid(1.2, LIGHT.mark));
    canvas.text((f64::midpoint(left, right), bottom + 33.0), Anchor::Middle, SMALL, "Workers");
}

fn ideal(canvas: &mut Canvas, Axes { workers, speedup }: &Axes, fewest: f64) {
    let end = f64::min(workers.max, speedup.max * fewest);
    let place = |n: f64| (workers.at(n), speedup.at(n / fewest));
    canvas.line(&[place(0.0), place(end)], IDEAL);
}

/// What a strategy's marks look like.
fn look(n: usize) -> (Marker, u32) {
    let marker = MARKERS.iter().cycle().nth(n).copied().unwrap_or(Marker::Circle);
    (marker, LIGHT.strategies.iter().cycle().nth(n).copied().unwrap_or(LIGHT.mark))
}

fn curve_at(canvas: &mut Canvas, curve: &Curve, axes: &Axes, (marker, colour): (Marker, u32)) {
    let place = |(workers, speedup): &(f64, f64)| (axes.workers.at(*workers), axes.speedup.at(*speedup));
    let points: Vec<Point> = curve.points.iter().map(place).collect();
    canvas.line(&points, Stroke::solid(1.6, colour));
    for point in points {
        canvas.marker(marker, point, 4.6, colour, LIGHT.ground);
    }
}

/// Beside the plot, from its top. Returns where it ends.
fn key(page: &mut Page, curves: &[Curve]) -> f64 {
    let (left, right) = page.sides();
    let x = left + NUMBERS + PLOT_WIDTH + 28.0;
    let mut y = page.y + NAME_LEADING / 2.0;
    let looks = (0..curves.len()).map(|n| Some(look(n)));
    let entries = curves.iter().map(|curve| curve.title).zip(looks).chain([("Ideal", None)]);
    for (title, look) in entries {
        let ends = [(x, y), (x + KEY - 10.0, y)];
        match look {
            Some((marker, colour)) => {
                page.canvas.line(&ends, Stroke::solid(1.6, colour));
                page.canvas.marker(marker, (x + (KEY - 10.0) / 2.0, y), 4.6, colour, LIGHT.ground);
            }
            None => page.canvas.line(&ends, IDEAL),
        }
        for line in page.ruler.wrapped(title, NAME.size, right - x - KEY) {
            page.canvas.text((x + KEY, y + NAME.size * 0.35), Anchor::Start, NAME, &line);
            y += NAME_LEADING;
        }
        y += NAME_LEADING / 2.0;
    }
    y
}

fn in_words(curve: &Curve) -> String {
    let point = |(workers, speedup): &(f64, f64)| format!("{speedup:.2} on {workers}");
    format!("{}: speed-up {}", curve.title, curve.points.iter().map(point).collect::<Vec<_>>().join(", "))
}
