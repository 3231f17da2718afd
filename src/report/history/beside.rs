//! Two comparisons laid beside each other: their medians way by way, and what makes them incomparable.

use crate::compare::relation::{CLEAR_BELOW, Relation, SMALLEST_RATIO, UNPAIRED_TEST, holm};
use crate::compare::words::{count, percent, probability, seconds};
use crate::compare::{Asked, Cause, Comparison, Mode, WayResult};
use crate::report::tables::Table;

/// One machine that is busier than the other by this share of its workers' time explains differences of times.
const BUSIER: f64 = 0.03;

/// Two comparisons beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What differs between them beside the times, a sentence each. Empty when they are of the same job on the same
    /// machine, as busy as before.
    pub warnings: Vec<String>,
    /// The medians of both, one row for each way that either has.
    pub table: Table,
}

/// Lays two comparisons beside each other, the earlier one first.
pub fn beside(before: &Comparison, after: &Comparison) -> Beside {
    let heads = ["Strategy", "Before", "After", "Change", "95 % interval", "p", "Answer"].map(str::to_owned).to_vec();
    let both: Vec<(&WayResult, Option<&WayResult>)> =
        before.ways.iter().map(|way| (way, same_way(way, after))).collect();
    let relations: Vec<Option<Relation>> = both.iter().map(|(before, after)| relation(before, (*after)?)).collect();
    let tested: Vec<f64> = relations.iter().flatten().map(|relation| relation.p).collect();
    let mut corrected = holm(&tested).into_iter();
    let rows = both.iter().zip(&relations).map(|((before, after), relation)| {
        row(Some(before), *after, relation.and_then(|relation| Some((relation, corrected.next()?))))
    });
    let new = after.ways.iter().filter(|way| same_way(way, before).is_none());
    let rows: Vec<Vec<String>> = rows.chain(new.map(|way| row(None, Some(way), None))).collect();
    let caption = format!(
        "Medians; a change is that of the time by trimmed means, so less is faster. Its interval and p are those of \
         {UNPAIRED_TEST}, p corrected for {} (Holm); clear below {CLEAR_BELOW}, and {SMALLEST_RATIO}x or more either way. \
         Rounds of two comparisons are not paired: what else the machine did then is part of the change.",
        count(tested.len(), "way")
    );
    Beside { warnings: warnings(before, after), table: Table { caption, heads, rows, strongest: None } }
}

/// The same strategy on as many workers, by the title that tells ways of one comparison apart, or by itself where the
/// other comparison had no need to tell them apart.
fn same_way<'a>(wanted: &WayResult, comparison: &'a Comparison) -> Option<&'a WayResult> {
    let by_title = comparison.ways.iter().find(|way| way.way == wanted.way && way.title == wanted.title);
    by_title.or_else(|| comparison.ways.iter().find(|way| way.way == wanted.way))
}

/// None where there are too few rounds to tell anything.
fn relation(before: &WayResult, after: &WayResult) -> Option<Relation> {
    let [before, after] = [before, after].map(|way| way.samples_s().collect::<Vec<f64>>());
    Some(Relation::of_unpaired(&before, &after)).filter(|relation| relation.ci95().is_some())
}

fn row(before: Option<&WayResult>, after: Option<&WayResult>, tested: Option<(Relation, f64)>) -> Vec<String> {
    let none = || "–".to_owned();
    let time = |way: Option<&WayResult>| way.map_or_else(none, |way| seconds(way.estimate.median));
    let title = after.or(before).map(|way| way.title.clone()).unwrap_or_default();
    let of_medians = before.zip(after).map(|(before, after)| after.estimate.median / before.estimate.median);
    let change = tested.map(|(relation, _)| relation.ratio).or(of_medians).map_or_else(none, change_of);
    let interval = tested.and_then(|(relation, _)| relation.ci95());
    let interval = interval.map_or_else(none, |(low, high)| format!("{} to {}", change_of(low), change_of(high)));
    let p = tested.map_or_else(none, |(_, p)| probability(p));
    let answer = tested.map_or_else(none, |(relation, p)| {
        let is_clear = p < CLEAR_BELOW && relation.ratio.max(1.0 / relation.ratio) >= SMALLEST_RATIO;
        if is_clear { "clear" } else { "not clear" }.to_owned()
    });
    vec![title, time(before), time(after), change, interval, p, answer]
}

/// How many times as long, as a change: "+10.0 %"; what is beyond all measure as what it is.
fn change_of(ratio: f64) -> String {
    if ratio > 100.0 { "beyond x100".to_owned() } else { format!("{:+.1} %", 100.0 * (ratio - 1.0)) }
}

fn warnings(before: &Comparison, after: &Comparison) -> Vec<String> {
    let (was, is) = (&before.job, &after.job);
    let mut warnings = Vec::new();
    if before.asked.is_some() && before.asked == after.asked {
        warnings.push("This is one comparison beside itself: choose another one.".to_owned());
    }
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
    if let Some((was, is)) = before.asked.as_ref().zip(after.asked.as_ref()) {
        let format = |asked: &Asked| asked.format.clone().unwrap_or_else(|| "each picture's own".to_owned());
        differ("formats", &format(was), &format(is));
        differ("qualities", &was.quality.to_string(), &is.quality.to_string());
        differ("efforts", &was.effort, &is.effort);
        differ("rules for alpha", &was.alpha, &is.alpha);
    }
    warnings.extend(load(before, after));
    warnings
}

/// What there is to say of a machine that was busier with other things in one of them.
fn load(before: &Comparison, after: &Comparison) -> Option<String> {
    let (was, is) = (taken_by_others(before)?, taken_by_others(after)?);
    let when = if was > is { "before" } else { "after" };
    ((was - is).abs() >= BUSIER).then(|| {
        format!(
            "The machine was busier with other things {when}: workers had no core for {} of their time before, {} after.",
            percent(was),
            percent(is)
        )
    })
}

/// The share of their time for which workers had work and no core, in the way that had the least of it: more workers
/// than cores wait for each other, so the least is what others took.
fn taken_by_others(comparison: &Comparison) -> Option<f64> {
    let accounts = comparison.ways.iter().filter_map(WayResult::account);
    let shares = accounts.map(|account| account.share(account.waited.of(Cause::NoCore)));
    shares.min_by(f64::total_cmp)
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
