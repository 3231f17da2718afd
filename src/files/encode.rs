//! From pixels to the bytes of a file, in memory.
//!
//! Here is the door: which format is written by whom, and what each can hold. How they are written is told on their own
//! pages. Metadata go along where the format holds them. It knows no disk.

pub(super) mod jpeg;
mod picture;
mod plain;
pub(super) mod png;
mod webp;

use std::io::Cursor;

pub(super) use self::picture::{AnyError, Picture, Slice};
use super::carried::Carried;
use super::convert::{Note, fit};
use super::metadata::Metadata;
use super::stop::Stoppable;
use super::strips::Strips;
use super::{Format, gif, tiff};
use crate::raster::Raster;

/// How much time a lossless format may take to become smaller. No effort changes a pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effort {
    /// At the speed of the disk.
    #[default]
    Fast,
    /// About ten times as long, for a few hundredths of the bytes; more in drawings.
    Balanced,
    /// As small as may be.
    Small,
}

impl Effort {
    /// Every effort, the quickest first.
    pub const ALL: [Self; 3] = [Self::Fast, Self::Balanced, Self::Small];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Balanced => "balanced",
            Self::Small => "small",
        }
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fast => "Fast",
            Self::Balanced => "Balanced",
            Self::Small => "Small",
        }
    }

    /// What it means, in a few words.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Fast => "written quickest",
            Self::Balanced => "smaller, in several times the time",
            Self::Small => "smallest, in much more time",
        }
    }
}

/// How pixels are written, beside the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeOptions {
    /// 1 to 100; matters only where [`Format::has_quality`] says so.
    pub quality: u8,
    /// Matters only where [`Format::has_effort`] says so.
    pub effort: Effort,
}

impl Default for EncodeOptions {
    fn default() -> Self {
        Self::of_quality(Self::DEFAULT_QUALITY)
    }
}

impl EncodeOptions {
    /// Quality when nothing is said: 90 keeps what an eye can see.
    pub const DEFAULT_QUALITY: u8 = 90;

    /// This quality, with no more effort than is usual.
    pub fn of_quality(quality: u8) -> Self {
        Self { quality, effort: Effort::default() }
    }
}

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

