//! Recipes as files that people read and write.

use std::path::{Path, PathBuf};

use super::Mail;
use crate::files::{self, Format, NewFile, Replace, Saved};
use crate::gui::action::News;
use crate::job::{Recipe, parse_recipes};

/// Why a file is not written. Whoever chose it was asked by the dialog whether it may be replaced, but pictures are
/// never written to.
const IS_PICTURE: &str = "the name is that of a picture: choose one that ends in .txt";

/// Why none of the names that were tried is written to.
const ALL_TAKEN: &str = "there are too many lists of recipes in this folder: remove some";

/// How many names are tried until one is free.
const MOST_NAMES: usize = 1000;

pub(super) fn save(mail: &Mail, path: PathBuf, text: String, replace: Replace) {
    mail.elsewhere("pixloom-recipes", move |mail| {
        let saved = write(&path, &text, replace);
        let (path, saved) = saved.map_or_else(|reason| (path, Err(reason)), |path| (path, Ok(())));
        mail.tell(News::RecipesSaved(path, saved));
    });
}

pub(super) fn open(mail: &Mail, path: PathBuf) {
    mail.elsewhere("pixloom-recipes", move |mail| {
        let read = read(&path);
        mail.tell(News::RecipesRead(path, read));
    });
}

/// Writes the text and says where it is: in this file, or in one that is numbered where this one is there and to be kept.
fn write(path: &Path, text: &str, replace: Replace) -> Result<PathBuf, String> {
    if Format::of_path(path).is_some() {
        return Err(IS_PICTURE.to_owned());
    }
    for number in 1..MOST_NAMES {
        let path = numbered(path, number);
        let file = NewFile { path: &path, parts: &[text.as_bytes()], replace, modified: None };
        if files::save(file, &|| false).map_err(|error| error.to_string())? != Saved::Kept {
            return Ok(path);
        }
    }
    Err(ALL_TAKEN.to_owned())
}

/// "recipes.txt", then "recipes-2.txt".
fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    let extension = path.extension().unwrap_or_default();
    path.with_file_name(name).with_extension(extension)
}

fn read(path: &Path) -> Result<Vec<Recipe>, String> {
    let text = files::read(path).map_err(|error| format!("it cannot be read ({error}): look whether it is there"))?;
    parse_recipes(&text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::recipes_text;

    #[test]
    fn recipes_are_written_whole_and_read_back_and_pictures_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("모음 1.txt");
        for recipes in [Recipe::tutorial(), vec![Recipe::parse("smooth+blur:radius=2.5").unwrap()]] {
            assert_eq!(write(&path, &recipes_text(&recipes), Replace::Overwrite).unwrap(), path);
            assert_eq!(read(&path).unwrap(), recipes);
        }
        assert_eq!(write(&folder.path().join("a.png"), "edges", Replace::Overwrite).unwrap_err(), IS_PICTURE);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::write(&path, "edges\nsparkle").unwrap();
        assert!(read(&path).unwrap_err().starts_with("line 2: "));
        assert!(read(&folder.path().join("none.txt")).unwrap_err().starts_with("it cannot be read"));
    }
    #[test]
    fn a_list_that_nobody_has_seen_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("recipes.txt");
        let names = ["edges", "smooth", "blur"].map(|text| write(&path, text, Replace::Keep).unwrap());
        let names = names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(names, ["recipes.txt", "recipes-2.txt", "recipes-3.txt"]);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "edges");
    }
}
