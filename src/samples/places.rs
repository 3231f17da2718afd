//! Which parts each kind of scene has, where they stand and what colours they have, all drawn from the seed.
//!
//! Places and lengths are in heights of the picture here. It paints nothing.

use fastrand::Rng;

use super::Kind;
use super::field::{self, Line};
use super::parts::{Colour, Disc, Ridge, Sky, Water, mix};
use super::scene::Scene;

/// The scene of this kind that belongs to the seed. Noise has none and gets mountains.
pub(super) fn scene(kind: Kind, seed: u64, width: usize, height: usize) -> Scene {
    let mut maker = Maker { seed, rng: Rng::with_seed(seed), w: width as f32, h: height as f32, columns: width };
    let empty = |sky| Scene { seed, width, height, sky, discs: Vec::new(), ridges: Vec::new(), water: None };
    match kind {
        Kind::Mountains | Kind::Noise => maker.mountains(empty),
        Kind::Sea => maker.sea(empty),
        Kind::Night => maker.night(empty),
        Kind::Dunes => maker.dunes(empty),
        Kind::Forest => maker.forest(empty),
        Kind::Lights => maker.lights(empty),
    }
}

/// The colours of an hour.
struct Palette {
    top: Colour,
    bottom: Colour,
    glow: Colour,
    cloud: Colour,
    near: Colour,
}

const fn rgb(code: u32) -> Colour {
    let [_, r, g, b] = code.to_be_bytes();
    [r as f32 / 255.0, g as f32 / 255.0, b as f32 / 255.0]
}

const fn palette(top: u32, bottom: u32, glow: u32, cloud: u32, near: u32) -> Palette {
    Palette { top: rgb(top), bottom: rgb(bottom), glow: rgb(glow), cloud: rgb(cloud), near: rgb(near) }
}

const DAYS: [Palette; 6] = [
    palette(0x35588C, 0xF4C8A0, 0xFFF2D8, 0xF6C4AC, 0x1B2838),
    palette(0x2B6CB3, 0xCFE5F3, 0xFFFFFF, 0xFFFFFF, 0x1E3A2C),
    palette(0x2A2555, 0xF28A5A, 0xFFE0A8, 0xD0647A, 0x17121F),
    palette(0x6F8CB4, 0xFFD48C, 0xFFF6DC, 0xFFEBC8, 0x33241A),
    palette(0x1C5068, 0xC4E6D8, 0xFAFFF0, 0xEFFFFA, 0x0C2A2C),
    palette(0x4A3F78, 0xF6B0B4, 0xFFEAD8, 0xF8D0DC, 0x241C34),
];
const NIGHTS: [Palette; 3] = [
    palette(0x070B1E, 0x2C4A74, 0x9FC4E8, 0x4A5F94, 0x03050B),
    palette(0x0B0820, 0x5A3C70, 0xE0A8C8, 0x6A4A90, 0x05030C),
    palette(0x04121C, 0x1F6068, 0xA8F0D8, 0x2F8078, 0x020808),
];
const SANDS: [Colour; 3] = [rgb(0xD89A5B), rgb(0xE0B27C), rgb(0xC9764A)];

const FIR: Colour = rgb(0x12302C);

struct Maker {
    seed: u64,
    rng: Rng,
    w: f32,
    h: f32,
    columns: usize,
}

