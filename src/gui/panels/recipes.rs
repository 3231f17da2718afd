//! What is done to the pictures: chains of one's own, then a tick box for each filter of the registry; whatever is
//! ticked shows what can be set.

mod chain;
mod dragged;
mod values;

use egui::{Button, Id, Response, RichText, Sense, Ui};

use super::super::action::Action;
use super::super::choices::{RecipeChoice, Side};
use super::super::focus;
use super::super::language::words;
use super::super::reading::{at_row_end, called};
use super::super::recipe_change::{Change, StepAt};
use super::super::shortcuts::{
    ALL_FILTERS, COPY_COMMAND, NO_FILTERS, OPEN_RECIPES, REDO, SAVE_RECIPES, Shortcut, UNDO,
};
use super::super::state::{Dialog, Pick, State};
use super::super::theme::{self, tokens};
use super::super::widgets::basics::{caption, guarded, heading_row, link_button};
use super::super::widgets::icons::{Icon, icon_button_of};
use super::super::widgets::tick::tick;
use super::fold;
use crate::filters::{self, Filter};
use crate::job::Step;
use dragged::Dragged;

/// How high a menu of filters may be before it scrolls.
const MENU_HEIGHT: f32 = 320.0;

/// Shows every recipe.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    heading_row(ui, state.words().recipes(), |ui| {
        let mut changes = Vec::new();
        past_ui(ui, state, &mut changes);
        actions.extend(changes.into_iter().map(Action::Recipes));
        menu_ui(ui, state, actions);
        fold::button_ui(ui, state, Side::Recipes, actions);
    });
    let mut changes = Vec::new();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // Each in a scope of its own, so that what comes and goes within one leaves the others as they are known to the
        // keyboard and to screen readers.
        ui.scope(|ui| chains_ui(ui, state, &mut changes));
        ui.scope(|ui| filters_ui(ui, state, &mut changes));
    });
    dragged::ghost_ui(ui, state);
    // As long as a button or a key is held down, a value goes on moving.
    let is_held = ui.input(|input| input.pointer.any_down() || !input.keys_down.is_empty());
    if state.past.is_moving() && !is_held {
        changes.push(Change::Rest);
    }
    actions.extend(changes.into_iter().map(Action::Recipes));
}

fn menu_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let menu = ui.menu_button(words.more(), |ui| {
        called(ui, words.more());
        ui.set_min_width(180.0);
        let is_open = matches!(state.dialog, Dialog::Open(_)).then_some(words.dialog_is_open());
        if guarded(ui, is_open, words.open_recipes_hint(), |ui| keyed(ui, words.open_recipes(), &OPEN_RECIPES)) {
            actions.push(Action::PickFolder(Pick::OpenRecipes));
            ui.close();
        }
        let obstacle = is_open.or(state.save_obstacle().map(|why| why(words)));
        if guarded(ui, obstacle, words.save_recipes_hint(), |ui| keyed(ui, words.save_recipes(), &SAVE_RECIPES)) {
            actions.push(Action::PickFolder(Pick::SaveRecipes));
            ui.close();
        }
        ui.separator();
        let obstacle = state.job_obstacle().map(|why| why(words));
        if guarded(ui, obstacle, words.copy_as_command_hint(), |ui| keyed(ui, words.copy_as_command(), &COPY_COMMAND)) {
            actions.push(Action::CopyCommand);
            ui.close();
        }
    });
    menu.response.on_hover_text(words.more_hint());
}

/// A line of a menu, with its key at the end.
fn keyed(ui: &mut Ui, text: &str, shortcut: &Shortcut) -> Response {
    let key = RichText::new(shortcut.hover("")).color(tokens(ui).weak);
    ui.add(Button::new(text).shortcut_text(key)).accessible_name(text)
}

fn past_ui(ui: &mut Ui, state: &State, changes: &mut Vec<Change>) {
    let words = state.words();
    let obstacle = (!state.past.has_done()).then_some(words.nothing_changed());
    if past_button(ui, Icon::Undo, words.undo(), &UNDO.hover(words.undo_hint()), obstacle) {
        changes.push(Change::Undo);
    }
    let obstacle = (!state.past.has_undone()).then_some(words.nothing_taken_back());
    if past_button(ui, Icon::Redo, words.redo(), &REDO.hover(words.redo_hint()), obstacle) {
        changes.push(Change::Redo);
    }
}

