//! A place for a picture that is looked at from near and far: what hands ask of it, and how its pixels are drawn.
//! Knows no state.

use egui::emath::GuiRounding as _;
use egui::{
    Color32, EventFilter, Id, Mesh, MouseWheelUnit, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, TextureId,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::preview_view::Ask;
use super::super::shortcuts;
use super::super::sight::{Cells, Sight};
use super::super::theme::{self, tokens};

/// From this zoom on pixels are set apart by a grid.
pub(crate) const GRID_FROM: f64 = 8.0;

/// A turn of the wheel that counts as a step nearer, in points.
const NOTCH: f32 = 40.0;

/// A line of a wheel, in points.
const LINE: f32 = 40.0;

/// Takes a place, and says what is asked of it. `id` tells it from others, whatever it is called; `spoken` is what is
/// to be told of what is seen there.
pub(crate) fn zoomable(ui: &Ui, id: &str, place: Rect, (name, spoken): (&str, &str)) -> (Response, Vec<Ask>) {
    let response = ui.interact(place, ui.scope_id().with(id), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(spoken.to_owned()),
        ..WidgetInfo::labeled(Role::Image, ui.is_enabled(), name)
    });
    let scale = ui.pixels_per_point();
    let mut asks = Vec::new();
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.dragged() {
        asks.extend(moved(response.drag_delta(), scale));
    }
    if response.contains_pointer() {
        asks.extend(wheel(ui, &response, place, scale));
    }
    if response.gained_focus() {
        // Keys are its own from the next frame on, so there has to be one before the next key.
        ui.ctx().request_repaint();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        asks.extend(ui.input_mut(shortcuts::asks));
        let stroke = Stroke::new(1.5, tokens(ui).accent);
        ui.painter().rect_stroke(place.expand(2.0), theme::RADIUS, stroke, StrokeKind::Inside);
    }
    (response, asks)
}

/// A point on the screen, in pixels from the corner of a place.
pub(crate) fn in_place(ui: &Ui, place: Rect, at: Pos2) -> [f64; 2] {
    let from_corner = (at - place.min) * ui.pixels_per_point();
    [from_corner.x.into(), from_corner.y.into()]
}

/// Draws cells where they belong in a place, as far as they lie within `clip`; below them squares, if some are given
/// with how many pixels they take before they come again.
pub(crate) fn paint(
    ui: &Ui,
    (place, clip): (Rect, Rect),
    sight: &Sight,
    (cells, texture): (&Cells, TextureId),
    squares: Option<(TextureId, usize)>,
) {
    let painter = ui.painter().with_clip_rect(clip.intersect(place).intersect(ui.clip_rect()));
    let [min, max] = cells.corners().map(|corner| on_screen(ui, place, sight, corner));
    let seen = Rect::from_min_max(min, max);
    let all = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    if let Some((squares, pixels)) = squares {
        let mut mesh = Mesh::with_texture(squares);
        let times = seen.size() * ui.pixels_per_point() / pixels as f32;
        mesh.add_rect_with_uv(seen, Rect::from_min_size(Pos2::ZERO, times), Color32::WHITE);
        painter.add(mesh);
    }
    painter.image(texture, seen, all, Color32::WHITE);
}

/// Draws the edges of pixels in a place, as far as they lie within `clip`.
pub(crate) fn grid(ui: &Ui, (place, clip): (Rect, Rect), sight: &Sight, cells: &Cells) {
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    let [min, max] = cells.corners().map(|corner| on_screen(ui, place, sight, corner));
    let stroke = Stroke::new(1.0 / ui.pixels_per_point(), Color32::from_rgba_unmultiplied(128, 128, 128, 80));
    for column in cells.columns.start..=cells.columns.end {
        painter.vline(on_screen(ui, place, sight, [column as f64, 0.0]).x, min.y..=max.y, stroke);
    }
    for row in cells.rows.start..=cells.rows.end {
        painter.hline(min.x..=max.x, on_screen(ui, place, sight, [0.0, row as f64]).y, stroke);
    }
}

/// Draws a frame around one pixel, as far as it lies within `clip`.
pub(crate) fn mark(ui: &Ui, (place, clip): (Rect, Rect), sight: &Sight, pixel: [usize; 2]) {
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    let [x, y] = pixel.map(|n| n as f64);
    let [min, max] = [[x, y], [x + 1.0, y + 1.0]].map(|corner| on_screen(ui, place, sight, corner));
    let frame = Rect::from_min_max(min, max);
    painter.rect_stroke(frame, 0.0, Stroke::new(1.0, Color32::BLACK), StrokeKind::Outside);
    painter.rect_stroke(frame, 0.0, Stroke::new(1.0, Color32::WHITE), StrokeKind::Inside);
}

fn on_screen(ui: &Ui, place: Rect, sight: &Sight, at: [f64; 2]) -> Pos2 {
    let [x, y] = sight.on_screen(at).map(|pixels| pixels as f32 / ui.pixels_per_point());
    (place.min + vec2(x, y)).round_to_pixels(ui.pixels_per_point())
}

fn moved(by: Vec2, scale: f32) -> Option<Ask> {
    let by = by * scale;
    (by != Vec2::ZERO).then(|| Ask::Move([by.x.into(), by.y.into()]))
}

/// With Ctrl, or with two fingers, nearer and farther in steps; else moved.
fn wheel(ui: &Ui, response: &Response, place: Rect, scale: f32) -> Option<Ask> {
    let around = response.hover_pos().map(|at| in_place(ui, place, at));
    let steps = steps_of_wheel(ui, response.id);
    if steps != 0 {
        return Some(Ask::Nearer(steps, around));
    }
    moved(ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta)), scale)
}

/// Whole steps; what is left of one is kept for the next frame. Turns are taken as they come, not smoothed over several
/// frames, so that a notch is a step.
fn steps_of_wheel(ui: &Ui, id: Id) -> i32 {
    let turned: f32 = ui.input(|input| {
        let turns = input.events.iter().map(|event| match event {
            egui::Event::MouseWheel { unit, delta, modifiers, .. } if modifiers.command => match unit {
                MouseWheelUnit::Point => delta.y,
                MouseWheelUnit::Line => delta.y * LINE,
                MouseWheelUnit::Page => delta.y * LINE * 4.0,
            },
            egui::Event::Zoom(factor) => factor.ln() * 4.0 * NOTCH,
            _ => 0.0,
        });
        turns.sum()
    });
    if turned == 0.0 {
        return 0;
    }
    ui.data_mut(|data| {
        let kept: &mut f32 = data.get_temp_mut_or_default(id);
        *kept += turned;
        let steps = (*kept / NOTCH).trunc();
        *kept -= steps * NOTCH;
        steps as i32
    })
}
