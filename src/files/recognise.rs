//! What a file is, by its first bytes. Decodes nothing.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use super::{DecodeError, Format};

/// What the first bytes say. TGA files have no mark, so that their name counts when nothing else fits.
pub(super) fn format_of(file: &mut File, path: &Path) -> Result<Format, DecodeError> {
    let mut start = Vec::new();
    file.take(16).read_to_end(&mut start).map_err(DecodeError::CannotRead)?;
    file.rewind().map_err(DecodeError::CannotRead)?;
    match image::guess_format(&start) {
        Ok(codec) => Format::of_codec(codec).ok_or_else(|| DecodeError::Unsupported(format!("{codec:?}"))),
        Err(_) if Format::of_path(path) == Some(Format::Tga) => Ok(Format::Tga),
        Err(_) => Err(match kind_without_decoder(&start) {
            Some(kind) => DecodeError::Unsupported(kind.to_owned()),
            None => DecodeError::NotAPicture,
        }),
    }
}

/// What a file is that no decoder here reads, by its first bytes.
fn kind_without_decoder(start: &[u8]) -> Option<&'static str> {
    match start {
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("AVIF"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', ..] => Some("HEIC"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'm', b'i' | b's', b'f', b'1', ..] => Some("HEIC"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', b' ', ..] => Some("JPEG XL"),
        [0, 0, 0, 0x0C, b'j', b'P', ..] => Some("JPEG 2000"),
        [b'8', b'B', b'P', b'S', ..] => Some("Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        _ => None,
    }
}
