//! Large pictures encoded in strips, which know nothing of each other and can be made at the same time.
//!
//! Each strip of a JPEG is coded as if it were alone, by the same tables, and restart markers lie between strips, which
//! every decoder knows. Each strip of a PNG is a chunk of its own, in which nothing reaches back to the one before.
//! Where strips are cut follows from the format and the size of the picture alone, and whoever encodes such a picture
//! does so in strips: its bytes are the same by every road. It knows no threads and no disk.

use std::ops::Range;

use super::Format;
use super::carried::Carried;
use super::convert::{Note, fit, layout_held};
use super::encode::{AnyError, EncodeError, EncodeOptions, Picture, Slice, jpeg, png};
use super::format::Holds;
use super::jpeg::{END_OF_IMAGE, scan_at};
use super::metadata::Metadata;
use crate::raster::{Layout, View};

/// Smaller pictures are encoded in one piece.
const MIN_PIXELS: usize = 1 << 20;
/// The pixels of a strip, or a few more: then what separates strips, and what is not known at the start of one, cost
/// less than a thousandth of the bytes.
const STRIP_PIXELS: usize = 1 << 18;
/// Blocks of colour have this height in JPEG.
const BLOCK_ROWS: usize = 16;
/// Restart markers count from 0 to 7, over and over.
const RESTARTS: [u8; 8] = [0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7];
/// Begins the segment that tells how many blocks lie between two of them.
const RESTART_INTERVAL: [u8; 4] = [0xFF, 0xDD, 0, 4];

/// A picture that is encoded in strips. Its pixels are given strip by strip, so that they need not all be there.
pub struct Strips<'a> {
    carried: Carried<'a>,
    format: Format,
    holds: Holds,
    layout: Layout,
    width: usize,
    height: usize,
    options: EncodeOptions,
    notes: Vec<Note>,
}

/// One of the strips, encoded.
#[derive(Debug)]
pub struct Strip {
    bytes: Vec<u8>,
    end: StripEnd,
}

impl Strip {
    /// How many bytes of memory it takes.
    pub fn capacity_bytes(&self) -> usize {
        self.bytes.capacity()
    }
}

/// What is to be known of a strip when all are put together.
#[derive(Debug)]
struct StripEnd {
    sum: Option<png::Sum>,
    notes: Vec<Note>,
}

impl<'a> Strips<'a> {
    /// Whether a picture is encoded in strips in this format.
    pub fn are_for(format: Format, width: usize, height: usize) -> bool {
        let is_small = width.saturating_mul(height) < MIN_PIXELS;
        let is_too_large = width.max(height) > format.max_side();
        !is_small && !is_too_large && strip_rows(format, width).is_some_and(|rows| rows < height)
    }

    /// The strips of a picture of this width and height, if such are encoded in strips. The first one and what is noted
    /// are alone in which the metadata have a part. Cost: none.
    pub fn of(
        (width, height): (usize, usize),
        source_layout: Layout,
        metadata: &'a Metadata,
        format: Format,
        options: EncodeOptions,
    ) -> Option<Self> {
        let holds = format.holds().filter(|_| Self::are_for(format, width, height))?;
        let layout = layout_held(source_layout, holds);
        let mut notes = Vec::new();
        let carried = Carried::new(metadata, metadata.profile_fits(source_layout, layout), format, &mut notes);
        Some(Self { carried, format, holds, layout, width, height, options, notes })
    }

    /// How many there are.
    pub fn n(&self) -> usize {
        self.height.div_ceil(self.rows_each())
    }

    /// The rows of the picture that have to be there to encode a strip: its own, and one more above them where the
    /// format has rows lean on those above.
    pub fn rows(&self, n: usize) -> Range<usize> {
        let above = usize::from(self.format == Format::Png && n > 0);
        n * self.rows_each() - above..self.height.min((n + 1) * self.rows_each())
    }

