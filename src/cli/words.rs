//! From words to jobs and strategies.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::CliError;
use super::args::{AlphaWord, JobWords};
use super::interrupt::Interrupt;
use super::say::mention;
use crate::engine::Strategy;
use crate::files::{self, EncodeOptions, PictureFile, Scan, Scope};
use crate::filters::Alpha;
use crate::job::{Job, OutputOptions, Recipe, parse_recipes};
use crate::strategies;

/// The job that the words ask for, with recipes of their own or else these (the tutorial's when there are none), and the
/// folders that could not be read.
pub(super) fn job(
    words: &JobWords,
    otherwise: &[String],
    out: &Path,
    interrupt: &Interrupt,
) -> Result<(Job, Vec<(PathBuf, String)>), CliError> {
    let recipes = recipes(words, otherwise)?;
    let scope = Scope { is_recursive: words.recursive, leave_out: Some(out) };
    let scan = files::scan(&words.folder, scope, &|| interrupt.came())?;
    scan.passed_over().into_iter().for_each(|passed_over| mention(&format!("note: {passed_over}")));
    let Scan { pictures, unreadable, .. } = scan;
    tell_unreadable(&unreadable);
    let alpha = match words.alpha {
        AlphaWord::Keep => Alpha::Keep,
        AlphaWord::Filter => Alpha::Filter,
    };
    let coding = EncodeOptions { quality: words.quality, effort: words.effort };
    let output = OutputOptions { format: words.format, coding, ..OutputOptions::into_folder(out.to_owned()) };
    Ok((Job { folder: words.folder.clone(), pictures, recipes, alpha, output }, unreadable))
}

/// For each picture, whether the words ask for it.
pub(super) fn chosen(words: &JobWords, pictures: &[PictureFile]) -> Result<Vec<bool>, CliError> {
    let is_except = words.only.is_empty();
    let mut is_chosen = vec![is_except; pictures.len()];
    let idxs = pictures.iter().enumerate().map(|(idx, picture)| (picture.relative.as_path(), idx));
    let idxs: HashMap<&Path, usize> =
        if words.only.len() + words.except.len() > 0 { idxs.collect() } else { HashMap::new() };
    for name in words.only.iter().chain(&words.except) {
        let within = name.strip_prefix(&words.folder).or_else(|_| name.strip_prefix(".")).unwrap_or(name);
        let place = idxs.get(within).and_then(|idx| is_chosen.get_mut(*idx));
        *place.ok_or_else(|| CliError::NoSuchPicture(name.clone()))? = !is_except;
    }
    if !pictures.is_empty() && !is_chosen.contains(&true) { Err(CliError::NoneChosen) } else { Ok(is_chosen) }
}

fn recipes(words: &JobWords, otherwise: &[String]) -> Result<Vec<Recipe>, CliError> {
    let mut recipes = Vec::new();
    for path in &words.recipe_files {
        recipes.extend(recipes_of(path)?);
    }
    let words = if recipes.is_empty() && words.recipes.is_empty() { otherwise } else { &words.recipes };
    for word in words {
        recipes.push(Recipe::parse(word)?);
    }
    Ok(if recipes.is_empty() { Recipe::tutorial() } else { recipes })
}

/// The recipes of a file.
fn recipes_of(path: &Path) -> Result<Vec<Recipe>, CliError> {
    let text = files::read(path).map_err(|error| CliError::NoRecipeFile { error, path: path.to_owned() })?;
    parse_recipes(&text).map_err(|source| CliError::RecipeFile { source, path: path.to_owned() })
}

/// Says what a scan could not read.
pub(super) fn tell_unreadable(unreadable: &[(PathBuf, String)]) {
    for (path, reason) in unreadable {
        mention(&format!("problem: {reason}: {}", path.display()));
    }
}

/// The strategy with this id.
pub(super) fn strategy(id: &str) -> Result<&'static Strategy, CliError> {
    strategies::find(id.trim()).ok_or_else(|| {
        let known: Vec<&str> = strategies::ALL.iter().map(|strategy| strategy.id).collect();
        CliError::UnknownStrategy { given: id.trim().to_owned(), known: known.join(", ") }
    })
}

/// The strategies of a list separated by commas, or all.
pub(super) fn strategies(list: &str) -> Result<Vec<&'static Strategy>, CliError> {
    let mut named = Vec::new();
    for word in list.split(',') {
        match word.trim() {
            "all" => named.extend(strategies::ALL),
            id => named.push(strategy(id)?),
        }
    }
    Ok(named)
}
