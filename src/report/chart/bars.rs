//! A bar for each way, from zero, divided as its workers' time was; on it the median with its interval, below it every round.

use plotters::chart::ChartBuilder;
use plotters::coord::CoordTranslate;
use plotters::data::float::FloatPrettyPrinter;
use plotters::element::{Circle, Cross, EmptyElement, ErrorBar, ErrorBarOrientH, Rectangle, Text};
use plotters::prelude::{Color as _, DrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{ShapeStyle, TextStyle};

use super::text::{NORMAL, SMALL, style, width};
use super::{Area, DrawError, rgb};
use crate::compare::words::seconds;
use crate::compare::{Account, Part, WayResult, axis_end_s};
use crate::engine::Phase;
use crate::palette::LIGHT;

/// From one line of the key to the next.
const KEY_LINE: i32 = NORMAL + 8;

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
    Part(Part),
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
    parts(way).is_some()
}

/// How high the key is.
pub(super) fn key_height(ways: &[WayResult]) -> i32 {
    key(ways).len() as i32 * KEY_LINE
}

/// Draws what the colours mean, and below it what the marks mean.
pub(super) fn draw_key(area: &Area<'_>, ways: &[WayResult]) -> Result<(), DrawError> {
    const SYMBOL: i32 = 34;
    let style = style(NORMAL, LIGHT.text);
    for (symbols, line) in key(ways).iter().zip(0..) {
        let middle = line * KEY_LINE + NORMAL / 2;
        let mut x = 0;
        for symbol in symbols {
            symbol.draw(area, [x, x + SYMBOL], middle)?;
            let title = symbol.title();
            area.draw_text(title, &style.pos(Pos::new(HPos::Left, VPos::Center)), (x + SYMBOL + GAP, middle))?;
            x += SYMBOL + GAP + width(title, &style)? + 2 * GAP;
        }
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
    let longest_s = axis_end_s(ways.iter().flat_map(bar_ends_s), ways.iter().flat_map(WayResult::samples_s));
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
        let plot = Plot { area: chart.plotting_area(), unit: &unit, end_s: longest_s, top: f64::from(row) };
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
    /// Where the axis ends.
    end_s: f64,
    /// The row's upper edge, in rows.
    top: f64,
}

impl<C: CoordTranslate<From = (f64, f64)>> Plot<'_, '_, C> {
    fn at(&self, s: f64, share_of_row: f64) -> (f64, f64) {
        (s / self.unit.seconds, -self.top - share_of_row)
    }

    /// Parts are worker time, and workers work at the same time; so together they are as long as the run. Waiting has an
    /// edge, as its ground is near that of the paper.
    fn bar(&self, way: &WayResult) -> Result<(), DrawError> {
        let [top, _, bottom] = BAR;
        let median = way.estimate.median;
        let piece = |from_s, to_s, style: ShapeStyle| {
            self.area.draw(&Rectangle::new([self.at(from_s, top), self.at(to_s, bottom)], style))
        };
        let Some(parts) = parts(way) else {
            return Ok(piece(0.0, median, rgb(LIGHT.accent).filled())?);
        };
        let mut from_s = 0.0;
        for (part, share) in parts {
            let to_s = from_s + median * share;
            piece(from_s, to_s, rgb(colour(part)).filled())?;
            if part == Part::Waiting && share > 0.0 {
                piece(from_s, to_s, edge())?;
            }
            from_s = to_s;
        }
        Ok(())
    }

    fn rounds(&self, way: &WayResult) -> Result<(), DrawError> {
        for ((s, is_outlier), share_of_row) in way.samples_s().zip(&way.is_outlier).zip(ROUNDS.iter().cycle()) {
            let at = self.at(s.min(self.end_s), *share_of_row);
            if *is_outlier { self.area.draw(&outlier(at))? } else { self.area.draw(&round(at))? }
        }
        self.farthest_round(way)
    }

    /// The longest round in words, where it lies beyond the end of the axis.
    fn farthest_round(&self, way: &WayResult) -> Result<(), DrawError> {
        let farthest_s = way.samples_s().fold(0.0, f64::max);
        if farthest_s <= self.end_s {
            return Ok(());
        }
        let style = style(SMALL, LIGHT.text).pos(Pos::new(HPos::Right, VPos::Center));
        let words = Text::new(format!("off the axis: {}", seconds(farthest_s)), (-GAP, 0), style);
        self.area.draw(&(EmptyElement::at(self.at(self.end_s, ROUNDS[0])) + words))?;
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
    fn draw(self, area: &Area<'_>, [left, right]: [i32; 2], middle: i32) -> Result<(), DrawError> {
        let centre = i32::midpoint(left, right);
        match self {
            Self::Part(part) => {
                let place = [(left, middle - 13), (right, middle + 13)];
                area.draw(&Rectangle::new(place, rgb(colour(part)).filled()))?;
                if part == Part::Waiting {
                    area.draw(&Rectangle::new(place, edge()))?;
                }
            }
            Self::Interval => area.draw(&interval(middle, [left, centre, right]))?,
            Self::Round => area.draw(&round((centre, middle)))?,
            Self::Outlier => area.draw(&outlier((centre, middle)))?,
        }
        Ok(())
    }

    fn title(self) -> &'static str {
        match self {
            Self::Part(part) => part.title(),
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

/// What is drawn, and so has to be explained, line by line.
fn key(ways: &[WayResult]) -> Vec<Vec<Symbol>> {
    let has = |part: &Part| ways.iter().filter_map(WayResult::account).any(|account| !account.part(*part).is_zero());
    let parts: Vec<Symbol> = Part::ALL.into_iter().filter(has).map(Symbol::Part).collect();
    let has_intervals = ways.iter().any(|way| way.estimate.ci95.is_some());
    let has_outliers = ways.iter().any(|way| way.is_outlier.contains(&true));
    let marks =
        [has_intervals.then_some(Symbol::Interval), Some(Symbol::Round), has_outliers.then_some(Symbol::Outlier)];
    [parts, marks.into_iter().flatten().collect()].into_iter().filter(|line| !line.is_empty()).collect()
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

fn colour(part: Part) -> u32 {
    match part {
        Part::Phase(Phase::Open) => LIGHT.open,
        Part::Phase(Phase::Filter) => LIGHT.filter,
        Part::Phase(Phase::Encode) => LIGHT.encode,
        Part::Phase(Phase::Write) => LIGHT.write,
        Part::Upkeep => LIGHT.weak,
        Part::Waiting => LIGHT.track,
    }
}

fn edge() -> ShapeStyle {
    rgb(LIGHT.weak).stroke_width(2)
}

fn parts(way: &WayResult) -> Option<[(Part, f64); Part::ALL.len()]> {
    way.account().and_then(Account::parts)
}

/// How far the bar reaches, and its interval.
fn bar_ends_s(way: &WayResult) -> impl Iterator<Item = f64> {
    std::iter::once(way.estimate.median).chain(way.estimate.ci95.map(|(_, high)| high))
}

/// A number beside the axis, without places that say nothing.
fn number(number: &f64) -> String {
    FloatPrettyPrinter { allow_scientific: false, min_decimal: 0, max_decimal: 3 }.print(*number)
}
