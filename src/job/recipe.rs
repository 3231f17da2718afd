//! Recipes: chains of filters with their values, and the words that people write for them.
//!
//! `edges`, `blur:radius=2.5`, `smooth+edges`, `kernel:weights=0/-1/0/-1/5/-1/0/-1/0`. Knows no pixels and no files.

use std::fmt::Write as _;

use crate::filters::{self, Filter, ValueError, Values};
use crate::words::Language;

/// One filter with its values.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is done.
    pub filter: &'static Filter,
    /// How it is set.
    pub values: Values,
}

/// A chain of one or more filters. One recipe applied to one picture gives one output.
#[derive(Clone, Debug)]
pub struct Recipe {
    first: Step,
    then: Vec<Step>,
}

/// A recipe that cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// A word without a filter in it.
    #[error("\"{word}\" names no filter: write one like edges, blur:radius=2.5 or smooth+edges")]
    Empty {
        /// The whole recipe as written.
        word: String,
    },
    /// No filter has this id.
    #[error("there is no filter \"{given}\": choose from {known}")]
    UnknownFilter {
        /// What was written.
        given: String,
        /// Every id.
        known: String,
    },
    /// Several filters, or a value, without the marks between them.
    #[error("there is no filter \"{given}\": {hint}")]
    Marks {
        /// What was written.
        given: String,
        /// How it is written.
        hint: String,
    },
    /// A parameter without a value, or a value that is no number.
    #[error("\"{given}\" sets nothing: write a parameter and a number, like radius=2.5")]
    NoNumber {
        /// What was written.
        given: String,
    },
    /// A parameter or value that the filter does not take.
    #[error("{filter}: {source}")]
    Value {
        /// The filter's id.
        filter: &'static str,
        /// What is wrong with it.
        source: ValueError,
    },
}

impl Step {
    /// A filter at its defaults.
    pub fn new(filter: &'static Filter) -> Self {
        Self { filter, values: Values::defaults(filter.params) }
    }

    fn parse(word: &str) -> Result<Self, RecipeError> {
        let (id, settings) = word.split_once(':').map_or((word, None), |(id, settings)| (id, Some(settings)));
        let known = || filters::ALL.iter().map(|filter| filter.id).collect::<Vec<_>>().join(", ");
        let unknown = || match hint(id.trim()) {
            Some(hint) => RecipeError::Marks { given: id.trim().to_owned(), hint },
            None => RecipeError::UnknownFilter { given: id.trim().to_owned(), known: known() },
        };
        let filter = filters::find(id.trim()).ok_or_else(unknown)?;
        let refused = |source| RecipeError::Value { filter: filter.id, source };
        let mut step = Self::new(filter);
        for setting in settings.into_iter().flat_map(|settings| settings.split(',')) {
            let no_number = || RecipeError::NoNumber { given: word.to_owned() };
            let (param, numbers) = setting.split_once('=').ok_or_else(no_number)?;
            let numbers: Result<Vec<f64>, _> = numbers.split('/').map(|number| number.trim().parse()).collect();
            let set = step.values.set(param.trim(), &numbers.map_err(|_| no_number())?);
            set.map_err(refused)?;
        }
        step.check()?;
        Ok(step)
    }

    /// Looks whether its values agree with each other.
    ///
    /// # Errors
    /// When two values are allowed each alone, but not together.
    pub fn check(&self) -> Result<(), RecipeError> {
        self.values.check().map_err(|source| RecipeError::Value { filter: self.filter.id, source })
    }

    fn word(&self) -> String {
        let mut word = self.filter.id.to_owned();
        for (n, (param, numbers)) in self.values.changed().enumerate() {
            let mark = if n == 0 { ':' } else { ',' };
            let _ = write!(word, "{mark}{}={}", param.id, param.text(numbers));
        }
        word
    }
}

/// What may have been meant by a word that is no filter.
fn hint(word: &str) -> Option<String> {
    if let Some((id, number)) = word.split_once('=') {
        let filter = filters::find(id.trim())?;
        return Some(match filter.params.first() {
            Some(param) => format!("write a value with its name, like {}:{}={number}", filter.id, param.id),
            None => format!("{} takes no values", filter.id),
        });
    }
    let ids: Vec<&str> = word.split([',', ';', ' ']).map(str::trim).collect();
    let are_filters = ids.len() > 1 && ids.iter().all(|id| filters::find(id).is_some());
    are_filters
        .then(|| format!("write -f {} for each alone, or {} for one after the other", ids.join(" -f "), ids.join("+")))
}

impl Recipe {
    /// A recipe of one step at its defaults.
    pub fn of(filter: &'static Filter) -> Self {
        Self::of_step(Step::new(filter))
    }

    /// A recipe of one step.
    pub fn of_step(first: Step) -> Self {
        Self { first, then: Vec::new() }
    }

    /// A recipe of these steps; none when there are none.
    pub fn of_steps(steps: impl IntoIterator<Item = Step>) -> Option<Self> {
        let mut steps = steps.into_iter();
        Some(Self { first: steps.next()?, then: steps.collect() })
    }

