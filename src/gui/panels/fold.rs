//! Panels beside the middle can be folded away: the sign that does it, and the strip that is left of them.
//!
//! Knows nothing of what is in a panel.

use egui::{Id, Rect, Response, Sense, Shape, Stroke, TextStyle, Ui, WidgetInfo, epaint::TextShape, vec2};

use super::super::action::Action;
use super::super::choices::Side;
use super::super::shortcuts::{FOLDS, Shortcut};
use super::super::state::State;
use super::super::theme::{self, GAP, tokens};
use super::super::widgets::icons::{Icon, icon_button_of, paint};
use crate::words::Language;

/// How wide the strip is, in points.
pub(crate) const STRIP: f32 = 32.0;

/// The sign that folds a panel away.
pub(crate) fn button_ui(ui: &mut Ui, state: &State, side: Side, actions: &mut Vec<Action>) {
    let name = fold_name(side, state.words());
    let button = icon_button_of(ui, id(side, true), outwards(side), name, &key(side).hover(name));
    if button.clicked() {
        fold(ui, &button, side, true, actions);
    }
}

/// The strip that is left of a panel: a click anywhere on it unfolds the panel.
pub(crate) fn strip_ui(ui: &mut Ui, state: &State, side: Side, actions: &mut Vec<Action>) {
    let (words, colours) = (state.words(), tokens(ui));
    let place = ui.available_rect_before_wrap();
    ui.allocate_rect(place, Sense::empty());
    let response = ui.interact(place, id(side, false), Sense::click());
    let (name, title) = match side {
        Side::Pictures => (words.unfold_pictures(), words.part_pictures()),
        Side::Recipes => (words.unfold_recipes(), words.part_recipes()),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    let colour = if response.hovered() || response.has_focus() { colours.strong } else { colours.weak };
    let sign = Rect::from_min_size(place.min, vec2(place.width(), theme::ROW));
    paint(ui, sign, inwards(side), Stroke::new(1.5, colour));
    upright(ui, sign.center_bottom() + vec2(0.0, GAP), title, colour);
    if response.clone().on_hover_text(key(side).hover(name)).clicked() {
        fold(ui, &response, side, false, actions);
    }
}

/// Asks for it; the focus goes along to what does the opposite.
fn fold(ui: &Ui, button: &Response, side: Side, is_folded: bool, actions: &mut Vec<Action>) {
    if button.has_focus() {
        ui.memory_mut(|memory| memory.request_focus(id(side, !is_folded)));
    }
    actions.push(Action::Fold(side, is_folded));
}

fn id(side: Side, folds: bool) -> Id {
    Id::unique((side, folds))
}

/// A title that is read from above to below.
fn upright(ui: &Ui, top: egui::Pos2, title: &str, colour: egui::Color32) {
    let text = ui.painter().layout_no_wrap(title.to_owned(), TextStyle::Body.resolve(ui.style()), colour);
    let at = top + vec2(text.size().y / 2.0, 0.0);
    ui.painter().add(Shape::Text(TextShape::new(at, text, colour).with_angle(std::f32::consts::FRAC_PI_2)));
}

fn key(side: Side) -> &'static Shortcut {
    let [pictures, recipes] = &FOLDS;
    match side {
        Side::Pictures => pictures,
        Side::Recipes => recipes,
    }
}

fn fold_name(side: Side, words: Language) -> &'static str {
    match side {
        Side::Pictures => words.fold_pictures(),
        Side::Recipes => words.fold_recipes(),
    }
}

fn outwards(side: Side) -> Icon {
    match side {
        Side::Pictures => Icon::ToLeft,
        Side::Recipes => Icon::ToRight,
    }
}

fn inwards(side: Side) -> Icon {
    match side {
        Side::Pictures => Icon::ToRight,
        Side::Recipes => Icon::ToLeft,
    }
}
