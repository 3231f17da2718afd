//! Every strategy of the registry, on one worker and on all cores: the tutorial's filters on sample pictures, from
//! files to files.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

mod common;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use divan::Bencher;
use pixloom::engine::{self, Ended, Tally, Way, Work};
use pixloom::{machine, strategies};

const N_PICTURES: usize = 6;
const SIZE: (usize, usize) = (800, 600);

fn main() {
    divan::main();
}

#[divan::bench(args = strategies::ALL.iter().map(|strategy| strategy.id), consts = [1, 0], sample_count = 10)]
fn strategy<const WORKERS: usize>(bencher: Bencher<'_, '_>, id: &str) {
    let top = tempfile::tempdir().expect("there is room for temporary files");
    let job = Arc::new(common::job(top.path(), N_PICTURES, SIZE).expect("sample pictures can be written"));
    // Zero stands for as many as there are cores.
    let workers = NonZeroUsize::new(WORKERS).unwrap_or_else(machine::logical_cores);
    let way = Way::new(strategies::find(id).expect("the id comes from the registry"), workers);
    // Off the clock: outputs of the run before.
    let clear = || {
        let _ = std::fs::remove_dir_all(&job.output.folder);
    };
    bencher.with_inputs(clear).bench_local_values(|()| {
        let plan = Arc::new(job.plan().expect("the job has pictures and recipes"));
        let work = Work::on_files(Arc::clone(&job), plan);
        let run = engine::start(work, way).expect("there are threads");
        let finished = run.wait_for(Duration::MAX).expect("it was waited for");
        let mut tally = Tally::default();
        tally.read(run.ledger());
        assert!(finished.ended == Ended::Complete && tally.made == job.n_outputs(), "{:?}", tally.problems);
    });
}
