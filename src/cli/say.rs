//! Where words go: results to standard output, the rest to standard error. The only place that prints.

use std::io::Write as _;

use super::CliError;

/// How a command ended, as the exit status tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    AllWell,
    /// Some pictures failed; the rest was done.
    SomeFailed,
    /// Nothing was started.
    CouldNotStart,
    /// The user broke it off.
    Interrupted,
}

impl Outcome {
    /// The same, when something outside the job failed besides.
    pub(super) fn or_some_failed(self) -> Self {
        if self == Self::AllWell { Self::SomeFailed } else { self }
    }
}

impl From<Outcome> for std::process::ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::AllWell => 0,
            Outcome::SomeFailed => 1,
            Outcome::CouldNotStart => 2,
            Outcome::Interrupted => 130,
        })
    }
}

/// A line of the result.
///
/// # Errors
/// When it cannot be printed, on a full disk for instance. A pipe that nobody reads any more is none: whoever closed it
/// wants no more.
pub(super) fn say(line: &str) -> Result<(), CliError> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// A line about the work, not part of the result.
pub(super) fn mention(line: &str) {
    // Who is not to be reached on standard error is not to be reached at all.
    let _ = writeln!(std::io::stderr(), "{line}");
}
