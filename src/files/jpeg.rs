//! Just enough of the structure of a JPEG file: what its header holds, where that ends, and whether the end is there.
//!
//! The decoder of `image` takes a file that is cut short for a picture with a grey lower part, reads a whole file
//! before it tells the size of the picture, and takes the header apart anew for every kind of metadata. It knows no
//! pixels.

use super::convert::Note;
use super::metadata::{Density, DensityUnit, Metadata, Part};

/// Before the packet in its segment.
pub(super) const XMP_MARK: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The longest content of a segment.
pub(super) const MAX_SEGMENT_BYTES: usize = 65_533;

const XMP_MORE_MARK: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const EXIF_MARK: &[u8] = b"Exif\0\0";
const ICC_MARK: &[u8] = b"ICC_PROFILE\0";
const IPTC_MARK: &[u8] = b"Photoshop 3.0\0";

const START_OF_SCAN: u8 = 0xDA;
const BASELINE: u8 = 0xC0;
const PROGRESSIVE: u8 = 0xC2;
pub(super) const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];
/// As many as other programs allow. A progressive picture has about ten; each costs a pass over all pixels.
const MAX_SCANS: usize = 500;
/// Pixels gone over in all scans together, about a minute's work: 15 scans of the largest picture that is read at all.
const MAX_SCANNED_PIXELS: u64 = 5 << 30;

struct Segment<'a> {
    marker: u8,
    content: &'a [u8],
    end: usize,
}

/// The segments up to the first scan, or to the first that is not whole.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let (mut at, mut is_over) = (2, false);
    std::iter::from_fn(move || {
        while !is_over {
            let [mark, marker] = *bytes.get(at..at + 2)? else { return None };
            // Stray bytes between segments are passed over, as other programs do.
            if mark != 0xFF || marker == 0xFF || marker == 0 {
                at += 1;
                continue;
            }
            let [high, low] = *bytes.get(at + 2..at + 4)? else { return None };
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let content = bytes.get(at + 4..end)?;
            is_over = marker == START_OF_SCAN;
            at = end;
            return Some(Segment { marker, content, end });
        }
        None
    })
}

/// Where the pixels begin: past the header of the first scan. `None` when that lies beyond these bytes.
pub(super) fn pixels_start(bytes: &[u8]) -> Option<usize> {
    segments(bytes).find(|segment| segment.marker == START_OF_SCAN).map(|segment| segment.end)
}

/// Where the header of the first scan begins, behind all other segments.
pub(super) fn scan_at(bytes: &[u8]) -> Option<usize> {
    let scan = segments(bytes).find(|segment| segment.marker == START_OF_SCAN)?;
    // After the marker and the length.
    Some(scan.end - scan.content.len() - 4)
}

/// Where the header of a baseline picture tells its height and then its width, in two bytes each.
pub(super) fn size_at(bytes: &[u8]) -> Option<usize> {
    let frame = segments(bytes).find(|segment| segment.marker == BASELINE)?;
    // After the bits of a sample.
    Some(frame.end - frame.content.len() + 1)
}

/// Whether the marker that ends every JPEG is missing after the pixels have begun. It cannot occur within coded
/// pixels, and those in embedded previews come before.
pub(super) fn is_cut_short(bytes: &[u8]) -> bool {
    let pixels = pixels_start(bytes).and_then(|start| bytes.get(start..));
    // From the back, because that is where it is.
    pixels.is_none_or(|pixels| !pixels.windows(2).rev().any(|pair| pair == END_OF_IMAGE))
}

/// What a picture costs beyond its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    /// Nothing worth counting.
    Plain,
    /// All its coefficients, twice the size of its samples, are kept until the end.
    Progressive,
    /// It is made to be gone over again and again.
    Endless,
}

/// Reads the whole file only when it is progressive.
pub(super) fn cost(bytes: &[u8]) -> Cost {
    let Some(frame) = segments(bytes).find(|segment| segment.marker == PROGRESSIVE) else { return Cost::Plain };
    let [_, h1, h0, w1, w0, ..] = *frame.content else { return Cost::Plain };
    let pixels = u64::from(u16::from_be_bytes([h1, h0])) * u64::from(u16::from_be_bytes([w1, w0]));
    let scans = bytes.windows(2).filter(|pair| *pair == [0xFF, START_OF_SCAN]).take(MAX_SCANS + 1).count();
    let is_endless = scans > MAX_SCANS || scans as u64 * pixels > MAX_SCANNED_PIXELS;
    if is_endless { Cost::Endless } else { Cost::Progressive }
}

