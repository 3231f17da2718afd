//! Deflate by `zlib-rs`, which looks for repetitions of every kind. It knows no pixels.

use zlib_rs::{Deflate, DeflateFlush};

use super::AnyError;

/// The reach of deflate, as a power of two.
const WINDOW_BITS: u8 = 15;
/// What is packed between two questions: a few milliseconds' work.
const PIECE_BYTES: usize = 64 * 1024;
/// What is packed goes into room of this size, again and again.
const ROOM_BYTES: usize = 64 * 1024;

/// Packed bytes without an end, up to a whole one; `None` when stopped.
pub(super) fn pack(bytes: &[u8], level: i32, is_stopped: &dyn Fn() -> bool) -> Result<Option<Vec<u8>>, AnyError> {
    let mut zlib = Deflate::new(level, false, WINDOW_BITS);
    let mut out = Vec::with_capacity(bytes.len());
    for piece in bytes.chunks(PIECE_BYTES) {
        if is_stopped() {
            return Ok(None);
        }
        deflate(&mut zlib, piece, DeflateFlush::NoFlush, &mut out)?;
    }
    deflate(&mut zlib, &[], DeflateFlush::SyncFlush, &mut out)?;
    Ok(Some(out))
}

fn deflate(zlib: &mut Deflate, mut input: &[u8], flush: DeflateFlush, out: &mut Vec<u8>) -> Result<(), AnyError> {
    loop {
        let (start, n_in, n_out) = (out.len(), zlib.total_in(), zlib.total_out());
        out.resize(start + ROOM_BYTES, 0);
        zlib.compress(input, out.get_mut(start..).unwrap_or_default(), flush).map_err(|error| error.as_str())?;
        let written = (zlib.total_out() - n_out) as usize;
        out.truncate(start + written);
        input = input.get((zlib.total_in() - n_in) as usize..).unwrap_or_default();
        if written < ROOM_BYTES && input.is_empty() {
            return Ok(());
        }
    }
}
