//! What hands ask of a timeline: by pointer, wheel, two fingers and keys.

use egui::{EventFilter, Response, Ui};

use super::super::super::shortcuts;
use super::super::super::timeline::{Look, Place};
use super::Chart;

/// Everything that is asked for in this frame. Where lanes `scroll`, the wheel is theirs; sideways it is the timeline's.
pub(super) fn looks(ui: &Ui, chart: &Chart<'_>, response: &Response, scroll: bool) -> Vec<Look> {
    let mut looks = Vec::new();
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    looks.extend(clicked(chart, response));
    if response.dragged() {
        looks.extend(along(chart, -response.drag_delta().x));
    }
    if response.contains_pointer() {
        looks.extend(wheel(ui, chart, response, scroll));
    }
    if response.gained_focus() {
        // Keys are its own from the next frame on, so there has to be one before the next key.
        ui.ctx().request_repaint();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        looks.extend(ui.input_mut(shortcuts::looks));
    }
    looks
}

/// What lies under the pointer, when it is clicked.
fn clicked(chart: &Chart<'_>, response: &Response) -> Option<Look> {
    let at = response.interact_pointer_pos().filter(|at| response.clicked() && chart.place.contains(*at))?;
    let lane = chart.lane(at.y);
    let piece = chart.timeline.lanes.get(lane)?.stop_at(chart.grid.ns(chart.column(at.x)))?;
    Some(Look::Select(Place { lane, piece }))
}

/// So many points further along.
fn along(chart: &Chart<'_>, points: f32) -> Option<Look> {
    (points != 0.0).then(|| Look::Along(f64::from(points / chart.place.width().max(1.0))))
}

/// With Ctrl, or with two fingers, nearer and farther; else along.
fn wheel(ui: &Ui, chart: &Chart<'_>, response: &Response, scroll: bool) -> Option<Look> {
    let zoom = ui.input(|input| input.zoom_delta());
    if zoom != 1.0 {
        let at = response.hover_pos().map_or(0.5, |at| (at.x - chart.place.left()) / chart.place.width().max(1.0));
        return Some(Look::Zoom(zoom.into(), f64::from(at).clamp(0.0, 1.0)));
    }
    let is_all_seen = chart.grid.ns(0.0) <= chart.timeline.all.from_ns
        && chart.grid.ns(f64::from(chart.grid.n_columns)) >= chart.timeline.all.to_ns;
    if is_all_seen {
        // There is nowhere to go, so the wheel is left to what lies around.
        return None;
    }
    let points = ui.input_mut(|input| {
        let delta = &mut input.smooth_scroll_delta;
        let sideways = std::mem::take(&mut delta.x);
        if scroll { sideways } else { sideways + std::mem::take(&mut delta.y) }
    });
    along(chart, -points)
}