/// What the header holds beside the size. A profile for CMYK is left out, because the decoder gives RGB.
pub(super) fn metadata(bytes: &[u8]) -> Metadata {
    let mut metadata = Metadata::default();
    let (mut profile, mut is_cmyk, mut is_more_xmp, mut is_iptc, mut has_comment) =
        (Vec::new(), false, false, false, false);
    for Segment { marker, content, .. } in segments(bytes) {
        let after = |mark: &[u8]| content.strip_prefix(mark);
        match marker {
            0xE0 => metadata.density = metadata.density.or_else(|| density(after(b"JFIF\0")?)),
            0xE1 => {
                is_more_xmp |= after(XMP_MORE_MARK).is_some();
                metadata.exif = metadata.exif.or_else(|| after(EXIF_MARK).map(<[u8]>::to_vec));
                metadata.xmp = metadata.xmp.or_else(|| after(XMP_MARK).map(<[u8]>::to_vec));
            }
            0xE2 => profile.extend(after(ICC_MARK)),
            0xED => {
                is_iptc |= after(IPTC_MARK).is_some_and(|content| content.windows(6).any(|id| id == b"8BIM\x04\x04"));
            }
            0xFE => has_comment = true,
            0xC0..=0xCF => is_cmyk |= !matches!(marker, 0xC4 | 0xC8 | 0xCC) && content.get(5) == Some(&4),
            _ => {}
        }
    }
    if !profile.is_empty() {
        metadata.icc = joined(profile);
        metadata.lost.extend(metadata.icc.is_none().then_some(Note::Damaged(Part::Icc)));
    }
    metadata.lost.extend(is_more_xmp.then_some(Note::MoreXmp));
    metadata.lost.extend(is_iptc.then_some(Note::NotCarried(Part::Iptc)));
    metadata.lost.extend(has_comment.then_some(Note::NotCarried(Part::Texts)));
    if is_cmyk {
        metadata.became_rgb();
    }
    metadata
}

/// The parts in their order; `None` when one is missing.
fn joined(mut parts: Vec<&[u8]>) -> Option<Vec<u8>> {
    parts.sort_by_key(|part| part.first().copied());
    let n = parts.len();
    let are_all = parts
        .iter()
        .enumerate()
        .all(|(i, part)| matches!(part, [number, of, ..] if usize::from(*number) == i + 1 && usize::from(*of) == n));
    are_all.then(|| parts.iter().flat_map(|part| part.get(2..).unwrap_or_default()).copied().collect())
}

/// From what follows the mark: two bytes of version, the unit, then two numbers.
fn density(jfif: &[u8]) -> Option<Density> {
    let [_, _, unit, x1, x0, y1, y0, ..] = *jfif else { return None };
    let unit = match unit {
        1 => DensityUnit::Inch,
        2 => DensityUnit::Centimetre,
        _ => return None,
    };
    let number = |high, low| (u32::from(u16::from_be_bytes([high, low])), 1);
    Density::new(number(x1, x0), number(y1, y0), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [u8; 14] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 4, 0xFF, 0xD9, 0xFF, 0xFF, 0xDA, 0, 3, 1];

    #[test]
    fn the_end_is_looked_for_after_previews() {
        assert_eq!((scan_at(&HEADER), pixels_start(&HEADER)), (Some(9), Some(HEADER.len())));
        assert!(is_cut_short(&[&HEADER[..], &[1, 2, 0xFF, 0]].concat()));
        assert!(!is_cut_short(&[&HEADER[..], &[1, 2, 0xFF, 0xD9, 0, 0]].concat()));
    }

    #[test]
    fn many_scans_of_many_pixels_are_endless() {
        let with = |height: u16, width: u16, scans: usize| {
            let [h1, h0, w1, w0] = [height.to_be_bytes(), width.to_be_bytes()].as_flattened().try_into().unwrap();
            let frame = [0xFF, 0xD8, 0xFF, PROGRESSIVE, 0, 8, 8, h1, h0, w1, w0, 1];
            cost(&[&frame[..], &[0xFF, START_OF_SCAN, 0, 2].repeat(scans)].concat())
        };
        assert_eq!([with(100, 100, 500), with(20_000, 15_000, 12)], [Cost::Progressive; 2]);
        assert_eq!([with(100, 100, 501), with(20_000, 15_000, 40)], [Cost::Endless; 2]);
    }

    #[test]
    fn stray_bytes_between_segments_are_passed_over() {
        let stray = [&HEADER[..8], &[7, 7, 0], &HEADER[8..]].concat();
        assert_eq!(pixels_start(&stray), Some(stray.len()));
    }

    #[test]
    fn any_cut_is_found() {
        for n in 0..HEADER.len() {
            assert_eq!(pixels_start(&HEADER[..n]), None);
            assert!(is_cut_short(&HEADER[..n]));
        }
    }
}
