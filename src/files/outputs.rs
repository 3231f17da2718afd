//! How a folder of outputs is known again, so that what a run has made is not taken for pictures by the next one.
//!
//! The mark is an empty hidden folder, because programs that go through all files of a folder of pictures would stumble
//! over a file that is none. It knows nothing of what the outputs are.

use std::fs;
use std::io;
use std::path::Path;

use super::has_journal;

/// The name of the mark.
const MARK_NAME: &str = ".pixloom-outputs";

/// Marks a folder as one of outputs, unless it holds something else already: those may be pictures that are to be found
/// again.
///
/// # Errors
/// When the system refuses.
pub fn mark_outputs(folder: &Path) -> io::Result<()> {
    let is_hidden = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().as_encoded_bytes().starts_with(b"."))
    };
    if !fs::read_dir(folder)?.all(is_hidden) {
        return Ok(());
    }
    match fs::create_dir(folder.join(MARK_NAME)) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Whether earlier outputs went to a folder, by its mark or by its journal.
pub fn holds_outputs(folder: &Path) -> bool {
    folder.join(MARK_NAME).exists() || has_journal(folder)
}

/// Removes a folder in which nothing came to be but its mark.
pub fn remove_if_empty(folder: &Path) {
    let is_mark = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() == MARK_NAME);
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.all(is_mark)) {
        // What holds something after all refuses, and is to stay.
        let _ = fs::remove_dir(folder.join(MARK_NAME));
        let _ = fs::remove_dir(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_folder_is_known_again_and_goes_when_nothing_else_is_in_it() {
        let top = tempfile::tempdir().unwrap();
        let [full, empty] = ["full", "empty"].map(|name| top.path().join(name));
        for folder in [&full, &empty] {
            fs::create_dir(folder).unwrap();
            assert!(!holds_outputs(folder));
            mark_outputs(folder).unwrap();
            mark_outputs(folder).unwrap();
            assert!(holds_outputs(folder));
        }
        fs::write(full.join("1.png"), b"x").unwrap();
        [&full, &empty].into_iter().for_each(|folder| remove_if_empty(folder));
        assert!(holds_outputs(&full) && !empty.exists());
        let of_pictures = top.path().join("pictures");
        fs::create_dir(&of_pictures).unwrap();
        fs::write(of_pictures.join("1.png"), b"x").unwrap();
        mark_outputs(&of_pictures).unwrap();
        assert!(!holds_outputs(&of_pictures));
    }
}
