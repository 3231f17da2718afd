//! Listing the pictures of a folder, of which some are seen before all are found.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Mail;
use crate::files::{self, PictureFile, ScanError, Scope};
use crate::gui::action::News;
use crate::gui::home::in_home;

/// Pictures are first seen after so long. After twice the time they are seen again, and so on, so that copies of a list
/// that grows take no more than a part of the time that it takes to grow.
const FIRST_SEEN_AFTER: Duration = Duration::from_millis(120);

pub(super) fn start(
    mail: &Mail,
    generation: u64,
    path: PathBuf,
    is_recursive: bool,
    leave_out: Option<PathBuf>,
    is_stopped: impl Fn() -> bool + Send + 'static,
) {
    mail.elsewhere("pixloom-scan", move |mail| {
        let folder = folder_of(&path);
        let scope = Scope { is_recursive, leave_out: leave_out.as_deref() };
        let mut seen = Seen { since: Instant::now(), next: FIRST_SEEN_AFTER };
        let mut tell = |found: &[PictureFile]| {
            if let Some(so_far) = seen.look(found) {
                mail.tell(News::Found(generation, Arc::new(so_far)));
            }
        };
        let found = match files::scan_and_tell(&folder, scope, &is_stopped, &mut tell) {
            Err(ScanError::Stopped) => return,
            found => found.map_err(|error| error.to_string()),
        };
        mail.tell(News::Scanned(generation, folder, found));
    });
}

/// When pictures are seen that were found so far.
struct Seen {
    since: Instant,
    next: Duration,
}

impl Seen {
    /// These pictures in order, if it is time to see them.
    fn look(&mut self, found: &[PictureFile]) -> Option<Vec<PictureFile>> {
        if found.is_empty() || self.since.elapsed() < self.next {
            return None;
        }
        let mut so_far = found.to_vec();
        files::put_in_order(&mut so_far);
        self.next = 2 * self.since.elapsed();
        Some(so_far)
    }
}

/// The folder that is meant: of a file, the one it lies in.
fn folder_of(path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = in_home(path).unwrap_or_else(absolute);
    match path.parent() {
        Some(parent) if path.is_file() => parent.to_owned(),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn pictures_are_seen_in_order_and_ever_more_seldom() {
        let picture = |name: &str| {
            let path = PathBuf::from(name);
            PictureFile { path: path.clone(), relative: path, bytes: 1, modified: SystemTime::UNIX_EPOCH }
        };
        let found = ["a10.png", "a2.png"].map(picture);
        let mut seen = Seen { since: Instant::now(), next: Duration::ZERO };
        assert!(seen.look(&[]).is_none());
        assert_eq!(seen.look(&found).unwrap(), ["a2.png", "a10.png"].map(picture));
        seen.next = Duration::from_secs(600);
        assert!(seen.look(&found).is_none());
    }
}
