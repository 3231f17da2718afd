//! Between the pictures of the `image` crate and rasters, without copying.
//!
//! It knows no files.

use image::error::{LimitError, LimitErrorKind};
use image::{ColorType, DynamicImage, ImageBuffer, ImageDecoder, ImageError, ImageResult, Luma, LumaA, Rgb, Rgba};

use super::Format;
use super::decode_error::DecodeError;
use super::rules::{from_float, from_light};
use super::taker::Lend;
use crate::raster::{Layout, Raster, Samples};

/// Reads samples of 8 bits into memory that is lent, others into memory of their own.
pub(super) fn image_from(lend: Lend<'_>, decoder: impl ImageDecoder) -> ImageResult<DynamicImage> {
    let Some(layout) = layout_of_8_bits(decoder.color_type()) else { return DynamicImage::from_decoder(decoder) };
    let too_large = || ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory));
    let (size, n_bytes) = (decoder.dimensions(), usize::try_from(decoder.total_bytes()).map_err(|_| too_large())?);
    let mut samples = lend(n_bytes);
    decoder.read_image(&mut samples)?;
    image_of(size, layout, Samples::U8(samples)).ok_or_else(too_large)
}

/// The channels of pixels with samples of 8 bits; none for others.
pub(super) fn layout_of_8_bits(color: ColorType) -> Option<Layout> {
    match color {
        ColorType::L8 => Some(Layout::Grey),
        ColorType::La8 => Some(Layout::GreyAlpha),
        ColorType::Rgb8 => Some(Layout::Rgb),
        ColorType::Rgba8 => Some(Layout::Rgba),
        _ => None,
    }
}

/// Without copying, except for floating point.
pub(super) fn raster_of(image: DynamicImage, format: Format) -> Result<Raster, DecodeError> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let to_16_bits = if format == Format::Hdr { from_light } else { from_float };
    let of_floats = |samples: Vec<f32>| Samples::U16(samples.into_iter().map(to_16_bits).collect());
    let (layout, samples) = match image {
        DynamicImage::ImageLuma8(image) => (Layout::Grey, Samples::U8(image.into_raw())),
        DynamicImage::ImageLumaA8(image) => (Layout::GreyAlpha, Samples::U8(image.into_raw())),
        DynamicImage::ImageRgb8(image) => (Layout::Rgb, Samples::U8(image.into_raw())),
        DynamicImage::ImageRgba8(image) => (Layout::Rgba, Samples::U8(image.into_raw())),
        DynamicImage::ImageLuma16(image) => (Layout::Grey, Samples::U16(image.into_raw())),
        DynamicImage::ImageLumaA16(image) => (Layout::GreyAlpha, Samples::U16(image.into_raw())),
        DynamicImage::ImageRgb16(image) => (Layout::Rgb, Samples::U16(image.into_raw())),
        DynamicImage::ImageRgba16(image) => (Layout::Rgba, Samples::U16(image.into_raw())),
        other if other.color().has_alpha() => (Layout::Rgba, of_floats(other.into_rgba32f().into_raw())),
        other => (Layout::Rgb, of_floats(other.into_rgb32f().into_raw())),
    };
    Raster::new(width, height, layout, samples).map_err(|error| DecodeError::Damaged(error.to_string()))
}

/// The other way round; `None` when there are too few samples.
pub(super) fn image_of((width, height): (u32, u32), layout: Layout, samples: Samples) -> Option<DynamicImage> {
    fn of<P: image::Pixel>(width: u32, height: u32, samples: Vec<P::Subpixel>) -> Option<DynamicImage>
    where
        DynamicImage: From<ImageBuffer<P, Vec<P::Subpixel>>>,
    {
        ImageBuffer::<P, _>::from_raw(width, height, samples).map(DynamicImage::from)
    }
    match (layout, samples) {
        (Layout::Grey, Samples::U8(samples)) => of::<Luma<u8>>(width, height, samples),
        (Layout::GreyAlpha, Samples::U8(samples)) => of::<LumaA<u8>>(width, height, samples),
        (Layout::Rgb, Samples::U8(samples)) => of::<Rgb<u8>>(width, height, samples),
        (Layout::Rgba, Samples::U8(samples)) => of::<Rgba<u8>>(width, height, samples),
        (Layout::Grey, Samples::U16(samples)) => of::<Luma<u16>>(width, height, samples),
        (Layout::GreyAlpha, Samples::U16(samples)) => of::<LumaA<u16>>(width, height, samples),
        (Layout::Rgb, Samples::U16(samples)) => of::<Rgb<u16>>(width, height, samples),
        (Layout::Rgba, Samples::U16(samples)) => of::<Rgba<u16>>(width, height, samples),
    }
}
