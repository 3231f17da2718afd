//! The tables of tags in which TIFF files and EXIF blocks keep what they know: reading them, and laying them out anew.
//!
//! It knows no meaning of any tag. Offsets count from the beginning of the file or block. Nothing is read that the
//! table does not claim, and no claim is believed without asking how much memory it takes.

use std::io::{self, Read, Seek, SeekFrom};

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The low one (`II`).
    Little,
    /// The high one (`MM`).
    Big,
}

impl ByteOrder {
    /// That of this machine.
    pub(super) const NATIVE: Self = if cfg!(target_endian = "big") { Self::Big } else { Self::Little };

    /// The number in the first two of these bytes; what is missing is zero.
    pub(super) fn u16(self, bytes: &[u8]) -> u16 {
        self.unsigned(bytes, 2) as u16
    }

    /// The number in the first four of these bytes; what is missing is zero.
    pub(super) fn u32(self, bytes: &[u8]) -> u32 {
        self.unsigned(bytes, 4) as u32
    }

    /// The two bytes of a number.
    pub(super) fn of_u16(self, value: u16) -> [u8; 2] {
        if self == Self::Little { value.to_le_bytes() } else { value.to_be_bytes() }
    }

    /// The four bytes of a number.
    pub(super) fn of_u32(self, value: u32) -> [u8; 4] {
        if self == Self::Little { value.to_le_bytes() } else { value.to_be_bytes() }
    }

    fn unsigned(self, bytes: &[u8], n: usize) -> u64 {
        let digit =
            |i: usize| u64::from(bytes.get(if self == Self::Little { n - 1 - i } else { i }).copied().unwrap_or(0));
        (0..n).fold(0, |value, i| value << 8 | digit(i))
    }
}

/// What stands at the beginning of a file or block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) order: ByteOrder,
    /// Whether it is a BigTIFF, in which counts and offsets have 8 bytes.
    pub(super) is_wide: bool,
    /// Where the first table lies.
    pub(super) first: u64,
}

impl Header {
    /// `None` when it is no such header.
    pub(super) fn read(from: &mut (impl Read + Seek)) -> Option<Self> {
        let mut bytes = [0; 16];
        from.seek(SeekFrom::Start(0)).ok()?;
        from.read_exact(bytes.get_mut(..8)?).ok()?;
        let order = match bytes {
            [b'I', b'I', ..] => ByteOrder::Little,
            [b'M', b'M', ..] => ByteOrder::Big,
            _ => return None,
        };
        match order.u16(bytes.get(2..)?) {
            42 => Some(Self { order, is_wide: false, first: order.u32(bytes.get(4..)?).into() }),
            43 => {
                from.read_exact(bytes.get_mut(8..)?).ok()?;
                Some(Self { order, is_wide: true, first: order.unsigned(bytes.get(8..)?, 8) })
            }
            _ => None,
        }
    }
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) tag: u16,
    /// The type, as a number: 1 byte, 2 text, 3 `u16`, 4 `u32`, 5 fraction, …
    pub(super) kind: u16,
    pub(super) count: u64,
    /// The value when it is short enough, else its offset.
    pub(super) field: [u8; 8],
    /// Where the field itself lies.
    pub(super) field_at: u64,
}

/// A table as it was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
    /// Where the table lies, and past its end.
    pub(super) range: std::ops::Range<u64>,
    /// Where the offset of the next table lies, and that offset; `None` when the table is not whole.
    pub(super) next: Option<(u64, u64)>,
}

