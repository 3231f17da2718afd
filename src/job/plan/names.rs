//! What outputs are called: by the template, and told apart where two would have one name.
//!
//! Asks the disk only for the real name of a folder that is written as `.` or `..`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::super::inputs::key;
use super::super::{Job, NameParts};
use super::{Action, PlannedOutput};
use crate::files::{Format, PictureFile};

impl Job {
    /// Every output under the name that its template gives, clashes not yet told apart.
    pub(super) fn named(&self) -> Vec<PlannedOutput> {
        let slugs: Vec<String> = self.recipes.iter().map(|recipe| recipe.slug()).collect();
        let may_move = self.output.name.may_move();
        let mut outputs = Vec::with_capacity(self.n_outputs());
        for (picture_idx, picture) in self.pictures.iter().enumerate() {
            let format = self.output.format.unwrap_or_else(|| kept_format(picture));
            let folder = self.output.folder.join(picture.relative.parent().unwrap_or(Path::new("")));
            let parent = folder_name(picture.path.parent().unwrap_or(Path::new("")));
            let stem = picture.path.file_stem().unwrap_or_default().to_string_lossy();
            for slug in &slugs {
                let name = self.output.name.fill(NameParts {
                    filter: slug,
                    stem: &stem,
                    ext: format.extension(),
                    index: picture_idx + 1,
                    n_pictures: self.pictures.len(),
                    folder: &parent,
                });
                outputs.push(PlannedOutput {
                    path: folder.join(name),
                    format,
                    action: Action::Make,
                    is_renamed: false,
                    may_move,
                    there: None,
                    doubt: None,
                });
            }
        }
        outputs
    }
}

/// Gives outputs of one name different ones: first by the picture's extension, then by number. Names that differ
/// only in case are one name on some systems, so they are told apart too.
pub(super) fn tell_apart(outputs: &mut [PlannedOutput], pictures: &[PictureFile], n_recipes: usize) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for output in outputs.iter() {
        *counts.entry(key(&output.path)).or_default() += 1;
    }
    let mut taken: HashSet<String> = counts.iter().filter(|(_, n)| **n == 1).map(|(name, _)| name.clone()).collect();
    // Where the numbers of a name go on, so that many clashes do not count from the start each time.
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut numbered = Vec::new();
    for (idx, (output, picture)) in outputs.iter_mut().zip(repeated(pictures, n_recipes)).enumerate() {
        if counts.get(&key(&output.path)).is_none_or(|n| *n == 1) {
            continue;
        }
        let source_ext = picture.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let first = with_suffix(&output.path, &source_ext);
        numbered.push((idx, key(&first)));
        let number = next.entry(key(&first)).or_insert(1);
        loop {
            let candidate = match *number {
                1 => first.clone(),
                n => with_suffix(&output.path, &format!("{source_ext}-{n}")),
            };
            *number += 1;
            if taken.insert(key(&candidate)) {
                output.path = candidate;
                output.is_renamed = true;
                break;
            }
        }
    }
    // Of several that would have the same name even so, the first may be the second when another picture has come.
    for (idx, first) in numbered {
        if let Some(output) = outputs.get_mut(idx) {
            output.may_move |= next.get(&first).is_some_and(|number| *number > 2);
        }
    }
}

/// Each picture as often as it has outputs.
fn repeated(pictures: &[PictureFile], n_recipes: usize) -> impl Iterator<Item = &PictureFile> {
    pictures.iter().flat_map(move |picture| std::iter::repeat_n(picture, n_recipes))
}

/// What a folder is called, also when it is written as `.` or `..`.
fn folder_name(folder: &Path) -> String {
    let real = || folder.canonicalize().ok().and_then(|real| real.file_name().map(|name| name.to_owned()));
    let name = folder.file_name().map(|name| name.to_owned()).or_else(real);
    name.map_or("folder".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The format a picture keeps: its own, or PNG when its own cannot be written.
fn kept_format(picture: &PictureFile) -> Format {
    Format::of_path(&picture.path).filter(|format| format.is_writable()).unwrap_or(Format::Png)
}

/// `edges_a.png` with `jpg` is `edges_a-jpg.png`.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ext = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{suffix}.{ext}"))
}