/// Writes a raster and its metadata in a format into `out`, which is emptied first and whose capacity is used again.
/// Returns what had to be changed or left out because the format cannot hold it.
///
/// # Errors
/// When the format cannot hold a picture of this size, cannot be written at all, or when stopped. What is then in
/// `out` is worth nothing.
pub fn encode(
    raster: &Raster,
    metadata: &Metadata,
    format: Format,
    options: EncodeOptions,
    out: &mut Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Vec<Note>, EncodeError> {
    if let Some(strips) = Strips::of(raster.size(), raster.layout(), metadata, format, options) {
        return strips.write(raster.view(), out, is_stopped);
    }
    let holds = format.holds().ok_or(EncodeError::ReadOnly(format))?;
    out.clear();
    let fitted = fit(raster.view(), format, holds);
    let too_large =
        || EncodeError::TooLarge { format, width: raster.width(), height: raster.height(), max: format.max_side() };
    let side = |n: usize| u32::try_from(n).ok().filter(|_| n <= format.max_side()).ok_or_else(too_large);
    let picture = Picture {
        width: side(raster.width())?,
        height: side(raster.height())?,
        layout: fitted.layout,
        samples: (&fitted.samples).into(),
    };
    let mut notes = fitted.notes;
    let fits = metadata.profile_fits(raster.layout(), picture.layout);
    let carried = Carried::new(metadata, fits, format, &mut notes);
    let written = write(&picture, &carried, format, options, out, &mut notes, is_stopped);
    if is_stopped() {
        return Err(EncodeError::Stopped);
    }
    written.map(|()| notes).map_err(|error| EncodeError::Failed { format, reason: error.to_string() })
}

fn write(
    picture: &Picture<'_>,
    carried: &Carried<'_>,
    format: Format,
    options: EncodeOptions,
    out: &mut Vec<u8>,
    notes: &mut Vec<Note>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<(), AnyError> {
    let to = Stoppable::new(Cursor::new(&mut *out), is_stopped);
    match format {
        Format::Png => png::write(picture, carried, options.effort, out, is_stopped)?,
        Format::Jpeg => jpeg::write(picture, carried, options.quality, out)?,
        Format::Pnm => plain::write_pnm(picture, to)?,
        Format::Gif => {
            let lost = gif::write(picture, to, is_stopped)?;
            notes.extend(lost.is_half_clear.then_some(Note::AlphaOnOrOff(format)));
            notes.extend(lost.has_more_colours.then_some(Note::FewColours(format)));
        }
        Format::Bmp => {
            plain::write_bmp(picture, to)?;
            plain::write_bmp_density(carried, out);
        }
        Format::WebP => webp::write(picture, carried, to)?,
        Format::Tiff => tiff::write(picture, carried, out, is_stopped)?,
        Format::Qoi => plain::write_qoi(picture, to)?,
        Format::Tga => plain::write_tga(picture, to)?,
        Format::Ico | Format::Farbfeld | Format::Hdr => return Err(EncodeError::ReadOnly(format).into()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Decoded, Limits, decode};
    use crate::raster::{Layout, Samples};

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
        let notes =
            encode(raster, &Metadata::default(), format, EncodeOptions::of_quality(90), &mut out, &|| false).unwrap();
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
            encode(
                &raster(Layout::Rgb, 8, 64, 64),
                &Metadata::default(),
                Format::Jpeg,
                EncodeOptions::of_quality(quality),
                &mut out,
                &|| false,
            )
            .unwrap();
            out.len()
        });
        assert!(sizes.is_sorted());
    }

    #[test]
    fn jpegs_of_every_size_and_quality_are_whole_and_of_the_baseline() {
        for layout in [Layout::Grey, Layout::Rgb] {
            for (width, height) in [(1, 1), (7, 5), (8, 8), (17, 16), (65_000, 17), (3, 1200)] {
                let n = width * height * layout.channels();
                let soft = (0..n).map(|n| (n / layout.channels() % width / 8 % 200) as u8).collect();
                let raster = Raster::new(width, height, layout, Samples::U8(soft)).unwrap();
                for quality in [1, 10, 50, 90, 100] {
                    let mut out = Vec::new();
                    encode(
                        &raster,
                        &Metadata::default(),
                        Format::Jpeg,
                        EncodeOptions::of_quality(quality),
                        &mut out,
                        &|| false,
                    )
                    .unwrap();
                    assert!(super::super::jpeg::size_at(&out).is_some(), "only the baseline has its size there");
                    let back = decoded(&out, Format::Jpeg).raster;
                    assert_eq!((back.width(), back.height(), back.layout()), (width, height, layout));
                    let (Samples::U8(from), Samples::U8(to)) = (raster.samples(), back.samples()) else {
                        panic!("8 bits")
                    };
                    let off = from.iter().zip(to).map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>() / n as u64;
                    assert!(quality < 50 || off <= 2, "{layout:?} {width} x {height} at {quality}: {off}");
                }
            }
        }
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
            encode(raster, &Metadata::default(), format, EncodeOptions::of_quality(90), &mut Vec::new(), &|| false)
                .unwrap_err()
        };
        let message = error(&long, Format::Jpeg).to_string();
        assert!(message.starts_with("70000 x 1 pixels are too many for JPEG, which ends at 65535"), "{message}");
        assert!(matches!(error(&long, Format::WebP), EncodeError::TooLarge { max: 16_384, .. }));
        assert!(matches!(error(&long, Format::Ico), EncodeError::ReadOnly(Format::Ico)));
        assert!(
            encode(&long, &Metadata::default(), Format::Png, EncodeOptions::of_quality(90), &mut Vec::new(), &|| false)
                .is_ok()
        );
    }

    #[test]
    fn every_format_can_be_stopped() {
        let raster = raster(Layout::Rgb, 8, 200, 200);
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let stopped =
                encode(&raster, &Metadata::default(), format, EncodeOptions::of_quality(90), &mut Vec::new(), &|| true);
            assert!(matches!(stopped, Err(EncodeError::Stopped)), "{format}");
        }
    }
}