    /// Changes the steps. A change that leaves none is not made.
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<Step>)) {
        let mut steps: Vec<Step> = self.steps().cloned().collect();
        change(&mut steps);
        if let Some(changed) = Self::of_steps(steps) {
            *self = changed;
        }
    }

    /// The tutorial's recipes: each of its filters alone, at its defaults.
    pub fn tutorial() -> Vec<Self> {
        filters::tutorial().iter().copied().map(Self::of).collect()
    }

    /// Reads a recipe as people write it: `edges`, `blur:radius=2.5`, `smooth+edges`.
    ///
    /// # Errors
    /// When a filter, parameter or value is not known, with what there is.
    pub fn parse(word: &str) -> Result<Self, RecipeError> {
        if word.split('+').any(|step| step.trim().is_empty()) {
            return Err(RecipeError::Empty { word: word.to_owned() });
        }
        let steps: Vec<Step> = word.split('+').map(Step::parse).collect::<Result<_, _>>()?;
        Self::of_steps(steps).ok_or_else(|| RecipeError::Empty { word: word.to_owned() })
    }

    /// The first step.
    pub fn first(&self) -> &Step {
        &self.first
    }

    /// The steps after the first.
    pub fn then(&self) -> &[Step] {
        &self.then
    }

    /// The last step, which is the first where there is one.
    pub fn last(&self) -> &Step {
        self.then.last().unwrap_or(&self.first)
    }

    /// Every step in order, at least one.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::once(&self.first).chain(&self.then)
    }

    /// Looks whether the values of every step agree with each other.
    ///
    /// # Errors
    /// When two values are allowed each alone, but not together.
    pub fn check(&self) -> Result<(), RecipeError> {
        self.steps().try_for_each(Step::check)
    }

    /// The recipe as people write it; [`Recipe::parse`] reads it back. Defaults are left out.
    pub fn word(&self) -> String {
        self.steps().map(Step::word).collect::<Vec<_>>().join("+")
    }

    /// The recipe as a part of a file name: without `:`, `=` and `/`, which some systems refuse.
    pub fn slug(&self) -> String {
        self.word().replace([':', ','], "-").replace('=', "").replace('/', "~")
    }

    /// The recipe for people: "Gaussian blur", "Smooth, then edges".
    pub fn title(&self) -> String {
        self.title_in(Language::English)
    }

    /// The same in this language.
    pub fn title_in(&self, words: Language) -> String {
        let first = self.first.filter.title_in(words).to_owned();
        self.then.iter().fold(first, |title, step| words.then(title, step.filter.title_in(words).to_lowercase()))
    }
}

impl PartialEq for Recipe {
    fn eq(&self, other: &Self) -> bool {
        self.word() == other.word()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_written_back() {
        let sharp = "kernel:weights=0/-1/0/-1/5/-1/0/-1/0,offset=0.5";
        for word in ["edges", "blur:radius=2.5", "smooth+edges", "smooth+blur:radius=1+edges", sharp] {
            assert_eq!(Recipe::parse(word).unwrap().word(), word);
        }
        assert_eq!(Recipe::parse(" smooth + blur : radius = 5 ").unwrap().word(), "smooth+blur");
        assert_eq!(Recipe::parse("smooth+blur:radius=2.5").unwrap().slug(), "smooth+blur-radius2.5");
        assert_eq!(Recipe::parse(sharp).unwrap().slug(), "kernel-weights0~-1~0~-1~5~-1~0~-1~0-offset0.5");
        assert_eq!(Recipe::parse("smooth+edges").unwrap().title(), "Smooth, then edges");
        assert_eq!(Recipe::parse("smooth+edges").unwrap().steps().count(), 2);
    }

    #[test]
    fn steps_are_changed_but_the_last_one_stays() {
        let mut recipe = Recipe::parse("smooth+edges").unwrap();
        recipe.change(|steps| steps.swap(0, 1));
        assert_eq!(recipe.word(), "edges+smooth");
        recipe.change(|steps| drop(steps.remove(0)));
        recipe.change(Vec::clear);
        assert_eq!(recipe.word(), "smooth");
    }

    #[test]
    fn every_filter_has_a_recipe() {
        for filter in filters::ALL {
            assert_eq!(Recipe::parse(filter.id).unwrap(), Recipe::of(filter));
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (word, said) in [
            ("", "names no filter"),
            ("edges++smooth", "names no filter"),
            ("sparkle", "choose from blur, edges"),
            ("blur:", "\"blur:\" sets nothing"),
            ("blur:radius", "radius=2.5"),
            ("blur:radius=2,", "radius=2.5"),
            ("blur:radius=abc", "radius=2.5"),
            ("blur:radius=-4", "out of range"),
            ("blur:radius=nan", "out of range"),
            ("edges:radius=3", "takes none"),
            ("median:size=4", "write size=3 or size=5"),
            ("median:size=3/5", "one number"),
            ("rank:size=3,rank=9", "0 to 8"),
            ("kernel:weights=1/2/3", "9 or 25 numbers"),
            ("kernel:weights=1/2/x", "radius=2.5"),
            ("kernel:weights=0/0/0/-1/1/0/0/0/0", "(scale) to 1 for their plain sum"),
        ] {
            let error = Recipe::parse(word).unwrap_err().to_string();
            assert!(error.contains(said), "{word}: {error}");
        }
    }
}
