//! What an output was made from, and how: kept in the journal of the output folder, so that a later run knows which
//! outputs are still those that it would make.

use std::collections::HashMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Job, PlannedOutput};
use crate::files::{self, PictureFile};
use crate::filters::Alpha;

/// What an output was made from, and how. Two outputs of equal provenance have equal bytes.
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
}

/// A line of the journal.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// The output, relative to the output folder.
    output: String,
    output_bytes: u64,
    #[serde(flatten)]
    made_from: Provenance,
}

/// What is known of the outputs of a folder.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<String, Line>);

impl Provenance {
    /// The provenance of one output of a job.
    pub fn of(job: &Job, picture: &PictureFile, recipe_word: &str, output: &PlannedOutput) -> Self {
        Self {
            picture: picture.relative.to_string_lossy().into_owned(),
            picture_bytes: picture.bytes,
            picture_modified_ns: since_epoch_ns(picture.modified),
            recipe: recipe_word.to_owned(),
            keeps_alpha: job.alpha == Alpha::Keep,
            format: output.format.id().to_owned(),
            quality: if output.format.has_quality() { job.output.quality } else { 0 },
        }
    }

    /// The line of the journal that says that an output of this many bytes was made so.
    pub fn line(self, output_folder: &Path, output: &Path, output_bytes: u64) -> String {
        let line = Line { output: name_in(output_folder, output), output_bytes, made_from: self };
        // Text and numbers always have a JSON form.
        serde_json::to_string(&line).unwrap_or_default()
    }
}

impl Known {
    /// Reads the journal of an output folder. Lines that cannot be understood count as not there, and so does a journal
    /// that cannot be read: outputs are then judged by their age alone.
    pub(super) fn of(output_folder: &Path) -> Self {
        let lines = files::read_journal(output_folder).unwrap_or_default();
        let lines = lines.iter().filter_map(|line| serde_json::from_str::<Line>(line).ok());
        Self(lines.map(|line| (line.output.clone(), line)).collect())
    }

    /// Whether the journal says that this output was made in another way, or that the file was whole once and is not
    /// any more; none when it says nothing of it.
    pub(super) fn is_stale(&self, folder: &Path, output: &Path, bytes: u64, wanted: &Provenance) -> Option<bool> {
        let line = self.0.get(&name_in(folder, output))?;
        Some(line.made_from != *wanted || line.output_bytes != bytes)
    }
}

fn name_in(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}

/// 64 bits hold the nanoseconds of five centuries.
fn since_epoch_ns(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}
