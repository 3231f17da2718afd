//! A timeline: a lane for each worker below an axis of time, to be looked at from near and far.
//!
//! What a frame draws is laid out for the lanes in view alone, and goes to the screen in one piece. Knows no state.

mod chart;
mod input;
mod legend;
mod marks;

use std::ops::Range;

use egui::emath::GuiRounding as _;
use egui::{
    Align2, FontId, Mesh, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::language::words;
use super::super::theme::{self, GAP, tokens};
use super::super::timeline::{Bar, Look, Place, Stretch, Timeline, bunch_in_words, layout, piece_in_words, ticks};
use crate::words::Language;
use chart::Chart;
pub(crate) use legend::legend;
use marks::Marks;

/// Height of a lane: as much as there is room for, between these.
const LEAST_HEIGHT: f32 = 26.0;
const MOST_HEIGHT: f32 = 56.0;

/// Height of the axis.
const AXIS: f32 = 20.0;

/// Room for one time on the axis.
const TICK: f32 = 88.0;

/// From this width on a bar is set apart from the next one, in columns.
const SET_APART: u32 = 4;

/// Shows the lanes, no higher than this; says what is asked for. `spoken` is what is selected, in words.
pub(crate) fn lanes(
    ui: &mut Ui,
    timeline: &Timeline,
    (window, selected): (Stretch, Option<Place>),
    spoken: Option<&str>,
    max_height: f32,
) -> Vec<Look> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let font = TextStyle::Small.resolve(ui.style());
    let names_width = names_width(ui, timeline.lanes.len(), &font);
    let n_lanes = timeline.lanes.len();
    let lane_height = (max_height / n_lanes as f32).floor().clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let height = n_lanes as f32 * lane_height;
    let (axis, _) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS), Sense::hover());
    axis_ui(ui, &Chart::new(ui, timeline, window, right_of(axis, names_width), AXIS), &font);
    let scroll = ScrollArea::vertical().id_salt("lanes").max_height(max_height).auto_shrink([false, true]);
    let shown = scroll.show_viewport(ui, |ui, seen| {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click_and_drag());
        let chart = Chart::new(ui, timeline, window, right_of(rect, names_width), lane_height);
        // Floats that do not fit become the nearest number that does.
        let in_view = (seen.top() / lane_height) as usize..((seen.bottom() / lane_height).ceil() as usize).min(n_lanes);
        names_ui(ui, &chart, names_width, in_view.clone(), &font);
        let hovered = bars_ui(ui, &chart, in_view, selected, response.hover_pos());
        describe(&response, timeline, spoken, words(ui));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, tokens(ui).accent);
            let bars = right_of(response.interact_rect, names_width);
            ui.painter().rect_stroke(bars, theme::RADIUS, stroke, StrokeKind::Inside);
        }
        bring_into_view(ui, &chart, &response, selected);
        let looks = input::looks(ui, &chart, &response, max_height < height);
        hover_ui(response, timeline, hovered, words(ui));
        looks
    });
    shown.inner
}

fn names_width(ui: &Ui, n_lanes: usize, font: &FontId) -> f32 {
    let widest = ui.painter().layout_no_wrap(words(ui).worker_number(n_lanes), font.clone(), tokens(ui).weak);
    widest.size().x + GAP
}

fn right_of(rect: Rect, names_width: f32) -> Rect {
    rect.with_min_x(rect.left() + names_width)
}

fn axis_ui(ui: &Ui, chart: &Chart<'_>, font: &FontId) {
    let (painter, colours) = (ui.painter(), tokens(ui));
    let apart = f64::from(TICK / chart.pixel);
    for tick in ticks(chart.grid, apart) {
        let x = chart.x(tick.column).round_to_pixels(ui.pixels_per_point());
        painter.vline(x, chart.place.bottom() - 5.0..=chart.place.bottom(), Stroke::new(1.0, colours.weak));
        let text = painter.layout_no_wrap(tick.text, font.clone(), colours.weak);
        let at = pos2(x + 4.0, chart.place.center().y - text.size().y / 2.0);
        // The last one may be cut off.
        if at.x + text.size().x <= chart.place.right() {
            painter.galley(at, text, colours.weak);
        }
    }
    painter.hline(chart.place.x_range(), chart.place.bottom(), Stroke::new(1.0, colours.line));
}

