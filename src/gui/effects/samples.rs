//! Making sample pictures, for people who want to look around first.

use super::{Mail, storage_folder};
use crate::gui::action::News;
use crate::samples::{self, SamplesError};

/// Enough to be worth sharing out, few enough to be made in a moment.
const COUNT: usize = 24;

/// Width and height in pixels.
const SIZE: (usize, usize) = (1200, 800);

/// Always the same pictures.
const SEED: u64 = 1;

pub(super) fn start(mail: &Mail) {
    mail.elsewhere("pixloom-samples", |mail| {
        let folder = storage_folder().join("samples");
        let made = match samples::write(&folder, COUNT, SIZE, SEED, &|| false) {
            // They were made before: nothing else is put there.
            Ok(_) | Err(SamplesError::Exists(_)) => Ok(folder),
            Err(error) => Err(error.to_string()),
        };
        mail.tell(News::SamplesMade(made));
    });
}
