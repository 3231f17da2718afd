//! A bar for each way, from zero, divided by phase, with the interval on it and every round below it.

use super::canvas::{Anchor, Canvas, Ink, Stroke};
use super::legend::{self, OUTLIER, ROUND, Symbol};
use super::page::{NAME, NAME_LEADING, Page, SMALL};
use super::scale::{Scale, TimeUnit, ticks};
use crate::compare::words::{count, seconds};
use crate::compare::{Comparison, Mode, WayResult};
use crate::engine::Phase;
use crate::palette::LIGHT;

/// The share of the paper that names of ways may take.
const NAMES: f64 = 0.36;

/// Between a name and its bar.
const GAP: f64 = 10.0;

/// Between a bar and its rounds.
const STRIP_GAP: f64 = 3.5;

/// What stands above the medians.
const HEAD: &str = "Median";

/// How medians are set, which are what bars are about.
const MEDIAN: Ink = Ink { colour: LIGHT.strong, ..NAME };

/// A way as it is drawn.
struct Row<'a> {
    way: &'a WayResult,
    name: Vec<String>,
    median: String,
}

/// Where the rows lie.
struct Layout {
    /// Where names end.
    names_to: f64,
    /// Where medians end, just before their bars.
    medians_to: f64,
    scale: Scale,
    top: f64,
    /// From one row to the next.
    pitch: f64,
}

/// Draws the panel.
pub(super) fn draw(page: &mut Page, comparison: &Comparison, letter: &str) {
    page.heading(
        letter,
        match comparison.job.mode {
            Mode::Whole => "Time to read, filter and write everything",
            Mode::Filters => "Time to filter everything, in memory",
        },
    );
    legend::draw(page, &entries(comparison));
    page.space(26.0);
    let rows = rows(page, &comparison.ways);
    let layout = layout(page, &rows);
    let bottom = layout.top + layout.pitch * rows.len() as f64;
    grid(&mut page.canvas, &layout, bottom);
    page.canvas.text((layout.medians_to, layout.top - 7.0), Anchor::End, SMALL, HEAD);
    for (n, row) in rows.iter().enumerate() {
        row_at(&mut page.canvas, row, &layout, layout.top + layout.pitch * (n as f64 + 0.5));
    }
    let Scale { zero_at, .. } = layout.scale;
    page.canvas.line(&[(zero_at, layout.top), (zero_at, bottom)], Stroke::solid(1.2, LIGHT.mark));
    page.y = bottom + 36.0;
}

/// Whether it is known where the workers of a way spent their time.
pub(super) fn is_divided(way: &WayResult) -> bool {
    worked_s(way) > 0.0
}

fn worked_s(way: &WayResult) -> f64 {
    Phase::ALL.iter().map(|phase| way.phases_s.of(*phase)).sum()
}

/// What is in the panel and has to be told.
fn entries(comparison: &Comparison) -> Vec<(Symbol, String)> {
    let ways = &comparison.ways;
    let is_there = |phase: &Phase| ways.iter().any(|way| *way.phases_s.of(*phase) > 0.0);
    let phases = Phase::ALL.into_iter().filter(is_there);
    let mut entries: Vec<(Symbol, String)> =
        phases.map(|phase| (Symbol::Colour(colour(phase)), phase.title().to_owned())).collect();
    entries.push((Symbol::Marker(ROUND), "Round".to_owned()));
    if ways.iter().any(|way| way.is_outlier.contains(&true)) {
        entries.push((Symbol::Marker(OUTLIER), "Round that stands out".to_owned()));
    }
    if ways.iter().any(|way| way.estimate.ci95.is_some()) {
        entries.push((Symbol::Whisker, "95 % interval of the median".to_owned()));
    }
    entries
}

fn colour(phase: Phase) -> u32 {
    match phase {
        Phase::Open => LIGHT.open,
        Phase::Filter => LIGHT.filter,
        Phase::Encode => LIGHT.encode,
        Phase::Write => LIGHT.write,
    }
}

fn rows<'a>(page: &Page, ways: &'a [WayResult]) -> Vec<Row<'a>> {
    let (left, right) = page.sides();
    let row = |way: &'a WayResult| Row {
        way,
        name: page.ruler.wrapped(&way.title, NAME.size, (right - left) * NAMES),
        median: seconds(way.estimate.median),
    };
    ways.iter().map(row).collect()
}

