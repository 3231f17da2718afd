//! Saving so that a file is there whole or not at all.
//!
//! The bytes go to a hidden temporary file in the folder of the output, which is renamed when it is complete; whatever
//! happens before, the temporary file is removed. Data are forced to the disk (`fsync`) only before they take the place
//! of an earlier file, so that a power failure cannot cost both; for new files it would cost more than filtering, and
//! after a power failure one may be missing or empty. It knows no formats.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::{Stamp, digest};
use crate::machine;

const CHUNK_BYTES: usize = 1 << 20;

const PREFIX: &str = ".pixloom-";
const SUFFIX: &str = ".tmp";

/// No file is being written for so long.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

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
    /// The bytes are in the file, of which this is the stamp.
    Written(Stamp),
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
    /// A folder, pipe or device has the name.
    #[error("what is there is no ordinary file; move it away or choose another name")]
    NotAFile,
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
    /// Anything else.
    #[error("the file cannot be written ({0}); check the output folder")]
    Other(io::Error),
}

impl SaveError {
    /// Whether nothing else can be written to this disk either.
    pub fn is_of_the_disk(&self) -> bool {
        match self {
            Self::DiskFull(_) => true,
            Self::NotAllowed(error) => error.kind() == io::ErrorKind::ReadOnlyFilesystem,
            Self::NotAFile | Self::Stopped | Self::Other(_) => false,
        }
    }
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

/// A file that is to be there.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// What it is called.
    pub path: &'a Path,
    /// What is in it, in parts that follow each other.
    pub parts: &'a [&'a [u8]],
    /// What to do when it is there already.
    pub replace: Replace,
    /// How it is dated; now when not said.
    pub modified: Option<SystemTime>,
}

/// Saves a file, and makes its folder when that is missing.
///
/// # Errors
/// When the system refuses, or when stopped.
pub fn save(file: NewFile<'_>, is_stopped: &dyn Fn() -> bool) -> Result<Saved, SaveError> {
    fs::create_dir_all(folder_of(file.path))?;
    write(file, is_stopped)
}

