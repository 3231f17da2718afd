//! A sheet of all keys over everything else, with the theme and the size of everything. Made from the list of keys.

use egui::{Grid, Id, Modal, RichText, ScrollArea, Ui, Vec2};

use super::super::action::Action;
use super::super::language::words;
use super::super::shortcuts::{ALL, ESCAPE, Group, LARGER, SHEET, SMALLER, Shortcut};
use super::super::state::State;
use super::super::theme::{GAP, MARGIN, tokens};
use super::super::widgets::basics::{button, caption, heading};
use super::folder_bar;

const COLUMN_WIDTH: f32 = 300.0;

/// The button that opens it.
pub(crate) fn button_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let size = Vec2::splat(super::super::theme::ROW);
    let words = words(ui);
    let response = ui.add(egui::Button::new("?").min_size(size)).accessible_name(words.keys());
    if response.on_hover_text(SHEET.hover(words.sheet_hint())).clicked() {
        actions.push(Action::ShowSheet(true));
    }
}

/// Shows it, if it is to be seen.
pub(crate) fn ui(ui: &Ui, state: &State, actions: &mut Vec<Action>) {
    if !state.is_sheet_shown {
        return;
    }
    let most = ui.ctx().content_rect().size() - Vec2::splat(64.0);
    let id = Id::unique("sheet");
    let modal = Modal::new(id).area(Modal::default_area(id).accessible_name(words(ui).keys())).show(ui.ctx(), |ui| {
        let n_beside = ((most.x + MARGIN) / (COLUMN_WIDTH + MARGIN)).clamp(1.0, Group::COLUMNS.len() as f32).floor();
        ui.set_width((n_beside * (COLUMN_WIDTH + MARGIN) - MARGIN).min(most.x));
        looks_ui(ui, state, actions);
        ui.add_space(GAP);
        let height = most.y - 96.0;
        ScrollArea::both()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| columns_ui(ui, n_beside as usize));
    });
    if modal.should_close() {
        actions.push(Action::ShowSheet(false));
    }
}

/// As many columns beside each other as there is room for.
fn columns_ui(ui: &mut Ui, n_beside: usize) {
    for columns in Group::COLUMNS.chunks(n_beside) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = MARGIN;
            columns.iter().for_each(|groups| column_ui(ui, groups));
        });
    }
}

fn column_ui(ui: &mut Ui, groups: &[Group]) {
    ui.vertical(|ui| {
        ui.set_width(COLUMN_WIDTH);
        ui.spacing_mut().item_spacing = Vec2::splat(GAP / 2.0);
        groups.iter().for_each(|group| group_ui(ui, *group));
    });
}

fn group_ui(ui: &mut Ui, group: Group) {
    heading(ui, group.title(words(ui)));
    Grid::new(("keys", group as usize))
        .num_columns(2)
        .min_col_width(104.0)
        .min_row_height(0.0)
        .spacing([GAP, 2.0])
        .show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            for shortcut in ALL.iter().filter(|shortcut| shortcut.group == group) {
                line_ui(ui, shortcut);
                ui.end_row();
            }
        });
    ui.add_space(GAP);
}

fn line_ui(ui: &mut Ui, shortcut: &Shortcut) {
    ui.label(RichText::new(shortcut.keys()).small().color(tokens(ui).strong));
    ui.label(RichText::new((shortcut.title)(words(ui))).small());
}

/// The theme, the size of everything, and the way out.
fn looks_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    ui.horizontal_wrapped(|ui| {
        heading(ui, words.keys());
        ui.add_space(MARGIN);
        folder_bar::theme_ui(ui, state, actions);
        folder_bar::language_ui(ui, state, actions);
        ui.add_space(MARGIN);
        if button(ui, words.smaller()).on_hover_text(SMALLER.hover("")).clicked() {
            actions.push(Action::SetScale(state.scale.smaller()));
        }
        caption(ui, format!("{} %", state.scale.percent()));
        if button(ui, words.larger()).on_hover_text(LARGER.hover("")).clicked() {
            actions.push(Action::SetScale(state.scale.larger()));
        }
        ui.add_space(MARGIN);
        if button(ui, words.close()).on_hover_text(ESCAPE).clicked() {
            actions.push(Action::ShowSheet(false));
        }
    });
}
