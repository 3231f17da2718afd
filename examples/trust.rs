//! How far comparisons can be trusted: asks them questions of which the answer is known.
//!
//! `cargo run --release --example trust [TIMES [rounds|auto]]` compares a strategy so often (20 times if nothing is said) with itself,
//! where the right answer is "no clear difference", and with the same strategy made 5 % slower on purpose, where it is
//! that the other one is faster; under the usual rounds, under `--rounds auto`, or under one of them. Run it on a machine that does nothing else.

#![allow(clippy::print_stdout, reason = "an example shows its result")]

#[path = "../benches/common/mod.rs"]
mod common;

use std::error::Error;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pixloom::compare::{self, Comparison, Mode, Rounds, Settings};
use pixloom::engine::{Batch, Strategy, Way};
use pixloom::job::Job;
use pixloom::strategies;
use pixloom::words::InKorean;

const N_PICTURES: usize = 8;
const SIZE: (usize, usize) = (900, 600);
const WORKERS: NonZeroUsize = NonZeroUsize::new(2).unwrap();

/// What the slow strategy adds to every task, as a share of it.
const SLOWED_BY: f64 = 0.05;

/// Per image, as `src/strategies/per_image.rs` has it, with every task made longer.
static SLOWED: Strategy = Strategy {
    id: "slowed",
    title: "Slowed",
    summary: "Per image, but every task takes a twentieth longer.",
    korean: InKorean {
        title: "느리게", summary: "사진별과 같지만 태스크마다 이십분의 일 더 걸립니다."
    },
    loops: "parallel for picture { open; for recipe { apply; wait } }",
    is_parallel: true,
    share: share_slowly,
};

fn share_slowly(batch: &Batch<'_>) {
    batch.in_parallel(batch.pictures(), |picture| {
        if let Some(open) = slowed(|| batch.open(picture)) {
            batch.recipes().for_each(|recipe| slowed(|| batch.apply(&open, recipe)));
        }
    });
}

/// Keeps the core busy for a while longer.
fn slowed<T>(task: impl FnOnce() -> T) -> T {
    let since = Instant::now();
    let done = task();
    let until = since.elapsed().mul_f64(1.0 + SLOWED_BY);
    while since.elapsed() < until {
        std::hint::spin_loop();
    }
    done
}

fn main() -> Result<(), Box<dyn Error>> {
    let times = std::env::args().nth(1).map_or(Ok(20), |word| word.parse())?;
    let only = std::env::args().nth(2);
    let top = tempfile::tempdir()?;
    let job = Arc::new(common::job(top.path(), N_PICTURES, SIZE)?);

    let usual = strategies::find("per-image").ok_or("there is no strategy per image")?;
    // The fixed number is the usual one; a stop by precision looks again and again, which must not make it find more.
    for (rule, rounds) in
        [("usual rounds", Rounds::DEFAULT), ("rounds auto", Rounds::Auto { budget: Rounds::DEFAULT_BUDGET })]
    {
        if only.as_deref().is_some_and(|only| !rule.ends_with(only)) {
            continue;
        }
        let ask = |other| compared(&job, [usual, other], rounds, top.path());
        let equal =
            count(&format!("{rule}, the same way twice"), times, || ask(usual), |one| one.verdict.fastest.is_none())?;
        println!("{rule}: no clear difference between equal ways: {equal} of {times}");
        let slower =
            count(&format!("{rule}, 5 % slower"), times, || ask(&SLOWED), |one| one.verdict.fastest == Some(0))?;
        println!("{rule}: a way slowed by 5 % is found: {slower} of {times}");
    }
    Ok(())
}

/// How often the answer is right.
fn count(
    what: &str,
    times: usize,
    ask: impl Fn() -> Result<Arc<Comparison>, Box<dyn Error>>,
    is_right: impl Fn(&Comparison) -> bool,
) -> Result<usize, Box<dyn Error>> {
    let mut found = 0;
    for time in 1..=times {
        let comparison = ask()?;
        found += usize::from(is_right(&comparison));
        println!("{what}, {time}: {} rounds: {}", comparison.rounds, comparison.verdict.sentence);
    }
    Ok(found)
}

/// One strategy against another.
fn compared(
    job: &Arc<Job>,
    both: [&'static Strategy; 2],
    rounds: Rounds,
    scratch: &std::path::Path,
) -> Result<Arc<Comparison>, Box<dyn Error>> {
    let ways = both.map(|strategy| Way::new(strategy, WORKERS)).to_vec();
    let scratch = scratch.to_owned();
    let settings = Settings { ways, rounds, mode: Mode::Whole, scratch, after_round: None };
    let session = compare::start(Arc::clone(job), settings)?;
    let result = session.wait_for(Duration::MAX).ok_or("it was waited for")?;
    result.map_err(|error| error.to_string().into())
}
