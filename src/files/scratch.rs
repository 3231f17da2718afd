//! A folder for outputs that nobody keeps: its own, empty when asked for, removed in the end.

use std::io;
use std::path::{Path, PathBuf};

/// A temporary folder. Removed when dropped.
#[derive(Debug)]
pub struct ScratchFolder(tempfile::TempDir);

impl ScratchFolder {
    /// A new folder inside this one.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new_in(parent: &Path) -> io::Result<Self> {
        tempfile::Builder::new().prefix("pixloom-").tempdir_in(parent).map(Self)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A folder inside it for outputs; not there until something is written.
    pub fn outputs(&self) -> PathBuf {
        self.path().join("outputs")
    }

    /// Removes the outputs.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn clear(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(self.outputs()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_cleared_and_removed() {
        let top = tempfile::tempdir().unwrap();
        let scratch = ScratchFolder::new_in(top.path()).unwrap();
        std::fs::create_dir(scratch.outputs()).unwrap();
        std::fs::write(scratch.outputs().join("a"), b"a").unwrap();
        scratch.clear().unwrap();
        scratch.clear().unwrap();
        assert!(scratch.path().exists() && !scratch.outputs().exists());
        drop(scratch);
        assert_eq!(std::fs::read_dir(top.path()).unwrap().count(), 0);
    }
}
