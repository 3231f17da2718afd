//! The files that nothing may be written onto, such as the pictures of a job, by whatever name they are reached.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use crate::files::PictureFile;

/// Files, and what they are links to. Names that differ only in case or in
/// Unicode form count as one, as on some disks.
#[derive(Debug)]
pub struct Inputs(HashSet<String>);

impl Inputs {
    /// The pictures of a job. Cost: as [`Inputs::of_paths`].
    pub fn of(pictures: &[PictureFile]) -> Self {
        Self::of_paths(pictures.iter().map(|picture| picture.path.as_path()))
    }

    /// These files. Cost: one look at the disk for each folder and each file that is a link.
    pub fn of_paths<'a>(paths: impl Iterator<Item = &'a Path>) -> Self {
        let mut folders = Folders::default();
        let mut inputs = HashSet::new();
        for path in paths {
            inputs.insert(key(&folders.real(path)));
            if path.is_symlink() {
                inputs.extend(path.canonicalize().ok().map(|target| key(&target)));
            }
        }
        Self(inputs)
    }

    /// The first of these paths that is one of the files.
    pub fn first_among<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) -> Option<&'a Path> {
        let mut folders = Folders::default();
        paths.into_iter().find(|path| {
            let is_link_to_input =
                || path.is_symlink() && path.canonicalize().is_ok_and(|target| self.0.contains(&key(&target)));
            self.0.contains(&key(&folders.real(path))) || is_link_to_input()
        })
    }
}

/// Folders by their real paths, each looked up once.
#[derive(Default)]
struct Folders(HashMap<PathBuf, PathBuf>);

impl Folders {
    /// The path with its folder made real; what is not there yet stays as it is written.
    fn real(&mut self, path: &Path) -> PathBuf {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return path.to_owned() };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        if let Some(real) = self.0.get(parent) {
            return real.join(name);
        }
        let real = parent.canonicalize().unwrap_or_else(|_| parent.to_owned());
        let path = real.join(name);
        self.0.insert(parent.to_owned(), real);
        path
    }
}

/// A path as a name that is compared without regard to case, and to whether an accent is a letter of its own.
pub(super) fn key(path: &Path) -> String {
    let name = path.to_string_lossy();
    // Most names are of plain letters, which are put together as they are.
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().collect::<String>().to_lowercase() }
}
