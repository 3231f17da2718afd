//! The filters as simple as possible: pixel by pixel, straight from their definition, to hold the fast code to.
//!
//! Shares nothing with the fast code, least of all its weights.

use std::collections::BTreeMap;

use super::Values;
use crate::raster::{Raster, Samples};

/// What a filter makes of a whole raster when every channel is filtered; none for a filter that is not written here.
pub(super) fn filtered(id: &str, values: &Values, source: &Raster) -> Option<Raster> {
    let picture = Picture::from(source);
    let list = |id: &str| values.iter().find(|(param, _)| param.id == id).unwrap().1.to_vec();
    let number = |id: &str| list(id)[0];
    let samples = match id {
        "blur" => gaussian(&picture, number("radius") as f32),
        "edges" => convolved::<3>(&picture, [-1, -1, -1, -1, 8, -1, -1, -1, -1], 1, 0),
        "emboss" => convolved::<3>(&picture, [-1, 0, 0, 0, 1, 0, 0, 0, 0], 1, 128),
        "sharpen" => convolved::<3>(&picture, [-2, -2, -2, -2, 32, -2, -2, -2, -2], 16, 0),
        "contour" => convolved::<3>(&picture, [-1, -1, -1, -1, 8, -1, -1, -1, -1], 1, 255),
        "detail" => convolved::<3>(&picture, [0, -1, 0, -1, 10, -1, 0, -1, 0], 6, 0),
        "smooth" => convolved::<3>(&picture, [1, 1, 1, 1, 5, 1, 1, 1, 1], 13, 0),
        "smoothmore" => {
            let weights = [1, 1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 5, 44, 5, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1, 1];
            convolved::<5>(&picture, weights, 100, 0)
        }
        "blurkernel" => {
            let weights = [1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1];
            convolved::<5>(&picture, weights, 16, 0)
        }
        "edgeenhance" => convolved::<3>(&picture, [-1, -1, -1, -1, 10, -1, -1, -1, -1], 2, 0),
        "edgeenhancemore" => convolved::<3>(&picture, [-1, -1, -1, -1, 9, -1, -1, -1, -1], 1, 0),
        "kernel" => {
            let (weights, scale, offset) = (list("weights"), number("scale"), number("offset"));
            // What no run does: divide by a sum of zero.
            let sum = weights.iter().sum::<f64>();
            let scale = if scale != 0.0 {
                scale
            } else if sum != 0.0 {
                sum
            } else {
                1.0
            };
            let weights: Vec<f32> = weights.iter().map(|&weight| weight as f32 / scale as f32).collect();
            match weights.len() {
                9 => weighed::<3>(&picture, &weights, offset as f32),
                _ => weighed::<5>(&picture, &weights, offset as f32),
            }
        }
        "boxblur" => box_blurred(&picture, number("radius") as f32),
        "unsharp" => {
            let soft = gaussian(&picture, number("radius") as f32);
            unsharp(&picture, &soft, number("percent") as i64, number("threshold") as i64)
        }
        "median" => ordered(&picture, number("size"), |area| area / 2),
        "min" => ordered(&picture, number("size"), |_| 0),
        "max" => ordered(&picture, number("size"), |area| area - 1),
        "rank" => ordered(&picture, number("size"), |area| (number("rank") as usize).min(area - 1)),
        "mode" => most_frequent(&picture, number("size")),
        _ => return None,
    };
    let samples = match source.samples() {
        Samples::U8(_) => Samples::U8(samples.iter().map(|&sample| sample as u8).collect()),
        Samples::U16(_) => Samples::U16(samples.iter().map(|&sample| sample as u16).collect()),
    };
    Some(Raster::new(source.width(), source.height(), source.layout(), samples).unwrap())
}

/// A raster of either depth.
struct Picture {
    width: usize,
    height: usize,
    channels: usize,
    max: f32,
    samples: Vec<u32>,
}

impl From<&Raster> for Picture {
    fn from(source: &Raster) -> Self {
        let (samples, max) = match source.samples() {
            Samples::U8(samples) => (samples.iter().map(|&sample| sample.into()).collect(), 255.0),
            Samples::U16(samples) => (samples.iter().map(|&sample| sample.into()).collect(), 65535.0),
        };
        let (width, height, channels) = (source.width(), source.height(), source.layout().channels());
        Self { width, height, channels, max, samples }
    }
}

impl Picture {
    fn index(&self, x: usize, y: usize, channel: usize) -> usize {
        (y * self.width + x) * self.channels + channel
    }

    /// Every sample made anew from its place.
    fn map(&self, sample: impl Fn(usize, usize, usize) -> u32) -> Vec<u32> {
        let mut samples = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                samples.extend((0..self.channels).map(|channel| sample(x, y, channel)));
            }
        }
        samples
    }
}

