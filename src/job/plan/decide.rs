//! What happens to outputs that are there already, and what a person should know of it.
//!
//! Asks the disk what is there, and the journal of the output folder what it was made from.

use super::super::provenance::{Journalled, Known, Provenance, real_name};
use super::super::{Existing, Job};
use super::{Action, PlannedOutput};
use crate::files::{self, PictureFile, Stamp};

/// Why a person may not expect that an output is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It is not as Pixloom left it: somebody has worked on it.
    Retouched,
    /// The journal says that it was made from another picture.
    OfAnother,
    /// Its name may have been another picture's, and no journal tells.
    MayBeOfAnother,
    /// The journal does not know it, so that a changed recipe would not be noticed.
    NotInJournal,
}

impl Doubt {
    /// In a few words, beside the output.
    pub fn brief(self) -> &'static str {
        match self {
            Self::Retouched => "changed by another program",
            Self::OfAnother => "made from another picture",
            Self::MayBeOfAnother => "may be of another picture",
            Self::NotInJournal => "not in the journal",
        }
    }

    pub(super) const ALL: [Self; 4] = [Self::Retouched, Self::OfAnother, Self::MayBeOfAnother, Self::NotInJournal];
}

/// What a person should know of outputs that are kept, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// So many outputs are in doubt.
    #[error("{}", doubted(*.0, *.1))]
    Doubted(Doubt, usize),
    /// The journal is there and cannot be read.
    #[error("the journal of the output folder cannot be read ({0}), so that only the age of outputs counts")]
    Unreadable(String),
    /// Lines of the journal cannot be understood.
    #[error("{0} of the lines in the journal of the output folder cannot be understood and are passed over")]
    Garbled(usize),
}

fn doubted(doubt: Doubt, n: usize) -> String {
    let (outputs, are, were) = if n == 1 { ("output", "is", "was") } else { ("outputs", "are", "were") };
    match doubt {
        Doubt::Retouched => {
            format!("{n} {outputs} {were} changed by another program since, and {are} kept: overwrite to make anew")
        }
        Doubt::OfAnother => format!(
            "{n} {outputs} that {are} kept {were} made from other pictures than the ones that now have their names: \
             choose another output folder, or overwrite"
        ),
        Doubt::MayBeOfAnother => format!(
            "{n} {outputs} that {are} kept may be of other pictures, because such names move when pictures come and \
             go: choose another output folder, or overwrite"
        ),
        Doubt::NotInJournal => format!(
            "{n} {outputs} that {are} kept {were} made without a journal, so that a changed recipe cannot be noticed: \
             overwrite to make anew"
        ),
    }
}

/// Decides, one output after the other.
pub(super) struct Decider<'a> {
    job: &'a Job,
    /// The real name of the job's folder, asked for once.
    folder: String,
    known: Known,
    is_stopped: &'a dyn Fn() -> bool,
}

impl<'a> Decider<'a> {
    pub(super) fn new(job: &'a Job, is_stopped: &'a dyn Fn() -> bool) -> Self {
        let is_asked = job.output.existing != Existing::Overwrite;
        let known = if is_asked { Known::of(&job.output.folder) } else { Known::default() };
        Self { job, folder: real_name(&job.folder), known, is_stopped }
    }

    /// What happens to an output where this is already.
    pub(super) fn decide(
        &self,
        picture: &PictureFile,
        recipe_word: &str,
        output: &PlannedOutput,
        there: Stamp,
    ) -> (Action, Option<Doubt>) {
        let line = self.known.line(&self.job.output.folder, &output.path);
        match (self.job.output.existing, line) {
            (Existing::Overwrite, _) => (Action::Replace, None),
            (Existing::Keep, Some(line)) => {
                (Action::Keep, (!line.is_of(&self.folder, picture)).then_some(Doubt::OfAnother))
            }
            (Existing::Keep, None) => (Action::Keep, output.may_move.then_some(Doubt::MayBeOfAnother)),
            (Existing::Resume, Some(line)) => {
                self.judged(line, there, output, picture, &Provenance::of(self.job, picture, recipe_word, output))
            }
            (Existing::Resume, None) if is_older(there, picture) => (Action::Replace, None),
            (Existing::Resume, None) if output.may_move => (Action::Keep, Some(Doubt::MayBeOfAnother)),
            (Existing::Resume, None) => (Action::Keep, Some(Doubt::NotInJournal)),
        }
    }

    /// What becomes of an output that the journal knows, when resuming. What somebody has worked on is kept, whatever
    /// has changed, and so is what was made from another folder's pictures. A file that is no whole picture is nobody's
    /// work: it was torn. Reads the file only when it would be replaced.
    fn judged(
        &self,
        line: &Journalled,
        there: Stamp,
        output: &PlannedOutput,
        picture: &PictureFile,
        wanted: &Provenance,
    ) -> (Action, Option<Doubt>) {
        if line.made_from == *wanted && line.is_whole(there) {
            return (Action::Keep, None);
        }
        let is_retouched =
            line.was_changed(&output.path, there) && files::is_whole_picture(&output.path, self.is_stopped);
        match (is_retouched, line.is_of(&self.folder, picture)) {
            (true, true) => (Action::Keep, Some(Doubt::Retouched)),
            (true, false) => (Action::Keep, Some(Doubt::OfAnother)),
            (false, false) if !line.is_of_folder(&self.folder) => (Action::Keep, Some(Doubt::OfAnother)),
            (false, _) => (Action::Replace, None),
        }
    }

    /// What is to be said of the journal itself.
    pub(super) fn remarks(self) -> Vec<Remark> {
        let garbled = (self.known.n_garbled > 0).then_some(Remark::Garbled(self.known.n_garbled));
        self.known.unreadable.map(Remark::Unreadable).into_iter().chain(garbled).collect()
    }
}

fn is_older(there: Stamp, picture: &PictureFile) -> bool {
    there.modified.is_some_and(|made| made < picture.modified)
}
