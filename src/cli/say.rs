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

    /// The same, when the user may have wanted to stop, be it too late for that: whatever was to follow this program is
    /// not wanted any more.
    pub(super) fn or_interrupted(self, has_come: bool) -> Self {
        if self == Self::AllWell && has_come { Self::Interrupted } else { self }
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

/// A path as it is printed, whatever it is named: what would steer the terminal is written as `\u{1b}`.
pub(super) fn shown(path: &Path) -> String {
    tamed(&path.display().to_string(), is_steering)
}

/// Whether a character moves the cursor, begins a line or turns the direction of writing.
fn is_steering(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Nothing that a name or an error brings along may steer the terminal.
fn tamed(line: &str, is_steering: impl Fn(char) -> bool) -> String {
    line.chars().map(|c| if is_steering(c) { c.escape_default().to_string() } else { c.into() }).collect()
}

/// A part of the result, of one line or more.
///
/// # Errors
/// When it cannot be printed, on a full disk for instance. A pipe that nobody reads any more is none: whoever closed it
/// wants no more.
pub(super) fn say(line: &str) -> Result<(), CliError> {
    match writeln!(std::io::stdout(), "{}", tamed(line, |c| is_steering(c) && c != '\n')) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// One line about the work, not part of the result.
pub(super) fn mention(line: &str) {
    log::info!("{line}");
    // Who is not to be reached on standard error is not to be reached at all.
    let _ = writeln!(std::io::stderr(), "{}", tamed(line, is_steering));
}