fn convolved<const SIDE: usize>(picture: &Picture, weights: impl AsRef<[i32]>, divisor: i32, offset: i32) -> Vec<u32> {
    let weights: Vec<f32> = weights.as_ref().iter().map(|&weight| weight as f32 / divisor as f32).collect();
    weighed::<SIDE>(picture, &weights, offset as f32)
}

fn weighed<const SIDE: usize>(picture: &Picture, weights: &[f32], offset: f32) -> Vec<u32> {
    let reach = SIDE / 2;
    picture.map(|x, y, channel| {
        let is_inner = |n: usize, len: usize| n >= reach && n + reach < len;
        if !is_inner(x, picture.width) || !is_inner(y, picture.height) {
            return picture.samples[picture.index(x, y, channel)];
        }
        let mut sum = offset + 0.5;
        for j in 0..SIDE {
            let product = |i: usize| {
                let sample = picture.samples[picture.index(x + i - reach, y + reach - j, channel)];
                sample as f32 * weights[j * SIDE + i]
            };
            let mut row_sum = product(0);
            for i in 1..SIDE {
                row_sum += product(i);
            }
            sum += row_sum;
        }
        sum.clamp(0.0, picture.max) as u32
    })
}

fn unsharp(picture: &Picture, soft: &[u32], percent: i64, threshold: i64) -> Vec<u32> {
    let sharpened = |(&sharp, &soft): (&u32, &u32)| {
        let difference = i64::from(sharp) - i64::from(soft);
        let added = if difference.abs() > threshold { difference * percent / 100 } else { 0 };
        (i64::from(sharp) + added).clamp(0, picture.max as i64) as u32
    };
    picture.samples.iter().zip(soft).map(sharpened).collect()
}

fn ordered(picture: &Picture, size: f64, rank: impl Fn(usize) -> usize) -> Vec<u32> {
    let reach = size as i64 / 2;
    picture.map(|x, y, channel| {
        let clamped = |n: usize, k: i64, len: usize| (n as i64 + k).clamp(0, len as i64 - 1) as usize;
        let mut values = Vec::new();
        for j in -reach..=reach {
            for i in -reach..=reach {
                let (x, y) = (clamped(x, i, picture.width), clamped(y, j, picture.height));
                values.push(picture.samples[picture.index(x, y, channel)]);
            }
        }
        let rank = rank(values.len());
        *values.select_nth_unstable(rank).1
    })
}

fn most_frequent(picture: &Picture, size: f64) -> Vec<u32> {
    let reach = size as usize / 2;
    picture.map(|x, y, channel| {
        let mut counts = BTreeMap::new();
        for y in y.saturating_sub(reach)..(y + reach + 1).min(picture.height) {
            for x in x.saturating_sub(reach)..(x + reach + 1).min(picture.width) {
                *counts.entry(picture.samples[picture.index(x, y, channel)]).or_insert(0) += 1;
            }
        }
        let highest = *counts.values().max().unwrap();
        let first = *counts.iter().find(|(_, count)| **count == highest).unwrap().0;
        if highest > 2 { first } else { picture.samples[picture.index(x, y, channel)] }
    })
}

fn box_blurred(picture: &Picture, radius: f32) -> Vec<u32> {
    let mut samples = picture.samples.clone();
    if radius != 0.0 {
        for along_x in [true, false] {
            samples = boxed(&Picture { samples, ..*picture }, radius, along_x);
        }
    }
    samples
}

fn gaussian(picture: &Picture, deviation: f32) -> Vec<u32> {
    let variance = deviation * deviation / 3.0_f32;
    let length = (12.0_f64 * variance as f64 + 1.0).sqrt() as f32;
    let whole = ((length as f64 - 1.0) / 2.0).floor() as f32;
    let numerator = (2.0 * whole + 1.0) * (whole * (whole + 1.0) - 3.0 * variance);
    let radius = whole + numerator / (6.0 * (variance - (whole + 1.0) * (whole + 1.0)));
    let mut samples = picture.samples.clone();
    if radius != 0.0 {
        for along_x in [true, true, true, false, false, false] {
            samples = boxed(&Picture { samples, ..*picture }, radius, along_x);
        }
    }
    samples
}

fn boxed(picture: &Picture, radius: f32, along_x: bool) -> Vec<u32> {
    let reach = radius as i64;
    let full = (16777216.0 / (radius * 2.0 + 1.0)) as u64;
    let edge = ((1 << 24) - (2 * reach as u64 + 1) * full) / 2;
    picture.map(|x, y, channel| {
        let neighbour = |k: i64| {
            let clamped = |n: usize, len: usize| (n as i64 + k).clamp(0, len as i64 - 1) as usize;
            let (x, y) = if along_x { (clamped(x, picture.width), y) } else { (x, clamped(y, picture.height)) };
            u64::from(picture.samples[picture.index(x, y, channel)])
        };
        let sum: u64 = (-reach..=reach).map(neighbour).sum();
        let edges = neighbour(-reach - 1) + neighbour(reach + 1);
        ((full * sum + edge * edges + (1 << 23)) >> 24) as u32
    })
}
