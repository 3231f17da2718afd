//! Paper of a fixed width that is filled from top to bottom. Knows nothing of comparisons.

use super::canvas::{Anchor, Canvas, Ink};
use super::ruler::Ruler;
use crate::palette::LIGHT;

/// How wide the paper is.
const WIDTH: f64 = 800.0;

/// What stays empty around everything.
const MARGIN: f64 = 28.0;

/// How a panel's heading is set.
const HEADING: Style = Style { size: 13.0, colour: LIGHT.strong, leading: 20.0 };

/// Numbers beside axes and words in keys.
pub(super) const SMALL: Ink = Ink { size: 11.0, colour: LIGHT.weak };

/// Names of things in the figure.
pub(super) const NAME: Ink = Ink { size: 12.5, colour: LIGHT.text };

/// From one line of names to the next.
pub(super) const NAME_LEADING: f64 = 15.0;

/// How text in lines is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Height of the font.
    pub size: f64,
    /// Its colour.
    pub colour: u32,
    /// From one line to the next.
    pub leading: f64,
}

/// The paper.
pub(super) struct Page {
    /// What is drawn.
    pub canvas: Canvas,
    /// How wide words are.
    pub ruler: Ruler,
    /// Where what comes next begins.
    pub y: f64,
}

impl Page {
    /// Empty paper.
    pub(super) fn new() -> Self {
        Self { canvas: Canvas::default(), ruler: Ruler::new(), y: MARGIN }
    }

    /// Where things begin and end from left to right.
    pub(super) fn sides(&self) -> (f64, f64) {
        (MARGIN, WIDTH - MARGIN)
    }

    /// Leaves paper empty.
    pub(super) fn space(&mut self, height: f64) {
        self.y += height;
    }

    /// Text over the whole width.
    pub(super) fn paragraph(&mut self, text: &str, style: Style) {
        let (left, right) = self.sides();
        for line in self.ruler.wrapped(text, style.size, right - left) {
            self.line(left, &line, style);
        }
    }

    /// What a panel shows, with the letter by which texts speak of it, if there is one.
    pub(super) fn heading(&mut self, letter: &str, text: &str) {
        let (left, _) = self.sides();
        let text = if letter.is_empty() { text.to_owned() } else { format!("({letter}) {text}") };
        self.line(left, &text, HEADING);
    }

    /// The whole figure.
    pub(super) fn finish(self, title: &str) -> String {
        self.canvas.finish((WIDTH, self.y + MARGIN), LIGHT.ground, title)
    }

    fn line(&mut self, x: f64, text: &str, style: Style) {
        let Style { size, colour, leading } = style;
        self.canvas.text((x, self.y + size * 0.8), Anchor::Start, Ink { size, colour }, text);
        self.y += leading;
    }
}
