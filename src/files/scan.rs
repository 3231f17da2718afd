//! Finding the pictures of a folder.
//!
//! By the endings of their names, because opening a hundred thousand files would take minutes. It opens nothing, so
//! that pipes and devices cannot hold it up, and knows no codecs.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::{Format, holds_outputs};

/// A file that looks like a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// The folder as it was given, joined with `relative`.
    pub path: PathBuf,
    /// Where it lies within the folder.
    pub relative: PathBuf,
    /// Its size on the disk.
    pub bytes: u64,
    /// When it was last written; the beginning of 1970 where that is not known.
    pub modified: SystemTime,
}

/// What a scan has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// In natural order: `a2` before `a10`, capitals or not, a folder's own files together.
    pub pictures: Vec<PictureFile>,
    /// Folders and files that could not be looked at, with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
    /// Pictures of kinds that cannot be read, by the endings of their names in capitals, with how many there are.
    pub unsupported: BTreeMap<String, usize>,
    /// How many folders were passed over because they hold outputs of earlier runs.
    pub output_folders: usize,
    /// How many pictures were passed over because they lie in the folder that was to be left out, which holds no
    /// outputs that are known.
    pub left_out: usize,
}

/// Endings of pictures that people have and no decoder here reads.
const UNSUPPORTED: [&str; 22] = [
    "avif", "arw", "cr2", "cr3", "dcr", "dng", "heic", "heif", "jp2", "jxl", "kdc", "nef", "nrw", "orf", "pef", "psd",
    "raf", "raw", "rw2", "srw", "svg", "xcf",
];

/// How far a scan goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Whether folders in the folder are searched, too, through symbolic links as well.
    pub is_recursive: bool,
    /// A folder to leave out: that of the outputs, when it lies within.
    pub leave_out: Option<&'a Path>,
}

/// Why a folder cannot be scanned at all.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// There is nothing of that name.
    #[error("there is no such folder; check the spelling: {}", .0.display())]
    NotThere(PathBuf),
    /// It is a file or something else.
    #[error("this is not a folder; choose the folder it lies in: {}", .0.display())]
    NotAFolder(PathBuf),
    /// It cannot be listed.
    #[error("the folder cannot be read ({reason}); check its permissions: {}", .folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
}

/// Lists the pictures of a folder. Hidden files and folders (`._a.jpg`, files half saved) are passed over, and
/// whatever is not a regular file, and folders within it that hold earlier outputs.
///
/// # Errors
/// When the folder itself cannot be listed, or when stopped. Folders within it that cannot be read are part of the
/// result.
pub fn scan(folder: &Path, scope: Scope<'_>, is_stopped: &dyn Fn() -> bool) -> Result<Scan, ScanError> {
    scan_and_tell(folder, scope, is_stopped, &mut |_| ())
}

/// The same, for who wants to see pictures before all are found: `tell` gets all that were found so far, in no order,
/// after each of them.
///
/// # Errors
/// As [`scan`].
pub fn scan_and_tell(
    folder: &Path,
    scope: Scope<'_>,
    is_stopped: &dyn Fn() -> bool,
    tell: &mut dyn FnMut(&[PictureFile]),
) -> Result<Scan, ScanError> {
    check_folder(folder)?;
    let left_out = scope.leave_out.and_then(|path| path.canonicalize().ok());
    let (n_output_folders, n_pictures_left_out) = (Cell::new(0), Cell::new(0));
    let is_wanted = |entry: &DirEntry| {
        if entry.depth() == 0 {
            return true;
        }
        if is_hidden(entry) {
            return false;
        }
        if is_left_out(entry, left_out.as_deref()) {
            n_pictures_left_out.set(if holds_outputs(entry.path()) { 0 } else { n_pictures_in(entry.path()) });
            return false;
        }
        let is_of_outputs = is_output_folder(entry);
        n_output_folders.set(n_output_folders.get() + usize::from(is_of_outputs && scope.is_recursive));
        !is_of_outputs
    };
    let depth = if scope.is_recursive { usize::MAX } else { 1 };
    let mut found = Scan::default();
    for entry in
        WalkDir::new(folder).min_depth(1).max_depth(depth).follow_links(true).into_iter().filter_entry(is_wanted)
    {
        if is_stopped() {
            return Err(ScanError::Stopped);
        }
        match entry {
            Ok(entry) => {
                found.add(folder, &entry);
                tell(&found.pictures);
            }
            Err(error) => found.add_error(scope, error),
        }
    }
    found.output_folders = n_output_folders.get();
    found.left_out = if scope.is_recursive { n_pictures_left_out.get() } else { 0 };
    put_in_order(&mut found.pictures);
    Ok(found)
}

