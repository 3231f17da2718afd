//! Writing PNG: the `png` crate writes what stands before the pixels; the pixels are filtered and packed here, in strips
//! that know nothing of each other.
//!
//! Each strip is a chunk of its own and ends on a whole byte, so that strips can be made at the same time and are then
//! put one behind the other. They are packed by codes alone, which is fast, and the smaller for it in soft photographs;
//! with more [`Effort`] by `zlib-rs` as well, which looks for repetitions, and the smaller result is kept. It knows no
//! disk.

mod codes;
mod huffman;
mod rows;
mod zlib;

use std::borrow::Cow;

use zlib_rs::adler32::{adler32, adler32_combine};
use zlib_rs::crc32::crc32;

use self::huffman::Bits;
use super::super::carried::Carried;
use super::super::ifd::ByteOrder;
use super::super::metadata::DensityUnit;
use super::{AnyError, Effort, Picture, Slice};
use crate::raster::Layout;

/// Filtered rows of about this size are packed at a time, while they are in the cache.
const PIECE_BYTES: usize = 60_000;
/// After rows that do not become smaller, so many pieces are stored before the next is tried.
const PIECES_OF_NOISE: usize = 7;
/// Of a stream that does not say how hard it was tried.
const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];
/// A stored block with nothing in it, the last one.
const LAST_BLOCK: [u8; 5] = [1, 0, 0, 0xFF, 0xFF];
const PIXELS_CHUNK: &[u8] = b"IDAT";
const END_CHUNK: [u8; 12] = [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82];
/// The sum of no bytes.
const SUM_OF_NOTHING: u32 = 1;

/// The whole file in one strip, into a buffer that is empty.
pub(super) fn write(
    picture: &Picture<'_>,
    carried: &Carried<'_>,
    effort: Effort,
    out: &mut Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<(), AnyError> {
    begin(picture, carried, out)?;
    let sum = append_rows(picture, true, effort, out, is_stopped)?;
    end(std::iter::once(sum), out);
    Ok(())
}

/// What stands before the pixels, of which only size, layout and depth matter.
pub(in super::super) fn begin(picture: &Picture<'_>, carried: &Carried<'_>, out: &mut Vec<u8>) -> Result<(), AnyError> {
    let mut info = png::Info::with_size(picture.width, picture.height);
    info.icc_profile = carried.icc.map(Into::into);
    info.exif_metadata = carried.exif.map(Into::into);
    info.pixel_dims = carried.density.map(|density| {
        let (xppu, yppu) = density.whole(DensityUnit::Metre);
        png::PixelDimensions { xppu, yppu, unit: png::Unit::Meter }
    });
    let mut encoder = png::Encoder::with_info(&mut *out, info)?;
    if let Some(xmp) = carried.xmp {
        encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), std::str::from_utf8(xmp)?.to_owned())?;
    }
    encoder.set_color(match picture.layout {
        Layout::Grey => png::ColorType::Grayscale,
        Layout::GreyAlpha => png::ColorType::GrayscaleAlpha,
        Layout::Rgb => png::ColorType::Rgb,
        Layout::Rgba => png::ColorType::Rgba,
    });
    encoder.set_depth(match picture.samples {
        Slice::U8(_) => png::BitDepth::Eight,
        Slice::U16(_) => png::BitDepth::Sixteen,
    });
    drop(encoder.write_header()?);
    // The writer writes an end when it is dropped.
    out.truncate(out.len() - END_CHUNK.len());
    Ok(())
}

/// The sum of the bytes of a strip, and how many they are.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Sum(u32, u64);

