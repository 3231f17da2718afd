//! A table of words, one row for each way.
//!
//! Those who cannot see it hear a whole row at its first cell, and with each number what it is.

use egui::{Align, Grid, Layout, Response, RichText, Role, ScrollArea, Ui, UiBuilder, vec2};

use super::super::theme::{self, tokens};
use super::super::widgets::basics::caption;
use crate::report::tables::Table;

/// Shows a table, with a bar to scroll where it is too wide.
pub(crate) fn ui(ui: &mut Ui, id: &str, table: &Table) {
    let as_table = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&table.caption);
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = theme::SLIM;
        let response = ui.scope_builder(as_table, |ui| cells_ui(ui, id, table)).response;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_count(table.rows.len() + 1);
            node.set_column_count(table.heads.len());
        });
    });
    caption(ui, &table.caption);
}

fn cells_ui(ui: &mut Ui, id: &str, table: &Table) {
    Grid::new(id).spacing(vec2(20.0, 6.0)).min_col_width(0.0).show(ui, |ui| {
        let colours = tokens(ui);
        row_ui(ui, &table.heads, |ui, text, column| {
            let response = ui.label(RichText::new(text).small().color(colours.weak));
            tell_cell(&response, Role::ColumnHeader, (0, column), text);
        });
        for (idx, row) in table.rows.iter().enumerate() {
            let colour = if table.strongest == Some(idx) { colours.strong } else { colours.text };
            row_ui(ui, row, |ui, text, column| {
                let response = ui.label(RichText::new(text).color(colour));
                let role = if column == 0 { Role::RowHeader } else { Role::Cell };
                tell_cell(&response, role, (idx + 1, column), &spoken(table, row, column));
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

/// Says what a cell is to those who cannot see where it stands.
fn tell_cell(response: &Response, role: Role, (row, column): (usize, usize), spoken: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_row_index(row);
        node.set_column_index(column);
        // Labels have their text for a value, which would be said once more.
        node.clear_value();
        node.set_label(spoken);
    });
}

/// A cell with the head of its column; the first with all that stands beside it.
fn spoken(table: &Table, row: &[String], column: usize) -> String {
    let mut cells = table.heads.iter().zip(row).enumerate().filter(|(_, (_, cell))| !cell.is_empty());
    let with_head = |(_, (head, cell)): (usize, (&String, &String))| format!("{head} {cell}");
    if column > 0 {
        return cells.find(|(place, _)| *place == column).map(with_head).unwrap_or_default();
    }
    let name = row.first().cloned().unwrap_or_default();
    let beside: Vec<String> = cells.filter(|(place, _)| *place > 0).map(with_head).collect();
    if beside.is_empty() { name } else { format!("{name}: {}", beside.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_said_at_its_first_cell() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let heads = words(&["Strategy", "Median", "Speed-up"]);
        let rows = vec![words(&["Sequential", "", "2.0x"]), words(&["Bands", "", ""])];
        let table = Table { heads, rows, strongest: None, caption: String::new() };
        let said = [0, 1, 2].map(|column| spoken(&table, &table.rows[0], column));
        assert_eq!(said, ["Sequential: Speed-up 2.0x", "", "Speed-up 2.0x"]);
        assert_eq!(spoken(&table, &table.rows[1], 0), "Bands");
    }
}
