//! What the colours and marks of the bars mean: only those that are there. Knows no numbers.

use super::canvas::{Anchor, Canvas, Marker, Point, Stroke};
use super::page::{Page, SMALL};
use crate::palette::LIGHT;

/// From one line of it to the next.
const LEADING: f64 = 18.0;

/// What a symbol takes, with the gap to its word.
const SYMBOL: f64 = 19.0;

/// From one word to the next symbol.
const GAP: f64 = 18.0;

/// Something that has to be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Symbol {
    /// A colour of bars.
    Colour(u32),
    /// A mark.
    Marker(Marker),
    /// An interval.
    Whisker,
}

/// The mark of one round.
pub(super) const ROUND: Marker = Marker::Circle;

/// The mark of a round that stands out.
pub(super) const OUTLIER: Marker = Marker::Cross;

/// Draws symbols and words beside each other, in as many lines as they need.
pub(super) fn draw(page: &mut Page, entries: &[(Symbol, String)]) {
    let (left, right) = page.sides();
    let mut x = left;
    for (symbol, word) in entries {
        let width = SYMBOL + page.ruler.width(word, SMALL.size);
        if x > left && x + width > right {
            x = left;
            page.space(LEADING);
        }
        let middle = page.y + LEADING / 2.0;
        symbol_at(&mut page.canvas, *symbol, (x, middle));
        page.canvas.text((x + SYMBOL, middle + SMALL.size * 0.35), Anchor::Start, SMALL, word);
        x += width + GAP;
    }
    page.space(LEADING);
}

fn symbol_at(canvas: &mut Canvas, symbol: Symbol, (x, y): Point) {
    match symbol {
        Symbol::Colour(colour) => canvas.rect((x + 1.0, y - 6.0), (12.0, 12.0), colour),
        Symbol::Marker(marker) => canvas.marker(marker, (x + 7.0, y), 3.0, LIGHT.mark, LIGHT.ground),
        Symbol::Whisker => whisker(canvas, (x, x + 13.0), y, 4.0),
    }
}

/// A line with caps, on a wider one in the colour of the ground, so that it is seen on every bar.
pub(super) fn whisker(canvas: &mut Canvas, (low, high): (f64, f64), y: f64, cap: f64) {
    for stroke in [Stroke::solid(3.2, LIGHT.ground), Stroke::solid(1.3, LIGHT.mark)] {
        let reach = if stroke.colour == LIGHT.ground { 1.0 } else { 0.0 };
        canvas.line(&[(low, y), (high, y)], stroke);
        for end in [low, high] {
            canvas.line(&[(end, y - cap - reach), (end, y + cap + reach)], stroke);
        }
    }
}
