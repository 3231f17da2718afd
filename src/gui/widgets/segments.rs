//! A choice between a few things that exclude each other, side by side: by their titles or by their signs. It is one
//! stop of Tab; the arrows to the left and right choose.

use std::sync::Arc;

use egui::{
    Align, Color32, EventFilter, Galley, Key, Layout, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextStyle, Ui, WidgetInfo, vec2,
};

use super::super::theme::{self, tokens};
use super::icons::{self, Icon};

const PADDING: f32 = 10.0;

/// Shows every choice; says which one was clicked. `name` is what is chosen, for those who cannot see what it stands by.
pub(crate) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    choices: &[(T, &str, &str)],
) -> Option<T> {
    let colour = tokens(ui).text;
    let font = TextStyle::Body.resolve(ui.style());
    let choices = choices.iter().map(|(value, title, hover)| Segment {
        value: *value,
        spoken: format!("{name}: {title}"),
        hover: (*hover).to_owned(),
        face: Face::Title(ui.painter().layout_no_wrap((*title).to_owned(), font.clone(), colour)),
    });
    let choices: Vec<Segment<T>> = choices.collect();
    side_by_side(ui, current, choices)
}

/// The same by signs. `key` is said with each title.
pub(crate) fn icon_segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    choices: &[(T, Icon, &str)],
    key: &str,
) -> Option<T> {
    let choices = choices.iter().map(|(value, icon, title)| Segment {
        value: *value,
        spoken: format!("{name}: {title}"),
        hover: format!("{title} ({key})"),
        face: Face::Sign(*icon),
    });
    side_by_side(ui, current, choices.collect())
}

/// One of the choices.
struct Segment<T> {
    value: T,
    spoken: String,
    hover: String,
    face: Face,
}

/// What is seen of a choice.
enum Face {
    Title(Arc<Galley>),
    Sign(Icon),
}

impl Face {
    fn width(&self) -> f32 {
        match self {
            Self::Title(title) => (title.size().x + 2.0 * PADDING).ceil(),
            Self::Sign(_) => theme::ROW,
        }
    }

    fn paint(self, ui: &Ui, place: Rect, colour: Color32) {
        match self {
            Self::Title(title) => {
                let at = place.center() - title.size() / 2.0;
                ui.painter().galley_with_override_text_color(at, title, colour);
            }
            Self::Sign(icon) => icons::paint(ui, place, icon, Stroke::new(1.5, colour)),
        }
    }
}

fn side_by_side<T: Copy + PartialEq>(ui: &mut Ui, current: T, choices: Vec<Segment<T>>) -> Option<T> {
    let colours = tokens(ui);
    // The width is known beforehand, so that it can stand at either end of a row.
    let size = vec2(choices.iter().map(|choice| choice.face.width()).sum(), theme::ROW);
    let stop = choices.iter().position(|choice| choice.value == current).unwrap_or(0);
    let values: Vec<T> = choices.iter().map(|choice| choice.value).collect();
    let mut responses = Vec::new();
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let ground = Rect::from_min_size(ui.max_rect().min, size);
        ui.painter().rect_filled(ground, theme::RADIUS, colours.field);
        ui.painter().rect_stroke(ground, theme::RADIUS, Stroke::new(1.0, colours.line), StrokeKind::Inside);
        for (idx, choice) in choices.into_iter().enumerate() {
            let is_current = choice.value == current;
            responses.push(segment(ui, choice, is_current, idx == stop));
        }
    });
    let chosen = arrowed(ui, &responses, stop).or_else(|| responses.iter().position(Response::clicked));
    chosen.and_then(|idx| values.get(idx).copied()).filter(|value| *value != current)
}

/// Which one the arrows choose while the one that Tab stops at has the focus; the focus goes along.
fn arrowed(ui: &Ui, responses: &[Response], stop: usize) -> Option<usize> {
    let focused = responses.get(stop).filter(|response| response.has_focus())?;
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as isize;
    let by = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
    let next = stop.checked_add_signed(by).filter(|_| by != 0)?.min(responses.len() - 1);
    responses.get(next)?.request_focus();
    Some(next)
}

fn segment<T>(ui: &mut Ui, choice: Segment<T>, is_current: bool, is_stop: bool) -> Response {
    let Segment { spoken, hover, face, .. } = choice;
    let colours = tokens(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(face.width(), theme::ROW), if is_stop { Sense::click() } else { Sense::CLICK });
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_current, &spoken));
    let place = rect.shrink(3.0);
    if is_current {
        ui.painter().rect_filled(place, theme::RADIUS - 1, colours.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(place, theme::RADIUS - 1, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
    }
    let colour = if is_current || response.hovered() { colours.strong } else { colours.weak };
    face.paint(ui, rect, colour);
    if hover.is_empty() { response } else { response.on_hover_text(hover) }
}
