//! A tick box: filled with the accent when ticked, so that what is on is seen at a glance.

use egui::{Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::super::theme::{self, tokens};
use super::elide;

const BOX: f32 = 16.0;

/// Shows the box with its label; a click on either changes it.
pub(crate) fn tick(ui: &mut Ui, is_on: &mut bool, label: &str) -> Response {
    tick_within(ui, is_on, label, f32::INFINITY)
}

/// The same within a width, for which the label is shortened.
pub(crate) fn tick_within(ui: &mut Ui, is_on: &mut bool, label: &str, width: f32) -> Response {
    let font = TextStyle::Body.resolve(ui.style());
    let short = elide::middle(ui, label, &font, width - BOX - theme::GAP);
    let galley = ui.painter().layout_no_wrap(short, font, tokens(ui).text);
    let width = BOX + theme::GAP + galley.size().x;
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y), Sense::click());
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *is_on, label));
    let place = Rect::from_center_size(pos2(rect.left() + BOX / 2.0, rect.center().y), vec2(BOX, BOX));
    box_ui(ui, place, *is_on, &response);
    let at = pos2(place.right() + theme::GAP, rect.center().y - galley.size().y / 2.0);
    let colour = if response.hovered() { tokens(ui).strong } else { tokens(ui).text };
    ui.painter().galley_with_override_text_color(at, galley, colour);
    response
}

fn box_ui(ui: &Ui, place: Rect, is_on: bool, response: &Response) {
    let colours = tokens(ui);
    let painter = ui.painter();
    painter.rect_filled(place, theme::RADIUS, if is_on { colours.accent_fill } else { colours.field });
    if is_on {
        let point = |x: f32, y: f32| place.min + vec2(x, y);
        let mark = vec![point(4.0, 8.5), point(7.0, 11.5), point(12.0, 5.0)];
        painter.add(Shape::line(mark, Stroke::new(1.75, colours.on_accent)));
    } else {
        let edge = if response.hovered() { colours.strong } else { colours.weak };
        painter.rect_stroke(place, theme::RADIUS, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    if response.has_focus() {
        painter.rect_stroke(
            place.expand(2.0),
            theme::RADIUS + 2,
            Stroke::new(1.5, colours.accent),
            StrokeKind::Outside,
        );
    }
}
