//! A comparison as CSV: one line for each sample, so that any program can do its own statistics.

use super::{ContentError, Exporter, seconds};
use crate::compare::{Cause, Comparison, Sample, Scaling, WayResult};
use crate::engine::Phase;

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "comparison.csv", title: "CSV", content };

/// What every line begins with. Columns may be added, never renamed.
const FIRST: &str = "strategy,title,worker_kind,hand_over,workers,round,wall_s,open_s,filter_s,encode_s,write_s";

fn content(comparison: &Comparison, _: &Scaling) -> Result<Vec<u8>, ContentError> {
    let mut lines = vec![heads().join(",")];
    for result in &comparison.ways {
        let samples = result.samples.iter().zip(&result.is_outlier).enumerate();
        lines.extend(samples.map(|(round, (sample, is_outlier))| {
            let first = first(result, round + 1, sample);
            let account = account(sample).into_iter().map(|s| format!("{s:.6}"));
            first.into_iter().chain(account).chain(rest(comparison, sample, *is_outlier)).collect::<Vec<_>>().join(",")
        }));
    }
    Ok((lines.join("\n") + "\n").into_bytes())
}

fn heads() -> Vec<String> {
    let mut heads = vec![FIRST.to_owned(), "pool_start_s".to_owned(), "cpu_s".to_owned(), "utilisation".to_owned()];
    heads.extend(Phase::ALL.map(|phase| format!("{}_cpu_s", phase.id())));
    heads.push("upkeep_cpu_s".to_owned());
    heads.extend(Cause::ALL.map(|cause| format!("idle_{}_s", cause.id())));
    heads.extend(
        ["megapixels_per_s", "bytes_in", "bytes_out", "peak_rss_bytes", "outlier", "place_in_round"].map(str::to_owned),
    );
    heads
}

fn first(result: &WayResult, round: usize, sample: &Sample) -> Vec<String> {
    let way = &result.way;
    let phases = seconds(&sample.phases);
    let mut cells = vec![
        way.strategy.id.to_owned(),
        format!("\"{}\"", result.title),
        way.worker_kind.id().to_owned(),
        way.hand_over.id().to_owned(),
        way.workers.to_string(),
        round.to_string(),
    ];
    let times = [sample.wall.as_secs_f64(), phases.open, phases.filter, phases.encode, phases.write];
    cells.extend(times.map(|s| format!("{s:.6}")));
    cells
}

/// Where the time of all workers went.
fn account(sample: &Sample) -> Vec<f64> {
    let account = &sample.account;
    let mut cells = vec![sample.pool_start.as_secs_f64(), account.cpu().as_secs_f64(), account.utilisation()];
    cells.extend(Phase::ALL.map(|phase| account.worked.of(phase).as_secs_f64()));
    cells.push(account.upkeep.as_secs_f64());
    cells.extend(Cause::ALL.map(|cause| account.waited.of(cause).as_secs_f64()));
    cells
}

fn rest(comparison: &Comparison, sample: &Sample, is_outlier: bool) -> [String; 6] {
    let job = &comparison.job;
    [
        format!("{:.3}", job.pixels_out as f64 / 1e6 / sample.wall.as_secs_f64()),
        job.bytes_in.to_string(),
        job.bytes_out.to_string(),
        sample.peak_rss_bytes.map(|bytes| bytes.to_string()).unwrap_or_default(),
        is_outlier.to_string(),
        sample.place.map(|place| (place + 1).to_string()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn every_line_has_every_column() {
        let phases_s = PerPhase { open: 0.5, ..PerPhase::default() };
        let ways = strategies::ALL.iter().map(|strategy| made::way(strategy, 2, &[1.0, 2.0], phases_s));
        let comparison = made::comparison(ways.collect(), Identity::Identical);
        let bytes = content(&comparison, &Scaling::of(&comparison)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1 + 2 * strategies::ALL.len());
        assert!(lines[0].starts_with(FIRST));
        // Titles that tell the number of workers have a comma of their own.
        let n_columns = |line: &&str| line.split('"').step_by(2).collect::<String>().matches(',').count();
        assert!(lines.iter().all(|line| n_columns(line) == n_columns(&lines[0])), "{text}");
        assert!(lines[2].contains(",2,2.000000,0.500000,0.000000"), "{text}");
    }
}
