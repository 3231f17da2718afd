//! `pixloom samples`: makes sample pictures.

use super::CliError;
use super::args::SamplesWords;
use super::interrupt::Interrupt;
use super::say::{Outcome, say};
use crate::compare::words::count;
use crate::samples;

/// Makes the pictures.
pub(super) fn samples(words: &SamplesWords) -> Result<Outcome, CliError> {
    let interrupt = Interrupt::listen();
    let made = samples::write(&words.folder, words.count.get(), words.size, words.seed, &|| interrupt.came())?;
    let (width, height) = words.size;
    say(&format!("{} of {width} x {height} pixels made: {}", count(made.len(), "picture"), words.folder.display()))?;
    Ok(if interrupt.came() { Outcome::Interrupted } else { Outcome::AllWell })
}
