//! A scene and how it is painted: row by row, from back to front.
//!
//! Each row then gets dark corners and the grain of film, without which PNG files would be far smaller than those of
//! photographs. What stands where is decided in [`places`](super::places). It knows no files.

use fastrand::Rng;

use super::parts::{Disc, LOOK_AHEAD, Ridge, Row, Sky, Water};

pub(super) struct Scene {
    pub(super) seed: u64,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) sky: Sky,
    pub(super) discs: Vec<Disc>,
    pub(super) ridges: Vec<Ridge>,
    pub(super) water: Option<Water>,
}

impl Scene {
    /// Fills RGB samples of 8 bits.
    pub(super) fn paint(&self, samples: &mut [u8]) {
        let mut row: Row = std::array::from_fn(|_| vec![0.0; self.width]);
        let mut scratch = Scratch {
            field: vec![0.0; self.width + (LOOK_AHEAD * self.sky.unit) as usize + 2],
            shade: vec![0.0; self.width],
        };
        let spans: Vec<_> = self.ridges.iter().map(Ridge::span).collect();
        let mut rng = Rng::with_seed(!self.seed);
        for (y, out) in samples.chunks_exact_mut(self.width * 3).enumerate() {
            let y = y as f32;
            match &self.water {
                Some(water) if y > water.horizon => {
                    self.paint_above(water.mirrored(y), &spans, &mut row, &mut scratch);
                    water.paint(y, &mut row, &mut scratch.field);
                }
                _ => self.paint_above(y, &spans, &mut row, &mut scratch),
            }
            self.develop(y, &row, &mut rng, out);
        }
    }

    fn paint_above(&self, y: f32, spans: &[(f32, f32)], row: &mut Row, scratch: &mut Scratch) {
        let hiding = spans.iter().rposition(|(_, lowest)| y > lowest + 1.0);
        if hiding.is_none() {
            self.sky.paint(y, row, &mut scratch.field);
            self.discs.iter().for_each(|disc| disc.paint(y, row));
        }
        for (ridge, (highest, _)) in self.ridges.iter().zip(spans).skip(hiding.unwrap_or(0)) {
            if y + 1.0 > *highest {
                ridge.paint(y, row, &mut scratch.field, &mut scratch.shade);
            }
        }
    }

    /// Dark corners and grain; from planes to pixels.
    fn develop(&self, y: f32, row: &Row, rng: &mut Rng, out: &mut [u8]) {
        let [red, green, blue] = row;
        let (w, h) = (self.width as f32, self.height as f32);
        let across = 1.0 / (w * w + h * h);
        let far_y = (2.0 * y - h) * (2.0 * y - h);
        let mut x = -w;
        let mut bits = 0_u64;
        for (i, ((pixel, (r, g)), b)) in out.chunks_exact_mut(3).zip(red.iter().zip(green)).zip(blue).enumerate() {
            bits = if i % 4 == 0 { rng.u64(..) } else { bits >> 16 };
            // Two random bytes: their sum is triangular, as grain nearly is.
            let grain = (bits & 0xFF) as f32 + ((bits >> 8) & 0xFF) as f32 - 255.0;
            let light = 255.0 * (1.0 - 0.28 * (x * x + far_y) * across);
            for (sample, value) in pixel.iter_mut().zip([r, g, b]) {
                *sample = (value * light + grain * GRAIN + 0.5) as u8;
            }
            x += 2.0;
        }
    }
}

/// Levels of 255 for each step of the two bytes that grain is made of.
const GRAIN: f32 = 3.0 / 255.0;

struct Scratch {
    /// Longer than a row by what light looks ahead.
    field: Vec<f32>,
    shade: Vec<f32>,
}
