//! Two comparisons laid beside each other: their medians way by way, and what makes them incomparable.

use crate::compare::words::seconds;
use crate::compare::{Comparison, Mode, WayResult};
use crate::report::tables::Table;

/// Two comparisons beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What differs between them beside the times, a sentence each. Empty when they are of the same job and machine.
    pub warnings: Vec<String>,
    /// The medians of both, one row for each way that either has.
    pub table: Table,
}

/// Lays two comparisons beside each other, the earlier one first.
pub fn beside(before: &Comparison, after: &Comparison) -> Beside {
    let heads = ["Strategy", "Before", "After", "Change"].map(str::to_owned).to_vec();
    let mut rows: Vec<Vec<String>> = before.ways.iter().map(|way| row(Some(way), same_way(way, after))).collect();
    let new = after.ways.iter().filter(|way| same_way(way, before).is_none());
    rows.extend(new.map(|way| row(None, Some(way))));
    let caption = "Medians; a change is that of the time, so less is faster.".to_owned();
    Beside { warnings: warnings(before, after), table: Table { caption, heads, rows, strongest: None } }
}

/// The same strategy on as many workers, by the title that tells ways of one comparison apart, or by itself where the
/// other comparison had no need to tell them apart.
fn same_way<'a>(wanted: &WayResult, comparison: &'a Comparison) -> Option<&'a WayResult> {
    let by_title = comparison.ways.iter().find(|way| way.way == wanted.way && way.title == wanted.title);
    by_title.or_else(|| comparison.ways.iter().find(|way| way.way == wanted.way))
}

fn row(before: Option<&WayResult>, after: Option<&WayResult>) -> Vec<String> {
    let time = |way: Option<&WayResult>| way.map_or_else(|| "–".to_owned(), |way| seconds(way.estimate.median));
    let change = before.zip(after).map(|(before, after)| after.estimate.median / before.estimate.median - 1.0);
    let title = after.or(before).map(|way| way.way.title()).unwrap_or_default();
    let change = change.map_or_else(|| "–".to_owned(), |change| format!("{:+.1} %", change * 100.0));
    vec![title, time(before), time(after), change]
}

fn warnings(before: &Comparison, after: &Comparison) -> Vec<String> {
    let (was, is) = (&before.job, &after.job);
    let mut warnings = Vec::new();
    let mut differ = |what: &str, before: &str, after: &str| {
        if before != after {
            warnings.push(format!("The {what} differ: {before} before, {after} after."));
        }
    };
    let cores = |comparison: &Comparison| {
        format!("{} with {} cores", comparison.machine.processor, comparison.machine.logical_cores)
    };
    differ("machines", &cores(before), &cores(after));
    differ("systems", &before.machine.os, &after.machine.os);
    differ("folders", &was.folder.to_string_lossy(), &is.folder.to_string_lossy());
    let pictures = |pictures: usize, bytes: u64| format!("{pictures} with {} MB", bytes / 1_000_000);
    differ("pictures", &pictures(was.pictures.len(), was.bytes_in), &pictures(is.pictures.len(), is.bytes_in));
    differ("recipes", &was.recipes.join(" "), &is.recipes.join(" "));
    differ("outputs", &megapixels(before), &megapixels(after));
    differ("modes", mode(was.mode), mode(is.mode));
    warnings
}

fn megapixels(comparison: &Comparison) -> String {
    format!("{:.1} megapixels", comparison.job.pixels_out as f64 / 1e6)
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Whole => "reading, filtering and writing",
        Mode::Filters => "filtering alone",
    }
}
