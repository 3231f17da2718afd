//! How many times as fast as the sequential one each strategy is, on all cores, from files to files.

use std::sync::Arc;
use std::time::Duration;

use pixloom::engine::{self, Ended, Way, Work};
use pixloom::job::Job;
use pixloom::{machine, strategies};

use super::{common, ratio, rival};

/// Pictures of one size each: how many, and which.
const JOBS: [(usize, (usize, usize)); 3] = [(1, (4000, 3000)), (12, (1600, 1200)), (200, (320, 240))];

/// Prints a table of every strategy of the registry.
pub(super) fn table() {
    println!("\n## Strategies");
    println!("The tutorial's eight filters, PNG to PNG: times as fast as sequential.\n");
    let heads = JOBS.map(|(n, (width, height))| format!("{n} of {width} x {height}"));
    println!("| strategy | {} |\n|---|{}", heads.join(" | "), "---|".repeat(JOBS.len()));
    let columns = JOBS.map(|(n, size)| speed_ups(n, size));
    for (idx, strategy) in strategies::ALL.iter().enumerate() {
        let cells = columns.iter().map(|column| column.get(idx).map_or(String::new(), |speed| format!("{speed:.2}")));
        println!("| {} | {} |", strategy.title, cells.collect::<Vec<_>>().join(" | "));
    }
}

fn speed_ups(n_pictures: usize, size: (usize, usize)) -> Vec<f64> {
    let top = tempfile::tempdir().expect("there is room for temporary files");
    let job = Arc::new(common::job(top.path(), n_pictures, size).expect("sample pictures can be written"));
    let rivals = strategies::ALL.iter().map(|strategy| {
        let (job, way) = (Arc::clone(&job), Way::new(strategy, machine::logical_cores()));
        rival(strategy.title, move || run(&job, way))
    });
    let taken = super::in_turns(rivals.collect());
    let sequential = taken.first().map(|taken| taken.time).unwrap_or_default();
    taken.iter().map(|taken| ratio(sequential, taken.time)).collect()
}

/// Removing what was made before is a small part of the time, and the same for all.
fn run(job: &Arc<Job>, way: Way) -> usize {
    let _ = std::fs::remove_dir_all(&job.output.folder);
    let plan = Arc::new(job.plan().expect("the job has pictures and recipes"));
    let run = engine::start(Work::on_files(Arc::clone(job), plan), way).expect("there are threads");
    let finished = run.wait_for(Duration::MAX).expect("it was waited for");
    assert!(finished.ended == Ended::Complete, "{finished:?}");
    job.n_outputs()
}
