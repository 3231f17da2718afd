//! Where words go: results to standard output, the rest to standard error. The only place that prints.

use std::io::Write as _;
use std::path::Path;

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

/// A path as it is printed, whatever it is named: what would move the cursor or begin a line is written as `\u{1b}`.
pub(super) fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.into() })
        .collect()
}

/// Nothing that a name or an error brings along may steer the terminal.
fn tamed(line: &str) -> String {
    let is_steering = |c: char| c.is_control() && c != '\n' && c != '\t';
    line.chars().map(|c| if is_steering(c) { c.escape_default().to_string() } else { c.into() }).collect()
}

/// A line of the result.
///
/// # Errors
/// When it cannot be printed, on a full disk for instance. A pipe that nobody reads any more is none: whoever closed it
/// wants no more.
pub(super) fn say(line: &str) -> Result<(), CliError> {
    match writeln!(std::io::stdout(), "{}", tamed(line)) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// A line about the work, not part of the result.
pub(super) fn mention(line: &str) {
    // Who is not to be reached on standard error is not to be reached at all.
    let _ = writeln!(std::io::stderr(), "{}", tamed(line));
}
