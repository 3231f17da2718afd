//! Pixels and a size that always agree: 1 to 4 channels of `u8` or `u16`, interleaved, rows from top to bottom.
//!
//! Interleaved, so that a row is one flat slice and the same channel of the neighbouring pixel is `channels` samples
//! away: one loop serves grey, grey with alpha, RGB and RGBA. Rasters know no files, codecs, threads or filters.

use std::ops::Range;

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

mod sealed {
    pub trait Sealed {}
    impl Sealed for u8 {}
    impl Sealed for u16 {}
}

/// One number of one channel: `u8` or `u16`.
pub trait Sample:
    sealed::Sealed + Copy + Default + Ord + Send + Sync + std::fmt::Debug + Into<f32> + Into<u32> + Into<i32> + 'static
{
    /// Bits in a sample.
    const BITS: u32;
    /// The largest sample as a single-precision number, exactly.
    const MAX_F32: f32;

    /// Truncates towards zero. The number must lie in `0..=MAX_F32`; others are clamped.
    fn from_f32(value: f32) -> Self;

    /// The same for numbers that are known to be small, in fewer instructions: they are clamped after they were
    /// truncated.
    ///
    /// # Safety
    ///
    /// The number, truncated, must be one of `i32`.
    #[allow(unsafe_code, reason = "one instruction for many numbers at a time, which no safe function comes down to")]
    unsafe fn from_small_f32(value: f32) -> Self;

    /// The low bits of a number that is known to fit.
    fn from_u32(value: u32) -> Self;
}

impl Sample for u8 {
    const BITS: u32 = 8;
    const MAX_F32: f32 = 255.0;

    #[inline(always)]
    fn from_f32(value: f32) -> Self {
        truncated(value, Self::MAX_F32) as Self
    }

    #[inline(always)]
    #[allow(unsafe_code, reason = "the caller vouches for the number")]
    unsafe fn from_small_f32(value: f32) -> Self {
        // SAFETY: so the caller says.
        let whole: i32 = unsafe { value.to_int_unchecked() };
        whole.max(0).min(Self::MAX.into()) as Self
    }

    #[inline(always)]
    fn from_u32(value: u32) -> Self {
        value as Self
    }
}

impl Sample for u16 {
    const BITS: u32 = 16;
    const MAX_F32: f32 = 65535.0;

    #[inline(always)]
    fn from_f32(value: f32) -> Self {
        truncated(value, Self::MAX_F32) as Self
    }

    #[inline(always)]
    #[allow(unsafe_code, reason = "the caller vouches for the number")]
    unsafe fn from_small_f32(value: f32) -> Self {
        // SAFETY: so the caller says.
        let whole: i32 = unsafe { value.to_int_unchecked() };
        whole.max(0).min(Self::MAX.into()) as Self
    }

    #[inline(always)]
    fn from_u32(value: u32) -> Self {
        value as Self
    }
}

/// A number rounded towards zero and clamped to `0..=max`, which is below `2^31`. What is no number becomes zero.
///
/// `as` says the same of numbers of any size, and is five times as slow in a loop over samples: it does not see that
/// the number fits, and checks each once more.
#[inline(always)]
#[allow(unsafe_code, reason = "one instruction for many numbers at a time, which no safe function comes down to")]
fn truncated(value: f32, max: f32) -> i32 {
    // `max` and `min` give their other operand for what is no number.
    let within = value.max(0.0).min(max);
    // SAFETY: the number is finite and within the range of `i32`, whatever `value` was.
    unsafe { within.to_int_unchecked() }
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
        let n = self.samples.len();
        let samples = match self.samples {
            Samples::U8(_) => Samples::U8(vec![0; n]),
            Samples::U16(_) => Samples::U16(vec![0; n]),
        };
        Self { samples, ..*self }
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
        (self.width, self.height, self.layout, self.bits()) == (other.width, other.height, other.layout, other.bits())
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows from top to bottom.
    pub fn height(&self) -> usize {
        self.height
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
            Samples::U8(samples) => cut(samples, row_len, band_rows).map(BandMut::U8).collect(),
            Samples::U16(samples) => cut(samples, row_len, band_rows).map(BandMut::U16).collect(),
        }
    }

    fn pixels_of<'a, S>(&self, samples: &'a [S]) -> Pixels<'a, S> {
        Pixels { width: self.width, height: self.height, layout: self.layout, samples }
    }
}

fn cut<S>(samples: &mut [S], row_len: usize, band_rows: usize) -> impl Iterator<Item = Band<'_, S>> {
    let band_rows = band_rows.max(1);
    samples.chunks_mut(band_rows * row_len).enumerate().map(move |(n, samples)| {
        let top = n * band_rows;
        Band { rows: top..top + samples.len() / row_len, row_len, samples }
    })
}

/// A whole raster to read from, by sample type.
#[derive(Clone, Copy, Debug)]
pub enum View<'a> {
    /// 8 bits a sample.
    U8(Pixels<'a, u8>),
    /// 16 bits a sample.
    U16(Pixels<'a, u16>),
}

/// A whole raster of one sample type to read from.
#[derive(Clone, Copy, Debug)]
pub struct Pixels<'a, S> {
    width: usize,
    height: usize,
    layout: Layout,
    samples: &'a [S],
}

