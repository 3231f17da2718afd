//! Saving so that a file is there whole or not at all.
//!
//! The bytes go to a hidden temporary file in the folder of the output, which is renamed when it is complete; whatever
//! happens before, the temporary file is removed. Data are not forced to the disk (`fsync`), because that would cost
//! more than filtering: after a power failure an output may be missing or empty. It knows no formats.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

const CHUNK_BYTES: usize = 1 << 20;

/// What to do when the file is already there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Replace {
    /// Keep it as it is.
    #[default]
    Keep,
    /// Put the new one in its place.
    Overwrite,
}

/// What saving has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The bytes are in the file.
    Written,
    /// A file was already there and has been kept.
    Kept,
}

/// Why a file is not saved. In every case nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// No room, or no more room for this user.
    #[error("the disk is full ({0}); make room or choose another output folder")]
    DiskFull(io::Error),
    /// The folder or the file may not be written.
    #[error("writing is not allowed ({0}); check the permissions or choose another output folder")]
    NotAllowed(io::Error),
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
    /// Anything else.
    #[error("the file cannot be written ({0}); check the output folder")]
    Other(io::Error),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::DiskFull(error),
            PermissionDenied | ReadOnlyFilesystem => Self::NotAllowed(error),
            _ => Self::Other(error),
        }
    }
}

/// Saves these bytes as this file, and makes its folder when that is missing.
///
/// # Errors
/// When the system refuses, or when stopped.
pub fn save(path: &Path, bytes: &[u8], replace: Replace, is_stopped: &dyn Fn() -> bool) -> Result<Saved, SaveError> {
    if replace == Replace::Keep && path.symlink_metadata().is_ok() {
        return Ok(Saved::Kept);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary_file(folder)?;
    for chunk in bytes.chunks(CHUNK_BYTES) {
        if is_stopped() {
            return Err(SaveError::Stopped);
        }
        file.write_all(chunk)?;
    }
    let renamed = match replace {
        Replace::Overwrite => file.persist(path),
        Replace::Keep => file.persist_noclobber(path),
    };
    match renamed {
        Ok(_) => Ok(Saved::Written),
        // Somebody else was faster.
        Err(refused) if replace == Replace::Keep && refused.error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(Saved::Kept)
        }
        Err(refused) => Err(refused.error.into()),
    }
}

/// Makes a folder if it is not there, and makes sure that files can be written into it.
///
/// # Errors
/// When the system refuses.
pub fn check_writable(folder: &Path) -> Result<(), SaveError> {
    fs::create_dir_all(folder)?;
    temporary_file(folder)?.close()?;
    Ok(())
}

/// Hidden, so that scans pass over it; with the permissions of an ordinary file, which temporary files do not have.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pixloom-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn files_in(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn folders_are_made_and_files_kept_or_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/1.png");
        let save = |text: &str, replace| save(&path, text.as_bytes(), replace, &|| false).unwrap();
        assert_eq!(save("one", Replace::Keep), Saved::Written);
        assert_eq!(save("two", Replace::Keep), Saved::Kept);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(save("three", Replace::Overwrite), Saved::Written);
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(files_in(path.parent().unwrap()), 1);
    }

    #[test]
    fn stopping_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let chunks = Cell::new(0);
        let is_stopped = || chunks.replace(chunks.get() + 1) == 2;
        let bytes = vec![0; 5 * CHUNK_BYTES];
        let stopped = save(&folder.path().join("1.png"), &bytes, Replace::Overwrite, &is_stopped);
        assert!(matches!(stopped, Err(SaveError::Stopped)));
        assert_eq!(files_in(folder.path()), 0);
    }

    #[test]
    fn failing_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("1.png/within")).unwrap();
        let refused = save(&folder.path().join("1.png"), b"x", Replace::Overwrite, &|| false);
        assert!(refused.is_err());
        assert_eq!(files_in(folder.path()), 1);
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(save(&folder.path().join("file/1.png"), b"x", Replace::Overwrite, &|| false).is_err());
    }

    #[test]
    fn a_full_disk_is_called_so() {
        let of = |kind: io::ErrorKind| SaveError::from(io::Error::from(kind));
        assert!(of(io::ErrorKind::StorageFull).to_string().starts_with("the disk is full"));
        assert!(matches!(of(io::ErrorKind::PermissionDenied), SaveError::NotAllowed(_)));
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_they_may_read_elsewhere() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (saved, plain) = (folder.path().join("1.png"), folder.path().join("2.png"));
        save(&saved, b"x", Replace::Keep, &|| false).unwrap();
        fs::write(&plain, "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&saved), mode(&plain));
    }
}
