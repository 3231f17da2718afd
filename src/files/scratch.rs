//! A folder for outputs that nobody keeps: its own, empty when asked for, removed in the end.
//!
//! What is cleared away stays as empty files until then. Some file systems (ext4 is one) look past every file that was
//! deleted within the last minutes whenever one is made: runs of thousands of outputs would take several times as long
//! as the first of them, and tell nothing of how the work was shared. It knows nothing of what is in it, but that the
//! files are its own: one with another name elsewhere would be emptied there, too.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// As many empty files are kept at most; those beyond are deleted. They are gone in the end within a second or two.
const MAX_EMPTY_FILES: usize = 50_000;

/// A temporary folder. Removed when dropped.
#[derive(Debug)]
pub struct ScratchFolder {
    folder: tempfile::TempDir,
    n_empty_files: AtomicUsize,
    n_cleared: AtomicUsize,
}

impl ScratchFolder {
    /// A new folder inside this one.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new_in(parent: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("pixloom-").tempdir_in(parent)?;
        Ok(Self { folder, n_empty_files: AtomicUsize::new(0), n_cleared: AtomicUsize::new(0) })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A folder inside it for outputs; not there until something is written.
    pub fn outputs(&self) -> PathBuf {
        self.path().join("outputs")
    }

    /// Takes the outputs away, and frees their place on the disk. Cost: some time for each of them.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn clear(&self) -> io::Result<()> {
        let aside = self.path().join(format!("cleared-{}", self.n_cleared.fetch_add(1, Ordering::Relaxed)));
        match fs::rename(self.outputs(), &aside) {
            Ok(()) => self.empty(&aside),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            // Somebody looks at a file in it, on systems where that keeps its folder in its place.
            Err(_) => fs::remove_dir_all(self.outputs()),
        }
    }

    fn empty(&self, folder: &Path) -> io::Result<()> {
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let is_kept = self.n_empty_files.load(Ordering::Relaxed) < MAX_EMPTY_FILES
                && File::options().write(true).truncate(true).open(entry.path()).is_ok();
            if is_kept {
                self.n_empty_files.fetch_add(1, Ordering::Relaxed);
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_cleared_and_removed() {
        let top = tempfile::tempdir().unwrap();
        let scratch = ScratchFolder::new_in(top.path()).unwrap();
        for _ in 0..2 {
            fs::create_dir_all(scratch.outputs().join("deeper")).unwrap();
            fs::write(scratch.outputs().join("deeper/a"), b"a").unwrap();
            scratch.clear().unwrap();
            scratch.clear().unwrap();
            assert!(scratch.path().exists() && !scratch.outputs().exists());
        }
        let files = walkdir::WalkDir::new(scratch.path()).into_iter().filter_map(Result::ok);
        let sizes: Vec<u64> =
            files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.metadata().unwrap().len()).collect();
        assert_eq!(sizes, [0, 0]);
        drop(scratch);
        assert_eq!(fs::read_dir(top.path()).unwrap().count(), 0);
    }
}
