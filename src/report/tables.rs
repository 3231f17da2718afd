//! The numbers of a comparison as tables of words, the same for the terminal, the window and Markdown.

pub mod scaling;

use crate::compare::relation::{CLEAR_BELOW, SMALLEST_RATIO};
use crate::compare::words::{count, grouped, in_sentence, percent, probability, seconds};
use crate::compare::{Account, Cause, Comparison, FEWEST_FOR_INTERVAL, Identity, Pair, WayResult};
use crate::engine::{Phase, Recording};

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
    let intervals = match comparison.rounds {
        0..FEWEST_FOR_INTERVAL => {
            format!(" Intervals, and marks of rounds that stand out, begin with {FEWEST_FOR_INTERVAL} rounds.")
        }
        _ => String::new(),
    };
    let speedup = comparison.baseline().filter(|way| way.speedup.is_some()).map_or_else(String::new, |way| {
        format!("; speed-up is over {}, efficiency is speed-up for each worker", in_sentence(&way.title))
    });
    let caption = format!(
        "Times are medians of the rounds{speedup}. Peak \
         memory is that of the whole program, which may still hold what runs before have used.{intervals}"
    );
    let columns = vec![
        column("Workers", |way| way.way.workers.to_string()),
        column("Median", |way| seconds(way.estimate.median)),
        column("95 % interval", |way| {
            or_none(way.estimate.ci95, |(low, high)| format!("{} – {}", seconds(low), seconds(high)))
        }),
        column("Speed-up", |way| or_none(way.speedup, |speedup| format!("{speedup:.2}x"))),
        column("Efficiency", |way| or_none(way.efficiency, |efficiency| format!("{:.0} %", efficiency * 100.0))),
        column("MP/s", |way| format!("{:.0}", comparison.job.pixels_out as f64 / 1e6 / way.estimate.median)),
        column("Peak memory", |way| or_none(way.peak_rss_bytes(), mebibytes)),
    ];
    let mut table = table(comparison, &caption, columns);
    // Workers have a column here, so names go without.
    for (row, way) in table.rows.iter_mut().zip(&comparison.ways) {
        row.iter_mut().take(1).for_each(|name| *name = name.replace(&way.way.title(), way.way.strategy.title));
    }
    table
}

/// How each way stands to the one with the least median; none where there is no test of that.
pub fn ranking(comparison: &Comparison) -> Option<Table> {
    let median_s = |idx: &usize| comparison.ways.get(*idx).map_or(f64::INFINITY, |way| way.estimate.median);
    let fastest_idx = (0..comparison.ways.len()).min_by(|a, b| median_s(a).total_cmp(&median_s(b)))?;
    let pair =
        |idx: usize| comparison.pairs.iter().find(|pair| (pair.faster_idx, pair.slower_idx) == (fastest_idx, idx));
    let row = |(idx, way): (usize, &WayResult)| {
        let cells = match pair(idx) {
            Some(pair) => against_fastest(pair),
            None => [NONE, NONE, NONE, "least median"].map(str::to_owned),
        };
        std::iter::once(way.title.clone()).chain(cells).collect()
    };
    let heads = ["Strategy", "Times as long", "95 % interval", "p", "Answer"].map(str::to_owned).to_vec();
    let is_ranked = !matches!(comparison.identity, Identity::Different(_));
    let is_tested = comparison.rounds > 1 && !comparison.pairs.is_empty() && is_ranked;
    let caption = format!(
        "How many times as long each way takes as the one with the least median: the trimmed mean of the rounds' ratios. \
         p is corrected for {}; clear is below {CLEAR_BELOW}, and {SMALLEST_RATIO}x or more.",
        count(comparison.pairs.len(), "pair")
    );
    let rows = comparison.ways.iter().enumerate().map(row);
    is_tested.then(|| Table { caption, heads, rows: rows.collect(), strongest: comparison.verdict.fastest })
}

fn against_fastest(pair: &Pair) -> [String; 4] {
    let interval = or_none(pair.ci95, |(low, high)| format!("{low:.2}x – {high:.2}x"));
    [format!("{:.2}x", pair.ratio), interval, probability(pair.p_corrected), pair.answer()]
}

/// What the workers of each way spent their time on.
pub fn worker_time(comparison: &Comparison) -> Table {
    let caption = "Shares of all workers' time in the round whose time is nearest to the median: at work on a core, then \
                   waiting, by cause. CPU is processor time.";
    let mut columns: Vec<Column<'_>> = vec![
        column("CPU", |way| or_none(way.account(), |account| seconds(account.cpu().as_secs_f64()))),
        column("Busy", |way| or_none(way.account(), |account| percent(account.utilisation()))),
    ];
    columns.extend(Phase::ALL.map(|phase| {
        let share =
            move |way: &WayResult| or_none(way.account(), |account| percent(account.share(*account.worked.of(phase))));
        (phase.title().to_owned(), Box::new(share) as Box<dyn Fn(&WayResult) -> String>)
    }));
    columns.push(column("Upkeep", |way| or_none(way.account(), |account| percent(account.share(account.upkeep)))));
    columns.extend(causes_worth_a_column(comparison).map(|cause| column(cause.title(), move |way| lost(way, cause))));
    table(comparison, caption, columns)
}

/// What each worker of a run did.
pub fn workers(recording: &Recording) -> Table {
    let accounts = Account::of_each_worker(recording);
    let share = |account: &Account, cause| account.share(account.waited.of(cause));
    let is_worth = |cause: &Cause| accounts.iter().any(|account| share(account, *cause) >= WORTH_A_COLUMN);
    let causes: Vec<Cause> = Cause::ALL.into_iter().filter(is_worth).collect();
    let row = |(worker, account): (usize, &Account)| {
        let first =
            [format!("Worker {}", worker + 1), grouped(recording.n_tasks(worker)), percent(account.utilisation())];
        first.into_iter().chain(causes.iter().map(|cause| percent(share(account, *cause)))).collect()
    };
    Table {
        caption: "Tasks are pictures opened and outputs made; then shares of the run's time: at work on a core, and \
                  waiting, by cause."
            .to_owned(),
        heads: ["Worker", "Tasks", "Busy"]
            .into_iter()
            .chain(causes.iter().map(|cause| cause.title()))
            .map(str::to_owned)
            .collect(),
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
    let heads = std::iter::once("Strategy".to_owned()).chain(columns.iter().map(|(head, _)| head.clone())).collect();
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
