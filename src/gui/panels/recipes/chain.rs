//! A chain of one's own: its tick box, and when ticked its steps, which can be moved, set, added and removed.

use egui::{Align2, FontId, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::super::super::choices::RecipeChoice;
use super::super::super::language::words;
use super::super::super::reading::{RowEnd, at_row_end};
use super::super::super::recipe_change::{Change, StepAt};
use super::super::super::recipe_words::recipe_in_words;
use super::super::super::state::State;
use super::super::super::theme::{self, tokens};
use super::super::super::widgets::tick::tick_within;
use super::dragged::{self, Dragged};
use super::{filter_menu, values};
use crate::job::Step;
use crate::words::Language;

/// Between a grip and the title beside it.
const GRIP_GAP: f32 = 4.0;

/// How wide a button of one sign is, in points.
const SIGN: f32 = 22.0;

/// Size of its sign: signs are small in themselves.
const SIGN_TEXT: f32 = 17.0;

/// The signs that move a step.
const UP: &str = "↑";
const DOWN: &str = "↓";

/// Shows the chain at this place.
pub(super) fn ui(ui: &mut Ui, state: &State, idx: usize, choice: &RecipeChoice, changes: &mut Vec<Change>) {
    let words = state.words();
    let title = title(choice, words);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        let end = RowEnd::of(ui);
        end.rest(ui, |ui| {
            let mut is_on = choice.is_on;
            let width = ui.available_width();
            let ticked = tick_within(ui, &mut is_on, &title, width);
            if ticked.on_hover_text(recipe_in_words(&choice.recipe, words)).changed() {
                changes.push(Change::Tick(idx, is_on));
            }
        });
        end.show(ui, |ui| {
            let id = Id::unique(("chain", idx, "×"));
            if sign(ui, id, "×", &words.remove_named(&title)).on_hover_text(words.remove_chain_hint()).clicked() {
                changes.push(Change::RemoveChain(idx));
            }
        });
    });
    if !choice.is_on {
        return;
    }
    let n_steps = choice.recipe.steps().count();
    ui.spacing_mut().indent = theme::GAP;
    let body = ui.indent(("chain", idx), |ui| {
        // In a scope of their own, so that what is below stays what it is however many there are.
        ui.scope(|ui| {
            for (step_idx, step) in choice.recipe.steps().enumerate() {
                let place = step_ui(ui, StepAt { recipe: idx, step: step_idx }, step, n_steps, changes);
                if let Some((dragged, is_below)) = dragged::over_half(ui, place) {
                    let to = StepAt { recipe: idx, step: step_idx + usize::from(is_below) };
                    changes.extend(dropped(state, dragged, to));
                }
            }
        });
        add_ui(ui, StepAt { recipe: idx, step: n_steps }, &title, changes)
    });
    // Above the first step is its beginning, beside the button its end.
    let ends = [(row.response.rect, 0), (body.inner, n_steps)];
    for (place, step) in ends {
        if let Some(dragged) = dragged::over_all(ui, place) {
            changes.extend(dropped(state, dragged, StepAt { recipe: idx, step }));
        }
    }
}

/// "Smooth, then edges"; a step alone with its values, which tell it from the filter.
fn title(choice: &RecipeChoice, words: Language) -> String {
    let recipe = &choice.recipe;
    if recipe.then().is_empty() { recipe_in_words(recipe, words) } else { recipe.title_in(words) }
}

fn dropped(state: &State, dragged: Dragged, to: StepAt) -> Option<Change> {
    match dragged {
        Dragged::Filter(_) => dragged.step(state).map(|step| Change::Insert(to, step)),
        Dragged::Step(from) => Some(Change::Move { from, to }),
    }
}

/// One step with what can be set of it; where it is.
fn step_ui(ui: &mut Ui, at: StepAt, step: &Step, n_steps: usize, changes: &mut Vec<Change>) -> Rect {
    let words = words(ui);
    let title = step.filter.title_in(words);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        ui.spacing_mut().item_spacing.x = 0.0;
        let grip = dragged::grip(ui, grip_id(at), &words.step_of(at.step + 1, n_steps, title));
        grip.dnd_set_drag_payload(Dragged::Step(at));
        changes.extend(keys(ui, &grip, at, n_steps));
        grip.on_hover_text(words.grip_hint());
        ui.add_space(GRIP_GAP);
        ui.label(title).on_hover_text(step.filter.summary_in(words));
        at_row_end(ui, |ui| changes.extend(signs(ui, at, title, n_steps)));
    });
    // Below the title, beside the grip.
    ui.spacing_mut().indent = theme::MARGIN + GRIP_GAP;
    ui.indent(("values", at), |ui| values::ui(ui, at, step, changes));
    let place = row.response.rect;
    Rect::from_min_max(place.min, pos2(place.right(), ui.min_rect().bottom().max(place.bottom())))
}

