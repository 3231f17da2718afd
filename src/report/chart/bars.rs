//! A bar for each way, from zero, divided by phase; on it the median with its interval, below it every round.

use plotters::chart::ChartBuilder;
use plotters::coord::CoordTranslate;
use plotters::data::float::FloatPrettyPrinter;
use plotters::element::{Circle, Cross, EmptyElement, ErrorBar, ErrorBarOrientH, Rectangle, Text};
use plotters::prelude::{Color as _, DrawingArea, SVGBackend};
use plotters::style::TextStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::text::{NORMAL, SMALL, style, width};
use super::{Area, DrawError, rgb};
use crate::compare::WayResult;
use crate::compare::words::seconds;
use crate::engine::Phase;
use crate::palette::LIGHT;

/// How high the key is.
pub(super) const KEY_HEIGHT: i32 = NORMAL;

/// From one way to the next.
const ROW: i32 = 84;

/// What the numbers below the bars, and what they are, take.
const AXIS: i32 = 2 * NORMAL + 8;

/// Between words and what they are about.
const GAP: i32 = 16;

/// Where a bar begins, has its middle and ends, as shares of its row.
const BAR: [f64; 3] = [0.12, 0.34, 0.56];

/// Where its rounds lie: those of like times above and below each other, so that they can be counted.
const ROUNDS: [f64; 3] = [0.75, 0.67, 0.83];

/// What is explained above the bars.
#[derive(Clone, Copy)]
enum Symbol {
    Phase(Phase),
    Interval,
    Round,
    Outlier,
}

/// The unit of the axis.
struct Unit {
    name: &'static str,
    seconds: f64,
}

/// How high the bars of these ways are together, with their axis.
pub(super) fn height(ways: &[WayResult]) -> i32 {
    ways.len().max(1) as i32 * ROW + AXIS
}

/// Whether it is known where the workers of a way spent their time.
pub(super) fn is_divided(way: &WayResult) -> bool {
    worked_s(way) > 0.0
}

/// Draws what the colours and marks mean, in a line.
pub(super) fn draw_key(area: &Area<'_>, ways: &[WayResult]) -> Result<(), DrawError> {
    const SYMBOL: i32 = 34;
    let middle = KEY_HEIGHT / 2;
    let style = style(NORMAL, LIGHT.text);
    let mut x = 0;
    for symbol in symbols(ways) {
        match symbol {
            Symbol::Phase(phase) => {
                area.draw(&Rectangle::new([(x, middle - 13), (x + SYMBOL, middle + 13)], rgb(colour(phase)).filled()))?;
            }
            Symbol::Interval => area.draw(&interval(middle, [x, x + SYMBOL / 2, x + SYMBOL]))?,
            Symbol::Round => area.draw(&round((x + SYMBOL / 2, middle)))?,
            Symbol::Outlier => area.draw(&outlier((x + SYMBOL / 2, middle)))?,
        }
        let title = symbol.title();
        area.draw_text(title, &style.pos(Pos::new(HPos::Left, VPos::Center)), (x + SYMBOL + GAP, middle))?;
        x += SYMBOL + GAP + width(title, &style)? + 2 * GAP;
    }
    Ok(())
}

/// Draws the bars.
pub(super) fn draw(area: &Area<'_>, ways: &[WayResult]) -> Result<(), DrawError> {
    let names = style(NORMAL, LIGHT.text).pos(Pos::new(HPos::Right, VPos::Center));
    let medians = style(NORMAL, LIGHT.strong).pos(Pos::new(HPos::Left, VPos::Center));
    let (mut names_width, mut medians_width) = (0, 0);
    for way in ways {
        names_width = names_width.max(width(&way.title, &names)?);
        medians_width = medians_width.max(width(&seconds(way.estimate.median), &medians)?);
    }
    let longest_s = ways.iter().flat_map(extent_s).fold(0.0, f64::max);
    let unit = Unit::for_times_up_to(longest_s);
    let longest = if longest_s > 0.0 { longest_s / unit.seconds } else { 1.0 };
    let n_rows = ways.len().max(1) as f64;
    let mut chart = ChartBuilder::on(area)
        .x_label_area_size(AXIS)
        .y_label_area_size(names_width + GAP)
        .margin_right(medians_width + 2 * GAP)
        .build_cartesian_2d(0.0..longest, -n_rows..0.0)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .bold_line_style(rgb(LIGHT.line).stroke_width(2))
        .light_line_style(rgb(LIGHT.ground).mix(0.0))
        .axis_style(rgb(LIGHT.mark).stroke_width(2))
        .y_labels(0)
        .x_labels(9)
        .x_label_style(style(SMALL, LIGHT.text))
        .x_label_formatter(&number)
        .x_desc(format!("Wall time ({})", unit.name))
        .axis_desc_style(style(NORMAL, LIGHT.text))
        .draw()?;
    for (way, row) in ways.iter().zip(0..) {
        let plot = Plot { area: chart.plotting_area(), unit: &unit, top: f64::from(row) };
        plot.words(&way.title, 0.0, -GAP, &names)?;
        plot.bar(way)?;
        plot.rounds(way)?;
        plot.median(way, &medians)?;
    }
    Ok(())
}

/// The row of a way, in which times are drawn.
struct Plot<'a, 'b, C: CoordTranslate> {
    area: &'a DrawingArea<SVGBackend<'b>, C>,
    unit: &'a Unit,
    /// The row's upper edge, in rows.
    top: f64,
}

