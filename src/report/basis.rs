//! What a comparison rests on, in words: job, rounds, identity of outputs, machine, test. The same in the terminal and
//! below the chart. Measures and judges nothing.

use crate::compare::{Comparison, Mode};
use crate::files::Format;
use crate::job::Recipe;
use crate::words::Language;

/// What a comparison rests on, a sentence each, in the language in which it is told.
pub fn basis(comparison: &Comparison) -> Vec<String> {
    let (words, machine) = (comparison.words, &comparison.machine);
    let mut sentences = vec![comparison.proof(), job(comparison)];
    sentences.extend(problems(comparison));
    sentences.push(words.machine(&machine.processor, words.n_cores(machine.logical_cores), &machine.os));
    sentences.extend(comparison.enough.as_ref().and_then(|enough| enough.in_words(words)));
    sentences.extend(comparison.verdict.certainty.clone());
    sentences
}

fn job(comparison: &Comparison) -> String {
    let (words, job) = (comparison.words, &comparison.job);
    let measured = match job.mode {
        Mode::Whole => words.read_filtered_written(written(comparison)),
        Mode::Filters => words.filtered_in_memory().to_owned(),
    };
    let incomplete = if comparison.is_complete { "" } else { words.and_early() };
    let size = words.job_size(words.n_pictures(job.pictures.len()), words.n_recipes(job.recipes.len()));
    words.job_done(size, recipes(&job.recipes, words), measured, words.n_rounds(comparison.rounds), incomplete)
}

/// As many as fit in a line, of more the first ones: in English as they are written, elsewhere by their titles.
fn recipes(recipes: &[String], words: Language) -> String {
    const MOST: usize = 8;
    let more = recipes.len().saturating_sub(MOST);
    let title = |word: &String| Recipe::parse(word).map_or_else(|_| word.clone(), |recipe| recipe.title_in(words));
    let first = recipes.get(..MOST).unwrap_or(recipes);
    let named = match words {
        Language::English => first.join(" "),
        Language::Korean => first.iter().map(title).collect::<Vec<_>>().join(", "),
    };
    if more == 0 { named } else { words.and_more(named, more) }
}

/// The format, and what was asked of it, where that was said.
fn written(comparison: &Comparison) -> String {
    let words = comparison.words;
    let Some(asked) = &comparison.asked else { return String::new() };
    let Some(format) = asked.format.as_deref().and_then(Format::from_id) else { return String::new() };
    let quality = if format.has_quality() { words.of_quality(asked.quality) } else { String::new() };
    let effort = if format.has_effort() { words.with_effort(&asked.effort) } else { String::new() };
    words.as_format(format, quality, effort)
}

fn problems(comparison: &Comparison) -> Option<String> {
    let (words, n) = (comparison.words, comparison.job.problems.len());
    (n > 0).then(|| words.problems_in_every_run(words.n_problems(n), words.n_outputs(comparison.job.outputs)))
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
        assert_eq!(recipes(&["a"; 9].map(str::to_owned), Language::English), "a a a a a a a a and 1 more");
    }
}
