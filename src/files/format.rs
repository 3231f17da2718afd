//! The file formats: one row each, and nothing else in the crate lists them.
//!
//! It knows no files and no pixels, only names and what can be held.

use std::path::Path;

use image::ImageFormat;

use super::metadata::Part;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// WebP: both kinds are read, the lossless kind is written.
    WebP,
    /// Tagged Image File Format.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// Graphics Interchange Format: the first frame.
    Gif,
    /// Quite OK Image.
    Qoi,
    /// Netpbm: PBM, PGM, PPM and PAM.
    Pnm,
    /// Truevision Targa.
    Tga,
    /// Windows icon: the largest picture. Read only.
    Ico,
    /// Farbfeld. Read only.
    Farbfeld,
    /// Radiance, of high dynamic range. Read only.
    Hdr,
}

/// What a format can hold when Pixloom writes it. Every format holds RGB of 8 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// RGB with alpha.
    pub alpha: bool,
    /// 16 bits a sample, whatever the layout.
    pub sixteen_bits: bool,
    /// One channel.
    pub grey: bool,
    /// One channel and alpha.
    pub grey_alpha: bool,
}

struct Row {
    id: &'static str,
    title: &'static str,
    /// The first is the one written.
    extensions: &'static [&'static str],
    codec: ImageFormat,
    /// `None` when Pixloom cannot write it.
    holds: Option<Holds>,
}

impl Format {
    /// Every format, in the order in which people see them.
    pub const ALL: [Self; 12] = [
        Self::Png,
        Self::Jpeg,
        Self::WebP,
        Self::Tiff,
        Self::Bmp,
        Self::Gif,
        Self::Qoi,
        Self::Pnm,
        Self::Tga,
        Self::Ico,
        Self::Farbfeld,
        Self::Hdr,
    ];

    fn row(self) -> Row {
        let row = |id, title, extensions, codec, holds| Row { id, title, extensions, codec, holds };
        let holds = |alpha, sixteen_bits, grey, grey_alpha| Some(Holds { alpha, sixteen_bits, grey, grey_alpha });
        let (y, n) = (true, false);
        match self {
            //                                                    alpha, 16 bits, grey, grey and alpha
            Self::Png => row("png", "PNG", &["png", "apng"], ImageFormat::Png, holds(y, y, y, y)),
            Self::Jpeg => row("jpg", "JPEG", &["jpg", "jpeg", "jpe", "jfif"], ImageFormat::Jpeg, holds(n, n, y, n)),
            Self::WebP => row("webp", "WebP", &["webp"], ImageFormat::WebP, holds(y, n, n, n)),
            Self::Tiff => row("tiff", "TIFF", &["tiff", "tif"], ImageFormat::Tiff, holds(y, y, y, y)),
            Self::Bmp => row("bmp", "BMP", &["bmp", "dib"], ImageFormat::Bmp, holds(y, n, y, n)),
            Self::Gif => row("gif", "GIF", &["gif"], ImageFormat::Gif, holds(y, n, n, n)),
            Self::Qoi => row("qoi", "QOI", &["qoi"], ImageFormat::Qoi, holds(y, n, n, n)),
            Self::Pnm => row("pnm", "PNM", &["pnm", "ppm", "pgm", "pbm", "pam"], ImageFormat::Pnm, holds(n, y, y, n)),
            Self::Tga => row("tga", "TGA", &["tga"], ImageFormat::Tga, holds(y, n, y, y)),
            Self::Ico => row("ico", "ICO", &["ico"], ImageFormat::Ico, None),
            Self::Farbfeld => row("farbfeld", "farbfeld", &["ff"], ImageFormat::Farbfeld, None),
            Self::Hdr => row("hdr", "Radiance HDR", &["hdr"], ImageFormat::Hdr, None),
        }
    }

    /// What the command line and reports call it: lower case, no spaces.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// Endings of file names that say this format, lower case, without the dot.
    pub fn extensions(self) -> &'static [&'static str] {
        self.row().extensions
    }

    /// The ending of files that Pixloom writes, without the dot.
    pub fn extension(self) -> &'static str {
        self.written().row().extensions.first().copied().unwrap_or_default()
    }

    /// What it can hold when written; `None` when Pixloom can only read it.
    pub fn holds(self) -> Option<Holds> {
        self.row().holds
    }

    /// Whether it holds this kind of metadata when Pixloom writes it.
    pub fn carries(self, part: Part) -> bool {
        match self {
            Self::Png | Self::Jpeg | Self::Tiff => part != Part::Iptc,
            Self::WebP => matches!(part, Part::Icc | Part::Exif | Part::Xmp),
            Self::Bmp => part == Part::Density,
            _ => false,
        }
    }

    /// Whether Pixloom can write it.
    pub fn is_writable(self) -> bool {
        self.holds().is_some()
    }

    /// What is written when a picture of this format is to keep its format: the format itself, or PNG.
    pub fn written(self) -> Self {
        if self.is_writable() { self } else { Self::Png }
    }

    /// Whether writing changes pixels even of a raster that the format can hold.
    pub fn is_lossy(self) -> bool {
        matches!(self, Self::Jpeg | Self::Gif)
    }

    /// Whether a quality can be set.
    pub fn has_quality(self) -> bool {
        self == Self::Jpeg
    }

    /// Whether an effort can be set.
    pub fn has_effort(self) -> bool {
        self == Self::Png
    }

    /// The format of this id or ending, in capitals or not: `png`, `jpeg`, `jpg`, `tif`, `ppm`, …
    pub fn from_id(id: &str) -> Option<Self> {
        let is_it = |name: &str| name.eq_ignore_ascii_case(id);
        Self::ALL.into_iter().find(|format| is_it(format.id()) || format.extensions().iter().any(|name| is_it(name)))
    }

    /// The format that the ending of the name says, in capitals or not.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL
            .into_iter()
            .find(|format| format.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension)))
    }

    /// The largest width and height in pixels.
    pub(super) fn max_side(self) -> usize {
        match self {
            Self::Jpeg | Self::Gif | Self::Tga => 65_535,
            Self::WebP => 16_384,
            _ => 0x7FFF_FFFF,
        }
    }

    pub(super) fn codec(self) -> ImageFormat {
        self.row().codec
    }

    pub(super) fn of_codec(codec: ImageFormat) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.codec() == codec)
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.title())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_means_two_formats() {
        let mut seen = HashSet::new();
        for format in Format::ALL {
            assert!(format.extensions().iter().all(|extension| seen.insert(*extension)), "{format}");
            assert_eq!(Format::from_id(format.id()), Some(format));
            assert_eq!(Format::of_codec(format.codec()), Some(format));
        }
    }

    #[test]
    fn names_are_understood_in_capitals_too() {
        assert_eq!(Format::from_id("JPEG"), Some(Format::Jpeg));
        assert_eq!(Format::from_id("tif"), Some(Format::Tiff));
        assert_eq!(Format::from_id("heic"), None);
        assert_eq!(Format::of_path(Path::new("a/B.c/IMG.JPG")), Some(Format::Jpeg));
        assert_eq!(Format::of_path(Path::new("jpg")), None);
    }

    #[test]
    fn what_cannot_be_written_becomes_png() {
        assert_eq!(Format::Ico.written(), Format::Png);
        assert_eq!(Format::Farbfeld.extension(), "png");
        assert_eq!(Format::Tiff.extension(), "tiff");
        assert_eq!(Format::Jpeg.extension(), "jpg");
    }
}
