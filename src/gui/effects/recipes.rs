//! Recipes as files that people read and write.

use std::path::{Path, PathBuf};

use super::Mail;
use crate::files::{self, Format, NewFile, Replace};
use crate::gui::action::News;
use crate::job::{Recipe, parse_recipes};

/// Why a file is not written. Whoever chose it was asked by the dialog whether it may be replaced, but pictures are
/// never written to.
const IS_PICTURE: &str = "the name is that of a picture: choose one that ends in .txt";

pub(super) fn save(mail: &Mail, path: PathBuf, text: String) {
    mail.elsewhere("pixloom-recipes", move |mail| {
        let saved = write(&path, &text);
        mail.tell(News::RecipesSaved(path, saved));
    });
}

pub(super) fn open(mail: &Mail, path: PathBuf) {
    mail.elsewhere("pixloom-recipes", move |mail| {
        let read = read(&path);
        mail.tell(News::RecipesRead(path, read));
    });
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if Format::of_path(path).is_some() {
        return Err(IS_PICTURE.to_owned());
    }
    let file = NewFile { path, parts: &[text.as_bytes()], replace: Replace::Overwrite, modified: None };
    files::save(file, &|| false).map(|_| ()).map_err(|error| error.to_string())
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
            write(&path, &recipes_text(&recipes)).unwrap();
            assert_eq!(read(&path).unwrap(), recipes);
        }
        assert_eq!(write(&folder.path().join("a.png"), "edges").unwrap_err(), IS_PICTURE);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::write(&path, "edges\nsparkle").unwrap();
        assert!(read(&path).unwrap_err().starts_with("line 2: "));
        assert!(read(&folder.path().join("none.txt")).unwrap_err().starts_with("it cannot be read"));
    }
}
