//! Lines against a number of workers: what was measured solid, what is predicted dotted and hollow, laws thin, the ideal
//! dashed. Each line has a shape of its own beside its colour.

use egui::{Align2, Color32, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{GridMark, Line, LineStyle, MarkerShape, PlotPoint, PlotPoints, PlotUi, Points, Text, VLine};

use super::super::theme::{self, Tokens, tokens};
use super::basics::caption;
use super::still_plot::still_plot;
use crate::words::Language;

/// The least and the most height, and the part that it takes of the room there is.
const LEAST_HEIGHT: f32 = 280.0;
const MOST_HEIGHT: f32 = 560.0;
const PART_OF_HEIGHT: f32 = 0.5;

/// Values that are all below it could not be told apart.
const LEAST_TOP: f64 = 1e-12;

/// About so many values are written beside it.
const VALUES: f64 = 5.0;

/// How large markers are, in points.
const MARKER: f32 = 5.0;

/// Half the width of the ends of a whisker, in the widths of the plot.
const CAP: f64 = 0.008;

const SHAPES: [MarkerShape; 6] = [
    MarkerShape::Circle,
    MarkerShape::Square,
    MarkerShape::Diamond,
    MarkerShape::Up,
    MarkerShape::Down,
    MarkerShape::Right,
];

/// A number of workers and a value.
pub(crate) type At = (usize, f64);

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series {
    /// What it stands for.
    pub title: String,
    /// What was measured, with its interval.
    pub measured: Vec<(At, Option<(f64, f64)>)>,
    /// What is predicted.
    pub predicted: Vec<At>,
    /// What a law says.
    pub law: Vec<At>,
}

/// Everything that is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    /// What the values are, for those who cannot see them.
    pub title: String,
    /// The lines.
    pub series: Vec<Series>,
    /// The best that could be; between whole numbers of workers too, because it is bent.
    pub ideal: Vec<(f64, f64)>,
    /// The most workers that are shown.
    pub horizon: usize,
    /// How a value is written.
    pub in_words: fn(Language, f64) -> String,
    /// The language of the words that stand by.
    pub words: Language,
}

impl Chart {
    fn say(&self, value: f64) -> String {
        (self.in_words)(self.words, value)
    }
}

/// Shows the lines. It takes no part in scrolling or dragging: the page does.
pub(crate) fn line_chart(ui: &mut Ui, chart: &Chart) {
    let colours = tokens(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let top = chart.series.iter().flat_map(values).fold(0.0, f64::max) * 1.15;
    let top = if (LEAST_TOP..f64::MAX).contains(&top) { top } else { 1.0 };
    let right = place(chart.horizon);
    let height = (ui.available_height() * PART_OF_HEIGHT).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let response = still_plot(("lines", &chart.title), height, colours)
        .x_grid_spacer(move |_| worker_ticks(right))
        .y_grid_spacer(move |_| value_ticks(top))
        .x_axis_formatter(|mark, _| mark.value.exp2().round().to_string())
        .x_axis_label(chart.words.workers())
        .y_axis_formatter(|mark, _| chart.say(mark.value))
        .y_axis_min_width(56.0)
        .show(ui, |plot| {
            plot.set_plot_bounds_x(-0.15..=right + 0.15);
            plot.set_plot_bounds_y(0.0..=top);
            boundary_ui(plot, chart, colours, &small, top);
            let ideal: Vec<[f64; 2]> = chart.ideal.iter().map(|(workers, value)| [workers.log2(), *value]).collect();
            line(plot, "ideal", ideal, (colours.weak, 1.0), LineStyle::dashed_loose());
            for (n, series) in chart.series.iter().enumerate() {
                series_ui(plot, series, n, colours, right);
            }
        })
        .response;
    let spoken = in_words(chart);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}

/// Which shape and colour is which line, and which kind of line is what.
pub(crate) fn line_legend(ui: &mut Ui, chart: &Chart) {
    ui.horizontal_wrapped(|ui| {
        for (n, series) in chart.series.iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 14.0), Sense::hover());
            let colour = colour(tokens(ui), n);
            let middle = rect.center().y;
            let ends = [pos2(rect.left(), middle), pos2(rect.right(), middle)];
            ui.painter().line_segment(ends, Stroke::new(2.0, colour));
            ui.painter().add(marker(shape(n), rect.center(), colour));
            caption(ui, &series.title);
            ui.add_space(theme::GAP);
        }
        let has_law = chart.series.iter().any(|series| !series.law.is_empty());
        let law = if has_law { chart.words.thin_lines_are() } else { "" };
        caption(ui, format!("{}{law}.", chart.words.lines_are()));
    });
}

