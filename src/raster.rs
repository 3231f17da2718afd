//! Pixels and a size that always agree: 1 to 4 channels of `u8` or `u16`, interleaved, rows from top to bottom.
//!
//! Interleaved, so that a row is one flat slice and the same channel of the neighbouring pixel is `channels` samples
//! away: one loop serves grey, grey with alpha, RGB and RGBA. Rasters know no files, codecs, threads or filters.

mod band;
mod memory;
mod sample;
mod view;

use std::ops::Range;

pub use self::band::{Band, BandMut};
pub use self::memory::zeros;
pub use self::sample::Sample;
pub use self::view::{Pixels, View};

/// Which channels a pixel has, in order. Alpha is straight (not premultiplied).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// One channel.
    Grey,
    /// Grey, then alpha.
    GreyAlpha,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue, alpha.
    Rgba,
}

impl Layout {
    /// Every layout, for tests and tables.
    pub const ALL: [Self; 4] = [Self::Grey, Self::GreyAlpha, Self::Rgb, Self::Rgba];

    /// Samples in one pixel, 1 to 4.
    pub const fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// Whether the last channel is alpha.
    pub const fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::Rgba)
    }
}

/// The samples of a whole raster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Samples {
    /// 8 bits a sample.
    U8(Vec<u8>),
    /// 16 bits a sample, in the machine's byte order.
    U16(Vec<u16>),
}

impl Samples {
    fn len(&self) -> usize {
        match self {
            Self::U8(samples) => samples.len(),
            Self::U16(samples) => samples.len(),
        }
    }
}

/// A size and a number of samples that do not agree.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{width} x {height} pixels of {channels} channels need another number of samples than {samples}")]
pub struct SizeError {
    width: usize,
    height: usize,
    channels: usize,
    samples: usize,
}

/// A picture in memory. Width, height and number of samples always agree, and neither side is zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width: usize,
    height: usize,
    layout: Layout,
    samples: Samples,
}

impl Raster {
    /// A raster of these samples.
    ///
    /// # Errors
    /// When a side is zero or `width * height * channels` is not the number of samples.
    pub fn new(width: usize, height: usize, layout: Layout, samples: Samples) -> Result<Self, SizeError> {
        let channels = layout.channels();
        let wanted = width.checked_mul(height).and_then(|pixels| pixels.checked_mul(channels));
        if width == 0 || height == 0 || wanted != Some(samples.len()) {
            return Err(SizeError { width, height, channels, samples: samples.len() });
        }
        Ok(Self { width, height, layout, samples })
    }

    /// A raster of the same size, layout and depth, all zero.
    pub fn blank_like(&self) -> Self {
        self.blank_rows(self.height)
    }

    /// A raster of the same width, layout and depth with at least one row, all zero.
    pub fn blank_rows(&self, rows: usize) -> Self {
        let height = rows.max(1);
        let n = self.width * height * self.layout.channels();
        let samples = match self.samples {
            Samples::U8(_) => Samples::U8(zeros(n)),
            Samples::U16(_) => Samples::U16(zeros(n)),
        };
        Self { height, samples, ..*self }
    }

    /// A copy of the pixels in these columns and rows; none when they hold no pixel or reach beyond the edge.
    pub fn crop(&self, columns: Range<usize>, rows: Range<usize>) -> Option<Self> {
        let is_within = columns.end <= self.width && rows.end <= self.height;
        if !is_within || columns.is_empty() || rows.is_empty() {
            return None;
        }
        let samples = match self.view() {
            View::U8(pixels) => Samples::U8(pixels.copied(&columns, rows.clone())),
            View::U16(pixels) => Samples::U16(pixels.copied(&columns, rows.clone())),
        };
        Some(Self { width: columns.len(), height: rows.len(), layout: self.layout, samples })
    }

    /// Rasters one below the other; none when there is none, or they differ in width, layout or depth.
    pub fn stacked(parts: Vec<Self>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let mut whole = parts.next()?;
        for part in parts {
            let is_like = (part.width, part.layout) == (whole.width, whole.layout);
            match (&mut whole.samples, part.samples) {
                (Samples::U8(samples), Samples::U8(more)) if is_like => samples.extend(more),
                (Samples::U16(samples), Samples::U16(more)) if is_like => samples.extend(more),
                _ => return None,
            }
            whole.height += part.height;
        }
        Some(whole)
    }

