//! How a small picture of a picture is drawn: as much of its place as it fills, with a mark when something is wrong with
//! it. Knows no lists.

use egui::{Align2, Color32, Rect, Response, Stroke, StrokeKind, Ui, vec2};

use super::super::effects::thumbnails::Look;
use super::super::theme::{self, tokens};

/// Height of a line of text below a picture.
pub(super) const CAPTION: f32 = 20.0;

/// Height of a picture's place for its width.
pub(super) const ASPECT: f32 = 0.72;

/// How much is left of the colours of a picture that takes no part.
const DIM: f32 = 0.35;

/// The largest radius of the mark, and its part of the height of a small place.
const MARK: f32 = 9.0;
const MARK_PART: f32 = 0.28;

/// Draws what is known of it.
pub(super) fn picture_ui(ui: &Ui, place: Rect, look: &Look, has_fault: bool, is_dim: bool) {
    let colours = tokens(ui);
    ui.painter().rect_filled(place, theme::RADIUS, colours.field);
    if let Look::Ready(texture) = look {
        let scale = (place.size() / texture.size).min_elem();
        let fitted = Rect::from_center_size(place.center(), texture.size * scale.min(1.0));
        let tint = if is_dim { Color32::WHITE.gamma_multiply(DIM) } else { Color32::WHITE };
        egui::Image::from_texture(*texture).corner_radius(theme::RADIUS).tint(tint).paint_at(ui, fitted);
    }
    if has_fault || matches!(look, Look::Failed(_)) {
        fault_mark(ui, place);
    }
}

/// A line around it: of the accent when it is the one that is looked at.
pub(super) fn outline_ui(ui: &Ui, place: Rect, response: &Response, is_current: bool) {
    let colours = tokens(ui);
    let stroke = if is_current {
        Stroke::new(2.0, colours.accent)
    } else if response.hovered() {
        Stroke::new(1.0, colours.weak)
    } else {
        Stroke::new(1.0, colours.line)
    };
    ui.painter().rect_stroke(place, theme::RADIUS, stroke, StrokeKind::Inside);
}

/// An exclamation mark on a disc: a form as well as a colour.
fn fault_mark(ui: &Ui, place: Rect) {
    let colours = tokens(ui);
    let radius = (place.height() * MARK_PART).min(MARK);
    let centre = place.right_top() + vec2(-radius - 4.0, radius + 4.0);
    ui.painter().circle_filled(centre, radius, colours.error);
    let font = egui::FontId::proportional(radius * 1.6);
    ui.painter().text(centre, Align2::CENTER_CENTER, "!", font, colours.ground);
}
