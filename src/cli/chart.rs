//! A comparison in the terminal: the verdict, a table with bars, and what it rests on. Measures and judges nothing.

use crate::compare::{Account, Comparison, Part, Scaling};
use crate::report::basis;
use crate::report::tables::{self, Table};

/// The longest bar, in characters.
const BAR_CHARS: usize = 32;

/// The whole comparison as lines.
pub(super) fn lines(comparison: &Comparison) -> Vec<String> {
    let verdict = &comparison.verdict;
    let mut lines = vec![verdict.sentence.clone()];
    lines.extend(verdict.why.iter().chain(&verdict.advice).cloned());
    lines.push(String::new());
    let times = tables::times(comparison);
    lines.extend(aligned(&with_bars(times.clone(), comparison)));
    lines.push(format!("{} Bars are pale for the share of their time that workers waited.", times.caption));
    lines.push(String::new());
    for table in tables::ranking(comparison).into_iter().chain([tables::worker_time(comparison)]) {
        lines.extend(aligned_table(&table));
        lines.push(table.caption);
        lines.push(String::new());
    }
    lines.extend(scaling(comparison));
    lines.extend(comparison.disturbances_in_short());
    lines.extend(basis(comparison));
    lines
}

/// How strategies take more workers, if several worker counts were measured.
fn scaling(comparison: &Comparison) -> Vec<String> {
    let scaling = Scaling::of(comparison);
    if !scaling.is_measured() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let measured = Some(tables::scaling::measured(&scaling));
    for table in measured.into_iter().chain(tables::scaling::laws(&scaling)).chain(tables::scaling::predicted(&scaling))
    {
        lines.extend(aligned_table(&table));
        lines.push(table.caption);
        lines.push(String::new());
    }
    lines.extend(scaling.in_words());
    lines.push(String::new());
    lines
}

fn rows(table: Table) -> Vec<Vec<String>> {
    std::iter::once(table.heads).chain(table.rows).collect()
}

/// A table as lines.
pub(super) fn aligned_table(table: &Table) -> Vec<String> {
    aligned(&rows(table.clone()))
}

/// The table of times with a bar at the end of each row.
fn with_bars(table: Table, comparison: &Comparison) -> Vec<Vec<String>> {
    let slowest = comparison.ways.iter().map(|way| way.estimate.median).fold(0.0, f64::max);
    let bars = comparison.ways.iter().map(|way| {
        let parts = way.account().and_then(Account::parts);
        let waiting = parts.and_then(|parts| parts.into_iter().find(|(part, _)| *part == Part::Waiting));
        bar(way.estimate.median / slowest, waiting.map_or(0.0, |(_, share)| share))
    });
    let mut rows = rows(table);
    rows.iter_mut().zip(std::iter::once(String::new()).chain(bars)).for_each(|(row, bar)| row.push(bar));
    rows
}

/// A bar of this share of the longest, pale at its end for the share of it that workers waited.
fn bar(share: f64, waiting: f64) -> String {
    let chars = |share: f64| (share.clamp(0.0, 1.0) * BAR_CHARS as f64).round() as usize;
    let (all, working) = (chars(share), chars(share * (1.0 - waiting)));
    format!("{}{}", "█".repeat(working), "░".repeat(all - working))
}

/// Columns made equally wide: the first and last flush left, the numbers between flush right.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let is_bar = |cell: &str| cell.starts_with(['█', '░']);
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
        assert_eq!(bar(1.0, 0.0), "█".repeat(BAR_CHARS));
        assert_eq!(bar(0.5, 0.25), format!("{}{}", "█".repeat(BAR_CHARS * 3 / 8), "░".repeat(BAR_CHARS / 8)));
        assert_eq!(bar(0.0, 0.5), "");
    }

    #[test]
    fn columns_line_up() {
        let rows = [["a", "1"], ["bbb", "100"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows), ["a      1", "bbb  100"]);
    }
}
