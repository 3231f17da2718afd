//! A plot that takes no part in scrolling, dragging or zooming: the page does. Knows no data.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Sense, Vec2};
use egui_plot::Plot;

use super::super::theme::Tokens;

/// A plot of this height, without a margin of its own.
pub(super) fn still_plot<'a>(id: impl Hash + Debug, height: f32, colours: &Tokens) -> Plot<'a> {
    Plot::new(id)
        .height(height)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .sense(Sense::hover())
        .show_background(false)
        .grid_color(colours.line)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(Vec2::ZERO)
}
