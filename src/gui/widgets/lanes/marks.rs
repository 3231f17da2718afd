//! What bars look like: work is filled with its colour as high as the worker had a core, and pale above; waiting has a
//! pattern for each cause, so that nobody has to tell causes apart by colour.
//!
//! Everything is made of upright rectangles on whole pixels, in one mesh: crisp, and cheap by the ten thousand.

use egui::{Color32, Mesh, Rect, pos2};

use super::super::super::theme::Tokens;
use super::super::super::timeline::{Grid, What};
use crate::compare::Cause;

/// From one stripe to the next, in columns.
const STRIPE: f64 = 5.0;

/// How strong a colour is where the worker had no core.
const PALE: f32 = 0.4;

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

    /// Adds a bar, of which this share was spent on a core if it is work; whether the rest was mostly for the disk.
    pub(super) fn add(&mut self, place: Rect, what: What, on_core: f64, for_disk: bool) {
        let (weak, track) = (self.colours.weak, self.colours.track);
        match what {
            What::Phase(phase) => self.work(place, *self.colours.phases.of(phase), on_core, for_disk),
            What::Upkeep => self.work(place, weak, on_core, for_disk),
            What::Waiting(Cause::NoWorkLeft) => self.outline(place, weak),
            What::Waiting(Cause::Barrier) => {
                self.fill(place, track);
                self.upright_stripes(place, weak);
            }
            What::Waiting(Cause::Memory) => {
                self.fill(place, track);
                self.upright_stripes(place, weak);
                self.level_stripes(place, weak);
            }
            What::Waiting(Cause::Disk) => self.work(place, weak, 0.0, true),
            What::Waiting(Cause::NoCore) => self.work(place, weak, 0.0, false),
            What::Waiting(Cause::BetweenTasks) => self.fill(self.level(place, place.center().y), weak),
        }
    }

    /// Work: as much of it as was on a core below, the rest above, striped where it waited for the disk.
    fn work(&mut self, place: Rect, colour: Color32, on_core: f64, for_disk: bool) {
        let above = place.height() * (1.0 - on_core.clamp(0.0, 1.0) as f32);
        let middle = place.top() + (above / self.pixel).round() * self.pixel;
        let (above, below) = (place.with_max_y(middle), place.with_min_y(middle));
        if above.height() > 0.0 {
            self.fill(above, colour.gamma_multiply(PALE));
            // Narrower ones show no pattern, and there may be thousands of them.
            if for_disk && above.width() >= STRIPE as f32 * self.pixel {
                self.level_stripes(above, colour);
            }
        }
        if below.height() > 0.0 {
            self.fill(below, colour);
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
        let step = STRIPE as f32 * self.pixel;
        // Floats that do not fit become the nearest number that does.
        let n = (place.height() / step).ceil() as usize;
        (0..n).for_each(|n| self.fill(self.level(place, place.top() + n as f32 * step), colour));
    }
}
