//! The chart of a comparison, one description for every kind of file: the verdict, a bar for each way with everything
//! that was measured, the speed-up where worker counts were swept, and what it all rests on.
//!
//! It is described as SVG, and pixels are made of that SVG. The obvious alternative is a plotting library that
//! draws on both; plotters, the best known, sets letters and bars on whole pixels, which shows in print, and has no bars
//! that are divided, with whiskers and samples, so that they would have to be laid out here anyway. What is left to
//! libraries instead is what is hard: measuring words, and filling shapes and letters smoothly.
//!
//! The page is laid out from top to bottom and grows with what it holds, so nothing can overlap. Nothing is measured or
//! judged here, and no file is known.

mod bars;
mod canvas;
mod legend;
mod page;
mod ruler;
mod scale;
mod speedup;

use page::{Page, Style};
pub(super) use ruler::{FONT, FONT_FAMILY};

use super::basis::basis;
use crate::compare::Comparison;
use crate::palette::LIGHT;

/// How the verdict is set.
const TITLE: Style = Style { size: 18.0, colour: LIGHT.strong, leading: 24.0 };

/// How the caption is set.
const CAPTION: Style = Style { size: 11.0, colour: LIGHT.weak, leading: 15.0 };

/// The chart of a comparison as SVG. Cost: some milliseconds.
pub(super) fn draw(comparison: &Comparison) -> String {
    let mut page = Page::new();
    page.paragraph(&comparison.verdict.sentence, TITLE);
    page.space(12.0);
    let curves = speedup::curves(comparison);
    bars::draw(&mut page, comparison, if curves.is_empty() { "" } else { "a" });
    if !curves.is_empty() {
        page.space(24.0);
        speedup::draw(&mut page, &curves, comparison.baseline(), "b");
    }
    page.space(18.0);
    page.paragraph(&caption(comparison), CAPTION);
    page.finish(&comparison.verdict.sentence)
}

