//! Writing TIFF: see the front page of this module.

use std::io::Cursor;

use super::super::carried::Carried;
use super::super::encode::{AnyError, Picture, Slice};
use super::super::ifd::{ByteOrder, Header, NewTable, Table, pad};
use super::super::metadata::{Density, DensityUnit};
use super::metadata::{EXTRA_SAMPLES, ICC, PHOTOMETRIC, XMP, is_of_storage};
use crate::raster::Layout;

/// Strips of about this size, as the standard's readers with little memory like them.
const STRIP_BYTES: usize = 1 << 20;

/// Writes a picture that is not compressed.
pub(in super::super) fn write(
    picture: &Picture<'_>,
    carried: &Carried<'_>,
    out: &mut Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<(), AnyError> {
    let (order, mut table) = match carried.exif {
        Some(exif) => begin_with(exif, out).ok_or("its EXIF is damaged")?,
        None => begin(out),
    };
    pad(out);
    let start = out.len();
    let bytes = picture.bytes().len();
    out.reserve(bytes + 4096);
    picture.write_samples(order, out, is_stopped)?;
    describe(picture, start, bytes, order, &mut table).ok_or(TOO_LARGE)?;
    if let Some(density) = carried.density {
        describe_density(density, order, &mut table);
    }
    for (tag, kind, part) in [(XMP, 1, carried.xmp), (ICC, 7, carried.icc)] {
        if let Some(bytes) = part {
            table.value(tag, kind, u32::try_from(bytes.len())?, bytes.to_vec());
        }
    }
    let at = table.write(order, out).ok_or(TOO_LARGE)?;
    let place = out.get_mut(4..8).ok_or(TOO_LARGE)?;
    place.copy_from_slice(&order.of_u32(at));
    Ok(())
}

const TOO_LARGE: &str = "it ends at 4 gigabytes";

fn begin(out: &mut Vec<u8>) -> (ByteOrder, NewTable) {
    let order = ByteOrder::NATIVE;
    out.extend_from_slice(if order == ByteOrder::Little { b"II" } else { b"MM" });
    out.extend(order.of_u16(42));
    out.extend(order.of_u32(0));
    (order, NewTable::default())
}

/// The block as it is; its first table is taken over, and its offsets stay true.
fn begin_with(exif: &[u8], out: &mut Vec<u8>) -> Option<(ByteOrder, NewTable)> {
    let mut file = Cursor::new(exif);
    let header = Header::read(&mut file)?;
    let first = Table::read(&mut file, header, header.first).ok()?;
    let mut table = NewTable::default();
    for entry in first.entries.iter().filter(|entry| !is_of_storage(entry.tag)) {
        let [a, b, c, d, ..] = entry.field;
        table.field(entry.tag, entry.kind, u32::try_from(entry.count).ok()?, [a, b, c, d]);
    }
    out.extend_from_slice(exif);
    Some((header.order, table))
}

/// How the pixels are stored. `None` beyond 4 GiB.
fn describe(picture: &Picture<'_>, start: usize, bytes: usize, order: ByteOrder, table: &mut NewTable) -> Option<()> {
    let channels = picture.layout.channels();
    let bits = if matches!(picture.samples, Slice::U8(_)) { 8 } else { 16 };
    let row_bytes = bytes / picture.height as usize;
    let strip_rows = (STRIP_BYTES / row_bytes).clamp(1, picture.height as usize);
    let starts: Vec<usize> = (0..bytes).step_by(strip_rows * row_bytes).collect();
    let lens = starts.iter().map(|at| (bytes - at).min(strip_rows * row_bytes));
    let is_grey = matches!(picture.layout, Layout::Grey | Layout::GreyAlpha);
    let mut shorts = |tag, values: &[u16]| {
        table.value(tag, 3, values.len() as u32, values.iter().flat_map(|value| order.of_u16(*value)).collect());
    };
    shorts(258, vec![bits; channels].as_slice());
    shorts(259, &[1]);
    shorts(PHOTOMETRIC, &[if is_grey { 1 } else { 2 }]);
    shorts(277, &[channels as u16]);
    shorts(284, &[1]);
    shorts(339, vec![1; channels].as_slice());
    if picture.layout.has_alpha() {
        shorts(EXTRA_SAMPLES, &[2]);
    }
    let mut longs = |tag, values: &mut dyn Iterator<Item = usize>| {
        let values = values.map(|value| u32::try_from(value).ok()).collect::<Option<Vec<u32>>>()?;
        table.value(tag, 4, values.len() as u32, values.iter().flat_map(|value| order.of_u32(*value)).collect());
        Some(())
    };
    longs(256, &mut std::iter::once(picture.width as usize))?;
    longs(257, &mut std::iter::once(picture.height as usize))?;
    longs(273, &mut starts.iter().map(|at| start + at))?;
    longs(278, &mut std::iter::once(strip_rows))?;
    longs(279, &mut lens.into_iter())
}

fn describe_density(density: Density, order: ByteOrder, table: &mut NewTable) {
    let (unit, times) = match density.unit {
        DensityUnit::Inch => (2, 1),
        DensityUnit::Centimetre => (3, 1),
        DensityUnit::Metre => (3, 100),
    };
    for (tag, (above, below)) in [(282, density.x), (283, density.y)] {
        let value = [order.of_u32(above), order.of_u32(below.saturating_mul(times))].concat();
        table.value(tag, 5, 1, value);
    }
    table.value(296, 3, 1, order.of_u16(unit).to_vec());
}