impl Table {
    /// Reads as many entries as are there.
    pub(super) fn read(from: &mut (impl Read + Seek), header: Header, at: u64) -> io::Result<Self> {
        let Header { order, is_wide, .. } = header;
        let (count_len, entry_len, offset_len) = if is_wide { (8, 20, 8) } else { (2, 12, 4) };
        let mut count = [0; 8];
        from.seek(SeekFrom::Start(at))?;
        from.read_exact(count.get_mut(..count_len).unwrap_or_default())?;
        let n = order.unsigned(&count, count_len).min(u64::from(u16::MAX)) as usize;
        let start = at + count_len as u64;
        let mut bytes = Vec::new();
        from.take((n * entry_len + offset_len) as u64).read_to_end(&mut bytes)?;
        let (lines, rest) = bytes.split_at(bytes.len().min(n * entry_len));
        let entry = |(i, line): (usize, &[u8])| {
            let field_start = entry_len - offset_len;
            let mut field = [0; 8];
            for (to, from) in field.iter_mut().zip(line.iter().skip(field_start)) {
                *to = *from;
            }
            let count = order.unsigned(line.get(4..).unwrap_or_default(), field_start - 4);
            let kind = order.u16(line.get(2..).unwrap_or_default());
            let field_at = start + (i * entry_len + field_start) as u64;
            Entry { tag: order.u16(line), kind, count, field, field_at }
        };
        let entries = lines.chunks_exact(entry_len).enumerate().map(entry).collect();
        let next =
            (rest.len() == offset_len).then(|| (start + (n * entry_len) as u64, order.unsigned(rest, offset_len)));
        Ok(Self { entries, range: at..start + bytes.len() as u64, next })
    }

    /// The line of a tag.
    pub(super) fn find(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }
}

impl Entry {
    /// Bytes of the value; `None` when the type is not known.
    pub(super) fn len(&self) -> Option<u64> {
        let unit = match self.kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 | 16 | 17 | 18 => 8,
            _ => return None,
        };
        self.count.checked_mul(unit)
    }

    /// Where the value lies.
    pub(super) fn range(&self, header: Header) -> Option<std::ops::Range<u64>> {
        let len = self.len()?;
        let width = if header.is_wide { 8 } else { 4 };
        let start = if len <= width { self.field_at } else { header.order.unsigned(&self.field, width as usize) };
        Some(start..start.checked_add(len)?)
    }

    /// The value, when it is all there and takes no more than `max` bytes.
    pub(super) fn bytes(&self, from: &mut (impl Read + Seek), header: Header, max: u64) -> Option<Vec<u8>> {
        let range = self.range(header)?;
        let len = range.end - range.start;
        if len > max {
            return None;
        }
        let mut bytes = Vec::new();
        from.seek(SeekFrom::Start(range.start)).ok()?;
        from.take(len).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == len).then_some(bytes)
    }

    /// The value of an entry that holds one whole number, such as the offset of another table.
    pub(super) fn number(&self, header: Header) -> Option<u64> {
        let len = match self.kind {
            1 => 1,
            3 => 2,
            4 | 13 => 4,
            16 | 18 => 8,
            _ => return None,
        };
        (self.count == 1).then(|| header.order.unsigned(&self.field, len))
    }

    /// The first value of an entry of fractions: above and below the line.
    pub(super) fn fraction(&self, from: &mut (impl Read + Seek), header: Header) -> Option<(u32, u32)> {
        let bytes = (self.kind == 5).then(|| self.bytes(from, header, 64))??;
        Some((header.order.u32(&bytes), header.order.u32(bytes.get(4..)?)))
    }
}

/// A table to be laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct NewTable {
    lines: Vec<(u16, Line)>,
}

#[derive(Clone, Debug)]
enum Line {
    /// A type, how many of it, and their bytes.
    Value(u16, u32, Vec<u8>),
    /// The same, but the field is known already.
    Field(u16, u32, [u8; 4]),
    /// The offset of another table.
    Table(NewTable),
}

impl NewTable {
    /// Adds a value; one of the same tag goes.
    pub(super) fn value(&mut self, tag: u16, kind: u16, count: u32, bytes: Vec<u8>) {
        self.put(tag, Line::Value(kind, count, bytes));
    }

    /// Adds an entry whose field is right as it stands.
    pub(super) fn field(&mut self, tag: u16, kind: u16, count: u32, field: [u8; 4]) {
        self.put(tag, Line::Field(kind, count, field));
    }

    /// Adds a table below this one.
    pub(super) fn table(&mut self, tag: u16, table: Self) {
        self.put(tag, Line::Table(table));
    }

    /// The tags in it.
    pub(super) fn tags(&self) -> impl Iterator<Item = u16> {
        self.lines.iter().map(|(tag, _)| *tag)
    }

