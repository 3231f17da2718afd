//! Large pictures encoded in strips, which know nothing of each other and can be made at the same time.
//!
//! Each strip of a JPEG is a JPEG of its own with the same tables, of which the coded pixels are joined with restart
//! markers between them, which every decoder knows. Each strip of a PNG is a chunk of its own, in which nothing reaches
//! back to the one before. Where strips are cut follows from the format and the size of the picture alone, and whoever
//! encodes such a picture does so in strips: its bytes are the same by every road. It knows no threads and no disk.

use super::Format;
use super::carried::Carried;
use super::convert::{Fitted, Note, fit};
use super::encode::{AnyError, EncodeError, EncodeOptions, Picture, png, write_jpeg};
use super::jpeg::{END_OF_IMAGE, height_at, pixels_start};
use super::metadata::Metadata;
use crate::raster::Raster;

/// Smaller pictures are encoded in one piece.
const MIN_PIXELS: usize = 1 << 20;
/// The pixels of a strip, or a few more: then what separates strips, and what is not known at the start of one, cost
/// less than a thousandth of the bytes.
const STRIP_PIXELS: usize = 1 << 18;
/// Blocks of colour have this height in JPEG.
const BLOCK_ROWS: usize = 16;
/// Restart markers count from 0 to 7, over and over.
const RESTARTS: [u8; 8] = [0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7];

/// A picture that is encoded in strips.
pub struct Strips<'a> {
    fitted: Fitted<'a>,
    carried: Carried<'a>,
    format: Format,
    width: usize,
    height: usize,
    options: EncodeOptions,
    notes: Vec<Note>,
}

/// One of the strips, encoded.
pub struct Strip {
    bytes: Vec<u8>,
    sum: Option<png::Sum>,
}

impl<'a> Strips<'a> {
    /// Whether a picture is encoded in strips in this format.
    pub fn are_for(format: Format, width: usize, height: usize) -> bool {
        let is_small = width.saturating_mul(height) < MIN_PIXELS;
        let is_too_large = width.max(height) > format.max_side();
        !is_small && !is_too_large && strip_rows(format, width).is_some_and(|rows| rows < height)
    }

    /// The strips of a picture, if it is encoded in strips. Cost: a conversion of the pixels where the format cannot hold
    /// them as they are.
    pub fn of(raster: &'a Raster, metadata: &'a Metadata, format: Format, options: EncodeOptions) -> Option<Self> {
        let holds = format.holds().filter(|_| Self::are_for(format, raster.width(), raster.height()))?;
        let mut fitted = fit(raster, format, holds);
        let mut notes = std::mem::take(&mut fitted.notes);
        let fits = metadata.profile_fits(raster.layout(), fitted.layout);
        let carried = Carried::new(metadata, fits, format, &mut notes);
        Some(Self { fitted, carried, format, width: raster.width(), height: raster.height(), options, notes })
    }

    /// How many there are.
    pub fn n(&self) -> usize {
        self.height.div_ceil(self.rows())
    }

    /// Encodes one strip into a buffer of its own, of which the content is lost.
    ///
    /// # Errors
    /// When stopped, or when the encoder cannot.
    pub fn encode(&self, n: usize, buffer: Vec<u8>, is_stopped: &dyn Fn() -> bool) -> Result<Strip, EncodeError> {
        let mut bytes = buffer;
        bytes.clear();
        let sum = self.append(n, &mut bytes, is_stopped)?;
        Ok(Strip { bytes, sum })
    }

    /// The whole file, in parts that follow each other, of every strip in order; and what the format cannot hold.
    pub fn finish(self, strips: Vec<Strip>) -> (Vec<Vec<u8>>, Vec<Note>) {
        let (mut parts, sums): (Vec<Vec<u8>>, Vec<_>) =
            strips.into_iter().map(|strip| (strip.bytes, strip.sum)).unzip();
        let mut last = parts.pop().unwrap_or_default();
        let notes = self.end(sums.into_iter(), &mut last);
        parts.push(last);
        (parts, notes)
    }

    /// The whole file in one piece: the bytes of [`encode`](Self::encode) and [`finish`](Self::finish).
    pub(super) fn write(self, out: &mut Vec<u8>, is_stopped: &dyn Fn() -> bool) -> Result<Vec<Note>, EncodeError> {
        out.clear();
        let sums = (0..self.n()).map(|n| self.append(n, out, is_stopped)).collect::<Result<Vec<_>, _>>()?;
        Ok(self.end(sums.into_iter(), out))
    }

