//! What bars look like: phases are filled with their colour; waiting has a pattern for each cause, so that nobody has to
//! tell causes apart by colour.
//!
//! Everything is made of upright rectangles on whole pixels, in one mesh: crisp, and cheap by the ten thousand.

use egui::{Color32, Mesh, Rect, pos2};

use super::super::super::theme::Tokens;
use super::super::super::timeline::{Grid, What};
use crate::compare::Cause;

/// From one stripe to the next, in columns, and how many of them a stripe takes.
const STRIPE: f64 = 5.0;

/// How many stripes lie in a bar.
const N_LEVELS: usize = 3;

/// Bars that are drawn together.
pub(super) struct Marks {
    mesh: Mesh,
    colours: &'static Tokens,
    /// Points of a column.
    pixel: f32,
    /// Where upright stripes begin: they move along with the bars.
    stripes_from: f32,
}

impl From<Marks> for Mesh {
    fn from(marks: Marks) -> Self {
        marks.mesh
    }
}

impl Marks {
    /// None yet, in columns of this grid, of so many points, from this place on.
    pub(super) fn new(colours: &'static Tokens, grid: Grid, pixel: f32, left: f32) -> Self {
        let stripes_from = left - (grid.n_before % STRIPE) as f32 * pixel;
        Self { mesh: Mesh::default(), colours, pixel, stripes_from }
    }

    /// Those of a legend, which begin here.
    pub(super) fn of_legend(colours: &'static Tokens, pixel: f32, left: f32) -> Self {
        Self { mesh: Mesh::default(), colours, pixel, stripes_from: left }
    }

    /// Adds a bar.
    pub(super) fn add(&mut self, place: Rect, what: What) {
        let (weak, track) = (self.colours.weak, self.colours.track);
        match what {
            What::Phase(phase) => self.fill(place, *self.colours.phases.of(phase)),
            What::Upkeep => self.fill(place, weak),
            What::Waiting(Cause::NoWorkLeft) => self.outline(place, weak),
            What::Waiting(Cause::Barrier) => {
                self.fill(place, track);
                self.upright_stripes(place, weak);
            }
            What::Waiting(Cause::Memory | Cause::Disk | Cause::NoCore) => {
                self.fill(place, track);
                self.level_stripes(place, weak);
            }
            What::Waiting(Cause::BetweenTasks) => self.fill(self.level(place, place.center().y), weak),
        }
    }

    fn fill(&mut self, place: Rect, colour: Color32) {
        self.mesh.add_colored_rect(place, colour);
    }

    fn level(&self, place: Rect, y: f32) -> Rect {
        Rect::from_min_max(pos2(place.left(), y), pos2(place.right(), y + self.pixel))
    }

    fn outline(&mut self, place: Rect, colour: Color32) {
        let pixel = self.pixel;
        self.fill(self.level(place, place.top()), colour);
        self.fill(self.level(place, place.bottom() - pixel), colour);
        self.fill(place.with_max_x(place.left() + pixel), colour);
        self.fill(place.with_min_x(place.right() - pixel), colour);
    }

    fn upright_stripes(&mut self, place: Rect, colour: Color32) {
        let step = STRIPE as f32 * self.pixel;
        let first = ((place.left() - self.stripes_from) / step).ceil();
        let n = ((place.right() - self.stripes_from) / step - first).ceil().max(0.0) as usize;
        for idx in 0..n {
            let x = self.stripes_from + (first + idx as f32) * step;
            self.fill(Rect::from_x_y_ranges(x..=(x + self.pixel).min(place.right()), place.y_range()), colour);
        }
    }

    fn level_stripes(&mut self, place: Rect, colour: Color32) {
        let apart = place.height() / (N_LEVELS + 1) as f32;
        (1..=N_LEVELS).for_each(|n| self.fill(self.level(place, place.top() + n as f32 * apart), colour));
    }
}
