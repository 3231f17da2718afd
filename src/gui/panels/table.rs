//! The numbers of a comparison as text.

use egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, vec2};

use super::super::theme::{self, MARGIN, tokens};
use super::super::widgets::bar_chart::seconds;
use super::super::widgets::basics::caption;
use crate::compare::{Comparison, WayResult};
use crate::engine::Phase;

/// From this width on, times and phases stand side by side.
const WIDE: f32 = 760.0;

const NONE: &str = "–";

/// A column: its name, and what stands in it for a way.
type Column = (&'static str, fn(&WayResult) -> String);

const TIMES: [Column; 5] = [
    ("Workers", |way| way.way.workers.to_string()),
    ("Median", |way| seconds(way.estimate.median)),
    ("95 % interval", |way| or_none(way.estimate.ci95, |(low, high)| format!("{} – {}", seconds(low), seconds(high)))),
    ("Speed-up", |way| or_none(way.speedup, |speedup| format!("{speedup:.2}x"))),
    ("Efficiency", |way| or_none(way.efficiency, |efficiency| format!("{:.0} %", efficiency * 100.0))),
];

const PHASES: [Column; 4] = [
    (theme::phase_title(Phase::Open), |way| seconds(way.phases_s.open)),
    (theme::phase_title(Phase::Filter), |way| seconds(way.phases_s.filter)),
    (theme::phase_title(Phase::Encode), |way| seconds(way.phases_s.encode)),
    (theme::phase_title(Phase::Write), |way| seconds(way.phases_s.write)),
];

/// Shows one row for each way.
pub(crate) fn ui(ui: &mut Ui, comparison: &Comparison) {
    if ui.available_width() >= WIDE {
        let all: Vec<Column> = TIMES.into_iter().chain(PHASES).collect();
        table_ui(ui, "numbers", comparison, &all);
    } else {
        table_ui(ui, "times", comparison, &TIMES);
        ui.add_space(MARGIN);
        table_ui(ui, "phases", comparison, &PHASES);
    }
    caption(ui, "Open, Filter, Encode and Write are time of all workers together.");
}

fn table_ui(ui: &mut Ui, id: &str, comparison: &Comparison, columns: &[Column]) {
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = theme::SLIM;
        Grid::new(id).spacing(vec2(20.0, 6.0)).min_col_width(0.0).show(ui, |ui| {
            header_ui(ui, columns);
            for (idx, way) in comparison.ways.iter().enumerate() {
                row_ui(ui, way, columns, comparison.verdict.fastest == Some(idx));
            }
        });
    });
}

fn header_ui(ui: &mut Ui, columns: &[Column]) {
    let weak = tokens(ui).weak;
    ui.label(RichText::new("Strategy").small().color(weak));
    for (title, _) in columns {
        right(ui, RichText::new(*title).small().color(weak));
    }
    ui.end_row();
}

fn row_ui(ui: &mut Ui, way: &WayResult, columns: &[Column], is_fastest: bool) {
    let colours = tokens(ui);
    let colour = if is_fastest { colours.strong } else { colours.text };
    ui.label(RichText::new(&way.title).color(colour));
    for (_, cell) in columns {
        right(ui, RichText::new(cell(way)).color(colour));
    }
    ui.end_row();
}

fn right(ui: &mut Ui, text: RichText) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
}

fn or_none<T>(value: Option<T>, in_words: impl Fn(T) -> String) -> String {
    value.map_or_else(|| NONE.to_owned(), in_words)
}
