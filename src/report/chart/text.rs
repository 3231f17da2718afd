//! The words of a chart: their font, how wide they are in it, and paragraphs. Knows nothing of what they say.

use plotters::style::{FontStyle, IntoFont as _, TextStyle, register_font};

use super::{Area, DrawError, rgb};

/// The font: Ubuntu Light, in which the window is set too. Its licence lets every document be set in it.
pub(crate) const FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

/// The name by which that font is asked for.
pub(crate) const FONT_FAMILY: &str = "Ubuntu";

/// That font, or the nearest that whoever opens an SVG has got; none of them is wider by more than what plotters adds.
const FAMILIES: &str = "Ubuntu, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// Heights of text, from line to line.
pub(super) const TITLE: i32 = 52;
pub(super) const NORMAL: i32 = 38;
pub(super) const SMALL: i32 = 34;

/// The longest word that is not broken, in letters; as many of the widest ones fill a line.
const LONGEST_WORD: usize = 40;

/// Words in lines of a given width.
pub(super) struct Paragraph {
    lines: Vec<String>,
    style: TextStyle<'static>,
}

/// Makes the font known, which may be done again and again.
pub(super) fn prepare() -> Result<(), DrawError> {
    register_font(FAMILIES, FontStyle::Normal, FONT).map_err(|_| DrawError::Font)
}

/// Text of this size and colour.
pub(super) fn style(size: i32, colour: u32) -> TextStyle<'static> {
    (FAMILIES, size).into_font().color(&rgb(colour))
}

/// How wide a text is, at most.
pub(super) fn width(text: &str, style: &TextStyle<'_>) -> Result<i32, DrawError> {
    style.font.box_size(text).map(|(width, _)| width as i32).map_err(|_| DrawError::Font)
}

/// An SVG of plotters, with every text placed by its baseline. It places texts by shifts in heights of letters, which not
/// every viewer understands.
pub(super) fn on_baselines(svg: &str) -> String {
    svg.lines().map(|line| on_baseline(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

/// A line that begins a text; none when it is another.
fn on_baseline(line: &str) -> Option<String> {
    let attribute = |name: &str| line.strip_prefix("<text")?.split_once(&format!(" {name}=\""))?.1.split('"').next();
    let (y, shift) = (attribute("y")?, attribute("dy")?);
    let shift_em = match shift {
        "0.76em" => 0.76,
        "0.5ex" => 0.26,
        _ => -0.26,
    };
    let baseline = y.parse::<f64>().ok()? + shift_em * attribute("font-size")?.parse::<f64>().ok()?;
    Some(line.replacen(&format!("y=\"{y}\" dy=\"{shift}\""), &format!("y=\"{baseline:.1}\""), 1))
}

impl Paragraph {
    /// Breaks a text between words, and within those that are longer than any line.
    pub(super) fn new(text: &str, style: TextStyle<'static>, line_width: i32) -> Result<Self, DrawError> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace().flat_map(pieces) {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) if width(&longer, &style)? <= line_width => *line = longer,
                _ => lines.push(word),
            }
        }
        Ok(Self { lines, style })
    }

    pub(super) fn height(&self) -> i32 {
        self.lines.len() as i32 * self.leading()
    }

    pub(super) fn draw(&self, area: &Area<'_>) -> Result<(), DrawError> {
        for (line, n) in self.lines.iter().zip(0..) {
            area.draw_text(line, &self.style, (0, n * self.leading()))?;
        }
        Ok(())
    }

    fn leading(&self) -> i32 {
        self.style.font.get_size() as i32
    }
}

/// A word in pieces that fit into lines. Names of files may hold what XML does not allow, and nobody could see.
fn pieces(word: &str) -> Vec<String> {
    let is_allowed = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    let letters: Vec<char> = word.chars().filter(is_allowed).collect();
    letters.chunks(LONGEST_WORD).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::LIGHT;

    #[test]
    fn texts_stand_on_their_baselines() {
        let text = |place: &str| format!("<text x=\"7\" {place} font-size=\"50\">\ny=\"1\" dy=\"0.5ex\"\n</text>\n");
        let placed = |shift: &str| on_baselines(&text(&format!("y=\"10\" dy=\"{shift}\"")));
        assert_eq!(placed("0.76em"), text("y=\"48.0\""));
        assert_eq!(placed("0.5ex"), text("y=\"23.0\""));
        assert_eq!(placed("-0.5ex"), text("y=\"-3.0\""));
    }

    #[test]
    fn paragraphs_keep_every_word_and_their_width() {
        prepare().unwrap();
        let long_word = "W".repeat(2 * LONGEST_WORD);
        let text = format!("Some words that are longer together than a line is wide, and {long_word}.");
        let paragraph = Paragraph::new(&text, style(NORMAL, LIGHT.text), 1700).unwrap();
        assert!(paragraph.lines.len() > 2);
        assert!(paragraph.lines.iter().all(|line| width(line, &paragraph.style).unwrap() <= 1700));
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&paragraph.lines.join(" ")), letters(&text));
    }
}
