//! A choice between a few things that exclude each other, side by side.

use egui::{Frame, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2};

use super::super::theme::{self, tokens};

const PADDING: f32 = 10.0;

/// Shows every choice; says which one was clicked. `name` is what is chosen, for those who cannot see what it stands by.
pub(crate) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    choices: &[(T, &str, &str)],
) -> Option<T> {
    let mut clicked = None;
    let colours = tokens(ui);
    let frame = Frame::NONE.fill(colours.field).stroke(Stroke::new(1.0, colours.line)).corner_radius(theme::RADIUS);
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (value, title, hover) in choices {
                if segment(ui, name, title, hover, *value == current) {
                    clicked = Some(*value);
                }
            }
        });
    });
    clicked
}

fn segment(ui: &mut Ui, name: &str, title: &str, hover: &str, is_current: bool) -> bool {
    let colours = tokens(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(title.to_owned(), font, colours.text);
    let size = vec2(galley.size().x + 2.0 * PADDING, theme::ROW - 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("{name}: {title}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_current, &label));
    let place: Rect = rect.shrink(2.0);
    if is_current {
        ui.painter().rect_filled(place, theme::RADIUS - 1, colours.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(place, theme::RADIUS - 1, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
    }
    let colour = if is_current || response.hovered() { colours.strong } else { colours.weak };
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley_with_override_text_color(at, galley, colour);
    let response = if hover.is_empty() { response } else { response.on_hover_text(hover) };
    response.clicked() && !is_current
}
