//! The parts of a WebP file that hold metadata.
//!
//! The decoder of `image` believes a part that claims to be of 4 gigabytes; here it is held against the file first. It
//! knows no pixels.

use std::io::{self, Read, Seek, SeekFrom};

use super::convert::Note;
use super::metadata::{MAX_BYTES, Metadata, Part};

/// Real files have a few parts, or one for each frame. Of more, metadata behind them is not looked for: nothing could
/// stop that meanwhile.
const MOST_PARTS: usize = 10_000;

/// Goes from part to part; one read for a file without metadata. Damage ends it early.
pub(super) fn metadata(file: &mut (impl Read + Seek)) -> Metadata {
    let mut metadata = Metadata::default();
    // An error is the end of the file or a bad disk, which the decoder finds as well and says better.
    let _ = collect(file, &mut metadata);
    metadata
}

fn collect(file: &mut (impl Read + Seek), metadata: &mut Metadata) -> io::Result<()> {
    let mut start = [0; 30];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut start)?;
    // Only the extended kind has metadata, and says which.
    let [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', b'8', b'X', _, _, _, _, flags, ..] =
        start
    else {
        return Ok(());
    };
    if flags & 0b0000_0010 != 0 {
        metadata.lost.push(Note::FirstFrame);
    }
    let mut n_left = (flags & 0b0010_1100).count_ones();
    let len = file.seek(SeekFrom::End(0))?;
    let mut at = 30;
    for _ in 0..MOST_PARTS {
        if n_left == 0 || at + 8 > len {
            break;
        }
        let mut header = [0; 8];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut header)?;
        let [name @ .., a, b, c, d] = header;
        let n = u64::from(u32::from_le_bytes([a, b, c, d]));
        let (place, part) = match &name {
            b"ICCP" => (&mut metadata.icc, Part::Icc),
            b"EXIF" => (&mut metadata.exif, Part::Exif),
            b"XMP " => (&mut metadata.xmp, Part::Xmp),
            _ => {
                at += 8 + n + n % 2;
                continue;
            }
        };
        n_left -= 1;
        at += 8 + n + n % 2;
        if n > MAX_BYTES || at > len + 1 {
            metadata.lost.push(Note::Damaged(part));
        } else if place.is_none() {
            let mut bytes = Vec::new();
            file.take(n).read_to_end(&mut bytes)?;
            *place = Some(bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A file that says it has EXIF data, behind so many parts that say nothing.
    fn with_parts(n: usize) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x08".to_vec();
        bytes.resize(30, 0);
        (0..n).for_each(|_| bytes.extend(b"NONE\0\0\0\0"));
        bytes.extend(b"EXIF\x02\0\0\0II");
        bytes
    }

    #[test]
    fn parts_are_passed_over_but_not_for_ever() {
        let exif = |n| metadata(&mut Cursor::new(with_parts(n))).exif;
        assert_eq!(exif(3), Some(b"II".to_vec()));
        assert_eq!(exif(MOST_PARTS), None);
    }
}
