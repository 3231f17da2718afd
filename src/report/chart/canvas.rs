//! An SVG that is being drawn: shapes, lines and words, each a line of XML. Knows nothing of what they mean.

use std::fmt::{self, Write as _};

use super::ruler::FONT_FAMILIES;

/// A place, in units from the upper left corner.
pub(super) type Point = (f64, f64);

/// What is drawn so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// Its first letter.
    Start,
    /// Its middle.
    Middle,
    /// Its last letter.
    End,
}

/// Size and colour of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    /// Height of its font.
    pub size: f64,
    /// Its colour, `0xRRGGBB`.
    pub colour: u32,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    /// How wide it is.
    pub width: f64,
    /// Its colour, `0xRRGGBB`.
    pub colour: u32,
    /// Whether it is broken.
    pub is_dashed: bool,
}

/// The shape of a mark, so that marks are told apart without colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
    TriangleDown,
    Cross,
}

/// A number with as many places as can be seen.
struct Units(f64);

/// Text as XML has it.
struct Escaped<'a>(&'a str);

impl Stroke {
    /// An unbroken line.
    pub(super) const fn solid(width: f64, colour: u32) -> Self {
        Self { width, colour, is_dashed: false }
    }
}

// Writing into a string cannot fail, so what `write!` returns here says nothing.
impl Canvas {
    /// A filled rectangle.
    pub(super) fn rect(&mut self, (x, y): Point, (width, height): (f64, f64), colour: u32) {
        let [x, y, width, height] = [x, y, width, height].map(Units);
        let _ =
            writeln!(self.body, r##"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#{colour:06x}"/>"##);
    }

    /// A line through these points.
    pub(super) fn line(&mut self, points: &[Point], stroke: Stroke) {
        let _ =
            writeln!(self.body, r#"<path d="{}" fill="none"{}/>"#, Path { points, is_closed: false }, Dress(stroke));
    }

    /// A mark of this radius. Crosses are lines; the others are filled and have an edge in the colour of the ground.
    pub(super) fn marker(&mut self, marker: Marker, (x, y): Point, radius: f64, colour: u32, ground: u32) {
        let fill = format!(r##"fill="#{colour:06x}" stroke="#{ground:06x}" stroke-width="0.8""##);
        let corners = |corners: &[Point]| corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<Point>>();
        let r = radius;
        let (side, high, half) = (r * 0.89, r * 1.2, r * 0.6);
        let points = match marker {
            Marker::Circle => {
                let [x, y, r] = [x, y, r].map(Units);
                let _ = writeln!(self.body, r#"<circle cx="{x}" cy="{y}" r="{r}" {fill}/>"#);
                return;
            }
            Marker::Cross => {
                let stroke = Stroke::solid(1.4, colour);
                self.line(&corners(&[(-r, -r), (r, r)]), stroke);
                self.line(&corners(&[(-r, r), (r, -r)]), stroke);
                return;
            }
            Marker::Square => corners(&[(-side, -side), (side, -side), (side, side), (-side, side)]),
            Marker::Diamond => corners(&[(0.0, -high), (high, 0.0), (0.0, high), (-high, 0.0)]),
            Marker::Triangle => corners(&[(0.0, -high), (high, half + r * 0.2), (-high, half + r * 0.2)]),
            Marker::TriangleDown => corners(&[(0.0, high), (high, -half - r * 0.2), (-high, -half - r * 0.2)]),
        };
        let _ = writeln!(self.body, r#"<path d="{}" {fill}/>"#, Path { points: &points, is_closed: true });
    }

    /// One line of text on this baseline.
    pub(super) fn text(&mut self, (x, y): Point, anchor: Anchor, ink: Ink, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, size, text) = (Units(x), Units(y), Units(ink.size), Escaped(text));
        let _ = writeln!(
            self.body,
            r##"<text x="{x}" y="{y}" font-size="{size}" fill="#{:06x}" text-anchor="{anchor}">{text}</text>"##,
            ink.colour
        );
    }

    /// What `draw` draws, as a group that viewers name when it is pointed at and read aloud.
    pub(super) fn group(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.body, "<g>\n<title>{}</title>", Escaped(title));
        draw(self);
        self.body.push_str("</g>\n");
    }

    /// The whole SVG on a ground of this colour.
    pub(super) fn finish(self, (width, height): (f64, f64), ground: u32, title: &str) -> String {
        let (width, height, title) = (Units(width), Units(height.ceil()), Escaped(title));
        format!(
            r##"<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="{FONT_FAMILIES}">
<title>{title}</title>
<rect width="100%" height="100%" fill="#{ground:06x}"/>
{}</svg>
"##,
            self.body
        )
    }
}

struct Path<'a> {
    points: &'a [Point],
    is_closed: bool,
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (x, y)) in self.points.iter().enumerate() {
            write!(f, "{}{} {}", if n == 0 { "M" } else { "L" }, Units(*x), Units(*y))?;
        }
        f.write_str(if self.is_closed { "Z" } else { "" })
    }
}

/// A stroke as attributes.
struct Dress(Stroke);

impl fmt::Display for Dress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stroke { width, colour, is_dashed } = self.0;
        write!(f, r##" stroke="#{colour:06x}" stroke-width="{}""##, Units(width))?;
        f.write_str(if is_dashed { r#" stroke-dasharray="5 4""# } else { "" })
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (self.0 * 100.0).round() / 100.0)
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '&' => f.write_str("&amp;"),
            '"' => f.write_str("&quot;"),
            // XML has no way to write these, not even escaped; names of files may hold them.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => f.write_char('\u{fffd}'),
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_stays_xml() {
        let mut canvas = Canvas::default();
        let ink = Ink { size: 12.0, colour: 0 };
        canvas.group("a<b>&\"'", |canvas| canvas.text((0.0, 1.005), Anchor::End, ink, "\u{1}사진\u{ffff}<&>"));
        let svg = canvas.finish((10.0, 9.2), 0xffffff, "</title>");
        let xml = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        let text = |tag: &str| xml.descendants().rfind(|node| node.has_tag_name(tag)).unwrap().text().unwrap();
        assert_eq!((text("title"), text("text")), ("a<b>&\"'", "\u{fffd}사진\u{fffd}<&>"));
        assert_eq!(xml.root_element().attribute("height"), Some("10"));
    }
}