/// The number of workers as a place on the axis: twice as many are always as far.
fn place(workers: usize) -> f64 {
    (workers.max(1) as f64).log2()
}

/// One, two, four and so on.
fn worker_ticks(right: f64) -> Vec<GridMark> {
    (0..=right.floor() as usize).map(|power| GridMark { value: power as f64, step_size: 1.0 }).collect()
}

/// Round values up to the top.
fn value_ticks(top: f64) -> Vec<GridMark> {
    let rough = top / VALUES;
    let power = 10.0_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0].into_iter().map(|digit| digit * power).find(|step| *step >= rough).unwrap_or(10.0 * power);
    (0..=(top / step).floor() as usize).map(|n| GridMark { value: n as f64 * step, step_size: step }).collect()
}

fn values(series: &Series) -> impl Iterator<Item = f64> {
    let measured = series.measured.iter().map(|((_, value), interval)| interval.map_or(*value, |(_, high)| high));
    measured.chain(series.predicted.iter().chain(&series.law).map(|(_, value)| *value))
}

fn colour(colours: &Tokens, n: usize) -> Color32 {
    colours.series.get(n % colours.series.len()).copied().unwrap_or(colours.mark)
}

fn shape(n: usize) -> MarkerShape {
    SHAPES.get(n % SHAPES.len()).copied().unwrap_or(MarkerShape::Circle)
}

/// Where measuring ends.
fn boundary_ui(plot: &mut PlotUi<'_>, chart: &Chart, colours: &Tokens, small: &egui::FontId, top: f64) {
    let measured = chart.series.iter().flat_map(|series| series.measured.iter().map(|((workers, _), _)| *workers));
    let Some(last) = measured.max().filter(|last| *last < chart.horizon) else { return };
    let boundary = VLine::new("boundary", place(last)).color(colours.weak).width(1.0).style(LineStyle::dotted_dense());
    plot.vline(boundary.allow_hover(false));
    let text = egui::RichText::new(chart.words.predicted_from_here()).font(small.clone());
    let at = PlotPoint::new(place(last) + 0.06, top * 0.02);
    plot.text(Text::new("predicted", at, text).anchor(Align2::LEFT_BOTTOM).color(colours.weak).allow_hover(false));
}

fn series_ui(plot: &mut PlotUi<'_>, series: &Series, n: usize, colours: &Tokens, right: f64) {
    let colour = colour(colours, n);
    let measured: Vec<At> = series.measured.iter().map(|(at, _)| *at).collect();
    let beyond = measured.iter().map(|(workers, _)| *workers).max().unwrap_or(0);
    line(plot, &format!("law {n}"), places(&series.law), (colour, 1.0), LineStyle::Solid);
    line(plot, &format!("predicted {n}"), places(&series.predicted), (colour, 1.2), LineStyle::dotted_dense());
    line(plot, &format!("measured {n}"), places(&measured), (colour, 2.0), LineStyle::Solid);
    // Where something was measured, its marker says more than a hollow one beside it.
    let hollow: Vec<At> = series.predicted.iter().filter(|(workers, _)| *workers > beyond).copied().collect();
    points(plot, &format!("ground {n}"), &hollow, (shape(n), colours.ground, true));
    points(plot, &format!("hollow {n}"), &hollow, (shape(n), colour, false));
    for ((workers, _), interval) in &series.measured {
        whisker(plot, &format!("whisker {n} {workers}"), place(*workers), *interval, (colour, right));
    }
    points(plot, &format!("solid {n}"), &measured, (shape(n), colour, true));
}

fn places(at: &[At]) -> Vec<[f64; 2]> {
    at.iter().map(|(workers, value)| [place(*workers), *value]).collect()
}

fn line(plot: &mut PlotUi<'_>, name: &str, points: Vec<[f64; 2]>, (colour, width): (Color32, f32), style: LineStyle) {
    plot.line(Line::new(name, PlotPoints::from(points)).color(colour).width(width).style(style).allow_hover(false));
}