    /// Whether the other raster has the same size, layout and depth.
    pub fn same_shape(&self, other: &Self) -> bool {
        self.height == other.height && self.same_rows(other)
    }

    /// Whether the other raster has the same width, layout and depth.
    pub fn same_rows(&self, other: &Self) -> bool {
        (self.width, self.layout, self.bits()) == (other.width, other.layout, other.bits())
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Width and height.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The channels of a pixel.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Bits of a sample, 8 or 16.
    pub fn bits(&self) -> u32 {
        match self.samples {
            Samples::U8(_) => u8::BITS,
            Samples::U16(_) => u16::BITS,
        }
    }

    /// Width times height.
    pub fn pixels(&self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// Bytes that the samples take in memory.
    pub fn bytes(&self) -> usize {
        self.samples.len() * self.bits() as usize / 8
    }

    /// All samples.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// Gives the samples away.
    pub fn into_samples(self) -> Samples {
        self.samples
    }

    /// The whole raster to read from.
    pub fn view(&self) -> View<'_> {
        match &self.samples {
            Samples::U8(samples) => View::U8(self.pixels_of(samples)),
            Samples::U16(samples) => View::U16(self.pixels_of(samples)),
        }
    }

    /// The raster cut into bands of at most `band_rows` rows (at least one), from top to bottom, to write to.
    pub fn bands_mut(&mut self, band_rows: usize) -> Vec<BandMut<'_>> {
        let row_len = self.width * self.layout.channels();
        match &mut self.samples {
            Samples::U8(samples) => band::cut(samples, row_len, band_rows).map(BandMut::U8).collect(),
            Samples::U16(samples) => band::cut(samples, row_len, band_rows).map(BandMut::U16).collect(),
        }
    }

    /// Its first rows to write to, as if they were these of a higher raster; none when there are not so many.
    pub fn band_of(&mut self, rows: Range<usize>) -> Option<BandMut<'_>> {
        let row_len = self.width * self.layout.channels();
        let n = rows.len() * row_len;
        if n == 0 {
            return None;
        }
        match &mut self.samples {
            Samples::U8(samples) => Some(BandMut::U8(Band { rows, row_len, samples: samples.get_mut(..n)? })),
            Samples::U16(samples) => Some(BandMut::U16(Band { rows, row_len, samples: samples.get_mut(..n)? })),
        }
    }

    fn pixels_of<'a, S>(&self, samples: &'a [S]) -> Pixels<'a, S> {
        Pixels { width: self.width, height: self.height, layout: self.layout, samples }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_does_not_agree_is_refused() {
        assert!(Raster::new(2, 2, Layout::Rgb, Samples::U8(vec![0; 11])).is_err());
        assert!(Raster::new(0, 2, Layout::Rgb, Samples::U8(vec![])).is_err());
        assert!(Raster::new(usize::MAX, 2, Layout::Rgb, Samples::U8(vec![])).is_err());
        assert!(Raster::new(2, 2, Layout::Rgb, Samples::U16(vec![0; 12])).is_ok());
    }

    #[test]
    fn a_part_is_cut_out() {
        let raster = Raster::new(3, 2, Layout::GreyAlpha, Samples::U16((0..12).collect())).unwrap();
        let part =
            |columns, rows| raster.crop(columns, rows).map(|part| (part.width(), part.height(), part.into_samples()));
        assert_eq!(part(1..3, 1..2), Some((2, 1, Samples::U16(vec![8, 9, 10, 11]))));
        assert_eq!(part(0..3, 0..1), Some((3, 1, Samples::U16(vec![0, 1, 2, 3, 4, 5]))));
        assert_eq!((part(0..4, 0..1), part(0..1, 1..3), part(1..1, 0..1)), (None, None, None));
        let rows = |n: usize| raster.crop(0..3, n..n + 1).unwrap();
        assert_eq!(Raster::stacked(vec![rows(0), rows(1)]).as_ref(), Some(&raster));
        assert_eq!(Raster::stacked(vec![rows(0), raster.crop(0..2, 0..1).unwrap()]), None);
    }
}