/// A button that keeps the focus when nothing is left to do, so that who presses it once too often presses nothing else.
fn past_button(ui: &mut Ui, icon: Icon, name: &str, hover: &str, obstacle: Option<&str>) -> bool {
    let id = Id::unique(icon);
    let is_idle = obstacle.is_some() && ui.memory(|memory| memory.has_focus(id));
    let add = |ui: &mut Ui| {
        if is_idle {
            ui.multiply_opacity(ui.visuals().disabled_alpha());
        }
        icon_button_of(ui, id, icon, name, "")
    };
    guarded(ui, obstacle.filter(|_| !is_idle), obstacle.filter(|_| is_idle).unwrap_or(hover), add) && !is_idle
}

fn chains_ui(ui: &mut Ui, state: &State, changes: &mut Vec<Change>) {
    let words = state.words();
    let row = row_ui(ui, words.chains(), |ui| {
        let begun = filter_menu(ui, words.new_chain(), words.new_chain(), words.new_chain_hint());
        changes.extend(begun.map(Change::Begin));
    });
    if let Some(dragged) = dragged::over_all(ui, row) {
        changes.extend(dragged.step(state).map(Change::Begin));
        changes.extend(dragged.left().map(Change::RemoveStep));
    }
    for (idx, choice) in state.recipes.iter().enumerate().filter(|(idx, _)| RecipeChoice::is_chain(*idx)) {
        ui.push_id(idx, |ui| chain::ui(ui, state, idx, choice, changes));
    }
}

fn filters_ui(ui: &mut Ui, state: &State, changes: &mut Vec<Change>) {
    let words = state.words();
    row_ui(ui, words.filters(), |ui| {
        if link_button(ui, words.all_filters()).on_hover_text(ALL_FILTERS.hover(words.all_filters_hint())).clicked() {
            changes.push(Change::TickAll(true));
        }
        if link_button(ui, words.no_filters()).on_hover_text(NO_FILTERS.hover(words.no_filters_hint())).clicked() {
            changes.push(Change::TickAll(false));
        }
    });
    for (idx, choice) in state.recipes.iter().enumerate().filter(|(idx, _)| !RecipeChoice::is_chain(*idx)) {
        ui.push_id(idx, |ui| filter_ui(ui, idx, choice, changes));
    }
}

fn filter_ui(ui: &mut Ui, idx: usize, choice: &RecipeChoice, changes: &mut Vec<Change>) {
    let (words, step) = (words(ui), choice.recipe.first());
    let mut is_on = choice.is_on;
    let response = tick(ui, &mut is_on, step.filter.title_in(words)).on_hover_text(step.filter.summary_in(words));
    if response.changed() {
        changes.push(Change::Tick(idx, is_on));
    }
    // The same thing is clicked and dragged: another one above it would take the clicks.
    response.interact(Sense::DRAG).dnd_set_drag_payload(Dragged::Filter(idx));
    if choice.is_on {
        ui.indent(step.filter.id, |ui| values::ui(ui, StepAt { recipe: idx, step: 0 }, step, changes));
    }
}

/// What a group is called, with buttons at the end of its row; where it is.
fn row_ui(ui: &mut Ui, text: &str, buttons: impl FnOnce(&mut Ui)) -> egui::Rect {
    let row = ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        caption(ui, text);
        at_row_end(ui, buttons);
    });
    row.response.rect
}

/// A word that opens into all filters; a step of the one that is chosen.
fn filter_menu(ui: &mut Ui, text: &str, name: &str, hover: &str) -> Option<Step> {
    let words = words(ui);
    let mut chosen: Option<&'static Filter> = None;
    let button = Button::new(RichText::new(text).color(tokens(ui).accent)).frame(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        called(ui, name);
        focus::scrolled_menu(ui, MENU_HEIGHT, |ui| {
            for filter in filters::ALL.iter().copied() {
                if ui.button(filter.title_in(words)).on_hover_text(filter.summary_in(words)).clicked() {
                    chosen = Some(filter);
                    ui.close();
                }
            }
        });
    });
    response.accessible_name(name).on_hover_text(hover);
    chosen.map(Step::new)
}
