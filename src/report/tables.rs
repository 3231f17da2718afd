//! The numbers of a comparison as tables of words, the same for the terminal, the window and Markdown, in the
//! language in which the comparison is told.

pub mod scaling;

use crate::compare::relation::{CLEAR_BELOW, SMALLEST_RATIO};
use crate::compare::words::{grouped, in_sentence, percent, probability};
use crate::compare::{Account, Cause, Comparison, FEWEST_FOR_INTERVAL, Identity, Pair, WayResult};
use crate::engine::{Phase, Recording};
use crate::words::Language;

/// What stands where there is no number.
const NONE: &str = "–";

/// A cause that took less than this share of every way's worker time has no column.
const WORTH_A_COLUMN: f64 = 0.005;

/// A table of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What its numbers are.
    pub caption: String,
    /// The heading of each column; the first one is that of names.
    pub heads: Vec<String>,
    /// As many cells in each row as there are headings.
    pub rows: Vec<Vec<String>>,
    /// The row that matters most.
    pub strongest: Option<usize>,
}

/// A column: its heading, and what stands in it for a way.
type Column<'a> = (String, Box<dyn Fn(&WayResult) -> String + 'a>);

/// How long each way takes.
pub fn times(comparison: &Comparison) -> Table {
    let words = comparison.words;
    let intervals = match comparison.rounds {
        0..FEWEST_FOR_INTERVAL => words.intervals_begin_with(FEWEST_FOR_INTERVAL),
        _ => String::new(),
    };
    let baseline = comparison.baseline().filter(|way| way.speedup.is_some());
    let over = baseline.map_or_else(String::new, |way| words.speedup_is_over(in_sentence(&way.title)));
    let caption = words.times_caption(over, intervals);
    let interval = |(low, high)| format!("{} – {}", words.time(low), words.time(high));
    let columns = vec![
        column(words.workers(), |way| way.way.workers.to_string()),
        column(words.head_median(), |way| words.time(way.estimate.median)),
        column(words.head_interval(), |way| or_none(way.estimate.ci95, interval)),
        column(words.head_speedup(), |way| or_none(way.speedup, |speedup| words.times(format!("{speedup:.2}")))),
        column(words.head_efficiency(), |way| {
            or_none(way.efficiency, |efficiency| format!("{:.0} %", efficiency * 100.0))
        }),
        column(words.head_megapixels_per_s(), |way| {
            format!("{:.0}", comparison.job.pixels_out as f64 / 1e6 / way.estimate.median)
        }),
        column(words.head_peak_memory(), |way| or_none(way.peak_rss_bytes(), mebibytes)),
    ];
    let mut table = table(comparison, &caption, columns);
    // Workers have a column here, so names go without.
    for (row, way) in table.rows.iter_mut().zip(&comparison.ways) {
        let (with_workers, alone) = (way.way.title_in(words), way.way.strategy.title_in(words));
        row.iter_mut().take(1).for_each(|name| *name = name.replace(&with_workers, alone));
    }
    table
}

/// How each way stands to the one with the least median; none where there is no test of that.
pub fn ranking(comparison: &Comparison) -> Option<Table> {
    let words = comparison.words;
    let median_s = |idx: &usize| comparison.ways.get(*idx).map_or(f64::INFINITY, |way| way.estimate.median);
    let fastest_idx = (0..comparison.ways.len()).min_by(|a, b| median_s(a).total_cmp(&median_s(b)))?;
    let pair =
        |idx: usize| comparison.pairs.iter().find(|pair| (pair.faster_idx, pair.slower_idx) == (fastest_idx, idx));
    let row = |(idx, way): (usize, &WayResult)| {
        let cells = match pair(idx) {
            Some(pair) => against_fastest(pair, words),
            None => [NONE, NONE, NONE, words.least_median()].map(str::to_owned),
        };
        std::iter::once(way.title.clone()).chain(cells).collect()
    };
    let heads = [words.head_strategy(), words.head_times_as_long(), words.head_interval(), "p", words.head_answer()];
    let is_ranked = !matches!(comparison.identity, Identity::Different(_));
    let is_tested = comparison.rounds > 1 && !comparison.pairs.is_empty() && is_ranked;
    let caption = words.ranking_caption(words.n_pairs(comparison.pairs.len()), CLEAR_BELOW, SMALLEST_RATIO);
    let (heads, rows) = (heads.map(str::to_owned).to_vec(), comparison.ways.iter().enumerate().map(row));
    is_tested.then(|| Table { caption, heads, rows: rows.collect(), strongest: comparison.verdict.fastest })
}

fn against_fastest(pair: &Pair, words: Language) -> [String; 4] {
    let times = |ratio: f64| words.times(format!("{ratio:.2}"));
    let interval = or_none(pair.ci95, |(low, high)| format!("{} – {}", times(low), times(high)));
    [times(pair.ratio), interval, probability(pair.p_corrected), pair.answer(words)]
}

