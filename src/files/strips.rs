//! Large pictures encoded in strips, which know nothing of each other and can be made at the same time.
//!
//! So far JPEG: each strip is a JPEG of its own with the same tables, of which the coded pixels are joined with restart
//! markers between them, which every decoder knows. Where strips are cut follows from the size of the picture alone, and
//! whoever encodes such a picture does so in strips: its bytes are the same by every road. It knows no threads and no
//! disk.

use super::Format;
use super::carried::Carried;
use super::convert::{Fitted, Note, fit};
use super::encode::{EncodeError, Picture, Slice};
use super::jpeg::{END_OF_IMAGE, height_at, pixels_start};
use super::metadata::Metadata;
use super::stop::Stoppable;
use crate::raster::{Raster, Samples};

/// Smaller pictures are encoded in one piece.
const MIN_PIXELS: usize = 1 << 20;
/// The pixels of a strip, or a few more: then markers, and what is not known at the start of a strip, cost less than a
/// thousandth of the bytes.
const STRIP_PIXELS: usize = 1 << 18;
/// Blocks of colour have this height.
const BLOCK_ROWS: usize = 16;
/// Restart markers count from 0 to 7, over and over.
const RESTARTS: [u8; 8] = [0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7];

/// A picture that is encoded in strips.
pub struct Strips<'a> {
    fitted: Fitted<'a>,
    carried: Carried<'a>,
    width: usize,
    height: usize,
    quality: u8,
    notes: Vec<Note>,
}

impl<'a> Strips<'a> {
    /// Whether a picture is encoded in strips in this format.
    pub fn are_for(format: Format, width: usize, height: usize) -> bool {
        let is_small = width.saturating_mul(height) < MIN_PIXELS || height <= strip_rows(width);
        let is_too_large = width.max(height) > format.max_side();
        format == Format::Jpeg && !is_small && !is_too_large
    }

    /// The strips of a picture, if it is encoded in strips. Cost: a conversion of the pixels where the format cannot hold
    /// them as they are.
    pub fn of(raster: &'a Raster, metadata: &'a Metadata, format: Format, quality: u8) -> Option<Self> {
        let holds = format.holds().filter(|_| Self::are_for(format, raster.width(), raster.height()))?;
        let mut fitted = fit(raster, format, holds);
        let mut notes = std::mem::take(&mut fitted.notes);
        let fits = metadata.profile_fits(raster.layout(), fitted.layout);
        let carried = Carried::new(metadata, fits, format, &mut notes);
        Some(Self { fitted, carried, width: raster.width(), height: raster.height(), quality, notes })
    }

    /// How many there are.
    pub fn n(&self) -> usize {
        self.height.div_ceil(strip_rows(self.width))
    }

    /// Encodes one strip, in memory of its own.
    ///
    /// # Errors
    /// When stopped, or when the encoder cannot.
    pub fn encode(&self, n: usize, is_stopped: &dyn Fn() -> bool) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = Vec::new();
        let written = self.write(n, Stoppable::new(&mut bytes, is_stopped));
        if is_stopped() {
            return Err(EncodeError::Stopped);
        }
        let failed = |reason| EncodeError::Failed { format: Format::Jpeg, reason };
        written.map(|()| bytes).map_err(|error| failed(error.to_string()))
    }

    fn write(&self, n: usize, to: impl std::io::Write) -> Result<(), super::encode::AnyError> {
        let rows = strip_rows(self.width);
        let height = rows.min(self.height - n * rows);
        let row_len = self.width * self.fitted.layout.channels();
        let range = n * rows * row_len..(n * rows + height) * row_len;
        let picture = Picture {
            width: u32::try_from(self.width)?,
            height: u32::try_from(height)?,
            layout: self.fitted.layout,
            samples: match &*self.fitted.samples {
                Samples::U8(samples) => Slice::U8(samples.get(range).unwrap_or_default()),
                Samples::U16(samples) => Slice::U16(samples.get(range).unwrap_or_default()),
            },
        };
        if n > 0 {
            return picture.write_jpeg(&Carried::default(), self.quality, None, to);
        }
        // Without colour, a block is half as wide and half as high.
        let side = if self.fitted.layout.channels() == 1 { BLOCK_ROWS / 2 } else { BLOCK_ROWS };
        let blocks = self.width.div_ceil(side) * (rows / side);
        picture.write_jpeg(&self.carried, self.quality, Some(u16::try_from(blocks)?), to)
    }

    /// The whole file, of every strip in order. Returns what the format cannot hold.
    pub fn join(self, strips: Vec<Vec<u8>>, out: &mut Vec<u8>) -> Vec<Note> {
        out.clear();
        out.reserve(strips.iter().map(Vec::len).sum());
        for (n, bytes) in strips.iter().enumerate() {
            let is_first = n == 0;
            if let Some(restart) = RESTARTS.get((n + RESTARTS.len() - 1) % RESTARTS.len()).filter(|_| !is_first) {
                out.extend([0xFF, *restart]);
            }
            let start = if is_first { 0 } else { pixels_start(bytes).unwrap_or(0) };
            out.extend_from_slice(bytes.get(start..bytes.len() - END_OF_IMAGE.len()).unwrap_or_default());
        }
        out.extend(END_OF_IMAGE);
        // The header is that of the first strip.
        let height = u16::try_from(self.height).unwrap_or(u16::MAX);
        if let Some(place) = height_at(out).and_then(|at| out.get_mut(at..at + 2)) {
            place.copy_from_slice(&height.to_be_bytes());
        }
        self.notes
    }
}

fn strip_rows(width: usize) -> usize {
    (STRIP_PIXELS / width.max(1) / BLOCK_ROWS).max(1) * BLOCK_ROWS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Limits, decode, encode};
    use crate::raster::Layout;

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
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.jpg");
        std::fs::write(&path, bytes).unwrap();
        decode(&path, Limits::default(), &|| false).unwrap().raster
    }

    /// The file as it would be in one piece.
    fn in_one_piece(raster: &Raster) -> Vec<u8> {
        let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
        let mut out = Vec::new();
        let picture = Picture {
            width: raster.width() as u32,
            height: raster.height() as u32,
            layout: raster.layout(),
            samples: Slice::U8(samples),
        };
        picture.write_jpeg(&Carried::default(), 90, None, &mut out).unwrap();
        out
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
            encode(&raster, &Metadata::default(), Format::Jpeg, 90, &mut bytes, &|| false).unwrap();
            let whole = in_one_piece(&raster);
            assert_eq!(decoded(&bytes), decoded(&whole), "{width} x {height}");
            assert!(bytes.len() <= whole.len() + whole.len() / 300, "{} {}", bytes.len(), whole.len());
        }
    }

    #[test]
    fn small_pictures_and_other_formats_are_in_one_piece() {
        let small = raster(Layout::Rgb, 1000, 1000);
        assert!(!Strips::are_for(Format::Jpeg, 1000, 1000));
        assert!(!Strips::are_for(Format::Png, 1500, 1500));
        let mut bytes = Vec::new();
        encode(&small, &Metadata::default(), Format::Jpeg, 90, &mut bytes, &|| false).unwrap();
        assert_eq!(bytes, in_one_piece(&small));
    }
}
