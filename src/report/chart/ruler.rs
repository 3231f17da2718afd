//! The font of charts, and how wide words are in it. Knows nothing of what they say.
//!
//! Whoever opens an SVG may have another font, so that every width is taken for a little more than it is.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};

/// The font: Ubuntu Light, in which the window is set too. Its licence lets every document be set in it.
pub(crate) const FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

/// The name by which the font is asked for.
pub(crate) const FONT_FAMILY: &str = "Ubuntu";

/// That font, or the nearest that a viewer has; those at the end have the letters of Korean.
pub(super) const FONT_FAMILIES: &str = "Ubuntu, Inter, 'Helvetica Neue', Arial, 'Noto Sans', 'Apple SD Gothic Neo', \
                                        'Malgun Gothic', 'Noto Sans CJK KR', sans-serif";

/// How much wider than this font another one may be.
const SLACK: f64 = 1.08;

/// The width of a letter that the font has not got, as a share of its size: that of a Korean or Chinese one.
const UNKNOWN: f64 = 1.0;

/// Measures words.
pub(super) struct Ruler {
    font: Option<(Charmap<'static>, GlyphMetrics<'static>)>,
}

impl Ruler {
    /// A ruler for the font of charts.
    pub(super) fn new() -> Self {
        // Without its tables every letter would count as a wide one, and the chart would be airy.
        let font = FontRef::new(FONT).ok();
        let tables =
            |font: FontRef<'static>| (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
        Self { font: font.map(tables) }
    }

    /// How wide a text is at this size, at most.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|letter| self.letter(letter)).sum::<f64>() * size * SLACK
    }

    /// The text in lines of this width at most, broken between words, and within those that are longer than a line.
    pub(super) fn wrapped(&self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.pop().unwrap_or_default();
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= width {
                lines.push(longer);
            } else {
                lines.extend(Some(line).filter(|line| !line.is_empty()));
                lines.extend(self.cut(word, size, width));
            }
        }
        lines
    }

    /// A word in pieces that fit.
    fn cut(&self, word: &str, size: f64, width: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
                if piece.chars().nth(1).is_some() && self.width(piece, size) > width {
                    piece.pop();
                    pieces.push(letter.to_string());
                }
            }
        }
        pieces
    }

    fn letter(&self, letter: char) -> f64 {
        let of_font = self.font.as_ref().and_then(|(letters, metrics)| metrics.advance_width(letters.map(letter)?));
        of_font.map_or(UNKNOWN, f64::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing() {
        let ruler = Ruler::new();
        let text = "Per image is 1.9x as fast as sequential on 사진 a-very-long-name-without-any-place-to-break-it.png";
        let lines = ruler.wrapped(text, 12.0, 120.0);
        assert!(lines.len() > 4 && lines.iter().all(|line| ruler.width(line, 12.0) <= 120.0), "{lines:?}");
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(text));
        assert_eq!(ruler.wrapped("", 12.0, 120.0), [""]);
    }

    #[test]
    fn wide_letters_are_wider() {
        let ruler = Ruler::new();
        assert!(ruler.width("iiii", 10.0) < ruler.width("mmmm", 10.0));
        assert!(ruler.width("mm", 20.0) == 2.0 * ruler.width("mm", 10.0));
    }
}
