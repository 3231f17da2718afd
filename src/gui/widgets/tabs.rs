//! A row of tabs: which of several views is seen.

use egui::{Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::super::theme::tokens;

const HEIGHT: f32 = 36.0;
const UNDERLINE: f32 = 2.0;

/// Shows every tab; says which one was clicked.
pub(crate) fn tabs<T: Copy + PartialEq>(ui: &mut Ui, current: T, choices: &[(T, String)]) -> Option<T> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        for (value, title) in choices {
            if tab(ui, title, *value == current) {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

fn tab(ui: &mut Ui, title: &str, is_current: bool) -> bool {
    let colours = tokens(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(title.to_owned(), font, colours.text);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), is_current, title));
    let is_marked = is_current || response.hovered() || response.has_focus();
    let colour = if is_marked { colours.strong } else { colours.weak };
    let at = rect.left_center() - vec2(0.0, galley.size().y / 2.0);
    ui.painter().galley_with_override_text_color(at, galley, colour);
    if is_current || response.has_focus() {
        let line = rect.with_min_y(rect.bottom() - UNDERLINE);
        ui.painter().rect_filled(line, 1.0, if is_current { colours.accent } else { colours.weak });
    }
    response.clicked()
}
