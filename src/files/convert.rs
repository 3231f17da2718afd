//! Fitting samples to what a format can hold, and saying so.
//!
//! Three steps in this order: alpha is laid on white, 16 bits become 8, grey becomes colour. What pictures are when
//! they have been read is told in `rules.rs`. It knows no codecs.

use std::borrow::Cow;

use super::metadata::Part;
use super::{Format, Holds};
use crate::raster::{Layout, Sample, View};

/// What had to be changed or left out, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Note {
    /// Some pixels were not opaque.
    #[error("alpha was laid on white: {0} holds none")]
    AlphaOnWhite(Format),
    /// Some pixels were half transparent.
    #[error("half transparent pixels became opaque or clear: {0} holds nothing between")]
    AlphaOnOrOff(Format),
    /// 16 bits a sample were rounded to 8.
    #[error("16 bits were rounded to 8: {0} holds no more")]
    EightBits(Format),
    /// Grey was stored as colour, which loses nothing.
    #[error("grey was stored as colour: {0} holds no such grey")]
    GreyAsColour(Format),
    /// A palette was chosen.
    #[error("colours were reduced to 256: {0} holds no more")]
    FewColours(Format),
    /// The format has no place for it.
    #[error("{0} was left out: {1} holds none")]
    LeftOut(Part, Format),
    /// The format has a place for it, but not for so much.
    #[error("{0} was left out: {1} has no room for so much of it")]
    TooLong(Part, Format),
    /// It was damaged, or unpacks to more than it may.
    #[error("{0} was left out: it is damaged")]
    Damaged(Part),
    /// Pixloom has no place for it.
    #[error("{0} was left out: Pixloom does not carry it")]
    NotCarried(Part),
    /// JPEG holds long XMP in two parts.
    #[error("the second part of XMP was left out: Pixloom carries the first")]
    MoreXmp,
    /// Animations and files of several pages.
    #[error("only the first of several frames or pages was taken")]
    FirstFrame,
    /// Pixloom works with 16 bits at most.
    #[error("samples of more than 16 bits or of floating point became 16 bits")]
    SixteenBits,
    /// Grey became colour, or CMYK became RGB.
    #[error("the colour profile was left out: it is for other colours than the picture has now")]
    ProfileOfOther,
}

/// Samples that a format can hold.
pub(super) struct Fitted<'a> {
    pub(super) layout: Layout,
    pub(super) samples: Fit<'a>,
    pub(super) notes: Vec<Note>,
}

