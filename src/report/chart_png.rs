//! A comparison's chart as PNG: the SVG made into pixels, in the font that it was laid out with. Knows nothing of what
//! is drawn.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::chart::{self, FONT, FONT_FAMILY};
use super::{ContentError, Exporter};
use crate::compare::{Comparison, Scaling};
use crate::files::{self, Density, DensityUnit, EncodeOptions, Format, Metadata};
use crate::raster::{Layout, Raster, Samples};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "chart.png", title: "Chart as PNG", content };

/// On paper the chart is six inches wide, which is the width of text.
const PIXELS_PER_INCH: u32 = chart::WIDTH / 6;

fn content(comparison: &Comparison, _: &Scaling) -> Result<Vec<u8>, ContentError> {
    png(&chart::draw(comparison)?)
}

fn png(svg: &str) -> Result<Vec<u8>, ContentError> {
    let tree = Tree::from_str(svg, &Options { fontdb: Arc::new(fonts()), ..Options::default() })?;
    let (width, height) = (tree.size().width() as u32, tree.size().height() as u32);
    let mut pixmap = Pixmap::new(width, height).ok_or(ContentError::TooLarge { width, height })?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    encode(&pixmap)
}

/// The chart's font alone, so that every machine gives the same picture.
fn fonts() -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(FONT)));
    fonts.set_sans_serif_family(FONT_FAMILY);
    fonts
}

fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, ContentError> {
    // The chart covers all of its ground, so there is no transparency to keep.
    let samples = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let raster = Raster::new(width, height, Layout::Rgb, Samples::U8(samples))?;
    let per_inch = (PIXELS_PER_INCH, 1);
    let metadata = Metadata { density: Density::new(per_inch, per_inch, DensityUnit::Inch), ..Metadata::default() };
    let mut bytes = Vec::new();
    files::encode(&raster, &metadata, Format::Png, EncodeOptions::default(), &mut bytes, &|| false)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::compare::{Identity, WayResult, made};
    use crate::engine::PerPhase;
    use crate::palette::LIGHT;
    use crate::strategies;

    fn decoded(ways: Vec<WayResult>) -> image::RgbImage {
        let bytes = drawn(&made::comparison(ways, Identity::Identical));
        image::ImageReader::with_format(Cursor::new(bytes), image::ImageFormat::Png).decode().unwrap().into_rgb8()
    }

    fn way(workers: usize, s: f64) -> WayResult {
        let phases_s = PerPhase { open: 1.0, filter: 1.0, encode: 1.0, write: 1.0 };
        made::way(strategies::DEFAULT, workers, &[s; 6], phases_s)
    }

    fn drawn(comparison: &Comparison) -> Vec<u8> {
        content(comparison, &Scaling::of(comparison)).unwrap()
    }

    #[test]
    fn pixels_have_the_size_and_every_colour_of_the_chart() {
        let picture = decoded(vec![way(1, 2.0), way(2, 1.0)]);
        assert_eq!(picture.width(), chart::WIDTH);
        let n = |colour: u32| {
            let [_, r, g, b] = colour.to_be_bytes();
            picture.pixels().filter(|pixel| pixel.0 == [r, g, b]).count()
        };
        for colour in [LIGHT.open, LIGHT.filter, LIGHT.encode, LIGHT.write] {
            assert!(n(colour) > 1000, "{colour:06x}");
        }
        assert!(n(LIGHT.ground) > 1_000_000 && n(LIGHT.strong) > 100);
    }

    #[test]
    fn letters_that_the_font_has_not_got_break_nothing() {
        let name = "<&>\" 사진 \u{1}\u{ffff}\u{202e}\u{1f4f7}".to_owned();
        let comparison = made::comparison(vec![way(1, 1.0)], Identity::Different(name));
        assert!(chart::draw(&comparison).unwrap().contains("사진"));
        assert!(!drawn(&comparison).is_empty());
    }

    #[test]
    fn what_is_no_svg_is_told() {
        let error = png("<p/>").unwrap_err().to_string();
        assert!(error.ends_with("take the SVG"), "{error}");
    }
}
