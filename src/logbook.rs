//! The log: a line for everything that the program does, into a file, when somebody asks for it.
//!
//! Whoever has something to tell uses the `log` crate; without a log that costs a comparison of two numbers. Knows
//! nothing of what is told.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use log::LevelFilter;

/// The variable that says how much is told.
pub const LEVEL: &str = "PIXLOOM_LOG";

/// How every log begins, so that no other file is taken for one.
const HEADER: &str = "Pixloom log, times in UTC\n";

/// A log that cannot be kept. Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The system refuses.
    #[error("the log cannot be written ({source}): choose another file: {}", .path.display())]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something else is in the file.
    #[error("this file is no log of Pixloom and is left as it is: choose another: {}", .0.display())]
    NotALog(PathBuf),
    /// There is no such level.
    #[error("{LEVEL} is \"{0}\": choose from off, error, warn, info, debug, trace")]
    UnknownLevel(String),
    /// There is one already.
    #[error("a log is kept already: ask for one only")]
    Kept,
}

/// Keeps a log in this file from now on, after what is in it.
///
/// # Errors
/// When it cannot be written, something else is in it, the level is unknown, or there is a log already.
pub fn start(path: &Path) -> Result<(), LogError> {
    let level = level(std::env::var(LEVEL).ok())?;
    let file = open(path)?;
    let kept = fern::Dispatch::new()
        .format(|out, message, record| {
            let (level, place) = (record.level().as_str().to_lowercase(), record.target());
            out.finish(format_args!("{} {level:5} {place}: {}", now(), one_line(&message.to_string())));
        })
        // What the window's libraries have to tell is of use only when something is wrong.
        .level(level.min(LevelFilter::Warn))
        .level_for(env!("CARGO_CRATE_NAME"), level)
        .chain(file)
        .apply();
    kept.map_err(|_| LogError::Kept)?;
    log::info!("begun: version {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}

fn level(word: Option<String>) -> Result<LevelFilter, LogError> {
    let Some(word) = word.filter(|word| !word.is_empty()) else { return Ok(LevelFilter::Info) };
    word.parse().map_err(|_| LogError::UnknownLevel(word))
}

/// Opens a log to be written on; one that is new gets its header.
fn open(path: &Path) -> Result<File, LogError> {
    let refused = |source| LogError::NotWritable { path: path.to_owned(), source };
    let is_file = std::fs::metadata(path).map(|data| data.is_file());
    if let Ok(false) = is_file {
        // A terminal or a pipe has nothing to lose.
        return OpenOptions::new().write(true).open(path).map_err(refused);
    }
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(refused)?;
    let mut start = Vec::new();
    (&file).take(HEADER.len() as u64).read_to_end(&mut start).map_err(refused)?;
    if start.is_empty() {
        file.write_all(HEADER.as_bytes()).map_err(refused)?;
    } else if start != HEADER.as_bytes() {
        return Err(LogError::NotALog(path.to_owned()));
    }
    file.seek(SeekFrom::End(0)).map_err(refused)?;
    Ok(file)
}

fn now() -> humantime::Rfc3339Timestamp {
    humantime::format_rfc3339_millis(SystemTime::now())
}

/// Names can hold anything; each thing is one line all the same.
fn one_line(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.into() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_goes_on_and_nothing_else_is_taken_for_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        for line in ["one\n", "two\n"] {
            open(&path).unwrap().write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{HEADER}one\ntwo\n"));
        std::fs::write(&path, "a picture, say").unwrap();
        assert!(matches!(open(&path), Err(LogError::NotALog(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "a picture, say");
        assert!(matches!(open(&folder.path().join("no/a.log")), Err(LogError::NotWritable { .. })));
    }

    #[test]
    fn levels_are_words_and_lines_are_lines() {
        assert_eq!(level(None).unwrap(), LevelFilter::Info);
        assert_eq!(level(Some("debug".to_owned())).unwrap(), LevelFilter::Debug);
        assert!(level(Some("loud".to_owned())).unwrap_err().to_string().contains("choose from off"));
        assert_eq!(one_line("a\nb\u{1b}"), "a\\nb\\u{1b}");
    }
}
