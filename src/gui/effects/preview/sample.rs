//! From pixels of the picture to colours of the screen: one to one, or the average of all that lie under a cell.
//!
//! Averages are of the samples as they are stored, weighted by alpha. Samples of 16 bits become the nearest of 8.

use std::ops::Range;

use egui::Color32;

use crate::gui::sight::Cells;
use crate::raster::{Pixels, Raster, Sample, View};

/// The colours of some rows of cells. The raster holds the pixels below them; its first pixel is this one of the
/// picture: column, row.
pub(super) fn sample(raster: &Raster, at: [usize; 2], cells: &Cells, rows: Range<usize>) -> Vec<Color32> {
    match raster.view() {
        View::U8(pixels) => sample_typed(pixels, at, cells, rows),
        View::U16(pixels) => sample_typed(pixels, at, cells, rows),
    }
}

/// The colours of all pixels.
pub(super) fn colours(raster: &Raster) -> Vec<Color32> {
    fn typed<S: Sample>(pixels: Pixels<'_, S>) -> Vec<Color32> {
        let has_alpha = pixels.layout().has_alpha();
        let pixels = pixels.rows(0..pixels.height()).chunks_exact(pixels.channels());
        pixels.map(|pixel| colour(pixel, has_alpha)).collect()
    }
    match raster.view() {
        View::U8(pixels) => typed(pixels),
        View::U16(pixels) => typed(pixels),
    }
}

fn sample_typed<S: Sample>(
    pixels: Pixels<'_, S>,
    [left, top]: [usize; 2],
    cells: &Cells,
    rows: Range<usize>,
) -> Vec<Color32> {
    let n = pixels.channels();
    let columns = cells.pixel_columns(cells.columns.clone());
    let seen = (columns.start - left) * n..(columns.end - left) * n;
    let row = |y: usize| pixels.row(y - top).get(seen.clone()).unwrap_or_default();
    let mut colours = Vec::with_capacity(rows.len() * cells.columns.len());
    if cells.step == 1.0 {
        let has_alpha = pixels.layout().has_alpha();
        rows.for_each(|y| colours.extend(row(y).chunks_exact(n).map(|pixel| colour(pixel, has_alpha))));
        return colours;
    }
    let widths: Vec<usize> = cells.columns.clone().map(|cell| cells.pixel_columns(cell..cell + 1).len()).collect();
    let mut sums = Sums::new(seen.len(), pixels.layout().has_alpha(), n);
    for cell in rows {
        let under = cells.pixel_rows(cell..cell + 1);
        sums.clear();
        under.clone().for_each(|y| sums.add(row(y)));
        colours.extend(sums.averages::<S>(&widths, under.len()));
    }
    colours
}

fn colour<S: Sample>(pixel: &[S], has_alpha: bool) -> Color32 {
    let byte = |sample: S| narrow::<S>(sample.into());
    match *pixel {
        [grey] => Color32::from_gray(byte(grey)),
        [red, green, blue] => Color32::from_rgb(byte(red), byte(green), byte(blue)),
        [grey, alpha] if has_alpha => premultiplied([grey, grey, grey].map(byte), byte(alpha)),
        [red, green, blue, alpha] => premultiplied([red, green, blue].map(byte), byte(alpha)),
        _ => Color32::TRANSPARENT,
    }
}

