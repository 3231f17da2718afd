//! A field for letters that are to be found, with a button that clears it.

use egui::{Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo};

use super::super::language::words;
use super::super::theme::{self, tokens};
use super::icons::{self, Icon};

/// Room between the edge of the field and its letters.
const PADDING: i8 = 8;

/// Width of the button.
const CLEAR: i8 = 24;

/// What came of the field.
pub(crate) struct Search {
    /// The field.
    pub field: Response,
    /// The letters, when they are others than before.
    pub letters: Option<String>,
}

/// Shows the field in this width. `name` is what it is called, and what stands in it as long as it is empty.
pub(crate) fn search(ui: &mut Ui, name: &str, before: &str, width: f32, hover: &str) -> Search {
    let mut letters = before.to_owned();
    let right = if before.is_empty() { PADDING } else { CLEAR };
    let margin = Margin { left: PADDING, right, top: 6, bottom: 6 };
    let edit = TextEdit::singleline(&mut letters).hint_text(name).margin(margin);
    let field = ui.add(edit.desired_width(width)).accessible_name(name);
    let mut changed = field.changed().then_some(letters);
    if !before.is_empty() && clear_ui(ui, field.rect).clicked() {
        changed = Some(String::new());
        field.request_focus();
    }
    Search { field: field.on_hover_text(hover), letters: changed }
}

fn clear_ui(ui: &Ui, field: Rect) -> Response {
    let place = field.with_min_x(field.right() - f32::from(CLEAR));
    let response = ui.interact(place, ui.scope_id().with("clear"), Sense::click());
    let words = words(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words.clear_sought()));
    let colours = tokens(ui);
    if response.has_focus() {
        let ring = place.shrink(3.0);
        ui.painter().rect_stroke(ring, theme::RADIUS - 1, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
    }
    let colour = if response.hovered() { colours.strong } else { colours.weak };
    icons::paint(ui, place, Icon::Cross, Stroke::new(1.5, colour));
    response.on_hover_text(words.clear_field())
}
