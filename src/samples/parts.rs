//! What scenes are made of: sky, discs of light, ridges, water. Each paints its share of a row.
//!
//! Rows are three planes of floating point, 0 is black and 1 is white, so that the loops over them are plain sums that
//! the compiler does several pixels at a time. Places and lengths are in pixels here. They know no scenes.

use super::field::{self, Line, smooth};

pub(super) type Colour = [f32; 3];

/// One row of a picture, red, green and blue apart.
pub(super) type Row = [Vec<f32>; 3];

pub(super) fn mix(from: Colour, to: Colour, t: f32) -> Colour {
    let [r, g, b] = from;
    let [to_r, to_g, to_b] = to;
    [r + (to_r - r) * t, g + (to_g - g) * t, b + (to_b - b) * t]
}

/// 0 below `from`, 1 above `to`, smooth between.
fn step(value: f32, from: f32, to: f32) -> f32 {
    smooth(((value - from) / (to - from)).clamp(0.0, 1.0))
}

/// Two colours from top to bottom, a glow around the sun, and clouds.
pub(super) struct Sky {
    pub(super) seed: u32,
    pub(super) top: Colour,
    pub(super) bottom: Colour,
    /// Where the lower colour is reached.
    pub(super) horizon: f32,
    pub(super) glow: Colour,
    pub(super) sun: (f32, f32),
    /// How far the glow reaches; 0 for none.
    pub(super) reach: f32,
    pub(super) cloud: Colour,
    /// 0 is a clear sky, 1 is overcast.
    pub(super) cover: f32,
    /// Pixels in a unit of length: the height of the picture.
    pub(super) unit: f32,
}

impl Sky {
    pub(super) fn paint(&self, y: f32, row: &mut Row, field: &mut [f32]) {
        let t = (y / self.horizon).clamp(0.0, 1.0);
        let base = mix(self.top, self.bottom, t * (0.6 + 0.4 * t));
        for (plane, value) in row.iter_mut().zip(base) {
            plane.fill(value);
        }
        if self.reach > 0.0 {
            self.paint_glow(y, row);
        }
        if self.cover > 0.0 {
            self.paint_clouds(y, t, row, field);
        }
    }

    fn paint_glow(&self, y: f32, row: &mut Row) {
        let (wide, narrow) = (self.reach * self.reach, self.reach * self.reach * 0.02);
        let far_y = (y - self.sun.1) * (y - self.sun.1);
        for (plane, glow) in row.iter_mut().zip(self.glow) {
            for (x, value) in (0_u32..).zip(plane) {
                let far = (x as f32 - self.sun.0) * (x as f32 - self.sun.0) + far_y;
                let share = 0.55 * wide / (wide + far) * wide / (wide + far) + 0.45 * narrow / (narrow + far);
                *value += (glow - *value) * share;
            }
        }
    }

    /// Flatter and smaller towards the horizon, as they are.
    fn paint_clouds(&self, y: f32, t: f32, row: &mut Row, field: &mut [f32]) {
        let nearness = 1.0 / (1.25 - 0.95 * t);
        let line =
            Line { x: 40.0 - 0.9 * nearness, step: 1.4 * nearness / self.unit, y: 6.0 * nearness + y / self.unit };
        field::fill(field, self.seed, 6, line);
        let from = 0.72 - 0.42 * self.cover;
        for value in field.iter_mut() {
            *value = step(*value, from, from + 0.3) * 0.85 * (1.0 - 0.5 * t * t);
        }
        for (plane, cloud) in row.iter_mut().zip(self.cloud) {
            for (value, share) in plane.iter_mut().zip(&*field) {
                *value += (cloud - *value) * share;
            }
        }
    }
}

/// A round light with a soft edge, added to what is there.
pub(super) struct Disc {
    pub(super) centre: (f32, f32),
    pub(super) radius: f32,
    /// How wide its edge is.
    pub(super) edge: f32,
    pub(super) colour: Colour,
}

impl Disc {
    pub(super) fn paint(&self, y: f32, row: &mut Row) {
        let far_y = (y - self.centre.1) * (y - self.centre.1);
        let room = self.radius * self.radius - far_y;
        if room <= 0.0 {
            return;
        }
        let half = room.sqrt();
        let start = (self.centre.0 - half).max(0.0) as usize;
        let n = ((self.centre.0 + half).max(0.0) as usize + 1).saturating_sub(start);
        for (plane, colour) in row.iter_mut().zip(self.colour) {
            for (x, value) in (start as u32..).zip(plane.iter_mut().skip(start).take(n)) {
                let far = ((x as f32 - self.centre.0) * (x as f32 - self.centre.0) + far_y).sqrt();
                let share = ((self.radius - far) / self.edge).clamp(0.0, 1.0);
                // Lenses draw a light brighter at its rim.
                let rim = 0.75 + 0.25 * far / self.radius;
                *value += colour * share * rim * (1.0 - *value).max(0.0);
            }
        }
    }
}

