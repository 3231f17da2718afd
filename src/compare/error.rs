//! Why a comparison has no result, in words that say what can be done.

use std::path::PathBuf;

use crate::engine::{Problem, StartError};
use crate::job::PlanError;

/// A comparison that has no result.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// No way was asked for.
    #[error("no strategy is chosen: choose at least one, better two")]
    NoWays,
    /// The job cannot be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The workers cannot be started.
    #[error(transparent)]
    Start(#[from] StartError),
    /// No room for outputs.
    #[error("no scratch folder could be made ({source}): choose another folder: {}", .folder.display())]
    Scratch {
        /// Where it was tried.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not one output could be made.
    #[error("no output could be made, so there is nothing to compare: {}", first_of(.0))]
    NothingMade(Vec<(String, Problem)>),
    /// A run made other outputs than the one before.
    #[error("the runs did not do the same work, so there is nothing to compare: {}", first_of(.0))]
    Unsteady(Vec<(String, Problem)>),
    /// A picture is no longer as it was when the comparison began, before the first round was whole.
    #[error(
        "a picture was changed or removed while it was compared, so that not every run did the same work: compare again when nothing else writes there: {}",
        .0.display()
    )]
    PictureChanged(PathBuf),
    /// Nothing more can be read or written.
    #[error("the comparison gave up: {0}")]
    GaveUp(String),
    /// The decoded pictures would not fit.
    #[error(
        "the pictures would take {need_mb} MB in memory, more than half of what there is ({have_mb} MB): choose fewer pictures, or measure the whole job"
    )]
    TooMuchMemory {
        /// What they would take.
        need_mb: u64,
        /// What the machine has.
        have_mb: u64,
    },
    /// The comparison itself broke.
    #[error("the comparison broke off ({0}): report this fault")]
    Fault(String),
    /// A strategy broke.
    #[error("{strategy} broke off ({said}): leave it out, and report this fault")]
    Broken {
        /// Its title.
        strategy: &'static str,
        /// What it said.
        said: String,
    },
    /// Stopped before the first round was whole.
    #[error("stopped before the first round was over: there is no result")]
    Stopped,
}

/// The first problem, picture last.
fn first_of(problems: &[(String, Problem)]) -> String {
    problems.first().map_or(String::new(), |(picture, problem)| format!("{}: {picture}", problem.reason))
}