    /// How each format begins with its first strip, and goes on.
    fn append(
        &self,
        n: usize,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Option<png::Sum>, EncodeError> {
        if is_stopped() {
            return Err(EncodeError::Stopped);
        }
        let appended = match self.format {
            Format::Png => self.append_png(n, out, is_stopped).map(Some),
            _ => self.append_jpeg(n, out).map(|()| None),
        };
        if is_stopped() {
            return Err(EncodeError::Stopped);
        }
        appended.map_err(|error| EncodeError::Failed { format: self.format, reason: error.to_string() })
    }

    fn append_png(&self, n: usize, out: &mut Vec<u8>, is_stopped: &dyn Fn() -> bool) -> Result<png::Sum, AnyError> {
        let picture = self.picture()?;
        if n == 0 {
            png::begin(&picture, &self.carried, out)?;
        }
        let (start, end) = self.range(n);
        png::append_rows(&picture, u32::try_from(start)?..u32::try_from(end)?, self.options.effort, out, is_stopped)
    }

    fn append_jpeg(&self, n: usize, out: &mut Vec<u8>) -> Result<(), AnyError> {
        let (start, end) = self.range(n);
        let picture = self.picture()?;
        let rows = picture.rows(u32::try_from(start)?..u32::try_from(end)?);
        let bytes = if n == 0 {
            // Without colour, a block is half as wide and half as high.
            let side = if self.fitted.layout.channels() == 1 { BLOCK_ROWS / 2 } else { BLOCK_ROWS };
            let blocks = self.width.div_ceil(side) * (self.rows() / side);
            write_jpeg(&rows, &self.carried, self.options.quality, Some(u16::try_from(blocks)?))?
        } else {
            let restart = RESTARTS.get((n - 1) % RESTARTS.len()).copied().unwrap_or_default();
            out.extend([0xFF, restart]);
            write_jpeg(&rows, &Carried::default(), self.options.quality, None)?
        };
        let header = if n == 0 { 0 } else { pixels_start(&bytes).unwrap_or(0) };
        let at = out.len();
        out.extend_from_slice(bytes.get(header..bytes.len() - END_OF_IMAGE.len()).unwrap_or_default());
        // The header is that of the first strip, and tells the height of all.
        let height = height_at(&bytes).filter(|_| n == 0).map(|height| at + height);
        if let Some(place) = height.and_then(|height| out.get_mut(height..height + 2)) {
            place.copy_from_slice(&u16::try_from(self.height)?.to_be_bytes());
        }
        Ok(())
    }

    fn end(self, sums: impl Iterator<Item = Option<png::Sum>>, out: &mut Vec<u8>) -> Vec<Note> {
        match self.format {
            Format::Png => png::end(sums.flatten(), out),
            _ => out.extend(END_OF_IMAGE),
        }
        self.notes
    }

    fn picture(&self) -> Result<Picture<'_>, AnyError> {
        Ok(Picture {
            width: u32::try_from(self.width)?,
            height: u32::try_from(self.height)?,
            layout: self.fitted.layout,
            samples: (&*self.fitted.samples).into(),
        })
    }

    fn rows(&self) -> usize {
        strip_rows(self.format, self.width).unwrap_or(self.height).max(1)
    }

    /// The first row of a strip, and the one behind its last.
    fn range(&self, n: usize) -> (usize, usize) {
        (n * self.rows(), self.height.min((n + 1) * self.rows()))
    }
}

