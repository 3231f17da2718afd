//! From a file to pixels as they are meant to be seen.
//!
//! The format is told from the content, not from the name; only TGA, which has no mark of its own, is believed by its
//! name. Orientation is applied, once: the metadata say afterwards that the picture is upright. What becomes of other
//! colours and depths is told in `rules.rs`. Sizes are held against the limit before memory is taken. It knows no
//! folders and writes nothing.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::convert::Note;
use super::decode_error::{DecodeError, explained};
use super::jpeg::Cost;
use super::metadata::{Density, DensityUnit, Metadata};
use super::png::Png;
use super::rasters::{image_from, raster_of};
use super::recognise::format_of;
use super::stop::{BYTES_BETWEEN_CHECKS, Stoppable};
use super::taker::{Taker, fresh};
use super::{Format, jpeg, tiff, webp};
use crate::raster::Raster;

/// A picture and where it came from.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The pixels, upright.
    pub raster: Raster,
    /// What the picture carries beside them; says that it is upright.
    pub metadata: Metadata,
    /// What the file really is.
    pub format: Format,
    /// The size of the file on the disk.
    pub bytes: u64,
    /// Whether the picture is stored otherwise than upright, and was turned.
    pub is_turned: bool,
}

/// How much memory a picture may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the decoded samples, and for progressive JPEG of its coefficients, too. Turning a picture upright takes
    /// as much again for a moment. Metadata are no part of it; each kind ends at 64 MiB.
    pub max_bytes: u64,
}

impl Default for Limits {
    /// 1 GiB: 350 megapixels of RGB with 8 bits, 175 with 16.
    fn default() -> Self {
        Self { max_bytes: 1 << 30 }
    }
}

/// Reads a picture.
///
/// # Errors
/// When the file gives no picture, takes more memory than it may (which is known before it is taken), or when stopped.
///
/// # Panics
/// Decoders may panic on damaged files; whoever calls must be ready for that.
pub fn decode(path: &Path, limits: Limits, is_stopped: &dyn Fn() -> bool) -> Result<Decoded, DecodeError> {
    decode_for(Taker { lend: &fresh, watch: &mut |_| {} }, path, limits, is_stopped)
}

/// Reads a picture into memory that is lent by who takes it.
///
/// # Errors
/// As [`decode`].
///
/// # Panics
/// As [`decode`].
pub fn decode_for(
    taker: Taker<'_>,
    path: &Path,
    limits: Limits,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Decoded, DecodeError> {
    let opened = Opened::new(path)?;
    let (image, metadata, is_turned) = opened.decode(taker, limits, is_stopped)?;
    let raster = raster_of(image, opened.format)?;
    Ok(Decoded { raster, metadata, format: opened.format, bytes: opened.bytes, is_turned })
}

/// Whether a file is a picture from its beginning to its end; yes when stopped before that is known. Cost: decoding it.
pub fn is_whole_picture(path: &Path, is_stopped: &dyn Fn() -> bool) -> bool {
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(path, Limits::default(), is_stopped)));
    // A decoder that panics has met no picture.
    decoded.is_ok_and(|decoded| matches!(decoded, Ok(_) | Err(DecodeError::Stopped)))
}

/// Reads a picture and makes it fit into a square of `max_side` pixels, as RGB or RGBA of 8 bits; smaller pictures keep
/// their size. Costs as much as decoding the whole picture.
///
/// # Errors
/// As [`decode`] with the default limit.
///
/// # Panics
/// As [`decode`].
pub fn thumbnail(path: &Path, max_side: u32) -> Result<Raster, DecodeError> {
    let opened = Opened::new(path)?;
    let taker = Taker { lend: &fresh, watch: &mut |_| {} };
    let (mut image, ..) = opened.decode(taker, Limits::default(), &|| false)?;
    let max_side = max_side.max(1);
    if image.width() > max_side || image.height() > max_side {
        image = image.thumbnail(max_side, max_side);
    }
    let has_alpha = image.color().has_alpha();
    raster_of(if has_alpha { image.into_rgba8().into() } else { image.into_rgb8().into() }, opened.format)
}

