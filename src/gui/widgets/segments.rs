//! A choice between a few things that exclude each other, side by side.

use std::sync::Arc;

use egui::{Align, Galley, Layout, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2};

use super::super::theme::{self, tokens};

const PADDING: f32 = 10.0;

/// Shows every choice; says which one was clicked. `name` is what is chosen, for those who cannot see what it stands by.
pub(crate) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    choices: &[(T, &str, &str)],
) -> Option<T> {
    let colours = tokens(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let title = |title: &str| ui.painter().layout_no_wrap(title.to_owned(), font.clone(), colours.text);
    let titles: Vec<Arc<Galley>> = choices.iter().map(|choice| title(choice.1)).collect();
    let width = titles.iter().map(|title| width_of(title)).sum();
    // The width is known beforehand, so that it can stand at either end of a row.
    let mut clicked = None;
    ui.allocate_ui_with_layout(vec2(width, theme::ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let ground = ui.max_rect();
        ui.painter().rect_filled(ground, theme::RADIUS, colours.field);
        ui.painter().rect_stroke(ground, theme::RADIUS, Stroke::new(1.0, colours.line), StrokeKind::Inside);
        for ((value, title, hover), galley) in choices.iter().zip(titles) {
            if segment(ui, galley, &format!("{name}: {title}"), hover, *value == current) {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

fn width_of(title: &Galley) -> f32 {
    (title.size().x + 2.0 * PADDING).ceil()
}

fn segment(ui: &mut Ui, title: Arc<Galley>, spoken: &str, hover: &str, is_current: bool) -> bool {
    let colours = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width_of(&title), theme::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_current, spoken));
    let place = rect.shrink(3.0);
    if is_current {
        ui.painter().rect_filled(place, theme::RADIUS - 1, colours.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(place, theme::RADIUS - 1, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
    }
    let colour = if is_current || response.hovered() { colours.strong } else { colours.weak };
    let at = rect.center() - title.size() / 2.0;
    ui.painter().galley_with_override_text_color(at, title, colour);
    let response = if hover.is_empty() { response } else { response.on_hover_text(hover) };
    response.clicked() && !is_current
}