/// The same for a file below `top`, which has to be there: it is never made anew, because a disk that was taken away
/// would leave its place to another. Folders below it are made.
///
/// # Errors
/// As [`save`], and when `top` is not there.
pub fn save_below(top: &Path, file: NewFile<'_>, is_stopped: &dyn Fn() -> bool) -> Result<Saved, SaveError> {
    let mut folder = top.to_owned();
    for name in folder_of(file.path).strip_prefix(top).into_iter().flatten() {
        folder.push(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
    }
    write(file, is_stopped)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write(new: NewFile<'_>, is_stopped: &dyn Fn() -> bool) -> Result<Saved, SaveError> {
    let NewFile { path, parts, replace, modified } = new;
    if replace == Replace::Keep && path.symlink_metadata().is_ok() {
        return Ok(Saved::Kept);
    }
    if path.symlink_metadata().is_ok_and(|there| !there.is_file() && !there.is_symlink()) {
        return Err(SaveError::NotAFile);
    }
    let mut file = temporary_file(folder_of(path))?;
    for chunk in parts.iter().flat_map(|part| part.chunks(CHUNK_BYTES)) {
        if is_stopped() {
            return Err(SaveError::Stopped);
        }
        file.as_file_mut().write_all(chunk)?;
    }
    if let Some(modified) = modified {
        file.as_file().set_modified(modified)?;
    }
    if replace == Replace::Overwrite && path.symlink_metadata().is_ok() {
        file.as_file().sync_data()?;
    }
    let written = file.as_file().metadata()?;
    let stamp = Stamp { bytes: written.len(), modified: written.modified().ok() };
    let renamed = match replace {
        Replace::Overwrite => file.persist(path),
        Replace::Keep => file.persist_noclobber(path),
    };
    match renamed {
        Ok(_) => Ok(Saved::Written(stamp)),
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

/// Whether there is a folder of that name.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether nothing has that name, or an ordinary file that is no link: what may be replaced by another.
pub fn may_be_replaced(path: &Path) -> bool {
    path.symlink_metadata().map_or(true, |there| there.is_file())
}

/// Removes what programs that were killed have left half-written in a folder: temporary files of processes of this
/// machine that do not run any more, and of any machine when they are old. Those of others are theirs.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| is_left_over(name, || age(&entry))) {
            // What cannot be removed now is met again by the next run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_left_over(name: &str, age: impl FnOnce() -> Duration) -> bool {
    let Some(marks) = name.strip_prefix(PREFIX).filter(|_| name.ends_with(SUFFIX)) else { return false };
    let mut marks = marks.splitn(3, '-');
    let is_of_this_machine = marks.next() == Some(host_mark().as_str());
    match marks.next().and_then(|process_id| process_id.parse().ok()) {
        Some(process_id) if is_of_this_machine => !machine::is_running(process_id),
        _ => age() > OLD,
    }
}

fn age(entry: &fs::DirEntry) -> Duration {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    modified.ok().and_then(|modified| modified.elapsed().ok()).unwrap_or_default()
}

/// The machine, as a part of a file name.
fn host_mark() -> String {
    format!("{:08x}", digest(machine::host_name().as_bytes()) as u32)
}

/// Hidden, so that scans pass over it; with the permissions of an ordinary file, which temporary files do not have. Its
/// name tells whose it is, for [`sweep`].
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile<fs::File>> {
    let prefix = format!("{PREFIX}{}-{}-", host_mark(), machine::process_id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    builder.make_in(folder, |path| fs::OpenOptions::new().write(true).create_new(true).open(path))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::stamp as files_stamp;
    use super::*;

    #[test]
    fn what_the_killed_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let name = |process: u32| format!("{PREFIX}{}-{process}-x{SUFFIX}", host_mark());
        let (dead, own, other) = (name(u32::MAX - 7), name(machine::process_id()), ".pixloom-0-1-x.tmp".to_owned());
        for name in [&dead, &own, &other, &"picture.tmp".to_owned()] {
            fs::write(folder.path().join(name), b"").unwrap();
        }
        sweep(folder.path());
        assert!(!folder.path().join(dead).exists());
        assert_eq!(files_in(folder.path()), 3);
        assert!(is_left_over(&other, || 2 * OLD));
    }

    #[test]
    fn a_file_is_dated_on_request() {
        let folder = tempfile::tempdir().unwrap();
        let (path, then) = (folder.path().join("a"), SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000));
        save(NewFile { modified: Some(then), ..new(&path, &[b"a"]) }, &|| false).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), then);
    }

    fn new<'a>(path: &'a Path, parts: &'a [&'a [u8]]) -> NewFile<'a> {
        NewFile { path, parts, replace: Replace::Keep, modified: None }
    }

    fn over<'a>(path: &'a Path, parts: &'a [&'a [u8]]) -> NewFile<'a> {
        NewFile { replace: Replace::Overwrite, ..new(path, parts) }
    }

    fn files_in(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn folders_are_made_and_files_kept_or_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/1.png");
        let save =
            |text: &str, replace| save(NewFile { replace, ..new(&path, &[text.as_bytes()]) }, &|| false).unwrap();
        assert!(matches!(save("one", Replace::Keep), Saved::Written(stamp) if files_stamp(&path) == Some(stamp)));
        assert_eq!(save("two", Replace::Keep), Saved::Kept);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert!(matches!(save("three", Replace::Overwrite), Saved::Written(_)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(files_in(path.parent().unwrap()), 1);
    }

    #[test]
    fn stopping_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let chunks = Cell::new(0);
        let is_stopped = || chunks.replace(chunks.get() + 1) == 2;
        let bytes = vec![0; 5 * CHUNK_BYTES];
        let stopped = save(over(&folder.path().join("1.png"), &[&bytes]), &is_stopped);
        assert!(matches!(stopped, Err(SaveError::Stopped)));
        assert_eq!(files_in(folder.path()), 0);
    }

    #[test]
    fn failing_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("1.png/within")).unwrap();
        let refused = save(over(&folder.path().join("1.png"), &[b"x"]), &|| false);
        assert!(refused.is_err());
        assert_eq!(files_in(folder.path()), 1);
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(save(over(&folder.path().join("file/1.png"), &[b"x"]), &|| false).is_err());
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
        save(new(&saved, &[b"x"]), &|| false).unwrap();
        fs::write(&plain, "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&saved), mode(&plain));
    }
}
