//! The speed of each filter alone: in memory, on the calling thread, in bands as a run does it.

use std::time::Instant;

use super::statistics::median;
use crate::engine::Workspace;
use crate::filters::{Alpha, Filter};
use crate::job::Recipe;
use crate::raster::Raster;

/// Counted passes of each filter, after one to warm up.
const PASSES: usize = 5;

/// How fast a filter is at its defaults.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct FilterSpeed {
    /// The filter's id.
    pub filter: &'static str,
    /// Median time of one pass over the picture.
    pub median_ms: f64,
    /// Megapixels a second.
    pub mpix_per_s: f64,
}

/// Measures a filter on a picture. Cost: six passes.
pub fn measure(filter: &'static Filter, picture: &Raster) -> FilterSpeed {
    let recipe = Recipe::of(filter);
    let mut space = Workspace::default();
    let mut pass = || {
        let started = Instant::now();
        let filtered = space.filter(picture, &recipe, Alpha::Keep, &|| true);
        let took_ms = started.elapsed().as_secs_f64() * 1e3;
        filtered.into_iter().for_each(|raster| space.give_back(raster));
        took_ms
    };
    pass();
    let times_ms: Vec<f64> = (0..PASSES).map(|_| pass()).collect();
    let median_ms = median(&times_ms);
    FilterSpeed { filter: filter.id, median_ms, mpix_per_s: picture.pixels() as f64 / 1e3 / median_ms }
}
