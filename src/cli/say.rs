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
    tamed(&path.display().to_string(), is_steering, as_text)
}

/// Whether a character moves the cursor, begins a line or turns the direction of writing.
fn is_steering(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Nothing that a name or an error brings along may steer the terminal.
fn tamed(line: &str, is_steering: impl Fn(char) -> bool, escaped: impl Fn(char) -> String) -> String {
    line.chars().map(|c| if is_steering(c) { escaped(c) } else { c.into() }).collect()
}

fn as_text(c: char) -> String {
    c.escape_default().to_string()
}

/// As JSON has it in its strings. What steers has four digits.
fn as_json(c: char) -> String {
    format!("\\u{:04x}", u32::from(c))
}

fn is_steering_within_lines(c: char) -> bool {
    is_steering(c) && c != '\n'
}

/// A part of the result, of one line or more.
///
/// # Errors
/// When it cannot be printed, on a full disk for instance. A pipe that nobody reads any more is none: whoever closed it
/// wants no more.
pub(super) fn say(line: &str) -> Result<(), CliError> {
    print(&tamed(line, is_steering_within_lines, as_text))
}

/// A result as JSON, which it is still when names in it would steer the terminal.
///
/// # Errors
/// As [`say`].
pub(super) fn say_json(json: &serde_json::Value) -> Result<(), CliError> {
    print(&tamed(&format!("{json:#}"), is_steering_within_lines, as_json))
}

fn print(text: &str) -> Result<(), CliError> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// One line about the work, not part of the result.
pub(super) fn mention(line: &str) {
    log::info!("{line}");
    // Who is not to be reached on standard error is not to be reached at all.
    let _ = writeln!(std::io::stderr(), "{}", tamed(line, is_steering, as_text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_steer_the_terminal_and_json_stays_json() {
        let name = "a\u{1b}[2J\u{200f}\u{7f}\u{85}\"b";
        assert_eq!(shown(Path::new(name)), "a\\u{1b}[2J\\u{200f}\\u{7f}\\u{85}\"b");
        let value = serde_json::json!({ "name": name });
        let text = tamed(&format!("{value:#}"), is_steering_within_lines, as_json);
        assert!(!text.chars().any(is_steering_within_lines), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
