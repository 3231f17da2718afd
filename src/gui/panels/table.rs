//! A table of words, one row for each way.
//!
//! Those who cannot see it hear a whole row at its first cell, and with each number what it is.

use egui::{Align, Grid, Layout, Response, RichText, Role, ScrollArea, Ui, UiBuilder, vec2};

use super::super::theme::{self, tokens};
use super::super::widgets::basics::caption;
use crate::report::tables::Table;

/// Shows a table, with a bar to scroll where it is too wide.
pub(crate) fn ui(ui: &mut Ui, id: &str, table: &Table) {
    let spoken = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&table.caption);
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = theme::SLIM;
        ui.scope_builder(spoken, |ui| cells_ui(ui, id, table));
    });
    caption(ui, &table.caption);
}

fn cells_ui(ui: &mut Ui, id: &str, table: &Table) {
    Grid::new(id).spacing(vec2(20.0, 6.0)).min_col_width(0.0).show(ui, |ui| {
        let colours = tokens(ui);
        row_ui(ui, &table.heads, |ui, text, column| {
            let response = ui.label(RichText::new(text).small().color(colours.weak));
            is_cell(&response, Role::ColumnHeader, (0, column), text);
        });
        for (idx, row) in table.rows.iter().enumerate() {
            let colour = if table.strongest == Some(idx) { colours.strong } else { colours.text };
            row_ui(ui, row, |ui, text, column| {
                let response = ui.label(RichText::new(text).color(colour));
                let role = if column == 0 { Role::RowHeader } else { Role::Cell };
                is_cell(&response, role, (idx + 1, column), &spoken(table, row, column));
            });
        }
    });
}

/// Names flush left, numbers flush right.
fn row_ui(ui: &mut Ui, cells: &[String], cell_ui: impl Fn(&mut Ui, &str, usize)) {
    for (column, cell) in cells.iter().enumerate() {
        if column == 0 {
            cell_ui(ui, cell, column);
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| cell_ui(ui, cell, column));
        }
    }
    ui.end_row();
}

/// What a cell is for those who cannot see where it stands.
fn is_cell(response: &Response, role: Role, (row, column): (usize, usize), spoken: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_row_index(row);
        node.set_column_index(column);
        node.set_label(spoken);
    });
}

/// A cell with the head of its column; the first with all that stands beside it.
fn spoken(table: &Table, row: &[String], column: usize) -> String {
    let with_head = |(head, cell): (&String, &String)| format!("{head} {cell}");
    let cells = table.heads.iter().zip(row).skip(column).filter(|(_, cell)| !cell.is_empty());
    if column > 0 {
        return cells.take(1).map(with_head).collect();
    }
    let beside: Vec<String> = cells.skip(1).map(with_head).collect();
    let name = row.first().map(String::as_str).unwrap_or_default();
    format!("{name}: {}", beside.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_said_at_its_first_cell() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let heads = words(&["Strategy", "Median", "Speed-up"]);
        let rows = vec![words(&["Sequential", "2.0 s", ""])];
        let table = Table { heads, rows, strongest: None, caption: String::new() };
        let said = [0, 1, 2].map(|column| spoken(&table, &table.rows[0], column));
        assert_eq!(said, ["Sequential: Median 2.0 s", "Median 2.0 s", ""]);
    }
}
