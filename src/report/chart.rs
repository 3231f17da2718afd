//! The chart of a comparison, fit for a paper: the verdict, a bar for each way divided as its workers' time was, every round, and what
//! it all rests on. Measures and judges nothing, and knows no files.
//!
//! It is drawn once, as SVG; pixels are made of that. The page grows with what it holds, and leaves as much room for
//! words as they measure in its font, so that nothing is cut off or lies upon something else.

mod bars;
mod text;

use std::io;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _};
use plotters::prelude::{RGBColor, SVGBackend};
pub(super) use text::{FONT, FONT_FAMILY};

use super::basis::basis;
use crate::compare::Comparison;
use crate::palette::LIGHT;
use text::{Paragraph, SMALL, TITLE, style};

/// How many units of the SVG it is wide.
pub(super) const WIDTH: u32 = 1800;

const MARGIN: i32 = 40;

/// Between the parts of the page.
const GAP: i32 = 28;

/// A part of the page, in units from its own upper left corner.
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A chart that cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// Its font is not understood.
    #[error("its font is not understood")]
    Font,
    /// What the plotting library says.
    #[error("{0}")]
    Drawing(#[from] DrawingAreaErrorKind<io::Error>),
}

/// The chart of a comparison as SVG. Cost: some milliseconds.
pub(super) fn draw(comparison: &Comparison) -> Result<String, DrawError> {
    text::prepare()?;
    let width = WIDTH as i32 - 2 * MARGIN;
    let verdict = Paragraph::new(&comparison.verdict.sentence, style(TITLE, LIGHT.strong), width)?;
    let notes = Paragraph::new(&notes(comparison), style(SMALL, LIGHT.weak), width)?;
    let heights = [verdict.height(), bars::key_height(&comparison.ways), bars::height(&comparison.ways)]
        .map(|height| height + GAP);
    let height = 2 * MARGIN + heights.iter().sum::<i32>() + notes.height();
    let mut svg = String::new();
    {
        let page = SVGBackend::with_string(&mut svg, (WIDTH, height as u32)).into_drawing_area();
        page.fill(&rgb(LIGHT.ground))?;
        let [verdict_height, key_height, bars_height] = heights;
        let (head, rest) = page.margin(MARGIN, MARGIN, MARGIN, MARGIN).split_vertically(verdict_height);
        let (key, rest) = rest.split_vertically(key_height);
        let (bars, foot) = rest.split_vertically(bars_height);
        verdict.draw(&head)?;
        bars::draw_key(&key, &comparison.ways)?;
        bars::draw(&bars.margin(0, GAP, 0, 0), &comparison.ways)?;
        notes.draw(&foot)?;
        page.present()?;
    }
    Ok(text::on_baselines(&svg))
}

/// What has to be known to believe it.
fn notes(comparison: &Comparison) -> String {
    let mut sentences = basis(comparison);
    sentences.extend(comparison.drift_in_words().into_iter().chain(comparison.busy_in_words()));
    if comparison.ways.iter().any(bars::is_divided) {
        let divided = "Bars are divided as all workers' time was, in the round that is nearest to the median.";
        sentences.push(divided.to_owned());
    }
    sentences.push(format!("Measured with Pixloom {}.", env!("CARGO_PKG_VERSION")));
    sentences.join(" ")
}

