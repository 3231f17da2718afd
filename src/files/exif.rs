//! EXIF blocks: which way up the picture is, and what must be changed once it has been turned.
//!
//! A block is changed in place, so that everything else stays byte for byte where it was: maker notes point into it in
//! ways that only their makers know. It knows no files and no pixels.

use std::io::{Cursor, Read, Seek};
use std::ops::Range;

use image::metadata::Orientation;

use super::ifd::{Header, Table};
use super::metadata::{Density, DensityUnit};

/// The tag that says which way up the picture is.
pub(super) const ORIENTATION: u16 = 0x112;
/// The tags of tables below the first: the picture's, the place's, and how files of cameras fit together.
pub(super) const TABLES_BELOW: [u16; 3] = [0x8769, 0x8825, 0xA005];
/// Tags of the pixel density: across, down, and its unit.
pub(super) const DENSITY: [u16; 3] = [0x11A, 0x11B, 0x128];

/// Where the thumbnail lies, and how long it is.
const THUMBNAIL: [u16; 2] = [0x201, 0x202];

/// What was found in a block while it was mended.
pub(super) struct Mended {
    /// How the picture is to be turned.
    pub(super) orientation: Option<Orientation>,
    /// The density that it tells.
    pub(super) density: Option<Density>,
    /// The block, turned upright and without its thumbnail; `None` when it is damaged.
    pub(super) exif: Option<Vec<u8>>,
}

/// Reads a block, says that the picture is upright, and drops the thumbnail, which shows it before it was filtered.
pub(super) fn mended(mut exif: Vec<u8>) -> Mended {
    // Some programs put the mark of JPEG's segment before it in other formats, too.
    if exif.starts_with(b"Exif\0\0") {
        exif.drain(..6);
    }
    let mut mended = Mended { orientation: None, density: None, exif: None };
    let mut file = Cursor::new(exif.as_slice());
    let Some(header) = Header::read(&mut file).filter(|header| !header.is_wide) else { return mended };
    let Ok(first) = Table::read(&mut file, header, header.first) else { return mended };
    mended.density = density_of(&first, &mut file, header);
    let orientation = first.find(ORIENTATION).copied();
    mended.orientation = orientation.and_then(|entry| orientation_of(entry.number(header)?));
    let Some((next_at, next)) = first.next else { return mended };
    let kept = kept_of(&first, &mut file, header);
    let thumbnail = (next != 0).then(|| Thumbnail::find(&mut file, header, next)).flatten();
    if let Some(entry) = orientation {
        write(&mut exif, entry.field_at, &upright_field(entry.kind, header));
    }
    write(&mut exif, next_at, &[0; 4]);
    if let Some(thumbnail) = thumbnail {
        thumbnail.remove(&mut exif, &kept);
    }
    mended.exif = Some(exif);
    mended
}

/// What one of the numbers 1 to 8 means.
pub(super) fn orientation_of(number: u64) -> Option<Orientation> {
    Orientation::from_exif(u8::try_from(number).ok()?)
}

/// The density that a table tells.
pub(super) fn density_of(table: &Table, file: &mut (impl Read + Seek), header: Header) -> Option<Density> {
    let [x, y, unit] = DENSITY.map(|tag| table.find(tag));
    let unit = match unit.map_or(Some(2), |entry| entry.number(header))? {
        2 => DensityUnit::Inch,
        3 => DensityUnit::Centimetre,
        _ => return None,
    };
    Density::new(x?.fraction(file, header)?, y?.fraction(file, header)?, unit)
}

/// What the first table and those below it need.
fn kept_of(first: &Table, file: &mut Cursor<&[u8]>, header: Header) -> Vec<Range<u64>> {
    let mut kept = Vec::new();
    let mut tables = vec![first.clone()];
    // No more than the kinds there are, so that tables in circles come to an end.
    let mut n_left = TABLES_BELOW.len();
    while let Some(table) = tables.pop() {
        kept.push(table.range.clone());
        kept.extend(table.entries.iter().filter_map(|entry| entry.range(header)));
        for entry in table.entries.iter().filter(|entry| TABLES_BELOW.contains(&entry.tag)).take(n_left) {
            n_left -= 1;
            tables.extend(entry.number(header).and_then(|at| Table::read(file, header, at).ok()));
        }
    }
    kept
}

/// The second table of a block, which holds a small picture.
struct Thumbnail {
    /// Everything that belongs to it.
    range: Range<u64>,
    /// The small picture itself.
    picture: Option<Range<u64>>,
}

impl Thumbnail {
    fn find(file: &mut Cursor<&[u8]>, header: Header, at: u64) -> Option<Self> {
        let table = Table::read(file, header, at).ok()?;
        let [start, len] = THUMBNAIL.map(|tag| table.find(tag).and_then(|entry| entry.number(header)));
        let picture = start.zip(len).map(|(start, len)| start..start.saturating_add(len));
        let values = table.entries.iter().filter_map(|entry| entry.range(header));
        let parts = values.chain(picture.clone()).chain([table.range.clone()]);
        let range = parts.reduce(|all, part| all.start.min(part.start)..all.end.max(part.end))?;
        Some(Self { range, picture })
    }

    /// Cuts it off when it lies behind everything else; otherwise blackens its pixels where nothing else lies.
    fn remove(self, exif: &mut Vec<u8>, kept: &[Range<u64>]) {
        let len = exif.len() as u64;
        if kept.iter().all(|kept| kept.end <= self.range.start) && self.range.end + 2 >= len {
            exif.truncate(self.range.start.min(len) as usize);
        } else if let Some(Range { start, end }) = self.picture
            && kept.iter().all(|kept| kept.end <= start || end <= kept.start)
            && let Some(pixels) = exif.get_mut(start as usize..end.min(len) as usize)
        {
            pixels.fill(0);
        }
    }
}

fn upright_field(kind: u16, header: Header) -> Vec<u8> {
    match kind {
        3 => header.order.of_u16(1).to_vec(),
        4 => header.order.of_u32(1).to_vec(),
        1 => vec![1],
        _ => Vec::new(),
    }
}

fn write(exif: &mut [u8], at: u64, bytes: &[u8]) {
    let at = at as usize;
    if let Some(place) = exif.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}
