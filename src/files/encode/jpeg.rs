//! Writing JPEG with the bytes of the C library libjpeg-turbo, by two hands.
//!
//! The header is written by `libjpeg-turbo-rs`. So are the pixels, in a third of the time of the next encoder to be had;
//! where the processor has AVX2, [`scan`] writes the same bytes in two thirds of that, and in a quarter of it for grey.
//! It takes a good part of the time of filtering photographs, which is why it is not left to a library there.
//!
//! It writes in one piece and cannot be stopped, a few milliseconds for the largest piece that is asked of it: larger
//! pictures are written in strips. It knows no strips and no disk.

#[cfg(target_arch = "x86_64")]
mod scan;

use libjpeg_turbo_rs::{Encoder, PixelFormat};

use super::super::carried::Carried;
use super::super::jpeg::{END_OF_IMAGE, pixels_start, size_at};
use super::super::metadata::{Density, DensityUnit};
use super::{AnyError, Picture, Slice};
use crate::raster::Layout;

/// Appends the whole file. Colour is at half the resolution at every quality, averaged, as Pillow has it.
pub(in super::super) fn write(
    picture: &Picture<'_>,
    carried: &Carried<'_>,
    quality: u8,
    out: &mut Vec<u8>,
) -> Result<(), AnyError> {
    let size = [u16::try_from(picture.width)?, u16::try_from(picture.height)?];
    out.append(&mut header(size, picture.layout, carried, quality)?);
    append_scan(picture, quality, out)?;
    out.extend(END_OF_IMAGE);
    Ok(())
}

/// Everything before the coded pixels of a picture of this width and height. Costs nothing that grows with them.
pub(in super::super) fn header(
    size: [u16; 2],
    layout: Layout,
    carried: &Carried<'_>,
    quality: u8,
) -> Result<Vec<u8>, AnyError> {
    // But for the size, the header of a single pixel is that of any picture.
    let pixel = [0; 3];
    let mut encoder = encoder(&pixel, [1, 1], layout, quality);
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
    let mut bytes = encoder.encode()?;
    let (at, end) = (size_at(&bytes).ok_or(NO_PIXELS)?, pixels_start(&bytes).ok_or(NO_PIXELS)?);
    let [[w1, w0], [h1, h0]] = size.map(u16::to_be_bytes);
    bytes.get_mut(at..at + 4).ok_or(NO_PIXELS)?.copy_from_slice(&[h1, h0, w1, w0]);
    bytes.truncate(end);
    Ok(bytes)
}

/// Appends the coded pixels, which follow the header.
pub(in super::super) fn append_scan(picture: &Picture<'_>, quality: u8, out: &mut Vec<u8>) -> Result<(), AnyError> {
    #[cfg(target_arch = "x86_64")]
    if pixels(picture, quality).is_some_and(|pixels| scan::append(pixels, out)) {
        return Ok(());
    }
    append_scan_of_library(picture, quality, out)
}

/// What is told when the library's file is not made as files are.
const NO_PIXELS: &str = "it has no pixels";

fn append_scan_of_library(picture: &Picture<'_>, quality: u8, out: &mut Vec<u8>) -> Result<(), AnyError> {
    let size = [picture.width as usize, picture.height as usize];
    let bytes = encoder(picture.bytes(), size, picture.layout, quality).encode()?;
    let pixels = pixels_start(&bytes).and_then(|start| bytes.get(start..)?.strip_suffix(&END_OF_IMAGE));
    out.extend_from_slice(pixels.ok_or(NO_PIXELS)?);
    Ok(())
}

/// Without the baseline, low qualities would be in a kind that not everybody reads.
fn encoder(samples: &[u8], [width, height]: [usize; 2], layout: Layout, quality: u8) -> Encoder<'_> {
    let format = if layout == Layout::Grey { PixelFormat::Grayscale } else { PixelFormat::Rgb };
    Encoder::new(samples, width, height, format).quality(quality.clamp(1, 100)).force_baseline(true)
}

#[cfg(target_arch = "x86_64")]
fn pixels<'a>(picture: &Picture<'a>, quality: u8) -> Option<scan::Pixels<'a>> {
    let colours = match picture.layout {
        Layout::Grey => scan::Colours::Grey,
        Layout::Rgb => scan::Colours::Rgb,
        Layout::GreyAlpha | Layout::Rgba => return None,
    };
    let Slice::U8(samples) = picture.samples else { return None };
    Some(scan::Pixels { samples, width: picture.width as usize, colours, quality: quality.clamp(1, 100) })
}

