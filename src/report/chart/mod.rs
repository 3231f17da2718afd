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
mod tests;