    /// Appends the table, then its values and the tables below it. Gives its offset, or `None` when that lies beyond
    /// 4 GiB.
    pub(super) fn write(mut self, order: ByteOrder, out: &mut Vec<u8>) -> Option<u32> {
        pad(out);
        let start = out.len();
        self.lines.sort_by_key(|(tag, _)| *tag);
        out.resize(start + 2 + self.lines.len() * 12 + 4, 0);
        let mut lines = order.of_u16(u16::try_from(self.lines.len()).ok()?).to_vec();
        for (tag, line) in self.lines {
            let (kind, count, field) = match line {
                Line::Field(kind, count, field) => (kind, count, field),
                Line::Table(table) => (4, 1, order.of_u32(table.write(order, out)?)),
                Line::Value(kind, count, bytes) => (kind, count, placed(&bytes, order, out)?),
            };
            lines.extend(order.of_u16(tag));
            lines.extend(order.of_u16(kind));
            lines.extend(order.of_u32(count));
            lines.extend(field);
        }
        out.get_mut(start..start + lines.len())?.copy_from_slice(&lines);
        u32::try_from(start).ok()
    }

    fn put(&mut self, tag: u16, line: Line) {
        self.lines.retain(|(other, _)| *other != tag);
        self.lines.push((tag, line));
    }
}

/// Offsets are even.
pub(super) fn pad(out: &mut Vec<u8>) {
    if out.len() % 2 == 1 {
        out.push(0);
    }
}

/// The field of a value: itself when it is short, else its offset.
fn placed(bytes: &[u8], order: ByteOrder, out: &mut Vec<u8>) -> Option<[u8; 4]> {
    if bytes.len() <= 4 {
        let mut field = [0; 4];
        field.get_mut(..bytes.len())?.copy_from_slice(bytes);
        return Some(field);
    }
    pad(out);
    let at = u32::try_from(out.len()).ok()?;
    out.extend_from_slice(bytes);
    Some(order.of_u32(at))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_laid_out_is_found_again_in_both_byte_orders() {
        for (order, mark) in [(ByteOrder::Little, b"II"), (ByteOrder::Big, b"MM")] {
            let mut below = NewTable::default();
            below.value(7, 2, 6, b"hello\0".to_vec());
            let mut table = NewTable::default();
            table.table(9, below);
            table.value(3, 3, 1, order.of_u16(513).to_vec());
            table.value(5, 5, 1, [order.of_u32(300), order.of_u32(7)].concat());
            let mut out = [mark.as_slice(), &order.of_u16(42), &order.of_u32(8)].concat();
            assert_eq!(table.write(order, &mut out), Some(8));
            let mut file = Cursor::new(&out);
            let header = Header::read(&mut file).unwrap();
            let table = Table::read(&mut file, header, header.first).unwrap();
            assert!(table.entries.is_sorted_by_key(|entry| entry.tag) && table.next.is_some_and(|(_, next)| next == 0));
            assert_eq!(table.find(3).unwrap().number(header), Some(513));
            assert_eq!(table.find(5).unwrap().fraction(&mut file, header), Some((300, 7)));
            let below = table.find(9).unwrap().number(header).unwrap();
            let below = Table::read(&mut file, header, below).unwrap();
            assert_eq!(below.find(7).unwrap().bytes(&mut file, header, 6).unwrap(), b"hello\0");
            assert_eq!(below.find(7).unwrap().bytes(&mut file, header, 5), None);
        }
    }

    #[test]
    fn claims_beyond_the_end_are_not_believed() {
        let bytes = b"II\x2A\0\x08\0\0\0\xFF\xFF\x01\0\x01\0\xFF\xFF\xFF\xFF\x10\0\0\0";
        let mut file = Cursor::new(bytes);
        let header = Header::read(&mut file).unwrap();
        let table = Table::read(&mut file, header, 8).unwrap();
        assert!(table.entries.len() == 1 && table.next.is_none());
        assert_eq!(table.entries[0].bytes(&mut file, header, u64::MAX), None);
        assert!(Table::read(&mut file, header, 1 << 40).is_err());
    }
}
