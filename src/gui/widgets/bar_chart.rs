//! Times as bars from zero, with every sample as a dot, the interval as a whisker, and the time in words.

use egui::{Align2, Color32, Role, Stroke, TextStyle, Ui, WidgetInfo};
use egui_plot::{Bar, BarChart, GridMark, Line, MarkerShape, PlotPoint, PlotPoints, PlotUi, Points, Text};

use super::super::language::words;
use super::super::theme::{Tokens, tokens};
use super::still_plot::still_plot;
use crate::compare::{Part, axis_end_s};
use crate::words::Language;

/// Height of one bar with its name, in points.
const BAR_HEIGHT: f32 = 64.0;

/// Height of the axis below, in points.
const AXIS_HEIGHT: f32 = 28.0;

/// Where bars lie in their band, which is 1 high: names above, bars below.
const BAR_THICKNESS: f64 = 0.42;
const BAR_CENTRE: f64 = -0.14;
const NAME_AT: f64 = 0.32;

/// One bar.
pub(crate) struct Way {
    /// What it stands for.
    pub title: String,
    /// Its length in seconds; none while there is no sample.
    pub median_s: Option<f64>,
    /// The interval around it.
    pub ci95_s: Option<(f64, f64)>,
    /// Every sample, and whether it stands out from the others.
    pub samples_s: Vec<(f64, bool)>,
    /// The parts of the workers' time and their shares, by which the bar is divided; none while that is not known.
    pub parts: Option<[(Part, f64); Part::ALL.len()]>,
}

/// Shows the bars, one below the other.
pub(crate) fn bar_chart(ui: &mut Ui, ways: &[Way]) {
    let longest = axis_end_s(ways.iter().flat_map(bar_ends_s), ways.iter().flat_map(rounds_s));
    let right = if longest > 0.0 { longest * 1.2 } else { 1.0 };
    let (words, colours) = (words(ui), tokens(ui));
    let small = TextStyle::Small.resolve(ui.style());
    let body = TextStyle::Body.resolve(ui.style());
    let response = still_plot("times", ways.len() as f32 * BAR_HEIGHT + AXIS_HEIGHT, colours)
        .show_axes([true, false])
        .show_grid([true, false])
        .x_grid_spacer(move |_| ticks(right))
        .x_axis_formatter(|mark, _| tick(mark.value))
        .show(ui, |plot| {
            plot.set_plot_bounds_x(0.0..=right);
            plot.set_plot_bounds_y(0.5 - ways.len() as f64..=0.5);
            for (n, way) in ways.iter().enumerate() {
                way_ui(plot, way, -(n as f64), colours, (&small, &body, words), [longest, right]);
            }
        })
        .response;
    let spoken = in_words(ways, words);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}

/// How far the bar reaches, and its interval.
fn bar_ends_s(way: &Way) -> impl Iterator<Item = f64> {
    way.median_s.into_iter().chain(way.ci95_s.map(|(_, high)| high))
}

fn rounds_s(way: &Way) -> impl Iterator<Item = f64> {
    way.samples_s.iter().map(|(s, _)| *s)
}

/// Round numbers from zero on, four to eight of them.
fn ticks(right: f64) -> Vec<GridMark> {
    let magnitude = 10_f64.powf((right / 4.0).log10().floor());
    let step = [5.0, 2.0, 1.0].map(|n| n * magnitude).into_iter().find(|step| right / step >= 4.0).unwrap_or(magnitude);
    (0..=(right / step) as usize).map(|n| GridMark { value: n as f64 * step, step_size: step }).collect()
}

/// A number of seconds without the noise of binary fractions.
fn tick(s: f64) -> String {
    match s {
        0.0 => "0".to_owned(),
        s if s < 0.1 => format!("{} ms", (s * 1e4).round() / 10.0),
        s => format!("{} s", (s * 1e4).round() / 1e4),
    }
}

fn way_ui(
    plot: &mut PlotUi<'_>,
    way: &Way,
    at: f64,
    colours: &Tokens,
    (small, body, words): (&egui::FontId, &egui::FontId, Language),
    [longest, right]: [f64; 2],
) {
    let text = |text: &str, font: &egui::FontId| egui::RichText::new(text).font(font.clone());
    let indent = right * 0.004;
    // The time stands by the name: beside the bar it would be read as the time of the dot that it stands next to.
    let title = way.median_s.map_or_else(|| way.title.clone(), |s| format!("{}   {}", way.title, words.time(s)));
    let name = Text::new(format!("name {at}"), PlotPoint::new(indent, at + NAME_AT), text(&title, body));
    plot.text(name.anchor(Align2::LEFT_CENTER).color(colours.text).allow_hover(false));
    let y = at + BAR_CENTRE;
    let Some(median_s) = way.median_s else {
        let waiting = Text::new(format!("time {at}"), PlotPoint::new(indent, y), text(words.not_measured_yet(), small));
        plot.text(waiting.anchor(Align2::LEFT_CENTER).color(colours.weak).allow_hover(false));
        return;
    };
    bars(plot, way, median_s, y, at, colours);
    whisker(plot, way, y, at, colours.mark);
    dots(plot, way, y, at, longest, colours);
    let farthest = rounds_s(way).filter(|s| *s > longest).fold(0.0, f64::max);
    if farthest > 0.0 {
        let words = text(&format!("  → {}", words.time(farthest)), small);
        let beyond = Text::new(format!("far {at}"), PlotPoint::new(longest, y), words);
        plot.text(beyond.anchor(Align2::LEFT_CENTER).color(colours.text).allow_hover(false));
    }
}