/// Sorts pictures into natural order.
pub fn put_in_order(pictures: &mut [PictureFile]) {
    pictures.sort_by_cached_key(|picture| (natural_key(&picture.relative), picture.relative.clone()));
}

impl Scan {
    /// What was passed over, in words: kinds that cannot be read, and outputs of earlier runs.
    pub fn passed_over(&self) -> Vec<String> {
        let s = if self.output_folders == 1 { "" } else { "s" };
        let outputs = format!(
            "{} folder{s} of earlier outputs passed over: choose one itself to filter what it holds",
            self.output_folders
        );
        let left_out = format!(
            "{} picture(s) in the output folder passed over: choose another output folder to filter them",
            self.left_out
        );
        let kinds = self.unreadable_kinds();
        let folders = [(self.output_folders, outputs), (self.left_out, left_out)];
        kinds.into_iter().chain(folders.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words)).collect()
    }

    fn unreadable_kinds(&self) -> Option<String> {
        let n: usize = self.unsupported.values().sum();
        let kinds = self.unsupported.keys().cloned().collect::<Vec<_>>().join(", ");
        let s = if n == 1 { "" } else { "s" };
        (n > 0).then(|| format!("{n} picture{s} passed over: {kinds} cannot be read"))
    }

    fn add(&mut self, folder: &Path, entry: &DirEntry) {
        if !entry.file_type().is_file() {
            return;
        }
        if Format::of_path(entry.path()).is_none() {
            return self.add_unsupported(entry.path());
        }
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            Err(error) => return self.unreadable.push((entry.path().to_owned(), reason_of(error))),
        };
        self.pictures.push(PictureFile {
            path: entry.path().to_owned(),
            relative: entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned(),
            bytes: metadata.len(),
            modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
        });
    }

    fn add_unsupported(&mut self, path: &Path) {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if UNSUPPORTED.contains(&ending.as_str()) {
            *self.unsupported.entry(ending.to_uppercase()).or_default() += 1;
        }
    }

    /// A link back to a folder above is no loss; a link to nothing matters only when it is named like a picture.
    fn add_error(&mut self, scope: Scope<'_>, error: walkdir::Error) {
        let path = error.path().unwrap_or(Path::new("")).to_owned();
        let is_broken_link = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink());
        let is_loss = scope.is_recursive && !is_broken_link || Format::of_path(&path).is_some();
        if error.loop_ancestor().is_none() && is_loss {
            self.unreadable.push((path, reason_of(error)));
        }
    }
}

/// Without the path, which is told apart.
fn reason_of(error: walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), io::Error::to_string)
}

fn check_folder(folder: &Path) -> Result<(), ScanError> {
    let unreadable = |reason| ScanError::Unreadable { folder: folder.to_owned(), reason };
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => fs::read_dir(folder).map(drop).map_err(unreadable),
        Ok(_) => Err(ScanError::NotAFolder(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ScanError::NotThere(folder.to_owned())),
        Err(error) => Err(unreadable(error)),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Files of a folder that are named like pictures.
fn n_pictures_in(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| Format::of_path(&entry.path()).is_some()).count()
}

fn is_left_out(entry: &DirEntry, left_out: Option<&Path>) -> bool {
    let is_it = |left_out| entry.path().canonicalize().is_ok_and(|path| path == left_out);
    entry.file_type().is_dir() && left_out.is_some_and(is_it)
}

/// Whether earlier outputs went there: they are not pictures to filter again, unless that very folder is chosen.
fn is_output_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && holds_outputs(entry.path())
}

/// Text whose plain order is the natural order of the paths: a number is preceded by how many digits it has, and the
/// border between folders comes before every other character.
fn natural_key(path: &Path) -> String {
    let mut key = String::new();
    for component in path {
        let name = component.to_string_lossy().to_lowercase();
        let mut rest = name.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (text, from_digits) = rest.split_at(start);
            let end = from_digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(from_digits.len());
            let (digits, after) = from_digits.split_at(end);
            let digits = digits.trim_start_matches('0');
            let length = u32::try_from(digits.len()).ok().and_then(char::from_u32).unwrap_or(char::MAX);
            key.extend([text, "0"]);
            key.push(length);
            key.push_str(digits);
            rest = after;
        }
        key.extend([rest, "\0"]);
    }
    key
}

/// The names of the files in a folder that end like this, in no order; a folder that is not there has none.
///
/// # Errors
/// When the folder cannot be read.
pub fn names_in(folder: &Path, ending: &str) -> std::io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        // What is no Unicode was not named by this program.
        names.extend(entry?.file_name().into_string());
    }
    names.retain(|name| name.ends_with(ending) && !name.starts_with('.'));
    Ok(names)
}

