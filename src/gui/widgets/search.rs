//! A field for letters that are to be found, with a button that clears it.

use egui::{Button, Color32, Rect, Response, TextEdit, Ui, Vec2, pos2, vec2};

use super::super::theme;

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
    let room = if before.is_empty() { 0.0 } else { theme::ROW - 8.0 };
    let (place, _) = ui.allocate_exact_size(vec2(width, theme::ROW), egui::Sense::hover());
    let edit = TextEdit::singleline(&mut letters).hint_text(name);
    let edit = edit.margin(egui::Margin { left: 8, right: 8 + room as i8, top: 6, bottom: 6 });
    let field = ui.put(place, edit.desired_width(width - 16.0 - room)).accessible_name(name).on_hover_text(hover);
    let mut changed = field.changed().then_some(letters);
    if !before.is_empty() {
        let side = theme::ROW - 8.0;
        let corner = pos2(place.right() - side - 4.0, place.center().y - side / 2.0);
        let clear = Button::new("×").fill(Color32::TRANSPARENT).min_size(Vec2::splat(side));
        let clear = ui.scope(|ui| {
            ui.spacing_mut().button_padding = Vec2::ZERO;
            ui.put(Rect::from_min_size(corner, Vec2::splat(side)), clear)
        });
        if clear.inner.accessible_name("Clear what is to be found").on_hover_text("Clear").clicked() {
            changed = Some(String::new());
            field.request_focus();
        }
    }
    Search { field, letters: changed }
}
