//! Listing the pictures of a folder.

use std::path::{Path, PathBuf};

use super::Mail;
use crate::files::{self, ScanError, Scope};
use crate::gui::action::News;

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
        let found = match files::scan(&folder, scope, &is_stopped) {
            Err(ScanError::Stopped) => return,
            found => found.map_err(|error| error.to_string()),
        };
        mail.tell(News::Scanned(generation, folder, found));
    });
}

/// The folder that is meant: of a file, the one it lies in; `~` is the home folder, as in a terminal.
fn folder_of(path: &Path) -> PathBuf {
    let path = match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    };
    match path.parent() {
        Some(parent) if path.is_file() => parent.to_owned(),
        _ => path,
    }
}
