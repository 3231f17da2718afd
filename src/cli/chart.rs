//! A comparison in the terminal: the verdict, a table with bars, and what it rests on. Measures and judges nothing.

use super::say::{count, seconds};
use crate::compare::{Comparison, Mode, WayResult};
use crate::engine::Phase;

/// The longest bar, in characters.
const BAR_CHARS: usize = 32;

/// The whole comparison as lines.
pub(super) fn lines(comparison: &Comparison) -> Vec<String> {
    let mut lines = vec![comparison.verdict.sentence.clone(), String::new()];
    lines.extend(aligned(&times(comparison)));
    lines.push(String::new());
    lines.extend(aligned(&phases(comparison)));
    lines.push(String::new());
    lines.extend(basis(comparison));
    lines
}

fn times(comparison: &Comparison) -> Vec<Vec<String>> {
    let slowest = comparison.ways.iter().map(|way| way.estimate.median).fold(0.0, f64::max);
    let heads = ["strategy", "workers", "median", "95 % interval", "speed-up", "efficiency", ""];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(comparison.ways.iter().map(|way| {
        vec![
            way.title.clone(),
            way.way.workers.to_string(),
            seconds(way.estimate.median),
            interval(way),
            way.speedup.map_or("-".to_owned(), |speedup| format!("{speedup:.2}x")),
            way.efficiency.map_or("-".to_owned(), |efficiency| format!("{:.0} %", efficiency * 100.0)),
            bar(way.estimate.median / slowest),
        ]
    }));
    rows
}

fn interval(way: &WayResult) -> String {
    way.estimate.ci95.map_or("-".to_owned(), |(low, high)| format!("{} to {}", seconds(low), seconds(high)))
}

fn phases(comparison: &Comparison) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["worker time".to_owned()]];
    rows[..].iter_mut().for_each(|head| head.extend(Phase::ALL.map(|phase| phase.id().to_owned())));
    rows.extend(comparison.ways.iter().map(|way| {
        let times = Phase::ALL.map(|phase| seconds(*way.phases_s.of(phase)));
        std::iter::once(way.title.clone()).chain(times).collect()
    }));
    rows
}

fn basis(comparison: &Comparison) -> Vec<String> {
    let (job, machine) = (&comparison.job, &comparison.machine);
    let measured = match job.mode {
        Mode::Whole => "read, filtered and written to a scratch folder",
        Mode::Filters => "filtered in memory",
    };
    let incomplete = if comparison.is_complete { "" } else { " (stopped early)" };
    vec![
        comparison.proof(),
        format!(
            "{} x {}, {measured}; {}{incomplete} in shuffled order after one of warm-up.",
            count(job.pictures.len(), "picture"),
            count(job.recipes.len(), "recipe"),
            count(comparison.rounds, "round"),
        ),
        format!("{}, {}, {}.", machine.processor, count(machine.logical_cores, "core"), machine.os),
    ]
}

/// A bar of this share of the longest, in eighths of a character.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (BAR_CHARS * 8) as f64).round() as usize;
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / 8))
}

/// Columns made equally wide: the first and last flush left, the numbers between flush right.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let is_bar = |cell: &str| cell.starts_with(['█', '▏', '▎', '▍', '▌', '▋', '▊', '▉']);
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 || is_bar(cell) { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(1.0).chars().count(), BAR_CHARS);
        assert_eq!(bar(0.5).chars().count(), BAR_CHARS / 2);
        assert_eq!(bar(0.0), "");
    }

    #[test]
    fn columns_line_up() {
        let rows = [["a", "1"], ["bbb", "100"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows), ["a      1", "bbb  100"]);
    }
}
