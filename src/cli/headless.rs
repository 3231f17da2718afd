//! The main job where there is no window: all strategies compared, on a folder or on sample pictures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::interrupt::Interrupt;
use super::say::{Outcome, mention};
use super::{CliError, compare, words};
use crate::compare::{CompareError, Mode, Rounds, Settings};
use crate::files::{self, Scope, ScratchFolder};
use crate::filters::Alpha;
use crate::job::{Job, OutputOptions, Recipe};
use crate::{machine, samples, strategies};

/// The samples: some seconds' work, so that the answer is there before anybody wonders.
const N_SAMPLES: usize = 7;
const SAMPLE_SIZE: (usize, usize) = (1200, 800);

/// Says why there is no window, then compares.
pub fn instead_of_window(why: &str, folder: Option<PathBuf>) -> Outcome {
    let interrupt = Interrupt::listen();
    let compared = match folder {
        Some(folder) => {
            mention(&format!("{why}; comparing the strategies on {}:", folder.display()));
            compare_on(&folder, &interrupt)
        }
        None => {
            mention(&format!("{why}; comparing the strategies on sample pictures:"));
            with_samples(&interrupt)
        }
    };
    compared.unwrap_or_else(|error| error.tell())
}

fn with_samples(interrupt: &Interrupt) -> Result<Outcome, CliError> {
    let folder = std::env::temp_dir();
    let no_room = |source| CliError::Compare(Arc::new(CompareError::Scratch { folder: folder.clone(), source }));
    let scratch = ScratchFolder::new_in(&folder).map_err(no_room)?;
    samples::write(scratch.path(), N_SAMPLES, SAMPLE_SIZE, 1, &|| interrupt.came())?;
    if interrupt.came() { Ok(Outcome::Interrupted) } else { compare_on(scratch.path(), interrupt) }
}

fn compare_on(folder: &Path, interrupt: &Interrupt) -> Result<Outcome, CliError> {
    let scratch = std::env::temp_dir();
    let scan = files::scan(folder, Scope::default(), &|| interrupt.came())?;
    words::tell_unreadable(&scan.unreadable);
    let job = Job {
        folder: folder.to_owned(),
        pictures: scan.pictures,
        recipes: Recipe::tutorial(),
        alpha: Alpha::Keep,
        output: OutputOptions::into_folder(scratch.clone()),
    };
    let ways = crate::compare::ways(strategies::ALL, &[machine::logical_cores()]);
    let settings = Settings {
        ways,
        rounds: Rounds::DEFAULT,
        mode: Mode::Whole,
        scratch,
        after_round: Some(compare::keep_after_rounds(None)),
    };
    let comparison = compare::carry_out(job, settings, false, interrupt)?;
    compare::show(&comparison)?;
    let outcome = compare::outcome(&comparison);
    Ok(if scan.unreadable.is_empty() { outcome } else { outcome.or_some_failed() }.or_interrupted(interrupt.came()))
}
