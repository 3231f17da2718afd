//! TIFF: reading it with the `tiff` crate itself, and writing it.
//!
//! The decoder of `image` refuses palettes, grey of 2, 4 and 32 bits and grey with alpha, and knows no EXIF. Its encoder
//! writes none either, so that the file is laid out here: strips that are not compressed, then the table of tags. The
//! EXIF block stands at the very beginning, where TIFF and EXIF both count their offsets from, so that whatever points
//! into it goes on pointing to the right place. It knows no files.

mod colours;
mod metadata;
mod write;

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use image::DynamicImage;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::{ColorType, TiffError};

use self::colours::Colours;
use self::metadata::Known;
pub(super) use self::write::write;
use super::convert::Note;
use super::decode::Limits;
use super::decode_error::DecodeError;
use super::metadata::{MAX_BYTES, Metadata};

/// Reads the first picture of a file.
pub(super) fn read(file: impl BufRead + Seek, limits: Limits) -> Result<(DynamicImage, Metadata), DecodeError> {
    let explained = |error| explained(error, limits);
    let (mut decoder, known) = open(file, limits)?;
    let size = decoder.dimensions().map_err(explained)?;
    let color = decoder.colortype().map_err(explained)?;
    let bytes = u64::from(size.0)
        * u64::from(size.1)
        * u64::from(color.num_samples())
        * u64::from(color.bit_depth().div_ceil(8));
    if bytes > limits.max_bytes {
        return Err(DecodeError::TooLarge { bytes, limit: limits.max_bytes });
    }
    let mut samples = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut samples).map_err(explained)?;
    if samples.as_buffer(0).byte_len() < layout.complete_len {
        return Err(DecodeError::TooCostly(limits.max_bytes));
    }
    let Known { mut metadata, palette, is_premultiplied, has_alpha } = known;
    if matches!(color, ColorType::CMYK(_)) {
        metadata.became_rgb();
    }
    metadata.lost.extend(decoder.more_images().then_some(Note::FirstFrame));
    let is_deep = !matches!(samples, DecodingResult::U8(_) | DecodingResult::U16(_));
    metadata.lost.extend(is_deep.then_some(Note::SixteenBits));
    let colours = Colours { size, color, planes: layout.planes, palette, is_premultiplied, has_alpha };
    Ok((colours.image(samples)?, metadata))
}

/// The size of the first picture, as it is stored, and what is known of it.
pub(super) fn header(file: impl BufRead + Seek, limits: Limits) -> Result<((u32, u32), Metadata), DecodeError> {
    let (mut decoder, known) = open(file, limits)?;
    Ok((decoder.dimensions().map_err(|error| explained(error, limits))?, known.metadata))
}

type Opened<R> = (Decoder<Patched<R>>, Known);

fn open<R: BufRead + Seek>(mut file: R, limits: Limits) -> Result<Opened<R>, DecodeError> {
    let (known, patch) = metadata::read(&mut file);
    file.seek(SeekFrom::Start(0)).map_err(DecodeError::CannotRead)?;
    let decoder = Decoder::new(Patched { inner: file, at: 0, patch }).map_err(|error| explained(error, limits))?;
    let mut of_tiff = tiff::decoder::Limits::default();
    let max_bytes = usize::try_from(limits.max_bytes).unwrap_or(usize::MAX);
    of_tiff.decoding_buffer_size = max_bytes;
    of_tiff.intermediate_buffer_size = max_bytes;
    of_tiff.ifd_value_size = max_bytes.min(MAX_BYTES as usize);
    Ok((decoder.with_limits(of_tiff), known))
}

fn explained(error: TiffError, limits: Limits) -> DecodeError {
    match error {
        TiffError::LimitsExceeded => DecodeError::TooCostly(limits.max_bytes),
        TiffError::UnsupportedError(error) => DecodeError::Unsupported(error.to_string()),
        TiffError::IoError(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            DecodeError::Damaged("it ends too early".into())
        }
        error => DecodeError::Damaged(error.to_string()),
    }
}

/// A file of which two bytes are read as others. The decoder refuses palettes, but reads the same file well as grey, so
/// that the indices come out of it.
struct Patched<R> {
    inner: R,
    at: u64,
    patch: Option<(u64, [u8; 2])>,
}

impl<R: Read> Read for Patched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        if let Some((place, bytes)) = self.patch {
            for (place, byte) in (place..).zip(bytes) {
                let to = place.checked_sub(self.at).and_then(|i| buffer.get_mut(..n)?.get_mut(i as usize));
                if let Some(to) = to {
                    *to = byte;
                }
            }
        }
        self.at += n as u64;
        Ok(n)
    }
}

impl<R: Seek> Seek for Patched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}