fn premultiplied(colour: [u8; 3], alpha: u8) -> Color32 {
    let [red, green, blue] = colour.map(|c| ((u32::from(c) * u32::from(alpha) + 127) / 255) as u8);
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

/// A sample of 8 bits.
fn narrow<S: Sample>(sample: u32) -> u8 {
    // 65535 is 255 times 257.
    (if S::BITS == 8 { sample } else { (sample + 128) / 257 }) as u8
}

/// Sums down the columns of samples, one for each sample of a row.
struct Sums {
    /// Samples; where there is alpha, 8 bits of them times alpha. Tens of thousands of rows fit.
    sums: Vec<u32>,
    has_alpha: bool,
    channels: usize,
}

impl Sums {
    fn new(row_len: usize, has_alpha: bool, channels: usize) -> Self {
        Self { sums: vec![0; row_len], has_alpha, channels }
    }

    fn clear(&mut self) {
        self.sums.fill(0);
    }

    fn add<S: Sample>(&mut self, row: &[S]) {
        if !self.has_alpha {
            for (sum, sample) in self.sums.iter_mut().zip(row) {
                *sum += Into::<u32>::into(*sample);
            }
            return;
        }
        let pixels = row.chunks_exact(self.channels);
        for (sums, pixel) in self.sums.chunks_exact_mut(self.channels).zip(pixels) {
            let Some((alpha, colours)) = pixel.split_last() else { continue };
            let alpha = u32::from(narrow::<S>((*alpha).into()));
            let weighted = colours.iter().map(|sample| u32::from(narrow::<S>((*sample).into())) * alpha);
            sums.iter_mut().zip(weighted.chain([255 * alpha])).for_each(|(sum, sample)| *sum += sample);
        }
    }

    /// The colour of every cell, so many columns wide each, and so many rows high.
    fn averages<S: Sample>(&self, widths: &[usize], n_rows: usize) -> impl Iterator<Item = Color32> {
        let mut rest = self.sums.as_slice();
        widths.iter().map(move |&width| {
            let (under, after) = rest.split_at_checked(width * self.channels).unwrap_or((rest, &[]));
            rest = after;
            let n_pixels = (width * n_rows) as u64;
            let mut totals = [0_u64; 4];
            for pixel in under.chunks_exact(self.channels) {
                totals.iter_mut().zip(pixel).for_each(|(total, sum)| *total += u64::from(*sum));
            }
            self.average::<S>(totals, n_pixels)
        })
    }

    fn average<S: Sample>(&self, totals: [u64; 4], n_pixels: u64) -> Color32 {
        if self.has_alpha {
            let [a, b, c, d] = totals.map(|total| ((total + 255 * n_pixels / 2) / (255 * n_pixels)) as u8);
            let is_grey = self.channels == 2;
            return if is_grey {
                Color32::from_rgba_premultiplied(a, a, a, b)
            } else {
                Color32::from_rgba_premultiplied(a, b, c, d)
            };
        }
        let [a, b, c, _] = totals.map(|total| narrow::<S>(((total + n_pixels / 2) / n_pixels) as u32));
        if self.channels == 1 { Color32::from_gray(a) } else { Color32::from_rgb(a, b, c) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::sight::{Sight, Zoom};
    use crate::raster::{Layout, Samples};

    fn seen(raster: &Raster, zoom: f64) -> Vec<[u8; 4]> {
        let cells = Sight::new([raster.width(), raster.height()], [99, 99], Zoom::Times(zoom), None).cells();
        sample(raster, [0, 0], &cells, cells.rows.clone()).iter().map(Color32::to_array).collect()
    }

    fn raster(width: usize, layout: Layout, samples: Samples) -> Raster {
        let Samples::U8(bytes) = &samples else { return Raster::new(width, 1, layout, samples).unwrap() };
        Raster::new(width, bytes.len() / layout.channels() / width, layout, samples).unwrap()
    }

    #[test]
    fn pixels_are_seen_as_they_are() {
        let bytes = |layout: Layout, bytes: &[u8]| seen(&raster(1, layout, Samples::U8(bytes.to_vec())), 1.0);
        assert_eq!(bytes(Layout::Grey, &[7]), [[7, 7, 7, 255]]);
        assert_eq!(bytes(Layout::Rgb, &[1, 2, 3]), [[1, 2, 3, 255]]);
        assert_eq!(bytes(Layout::GreyAlpha, &[200, 51]), [[40, 40, 40, 51]]);
        assert_eq!(bytes(Layout::Rgba, &[255, 0, 10, 128]), [[128, 0, 5, 128]]);
        let deep = raster(2, Layout::Grey, Samples::U16(vec![65535, 257 * 9 + 128]));
        assert_eq!(seen(&deep, 1.0), [[255; 4], [9, 9, 9, 255]]);
    }

    #[test]
    fn what_is_far_away_is_averaged() {
        let grey = raster(3, Layout::Grey, Samples::U8(vec![0, 10, 90, 20, 30, 110]));
        assert_eq!(seen(&grey, 0.5), [[15, 15, 15, 255], [100, 100, 100, 255]]);
        let colours = raster(2, Layout::Rgb, Samples::U8(vec![0, 100, 7, 1, 200, 7]));
        assert_eq!(seen(&colours, 0.5), [[1, 150, 7, 255]]);
        let deep = raster(2, Layout::Grey, Samples::U16(vec![0, 65535]));
        assert_eq!(seen(&deep, 0.5), [[128, 128, 128, 255]]);
    }

    #[test]
    fn what_cannot_be_seen_does_not_colour_its_neighbours() {
        let half = raster(2, Layout::Rgba, Samples::U8(vec![255, 255, 255, 0, 10, 20, 30, 255]));
        assert_eq!(seen(&half, 0.5), [[5, 10, 15, 128]]);
        let deep = raster(2, Layout::GreyAlpha, Samples::U16(vec![65535, 0, 257 * 100, 65535]));
        assert_eq!(seen(&deep, 0.5), [[50, 50, 50, 128]]);
    }
}
