//! From pixels to the bytes of a file, in memory.
//!
//! PNG is written by the `png` crate row by row: as fast and as small as in one piece, and it can be stopped. Of its
//! row filters the adaptive choice costs a fifth more time than any fixed one, and is never larger than the best of
//! them, which is Paeth for soft photographs and the average for grainy ones. JPEG is written by `jpeg-encoder`, a few
//! times as fast as the rest. PNM is simpler to write than to ask for, because `image` writes 16 bits only as PAM; so is
//! TIFF, because it has no place for EXIF there. Metadata go along where the format holds them. It knows no disk.

use std::io::{self, Cursor, Write};

use image::codecs::{bmp::BmpEncoder, qoi::QoiEncoder, tga::TgaEncoder};
use image::{EncodableLayout, ExtendedColorType, ImageEncoder, ImageError};
use jpeg_encoder::{ChromaSubsamplingMethod, PixelDensity, PixelDensityUnit, SamplingFactor};

use super::carried::Carried;
use super::convert::{Note, fit};
use super::decode::BMP_DENSITY_AT;
use super::ifd::ByteOrder;
use super::jpeg::XMP_MARK;
use super::metadata::{Density, DensityUnit, Metadata};
use super::stop::{BYTES_BETWEEN_CHECKS, Stoppable};
use super::{Format, gif, tiff};
use crate::raster::{Layout, Raster, Samples};

/// Why a raster cannot be encoded.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// Pixloom only reads this format.
    #[error("{0} can be read, not written; choose another format, such as PNG")]
    ReadOnly(Format),
    /// A side is longer than the format can say.
    #[error(
        "{width} x {height} pixels are too many for {format}, which ends at {max} a side; choose another format, such as PNG"
    )]
    TooLarge {
        /// The format asked for.
        format: Format,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
        /// The longest side that the format holds, in pixels.
        max: usize,
    },
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
    /// Anything else.
    #[error("the picture cannot be written as {format} ({reason}); choose another format")]
    Failed {
        /// The format asked for.
        format: Format,
        /// What the encoder says.
        reason: String,
    },
}

/// Writes a raster and its metadata in a format into `out`, which is emptied first and whose capacity is used again. `quality` is 1 to
/// 100 and matters only where [`Format::has_quality`] says so. Returns what had to be changed or left out
/// because the format cannot hold it.
///
/// # Errors
/// When the format cannot hold a picture of this size, cannot be written at all, or when stopped. What is then in
/// `out` is worth nothing.
pub fn encode(
    raster: &Raster,
    metadata: &Metadata,
    format: Format,
    quality: u8,
    out: &mut Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Vec<Note>, EncodeError> {
    let holds = format.holds().ok_or(EncodeError::ReadOnly(format))?;
    out.clear();
    let fitted = fit(raster, format, holds);
    let too_large =
        || EncodeError::TooLarge { format, width: raster.width(), height: raster.height(), max: format.max_side() };
    let side = |n: usize| u32::try_from(n).ok().filter(|_| n <= format.max_side()).ok_or_else(too_large);
    let picture = Picture {
        width: side(raster.width())?,
        height: side(raster.height())?,
        layout: fitted.layout,
        samples: match &*fitted.samples {
            Samples::U8(samples) => Slice::U8(samples),
            Samples::U16(samples) => Slice::U16(samples),
        },
    };
    let mut notes = fitted.notes;
    let fits = metadata.profile_fits(raster.layout(), picture.layout);
    let carried = Carried::new(metadata, fits, format, &mut notes);
    let written = picture.write(&carried, format, quality, out, &mut notes, is_stopped);
    if is_stopped() {
        return Err(EncodeError::Stopped);
    }
    written.map(|()| notes).map_err(|error| EncodeError::Failed { format, reason: error.to_string() })
}

pub(super) type AnyError = Box<dyn std::error::Error>;

/// Samples that the format can hold, of a size that it can hold.
pub(super) struct Picture<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) layout: Layout,
    pub(super) samples: Slice<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Slice<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
}

