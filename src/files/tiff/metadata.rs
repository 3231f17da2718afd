//! What the table of a TIFF tells beside the pixels. EXIF is no block there, so that one is put together.

use std::io::{Read, Seek};

use super::super::convert::Note;
use super::super::exif::{DENSITY, ORIENTATION, TABLES_BELOW, density_of};
use super::super::ifd::{ByteOrder, Header, NewTable, Table};
use super::super::metadata::{MAX_BYTES, Metadata, Part};

pub(super) const PHOTOMETRIC: u16 = 262;
pub(super) const EXTRA_SAMPLES: u16 = 338;
pub(super) const XMP: u16 = 700;
pub(super) const ICC: u16 = 34_675;
const COLOR_MAP: u16 = 320;
const IPTC: u16 = 33_723;
const PHOTOSHOP: u16 = 34_377;

/// What is known of a file before its pixels are read.
#[derive(Default)]
pub(super) struct Known {
    pub(super) metadata: Metadata,
    /// All reds, then all greens, then all blues.
    pub(super) palette: Option<Vec<u16>>,
    /// Whether colours have been multiplied by alpha.
    pub(super) is_premultiplied: bool,
    /// Whether the channel behind the colours is alpha.
    pub(super) has_alpha: bool,
}

/// Whether a tag tells how the pixels are stored, or is carried in another way, and is no part of EXIF.
pub(super) fn is_of_storage(tag: u16) -> bool {
    let of_storage = matches!(tag, 254..=259 | PHOTOMETRIC..=266 | 273 | 277..=281 | 284 | 288..=293 | 297 | 301);
    let of_colours = matches!(tag, 317 | COLOR_MAP..=347 | 512..=532 | 559 | 32_995..=32_998);
    of_storage || of_colours || matches!(tag, XMP | ICC | IPTC | PHOTOSHOP)
}

/// Reads the first table. A file without one gives nothing here and its reason in the decoder. Beside it, what is to
/// be read as grey instead of a palette.
pub(super) fn read(file: &mut (impl Read + Seek)) -> (Known, Option<(u64, [u8; 2])>) {
    let mut known = Known::default();
    let Some(header) = Header::read(file) else { return (known, None) };
    let Ok(table) = Table::read(file, header, header.first) else { return (known, None) };
    let mut patch = None;
    let photometric = table.find(PHOTOMETRIC).filter(|entry| entry.number(header) == Some(3));
    if let (Some(entry), Some(map)) = (photometric, table.find(COLOR_MAP)) {
        let map = map.bytes(file, header, 3 * 2 * 65_536).unwrap_or_default();
        known.palette = Some(map.chunks_exact(2).map(|pair| header.order.u16(pair)).collect());
        patch = Some((entry.field_at, header.order.of_u16(1)));
    }
    let extra = table.find(EXTRA_SAMPLES).and_then(|entry| entry.bytes(file, header, 64)).unwrap_or_default();
    known.is_premultiplied = header.order.u16(&extra) == 1;
    known.has_alpha = matches!(header.order.u16(&extra), 1 | 2);
    known.metadata = metadata(file, header, &table);
    (known, patch)
}

fn metadata(file: &mut (impl Read + Seek), header: Header, table: &Table) -> Metadata {
    let mut metadata = Metadata { density: density_of(table, file, header), ..Metadata::default() };
    let mut part = |tag, part| {
        let entry = table.find(tag)?;
        let bytes = entry.bytes(file, header, MAX_BYTES);
        metadata.lost.extend(bytes.is_none().then_some(Note::Damaged(part)));
        bytes
    };
    metadata.icc = part(ICC, Part::Icc);
    metadata.xmp = part(XMP, Part::Xmp);
    metadata.lost.extend(table.find(IPTC).map(|_| Note::NotCarried(Part::Iptc)));
    let mut gathered = Gathered { left: MAX_BYTES, n_tables_left: TABLES_BELOW.len(), is_whole: true };
    let tags = gathered.table(file, header, table);
    metadata.lost.extend((!gathered.is_whole).then_some(Note::Damaged(Part::Exif)));
    let is_upright = table.find(ORIENTATION).is_none_or(|entry| entry.number(header) == Some(1));
    if !is_upright || tags.tags().any(|tag| tag != ORIENTATION && !DENSITY.contains(&tag)) {
        metadata.exif = block(tags, header.order);
    }
    metadata
}

fn block(table: NewTable, order: ByteOrder) -> Option<Vec<u8>> {
    let mark = if order == ByteOrder::Little { b"II" } else { b"MM" };
    let mut block = [mark.as_slice(), &order.of_u16(42), &order.of_u32(8)].concat();
    table.write(order, &mut block)?;
    Some(block)
}

/// What may still be read.
struct Gathered {
    left: u64,
    n_tables_left: usize,
    is_whole: bool,
}

impl Gathered {
    /// The tags of a table and of those below it, except those about storage.
    fn table(&mut self, file: &mut (impl Read + Seek), header: Header, table: &Table) -> NewTable {
        let mut new = NewTable::default();
        for entry in table.entries.iter().filter(|entry| !is_of_storage(entry.tag)) {
            if TABLES_BELOW.contains(&entry.tag) {
                let below = entry.number(header).and_then(|at| Table::read(file, header, at).ok());
                if let Some(below) = below.filter(|_| self.n_tables_left > 0) {
                    self.n_tables_left -= 1;
                    new.table(entry.tag, self.table(file, header, &below));
                } else {
                    self.is_whole = false;
                }
                continue;
            }
            // Numbers of 8 bytes are known to BigTIFF only.
            let bytes = entry.bytes(file, header, self.left).filter(|_| entry.kind < 16);
            match (bytes, u32::try_from(entry.count)) {
                (Some(bytes), Ok(count)) => {
                    self.left -= bytes.len() as u64;
                    new.value(entry.tag, entry.kind, count, bytes);
                }
                _ => self.is_whole = false,
            }
        }
        new
    }
}
