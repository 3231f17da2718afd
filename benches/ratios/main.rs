//! The tables of `docs/BENCHMARKS.md`, made by `cargo bench --bench ratios > docs/BENCHMARKS.md`.
//!
//! Only ratios within this run, because a second means something else on every machine: what is compared is done in
//! turns, in interleaved rounds, of which the first warms up; the medians are divided.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark speaks, and has nothing to say if it fails")]

#[path = "../common/mod.rs"]
mod common;

mod codecs;
mod filters;
mod strategies;

use std::time::{Duration, Instant};

use pixloom::machine;
use pixloom::raster::Raster;
use pixloom::samples::{Kind, picture};

const ROUNDS: usize = 5;

/// The size of a photograph.
const SIZE: (usize, usize) = (4000, 3000);

/// Something that is timed beside others. What it gives back is its size in bytes, where that is told.
struct Rival<'a> {
    name: String,
    run: Box<dyn FnMut() -> usize + 'a>,
}

/// What a rival took.
struct Taken {
    name: String,
    time: Duration,
    bytes: usize,
}

fn rival<'a>(name: impl Into<String>, run: impl FnMut() -> usize + 'a) -> Rival<'a> {
    Rival { name: name.into(), run: Box::new(run) }
}

fn main() {
    // As `cargo test --benches` asks for nothing but that it starts.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    let cores = machine::logical_cores();
    println!("# Benchmarks");
    println!(
        "Made by `cargo bench --bench ratios` on {cores} cores: ratios within one run, medians of {ROUNDS} rounds."
    );
    filters::tables();
    strategies::table();
    codecs::tables();
}

/// Medians, in the order of the rivals.
fn in_turns(mut rivals: Vec<Rival<'_>>) -> Vec<Taken> {
    let mut times = vec![Vec::new(); rivals.len()];
    let mut bytes = vec![0; rivals.len()];
    for round in 0..=ROUNDS {
        for ((rival, times), bytes) in rivals.iter_mut().zip(&mut times).zip(&mut bytes) {
            let started = Instant::now();
            *bytes = std::hint::black_box((rival.run)());
            times.extend((round > 0).then(|| started.elapsed()));
        }
    }
    let taken = rivals.into_iter().zip(times).zip(bytes);
    taken.map(|((rival, times), bytes)| Taken { name: rival.name, time: median(times), bytes }).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// A sample picture of the size of a photograph.
fn photograph(kind: Kind) -> Raster {
    picture(kind, 1, SIZE.0, SIZE.1).expect("the size is sane")
}
