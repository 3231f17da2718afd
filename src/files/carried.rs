//! Which of a picture's metadata go into a file, and what is said of the rest.
//!
//! It knows what formats hold, and no codecs.

use super::Format;
use super::convert::Note;
use super::jpeg::{MAX_SEGMENT_BYTES, XMP_MARK};
use super::metadata::{Density, Metadata, Part};

/// The metadata that the format holds.
#[derive(Default)]
pub(super) struct Carried<'a> {
    pub(super) icc: Option<&'a [u8]>,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) xmp: Option<&'a [u8]>,
    pub(super) density: Option<Density>,
}

impl<'a> Carried<'a> {
    /// Notes what stays behind.
    pub(super) fn new(metadata: &'a Metadata, profile_fits: bool, format: Format, notes: &mut Vec<Note>) -> Self {
        notes.extend_from_slice(&metadata.lost);
        let mut carried = Self {
            icc: metadata.icc.as_deref(),
            exif: metadata.exif.as_deref(),
            xmp: metadata.xmp.as_deref(),
            density: metadata.density,
        };
        if carried.icc.is_some() && !profile_fits {
            carried.icc = None;
            notes.push(Note::ProfileOfOther);
        }
        for (part, place) in
            [(Part::Icc, &mut carried.icc), (Part::Exif, &mut carried.exif), (Part::Xmp, &mut carried.xmp)]
        {
            let Some(bytes) = *place else { continue };
            let why_not = if !format.carries(part) {
                Note::LeftOut(part, format)
            } else if format == Format::Jpeg && bytes.len() > max_in_jpeg(part) {
                Note::TooLong(part, format)
            } else if format == Format::Png && part == Part::Xmp && std::str::from_utf8(bytes).is_err() {
                Note::Damaged(part)
            } else {
                continue;
            };
            *place = None;
            notes.push(why_not);
        }
        if carried.density.is_some() && !format.carries(Part::Density) {
            carried.density = None;
            // EXIF tells it as well.
            notes.extend(carried.exif.is_none().then_some(Note::LeftOut(Part::Density, format)));
        }
        carried
    }
}

/// One segment each, but 254 for profiles.
fn max_in_jpeg(part: Part) -> usize {
    match part {
        Part::Icc => 254 * (MAX_SEGMENT_BYTES - 14),
        Part::Xmp => MAX_SEGMENT_BYTES - XMP_MARK.len(),
        _ => MAX_SEGMENT_BYTES - 6,
    }
}