impl<'a, S> Pixels<'a, S> {
    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Samples in one pixel.
    pub fn channels(&self) -> usize {
        self.layout.channels()
    }

    /// The channels of a pixel.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Samples in one row.
    pub fn row_len(&self) -> usize {
        self.width * self.channels()
    }

    /// One row, `row_len` samples; rows beyond the last give the last.
    #[allow(
        clippy::indexing_slicing,
        reason = "y is clamped to the last row, and a raster has width * height * channels samples"
    )]
    pub fn row(&self, y: usize) -> &'a [S] {
        let n = self.row_len();
        let start = y.min(self.height - 1) * n;
        &self.samples[start..start + n]
    }

    /// Some rows as one flat slice; what lies beyond the last row is left out.
    #[allow(clippy::indexing_slicing, reason = "both ends are clamped to the height")]
    pub fn rows(&self, rows: Range<usize>) -> &'a [S] {
        let n = self.row_len();
        let end = rows.end.min(self.height);
        &self.samples[rows.start.min(end) * n..end * n]
    }
}

impl<S: Sample> Pixels<'_, S> {
    /// The samples of these columns, which are within the width, row by row.
    fn copied(&self, columns: &Range<usize>, rows: Range<usize>) -> Vec<S> {
        if columns.len() == self.width {
            return self.rows(rows).to_vec();
        }
        let n = self.channels();
        let mut samples = Vec::with_capacity(columns.len() * rows.len() * n);
        for y in rows {
            samples.extend(self.row(y).get(columns.start * n..columns.end * n).unwrap_or_default());
        }
        samples
    }
}

/// Some rows of a raster to write to, by sample type.
#[derive(Debug)]
pub enum BandMut<'a> {
    /// 8 bits a sample.
    U8(Band<'a, u8>),
    /// 16 bits a sample.
    U16(Band<'a, u16>),
}

/// Some rows of a raster to write to. It knows which rows of the whole they are.
#[derive(Debug)]
pub struct Band<'a, S> {
    rows: Range<usize>,
    row_len: usize,
    samples: &'a mut [S],
}

impl<S> Band<'_, S> {
    /// Which rows of the whole raster these are.
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The same band, lent for a shorter time.
    pub fn reborrow(&mut self) -> Band<'_, S> {
        Band { rows: self.rows.clone(), row_len: self.row_len, samples: self.samples }
    }

    /// All samples of the band.
    pub fn samples_mut(&mut self) -> &mut [S] {
        self.samples
    }

    /// Each row with its place in the whole raster.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = (usize, &mut [S])> {
        self.rows.clone().zip(self.samples.chunks_exact_mut(self.row_len))
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
    #[allow(unsafe_code, reason = "what is unsafe is tested against what is safe")]
    fn numbers_are_truncated_and_clamped() {
        for n in 0..65536_u32 {
            for part in [0.0, 0.00390625, 0.5, 0.99609375] {
                let value = n as f32 + part;
                assert_eq!(u16::from_f32(value), value as u16);
                assert_eq!(u8::from_f32(value - 300.0), (value - 300.0) as u8);
                for value in [value, value - 300.0, -value, value * 32767.0, value * -32767.0] {
                    // SAFETY: all of them are within plus and minus `2^31 - 1`.
                    let small = unsafe { (u8::from_small_f32(value), u16::from_small_f32(value)) };
                    assert_eq!(small, (u8::from_f32(value), u16::from_f32(value)));
                }
            }
        }
        assert_eq!([f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX].map(u8::from_f32), [255, 0, 0, 255]);
        assert_eq!([u16::from_f32(0.99999994), u16::from_f32(f32::MIN_POSITIVE)], [0, 0]);
    }

    #[test]
    fn bands_cover_every_row_once() {
        for band_rows in [0, 1, 2, 3, 7, 100] {
            let mut raster = Raster::new(2, 7, Layout::GreyAlpha, Samples::U16(vec![0; 28])).unwrap();
            let mut seen = Vec::new();
            for band in raster.bands_mut(band_rows) {
                let BandMut::U16(mut band) = band else { panic!("a u16 raster has u16 bands") };
                for (y, row) in band.rows_mut() {
                    assert_eq!(row.len(), 4);
                    seen.push(y);
                }
            }
            assert_eq!(seen, (0..7).collect::<Vec<_>>());
        }
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

    #[test]
    fn rows_are_clamped_to_the_raster() {
        let raster = Raster::new(2, 2, Layout::Grey, Samples::U8(vec![1, 2, 3, 4])).unwrap();
        let View::U8(pixels) = raster.view() else { panic!("a u8 raster has a u8 view") };
        assert_eq!(pixels.row(9), [3, 4]);
        assert_eq!(pixels.rows(1..9), [3, 4]);
        assert_eq!(pixels.rows(5..9), [0_u8; 0]);
    }
}