fn rgb(colour: u32) -> RGBColor {
    let [_, red, green, blue] = colour.to_be_bytes();
    RGBColor(red, green, blue)
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::{Document, Node};

    use super::*;
    use crate::compare::{Estimate, Identity, Sample, WayResult, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    const PHASES_S: PerPhase<f64> = PerPhase { open: 0.5, filter: 1.0, encode: 2.0, write: 0.5 };

    /// A way of the strategy in this place, whose rounds take about this long.
    fn way(strategy_idx: usize, workers: usize, s: f64, rounds: usize) -> WayResult {
        const NOISE: [f64; 7] = [1.0, 1.03, 1.01, 0.98, 1.0, 1.02, 0.99];
        let walls: Vec<f64> = NOISE.iter().cycle().take(rounds).map(|noise| noise * s).collect();
        made::way(strategies::ALL[strategy_idx], workers, &walls, PHASES_S)
    }

    fn svg(ways: Vec<WayResult>) -> String {
        draw(&made::comparison(ways, Identity::Identical)).unwrap()
    }

    fn texts(svg: &str) -> Vec<String> {
        let xml = Document::parse(svg).unwrap();
        let texts = xml.descendants().filter(|node| node.has_tag_name("text"));
        texts.filter_map(|text| text.text()).map(|text| text.trim().to_owned()).collect()
    }

    fn number(node: &Node<'_, '_>, name: &str) -> f64 {
        node.attribute(name).unwrap().parse().unwrap()
    }

    /// Where each piece of this colour begins, how wide it is, and its row: first that of the key, then those of bars.
    fn pieces(svg: &str, colour: u32) -> Vec<(f64, f64)> {
        let xml = Document::parse(svg).unwrap();
        let fill = format!("#{colour:06X}");
        let is_piece = |node: &Node<'_, '_>| node.has_tag_name("rect") && node.attribute("fill") == Some(&fill);
        xml.descendants().filter(is_piece).map(|node| (number(&node, "x"), number(&node, "width"))).collect()
    }

    #[test]
    fn bars_are_as_long_as_medians_and_divided_by_phase() {
        let svg = svg(vec![way(0, 1, 4.0, 7), way(1, 4, 1.0, 7)]);
        let bars = [LIGHT.open, LIGHT.filter, LIGHT.encode, LIGHT.write].map(|colour| pieces(&svg, colour));
        assert!(bars.iter().all(|pieces| pieces.len() == 3), "{bars:?}");
        let zero_at = bars[0][1].0;
        let [slow, fast] = [1, 2].map(|n| bars[3][n].0 + bars[3][n].1 - zero_at);
        assert!((slow / fast - 4.0).abs() < 0.02, "{slow} {fast}");
        for (pieces, share) in bars.iter().zip([0.125, 0.25, 0.5, 0.125]) {
            assert!((pieces[1].1 / slow - share).abs() < 0.005, "{bars:?}");
        }
    }

    #[test]
    fn everything_is_said() {
        let comparison = made::comparison(vec![way(1, 1, 4.0, 7), way(1, 2, 1.0, 7)], Identity::Identical);
        let texts = texts(&draw(&comparison).unwrap());
        assert!(comparison.ways[0].title != comparison.ways[1].title, "ways of two worker counts are told apart");
        for said in comparison.ways.iter().map(|way| way.title.as_str()).chain(["4.00 s", "1.00 s", "Wall time (s)"]) {
            assert!(texts.iter().any(|text| text == said), "{said}: {texts:?}");
        }
        let all = texts.join(" ");
        assert!(all.starts_with(&comparison.verdict.sentence), "{all}");
        let in_notes =
            ["7 rounds in shuffled order after one of warm-up", "identical, byte for byte", "Processor <&\""];
        for said in in_notes.into_iter().chain(["Open", "Filter", "Encode", "Write", "95 % interval"]) {
            assert!(all.contains(said), "{said}: {all}");
        }
        assert!(!all.contains("stands out"));
        let svg = svg(comparison.ways);
        assert!(!svg.contains("dy="), "{svg}");
    }

    #[test]
    fn every_round_is_a_mark_and_outliers_have_another_shape() {
        let walls = [1.0, 1.01, 0.99, 1.0, 1.02, 0.98, 1.01, 2.0];
        let svg = svg(vec![made::way(strategies::BASELINE, 1, &walls, PHASES_S)]);
        let xml = Document::parse(&svg).unwrap();
        let rings =
            xml.descendants().filter(|node| node.has_tag_name("circle") && node.attribute("fill") == Some("none"));
        // One of them is in the key.
        assert_eq!(rings.count(), walls.len() - 1 + 1);
        assert!(texts(&svg).iter().any(|text| text == "Round that stands out"));
    }

    #[test]
    fn words_are_cut_off_nowhere() {
        text::prepare().unwrap();
        let long = "A way whose title goes on and on, over <&>\", in 24 workers that are processes";
        for n in [1, 2, 24] {
            let walls = [1.0, 1.01, 0.99, 1.0, 1.02, 0.98, 1.01, 20.0];
            let mut ways: Vec<WayResult> =
                (1..=n).map(|n| made::way(strategies::DEFAULT, n, &walls, PHASES_S)).collect();
            ways[n / 2].title = long.to_owned();
            let svg = svg(ways);
            let xml = Document::parse(&svg).unwrap();
            for node in xml.descendants().filter(|node| node.has_tag_name("text")) {
                let letters = style((number(&node, "font-size") * 1.24).round() as i32, 0);
                let width = f64::from(text::width(node.text().unwrap().trim(), &letters).unwrap());
                let left = number(&node, "x")
                    - width
                        * match node.attribute("text-anchor").unwrap() {
                            "start" => 0.0,
                            "middle" => 0.5,
                            _ => 1.0,
                        };
                assert!(left >= 0.0 && left + width <= f64::from(WIDTH), "{node:?}");
                assert!(number(&node, "y") + 20.0 <= number(&xml.root_element(), "height"), "{node:?}");
            }
        }
    }

    #[test]
    fn poor_comparisons_are_drawn_too() {
        let stopped = svg(vec![way(0, 1, 2.0, 1), way(1, 2, 1.0, 1)]);
        assert!(stopped.contains("1 round") && !stopped.contains("95 % interval"));
        let ways = vec![way(0, 1, 2.0, 6), way(1, 2, 1.0, 6)];
        let differing = draw(&made::comparison(ways, Identity::Different("<a>".to_owned()))).unwrap();
        assert!(texts(&differing).join(" ").contains("The outputs differ"));
        Document::parse(&svg(Vec::new())).unwrap();
    }

    #[test]
    fn times_of_zero_have_places_too() {
        let mut timeless = made::comparison(vec![way(0, 1, 1.0, 6), way(1, 2, 1.0, 6)], Identity::Identical);
        for way in &mut timeless.ways {
            way.samples.fill(Sample::default());
            way.phases_s = PerPhase::default();
            way.estimate = Estimate { median: 0.0, ci95: Some((0.0, 0.0)) };
        }
        let svg = draw(&timeless).unwrap();
        assert!(!svg.contains("NaN") && !svg.contains("Bars are divided"));
    }
}
