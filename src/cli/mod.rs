//! The command line: words to a job, and what happened to tables and bars. Knows no window.

mod args;
mod chart;
mod compare;
mod headless;
mod history;
mod interrupt;
mod list;
mod run;
mod samples;
mod say;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

pub use args::{Command, Words, read};
pub use headless::instead_of_window;
pub use say::Outcome;

use crate::compare::CompareError;
use crate::engine::StartError;
use crate::files::{DecodeError, ScanError};
use crate::job::{NameError, PlanError, RecipeError, RecipeListError};
use crate::logbook::{self, LogError};
use crate::report::history::HistoryError;
use crate::report::{ReadError, ReportError};
use crate::samples::SamplesError;

/// Why a command could not start, or its result did not get where it should.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Scan(#[from] ScanError),
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    #[error("the recipes cannot be read ({error}): look whether the file is there: {}", .path.display())]
    NoRecipeFile { error: std::io::Error, path: PathBuf },
    #[error("{source}: {}", .path.display())]
    RecipeFile { source: RecipeListError, path: PathBuf },
    #[error(transparent)]
    Name(#[from] NameError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Retry(#[from] ReadError),
    #[error(transparent)]
    Samples(#[from] SamplesError),
    #[error("{0}")]
    Compare(Arc<CompareError>),
    #[error("there is no strategy \"{given}\": choose from {known}")]
    UnknownStrategy { given: String, known: String },
    #[error("{source}: {}", .path.display())]
    Picture { source: DecodeError, path: PathBuf },
    #[error("there is no such picture: write its path within the folder, and look into its folders with --recursive: {}", .0.display())]
    NoSuchPicture(PathBuf),
    #[error("no picture is left: leave out some --except")]
    NoneChosen,
    #[error("the report would fall onto a picture or an output of the job: choose another file: {}", .0.display())]
    ReportOntoJob(PathBuf),
    #[error("the strategy broke off ({0}): choose another, and report this fault")]
    Broken(String),
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    History(#[from] HistoryError),
    #[error(transparent)]
    LateReport(ReportError),
    #[error("the result could not be printed ({0}): look where standard output goes")]
    Output(std::io::Error),
}

impl CliError {
    /// Says what is wrong, and tells how the command ended.
    fn tell(&self) -> Outcome {
        say::mention(&format!("error: {self}"));
        match self {
            Self::Compare(error) if matches!(**error, CompareError::Stopped) => Outcome::Interrupted,
            Self::Scan(ScanError::Stopped) | Self::Plan(PlanError::Stopped) => Outcome::Interrupted,
            Self::Broken(_) | Self::LateReport(_) | Self::Output(_) => Outcome::SomeFailed,
            _ => Outcome::CouldNotStart,
        }
    }
}

/// Keeps a log, if the words ask for one.
///
/// # Errors
/// When it cannot be kept; that is said then.
pub fn keep_log(words: &Words) -> Result<(), Outcome> {
    let Some(path) = &words.log else { return Ok(()) };
    logbook::start(path).map_err(|error| CliError::from(error).tell())
}

/// Does what the words say, and tells how it ended.
pub fn carry_out(command: &Command) -> Outcome {
    let done = match command {
        Command::Run(words) => run::run(words),
        Command::Compare(words) => compare::compare(words),
        Command::History(words) => history::history(words),
        Command::Filters(words) => list::filters(words),
        Command::Strategies(words) => list::strategies(words),
        Command::Samples(words) => samples::samples(words),
    };
    done.unwrap_or_else(|error| error.tell())
}

/// What `pixloom` understands by words of the form `run FOLDER …`, for tests of those who write them.
#[cfg(test)]
pub(crate) fn understood(words: &[String]) -> (crate::job::Job, crate::engine::Way, Vec<bool>) {
    let words = args::parse(std::iter::once("pixloom").chain(words.iter().map(String::as_str))).unwrap();
    let Some(Command::Run(words)) = words.command else { panic!("it is no run") };
    let asked = run::asked(&words, &[], &interrupt::Interrupt::default()).unwrap_or_else(|error| panic!("{error}"));
    (asked.job, asked.way, asked.is_chosen)
}