/// By what a file is known again without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its size.
    pub bytes: u64,
    /// When it was last written, where the system tells.
    pub modified: Option<SystemTime>,
}

/// The stamp of what has this name, a link's own; none when nothing has.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let there = path.symlink_metadata().ok()?;
    Some(Stamp { bytes: there.len(), modified: there.modified().ok() })
}

/// Whether something is there.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(folder: &Path, names: &[&str]) {
        for name in names {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
    }

    fn names(folder: &Path, scope: Scope<'_>) -> Vec<String> {
        let found = scan(folder, scope, &|| false).unwrap();
        found.pictures.iter().map(|picture| picture.relative.to_string_lossy().replace('\\', "/")).collect()
    }

    const RECURSIVE: Scope<'_> = Scope { is_recursive: true, leave_out: None };

    #[test]
    fn what_cannot_be_read_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &["a.png", "b.HEIC", "c.cr2", "d.heic", "notes.txt"]);
        let found = scan(folder.path(), Scope::default(), &|| false).unwrap();
        assert_eq!(found.passed_over(), ["3 pictures passed over: CR2, HEIC cannot be read"]);
        assert!(Scan::default().passed_over().is_empty());
    }

    #[test]
    fn pictures_come_in_natural_order_and_junk_does_not() {
        let folder = tempfile::tempdir().unwrap();
        touch(
            folder.path(),
            &[
                "a10.png",
                "A2.JPG",
                "a1.png",
                "a01.png",
                "b/2.png",
                "b/10.png",
                "b1/1.png",
                "Thumbs.db",
                "desktop.ini",
                ".DS_Store",
                "._a1.png",
                ".pixloom-1.png",
                "note.txt",
                ".hidden/1.png",
            ],
        );
        fs::create_dir(folder.path().join("folder.png")).unwrap();
        assert_eq!(names(folder.path(), Scope::default()), ["a01.png", "a1.png", "A2.JPG", "a10.png"]);
        let all = ["a01.png", "a1.png", "A2.JPG", "a10.png", "b/2.png", "b/10.png", "b1/1.png"];
        assert_eq!(names(folder.path(), RECURSIVE), all);
    }

    #[test]
    fn the_output_folder_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &["1.png", "out/2.png", "output/3.png"]);
        let out = folder.path().join("output/../out");
        let scope = Scope { is_recursive: true, leave_out: Some(&out) };
        assert_eq!(names(folder.path(), scope), ["1.png", "output/3.png"]);
        let told = || scan(folder.path(), scope, &|| false).unwrap().passed_over().len();
        assert_eq!(told(), 1, "2.png may be a picture");
        fs::write(folder.path().join("out").join(super::super::JOURNAL_NAME), "").unwrap();
        assert_eq!(told(), 0);
    }

    #[test]
    fn a_hidden_folder_can_be_chosen() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &[".photos/1.png"]);
        assert_eq!(names(&folder.path().join(".photos"), Scope::default()), ["1.png"]);
    }

    #[test]
    fn what_is_not_a_folder_is_said() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &["1.png"]);
        let error = |path: &Path| scan(path, RECURSIVE, &|| false).unwrap_err();
        assert!(matches!(error(&folder.path().join("1.png")), ScanError::NotAFolder(_)));
        assert!(matches!(error(&folder.path().join("2")), ScanError::NotThere(_)));
        assert!(matches!(scan(folder.path(), RECURSIVE, &|| true), Err(ScanError::Stopped)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_in_circles_and_pipes_are_passed_over() {
        use std::os::unix::fs::symlink;
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        touch(folder.path(), &["1.png"]);
        touch(other.path(), &["2.png"]);
        symlink(other.path(), folder.path().join("more")).unwrap();
        symlink(folder.path(), folder.path().join("circle")).unwrap();
        symlink("nowhere", folder.path().join("broken.png")).unwrap();
        symlink("nowhere", folder.path().join("broken")).unwrap();
        symlink(other.path().join("2.png"), folder.path().join("3.png")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(folder.path().join("pipe.png")).status().unwrap().success());
        assert_eq!(names(folder.path(), RECURSIVE), ["1.png", "3.png", "more/2.png"]);
        let unreadable = scan(folder.path(), RECURSIVE, &|| false).unwrap().unreadable;
        assert_eq!(unreadable.len(), 1);
        assert!(unreadable[0].0.ends_with("broken.png") && !unreadable[0].1.contains("broken.png"), "{unreadable:?}");
    }
}