fn layout(page: &Page, rows: &[Row<'_>]) -> Layout {
    let (left, right) = page.sides();
    let width = |text: &String| page.ruler.width(text, NAME.size);
    let names = rows.iter().flat_map(|row| &row.name).map(width).fold(0.0, f64::max);
    let medians = rows.iter().map(|row| width(&row.median)).fold(page.ruler.width(HEAD, SMALL.size), f64::max);
    let longest = rows.iter().flat_map(|row| extent_s(row.way)).fold(0.0, f64::max);
    let names_to = left + names;
    let medians_to = names_to + 1.6 * GAP + medians;
    let scale = Scale {
        zero_at: medians_to + GAP,
        // The number of the last tick may reach a little beyond it.
        max_at: right - GAP,
        max: if longest > 0.0 { longest * 1.02 } else { 1.0 },
    };
    let lines = rows.iter().map(|row| row.name.len()).max().unwrap_or(1);
    let roomy = match rows.len() {
        0..=8 => 42.0,
        9..=16 => 34.0,
        _ => 28.0,
    };
    Layout { names_to, medians_to, scale, top: page.y, pitch: f64::max(roomy, lines as f64 * NAME_LEADING + 8.0) }
}

fn extent_s(way: &WayResult) -> impl Iterator<Item = f64> {
    let ends = std::iter::once(way.estimate.median).chain(way.estimate.ci95.map(|(_, high)| high));
    ends.chain(way.samples_s())
}

fn grid(canvas: &mut Canvas, layout: &Layout, bottom: f64) {
    let Layout { scale, top, .. } = layout;
    let unit = TimeUnit::for_times_up_to(scale.max);
    for (number, written) in ticks(scale.max / unit.seconds) {
        let x = scale.at(number * unit.seconds);
        canvas.line(&[(x, *top), (x, bottom + 4.0)], Stroke::solid(0.8, LIGHT.line));
        canvas.text((x, bottom + 17.0), Anchor::Middle, SMALL, &written);
    }
    let middle = f64::midpoint(scale.zero_at, scale.max_at);
    canvas.text((middle, bottom + 33.0), Anchor::Middle, SMALL, &format!("Wall time in {}", unit.name));
}

fn row_at(canvas: &mut Canvas, row: &Row<'_>, layout: &Layout, middle: f64) {
    let bar_height = (layout.pitch * 0.42).min(18.0);
    let strip_height = (layout.pitch * 0.2).min(8.0);
    let top = middle - (bar_height + STRIP_GAP + strip_height) / 2.0;
    let bar_middle = top + bar_height / 2.0;
    canvas.group(&in_words(row.way), |canvas| {
        name(canvas, row, layout.names_to, if row.name.len() > 1 { middle } else { bar_middle });
        canvas.text((layout.medians_to, bar_middle + MEDIAN.size * 0.35), Anchor::End, MEDIAN, &row.median);
        bar(canvas, row.way, layout.scale, top, bar_height);
        if let Some((low, high)) = row.way.estimate.ci95 {
            let ends = (layout.scale.at(low), layout.scale.at(high));
            legend::whisker(canvas, ends, bar_middle, bar_height * 0.28);
        }
        rounds(canvas, row.way, layout.scale, top + bar_height + STRIP_GAP, strip_height);
    });
}

fn name(canvas: &mut Canvas, row: &Row<'_>, x: f64, middle: f64) {
    let first = middle + NAME.size * 0.35 - (row.name.len() as f64 - 1.0) * NAME_LEADING / 2.0;
    for (n, line) in row.name.iter().enumerate() {
        canvas.text((x, first + n as f64 * NAME_LEADING), Anchor::End, NAME, line);
    }
}

/// Phases are worker time, and workers work at the same time; so they are scaled until together they are as long as
/// the run.
fn bar(canvas: &mut Canvas, way: &WayResult, scale: Scale, top: f64, height: f64) {
    let worked_s = worked_s(way);
    let mut from_s = 0.0;
    let mut piece = |share: f64, colour: u32| {
        let to_s = from_s + share * way.estimate.median;
        let (from, to) = (scale.at(from_s), scale.at(to_s));
        canvas.rect((from, top), (to - from, height), colour);
        from_s = to_s;
    };
    if is_divided(way) {
        Phase::ALL.into_iter().for_each(|phase| piece(way.phases_s.of(phase) / worked_s, colour(phase)));
    } else {
        piece(1.0, LIGHT.accent);
    }
}

/// Rounds of like times lie above and below each other, so that they can be counted.
fn rounds(canvas: &mut Canvas, way: &WayResult, scale: Scale, top: f64, height: f64) {
    let lanes = [0.5, 0.15, 0.85];
    for ((s, stands_out), lane) in way.samples_s().zip(&way.is_outlier).zip(lanes.iter().cycle()) {
        let (marker, radius) = if *stands_out { (OUTLIER, 3.2) } else { (ROUND, 2.4) };
        canvas.marker(marker, (scale.at(s), top + lane * height), radius, LIGHT.mark, LIGHT.ground);
    }
}

fn in_words(way: &WayResult) -> String {
    let interval = way
        .estimate
        .ci95
        .map_or(String::new(), |(low, high)| format!(", 95 % interval {} to {}", seconds(low), seconds(high)));
    let rounds = count(way.samples.len(), "round");
    format!("{}: median {}{interval}, {rounds}", way.title, seconds(way.estimate.median))
}