/// Parts are worker time, and workers work at the same time; so together they are as long as the run. Waiting has an
/// edge, as its ground is near that of the chart.
fn bars(plot: &mut PlotUi<'_>, way: &Way, median_s: f64, y: f64, at: f64, colours: &Tokens) {
    let mut from = 0.0;
    let mut piece = |plot: &mut PlotUi<'_>, name: String, length: f64, (colour, edge): (Color32, Stroke)| {
        let bar = Bar::new(y, length).base_offset(from).width(BAR_THICKNESS).fill(colour).stroke(edge);
        plot.bar_chart(BarChart::new(name, vec![bar]).horizontal().allow_hover(false));
        from += length;
    };
    let Some(parts) = way.parts else {
        return piece(plot, format!("bar {at}"), median_s, (colours.accent_fill, Stroke::NONE));
    };
    for (part, share) in parts {
        let edge = if part == Part::Waiting && share > 0.0 { Stroke::new(1.0, colours.weak) } else { Stroke::NONE };
        piece(plot, format!("{} {at}", part.title()), share * median_s, (colours.part(part), edge));
    }
}

fn whisker(plot: &mut PlotUi<'_>, way: &Way, y: f64, at: f64, colour: Color32) {
    let Some((low, high)) = way.ci95_s else { return };
    let cap = BAR_THICKNESS * 0.28;
    let parts =
        [vec![[low, y], [high, y]], vec![[low, y - cap], [low, y + cap]], vec![[high, y - cap], [high, y + cap]]];
    for (n, points) in parts.into_iter().enumerate() {
        let line = Line::new(format!("whisker {at} {n}"), PlotPoints::from(points));
        plot.line(line.color(colour).width(1.5).allow_hover(false));
    }
}

/// Dots have an edge in the colour of the ground, so that they are seen on every bar. Those that stand out are crosses,
/// those far out are at the end of the axis.
fn dots(plot: &mut PlotUi<'_>, way: &Way, y: f64, at: f64, end_s: f64, colours: &Tokens) {
    let points = |wanted: bool| {
        let of_kind = way.samples_s.iter().filter(|(_, stands_out)| *stands_out == wanted);
        PlotPoints::from(of_kind.map(|(s, _)| [s.min(end_s), y]).collect::<Vec<[f64; 2]>>())
    };
    for (name, radius, colour) in [("edge", 4.0, colours.ground), ("dot", 2.5, colours.mark)] {
        let dots = Points::new(format!("{name} {at}"), points(false)).shape(MarkerShape::Circle);
        plot.points(dots.radius(radius).color(colour).filled(true).allow_hover(false));
    }
    let crosses = Points::new(format!("cross {at}"), points(true)).shape(MarkerShape::Cross);
    plot.points(crosses.radius(5.0).color(colours.mark).allow_hover(false));
}

/// The chart for those who cannot see it.
fn in_words(ways: &[Way], words: Language) -> String {
    let way = |way: &Way| match way.median_s {
        Some(median_s) => format!("{} {}", way.title, words.time(median_s)),
        None => words.way_not_measured(&way.title),
    };
    words.bar_chart_of(ways.iter().map(way).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_begin_at_zero() {
        for (right, step, n) in [(1.0, 0.2, 6), (14.0, 2.0, 8), (0.37, 0.05, 8), (240.0, 50.0, 5)] {
            let ticks = ticks(right);
            assert_eq!((ticks[0].value, ticks.len()), (0.0, n), "{right}");
            assert!((ticks[1].value - step).abs() < 1e-9, "{right}");
        }
        assert_eq!([0.0, 0.05, 0.30000000000000004, 12.0].map(tick), ["0", "50 ms", "0.3 s", "12 s"]);
    }

    #[test]
    fn the_chart_can_be_said() {
        let way = |title: &str, median_s| Way {
            title: title.to_owned(),
            median_s,
            ci95_s: None,
            samples_s: Vec::new(),
            parts: None,
        };
        let said = in_words(&[way("Slow", Some(2.0)), way("Fast", None)], Language::English);
        assert_eq!(said, "Bar chart of times: Slow 2.00 s, Fast not measured yet");
    }
}
