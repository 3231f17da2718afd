//! Two comparisons laid beside each other: their medians way by way, and what makes them incomparable.

use crate::compare::relation::{CLEAR_BELOW, Relation, SMALLEST_RATIO, holm};
use crate::compare::words::{percent, probability};
use crate::compare::{Asked, Cause, Comparison, Mode, WayResult};
use crate::report::tables::Table;
use crate::words::Language;

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

/// Lays two comparisons beside each other, the earlier one first, in the language in which both are told.
pub fn beside(before: &Comparison, after: &Comparison) -> Beside {
    let words = after.words;
    let heads = [
        words.head_strategy(),
        words.head_before(),
        words.head_after(),
        words.head_change(),
        words.head_interval(),
        "p",
        words.head_answer(),
    ];
    let heads = heads.map(str::to_owned).to_vec();
    let both: Vec<(&WayResult, Option<&WayResult>)> =
        before.ways.iter().map(|way| (way, same_way(way, after))).collect();
    let relations: Vec<Option<Relation>> = both.iter().map(|(before, after)| relation(before, (*after)?)).collect();
    let tested: Vec<f64> = relations.iter().flatten().map(|relation| relation.p).collect();
    let mut corrected = holm(&tested).into_iter();
    let rows = both.iter().zip(&relations).map(|((before, after), relation)| {
        row(Some(before), *after, relation.and_then(|relation| Some((relation, corrected.next()?))), words)
    });
    let new = after.ways.iter().filter(|way| same_way(way, before).is_none());
    let rows: Vec<Vec<String>> = rows.chain(new.map(|way| row(None, Some(way), None, words))).collect();
    let ways = words.n_ways(tested.len());
    let caption = words.beside_caption(words.unpaired_test(), ways, CLEAR_BELOW, SMALLEST_RATIO);
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

fn row(
    before: Option<&WayResult>,
    after: Option<&WayResult>,
    tested: Option<(Relation, f64)>,
    words: Language,
) -> Vec<String> {
    let none = || "–".to_owned();
    let time = |way: Option<&WayResult>| way.map_or_else(none, |way| words.time(way.estimate.median));
    let title = after.or(before).map(|way| way.title.clone()).unwrap_or_default();
    let of_medians = before.zip(after).map(|(before, after)| after.estimate.median / before.estimate.median);
    let change_of = |ratio| change_of(ratio, words);
    let change = tested.map(|(relation, _)| relation.ratio).or(of_medians).map_or_else(none, change_of);
    let interval = tested.and_then(|(relation, _)| relation.ci95());
    let interval = interval.map_or_else(none, |(low, high)| words.change_range(change_of(low), change_of(high)));
    let p = tested.map_or_else(none, |(_, p)| probability(p));
    let answer = tested.map_or_else(none, |(relation, p)| {
        let is_clear = p < CLEAR_BELOW && relation.ratio.max(1.0 / relation.ratio) >= SMALLEST_RATIO;
        if is_clear { words.clear() } else { words.not_clear() }.to_owned()
    });
    vec![title, time(before), time(after), change, interval, p, answer]
}

/// How many times as long, as a change: "+10.0 %"; what is beyond all measure as what it is.
fn change_of(ratio: f64, words: Language) -> String {
    if ratio > 100.0 { words.beyond_measure().to_owned() } else { format!("{:+.1} %", 100.0 * (ratio - 1.0)) }
}

fn warnings(before: &Comparison, after: &Comparison) -> Vec<String> {
    let (words, was, is) = (after.words, &before.job, &after.job);
    let mut warnings = Vec::new();
    if before.asked.is_some() && before.asked == after.asked {
        warnings.push(words.one_beside_itself().to_owned());
    }
    let mut differ = |what: &str, before: &str, after: &str| {
        if before != after {
            warnings.push(words.they_differ(what, before, after));
        }
    };
    let cores = |comparison: &Comparison| {
        words.machine_with_cores(&comparison.machine.processor, comparison.machine.logical_cores)
    };
    differ(words.machines(), &cores(before), &cores(after));
    differ(words.systems(), &before.machine.os, &after.machine.os);
    differ(words.folders(), &was.folder.to_string_lossy(), &is.folder.to_string_lossy());
    let pictures = |pictures: usize, bytes: u64| words.pictures_of_size(pictures, bytes / 1_000_000);
    differ(words.pictures(), &pictures(was.pictures.len(), was.bytes_in), &pictures(is.pictures.len(), is.bytes_in));
    differ(words.the_recipes(), &was.recipes.join(" "), &is.recipes.join(" "));
    differ(words.the_outputs(), &megapixels(before, words), &megapixels(after, words));
    differ(words.modes(), mode(was.mode, words), mode(is.mode, words));
    if let Some((was, is)) = before.asked.as_ref().zip(after.asked.as_ref()) {
        let format = |asked: &Asked| asked.format.clone().unwrap_or_else(|| words.own_formats().to_owned());
        differ(words.formats(), &format(was), &format(is));
        differ(words.qualities(), &was.quality.to_string(), &is.quality.to_string());
        differ(words.efforts(), &was.effort, &is.effort);
        differ(words.rules_for_alpha(), &was.alpha, &is.alpha);
    }
    warnings.extend(load(before, after));
    warnings
}

/// What there is to say of a machine that was busier with other things in one of them.
fn load(before: &Comparison, after: &Comparison) -> Option<String> {
    let (was, is) = (taken_by_others(before)?, taken_by_others(after)?);
    let (words, shares) = (after.words, [was, is].map(percent));
    let [before, after] = shares;
    ((was - is).abs() >= BUSIER)
        .then(|| if was > is { words.busier_before(before, after) } else { words.busier_after(before, after) })
}

/// The share of their time for which workers had work and no core, in the way that had the least of it: more workers
/// than cores wait for each other, so the least is what others took.
fn taken_by_others(comparison: &Comparison) -> Option<f64> {
    let accounts = comparison.ways.iter().filter_map(WayResult::account);
    let shares = accounts.map(|account| account.share(account.waited.of(Cause::NoCore)));
    shares.min_by(f64::total_cmp)
}

fn megapixels(comparison: &Comparison, words: Language) -> String {
    words.megapixels(format!("{:.1}", comparison.job.pixels_out as f64 / 1e6))
}

fn mode(mode: Mode, words: Language) -> &'static str {
    match mode {
        Mode::Whole => words.mode_whole(),
        Mode::Filters => words.mode_filters(),
    }
}