/// Appends rows of a picture: its first ones, or others behind the one above them, which is not appended.
pub(in super::super) fn append_rows(
    rows: &Picture<'_>,
    are_first: bool,
    effort: Effort,
    out: &mut Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Sum, AnyError> {
    let chunk_start = out.len();
    out.extend([0; 4]);
    out.extend(PIXELS_CHUNK);
    if are_first {
        out.extend(ZLIB_HEADER);
    }
    let start = out.len();
    let packed = pack_rows(rows, are_first, effort, std::mem::take(out), is_stopped)?;
    *out = packed.out;
    if let Some(level) = level(effort).filter(|_| packed.n_stored < packed.sum.1 / 2) {
        let other = zlib::pack(&packed.filtered, level, is_stopped)?.ok_or(STOPPED)?;
        if other.len() < out.len() - start {
            out.truncate(start);
            out.extend_from_slice(&other);
        }
    }
    finish_chunk(chunk_start, out)?;
    Ok(packed.sum)
}

/// The level of `zlib-rs` that is tried as well. Beyond 4 it takes several times as long for a hundredth of the bytes;
/// what that would gain in soft photographs, codes alone have gained already.
fn level(effort: Effort) -> Option<i32> {
    match effort {
        Effort::Fast => None,
        Effort::Balanced => Some(4),
        Effort::Small => Some(8),
    }
}

const STOPPED: &str = "stopped";

/// Rows that have gone through the fast way of packing.
struct Packed {
    out: Vec<u8>,
    sum: Sum,
    /// Bytes that did not become smaller.
    n_stored: u64,
    /// What was packed, where it is to be packed once more.
    filtered: Vec<u8>,
}

fn pack_rows(
    rows: &Picture<'_>,
    are_first: bool,
    effort: Effort,
    out: Vec<u8>,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Packed, AnyError> {
    // The first row of a strip is filtered like every other one.
    let with_above = bytes_of(rows);
    let row_bytes = with_above.len() / (rows.height as usize).max(1);
    let nothing = vec![0; if are_first { row_bytes } else { 0 }];
    let all = nothing.chunks_exact(row_bytes).chain(with_above.chunks_exact(row_bytes));
    let step = rows.layout.channels() * if matches!(rows.samples, Slice::U8(_)) { 1 } else { 2 };

    let mut bits = Bits::behind(out);
    let (mut sum, mut n_stored, mut n_to_store) = (Sum(SUM_OF_NOTHING, 0), 0, 0);
    let (mut filtered, mut start) = (Vec::with_capacity(PIECE_BYTES + row_bytes), 0);
    let mut pairs = all.clone().zip(all.skip(1)).peekable();
    while let Some((above, row)) = pairs.next() {
        if n_to_store > 0 {
            filtered.push(0);
            filtered.extend_from_slice(row);
        } else {
            rows::filter_row(row, above, step, &mut filtered);
        }
        let piece = filtered.get(start..).unwrap_or_default();
        if piece.len() < PIECE_BYTES && pairs.peek().is_some() {
            continue;
        }
        if is_stopped() {
            return Err(STOPPED.into());
        }
        sum = Sum(adler32(sum.0, piece), sum.1 + piece.len() as u64);
        if n_to_store > 0 {
            huffman::store(piece, &mut bits);
            n_to_store -= 1;
            n_stored += piece.len() as u64;
        } else if !huffman::pack(piece, &mut bits) {
            n_to_store = PIECES_OF_NOISE;
            n_stored += piece.len() as u64;
        }
        if effort == Effort::Fast {
            filtered.clear();
        }
        start = filtered.len();
    }
    Ok(Packed { out: bits.finish(), sum, n_stored, filtered })
}

/// What stands behind the pixels of all strips.
pub(in super::super) fn end(sums: impl IntoIterator<Item = Sum>, out: &mut Vec<u8>) {
    let joined = |whole, Sum(sum, n)| adler32_combine(whole, sum, n);
    let sum = sums.into_iter().fold(SUM_OF_NOTHING, joined);
    let content = [PIXELS_CHUNK, &LAST_BLOCK, &sum.to_be_bytes()].concat();
    out.extend(((LAST_BLOCK.len() + 4) as u32).to_be_bytes());
    out.extend_from_slice(&content);
    out.extend(crc32(0, &content).to_be_bytes());
    out.extend(END_CHUNK);
}

/// The length before it and the check behind it.
fn finish_chunk(start: usize, out: &mut Vec<u8>) -> Result<(), AnyError> {
    let content = out.get(start + 4..).unwrap_or_default();
    let len = u32::try_from(content.len() - PIXELS_CHUNK.len())?;
    let check = crc32(0, content);
    out.extend(check.to_be_bytes());
    if let Some(place) = out.get_mut(start..start + 4) {
        place.copy_from_slice(&len.to_be_bytes());
    }
    Ok(())
}

/// Rows as PNG has them: samples of two bytes with the higher one first.
fn bytes_of<'a>(rows: &Picture<'a>) -> Cow<'a, [u8]> {
    match rows.samples {
        Slice::U8(samples) => Cow::Borrowed(samples),
        Slice::U16(samples) => Cow::Owned(samples.iter().flat_map(|sample| ByteOrder::Big.of_u16(*sample)).collect()),
    }
}