/// The height of a strip; `None` when the format is not written in strips.
fn strip_rows(format: Format, width: usize) -> Option<usize> {
    match format {
        Format::Jpeg => Some((STRIP_PIXELS / width.max(1) / BLOCK_ROWS).max(1) * BLOCK_ROWS),
        Format::Png => Some((STRIP_PIXELS / width.max(1)).max(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::encode::Effort;
    use crate::files::encode::Slice;
    use crate::files::{Limits, decode, encode};
    use crate::raster::{Layout, Samples};

    /// Waves with a little grain, so that blocks differ.
    fn raster(layout: Layout, width: usize, height: usize) -> Raster {
        let channels = layout.channels();
        let sample = |n: usize| {
            let (x, y) = (n / channels % width, n / channels / width);
            ((x * x / 700 + y * y / 900 + n % channels * 40) % 220 + (x * 7 + y * 13) % 11) as u8
        };
        let samples = Samples::U8((0..width * height * channels).map(sample).collect());
        Raster::new(width, height, layout, samples).unwrap()
    }

    fn decoded(bytes: &[u8]) -> Raster {
        decoded_as("1.jpg", bytes)
    }

    fn decoded_as(name: &str, bytes: &[u8]) -> Raster {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        decode(&path, Limits::default(), &|| false).unwrap().raster
    }

    /// The file as it would be in one piece.
    fn in_one_piece(raster: &Raster) -> Vec<u8> {
        let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
        let picture = Picture {
            width: raster.width() as u32,
            height: raster.height() as u32,
            layout: raster.layout(),
            samples: Slice::U8(samples),
        };
        write_jpeg(&picture, &Carried::default(), 90, None).unwrap()
    }

    #[test]
    fn strips_give_the_pixels_of_one_piece_and_hardly_more_bytes() {
        for (layout, width, height) in [
            (Layout::Rgb, 1201, 877),
            (Layout::Grey, 1035, 1017),
            (Layout::Rgb, 65_000, 17),
            (Layout::Grey, 65_000, 33),
            (Layout::Rgb, 40, 30_001),
        ] {
            let raster = raster(layout, width, height);
            assert!(Strips::are_for(Format::Jpeg, width, height));
            let mut bytes = Vec::new();
            encode(&raster, &Metadata::default(), Format::Jpeg, EncodeOptions::default(), &mut bytes, &|| false)
                .unwrap();
            let whole = in_one_piece(&raster);
            assert_eq!(decoded(&bytes), decoded(&whole), "{width} x {height}");
            assert!(bytes.len() <= whole.len() + whole.len() / 300, "{} {}", bytes.len(), whole.len());
        }
    }

    #[test]
    fn strips_of_png_hold_every_sample() {
        for (layout, bits, width, height) in [
            (Layout::Rgb, 8, 1201, 877),
            (Layout::Rgba, 16, 1035, 1017),
            (Layout::GreyAlpha, 8, 65_000, 17),
            (Layout::Grey, 16, 40, 30_001),
            (Layout::Rgb, 8, 1_100_000, 3),
        ] {
            let soft = raster(layout, width, height);
            let Samples::U8(samples) = soft.samples() else { panic!("8 bits") };
            let mut random = fastrand::Rng::with_seed(1);
            // Soft, noise in between, and flat.
            let sample = |(n, sample): (usize, &u8)| match 4 * n / samples.len() {
                1 => u16::from(random.u8(..)) * 257,
                3 => 9,
                _ => u16::from(*sample) * 200,
            };
            let deep: Vec<u16> = samples.iter().enumerate().map(sample).collect();
            let shallow = deep.iter().map(|sample| (sample >> 8) as u8).collect();
            let samples = if bits == 8 { Samples::U8(shallow) } else { Samples::U16(deep) };
            let raster = Raster::new(width, height, layout, samples).unwrap();
            let mut lens = Vec::new();
            for effort in Effort::ALL {
                let options = EncodeOptions { effort, ..EncodeOptions::default() };
                let metadata = Metadata::default();
                let mut bytes = Vec::new();
                encode(&raster, &metadata, Format::Png, options, &mut bytes, &|| false).unwrap();
                assert!(decoded_as("1.png", &bytes) == raster, "{layout:?} {bits} {width} x {height} {effort:?}");
                lens.push(bytes.len());

                let strips = Strips::of(&raster, &metadata, Format::Png, options).unwrap();
                assert!(strips.n() > 1);
                let encode = |n| strips.encode(n, vec![7], &|| false).unwrap();
                let all: Vec<Strip> = (0..strips.n()).rev().map(encode).collect();
                let (parts, _) = strips.finish(all.into_iter().rev().collect());
                assert!(parts.concat() == bytes, "the same bytes by every road");
            }
            assert!(lens.is_sorted_by(|a, b| a >= b) && lens[0] < raster.bytes() * 2 / 3, "{lens:?}");
        }
    }

    #[test]
    fn small_pictures_and_other_formats_are_in_one_piece() {
        let small = raster(Layout::Rgb, 1000, 1000);
        assert!(!Strips::are_for(Format::Jpeg, 1000, 1000));
        assert!(!Strips::are_for(Format::Png, 1000, 1000));
        assert!(!Strips::are_for(Format::Tiff, 1500, 1500));
        let mut bytes = Vec::new();
        encode(&small, &Metadata::default(), Format::Jpeg, EncodeOptions::default(), &mut bytes, &|| false).unwrap();
        assert_eq!(bytes, in_one_piece(&small));
    }
}
