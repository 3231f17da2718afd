//! Writing JPEG with `libjpeg-turbo-rs`, which gives the bytes of the C library of that name in its time: a third of
//! what the next encoder takes.
//!
//! It writes in one piece and cannot be stopped, a few milliseconds for the largest piece that is asked of it: larger
//! pictures are written in strips. It knows no strips and no disk.

use libjpeg_turbo_rs::{Encoder, PixelFormat};

use super::super::carried::Carried;
use super::super::metadata::{Density, DensityUnit};
use super::{AnyError, Picture};
use crate::raster::Layout;

/// Colour at half the resolution at every quality, averaged, as Pillow has it.
pub(in super::super) fn write(picture: &Picture<'_>, carried: &Carried<'_>, quality: u8) -> Result<Vec<u8>, AnyError> {
    let format = if picture.layout == Layout::Grey { PixelFormat::Grayscale } else { PixelFormat::Rgb };
    let (width, height) = (picture.width as usize, picture.height as usize);
    // Without the baseline, low qualities would be in a kind that not everybody reads.
    let mut encoder =
        Encoder::new(picture.bytes(), width, height, format).quality(quality.clamp(1, 100)).force_baseline(true);
    if let Some((unit, x, y)) = carried.density.map(density_of_jpeg) {
        encoder = encoder.density(unit, x, y);
    }
    if let Some(exif) = carried.exif {
        encoder = encoder.exif_data(exif);
    }
    if let Some(xmp) = carried.xmp {
        encoder = encoder.xmp_data(xmp);
    }
    if let Some(icc) = carried.icc {
        encoder = encoder.icc_profile(icc);
    }
    Ok(encoder.encode()?)
}

/// The unit's number, and whole numbers for each inch or centimetre; others are rounded to the nearest inch.
fn density_of_jpeg(density: Density) -> (u8, u16, u16) {
    let is_metric = density.unit == DensityUnit::Centimetre;
    let (number_of_unit, unit) = if is_metric { (2, DensityUnit::Centimetre) } else { (1, DensityUnit::Inch) };
    let (x, y) = density.whole(unit);
    let number = |n: u32| u16::try_from(n.max(1)).unwrap_or(u16::MAX);
    (number_of_unit, number(x), number(y))
}
