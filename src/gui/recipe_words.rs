//! Recipes with their values, as people say them. Knows no panel.

use crate::compare::words::in_sentence;
use crate::filters::Param;
use crate::job::{Recipe, Step};
use crate::words::Language;

/// A recipe with its values for people: "Gaussian blur, radius 5", "Smooth, then gaussian blur, radius 5".
pub(crate) fn recipe_in_words(recipe: &Recipe, words: Language) -> String {
    let first = step_in_words(recipe.first(), words);
    recipe.then().iter().fold(first, |said, step| words.then(said, in_sentence(&step_in_words(step, words))))
}

fn step_in_words(step: &Step, words: Language) -> String {
    let title = step.filter.title_in(words).to_owned();
    let with_value = |said: String, (param, numbers): (&Param, &[f64])| {
        words.with_value(said, param.label_in(words).to_lowercase(), param.text(numbers))
    };
    step.values.iter().fold(title, with_value)
}

/// The same of a recipe as it is written; as it is, if an earlier version wrote what is not known now.
pub(crate) fn written_in_words(word: &str, words: Language) -> String {
    Recipe::parse(word).map_or_else(|_| word.to_owned(), |recipe| recipe_in_words(&recipe, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters;

    #[test]
    fn recipes_are_said_with_their_values() {
        let said = |word: &str| written_in_words(word, Language::English);
        let titled = |id: &str| filters::find(id).unwrap().title;
        assert_eq!(said("blur:radius=2.5"), format!("{}, radius 2.5", titled("blur")));
        assert_eq!(said("edges"), titled("edges"));
        assert_eq!(said("edges+smooth"), format!("{}, then {}", titled("edges"), titled("smooth").to_lowercase()));
        assert_eq!(said("of another version"), "of another version");
    }
}
