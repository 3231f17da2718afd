//! A tick box: filled with the accent when ticked, so that what is on is seen at a glance.

use std::sync::Arc;

use egui::{
    Galley, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::super::theme::{self, tokens};
use super::elide;

/// Side of the box.
pub(crate) const BOX: f32 = 16.0;

/// How far around a box in a corner a click still hits it.
const REACH: f32 = 4.0;

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
    box_ui(ui, place, Some(*is_on), &response);
    label_ui(ui, place, galley, &response);
    response
}

/// A box for several things, some of which are ticked when it stands at none. Says whether all are to be ticked when
/// it was clicked. `name` is what a click does, for those who cannot see what the label is about.
pub(crate) fn tick_of_several(ui: &mut Ui, is_on: Option<bool>, label: &str, name: &str) -> (Response, Option<bool>) {
    let font = TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, tokens(ui).text);
    let width = BOX + theme::GAP + galley.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y), Sense::click());
    response.widget_info(|| WidgetInfo {
        selected: is_on,
        current_text_value: Some(label.to_owned()),
        ..WidgetInfo::labeled(Role::CheckBox, ui.is_enabled(), name)
    });
    let place = Rect::from_center_size(pos2(rect.left() + BOX / 2.0, rect.center().y), vec2(BOX, BOX));
    box_ui(ui, place, is_on, &response);
    label_ui(ui, place, galley, &response);
    let asked = response.clicked().then_some(is_on != Some(true));
    (response, asked)
}

/// A box in the corner of something that has a name and takes the keys. Whoever cannot see it hears `spoken`.
pub(crate) fn corner_tick(ui: &Ui, id: Id, corner: Pos2, is_on: bool, spoken: &str) -> Response {
    let place = Rect::from_min_size(corner, vec2(BOX, BOX));
    // Easier to hit than it is large. The keyboard has its own way to it.
    let response = ui.interact(place.expand(REACH), id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_on, spoken));
    // It stands out from any picture.
    ui.painter().rect_filled(place.expand(1.5), theme::RADIUS + 1, tokens(ui).panel);
    box_ui(ui, place, Some(is_on), &response);
    response
}

fn label_ui(ui: &Ui, place: Rect, galley: Arc<Galley>, response: &Response) {
    let at = pos2(place.right() + theme::GAP, place.center().y - galley.size().y / 2.0);
    let colour = if response.hovered() { tokens(ui).strong } else { tokens(ui).text };
    ui.painter().galley_with_override_text_color(at, galley, colour);
}

/// Ticked, not, or in part if none.
fn box_ui(ui: &Ui, place: Rect, is_on: Option<bool>, response: &Response) {
    let colours = tokens(ui);
    let painter = ui.painter();
    let is_filled = is_on != Some(false);
    painter.rect_filled(place, theme::RADIUS, if is_filled { colours.accent_fill } else { colours.field });
    if is_filled {
        let point = |x: f32, y: f32| place.min + vec2(x, y);
        let mark = match is_on {
            None => vec![point(4.0, 8.0), point(12.0, 8.0)],
            Some(_) => vec![point(4.0, 8.5), point(7.0, 11.5), point(12.0, 5.0)],
        };
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
