//! A row of tabs: which of several views is seen.

use std::sync::Arc;

use egui::{Galley, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::super::theme::tokens;

const HEIGHT: f32 = 36.0;
const UNDERLINE: f32 = 2.0;

/// Between tabs, and the least where there are too many for the width.
const APART: f32 = 24.0;
const LEAST_APART: f32 = 5.0;

/// Shows every tab, with what is said when the pointer rests on it; says which one was clicked.
pub(crate) fn tabs<T: Copy + PartialEq>(ui: &mut Ui, current: T, choices: &[(T, String, String)]) -> Option<T> {
    let font = TextStyle::Body.resolve(ui.style());
    let title = |title: &str| ui.painter().layout_no_wrap(title.to_owned(), font.clone(), tokens(ui).text);
    let titles: Vec<Arc<Galley>> = choices.iter().map(|(_, text, _)| title(text)).collect();
    let left_over = ui.available_width() - titles.iter().map(|title| title.size().x).sum::<f32>();
    let apart = left_over / titles.len().saturating_sub(1).max(1) as f32;
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(apart.floor().clamp(LEAST_APART, APART), 0.0);
        for ((value, text, hover), galley) in choices.iter().zip(titles) {
            if tab(ui, galley, (text, hover), *value == current) {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

fn tab(ui: &mut Ui, galley: Arc<Galley>, (title, hover): (&str, &str), is_current: bool) -> bool {
    let colours = tokens(ui);
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
    response.on_hover_text(hover).clicked()
}
