//! Pictures of the folder that could not be shown in the list: problems that are known before any run.
//!
//! Plain data. They are kept apart from what runs and listing found, because a run may say more of the same picture, and
//! what it said is forgotten when the next one begins.

use std::path::{Path, PathBuf};

use super::state::ProblemLine;

/// More of them tell nobody more.
const MOST: usize = 1000;

/// The pictures, and why each could not be shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unseen {
    listing: u64,
    pictures: Vec<(PathBuf, ProblemLine)>,
}

impl Unseen {
    /// Adds a picture of this listing, once; those of other listings are forgotten.
    pub(super) fn add(&mut self, listing: u64, path: &Path, line: ProblemLine) {
        if self.listing != listing {
            *self = Self { listing, pictures: Vec::new() };
        }
        if self.pictures.len() < MOST && self.pictures.iter().all(|(known, _)| known != path) {
            self.pictures.push((path.to_owned(), line));
        }
    }

    /// Forgets pictures that were read after all.
    pub(super) fn forget(&mut self, is_read: impl Fn(&Path) -> bool) {
        self.pictures.retain(|(path, _)| !is_read(path));
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.pictures.is_empty()
    }

    /// Those of this listing.
    pub(super) fn of(&self, listing: Option<u64>) -> impl Iterator<Item = &(PathBuf, ProblemLine)> {
        self.pictures.iter().filter(move |_| listing == Some(self.listing))
    }
}
