//! Signs that are drawn, because not every font has them; and the button that carries one.

use egui::{Id, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::super::theme::{self, tokens};

/// Half the side of a sign.
const HALF: f32 = 6.0;

/// How wide an arrow turns.
const TURN: f32 = 5.0;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Icon {
    /// Four squares.
    Grid,
    /// Three lines.
    Rows,
    /// An arrow that points up.
    Up,
    /// An arrow that points down.
    Down,
    /// A cross.
    Cross,
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns forth.
    Redo,
    /// Two angles that point left.
    ToLeft,
    /// Two angles that point right.
    ToRight,
}

/// A button with a sign. `name` is what it is called, for those who cannot see it; `hover` may be empty.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, hover: &str) -> Response {
    let id = ui.next_auto_id();
    icon_button_of(ui, id, icon, name, hover)
}

/// The same with an id of its own, by which the keyboard finds it.
pub(crate) fn icon_button_of(ui: &mut Ui, id: Id, icon: Icon, name: &str, hover: &str) -> Response {
    let (_, rect) = ui.allocate_space(Vec2::splat(theme::ROW));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let colours = tokens(ui);
    let ground = if response.hovered() { colours.hovered } else { colours.raised };
    ui.painter().rect_filled(rect, theme::RADIUS, ground);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::RADIUS, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
    }
    let stroke = Stroke::new(1.5, if response.hovered() { colours.strong } else { colours.text });
    paint(ui, rect, icon, stroke);
    if hover.is_empty() { response } else { response.on_hover_text(hover) }
}

/// Draws a sign in the middle of a place.
pub(crate) fn paint(ui: &Ui, place: Rect, icon: Icon, stroke: Stroke) {
    let (painter, centre) = (ui.painter(), place.center());
    match icon {
        Icon::Grid => {
            for corner in [vec2(-HALF, -HALF), vec2(1.0, -HALF), vec2(-HALF, 1.0), vec2(1.0, 1.0)] {
                let square = Rect::from_min_size(centre + corner, Vec2::splat(HALF - 1.0));
                painter.rect_stroke(square, 1, stroke, StrokeKind::Inside);
            }
        }
        Icon::Rows => {
            for y in [-4.5, 0.0, 4.5] {
                painter.hline(centre.x - HALF..=centre.x + HALF, centre.y + y, stroke);
            }
        }
        Icon::Cross => {
            for x in [-4.0, 4.0] {
                painter.line_segment([centre + vec2(x, -4.0), centre + vec2(-x, 4.0)], stroke);
            }
        }
        Icon::Undo | Icon::Redo => {
            let turn = if icon == Icon::Undo { 1.0 } else { -1.0 };
            let at = |x: f32, y: f32| centre + vec2(turn * x, y + 1.0);
            let arc = (0..=11)
                .map(|n| (180.0 + 20.0 * n as f32).to_radians())
                .map(|angle| at(TURN * angle.cos(), TURN * angle.sin()));
            painter.add(Shape::line(arc.collect(), stroke));
            painter.add(Shape::line(vec![at(-TURN - 3.0, -2.5), at(-TURN, 0.5), at(-TURN + 3.0, -2.5)], stroke));
        }
        Icon::ToLeft | Icon::ToRight => {
            let turn = if icon == Icon::ToLeft { 1.0 } else { -1.0 };
            for x in [-3.5, 2.5] {
                let at = |dx: f32, dy| centre + vec2(turn * (x + dx), dy);
                painter.add(Shape::line(vec![at(3.0, -4.0), at(-1.0, 0.0), at(3.0, 4.0)], stroke));
            }
        }
        Icon::Up | Icon::Down => {
            let up = if icon == Icon::Up { 1.0 } else { -1.0 };
            let point = |x: f32, y: f32| centre + vec2(x, y * up);
            painter.line_segment([point(0.0, HALF), point(0.0, -HALF)], stroke);
            painter
                .add(Shape::line(vec![point(-4.0, -HALF + 4.0), point(0.0, -HALF), point(4.0, -HALF + 4.0)], stroke));
        }
    }
}
