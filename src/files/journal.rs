//! A file that only grows, a line at a time, and survives being cut off in the middle of one.
//!
//! Lines are appended when something is done, never rewritten, so that a program that is killed loses at most the line
//! that it was writing. It knows nothing of what the lines say.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The name of the journal that an output folder holds. Hidden, so that scans pass over it.
pub const JOURNAL_NAME: &str = ".pixloom-journal.jsonl";

/// A journal to append to, from any thread.
#[derive(Debug)]
pub struct Journal(Mutex<Appender>);

#[derive(Debug)]
struct Appender {
    file: File,
    /// Whether a line may have been cut off: what comes must not become a part of it.
    is_cut_off: bool,
}

impl Journal {
    /// Opens the journal of a folder, and makes it if it is not there.
    ///
    /// # Errors
    /// When the system refuses, or when what has the journal's name may be some other file, which is not to be changed.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(JOURNAL_NAME);
        if path.symlink_metadata().is_ok_and(|there| !is_own_file(&there)) {
            return Err(io::Error::other(format!("{JOURNAL_NAME} is a link or no ordinary file: remove it")));
        }
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        let is_cut_off = fs::read(&path).is_ok_and(|text| text.last().is_some_and(|byte| *byte != b'\n'));
        Ok(Self(Mutex::new(Appender { file, is_cut_off })))
    }

    /// Appends a line, in one piece.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn append(&self, line: &str) -> io::Result<()> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let start = if inside.is_cut_off { "\n" } else { "" };
        let written = inside.file.write_all(format!("{start}{line}\n").as_bytes());
        inside.is_cut_off = written.is_err();
        written
    }
}

/// The lines of a folder's journal, oldest first; none when there is no journal.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_journal(folder: &Path) -> io::Result<Vec<String>> {
    match read(&folder.join(JOURNAL_NAME)) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Whether a folder has a journal.
pub fn has_journal(folder: &Path) -> bool {
    folder.join(JOURNAL_NAME).is_file()
}

/// The whole of a small file.
///
/// # Errors
/// When it cannot be read, or is a pipe or device, which might never end.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    fs::read(path)
}

/// Whether a file of any size begins with these bytes.
///
/// # Errors
/// As [`read`].
pub fn begins_with(path: &Path, start: &[u8]) -> io::Result<bool> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    let mut there = Vec::new();
    File::open(path)?.take(start.len() as u64).read_to_end(&mut there)?;
    Ok(there == start)
}

/// Whether a file has no other name than the one by which it was reached.
fn is_own_file(there: &fs::Metadata) -> bool {
    #[cfg(unix)]
    let has_one_name = std::os::unix::fs::MetadataExt::nlink(there) == 1;
    #[cfg(not(unix))]
    let has_one_name = true;
    there.is_file() && has_one_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_journal(folder.path()).unwrap(), Vec::<String>::new());
        Journal::open(folder.path()).unwrap().append("one").unwrap();
        fs::write(folder.path().join(JOURNAL_NAME), "one\ntw").unwrap();
        Journal::open(folder.path()).unwrap().append("three").unwrap();
        assert_eq!(read_journal(folder.path()).unwrap(), ["one", "tw", "three"]);
    }
}