impl Picture<'_> {
    fn write(
        &self,
        carried: &Carried<'_>,
        format: Format,
        quality: u8,
        out: &mut Vec<u8>,
        notes: &mut Vec<Note>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(), AnyError> {
        let mut to = Stoppable::new(Cursor::new(&mut *out), is_stopped);
        match format {
            Format::Png => self.write_png(carried, out, is_stopped)?,
            Format::Jpeg => self.write_jpeg(carried, quality, to)?,
            Format::Pnm => self.write_pnm(&mut to)?,
            Format::Gif => {
                let lost = gif::write(self, to, is_stopped)?;
                notes.extend(lost.is_half_clear.then_some(Note::AlphaOnOrOff(format)));
                notes.extend(lost.has_more_colours.then_some(Note::FewColours(format)));
            }
            Format::Bmp => {
                self.write_with(BmpEncoder::new(&mut to))?;
                write_bmp_density(carried, out);
            }
            Format::WebP => self.write_webp(carried, to)?,
            Format::Tiff => tiff::write(self, carried, out, is_stopped)?,
            Format::Qoi => self.write_with(QoiEncoder::new(to))?,
            Format::Tga => self.write_with(TgaEncoder::new(to))?,
            Format::Ico | Format::Farbfeld | Format::Hdr => return Err(EncodeError::ReadOnly(format).into()),
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self.samples {
            Slice::U8(samples) => samples,
            Slice::U16(samples) => samples.as_bytes(),
        }
    }

    fn write_with(&self, encoder: impl ImageEncoder) -> Result<(), ImageError> {
        let color = match (self.layout, self.samples) {
            (Layout::Grey, Slice::U8(_)) => ExtendedColorType::L8,
            (Layout::GreyAlpha, Slice::U8(_)) => ExtendedColorType::La8,
            (Layout::Rgb, Slice::U8(_)) => ExtendedColorType::Rgb8,
            (Layout::Rgba, Slice::U8(_)) => ExtendedColorType::Rgba8,
            (Layout::Grey, Slice::U16(_)) => ExtendedColorType::L16,
            (Layout::GreyAlpha, Slice::U16(_)) => ExtendedColorType::La16,
            (Layout::Rgb, Slice::U16(_)) => ExtendedColorType::Rgb16,
            (Layout::Rgba, Slice::U16(_)) => ExtendedColorType::Rgba16,
        };
        encoder.write_image(self.bytes(), self.width, self.height, color)
    }

    fn write_png(
        &self,
        carried: &Carried<'_>,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(), AnyError> {
        let few_rows = self.middle(64);
        let mut trial = Vec::new();
        few_rows.write_png_as(png::Compression::Fast, &Carried::default(), &mut trial, is_stopped)?;
        // Noise grows when it is compressed, so that it is stored as it is.
        let is_noise = trial.len() > few_rows.bytes().len() + PNG_FRAME_BYTES;
        let compression = if is_noise { png::Compression::NoCompression } else { png::Compression::Fast };
        self.write_png_as(compression, carried, out, is_stopped)
    }

    /// At most so many rows from the middle.
    fn middle(&self, rows: u32) -> Picture<'_> {
        let height = self.height.min(rows);
        let row_len = self.width as usize * self.layout.channels();
        let start = ((self.height - height) / 2) as usize * row_len;
        let range = start..start + height as usize * row_len;
        let samples = match self.samples {
            Slice::U8(samples) => Slice::U8(samples.get(range).unwrap_or_default()),
            Slice::U16(samples) => Slice::U16(samples.get(range).unwrap_or_default()),
        };
        Picture { height, samples, ..*self }
    }

    fn write_png_as(
        &self,
        compression: png::Compression,
        carried: &Carried<'_>,
        out: &mut Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(), AnyError> {
        let mut info = png::Info::with_size(self.width, self.height);
        info.icc_profile = carried.icc.map(Into::into);
        info.exif_metadata = carried.exif.map(Into::into);
        info.pixel_dims = carried.density.map(|density| {
            let (xppu, yppu) = density.whole(DensityUnit::Metre);
            png::PixelDimensions { xppu, yppu, unit: png::Unit::Meter }
        });
        let mut encoder = png::Encoder::with_info(out, info)?;
        if let Some(xmp) = carried.xmp {
            encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), std::str::from_utf8(xmp)?.to_owned())?;
        }
        encoder.set_compression(compression);
        encoder.set_color(match self.layout {
            Layout::Grey => png::ColorType::Grayscale,
            Layout::GreyAlpha => png::ColorType::GrayscaleAlpha,
            Layout::Rgb => png::ColorType::Rgb,
            Layout::Rgba => png::ColorType::Rgba,
        });
        encoder.set_depth(match self.samples {
            Slice::U8(_) => png::BitDepth::Eight,
            Slice::U16(_) => png::BitDepth::Sixteen,
        });
        let mut writer = encoder.write_header()?;
        let mut stream = writer.stream_writer_with_size(256 * 1024)?;
        self.write_samples(ByteOrder::Big, &mut stream, is_stopped)?;
        stream.finish()?;
        writer.finish()?;
        Ok(())
    }

    /// Colour at half the resolution at every quality, averaged, as Pillow has it.
    fn write_jpeg(&self, carried: &Carried<'_>, quality: u8, to: impl Write) -> Result<(), AnyError> {
        let color =
            if self.layout == Layout::Grey { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
        let mut encoder = jpeg_encoder::Encoder::new(to, quality.clamp(1, 100));
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        if let Some(density) = carried.density {
            encoder.set_density(jpeg_density(density));
        }
        if let Some(exif) = carried.exif {
            encoder.add_exif_metadata(exif)?;
        }
        if let Some(xmp) = carried.xmp {
            encoder.add_app_segment(1, [XMP_MARK, xmp].concat())?;
        }
        if let Some(icc) = carried.icc {
            encoder.add_icc_profile(icc)?;
        }
        Ok(encoder.encode(self.bytes(), u16::try_from(self.width)?, u16::try_from(self.height)?, color)?)
    }

    fn write_webp(&self, carried: &Carried<'_>, to: impl Write) -> Result<(), AnyError> {
        let color =
            if self.layout == Layout::Rgba { image_webp::ColorType::Rgba8 } else { image_webp::ColorType::Rgb8 };
        let owned = |part: Option<&[u8]>| part.unwrap_or_default().to_vec();
        let mut encoder = image_webp::WebPEncoder::new(to);
        encoder.set_icc_profile(owned(carried.icc));
        encoder.set_exif_metadata(owned(carried.exif));
        encoder.set_xmp_metadata(owned(carried.xmp));
        Ok(encoder.encode(self.bytes(), self.width, self.height, color)?)
    }

    fn write_pnm(&self, to: &mut Stoppable<'_, Cursor<&mut Vec<u8>>>) -> io::Result<()> {
        let kind = if self.layout == Layout::Grey { 5 } else { 6 };
        let max = if matches!(self.samples, Slice::U8(_)) { 255 } else { 65_535 };
        write!(to, "P{kind}\n{} {}\n{max}\n", self.width, self.height)?;
        self.write_samples(ByteOrder::Big, to, &|| false)
    }

    /// Samples in an order of bytes, asking in between.
    pub(super) fn write_samples(
        &self,
        order: ByteOrder,
        to: &mut impl Write,
        is_stopped: &dyn Fn() -> bool,
    ) -> io::Result<()> {
        let check = || if is_stopped() { Err(io::Error::other("stopped")) } else { Ok(()) };
        match self.samples {
            Slice::U16(samples) if order != ByteOrder::NATIVE => {
                let mut swapped = Vec::with_capacity(BYTES_BETWEEN_CHECKS);
                for chunk in samples.chunks(BYTES_BETWEEN_CHECKS / 2) {
                    check()?;
                    swapped.clear();
                    swapped.extend(chunk.iter().flat_map(|sample| order.of_u16(*sample)));
                    to.write_all(&swapped)?;
                }
            }
            _ => {
                for chunk in self.bytes().chunks(BYTES_BETWEEN_CHECKS) {
                    check()?;
                    to.write_all(chunk)?;
                }
            }
        }
        Ok(())
    }
}