fn points(plot: &mut PlotUi<'_>, name: &str, at: &[At], (shape, colour, filled): (MarkerShape, Color32, bool)) {
    let points = Points::new(name, PlotPoints::from(places(at))).shape(shape).radius(MARKER);
    plot.points(points.color(colour).filled(filled).allow_hover(false));
}

fn whisker(plot: &mut PlotUi<'_>, name: &str, x: f64, interval: Option<(f64, f64)>, (colour, right): (Color32, f64)) {
    let Some((low, high)) = interval else { return };
    let cap = CAP * right;
    let parts = [[[x, low], [x, high]], [[x - cap, low], [x + cap, low]], [[x - cap, high], [x + cap, high]]];
    for (n, part) in parts.into_iter().enumerate() {
        let line = Line::new(format!("{name} {n}"), PlotPoints::from(part.to_vec()));
        plot.line(line.color(colour).width(1.5).allow_hover(false));
    }
}

/// A marker of the legend.
fn marker(shape: MarkerShape, centre: egui::Pos2, colour: Color32) -> egui::Shape {
    let corners: &[(f32, f32)] = match shape {
        MarkerShape::Square => &[(0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7), (0.7, -0.7)],
        MarkerShape::Diamond => &[(0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)],
        MarkerShape::Up => &[(0.0, -1.0), (0.87, 0.5), (-0.87, 0.5)],
        MarkerShape::Down => &[(0.0, 1.0), (-0.87, -0.5), (0.87, -0.5)],
        MarkerShape::Right => &[(1.0, 0.0), (-0.5, -0.87), (-0.5, 0.87)],
        _ => return egui::Shape::circle_filled(centre, MARKER, colour),
    };
    let corners = corners.iter().map(|(x, y)| centre + MARKER * vec2(*x, *y));
    egui::Shape::convex_polygon(corners.collect(), colour, Stroke::NONE)
}

/// The chart for those who cannot see it.
fn in_words(chart: &Chart) -> String {
    let words = chart.words;
    let said = |at: &At| words.on_workers(chart.say(at.1), at.0);
    let series = |series: &Series| {
        let measured: Vec<String> = series.measured.iter().map(|(at, _)| said(at)).collect();
        let predicted = series.predicted.last().map(|at| words.predicted_value(said(at)));
        format!("{} {}{}", series.title, measured.join(", "), predicted.unwrap_or_default())
    };
    let all: Vec<String> = chart.series.iter().map(series).collect();
    words.line_chart_of(&chart.title, all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_can_be_said() {
        let series = Series {
            title: "Fast".to_owned(),
            measured: vec![((1, 1.0), None), ((2, 1.9), Some((1.8, 2.0)))],
            predicted: vec![(1, 1.0), (2, 2.0), (8, 7.5)],
            law: Vec::new(),
        };
        let title = "speed-up".to_owned();
        let chart = Chart {
            title,
            series: vec![series],
            ideal: vec![],
            horizon: 8,
            in_words: |_, value| format!("{value:.1}x"),
            words: Language::English,
        };
        let said = "Line chart of speed-up by workers: Fast 1.0x on 1, 1.9x on 2, predicted 7.5x on 8";
        assert_eq!(in_words(&chart), said);
        assert_eq!(chart.series.iter().flat_map(values).fold(0.0, f64::max), 7.5);
    }

    #[test]
    fn values_beside_it_are_round_and_few() {
        let ticks = |top| value_ticks(top).iter().map(|mark| mark.value).collect::<Vec<_>>();
        assert_eq!(ticks(2.3), [0.0, 0.5, 1.0, 1.5, 2.0]);
        assert_eq!(ticks(5.0), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(ticks(980.0), [0.0, 200.0, 400.0, 600.0, 800.0]);
        assert_eq!(ticks(0.04), [0.0, 0.01, 0.02, 0.03, 0.04]);
    }

    #[test]
    fn twice_the_workers_are_one_step() {
        let ticks: Vec<f64> = worker_ticks(place(16)).iter().map(|mark| mark.value).collect();
        assert_eq!(ticks, [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!([0, 1, 2, 1024].map(place), [0.0, 0.0, 1.0, 10.0]);
    }
}
