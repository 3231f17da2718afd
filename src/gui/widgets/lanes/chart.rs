//! Where lanes and bars lie on the screen. Arithmetic alone.

use egui::emath::GuiRounding as _;
use egui::{Rect, Ui, pos2};

use super::super::super::timeline::{Grid, Stretch, Timeline};

/// Between the bars of two lanes.
const BETWEEN: f32 = 6.0;

/// The bars of all lanes, on the screen.
pub(super) struct Chart<'a> {
    /// What is seen.
    pub timeline: &'a Timeline,
    /// Its columns.
    pub grid: Grid,
    /// Where the bars are, without the names.
    pub place: Rect,
    /// Points of a column.
    pub pixel: f32,
    lane_height: f32,
}

impl<'a> Chart<'a> {
    /// A stretch of time, in this place.
    pub(super) fn new(ui: &Ui, timeline: &'a Timeline, window: Stretch, place: Rect, lane_height: f32) -> Self {
        let per_point = ui.pixels_per_point();
        let place = place.with_min_x(place.left().round_to_pixels(per_point));
        // Floats that do not fit become the nearest number that does.
        let n_columns = (place.width() * per_point) as u32;
        Self { timeline, grid: Grid::new(window, n_columns), place, pixel: 1.0 / per_point, lane_height }
    }

    /// Where a column begins.
    pub(super) fn x(&self, column: f64) -> f32 {
        self.place.left() + column as f32 * self.pixel
    }

    /// The column that a point is in.
    pub(super) fn column(&self, x: f32) -> f64 {
        f64::from((x - self.place.left()) / self.pixel)
    }

    /// The lane that a point is in.
    pub(super) fn lane(&self, y: f32) -> usize {
        // Floats that do not fit become the nearest number that does.
        ((y - self.place.top()) / self.lane_height) as usize
    }

    /// Where a lane is.
    pub(super) fn lane_place(&self, lane: usize) -> Rect {
        let top = self.place.top() + lane as f32 * self.lane_height;
        Rect::from_x_y_ranges(self.place.x_range(), top..=top + self.lane_height)
    }

    /// Where bars lie in a lane, from one column to another.
    pub(super) fn bar(&self, lane: usize, left: f64, right: f64) -> Rect {
        let lane = self.lane_place(lane).shrink(BETWEEN / 2.0);
        Rect::from_min_max(pos2(self.x(left), lane.top()), pos2(self.x(right), lane.bottom()))
    }
}