/// In whole numbers for each inch or centimetre; others are rounded to the nearest inch.
fn jpeg_density(density: Density) -> PixelDensity {
    let is_metric = density.unit == DensityUnit::Centimetre;
    let (unit, of_jpeg) = if is_metric {
        (DensityUnit::Centimetre, PixelDensityUnit::Centimeters)
    } else {
        (DensityUnit::Inch, PixelDensityUnit::Inches)
    };
    let (x, y) = density.whole(unit);
    let number = |n: u32| u16::try_from(n.max(1)).unwrap_or(u16::MAX);
    PixelDensity { density: (number(x), number(y)), unit: of_jpeg }
}

/// Into a header that has zeros there.
fn write_bmp_density(carried: &Carried<'_>, out: &mut [u8]) {
    let Some(density) = carried.density else { return };
    let (x, y) = density.whole(DensityUnit::Metre);
    if let Some(place) = out.get_mut(BMP_DENSITY_AT..BMP_DENSITY_AT + 8) {
        place.copy_from_slice(&[x.to_le_bytes(), y.to_le_bytes()].concat());
    }
}

/// What PNG puts around its pixels.
const PNG_FRAME_BYTES: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Decoded, Limits, decode};

    fn raster(layout: Layout, bits: u32, width: usize, height: usize) -> Raster {
        let n = width * height * layout.channels();
        let mut rng = fastrand::Rng::with_seed(n as u64);
        let samples = if bits == 8 {
            Samples::U8((0..n).map(|_| rng.u8(..)).collect())
        } else {
            Samples::U16((0..n).map(|_| rng.u16(..)).collect())
        };
        Raster::new(width, height, layout, samples).unwrap()
    }

    fn encoded(raster: &Raster, format: Format) -> (Vec<u8>, Vec<Note>) {
        let mut out = Vec::new();
        let notes = encode(raster, &Metadata::default(), format, 90, &mut out, &|| false).unwrap();
        (out, notes)
    }

    /// Under a name that says nothing, except where the name is all there is.
    fn decoded(bytes: &[u8], format: Format) -> Decoded {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(if format == Format::Tga { "1.tga" } else { "1.ico" });
        std::fs::write(&path, bytes).unwrap();
        decode(&path, Limits::default(), &|| false).unwrap()
    }

    fn lossless() -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| format.is_writable() && !format.is_lossy())
    }

    fn can_hold(format: Format, layout: Layout, bits: u32) -> bool {
        let holds = format.holds().unwrap();
        let has_layout = match layout {
            Layout::Grey => holds.grey,
            Layout::GreyAlpha => holds.grey_alpha,
            Layout::Rgb => true,
            Layout::Rgba => holds.alpha,
        };
        has_layout && (bits == 8 || holds.sixteen_bits)
    }

    #[test]
    fn what_a_format_can_hold_comes_back_as_it_was() {
        for format in lossless() {
            for (layout, bits) in Layout::ALL.into_iter().flat_map(|layout| [(layout, 8), (layout, 16)]) {
                for (width, height) in [(1, 1), (7, 5), (64, 33)] {
                    let raster = raster(layout, bits, width, height);
                    let (bytes, notes) = encoded(&raster, format);
                    let back = decoded(&bytes, format);
                    assert_eq!((back.format, back.bytes), (format, bytes.len() as u64));
                    assert_eq!(notes.is_empty(), can_hold(format, layout, bits), "{format} {layout:?} {bits}");
                    // Grey BMPs have a grey palette, which is read as colour.
                    if notes.is_empty() && (format, layout) != (Format::Bmp, Layout::Grey) {
                        assert_eq!(back.raster, raster, "{format} {layout:?} {bits}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_grey_bmp_keeps_its_levels() {
        let grey = raster(Layout::Grey, 8, 16, 9);
        let back = decoded(&encoded(&grey, Format::Bmp).0, Format::Bmp).raster;
        let (Samples::U8(grey), Samples::U8(back)) = (grey.samples(), back.samples()) else { panic!("8 bits") };
        assert!(grey.iter().zip(back.chunks_exact(3)).all(|(level, pixel)| pixel == [*level; 3]));
    }

    #[test]
    fn jpeg_is_near_and_grey_stays_grey() {
        for layout in [Layout::Grey, Layout::Rgb] {
            let n = 32 * 32 * layout.channels();
            let raster = Raster::new(32, 32, layout, Samples::U8(vec![100; n])).unwrap();
            let back = decoded(&encoded(&raster, Format::Jpeg).0, Format::Jpeg).raster;
            assert_eq!(back.layout(), layout);
            let Samples::U8(samples) = back.samples() else { panic!("8 bits") };
            assert!(samples.iter().all(|sample| sample.abs_diff(100) <= 2));
        }
        let sizes = [10, 50, 95].map(|quality| {
            let mut out = Vec::new();
            encode(&raster(Layout::Rgb, 8, 64, 64), &Metadata::default(), Format::Jpeg, quality, &mut out, &|| false)
                .unwrap();
            out.len()
        });
        assert!(sizes.is_sorted());
    }

    #[test]
    fn a_gif_of_few_colours_is_exact_and_others_are_noted() {
        let few = Raster::new(2, 2, Layout::Rgb, Samples::U8((0..12).collect())).unwrap();
        let (bytes, notes) = encoded(&few, Format::Gif);
        assert!(notes.is_empty());
        let back = decoded(&bytes, Format::Gif).raster;
        let (Samples::U8(few), Samples::U8(back)) = (few.samples(), back.samples()) else { panic!("8 bits") };
        assert!(few.chunks_exact(3).zip(back.chunks_exact(4)).all(|(from, to)| [from, &[255]].concat() == to));
        let many = encoded(&raster(Layout::Rgba, 8, 40, 40), Format::Gif).1;
        assert_eq!(many, [Note::AlphaOnOrOff(Format::Gif), Note::FewColours(Format::Gif)]);
    }

    #[test]
    fn noise_is_stored_in_png_and_smooth_pictures_are_compressed() {
        let noise = raster(Layout::Rgb, 8, 300, 300);
        assert!(encoded(&noise, Format::Png).0.len() < noise.bytes() * 101 / 100);
        let flat = Raster::new(300, 300, Layout::Rgb, Samples::U8(vec![9; 270_000])).unwrap();
        assert!(encoded(&flat, Format::Png).0.len() < flat.bytes() / 100);
    }

    #[test]
    fn what_cannot_be_written_says_why() {
        let long = Raster::new(70_000, 1, Layout::Grey, Samples::U8(vec![0; 70_000])).unwrap();
        let error = |raster: &Raster, format| {
            encode(raster, &Metadata::default(), format, 90, &mut Vec::new(), &|| false).unwrap_err()
        };
        let message = error(&long, Format::Jpeg).to_string();
        assert!(message.starts_with("70000 x 1 pixels are too many for JPEG, which ends at 65535"), "{message}");
        assert!(matches!(error(&long, Format::WebP), EncodeError::TooLarge { max: 16_384, .. }));
        assert!(matches!(error(&long, Format::Ico), EncodeError::ReadOnly(Format::Ico)));
        assert!(encode(&long, &Metadata::default(), Format::Png, 90, &mut Vec::new(), &|| false).is_ok());
    }

    #[test]
    fn every_format_can_be_stopped() {
        let raster = raster(Layout::Rgb, 8, 200, 200);
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let stopped = encode(&raster, &Metadata::default(), format, 90, &mut Vec::new(), &|| true);
            assert!(matches!(stopped, Err(EncodeError::Stopped)), "{format}");
        }
    }
}