fn names_ui(ui: &Ui, chart: &Chart<'_>, width: f32, in_view: Range<usize>, font: &FontId) {
    for lane in in_view {
        let beside = chart.lane_place(lane);
        let place = Rect::from_min_max(pos2(beside.left() - width, beside.top()), beside.left_bottom());
        let name = words(ui).worker_number(lane + 1);
        let response = ui.interact(place, ui.scope_id().with(("worker", lane)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        ui.painter().text(place.left_center(), Align2::LEFT_CENTER, name, font.clone(), tokens(ui).weak);
    }
}

/// Scrolls to the lane of what is selected when that has become something else.
fn bring_into_view(ui: &Ui, chart: &Chart<'_>, response: &Response, selected: Option<Place>) {
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(response.id), selected));
    if let Some(place) = selected.filter(|_| selected != before) {
        ui.scroll_to_rect(chart.lane_place(place.lane), None);
    }
}

/// Draws the bars; says which one the pointer is on, with its lane.
fn bars_ui(
    ui: &Ui,
    chart: &Chart<'_>,
    in_view: Range<usize>,
    selected: Option<Place>,
    pointer: Option<egui::Pos2>,
) -> Option<(usize, Bar)> {
    let mut marks = Marks::new(tokens(ui), chart.grid, chart.pixel, chart.place.left());
    let mut hovered = None;
    for (idx, lane) in chart.timeline.lanes.iter().enumerate().take(in_view.end).skip(in_view.start) {
        let bars = layout(lane, chart.grid);
        for bar in &bars {
            let place = chart.bar(idx, bar.left.into(), seen_end(bar));
            marks.add(place, bar.what, bar.on_core, bar.waits_for_disk);
        }
        let column = pointer.filter(|at| chart.lane(at.y) == idx && chart.place.contains(*at));
        let column = column.map(|at| chart.column(at.x));
        let is_under = |bar: &Bar| column.is_some_and(|at| f64::from(bar.left) <= at && at < f64::from(bar.right));
        hovered = hovered.or_else(|| bars.into_iter().find(is_under).map(|bar| (idx, bar)));
    }
    let painter = ui.painter().with_clip_rect(chart.place.expand(2.0).intersect(ui.clip_rect()));
    painter.add(Mesh::from(marks));
    let outline = |place: Rect, width: f32| {
        let stroke = Stroke::new(width, tokens(ui).strong);
        painter.rect_stroke(place, 2.0, stroke, StrokeKind::Outside);
    };
    hovered.iter().for_each(|(lane, bar)| outline(chart.bar(*lane, bar.left.into(), bar.right.into()), 1.0));
    selected.and_then(|place| selected_bar(chart, place)).into_iter().for_each(|place| outline(place, 2.0));
    hovered
}

/// Where a bar ends on the screen: bars that are wide enough are set apart.
fn seen_end(bar: &Bar) -> f64 {
    let is_set_apart = bar.width() >= SET_APART && bar.pieces.len() == 1;
    f64::from(bar.right) - if is_set_apart { 1.0 } else { 0.0 }
}

/// Where the selected piece lies, as far as it is in view; never so narrow that it is not seen.
fn selected_bar(chart: &Chart<'_>, place: Place) -> Option<Rect> {
    let piece = chart.timeline.piece(place)?;
    let n_columns = f64::from(chart.grid.n_columns);
    let [left, right] = [piece.start_ns, piece.end_ns].map(|ns| chart.grid.column(ns as f64).floor());
    let is_seen = left < n_columns && right.max(left + 1.0) > 0.0;
    is_seen.then(|| chart.bar(place.lane, left.max(0.0), right.clamp(left.max(0.0) + 1.0, n_columns.max(left + 1.0))))
}

/// The chart for those who cannot see it; the selection is its value, which is read aloud when it changes.
fn describe(response: &Response, timeline: &Timeline, spoken: Option<&str>, words: Language) {
    let label = words.lanes_spoken(timeline.source.title(words), words.n_workers(timeline.lanes.len()));
    response.widget_info(|| WidgetInfo {
        current_text_value: spoken.map(str::to_owned),
        ..WidgetInfo::labeled(Role::Canvas, true, &label)
    });
}

fn hover_ui(response: Response, timeline: &Timeline, hovered: Option<(usize, Bar)>, words: Language) {
    let said = hovered.and_then(|(lane, bar)| match bar.pieces.len() {
        1 => piece_in_words(timeline, Place { lane, piece: bar.pieces.start }, words),
        _ => timeline.lanes.get(lane).map(|lane| bunch_in_words(lane, bar.pieces, words)),
    });
    if let Some(said) = said.filter(|_| !response.dragged()) {
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(said.title);
            said.lines.iter().for_each(|line| drop(ui.weak(line)));
        });
    }
}
