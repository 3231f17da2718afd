//! What an output was made from, and how: kept in the journal of the output folder, so that a later run knows which
//! outputs are still those that it would make.

use std::collections::HashMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Job, PlannedOutput};
use crate::files::{self, Effort, PictureFile, Stamp};

/// What an output was made from, and how. Two outputs of equal provenance have equal bytes, if the same version of the
/// program made them: what another version would make of it, resuming does not ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The picture, relative to the folder of the job.
    picture: String,
    picture_bytes: u64,
    picture_modified_ns: u64,
    recipe: String,
    keeps_alpha: bool,
    format: String,
    quality: u8,
    /// `None` for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effort: Option<String>,
}

/// A line of the journal.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journalled {
    /// The output, relative to the output folder.
    output: String,
    output_bytes: u64,
    /// When it was written, by its file; not in journals of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    output_modified_ns: Option<u64>,
    /// The digest of its bytes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    output_digest: Option<String>,
    /// The folder of the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
    #[serde(flatten)]
    pub(super) made_from: Provenance,
}

/// What is known of the outputs of a folder.
#[derive(Debug, Default)]
pub(super) struct Known {
    lines: HashMap<String, Journalled>,
    /// Lines that say nothing that can be understood.
    pub(super) n_garbled: usize,
    /// Why there is a journal that cannot be read.
    pub(super) unreadable: Option<String>,
}

impl Provenance {
    /// The provenance of one output of a job.
    pub fn of(job: &Job, picture: &PictureFile, recipe_word: &str, output: &PlannedOutput) -> Self {
        let coding = job.output.coding;
        let is_usual = !output.format.has_effort() || coding.effort == Effort::default();
        let effort = Some(coding.effort).filter(|_| !is_usual);
        Self {
            picture: picture.relative.to_string_lossy().into_owned(),
            picture_bytes: picture.bytes,
            picture_modified_ns: since_epoch_ns(picture.modified),
            recipe: recipe_word.to_owned(),
            keeps_alpha: job.keeps_alpha(),
            format: output.format.id().to_owned(),
            quality: if output.format.has_quality() { coding.quality } else { 0 },
            effort: effort.map(|effort| effort.id().to_owned()),
        }
    }

    /// The line of the journal that says that an output of a job was made so, and how its file was then.
    pub fn line(self, job: &Job, output: &Path, file: Stamp, digest: u128) -> String {
        let line = Journalled {
            output: name_in(&job.output.folder, output),
            output_digest: Some(format!("{digest:032x}")),
            folder: Some(real_name(&job.folder)),
            output_bytes: file.bytes,
            output_modified_ns: file.modified.map(since_epoch_ns),
            made_from: self,
        };
        // Text and numbers always have a JSON form.
        serde_json::to_string(&line).unwrap_or_default()
    }
}

impl Journalled {
    /// Whether the output was made from this picture of the folder of this [`real_name`], in whatever way.
    pub(super) fn is_of(&self, folder: &str, picture: &PictureFile) -> bool {
        self.is_of_folder(folder) && self.made_from.picture == picture.relative.to_string_lossy()
    }

    /// Whether the output was made by a job on the folder of this [`real_name`], as far as the journal tells.
    pub(super) fn is_of_folder(&self, folder: &str) -> bool {
        self.folder.as_ref().is_none_or(|known| known == folder)
    }

    /// Whether the file is as long as it was.
    pub(super) fn is_whole(&self, there: Stamp) -> bool {
        self.output_bytes == there.bytes
    }

    /// Whether the file has other bytes than were written then. Reads it; older journals have nothing but its stamp.
    pub(super) fn was_changed(&self, output: &Path, there: Stamp) -> bool {
        match &self.output_digest {
            Some(digest) => files::digest_of_file(output).is_none_or(|now| format!("{now:032x}") != *digest),
            None => !self.is_whole(there) || self.output_modified_ns != there.modified.map(since_epoch_ns),
        }
    }
}

impl Known {
    /// Reads the journal of an output folder. What cannot be understood counts as not there, and is said.
    pub(super) fn of(output_folder: &Path) -> Self {
        let mut known = Self::default();
        match files::read_journal(output_folder) {
            Ok(lines) => lines.iter().for_each(|line| known.add(line)),
            Err(error) => known.unreadable = Some(error.to_string()),
        }
        known
    }

    fn add(&mut self, line: &str) {
        match serde_json::from_str::<Journalled>(line) {
            Ok(line) => drop(self.lines.insert(line.output.clone(), line)),
            Err(_) => self.n_garbled += 1,
        }
    }

    /// What the journal says of an output; the last word counts.
    pub(super) fn line(&self, folder: &Path, output: &Path) -> Option<&Journalled> {
        self.lines.get(&name_in(folder, output))
    }
}

/// A folder's name from the root, however it is written. Cost: a look at the disk for each folder above it.
pub(super) fn real_name(folder: &Path) -> String {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).to_string_lossy().into_owned()
}

fn name_in(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}

/// 64 bits hold the nanoseconds of five centuries.
fn since_epoch_ns(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}
