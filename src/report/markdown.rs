//! A comparison as Markdown, to paste into an issue or a README.

use std::fmt::Write as _;

use super::{ContentError, Exporter};
use crate::compare::{Comparison, WayResult};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { id: "md", title: "Markdown", content };

fn content(comparison: &Comparison) -> Result<Vec<u8>, ContentError> {
    let (job, machine) = (&comparison.job, &comparison.machine);
    let mut text = format!("**{}**\n\n", comparison.verdict.sentence);
    text.push_str("| way | workers | median | 95 % interval | speed-up | efficiency |\n|---|--:|--:|--:|--:|--:|\n");
    comparison.ways.iter().for_each(|way| row(&mut text, way));
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "\n{} pictures, {}, {} rounds after one of warm-up. {} {}, {} cores, {}.\n",
        job.pictures.len(),
        job.recipes.join(" "),
        comparison.rounds,
        comparison.proof(),
        machine.processor,
        machine.logical_cores,
        machine.os,
    );
    Ok(text.into_bytes())
}

fn row(text: &mut String, way: &WayResult) {
    let interval = way.estimate.ci95.map_or("-".to_owned(), |(low, high)| format!("{low:.3} to {high:.3} s"));
    let speedup = way.speedup.map_or("-".to_owned(), |speedup| format!("{speedup:.2}x"));
    let efficiency = way.efficiency.map_or("-".to_owned(), |efficiency| format!("{:.0} %", efficiency * 100.0));
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "| {} | {} | {:.3} s | {interval} | {speedup} | {efficiency} |",
        way.title, way.way.workers, way.estimate.median
    );
}