    /// Encodes one strip of which these are the [`rows`](Self::rows), into a buffer of its own, of which the content is
    /// lost. Cost beyond encoding: a conversion of the pixels where the format cannot hold them as they are.
    ///
    /// # Errors
    /// When stopped, or when the encoder cannot.
    pub fn encode(
        &self,
        n: usize,
        rows: View<'_>,
        buffer: Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Strip, EncodeError> {
        let mut bytes = buffer;
        bytes.clear();
        let end = self.append(n, rows, &mut bytes, is_stopped)?;
        Ok(Strip { bytes, end })
    }

    /// The whole file, in parts that follow each other, of every strip in order; and what the format cannot hold.
    pub fn finish(self, strips: Vec<Strip>) -> (Vec<Vec<u8>>, Vec<Note>) {
        let (mut parts, ends): (Vec<Vec<u8>>, Vec<_>) =
            strips.into_iter().map(|strip| (strip.bytes, strip.end)).unzip();
        let mut last = parts.pop().unwrap_or_default();
        let notes = self.end(ends, &mut last);
        parts.push(last);
        (parts, notes)
    }

    /// The whole file in one piece: the bytes of [`encode`](Self::encode) and [`finish`](Self::finish).
    pub(super) fn write(
        self,
        all: View<'_>,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Vec<Note>, EncodeError> {
        out.clear();
        let mut append = |n| self.append(n, all.of_rows(self.rows(n)), out, is_stopped);
        let ends = (0..self.n()).map(&mut append).collect::<Result<Vec<_>, _>>()?;
        Ok(self.end(ends, out))
    }

    /// How each format begins with its first strip, and goes on.
    fn append(
        &self,
        n: usize,
        rows: View<'_>,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<StripEnd, EncodeError> {
        if is_stopped() {
            return Err(EncodeError::Stopped);
        }
        let fitted = fit(rows, self.format, self.holds);
        let rows = self.picture(self.rows(n).len(), (&fitted.samples).into());
        let appended = rows.and_then(|rows| match self.format {
            Format::Png => self.append_png(n, &rows, out, is_stopped).map(Some),
            _ => self.append_jpeg(n, &rows, out).map(|()| None),
        });
        if is_stopped() {
            return Err(EncodeError::Stopped);
        }
        let failed = |error: AnyError| EncodeError::Failed { format: self.format, reason: error.to_string() };
        Ok(StripEnd { sum: appended.map_err(failed)?, notes: fitted.notes })
    }

    fn append_png(
        &self,
        n: usize,
        rows: &Picture<'_>,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<png::Sum, AnyError> {
        if n == 0 {
            png::begin(&self.picture(self.height, rows.samples)?, &self.carried, out)?;
        }
        png::append_rows(rows, n == 0, self.options.effort, out, is_stopped)
    }

    fn append_jpeg(&self, n: usize, rows: &Picture<'_>, out: &mut Vec<u8>) -> Result<(), AnyError> {
        if n == 0 {
            self.append_jpeg_header(out)?;
        } else {
            let restart = RESTARTS.get((n - 1) % RESTARTS.len()).copied().unwrap_or_default();
            out.extend([0xFF, restart]);
        }
        jpeg::append_scan(rows, self.options.quality, out)
    }

    /// The header of the whole picture, which tells also how many blocks a strip has.
    fn append_jpeg_header(&self, out: &mut Vec<u8>) -> Result<(), AnyError> {
        let size = [u16::try_from(self.width)?, u16::try_from(self.height)?];
        let header = jpeg::header(size, self.layout, &self.carried, self.options.quality)?;
        let (before_scan, of_scan) = scan_at(&header).and_then(|at| header.split_at_checked(at)).ok_or("no scan")?;
        // Without colour, a block is half as wide and half as high.
        let side = if self.layout.channels() == 1 { BLOCK_ROWS / 2 } else { BLOCK_ROWS };
        let blocks = self.width.div_ceil(side) * (self.rows_each() / side);
        out.extend_from_slice(before_scan);
        out.extend(RESTART_INTERVAL);
        out.extend(u16::try_from(blocks)?.to_be_bytes());
        out.extend_from_slice(of_scan);
        Ok(())
    }

    fn end(self, ends: Vec<StripEnd>, out: &mut Vec<u8>) -> Vec<Note> {
        match self.format {
            Format::Png => png::end(ends.iter().filter_map(|end| end.sum), out),
            _ => out.extend(END_OF_IMAGE),
        }
        let mut notes: Vec<Note> = Vec::new();
        for note in ends.into_iter().flat_map(|end| end.notes).chain(self.notes) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }

    fn picture<'p>(&self, height: usize, samples: Slice<'p>) -> Result<Picture<'p>, AnyError> {
        Ok(Picture { width: u32::try_from(self.width)?, height: u32::try_from(height)?, layout: self.layout, samples })
    }

    fn rows_each(&self) -> usize {
        strip_rows(self.format, self.width).unwrap_or(self.height).max(1)
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
    use crate::files::{Limits, decode, encode};
    use crate::raster::{Raster, Samples};

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
        let mut out = Vec::new();
        jpeg::write(&picture, &Carried::default(), 90, &mut out).unwrap();
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
            encode(&raster, &Metadata::default(), Format::Jpeg, EncodeOptions::default(), &mut bytes, &|| false)
                .unwrap();
            let whole = in_one_piece(&raster);
            assert_eq!(decoded(&bytes), decoded(&whole), "{width} x {height}");
            assert!(bytes.len() <= whole.len() + whole.len() / 300, "{} {}", bytes.len(), whole.len());
        }
    }

    /// The C library's own way of restarting, which has no strips: not a byte differs.
    #[test]
    fn strips_of_jpeg_have_the_bytes_of_the_library_with_restarts() {
        use libjpeg_turbo_rs::{Encoder, PixelFormat};
        for (layout, side) in [(Layout::Rgb, BLOCK_ROWS), (Layout::Grey, BLOCK_ROWS / 2)] {
            let raster = raster(layout, 1201, 2100);
            let metadata = Metadata::default();
            let strips =
                Strips::of(raster.size(), raster.layout(), &metadata, Format::Jpeg, EncodeOptions::default()).unwrap();
            assert!(strips.n() > RESTARTS.len(), "markers begin again");
            let blocks = (1201_usize.div_ceil(side) * (strips.rows_each() / side)) as u16;
            let mut out = Vec::new();
            strips.write(raster.view(), &mut out, &|| false).unwrap();
            let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
            let format = if layout == Layout::Grey { PixelFormat::Grayscale } else { PixelFormat::Rgb };
            let library = Encoder::new(samples, 1201, 2100, format).quality(90).restart_blocks(blocks);
            assert!(out == library.encode().unwrap(), "{layout:?}");
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

                let strips = Strips::of(raster.size(), raster.layout(), &metadata, Format::Png, options).unwrap();
                assert!(strips.n() > 1);
                // A window on its rows will do.
                let rows = |n| raster.crop(0..width, strips.rows(n)).unwrap();
                let encode = |n| strips.encode(n, rows(n).view(), vec![7], &|| false).unwrap();
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
