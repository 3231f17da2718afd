//! A list in columns of which only the rows in view are laid out, so that a million cost no more than thirty.
//!
//! What is too long for its column loses its middle; each row says all of it when hovered and to those who cannot see.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Align2, Color32, FontId, Rect, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::super::theme::{self, GAP, tokens};
use super::elide;

const HEIGHT: f32 = 24.0;

/// A column: its heading, and its part of the width.
pub(crate) type Column = (&'static str, f32);

/// One row.
pub(crate) struct Row {
    /// What stands in each column.
    pub cells: Vec<Cell>,
    /// All of it, for those who cannot see it.
    pub spoken: String,
    /// All of it, when hovered: the first line, and weaker ones.
    pub hover: Vec<String>,
}

/// What stands in one column of a row.
pub(crate) struct Cell {
    /// The text.
    pub text: String,
    /// Its colour.
    pub colour: Color32,
    /// A mark at the end, smaller and weaker.
    pub mark: Option<&'static str>,
}

/// Shows `n` rows under their headings. `row` is asked only for rows in view.
pub(crate) fn rows(
    ui: &mut Ui,
    id: impl Hash + Debug,
    columns: &[Column],
    n: usize,
    row: impl Fn(usize) -> Option<Row>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width() - ui.spacing().scroll.bar_width - ui.spacing().scroll.bar_inner_margin;
    headings_ui(ui, columns, width);
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show_rows(ui, HEIGHT, n, |ui, in_view| {
        for idx in in_view {
            if let Some(row) = row(idx) {
                row_ui(ui, columns, &row, width);
            }
        }
    });
}

fn headings_ui(ui: &mut Ui, columns: &[Column], width: f32) {
    let (line, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let weak = tokens(ui).weak;
    let font = TextStyle::Small.resolve(ui.style());
    for ((title, _), place) in columns.iter().zip(places(columns, line)) {
        let response = ui.interact(place, ui.scope_id().with(title), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, *title));
        text(ui, place, title, &font, weak);
    }
    ui.painter().hline(line.x_range(), line.bottom(), egui::Stroke::new(1.0, tokens(ui).line));
}

fn row_ui(ui: &mut Ui, columns: &[Column], row: &Row, width: f32) {
    let (line, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.spoken));
    if response.hovered() {
        ui.painter().rect_filled(line.expand2(vec2(GAP / 2.0, 0.0)), theme::RADIUS, tokens(ui).panel);
    }
    let font = TextStyle::Body.resolve(ui.style());
    for (cell, place) in row.cells.iter().zip(places(columns, line)) {
        cell_ui(ui, place, cell, &font);
    }
    response.on_hover_ui(|ui| {
        for (n, line) in row.hover.iter().enumerate() {
            let colour = if n == 0 { tokens(ui).text } else { tokens(ui).weak };
            ui.label(egui::RichText::new(line).color(colour));
        }
    });
}

/// Where the columns are, without the room between them.
fn places(columns: &[Column], line: Rect) -> impl Iterator<Item = Rect> {
    let mut left = line.left();
    columns.iter().map(move |(_, part)| {
        let width = (line.width() * part).floor();
        let place = Rect::from_min_size(pos2(left, line.top()), vec2(width - GAP, line.height()));
        left += width;
        place
    })
}

fn cell_ui(ui: &Ui, place: Rect, cell: &Cell, font: &FontId) {
    let mut room = place;
    if let Some(mark) = cell.mark {
        let small = TextStyle::Small.resolve(ui.style());
        let marked = ui.painter().text(place.right_center(), Align2::RIGHT_CENTER, mark, small, tokens(ui).weak);
        room.max.x = marked.left() - GAP;
    }
    text(ui, room, &cell.text, font, cell.colour);
}

fn text(ui: &Ui, place: Rect, text: &str, font: &FontId, colour: Color32) {
    let short = elide::middle(ui, text, font, place.width());
    ui.painter().text(place.left_center(), Align2::LEFT_CENTER, short, font.clone(), colour);
}