/// The unit's number, and whole numbers for each inch or centimetre; others are rounded to the nearest inch.
fn density_of_jpeg(density: Density) -> (u8, u16, u16) {
    let is_metric = density.unit == DensityUnit::Centimetre;
    let (number_of_unit, unit) = if is_metric { (2, DensityUnit::Centimetre) } else { (1, DensityUnit::Inch) };
    let (x, y) = density.whole(unit);
    let number = |n: u32| u16::try_from(n.max(1)).unwrap_or(u16::MAX);
    (number_of_unit, number(x), number(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUALITIES: [u8; 7] = [1, 10, 50, 75, 90, 95, 100];

    /// Pictures of each kind that could go wrong.
    fn contents(width: usize, height: usize, channels: usize) -> Vec<(&'static str, Vec<u8>)> {
        let mut random = fastrand::Rng::with_seed((width * 31 + height) as u64);
        let mut of = |f: fn([usize; 3], u8) -> usize| -> Vec<u8> {
            let places =
                (0..width * height * channels).map(|n| [n / channels % width, n / channels / width, n % channels]);
            places.map(|place| f(place, random.u8(..)) as u8).collect()
        };
        let wave = |n: usize, period: f32| (n as f32 / period).sin() * 55.0;
        vec![
            ("noise", of(|_, random| random.into())),
            ("extremes", of(|_, random| usize::from(random % 2) * 255)),
            ("gradient", of(|[x, y, c], _| x * (c + 1) + y * 2)),
            ("flat", of(|[_, _, c], _| 37 + 50 * c)),
            ("white", of(|_, _| 255)),
            ("black", of(|_, _| 0)),
            ("bars", of(|[x, y, c], _| (x / 4 + y / 4 + c) % 2 * 255)),
            ("soft", {
                let mut soft = of(|_, random| usize::from(random % 9));
                for (n, sample) in soft.iter_mut().enumerate() {
                    let (x, y) = (n / channels % width, n / channels / width);
                    *sample += (128.0 + wave(x + n % channels * 9, 11.0) + wave(y, 23.0)) as u8;
                }
                soft
            }),
        ]
    }

    fn assert_those_of_library(width: usize, height: usize, layout: Layout, quality: u8) {
        for (name, samples) in contents(width, height, layout.channels()) {
            let samples = Slice::U8(&samples);
            let picture = Picture { width: width as u32, height: height as u32, layout, samples };
            let (mut ours, mut theirs) = (vec![7], vec![7]);
            append_scan(&picture, quality, &mut ours).unwrap();
            append_scan_of_library(&picture, quality, &mut theirs).unwrap();
            assert!(ours == theirs, "{name}, {layout:?}, {width} x {height} at {quality}");
        }
    }

    #[test]
    fn small_pictures_have_the_bytes_of_the_library() {
        for (width, height) in (1..=35).flat_map(|width| (1..=35).map(move |height| (width, height))) {
            let quality = QUALITIES[(width * 3 + height) % QUALITIES.len()];
            assert_those_of_library(width, height, Layout::Rgb, quality);
            if (width + height) % 3 == 0 {
                assert_those_of_library(width, height, Layout::Grey, quality);
            }
        }
    }

    #[test]
    fn all_qualities_have_the_bytes_of_the_library() {
        for quality in 0..=101 {
            assert_those_of_library(67, 45, Layout::Rgb, quality);
            assert_those_of_library(67, 45, Layout::Grey, quality);
        }
    }

    #[test]
    fn wide_and_high_pictures_have_the_bytes_of_the_library() {
        for long in [255, 256, 257, 511, 512, 513, 8191, 16_385, 65_535] {
            for (width, height) in [(long, 19), (11, long)] {
                assert_those_of_library(width, height, Layout::Rgb, 90);
                assert_those_of_library(width, height, Layout::Grey, 75);
            }
        }
    }

    #[test]
    fn whole_files_have_the_bytes_of_the_library() {
        for (layout, width, height) in [(Layout::Rgb, 300, 17), (Layout::Grey, 9, 513)] {
            let samples = vec![99; width * height * layout.channels()];
            let picture = Picture { width: width as u32, height: height as u32, layout, samples: Slice::U8(&samples) };
            let (mut out, exif, xmp, icc) = (Vec::new(), [1; 40], [b'x'; 30], vec![2; 140_000]);
            let density = Density::new((300, 1), (150, 1), DensityUnit::Inch);
            let carried = Carried { density, exif: Some(&exif), xmp: Some(&xmp), icc: Some(&icc) };
            write(&picture, &carried, 80, &mut out).unwrap();
            let theirs = encoder(&samples, [width, height], layout, 80).density(1, 300, 150);
            let theirs = theirs.exif_data(&exif).xmp_data(&xmp).icc_profile(&icc);
            assert!(out == theirs.encode().unwrap(), "{layout:?}");
        }
    }
}