fn grip_id(at: StepAt) -> Id {
    Id::unique(("grip", at))
}

/// What the buttons at the end of a step ask for.
fn signs(ui: &mut Ui, at: StepAt, title: &str, n_steps: usize) -> Option<Change> {
    let (words, n) = (words(ui), at.step + 1);
    let mut sign_if = |is_enabled, text, name: &str| {
        ui.add_enabled_ui(is_enabled, |ui| sign(ui, sign_id(at, text), text, name)).inner
    };
    let up = sign_if(n > 1, UP, &words.move_step_up(n, title)).on_hover_text(words.move_step_up_hint());
    let down = sign_if(n < n_steps, DOWN, &words.move_step_down(n, title)).on_hover_text(words.move_step_down_hint());
    let remove = sign_if(true, "×", &words.remove_step(n, title)).on_hover_text(words.remove_step_hint()).clicked();
    match (remove, up.clicked(), down.clicked()) {
        (true, _, _) => Some(Change::RemoveStep(at)),
        (_, true, _) => moved_by_sign(ui, &up, at, -1, n_steps),
        (_, _, true) => moved_by_sign(ui, &down, at, 1, n_steps),
        _ => None,
    }
}

/// Moves a step; the focus goes along, to the same sign or, at the end of the chain, to the grip.
fn moved_by_sign(ui: &Ui, sign: &Response, at: StepAt, by: isize, n_steps: usize) -> Option<Change> {
    let there = StepAt { step: at.step.saturating_add_signed(by), ..at };
    let is_at_end = there.step == 0 || there.step + 1 == n_steps;
    let text = if by < 0 { UP } else { DOWN };
    if sign.has_focus() {
        let next = if is_at_end { grip_id(there) } else { sign_id(there, text) };
        ui.memory_mut(|memory| memory.request_focus(next));
        // That is drawn below, in this frame still, and would take the same key for its own.
        ui.input_mut(|input| [Key::Enter, Key::Space].map(|key| input.consume_key(Modifiers::NONE, key)));
    }
    moved(at, by, n_steps)
}

fn sign_id(at: StepAt, text: &str) -> Id {
    Id::unique(("sign", at, text))
}

/// A button of one sign. It is known by its own id, so that the keyboard finds it wherever it goes.
fn sign(ui: &mut Ui, id: Id, text: &str, name: &str) -> Response {
    let (_, place) = ui.allocate_space(Vec2::splat(SIGN));
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let colours = tokens(ui);
    let is_lit = response.hovered() || response.has_focus();
    if is_lit {
        ui.painter().rect_filled(place, theme::RADIUS, colours.hovered);
    }
    let colour = if is_lit { colours.strong } else { colours.text };
    ui.painter().text(place.center(), Align2::CENTER_CENTER, text, FontId::proportional(SIGN_TEXT), colour);
    response
}

/// What keys ask for while a grip has the focus; the focus goes along with the step.
fn keys(ui: &Ui, grip: &Response, at: StepAt, n_steps: usize) -> Option<Change> {
    if !grip.has_focus() {
        return None;
    }
    let (by, is_removed) = ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::ALT, Key::ArrowUp);
        let down = input.consume_key(Modifiers::ALT, Key::ArrowDown);
        // Not consumed: whoever keeps the focus has to see by what it goes.
        (isize::from(down) - isize::from(up), input.modifiers.is_none() && input.key_pressed(Key::Delete))
    });
    if is_removed {
        return Some(Change::RemoveStep(at));
    }
    let moved = moved(at, by, n_steps)?;
    let there = StepAt { step: at.step.saturating_add_signed(by), ..at };
    ui.memory_mut(|memory| memory.request_focus(grip_id(there)));
    Some(moved)
}

/// A step moved one place up or down within its chain; nothing where it cannot.
fn moved(from: StepAt, by: isize, n_steps: usize) -> Option<Change> {
    let there = from.step.checked_add_signed(by).filter(|there| by != 0 && *there < n_steps)?;
    // Moved down, it goes behind the one that is there.
    let step = there + usize::from(by > 0);
    Some(Change::Move { from, to: StepAt { step, ..from } })
}

/// The button for one step more; where it is.
fn add_ui(ui: &mut Ui, at: StepAt, title: &str, changes: &mut Vec<Change>) -> Rect {
    let row = ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        let words = words(ui);
        let added = filter_menu(ui, words.add_step(), &words.add_step_to(title), words.add_step_hint());
        changes.extend(added.map(|step| Change::Insert(at, step)));
    });
    row.response.rect
}