impl<C: CoordTranslate<From = (f64, f64)>> Plot<'_, '_, C> {
    fn at(&self, s: f64, share_of_row: f64) -> (f64, f64) {
        (s / self.unit.seconds, -self.top - share_of_row)
    }

    /// Phases are worker time, and workers work at the same time; so they are scaled until together they are as long as
    /// the run.
    fn bar(&self, way: &WayResult) -> Result<(), DrawError> {
        let [top, _, bottom] = BAR;
        let median = way.estimate.median;
        let piece = |from_s, to_s, colour: u32| {
            self.area.draw(&Rectangle::new([self.at(from_s, top), self.at(to_s, bottom)], rgb(colour).filled()))
        };
        if !is_divided(way) {
            return Ok(piece(0.0, median, LIGHT.accent)?);
        }
        let mut from_s = 0.0;
        for phase in Phase::ALL {
            let to_s = from_s + median * way.phases_s.of(phase) / worked_s(way);
            piece(from_s, to_s, colour(phase))?;
            from_s = to_s;
        }
        Ok(())
    }

    fn rounds(&self, way: &WayResult) -> Result<(), DrawError> {
        for ((s, is_outlier), share_of_row) in way.samples_s().zip(&way.is_outlier).zip(ROUNDS.iter().cycle()) {
            let at = self.at(s, *share_of_row);
            if *is_outlier { self.area.draw(&outlier(at))? } else { self.area.draw(&round(at))? }
        }
        Ok(())
    }

    /// The interval on the bar, and the median in words beyond it.
    fn median(&self, way: &WayResult, style: &TextStyle<'_>) -> Result<(), DrawError> {
        let median = way.estimate.median;
        let Some((low, high)) = way.estimate.ci95 else {
            return self.words(&seconds(median), median, GAP, style);
        };
        let y = self.at(0.0, BAR[1]).1;
        self.area.draw(&interval(y, [low, median, high].map(|s| s / self.unit.seconds)))?;
        self.words(&seconds(median), high, GAP, style)
    }

    /// Words in the middle of the bar's height, so far from where a time lies.
    fn words(&self, words: &str, s: f64, away: i32, style: &TextStyle<'_>) -> Result<(), DrawError> {
        let words = Text::new(words.to_owned(), (away, 0), style.clone());
        Ok(self.area.draw(&(EmptyElement::at(self.at(s, BAR[1])) + words))?)
    }
}

impl Symbol {
    fn title(self) -> &'static str {
        match self {
            Self::Phase(phase) => phase.title(),
            Self::Interval => "Median, 95 % interval",
            Self::Round => "Round",
            Self::Outlier => "Round that stands out",
        }
    }
}

impl Unit {
    /// The one in which times up to this one are easiest to read.
    fn for_times_up_to(s: f64) -> Self {
        match s {
            s if s < 1.0 => Self { name: "ms", seconds: 1e-3 },
            s if s < 300.0 => Self { name: "s", seconds: 1.0 },
            _ => Self { name: "min", seconds: 60.0 },
        }
    }
}

/// What is drawn, and so has to be explained.
fn symbols(ways: &[WayResult]) -> Vec<Symbol> {
    let phases = Phase::ALL.into_iter().filter(|phase| ways.iter().any(|way| *way.phases_s.of(*phase) > 0.0));
    let mut symbols: Vec<Symbol> = phases.map(Symbol::Phase).collect();
    if ways.iter().any(|way| way.estimate.ci95.is_some()) {
        symbols.push(Symbol::Interval);
    }
    symbols.push(Symbol::Round);
    if ways.iter().any(|way| way.is_outlier.contains(&true)) {
        symbols.push(Symbol::Outlier);
    }
    symbols
}

fn round<C>(at: C) -> Circle<C, i32> {
    Circle::new(at, 7, rgb(LIGHT.mark).stroke_width(2))
}

fn outlier<C>(at: C) -> Cross<C, i32> {
    Cross::new(at, 8, rgb(LIGHT.mark).stroke_width(4))
}

/// From the lower end over the median to the upper end.
fn interval<V>(y: V, [low, median, high]: [V; 3]) -> ErrorBar<V, V, ErrorBarOrientH<V, V>> {
    ErrorBar::new_horizontal(y, low, median, high, rgb(LIGHT.mark).filled().stroke_width(3), 18)
}

fn colour(phase: Phase) -> u32 {
    match phase {
        Phase::Open => LIGHT.open,
        Phase::Filter => LIGHT.filter,
        Phase::Encode => LIGHT.encode,
        Phase::Write => LIGHT.write,
    }
}

fn worked_s(way: &WayResult) -> f64 {
    Phase::ALL.iter().map(|phase| way.phases_s.of(*phase)).sum()
}

/// Every time that is drawn.
fn extent_s(way: &WayResult) -> impl Iterator<Item = f64> {
    let ends = std::iter::once(way.estimate.median).chain(way.estimate.ci95.map(|(_, high)| high));
    ends.chain(way.samples_s())
}

/// A number beside the axis, without places that say nothing.
fn number(number: &f64) -> String {
    FloatPrettyPrinter { allow_scientific: false, min_decimal: 0, max_decimal: 3 }.print(*number)
}