/// Samples of either depth, as they were or converted.
#[derive(Debug)]
pub(super) enum Fit<'a> {
    U8(Cow<'a, [u8]>),
    U16(Cow<'a, [u16]>),
}

/// Converts no more than needed; nothing is copied when all can be held. Rows know nothing of each other here: what
/// becomes of some is what becomes of them in the whole picture.
pub(super) fn fit(view: View<'_>, format: Format, holds: Holds) -> Fitted<'_> {
    let (layout, samples) = match view {
        View::U8(pixels) => (pixels.layout(), Fit::U8(Cow::Borrowed(pixels.samples()))),
        View::U16(pixels) => (pixels.layout(), Fit::U16(Cow::Borrowed(pixels.samples()))),
    };
    let mut fitted = Fitted { layout, samples, notes: Vec::new() };
    if fitted.layout.has_alpha() && !holds.alpha {
        fitted.lay_on_white(format);
    }
    if let (Fit::U16(samples), false) = (&fitted.samples, holds.sixteen_bits) {
        fitted.samples = Fit::U8(samples.iter().map(|v| rounded_to_8(*v)).collect());
        fitted.notes.push(Note::EightBits(format));
    }
    let layout = layout_held(layout, holds);
    if fitted.layout != layout {
        fitted.grey_to_colour(layout, format);
    }
    fitted
}

/// The layout in which a format holds pixels of another.
pub(super) fn layout_held(layout: Layout, holds: Holds) -> Layout {
    let without_alpha = match layout {
        Layout::Rgba if !holds.alpha => Layout::Rgb,
        Layout::GreyAlpha if !holds.alpha => Layout::Grey,
        other => other,
    };
    match without_alpha {
        Layout::Grey if !holds.grey => Layout::Rgb,
        Layout::GreyAlpha if !holds.grey_alpha => Layout::Rgba,
        other => other,
    }
}

impl Fitted<'_> {
    fn lay_on_white(&mut self, format: Format) {
        let channels = self.layout.channels();
        let (samples, was_opaque) = match &self.samples {
            Fit::U8(samples) => (Fit::U8(on_white(samples, channels).into()), is_opaque(samples, channels)),
            Fit::U16(samples) => (Fit::U16(on_white(samples, channels).into()), is_opaque(samples, channels)),
        };
        self.samples = samples;
        self.layout = if self.layout == Layout::Rgba { Layout::Rgb } else { Layout::Grey };
        if !was_opaque {
            self.notes.push(Note::AlphaOnWhite(format));
        }
    }

    fn grey_to_colour(&mut self, layout: Layout, format: Format) {
        let channels = self.layout.channels();
        self.samples = match &self.samples {
            Fit::U8(samples) => Fit::U8(tripled(samples, channels).into()),
            Fit::U16(samples) => Fit::U16(tripled(samples, channels).into()),
        };
        self.layout = layout;
        self.notes.push(Note::GreyAsColour(format));
    }
}

/// The nearest of 256 levels: 65,535 is 255 and 0 is 0.
fn rounded_to_8(sample: u16) -> u8 {
    u8::from_u32((u32::from(sample) * 255 + 32_767) / 65_535)
}

fn is_opaque<S: Sample>(samples: &[S], channels: usize) -> bool {
    let opaque = S::from_f32(S::MAX_F32);
    samples.chunks_exact(channels).all(|pixel| pixel.last() == Some(&opaque))
}

fn on_white<S: Sample>(samples: &[S], channels: usize) -> Vec<S> {
    let white: u32 = S::from_f32(S::MAX_F32).into();
    let mut flat = Vec::with_capacity(samples.len() / channels * (channels - 1));
    for pixel in samples.chunks_exact(channels) {
        if let [colours @ .., alpha] = pixel {
            let alpha: u32 = (*alpha).into();
            // The sum of both products is at most white squared, which leaves room to round within 32 bits.
            flat.extend(colours.iter().map(|colour| {
                let colour: u32 = (*colour).into();
                S::from_u32((colour * alpha + white * (white - alpha) + white / 2) / white)
            }));
        }
    }
    flat
}

/// The first channel three times, the others as they are.
fn tripled<S: Sample>(samples: &[S], channels: usize) -> Vec<S> {
    let mut colour = Vec::with_capacity(samples.len() / channels * (channels + 2));
    for pixel in samples.chunks_exact(channels) {
        if let [grey, rest @ ..] = pixel {
            colour.extend([*grey, *grey, *grey]);
            colour.extend_from_slice(rest);
        }
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Raster, Samples};

    const NOTHING: Holds = Holds { alpha: false, sixteen_bits: false, grey: false, grey_alpha: false };

    fn fitted(layout: Layout, samples: Samples, holds: Holds) -> (Layout, Samples, usize) {
        let n = match &samples {
            Samples::U8(samples) => samples.len(),
            Samples::U16(samples) => samples.len(),
        };
        let raster = Raster::new(n / layout.channels(), 1, layout, samples).unwrap();
        let fitted = fit(raster.view(), Format::Bmp, holds);
        assert_eq!(fitted.layout, layout_held(layout, holds));
        let samples = match fitted.samples {
            Fit::U8(samples) => Samples::U8(samples.into_owned()),
            Fit::U16(samples) => Samples::U16(samples.into_owned()),
        };
        (fitted.layout, samples, fitted.notes.len())
    }

    #[test]
    fn every_step_can_follow_the_others() {
        let samples = Samples::U16(vec![0, 65_535, 0, 0, 65_535, 32_768, 1000, 65_535]);
        let expected = Samples::U8(vec![0, 0, 0, 255, 255, 255, 255, 255, 255, 4, 4, 4]);
        assert_eq!(fitted(Layout::GreyAlpha, samples, NOTHING), (Layout::Rgb, expected, 3));
    }

    #[test]
    fn half_transparent_is_half_white() {
        let samples = Samples::U8(vec![0, 100, 255, 128]);
        let expected = Samples::U8(vec![127, 177, 255]);
        assert_eq!(fitted(Layout::Rgba, samples, NOTHING), (Layout::Rgb, expected, 1));
        let samples = Samples::U8(vec![1, 2, 3, 255]);
        assert_eq!(fitted(Layout::Rgba, samples, NOTHING), (Layout::Rgb, Samples::U8(vec![1, 2, 3]), 0));
    }

    #[test]
    fn what_can_be_held_is_not_copied() {
        let raster = Raster::new(1, 1, Layout::GreyAlpha, Samples::U16(vec![1, 2])).unwrap();
        let all = Holds { alpha: true, sixteen_bits: true, grey: true, grey_alpha: true };
        let fitted = fit(raster.view(), Format::Png, all);
        assert!(matches!(fitted.samples, Fit::U16(Cow::Borrowed(_))) && fitted.notes.is_empty());
    }

    #[test]
    fn depth_is_rounded_to_the_nearest() {
        for level in 0..=255_u8 {
            assert_eq!(rounded_to_8(u16::from(level) * 257), level);
        }
        assert_eq!(rounded_to_8(128), 0);
        assert_eq!(rounded_to_8(129), 1);
    }
}
