//! What a comparison rests on, in words: job, rounds, identity of outputs, machine, test. The same in the terminal and
//! below the chart. Measures and judges nothing.

use crate::compare::words::count;
use crate::compare::{Comparison, Mode};

/// What a comparison rests on, a sentence each.
pub fn basis(comparison: &Comparison) -> Vec<String> {
    let (job, machine) = (&comparison.job, &comparison.machine);
    let measured = match job.mode {
        Mode::Whole => "read, filtered and written to a scratch folder",
        Mode::Filters => "filtered in memory",
    };
    let incomplete = if comparison.is_complete { "" } else { " (stopped early)" };
    let mut sentences = vec![
        comparison.proof(),
        format!(
            "{} x {}, {measured}; {}{incomplete} in shuffled order after one of warm-up.",
            count(job.pictures.len(), "picture"),
            count(job.recipes.len(), "recipe"),
            count(comparison.rounds, "round"),
        ),
        format!("{}, {}, {}.", machine.processor, count(machine.logical_cores, "core"), machine.os),
    ];
    sentences.extend(comparison.enough.and_then(|enough| enough.in_words()));
    sentences.extend(comparison.verdict.certainty.clone());
    sentences
}
