//! Recipes as a text that people read and write: one recipe a line, in the words of the command line.
//!
//! `#` begins a comment, wherever it stands; empty lines are passed over. Knows no pixels and no files.

use std::collections::HashMap;

use super::{Recipe, RecipeError};

/// What stands above the recipes, for whoever meets the text alone.
const HEAD: &str = "\
# Recipes of Pixloom, one a line: a filter, with values, or a chain joined by +.
# pixloom run PICTURES -o OUT --recipes THIS_FILE
";

/// A text that is no list of recipes.
#[derive(Debug, thiserror::Error)]
pub enum RecipeListError {
    /// It is a picture, or a text in another encoding.
    #[error("it is no text in UTF-8: choose another file, or save it as UTF-8")]
    NotUtf8,
    /// There is nothing but comments in it.
    #[error("it holds no recipe: write one a line, like edges, blur:radius=2.5 or smooth+edges")]
    Empty,
    /// A line is no recipe.
    #[error("line {line}: {source}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        source: RecipeError,
    },
    /// Two lines are the same recipe, which would make the same outputs twice.
    #[error("line {line}: the recipe {word} stands in line {first} already: remove one of them")]
    Twice {
        /// The number of the second one, from 1.
        line: usize,
        /// The number of the first one.
        first: usize,
        /// The recipe.
        word: String,
    },
}

/// Reads the recipes of a text, in order, each different.
///
/// # Errors
/// When one line cannot be understood, with its number.
pub fn parse_recipes(text: &[u8]) -> Result<Vec<Recipe>, RecipeListError> {
    let text = std::str::from_utf8(text).map_err(|_| RecipeListError::NotUtf8)?;
    // Some editors begin every text with this mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut recipes, mut lines) = (Vec::new(), HashMap::new());
    for (line, words) in (1..).zip(text.lines()) {
        let word = words.split('#').next().unwrap_or_default().trim();
        if word.is_empty() {
            continue;
        }
        let recipe = Recipe::parse(word).map_err(|source| RecipeListError::Line { line, source })?;
        if let Some(first) = lines.insert(recipe.word(), line) {
            return Err(RecipeListError::Twice { line, first, word: recipe.word() });
        }
        recipes.push(recipe);
    }
    if recipes.is_empty() { Err(RecipeListError::Empty) } else { Ok(recipes) }
}

/// Recipes as a text, which [`parse_recipes`] reads back.
pub fn recipes_text<'a>(recipes: impl IntoIterator<Item = &'a Recipe>) -> String {
    let lines = recipes.into_iter().map(|recipe| recipe.word() + "\n");
    format!("{HEAD}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters;

    fn words(text: &str) -> Vec<String> {
        parse_recipes(text.as_bytes()).unwrap().iter().map(Recipe::word).collect()
    }

    #[test]
    fn every_filter_and_chains_with_values_are_read_back() {
        let chain = Recipe::parse("smooth+blur:radius=2.5+kernel:weights=0/-1/0/-1/5/-1/0/-1/0,offset=0.5").unwrap();
        let recipes: Vec<Recipe> = filters::ALL.iter().copied().map(Recipe::of).chain([chain]).collect();
        assert_eq!(parse_recipes(recipes_text(&recipes).as_bytes()).unwrap(), recipes);
    }

    #[test]
    fn comments_empty_lines_and_marks_of_other_systems_are_passed_over() {
        assert_eq!(words("\u{feff}# mine\r\n\r\n edges \r\nblur:radius=2 # soft"), ["edges", "blur:radius=2"]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, said) in [
            ("edges\n# x\nsparkle\n", "line 3: there is no filter \"sparkle\""),
            ("edges\nblur:radius=-4", "line 2: blur: radius=-4 is out of range"),
            ("blur\nedges\nblur:radius=5", "line 3: the recipe blur stands in line 1 already"),
            ("\n# nothing\n", "it holds no recipe"),
        ] {
            let error = parse_recipes(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text}: {error}");
        }
        assert!(matches!(parse_recipes(b"\xff\xfee\0d\0"), Err(RecipeListError::NotUtf8)));
    }
}
