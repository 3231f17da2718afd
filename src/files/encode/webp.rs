//! Writing lossless WebP with the codec of `image` itself, because `image` has no word for XMP. It knows no disk.

use std::io::Write;

use image_webp::{ColorType, WebPEncoder};

use super::super::carried::Carried;
use super::{AnyError, Picture};
use crate::raster::Layout;

pub(super) fn write(picture: &Picture<'_>, carried: &Carried<'_>, to: impl Write) -> Result<(), AnyError> {
    let color = if picture.layout == Layout::Rgba { ColorType::Rgba8 } else { ColorType::Rgb8 };
    let owned = |part: Option<&[u8]>| part.unwrap_or_default().to_vec();
    let mut encoder = WebPEncoder::new(to);
    encoder.set_icc_profile(owned(carried.icc));
    encoder.set_exif_metadata(owned(carried.exif));
    encoder.set_xmp_metadata(owned(carried.xmp));
    Ok(encoder.encode(picture.bytes(), picture.width, picture.height, color)?)
}