fn caption(comparison: &Comparison) -> String {
    let folder = &comparison.job.folder;
    let folder = folder.file_name().map_or_else(|| folder.to_string_lossy(), |name| name.to_string_lossy());
    let mut sentences = basis(comparison);
    sentences.extend(comparison.drift_in_words());
    if comparison.ways.iter().any(bars::is_divided) {
        sentences.push("Bars are divided by where the workers spent their time.".to_owned());
    }
    sentences.push(format!("Measured with Pixloom {}.", env!("CARGO_PKG_VERSION")));
    format!("{folder}: {}", sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::{Document, Node};

    use super::*;
    use crate::compare::{Estimate, Identity, Sample, WayResult, made};
    use crate::engine::{PerPhase, Phase};
    use crate::strategies;

    const PHASES_S: PerPhase<f64> = PerPhase { open: 0.5, filter: 1.0, encode: 2.0, write: 0.5 };

    /// A way of the strategy in this place, whose rounds take about this long.
    fn way(strategy_idx: usize, workers: usize, s: f64, rounds: usize) -> WayResult {
        const NOISE: [f64; 7] = [1.0, 1.03, 1.01, 0.98, 1.0, 1.02, 0.99];
        let walls: Vec<f64> = NOISE.iter().cycle().take(rounds).map(|noise| noise * s).collect();
        made::way(strategies::ALL[strategy_idx], workers, &walls, PHASES_S)
    }

    fn svg(ways: Vec<WayResult>) -> String {
        draw(&made::comparison(ways, Identity::Identical))
    }

    /// The names of all groups.
    fn titles(xml: &Document<'_>) -> Vec<String> {
        let titles = xml.descendants().filter(|node| node.has_tag_name("title"));
        titles.filter_map(|title| title.text()).map(str::to_owned).collect()
    }

    fn texts(xml: &Document<'_>) -> Vec<String> {
        let texts = xml.descendants().filter(|node| node.has_tag_name("text"));
        texts.filter_map(|text| text.text()).map(str::to_owned).collect()
    }

    /// The group of the way with this title.
    fn group<'a>(xml: &'a Document<'_>, title: &str) -> Node<'a, 'a> {
        let is_it = |node: &Node<'_, '_>| node.text().is_some_and(|text| text.starts_with(&format!("{title}: median")));
        xml.descendants().filter(|node| node.has_tag_name("title")).find(is_it).unwrap().parent().unwrap()
    }

    fn number(node: &Node<'_, '_>, name: &str) -> f64 {
        node.attribute(name).unwrap().parse().unwrap()
    }

    fn bar_length(xml: &Document<'_>, title: &str) -> f64 {
        group(xml, title).children().filter(|node| node.has_tag_name("rect")).map(|rect| number(&rect, "width")).sum()
    }

    #[test]
    fn bars_are_as_long_as_medians_and_divided_by_phase() {
        let ways = vec![way(0, 1, 4.0, 7), way(1, 2, 1.0, 7)];
        let titles_of_ways: Vec<String> = ways.iter().map(|way| way.title.clone()).collect();
        let svg = svg(ways);
        let xml = Document::parse(&svg).unwrap();
        let [slow, fast] = [0, 1].map(|n| bar_length(&xml, &titles_of_ways[n]));
        assert!((slow / fast - 4.0).abs() < 0.01, "{slow} {fast}");
        let group = group(&xml, &titles_of_ways[0]);
        let pieces: Vec<(String, f64)> = group
            .children()
            .filter(|node| node.has_tag_name("rect"))
            .map(|rect| (rect.attribute("fill").unwrap().to_owned(), number(&rect, "width") / slow))
            .collect();
        let expected = [(LIGHT.open, 0.125), (LIGHT.filter, 0.25), (LIGHT.encode, 0.5), (LIGHT.write, 0.125)];
        for ((fill, share), (colour, expected)) in pieces.iter().zip(expected) {
            assert!(*fill == format!("#{colour:06x}") && (share - expected).abs() < 0.001, "{pieces:?}");
        }
        assert_eq!(pieces.len(), Phase::ALL.len());
    }

    #[test]
    fn everything_is_said() {
        let comparison = made::comparison(vec![way(0, 1, 4.0, 7), way(1, 2, 1.0, 7)], Identity::Identical);
        let svg = draw(&comparison);
        let xml = Document::parse(&svg).unwrap();
        let all = texts(&xml).join(" ");
        for way in &comparison.ways {
            assert!(all.contains(&way.title) && titles(&xml).iter().any(|title| title.starts_with(&way.title)));
        }
        assert!(all.starts_with(&comparison.verdict.sentence), "{all}");
        for said in ["4.00 s", "1.00 s", "Wall time in s", "Open", "Encode", "7 rounds", "identical, byte for byte"] {
            assert!(all.contains(said), "{said}: {all}");
        }
        assert!(all.contains("사진") && all.contains("Processor <&\""), "{all}");
        assert!(all.contains("95 % interval") && !all.contains("stands out") && !all.contains("Speed-up"));
    }

    #[test]
    fn every_round_is_a_mark_and_outliers_have_another_shape() {
        let walls = [1.0, 1.01, 0.99, 1.0, 1.02, 0.98, 1.01, 2.0];
        let disturbed = made::way(strategies::BASELINE, 1, &walls, PHASES_S);
        let title = disturbed.title.clone();
        let svg = svg(vec![disturbed, way(1, 2, 1.0, 8)]);
        let xml = Document::parse(&svg).unwrap();
        let dots = group(&xml, &title).children().filter(|node| node.has_tag_name("circle")).count();
        assert_eq!(dots, walls.len() - 1);
        assert!(texts(&xml).iter().any(|text| text == "Round that stands out"));
    }

    #[test]
    fn sweeps_have_a_curve_for_each_parallel_strategy() {
        let parallel: Vec<usize> = (0..strategies::ALL.len()).filter(|n| strategies::ALL[*n].is_parallel).collect();
        let mut ways = vec![way(0, 1, 4.0, 7)];
        ways.extend(parallel.iter().flat_map(|n| [way(*n, 1, 4.0, 7), way(*n, 2, 2.0, 7)]));
        let with_baseline = svg(ways.clone());
        let xml = Document::parse(&with_baseline).unwrap();
        for n in &parallel {
            let said = format!("{}: speed-up 1.00 on 1, 2.00 on 2", strategies::ALL[*n].title);
            assert!(titles(&xml).contains(&said), "{said}: {:?}", titles(&xml));
        }
        assert!(texts(&xml).iter().any(|text| text.starts_with("(b) Speed-up against")));
        assert!(with_baseline.contains("stroke-dasharray"));
        let without = svg(ways.split_off(1));
        assert!(without.contains("Speed-up against the fewest workers of each") && without.contains("2.00 on 2"));
    }

    #[test]
    fn the_page_grows_so_that_nothing_overlaps() {
        let long =
            "A way with a title that goes on and on, over <&>\" and 한국어, until it fills several lines, 24 workers";
        for n in [1, 2, 8, 9, 16, 17, 24] {
            let mut ways: Vec<WayResult> = (0..n).map(|k| way(1, k + 1, 1.0 + k as f64, 6)).collect();
            ways[n / 2].title = long.to_owned();
            let svg = svg(ways);
            let xml = Document::parse(&svg).unwrap();
            let names = xml.descendants().filter(|node| node.attribute("text-anchor") == Some("end"));
            let mut baselines: Vec<(f64, f64)> = names.map(|text| (number(&text, "x"), number(&text, "y"))).collect();
            baselines.sort_by(|a, b| a.partial_cmp(b).unwrap());
            for pair in baselines.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                assert!(pair[1].1 - pair[0].1 >= 13.0, "{n} ways: {pair:?}");
            }
            let height = number(&xml.root_element(), "height");
            let lowest = xml.descendants().filter(|node| node.has_tag_name("text")).map(|text| number(&text, "y"));
            assert!(lowest.fold(0.0, f64::max) < height);
        }
    }

    #[test]
    fn poor_comparisons_are_drawn_too() {
        let mut stopped = made::comparison(vec![way(0, 1, 2.0, 1), way(1, 2, 1.0, 1)], Identity::Unproven);
        stopped.is_complete = false;
        let drawn = draw(&stopped);
        assert!(drawn.contains("1 round (stopped early)") && !drawn.contains("95 % interval"));
        let differing =
            made::comparison(vec![way(0, 1, 2.0, 6), way(1, 2, 1.0, 6)], Identity::Different("<a>".to_owned()));
        assert!(draw(&differing).contains("The outputs differ"));
        Document::parse(&svg(Vec::new())).unwrap();
    }

    #[test]
    fn times_of_zero_have_places_too() {
        let mut timeless =
            made::comparison(vec![way(0, 1, 1.0, 6), way(1, 2, 1.0, 6), way(1, 3, 1.0, 6)], Identity::Identical);
        for way in &mut timeless.ways {
            way.samples.fill(Sample::default());
            way.phases_s = PerPhase::default();
            way.estimate = Estimate { median: 0.0, ci95: Some((0.0, 0.0)) };
            way.speedup = Some(f64::NAN);
        }
        let svg = draw(&timeless);
        let xml = Document::parse(&svg).unwrap();
        for attribute in xml.descendants().flat_map(|node| node.attributes()) {
            assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
        }
        assert!(!svg.contains("Bars are divided") && !svg.contains("Speed-up"));
    }
}