/// Width and height in pixels of the upright picture, from the header alone.
///
/// # Errors
/// When the file is no picture; damage further on is not seen.
pub fn dimensions(path: &Path) -> Result<(usize, usize), DecodeError> {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let ((width, height), mut metadata) = Opened::new(path)?.header(Limits::default())?;
    let (width, height) = match metadata.take_orientation() {
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    Ok((width as usize, height as usize))
}

/// A regular file of a known format.
struct Opened {
    file: File,
    bytes: u64,
    format: Format,
}

impl Opened {
    /// Looks before it opens, because opening a pipe waits for somebody to write into it.
    fn new(path: &Path) -> Result<Self, DecodeError> {
        let metadata = fs::metadata(path).map_err(DecodeError::CannotOpen)?;
        if !metadata.is_file() {
            return Err(DecodeError::NotAFile);
        }
        if metadata.len() == 0 {
            return Err(DecodeError::Empty);
        }
        let mut file = File::open(path).map_err(DecodeError::CannotOpen)?;
        let format = format_of(&mut file, path)?;
        Ok(Self { file, bytes: metadata.len(), format })
    }

    /// Upright, and whether it had to be turned.
    fn decode(
        &self,
        taker: Taker<'_>,
        limits: Limits,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(DynamicImage, Metadata, bool), DecodeError> {
        let read = self.read(taker, limits, is_stopped);
        if is_stopped() {
            return Err(DecodeError::Stopped);
        }
        let (mut image, mut metadata) = read?;
        let orientation = metadata.take_orientation();
        image.apply_orientation(orientation);
        Ok((image, metadata, orientation != Orientation::NoTransforms))
    }

    /// As it is stored.
    fn read(
        &self,
        taker: Taker<'_>,
        limits: Limits,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(DynamicImage, Metadata), DecodeError> {
        let stoppable = || Stoppable::reading(&self.file, self.bytes, is_stopped);
        let buffered = || BufReader::with_capacity(BYTES_BETWEEN_CHECKS, stoppable());
        match self.format {
            Format::Jpeg => {
                let bytes = self.whole_jpeg(stoppable(), limits)?;
                let metadata = jpeg::metadata(&bytes);
                let cost = jpeg::cost(&bytes);
                Ok((pixels(taker, jpeg_decoder(bytes, cost, limits)?, limits)?, metadata))
            }
            Format::Png => {
                let png = Png::new(buffered()).map_err(|error| explained(error, limits))?;
                check_size(&png, 1, limits)?;
                png.read(taker).map_err(|error| explained(error, limits))
            }
            Format::Tiff => tiff::read(buffered(), limits),
            format => {
                let mut metadata = self.beside(format)?;
                let mut decoder = decoder(buffered(), format, limits)?;
                metadata.icc = metadata.icc.or_else(|| decoder.icc_profile().ok()?);
                metadata.xmp = metadata.xmp.or_else(|| decoder.xmp_metadata().ok()?);
                let image = pixels(taker, decoder, limits)?;
                let is_deep = matches!(image, DynamicImage::ImageRgb32F(_) | DynamicImage::ImageRgba32F(_));
                metadata.lost.extend(is_deep.then_some(Note::SixteenBits));
                metadata.lost.extend(self.has_further_frames(is_stopped).then_some(Note::FirstFrame));
                Ok((image, metadata))
            }
        }
    }

    /// Whether a GIF goes on after its first frame; formats that say so in their header are asked there. What is damaged
    /// after the first frame counts as not there.
    fn has_further_frames(&self, is_stopped: &dyn Fn() -> bool) -> bool {
        let mut file = &self.file;
        if self.format != Format::Gif || file.rewind().is_err() {
            return false;
        }
        let mut options = gif::DecodeOptions::new();
        options.skip_frame_decoding(true);
        let file = BufReader::new(Stoppable::reading(file, self.bytes, is_stopped));
        options.read_info(file).is_ok_and(|mut gif| {
            let mut has_next = || matches!(gif.next_frame_info(), Ok(Some(_)));
            has_next() && has_next()
        })
    }

    /// The size as it is stored, and metadata, from the header alone.
    fn header(&self, limits: Limits) -> Result<((u32, u32), Metadata), DecodeError> {
        let buffered = || BufReader::new(&self.file);
        match self.format {
            Format::Jpeg => {
                let bytes = self.jpeg_header()?;
                let metadata = jpeg::metadata(&bytes);
                Ok((decoder(Cursor::new(bytes), self.format, limits)?.dimensions(), metadata))
            }
            Format::Png => {
                let png = Png::new(buffered()).map_err(|error| explained(error, limits))?;
                Ok((png.dimensions(), png.metadata()))
            }
            Format::Tiff => tiff::header(buffered(), limits),
            format => {
                let metadata = self.beside(format)?;
                Ok((decoder(buffered(), format, limits)?.dimensions(), metadata))
            }
        }
    }

    /// Metadata that the decoder of the format does not give.
    fn beside(&self, format: Format) -> Result<Metadata, DecodeError> {
        let mut file = &self.file;
        let metadata = match format {
            Format::WebP => webp::metadata(&mut file),
            Format::Bmp => Metadata { density: bmp_density(file), ..Metadata::default() },
            _ => return Ok(Metadata::default()),
        };
        file.rewind().map_err(DecodeError::CannotRead)?;
        Ok(metadata)
    }

    /// The whole file, because its decoder wants it so.
    fn whole_jpeg(&self, mut file: Stoppable<'_, &File>, limits: Limits) -> Result<Vec<u8>, DecodeError> {
        if self.bytes > limits.max_bytes {
            return Err(DecodeError::TooCostly(limits.max_bytes));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(DecodeError::CannotRead)?;
        if jpeg::is_cut_short(&bytes) { Err(DecodeError::Damaged("its end is missing".into())) } else { Ok(bytes) }
    }

    /// The file up to its pixels.
    fn jpeg_header(&self) -> Result<Vec<u8>, DecodeError> {
        let (mut bytes, mut more) = (Vec::new(), 64 * 1024);
        loop {
            let read = (&self.file).take(more).read_to_end(&mut bytes).map_err(DecodeError::CannotRead)?;
            if read == 0 || jpeg::pixels_start(&bytes).is_some() {
                return Ok(bytes);
            }
            more *= 4;
        }
    }
}

/// Only the header is read, and the size held against the limit.
fn decoder<'a>(
    file: impl BufRead + Seek + 'a,
    format: Format,
    limits: Limits,
) -> Result<impl ImageDecoder + 'a, DecodeError> {
    let mut reader = ImageReader::with_format(file, format.codec());
    let mut of_image = image::Limits::no_limits();
    of_image.max_alloc = Some(limits.max_bytes);
    reader.limits(of_image);
    reader.into_decoder().map_err(|error| explained(error, limits))
}

fn jpeg_decoder(bytes: Vec<u8>, cost: Cost, limits: Limits) -> Result<impl ImageDecoder, DecodeError> {
    let decoder = decoder(Cursor::new(bytes), Format::Jpeg, limits)?;
    match cost {
        Cost::Plain => {}
        Cost::Progressive => check_size(&decoder, 3, limits)?,
        Cost::Endless => {
            return Err(DecodeError::Unsupported("it is made to be gone over far more often than others".into()));
        }
    }
    Ok(decoder)
}

fn pixels(taker: Taker<'_>, decoder: impl ImageDecoder, limits: Limits) -> Result<DynamicImage, DecodeError> {
    check_size(&decoder, 1, limits)?;
    image_from(taker.lend, decoder).map_err(|error| explained(error, limits))
}

/// Before memory is taken, which may be some times that of the samples.
fn check_size(decoder: &impl ImageDecoder, times: u64, limits: Limits) -> Result<(), DecodeError> {
    let (bytes, limit) = (decoder.total_bytes(), limits.max_bytes);
    if bytes > limit {
        return Err(DecodeError::TooLarge { bytes, limit });
    }
    if bytes.saturating_mul(times) > limit { Err(DecodeError::TooCostly(limit)) } else { Ok(()) }
}

/// From the header: pixels for each metre, at one place in all but the oldest kind.
fn bmp_density(mut file: &File) -> Option<Density> {
    let mut header = [0; 46];
    file.read_exact(&mut header).ok()?;
    let number = |at: usize| Some(u32::from_le_bytes(*header.get(at..)?.first_chunk()?));
    // Above 2^31 it is a negative number.
    let (x, y) = (number(BMP_DENSITY_AT)?, number(BMP_DENSITY_AT + 4)?);
    let is_there = number(14)? >= 40 && x.max(y) < 1 << 31;
    is_there.then(|| Density::new((x, 1), (y, 1), DensityUnit::Metre)).flatten()
}

/// Where the pixel density of a BMP lies.
pub(super) const BMP_DENSITY_AT: usize = 38;

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::files::{EncodeOptions, encode};
    use crate::raster::{Layout, Samples};

    fn of_bytes(name: &str, bytes: &[u8], limits: Limits) -> Result<Decoded, DecodeError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        decode(&path, limits, &|| false)
    }

    fn noise(width: usize, height: usize) -> Raster {
        let mut samples = vec![0; width * height * 3];
        fastrand::Rng::with_seed(1).fill(&mut samples);
        Raster::new(width, height, Layout::Rgb, Samples::U8(samples)).unwrap()
    }

    fn encoded(raster: &Raster, format: Format) -> Vec<u8> {
        let mut out = Vec::new();
        encode(raster, &Metadata::default(), format, EncodeOptions::default(), &mut out, &|| false).unwrap();
        out
    }

    #[test]
    fn the_content_decides_and_not_the_name() {
        let jpeg = encoded(&noise(20, 10), Format::Jpeg);
        assert_eq!(of_bytes("really.png", &jpeg, Limits::default()).unwrap().format, Format::Jpeg);
        let text = of_bytes("really.png", b"just some text, not a picture", Limits::default());
        assert!(matches!(text, Err(DecodeError::NotAPicture)));
        assert!(matches!(of_bytes("1.png", b"", Limits::default()), Err(DecodeError::Empty)));
    }

    #[test]
    fn a_file_that_is_cut_short_is_an_error_in_every_format() {
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let bytes = encoded(&noise(60, 50), format);
            let name = format!("1.{}", format.extension());
            for part in [1, 3, 5, 9] {
                let cut = of_bytes(&name, &bytes[..bytes.len() * part / 10], Limits::default());
                let error = cut.expect_err(&format!("{format} {part}"));
                assert!(matches!(error, DecodeError::Damaged(_)), "{format} {part}: {error}");
            }
        }
    }

    #[test]
    fn a_picture_that_is_too_large_is_refused_before_memory_is_taken() {
        let mut bomb = Vec::new();
        let mut encoder = png::Encoder::new(&mut bomb, 30_000, 30_000);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_chunk(png::chunk::IDAT, b"x").unwrap();
        let message = of_bytes("1.png", &bomb, Limits::default()).unwrap_err().to_string();
        assert!(message.starts_with("2.7 gigabytes of pixels are more than the limit of 1.1 gigabytes"), "{message}");
        let small = encoded(&noise(100, 100), Format::Jpeg);
        let refused = of_bytes("1.jpg", &small, Limits { max_bytes: 29_999 });
        assert!(matches!(refused, Err(DecodeError::TooLarge { bytes: 30_000, limit: 29_999 })));
        assert!(of_bytes("1.jpg", &small, Limits { max_bytes: 30_000 }).is_ok());
    }

    #[test]
    fn decoding_can_be_stopped_at_any_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.png");
        fs::write(&path, encoded(&noise(300, 300), Format::Png)).unwrap();
        for n in 0..8 {
            let asked = Cell::new(0);
            let is_stopped = || asked.replace(asked.get() + 1) >= n;
            let stopped = decode(&path, Limits::default(), &is_stopped);
            assert!(matches!(stopped, Err(DecodeError::Stopped)), "{n}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe.png");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert!(matches!(decode(&path, Limits::default(), &|| false), Err(DecodeError::NotAFile)));
        assert!(matches!(dimensions(folder.path()), Err(DecodeError::NotAFile)));
        assert!(matches!(dimensions(&folder.path().join("none.png")), Err(DecodeError::CannotOpen(_))));
    }

    /// A JPEG with an EXIF tag that says: turn it by 90 degrees.
    fn sideways_jpeg(raster: &Raster) -> Vec<u8> {
        let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        // Large metadata, so that the header does not fit into the first read.
        exif.resize(60_000, 0xFF);
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 95);
        encoder.add_exif_metadata(&exif).unwrap();
        encoder.add_app_segment(11, vec![0xFF; 60_000]).unwrap();
        let (width, height) = (raster.width() as u16, raster.height() as u16);
        encoder.encode(samples, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
        out
    }

    #[test]
    fn orientation_is_applied_to_pixels_and_dimensions() {
        let mut samples = vec![0; 32 * 16 * 3];
        samples[..32 * 8 * 3].fill(255);
        let upper_half_white = Raster::new(32, 16, Layout::Rgb, Samples::U8(samples)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.jpg");
        fs::write(&path, sideways_jpeg(&upper_half_white)).unwrap();
        assert_eq!(dimensions(&path).unwrap(), (16, 32));
        let raster = decode(&path, Limits::default(), &|| false).unwrap().raster;
        assert_eq!((raster.width(), raster.height()), (16, 32));
        let Samples::U8(samples) = raster.samples() else { panic!("8 bits") };
        // Turned clockwise, what was above is now on the right.
        assert!(samples[0] < 10 && samples[15 * 3] > 245);
    }

    #[test]
    fn dimensions_and_thumbnails_of_every_format() {
        let folder = tempfile::tempdir().unwrap();
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let path = folder.path().join(format!("1.{}", format.extension()));
            fs::write(&path, encoded(&noise(90, 60), format)).unwrap();
            assert_eq!(dimensions(&path).unwrap(), (90, 60), "{format}");
            let small = thumbnail(&path, 30).unwrap();
            assert_eq!((small.width(), small.height(), small.bits()), (30, 20, 8), "{format}");
            assert_eq!(thumbnail(&path, 500).unwrap().width(), 90);
        }
    }

    #[test]
    fn floating_point_becomes_16_bits() {
        let image = image::Rgb32FImage::from_raw(1, 1, vec![-1.0, 0.5, 2.0]).unwrap();
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(image).write_to(&mut bytes, image::ImageFormat::Tiff).unwrap();
        let raster = of_bytes("1.tiff", bytes.get_ref(), Limits::default()).unwrap().raster;
        assert_eq!(raster.samples(), &Samples::U16(vec![0, 32_768, 65_535]));
    }
}