impl Maker {
    fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.rng.f32()
    }

    /// Neighbouring seeds have different colours, so that a folder of samples is varied.
    fn day(&self) -> &'static Palette {
        let [first, ..] = &DAYS;
        DAYS.iter().cycle().nth((self.seed % DAYS.len() as u64) as usize).unwrap_or(first)
    }

    fn night_sky(&self) -> &'static Palette {
        let [first, ..] = &NIGHTS;
        NIGHTS.iter().cycle().nth((self.seed % NIGHTS.len() as u64) as usize).unwrap_or(first)
    }

    fn sky(&mut self, palette: &Palette, horizon: f32, cover: f32) -> Sky {
        Sky {
            seed: self.rng.u32(..),
            top: palette.top,
            bottom: palette.bottom,
            horizon: horizon * self.h,
            glow: palette.glow,
            sun: (self.between(0.2, 0.8) * self.w, self.between(0.55, 0.9) * horizon * self.h),
            reach: self.between(0.2, 0.4) * self.h,
            cloud: palette.cloud,
            cover,
            unit: self.h,
        }
    }

    /// The row of a line that goes up and down around `middle` by `height`, both in heights of the picture.
    fn crest(&mut self, middle: f32, height: f32, folds: f32, octaves: u32, sharp: f32) -> Vec<f32> {
        let mut crest = vec![0.0; self.columns];
        let line = Line { x: self.between(0.0, 50.0), step: folds / self.h, y: self.between(0.0, 50.0) };
        field::fill(&mut crest, self.rng.u32(..), octaves, line);
        for value in &mut crest {
            let round = 2.0 * *value - 1.0;
            let pointed = 1.0 - 2.6 * round.abs();
            *value = (middle - height * (round * 1.6 * (1.0 - sharp) + pointed * sharp)) * self.h;
        }
        crest
    }

    fn mountains(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.day();
        let cover = self.between(0.35, 0.75);
        let mut scene = empty(self.sky(palette, 0.62, cover));
        let n = 5;
        for i in 0..n {
            let near = (i as f32 + 0.6) / n as f32;
            let crest = self.crest(0.40 + 0.42 * near * near, 0.15 - 0.07 * near, 1.6 + 1.6 * near, 8, 0.55);
            let top = mix(palette.bottom, palette.near, 0.22 + 0.72 * near);
            let bottom = mix(mix(palette.bottom, palette.top, 0.25), palette.near, (near - 0.12).max(0.0) * 0.95);
            scene.ridges.push(Ridge {
                seed: self.rng.u32(..),
                crest,
                top,
                bottom,
                depth: 0.26 * self.h,
                relief: 0.3 + 1.1 * near,
                folds: (9.0 + 3.0 * near, 7.0 + 5.0 * near),
                unit: self.h,
            });
        }
        self.plant(&mut scene, palette.near, 0.93, 0.10);
        scene
    }

    /// A line of fir trees across the foreground.
    fn plant(&mut self, scene: &mut Scene, colour: Colour, ground: f32, height: f32) {
        let mut crest = self.crest(ground, 0.03, 1.2, 4, 0.0);
        self.add_firs(&mut crest, height);
        scene.ridges.push(Ridge {
            seed: self.rng.u32(..),
            crest,
            top: mix(colour, [0.0; 3], 0.35),
            bottom: mix(colour, [0.0; 3], 0.55),
            depth: 0.2 * self.h,
            relief: 0.9,
            folds: (70.0, 60.0),
            unit: self.h,
        });
    }

    fn add_firs(&mut self, crest: &mut [f32], height: f32) {
        let ground = crest.to_vec();
        let mut x = -0.05 * self.h;
        while x < self.w {
            let tall = height * self.h * self.between(0.35, 1.0);
            let half = tall * self.between(0.11, 0.17);
            let foot = ground.get(x.max(0.0) as usize).copied().unwrap_or(self.h) + 0.15 * tall;
            let start = (x - half).max(0.0) as usize;
            for (column, top) in crest.iter_mut().enumerate().skip(start).take((2.0 * half) as usize + 2) {
                let beside = ((column as f32 - x).abs() / half).min(1.0);
                // Branches: the outline goes out and in on its way down.
                let branches = (beside * 8.0).fract() * 0.13;
                *top = top.min(foot - tall * (1.0 - beside - branches * beside.sqrt()).max(0.0));
            }
            x += half * self.between(0.5, 3.2);
        }
    }

    fn sea(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.day();
        let horizon = self.between(0.5, 0.6);
        let cover = self.between(0.4, 0.8);
        let mut scene = empty(self.sky(palette, horizon, cover));
        for i in 0..2 {
            let near = i as f32;
            let crest = self.crest(horizon + 0.005 - 0.005 * near, 0.09 - 0.045 * near, 1.1 + near, 7, 0.35);
            scene.ridges.push(Ridge {
                seed: self.rng.u32(..),
                crest,
                top: mix(palette.bottom, palette.near, 0.35 + 0.3 * near),
                bottom: mix(palette.bottom, palette.near, 0.2 + 0.25 * near),
                depth: 0.09 * self.h,
                relief: 0.8,
                folds: (7.0, 6.0),
                unit: self.h,
            });
        }
        scene.water = Some(Water {
            seed: self.rng.u32(..),
            horizon: horizon * self.h,
            depth: (1.0 - horizon) * self.h,
            colour: mix(palette.top, palette.near, 0.45),
            glow: palette.glow,
            glitter_x: scene.sky.sun.0,
            unit: self.h,
        });
        scene
    }

    fn night(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.night_sky();
        let mut scene = empty(self.sky(palette, 0.85, 0.5));
        scene.sky.sun.1 = self.h * 0.82;
        for _ in 0..700 {
            let bright = self.rng.f32() * self.rng.f32();
            let radius = (0.0016 + 0.003 * bright * bright) * self.h + 0.7;
            scene.discs.push(Disc {
                centre: (self.rng.f32() * self.w, self.rng.f32() * self.h * 0.8),
                radius,
                edge: radius,
                colour: mix(palette.glow, [1.0; 3], self.rng.f32()).map(|c| c * (0.35 + 1.3 * bright)),
            });
        }
        let crest = self.crest(0.80, 0.09, 1.5, 8, 0.5);
        scene.ridges.push(Ridge {
            seed: self.rng.u32(..),
            crest,
            top: mix(palette.bottom, palette.near, 0.72),
            bottom: palette.near,
            depth: 0.22 * self.h,
            relief: 1.0,
            folds: (8.0, 6.0),
            unit: self.h,
        });
        self.plant(&mut scene, palette.near, 0.95, 0.16);
        scene
    }

    fn dunes(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.day();
        let [first, ..] = SANDS;
        let sand = self.rng.choice(SANDS).unwrap_or(first);
        let cover = self.between(0.1, 0.45);
        let mut scene = empty(self.sky(palette, 0.5, cover));
        let n = 5;
        for i in 0..n {
            let near = i as f32 / (n - 1) as f32;
            let crest = self.crest(0.46 + 0.40 * near * near, 0.045 + 0.05 * near, 1.7 - 0.7 * near, 3, 0.45);
            let light = mix(palette.bottom, sand, 0.45 + 0.55 * near);
            scene.ridges.push(Ridge {
                seed: self.rng.u32(..),
                crest,
                top: mix(light, palette.glow, 0.25),
                bottom: mix(light, palette.near, 0.15 + 0.40 * near),
                depth: (0.10 + 0.22 * near) * self.h,
                relief: 0.25 + 0.45 * near,
                folds: (3.0 + 2.0 * near, 26.0 - 10.0 * near),
                unit: self.h,
            });
        }
        scene
    }

    fn forest(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.day();
        let fog = mix(palette.bottom, [0.9, 0.92, 0.93], 0.35);
        let mut scene = empty(self.sky(palette, 0.7, 0.3));
        scene.sky.bottom = fog;
        let n = 6;
        for i in 0..n {
            let near = (i as f32 + 0.5) / n as f32;
            let mut crest = self.crest(0.42 + 0.5 * near, 0.07, 0.9, 4, 0.0);
            self.add_firs(&mut crest, 0.05 + 0.27 * near * near);
            let top = mix(fog, mix(palette.near, FIR, 0.6), 0.12 + 0.85 * near);
            scene.ridges.push(Ridge {
                seed: self.rng.u32(..),
                crest,
                top,
                bottom: mix(top, fog, 0.75 - 0.45 * near),
                depth: (0.10 + 0.22 * near) * self.h,
                relief: (near - 0.4).max(0.0),
                folds: (45.0, 40.0),
                unit: self.h,
            });
        }
        scene
    }

    /// Lights of a town, out of focus.
    fn lights(&mut self, empty: impl FnOnce(Sky) -> Scene) -> Scene {
        let palette = self.night_sky();
        let mut scene = empty(self.sky(palette, 1.0, 0.25));
        let colours = [palette.glow, rgb(0xFFB45C), rgb(0xFF6E7A), rgb(0x6EC6FF), rgb(0xFFE0A0)];
        for i in 0..90 {
            let radius = self.h * self.between(0.015, 0.035 + 0.0009 * i as f32);
            let across = self.rng.f32();
            let colour = self.rng.choice(colours).unwrap_or(palette.glow);
            let strength = self.between(0.12, 0.6);
            scene.discs.push(Disc {
                centre: (
                    across * self.w,
                    (0.5 + 0.62 * (self.rng.f32() - 0.5) + 0.25 * (self.rng.f32() - 0.5)) * self.h,
                ),
                radius,
                edge: radius * self.between(0.06, 0.2),
                colour: colour.map(|c| c * strength),
            });
        }
        scene
    }
}
