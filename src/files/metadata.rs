//! What a picture carries beside its pixels, and what becomes of it.
//!
//! The colour profile, EXIF, XMP and the pixel density go from the file that is read to the file that is written, byte
//! for byte, with two exceptions: the picture has been turned upright, and says so; its thumbnail, which shows it as it
//! was before, is dropped. Pixels are not converted from one colour space to another, so that a profile goes only when
//! the picture became grey or colour and the profile is for something else. What cannot go along is noted, never an
//! error. It knows no codecs.

use image::metadata::Orientation;

use super::convert::Note;
use super::exif::{self, Mended};
use crate::raster::Layout;

/// The most bytes of one kind of metadata that are read: 64 MiB. What claims or unpacks to more is left out.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// What a picture carries beside its pixels. Empty for most formats, and costs nothing then.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The colour profile (ICC).
    pub icc: Option<Vec<u8>>,
    /// The EXIF block, from its `II` or `MM` on.
    pub exif: Option<Vec<u8>>,
    /// The XMP packet.
    pub xmp: Option<Vec<u8>>,
    /// Pixels for each unit of length.
    pub density: Option<Density>,
    /// What the file held that is not here, with why.
    pub lost: Vec<Note>,
}

/// A kind of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The colour profile.
    Icc,
    /// What the camera tells.
    Exif,
    /// What editing programs tell.
    Xmp,
    /// Pixels for each unit of length.
    Density,
    /// Captions of the press.
    Iptc,
    /// Texts of PNG and comments of JPEG.
    Texts,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Icc => "the colour profile",
            Self::Exif => "EXIF",
            Self::Xmp => "XMP",
            Self::Density => "the resolution (dpi)",
            Self::Iptc => "IPTC",
            Self::Texts => "text beside the pixels (title, author, comment)",
        })
    }
}

/// How many pixels there are to a unit of length. Fractions, so that every format gives back what was put in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Density {
    /// Across: above and below the line, neither zero.
    pub x: (u32, u32),
    /// Down: above and below the line, neither zero.
    pub y: (u32, u32),
    /// To which length.
    pub unit: DensityUnit,
}

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DensityUnit {
    /// 0.0254 m.
    Inch,
    /// 0.01 m.
    Centimetre,
    /// 1 m.
    Metre,
}

impl DensityUnit {
    fn metres(self) -> f64 {
        match self {
            Self::Inch => 0.0254,
            Self::Centimetre => 0.01,
            Self::Metre => 1.0,
        }
    }
}

impl Density {
    /// `None` when a number is zero, which means nothing.
    pub fn new(x: (u32, u32), y: (u32, u32), unit: DensityUnit) -> Option<Self> {
        [x.0, x.1, y.0, y.1].iter().all(|n| *n > 0).then_some(Self { x, y, unit })
    }

    /// Pixels for each of another unit, across and down, to the nearest whole number.
    pub fn whole(&self, unit: DensityUnit) -> (u32, u32) {
        let scale = unit.metres() / self.unit.metres();
        let in_unit = |(above, below): (u32, u32)| (f64::from(above) / f64::from(below) * scale).round() as u32;
        (in_unit(self.x), in_unit(self.y))
    }
}

impl Metadata {
    /// Reads from EXIF how the picture is to be turned and makes EXIF and XMP say that it is upright, so that no
    /// program turns it again. Damaged EXIF goes.
    pub(super) fn take_orientation(&mut self) -> Orientation {
        let Some(block) = self.exif.take() else { return Orientation::NoTransforms };
        let Mended { orientation, density, exif } = exif::mended(block);
        self.density = self.density.or(density);
        match exif {
            Some(exif) => self.exif = Some(exif),
            None => self.lost.push(Note::Damaged(Part::Exif)),
        }
        if orientation.is_some() {
            // What EXIF says is done, or there is nothing to do; XMP must not say otherwise.
            self.turn_xmp_upright();
        }
        orientation.unwrap_or(Orientation::NoTransforms)
    }

    /// Drops a profile for CMYK from a picture that became RGB.
    pub(super) fn became_rgb(&mut self) {
        if self.icc.as_deref().and_then(space_of).is_some_and(|space| space != Space::Rgb) {
            self.icc = None;
            self.lost.push(Note::ProfileOfOther);
        }
    }

    /// Whether the profile is still true of a picture of the first layout that is written in the second.
    pub(super) fn profile_fits(&self, from: Layout, to: Layout) -> bool {
        let is_grey = |layout| matches!(layout, Layout::Grey | Layout::GreyAlpha);
        let space = if is_grey(to) { Space::Grey } else { Space::Rgb };
        is_grey(from) == is_grey(to) || self.icc.as_deref().and_then(space_of).is_none_or(|of_icc| of_icc == space)
    }

    /// The XMP packet can say, too, which way up a picture is: as an attribute or as an element.
    fn turn_xmp_upright(&mut self) {
        const NAME: &[u8] = b"tiff:Orientation";
        let Some(xmp) = &mut self.xmp else { return };
        let starts: Vec<usize> =
            xmp.windows(NAME.len()).enumerate().filter(|(_, at)| *at == NAME).map(|(i, _)| i).collect();
        for start in starts {
            if let Some([b'=', b'"' | b'\'', digit @ b'2'..=b'8', ..] | [b'>', digit @ b'2'..=b'8', ..]) =
                xmp.get_mut(start + NAME.len()..)
            {
                *digit = b'1';
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Grey,
    Rgb,
    Other,
}

/// What a profile is for; `None` when it is no profile as the standard has it, and nobody can tell.
fn space_of(icc: &[u8]) -> Option<Space> {
    match (icc.get(16..20)?, icc.get(36..40)?) {
        (b"GRAY", b"acsp") => Some(Space::Grey),
        (b"RGB ", b"acsp") => Some(Space::Rgb),
        (_, b"acsp") => Some(Space::Other),
        _ => None,
    }
}
