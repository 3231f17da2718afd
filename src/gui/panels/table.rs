//! A table of words, one row for each way.

use egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, vec2};

use super::super::theme::{self, tokens};
use super::super::widgets::basics::caption;
use crate::report::tables::Table;

/// Shows a table, with a bar to scroll where it is too wide.
pub(crate) fn ui(ui: &mut Ui, id: &str, table: &Table) {
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = theme::SLIM;
        Grid::new(id).spacing(vec2(20.0, 6.0)).min_col_width(0.0).show(ui, |ui| {
            let colours = tokens(ui);
            row_ui(ui, &table.heads, |text| RichText::new(text).small().color(colours.weak));
            for (idx, row) in table.rows.iter().enumerate() {
                let colour = if table.strongest == Some(idx) { colours.strong } else { colours.text };
                row_ui(ui, row, |text| RichText::new(text).color(colour));
            }
        });
    });
    caption(ui, &table.caption);
}

/// Names flush left, numbers flush right.
fn row_ui(ui: &mut Ui, cells: &[String], styled: impl Fn(&str) -> RichText) {
    for (column, cell) in cells.iter().enumerate() {
        if column == 0 {
            ui.label(styled(cell));
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(styled(cell)));
        }
    }
    ui.end_row();
}
