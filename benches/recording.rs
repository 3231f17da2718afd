//! What it costs to record what every worker does: the same run with and without, in pairs.
//!
//! Not a divan bench, because the two have to be timed in turn and related pair by pair; everything else would measure
//! how the machine changes in between. Prints the median of the ratios, and the same for a run against itself, which
//! shows how far that can be trusted.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]
#![allow(clippy::print_stdout, reason = "a benchmark shows its result")]

mod common;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use pixloom::compare::median;
use pixloom::engine::{self, Ended, Way, Work};
use pixloom::job::Job;
use pixloom::strategies;

/// Small pictures, so that there are many spans.
const SIZE: (usize, usize) = (320, 240);
const N_PICTURES: usize = 60;
const PAIRS: usize = 41;
const WORKERS: NonZeroUsize = NonZeroUsize::new(2).unwrap();

fn main() {
    let top = tempfile::tempdir().expect("there is room for temporary files");
    let job = Arc::new(common::job(top.path(), N_PICTURES, SIZE).expect("sample pictures can be written"));
    let ratio = |with: bool| {
        let pair = |_| took(&job, with).as_secs_f64() / took(&job, false).as_secs_f64();
        let ratios: Vec<f64> = (0..PAIRS).map(pair).collect();
        100.0 * (median(&ratios) - 1.0)
    };
    took(&job, true);
    println!("recording costs {:+.2} % of a run of {} small outputs", ratio(true), job.n_outputs());
    println!("nothing costs {:+.2} %, measured in the same way", ratio(false));
}

fn took(job: &Arc<Job>, records_spans: bool) -> Duration {
    let plan = Arc::new(job.plan().expect("the job has pictures and recipes"));
    let work = Work { records_spans, ..Work::on_files(Arc::clone(job), plan) };
    let run = engine::start(work, Way::new(strategies::DEFAULT, WORKERS)).expect("there are threads");
    let finished = run.wait_for(Duration::MAX).expect("it was waited for");
    assert_eq!(finished.ended, Ended::Complete);
    std::fs::remove_dir_all(&job.output.folder).expect("outputs can be removed");
    finished.wall
}
