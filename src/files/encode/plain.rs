//! Writing the formats that hardly compress: BMP, QOI, TGA and PNM.
//!
//! PNM is simpler to write than to ask for, because `image` writes 16 bits only as PAM. It knows no disk.

use std::io::{self, Write};

use image::codecs::{bmp::BmpEncoder, qoi::QoiEncoder, tga::TgaEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageError};

use super::super::carried::Carried;
use super::super::decode::BMP_DENSITY_AT;
use super::super::ifd::ByteOrder;
use super::super::metadata::DensityUnit;
use super::{Picture, Slice};
use crate::raster::Layout;

pub(super) fn write_bmp(picture: &Picture<'_>, mut to: impl Write) -> Result<(), ImageError> {
    write_with(BmpEncoder::new(&mut to), picture)
}

/// Into a header that has zeros there.
pub(super) fn write_bmp_density(carried: &Carried<'_>, out: &mut [u8]) {
    let Some(density) = carried.density else { return };
    let (x, y) = density.whole(DensityUnit::Metre);
    if let Some(place) = out.get_mut(BMP_DENSITY_AT..BMP_DENSITY_AT + 8) {
        place.copy_from_slice(&[x.to_le_bytes(), y.to_le_bytes()].concat());
    }
}

pub(super) fn write_qoi(picture: &Picture<'_>, to: impl Write) -> Result<(), ImageError> {
    write_with(QoiEncoder::new(to), picture)
}

pub(super) fn write_tga(picture: &Picture<'_>, to: impl Write) -> Result<(), ImageError> {
    write_with(TgaEncoder::new(to), picture)
}

pub(super) fn write_pnm(picture: &Picture<'_>, mut to: impl Write) -> io::Result<()> {
    let kind = if picture.layout == Layout::Grey { 5 } else { 6 };
    let max = if matches!(picture.samples, Slice::U8(_)) { 255 } else { 65_535 };
    write!(to, "P{kind}\n{} {}\n{max}\n", picture.width, picture.height)?;
    picture.write_samples(ByteOrder::Big, &mut to, &|| false)
}

fn write_with(encoder: impl ImageEncoder, picture: &Picture<'_>) -> Result<(), ImageError> {
    let color = match (picture.layout, picture.samples) {
        (Layout::Grey, Slice::U8(_)) => ExtendedColorType::L8,
        (Layout::GreyAlpha, Slice::U8(_)) => ExtendedColorType::La8,
        (Layout::Rgb, Slice::U8(_)) => ExtendedColorType::Rgb8,
        (Layout::Rgba, Slice::U8(_)) => ExtendedColorType::Rgba8,
        (Layout::Grey, Slice::U16(_)) => ExtendedColorType::L16,
        (Layout::GreyAlpha, Slice::U16(_)) => ExtendedColorType::La16,
        (Layout::Rgb, Slice::U16(_)) => ExtendedColorType::Rgb16,
        (Layout::Rgba, Slice::U16(_)) => ExtendedColorType::Rgba16,
    };
    encoder.write_image(picture.bytes(), picture.width, picture.height, color)
}