/// What the workers of each way spent their time on.
pub fn worker_time(comparison: &Comparison) -> Table {
    let words = comparison.words;
    let mut columns: Vec<Column<'_>> = vec![
        column(words.head_cpu(), |way| or_none(way.account(), |account| words.time(account.cpu().as_secs_f64()))),
        column(words.head_busy(), |way| or_none(way.account(), |account| percent(account.utilisation()))),
    ];
    columns.extend(Phase::ALL.map(|phase| {
        let share =
            move |way: &WayResult| or_none(way.account(), |account| percent(account.share(*account.worked.of(phase))));
        (phase.title_in(words).to_owned(), Box::new(share) as Box<dyn Fn(&WayResult) -> String>)
    }));
    columns
        .push(column(words.upkeep(), |way| or_none(way.account(), |account| percent(account.share(account.upkeep)))));
    let causes = causes_worth_a_column(comparison);
    columns.extend(causes.map(|cause| column(cause.title_in(words), move |way| lost(way, cause))));
    table(comparison, words.worker_time_caption(), columns)
}

/// What each worker of a run did.
pub fn workers(recording: &Recording, words: Language) -> Table {
    let accounts = Account::of_each_worker(recording);
    let share = |account: &Account, cause| account.share(account.waited.of(cause));
    let is_worth = |cause: &Cause| accounts.iter().any(|account| share(account, *cause) >= WORTH_A_COLUMN);
    let causes: Vec<Cause> = Cause::ALL.into_iter().filter(is_worth).collect();
    let row = |(worker, account): (usize, &Account)| {
        let first =
            [words.worker_number(worker + 1), grouped(recording.n_tasks(worker)), percent(account.utilisation())];
        first.into_iter().chain(causes.iter().map(|cause| percent(share(account, *cause)))).collect()
    };
    let first = [words.head_worker(), words.head_tasks(), words.head_busy()];
    let heads = first.into_iter().chain(causes.iter().map(|cause| cause.title_in(words)));
    Table {
        caption: words.workers_caption().to_owned(),
        heads: heads.map(str::to_owned).collect(),
        rows: accounts.iter().enumerate().map(row).collect(),
        strongest: None,
    }
}

fn causes_worth_a_column(comparison: &Comparison) -> impl Iterator<Item = Cause> {
    let is_worth = |cause: &Cause| {
        let mut accounts = comparison.ways.iter().filter_map(WayResult::account);
        accounts.any(|account| account.share(account.waited.of(*cause)) >= WORTH_A_COLUMN)
    };
    Cause::ALL.into_iter().filter(is_worth)
}

fn lost(way: &WayResult, cause: Cause) -> String {
    or_none(way.account(), |account| percent(account.share(account.waited.of(cause))))
}

fn column<'a>(head: &str, cell: impl Fn(&WayResult) -> String + 'a) -> Column<'a> {
    (head.to_owned(), Box::new(cell))
}

fn table(comparison: &Comparison, caption: &str, columns: Vec<Column<'_>>) -> Table {
    let row =
        |way: &WayResult| std::iter::once(way.title.clone()).chain(columns.iter().map(|(_, cell)| cell(way))).collect();
    let rows = comparison.ways.iter().map(row).collect();
    let first = comparison.words.head_strategy().to_owned();
    let heads = std::iter::once(first).chain(columns.iter().map(|(head, _)| head.clone())).collect();
    Table { caption: caption.to_owned(), heads, rows, strongest: comparison.verdict.fastest }
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.0} MiB", bytes as f64 / f64::from(1 << 20))
}

fn or_none<T>(value: Option<T>, in_words: impl Fn(T) -> String) -> String {
    value.map_or_else(|| NONE.to_owned(), in_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::made;
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn every_way_is_held_to_the_fastest() {
        let way = |n, walls_s: &[f64]| made::way(strategies::ALL[n], 2, walls_s, PerPhase::default());
        let ways = || vec![way(0, &[2.0; 10]), way(1, &[1.0; 10]), way(2, &[1.01; 10])];
        let Table { heads, rows, .. } = ranking(&made::comparison(ways(), Identity::Identical)).unwrap();
        assert_eq!(rows[0][1..], ["2.00x", "2.00x – 2.00x", "< 0.001", "clear"]);
        assert_eq!(rows[1][1..], [NONE, NONE, NONE, "least median"]);
        assert_eq!((heads.len(), rows[2][4].as_str()), (5, "too close to matter"));
        let once = ways().iter().map(|way| made::way(way.way.strategy, 2, &[1.0], PerPhase::default())).collect();
        assert_eq!(ranking(&made::comparison(once, Identity::Identical)), None);
        let differing = made::comparison(ways(), Identity::Different("a.png".to_owned()));
        assert_eq!(ranking(&differing), None, "their times say nothing");
    }

    #[test]
    fn workers_stand_in_their_column_alone() {
        let mut ways = [1, 2].map(|n| made::way(strategies::DEFAULT, n, &[1.0; 3], PerPhase::default())).to_vec();
        let title = strategies::DEFAULT.title;
        ways[1].title.push_str(" (again, 2)");
        let rows = times(&made::comparison(ways, Identity::Identical)).rows;
        let names: Vec<&[String]> = rows.iter().map(|row| &row[..2]).collect();
        assert_eq!(names, [[title.to_owned(), "1".to_owned()], [format!("{title} (again, 2)"), "2".to_owned()]]);
    }
}
