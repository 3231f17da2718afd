//! Reading PNG with the `png` crate itself.
//!
//! The decoder of `image` passes over the pixel density and over everything that stands behind the pixels, where some
//! programs put EXIF and XMP. It knows no files.

use std::io::{BufRead, Seek};

use image::error::{DecodingError, LimitError, LimitErrorKind};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageResult};
use png::text_metadata::ITXtChunk;
use png::{BitDepth, Transformations};

use super::convert::Note;
use super::metadata::{Density, DensityUnit, MAX_BYTES, Metadata, Part};
use super::rasters::{image_from, layout_of_8_bits};
use super::taker::{Taker, Upper, Watch};
use crate::raster::Layout;

const XMP_KEYWORD: &str = "XML:com.adobe.xmp";

/// A PNG of which the header has been read.
pub(super) struct Png<R: BufRead + Seek> {
    reader: png::Reader<R>,
    color: ColorType,
}

impl<R: BufRead + Seek> Png<R> {
    /// Reads up to the pixels. Metadata beyond [`MAX_BYTES`] are not unpacked.
    pub(super) fn new(file: R) -> ImageResult<Self> {
        let limits = png::Limits { bytes: MAX_BYTES as usize };
        let mut decoder = png::Decoder::new_with_limits(file, limits);
        decoder.set_transformations(Transformations::EXPAND);
        decoder.read_header_info().map_err(explained)?;
        let reader = decoder.read_info().map_err(explained)?;
        let color = match reader.output_color_type() {
            (png::ColorType::Grayscale, BitDepth::Sixteen) => ColorType::L16,
            (png::ColorType::GrayscaleAlpha, BitDepth::Sixteen) => ColorType::La16,
            (png::ColorType::Rgb, BitDepth::Sixteen) => ColorType::Rgb16,
            (png::ColorType::Rgba, BitDepth::Sixteen) => ColorType::Rgba16,
            (png::ColorType::Grayscale, _) => ColorType::L8,
            (png::ColorType::GrayscaleAlpha, _) => ColorType::La8,
            (png::ColorType::Rgba, _) => ColorType::Rgba8,
            _ => ColorType::Rgb8,
        };
        Ok(Self { reader, color })
    }

    /// Reads the pixels, and what stands behind them.
    pub(super) fn read(mut self, taker: Taker<'_>) -> ImageResult<(DynamicImage, Metadata)> {
        // What is known to be turned in the end has no rows to show.
        let is_upright = self.metadata().take_orientation() == Orientation::NoTransforms;
        let watch = if is_upright { taker.watch } else { &mut |_: Upper<'_>| {} };
        let image = image_from(taker.lend, Pixels { png: &mut self, watch })?;
        // The picture is whole; damage behind it takes away no more than metadata.
        let _ = self.reader.finish();
        Ok((image, self.metadata()))
    }

    /// What has been read so far.
    pub(super) fn metadata(&self) -> Metadata {
        let info = self.reader.info();
        let owned = |bytes: &Option<std::borrow::Cow<'_, [u8]>>| bytes.as_deref().map(<[u8]>::to_vec);
        let has_texts = !info.uncompressed_latin1_text.is_empty()
            || !info.compressed_latin1_text.is_empty()
            || info.utf8_text.iter().any(|chunk| chunk.keyword != XMP_KEYWORD);
        let is_animated = info.animation_control().is_some_and(|animation| animation.num_frames > 1);
        let xmp = info.utf8_text.iter().find(|chunk| chunk.keyword == XMP_KEYWORD).map(text_of);
        Metadata {
            icc: owned(&info.icc_profile),
            exif: owned(&info.exif_metadata),
            density: info.pixel_dims.and_then(density),
            lost: [
                (matches!(xmp, Some(None)), Note::Damaged(Part::Xmp)),
                (has_texts, Note::NotCarried(Part::Texts)),
                (is_animated, Note::FirstFrame),
            ]
            .into_iter()
            .filter_map(|(is_so, note)| is_so.then_some(note))
            .collect(),
            xmp: xmp.flatten(),
        }
    }
}

/// `None` when it is damaged or unpacks to more than [`MAX_BYTES`].
fn text_of(chunk: &ITXtChunk) -> Option<Vec<u8>> {
    let mut chunk = chunk.clone();
    chunk.decompress_text_with_limit(MAX_BYTES as usize).ok()?;
    chunk.get_text().ok().map(String::into_bytes)
}

fn density(dims: png::PixelDimensions) -> Option<Density> {
    let is_known = dims.unit == png::Unit::Meter;
    is_known.then(|| Density::new((dims.xppu, 1), (dims.yppu, 1), DensityUnit::Metre)).flatten()
}

impl<R: BufRead + Seek> ImageDecoder for Png<R> {
    fn dimensions(&self) -> (u32, u32) {
        self.reader.info().size()
    }

    fn color_type(&self) -> ColorType {
        self.color
    }

    fn read_image(mut self, buf: &mut [u8]) -> ImageResult<()> {
        Pixels { png: &mut self, watch: &mut |_| {} }.read_image(buf)
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        self.read_image(buf)
    }
}

/// Lends the reader, so that it is still there after the pixels.
struct Pixels<'a, R: BufRead + Seek> {
    png: &'a mut Png<R>,
    watch: Watch<'a>,
}

impl<R: BufRead + Seek> Pixels<'_, R> {
    /// The channels of a picture of which rows can be shown as they come; none for one that is not stored row by row, has
    /// more frames, or samples that are still to be changed.
    fn layout_of_rows(&self) -> Option<Layout> {
        let info = self.png.reader.info();
        layout_of_8_bits(self.png.color).filter(|_| !info.interlaced && info.animation_control().is_none())
    }

    fn read_rows(&mut self, layout: Layout, buf: &mut [u8]) -> Result<(), png::DecodingError> {
        let (width, height) = self.png.reader.info().size();
        let (width, height) = (width as usize, height as usize);
        let row_len = width * layout.channels();
        for row in 0..height {
            let end = (row + 1) * row_len;
            let Some(out) = buf.get_mut(row * row_len..end) else { return Err(png::DecodingError::LimitsExceeded) };
            if self.png.reader.read_row(out)?.is_none() {
                return Ok(());
            }
            (self.watch)(Upper { width, height, layout, samples: buf.get(..end).unwrap_or_default() });
        }
        // There is no further row; to ask for it is to read to the end of the pixels, and to hold them to their checksum.
        self.png.reader.read_row(&mut []).map(|_| ())
    }
}

impl<R: BufRead + Seek> ImageDecoder for Pixels<'_, R> {
    fn dimensions(&self) -> (u32, u32) {
        self.png.dimensions()
    }

    fn color_type(&self) -> ColorType {
        self.png.color
    }

    fn read_image(mut self, buf: &mut [u8]) -> ImageResult<()> {
        if let Some(layout) = self.layout_of_rows() {
            return self.read_rows(layout, buf).map_err(explained);
        }
        self.png.reader.next_frame(buf).map_err(explained)?;
        if matches!(self.png.color, ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16) {
            for sample in buf.as_chunks_mut::<2>().0 {
                *sample = u16::from_be_bytes(*sample).to_ne_bytes();
            }
        }
        Ok(())
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        self.read_image(buf)
    }
}

fn explained(error: png::DecodingError) -> ImageError {
    match error {
        png::DecodingError::IoError(error) => ImageError::IoError(error),
        png::DecodingError::LimitsExceeded => {
            ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory))
        }
        error => ImageError::Decoding(DecodingError::new(ImageFormat::Png.into(), error)),
    }
}
