//! A line between two things in one place, which is moved by hand, by keys and by those who read the screen aloud.

use egui::accesskit::{Action, ActionData};
use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::theme::tokens;

/// Width of what can be taken hold of, and size of the handle.
const HOLD: f32 = 20.0;
const HANDLE: egui::Vec2 = vec2(14.0, 32.0);

/// How far a key moves it.
const STEP: f32 = 0.01;

/// Keys and how far they move it. With more modifiers first: keys with fewer of them match those with more, too.
const KEYS: [(Modifiers, Key, f32); 6] = [
    (Modifiers::SHIFT, Key::ArrowLeft, -10.0 * STEP),
    (Modifiers::SHIFT, Key::ArrowRight, 10.0 * STEP),
    (Modifiers::NONE, Key::ArrowLeft, -STEP),
    (Modifiers::NONE, Key::ArrowRight, STEP),
    (Modifiers::NONE, Key::Home, -1.0),
    (Modifiers::NONE, Key::End, 1.0),
];

/// Shows the line in a place, from 0 at its left to 1; says where it is to stand instead.
pub(crate) fn divider(ui: &Ui, name: &str, place: Rect, at: f32) -> Option<f32> {
    let x = place.left() + at * place.width();
    let hold = Rect::from_center_size(pos2(x, place.center().y), vec2(HOLD, place.height())).intersect(place);
    let response = ui.interact(hold, ui.scope_id().with(name), Sense::click_and_drag());
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    let percent = f64::from((at * 100.0).round());
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), percent, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value_step(f64::from(STEP * 100.0));
        [Action::SetValue, Action::Increment, Action::Decrement].into_iter().for_each(|action| node.add_action(action));
    });
    line_ui(ui, place, x, &response);
    let moved = dragged(&response, place).or_else(|| asked(ui, &response)).unwrap_or(at + by_keys(ui, &response));
    let moved = moved.clamp(0.0, 1.0);
    (moved != at).then_some(moved)
}

fn line_ui(ui: &Ui, place: Rect, x: f32, response: &Response) {
    let (painter, colours) = (ui.painter(), tokens(ui));
    // A dark line beside a light one is seen on any picture.
    painter.vline(x + 1.0, place.y_range(), Stroke::new(1.0, egui::Color32::from_black_alpha(160)));
    painter.vline(x, place.y_range(), Stroke::new(1.0, egui::Color32::WHITE));
    let handle = Rect::from_center_size(pos2(x, place.center().y), HANDLE);
    let is_marked = response.hovered() || response.dragged() || response.has_focus();
    let fill = if is_marked { colours.hovered } else { colours.raised };
    painter.rect_filled(handle, 7.0, fill);
    let (width, edge) = if response.has_focus() { (2.0, colours.accent) } else { (1.0, colours.weak) };
    painter.rect_stroke(handle, 7.0, Stroke::new(width, edge), StrokeKind::Outside);
    for aside in [-2.0, 2.0] {
        let grip = handle.center().y - 6.0..=handle.center().y + 6.0;
        painter.vline(x + aside, grip, Stroke::new(1.0, colours.strong));
    }
}

/// Under the pointer.
fn dragged(response: &Response, place: Rect) -> Option<f32> {
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some((pointer.x - place.left()) / place.width().max(1.0))
}

/// The value that a program was asked for which reads the screen aloud.
fn asked(ui: &Ui, response: &Response) -> Option<f32> {
    ui.input(|input| {
        let mut requests = input.accesskit_action_requests(response.id, Action::SetValue);
        requests.find_map(|request| match request.data {
            Some(ActionData::NumericValue(percent)) => Some(percent as f32 / 100.0),
            _ => None,
        })
    })
}

fn by_keys(ui: &Ui, response: &Response) -> f32 {
    let presses = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action) as f32);
    let steps = (presses(Action::Increment) - presses(Action::Decrement)) * STEP;
    if response.gained_focus() {
        // Keys are its own from the next frame on, so there has to be one before the next key.
        ui.ctx().request_repaint();
    }
    if !response.has_focus() {
        return steps;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |(modifiers, key, by): (Modifiers, Key, f32)| {
        ui.input_mut(|input| input.count_and_consume_key(modifiers, key)) as f32 * by
    };
    steps + KEYS.into_iter().map(pressed).sum::<f32>()
}