/// Everything below a line across the picture: hills, dunes, trees.
pub(super) struct Ridge {
    pub(super) seed: u32,
    /// The row at which it begins, for every column.
    pub(super) crest: Vec<f32>,
    pub(super) top: Colour,
    pub(super) bottom: Colour,
    /// How far down the lower colour is reached.
    pub(super) depth: f32,
    /// How strong light and shade are.
    pub(super) relief: f32,
    /// How many folds of the ground a unit of length has, across and down.
    pub(super) folds: (f32, f32),
    pub(super) unit: f32,
}

impl Ridge {
    /// The rows between which sky and ridge meet.
    pub(super) fn span(&self) -> (f32, f32) {
        self.crest.iter().fold((f32::MAX, f32::MIN), |(min, max), crest| (min.min(*crest), max.max(*crest)))
    }

    /// `field` must be longer than the row by as much as light looks ahead: [`LOOK_AHEAD`] units.
    pub(super) fn paint(&self, y: f32, row: &mut Row, field: &mut [f32], shade: &mut [f32]) {
        shade.fill(1.0);
        if self.relief > 0.0 {
            self.light(y, field, shade);
        }
        let per_row = 1.0 / self.depth;
        for ((plane, top), bottom) in row.iter_mut().zip(self.top).zip(self.bottom) {
            for ((value, crest), shade) in plane.iter_mut().zip(&self.crest).zip(&*shade) {
                let down = y - crest;
                let cover = (down + 0.5).clamp(0.0, 1.0);
                let t = (down * per_row).clamp(0.0, 1.0);
                *value += ((top + (bottom - top) * t) * shade - *value) * cover;
            }
        }
    }

    /// Slopes that face left are light, the others dark.
    fn light(&self, y: f32, field: &mut [f32], shade: &mut [f32]) {
        let (across, down) = (self.folds.0 / self.unit, self.folds.1 / self.unit);
        field::fill(field, self.seed, 4, Line { x: 20.0 + 0.25 * y * across, step: across, y: y * down });
        let apart = ((LOOK_AHEAD * self.unit / self.folds.0) as usize).max(1);
        for ((shade, left), right) in shade.iter_mut().zip(&*field).zip(field.iter().skip(apart)) {
            *shade = (1.0 + (right - left) * self.relief).clamp(0.35, 1.8);
        }
    }
}

/// How far light looks along the ground for its slope, in folds.
pub(super) const LOOK_AHEAD: f32 = 0.08;

/// Water that shows what is above it, dimmed and broken by waves.
pub(super) struct Water {
    pub(super) seed: u32,
    pub(super) horizon: f32,
    /// How far down the picture goes.
    pub(super) depth: f32,
    pub(super) colour: Colour,
    pub(super) glow: Colour,
    /// Where light lies on the waves.
    pub(super) glitter_x: f32,
    pub(super) unit: f32,
}

impl Water {
    /// The row above the horizon that is seen in this row; waves shift it up and down.
    pub(super) fn mirrored(&self, y: f32) -> f32 {
        let down = y - self.horizon;
        let mut shift = [0.0];
        field::fill(&mut shift, self.seed, 3, Line { x: 0.5, step: 1.0, y: 90.0 / (0.25 + down / self.depth) });
        let [shift] = shift;
        (self.horizon - down * (0.8 + 0.5 * (shift - 0.5))).max(0.0)
    }

    pub(super) fn paint(&self, y: f32, row: &mut Row, waves: &mut [f32]) {
        let down = (y - self.horizon) / self.depth;
        // Waves shrink with distance, which is one by the depth below the horizon.
        let far = 1.0 / (0.035 + down);
        let line = Line { x: 60.0 - 1.5 * far, step: 3.0 * far / self.unit, y: 9.0 * far };
        field::fill(waves, self.seed ^ 1, 5, line);
        let reach = self.unit * (0.05 + 0.16 * down);
        let own = 0.22 + 0.38 * down;
        for ((plane, colour), glow) in row.iter_mut().zip(self.colour).zip(self.glow) {
            for ((x, value), wave) in (0_u32..).zip(plane).zip(&*waves) {
                *value += (colour - *value) * own;
                *value *= 0.72 + 0.56 * wave;
                let beside = x as f32 - self.glitter_x;
                let lit = reach * reach / (reach * reach + beside * beside);
                let spark = ((wave - 0.52) * 6.0).clamp(0.0, 1.0) * lit;
                *value += (glow - *value) * spark * 0.9;
            }
        }
    }
}
