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

/// A number of things: "1 picture", "24 pictures", "1,200 pictures".
pub(super) fn count(n: usize, thing: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {thing}{s}", grouped(n))
}

fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(count(1, "picture"), "1 picture");
        assert_eq!(count(1_234_567, "picture"), "1,234,567 pictures");
    }
}
