//! What a comparison rests on, in words: job, rounds, identity of outputs, machine, test. The same in the terminal and
//! below the chart. Measures and judges nothing.

use crate::compare::words::count;
use crate::compare::{Comparison, Enough, Mode};
use crate::files::Format;

/// What a comparison rests on, a sentence each.
pub fn basis(comparison: &Comparison) -> Vec<String> {
    let machine = &comparison.machine;
    let mut sentences = vec![comparison.proof(), job(comparison)];
    sentences.extend(problems(comparison));
    sentences.push(format!("{}, {}, {}.", machine.processor, count(machine.logical_cores, "core"), machine.os));
    sentences.extend(comparison.enough.as_ref().and_then(Enough::in_words));
    sentences.extend(comparison.verdict.certainty.clone());
    sentences
}

fn job(comparison: &Comparison) -> String {
    let job = &comparison.job;
    let measured = match job.mode {
        Mode::Whole => format!("read, filtered and written to a scratch folder{}", written(comparison)),
        Mode::Filters => "filtered in memory".to_owned(),
    };
    let incomplete = if comparison.is_complete { "" } else { " (stopped early)" };
    format!(
        "{} x {} ({}), {measured}; {}{incomplete} in shuffled order after one of warm-up.",
        count(job.pictures.len(), "picture"),
        count(job.recipes.len(), "recipe"),
        recipes(&job.recipes),
        count(comparison.rounds, "round"),
    )
}

/// As many as fit in a line; of more the first ones.
fn recipes(recipes: &[String]) -> String {
    const MOST: usize = 8;
    let more = recipes.len().saturating_sub(MOST);
    let named = recipes.get(..MOST).unwrap_or(recipes).join(" ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

/// The format, and what was asked of it, where that was said.
fn written(comparison: &Comparison) -> String {
    let Some(asked) = &comparison.asked else { return String::new() };
    let Some(format) = asked.format.as_deref().and_then(Format::from_id) else { return String::new() };
    let quality = if format.has_quality() { format!(" of quality {}", asked.quality) } else { String::new() };
    let effort = if format.has_effort() { format!(" with effort {}", asked.effort) } else { String::new() };
    format!(" as {format}{quality}{effort}")
}

fn problems(comparison: &Comparison) -> Option<String> {
    let n = comparison.job.problems.len();
    let (problem, outputs) = (count(n, "problem"), count(comparison.job.outputs, "output"));
    (n > 0).then(|| format!("{problem} in every run, so that it made {outputs}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn it_is_said_what_was_done() {
        let way = made::way(strategies::DEFAULT, 2, &[1.0], PerPhase::default());
        let mut comparison = made::comparison(vec![way], Identity::Identical);
        let said = |comparison: &Comparison| basis(comparison)[1].clone();
        let (job, rounds) = ("2 pictures x 1 recipe (recipe), ", "; 1 round in shuffled order after one of warm-up.");
        assert_eq!(said(&comparison), format!("{job}read, filtered and written to a scratch folder{rounds}"));
        comparison.asked.iter_mut().for_each(|asked| asked.format = Some("jpg".to_owned()));
        assert!(said(&comparison).contains("scratch folder as JPEG of quality 90;"), "{}", said(&comparison));
        comparison.job.mode = Mode::Filters;
        assert_eq!(said(&comparison), format!("{job}filtered in memory{rounds}"));
        assert_eq!(recipes(&["a"; 9].map(str::to_owned)), "a a a a a a a a and 1 more");
    }
}
