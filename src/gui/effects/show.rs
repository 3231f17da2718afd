//! Opening a folder in the system's file manager.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::Mail;
use crate::gui::action::News;

/// The program that opens a folder.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

pub(super) fn start(mail: &Mail, folder: PathBuf) {
    mail.elsewhere("pixloom-show", move |mail| {
        let status =
            Command::new(OPENER).arg(&folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let why = match status {
            // The file manager of Windows reports failure even when it has opened the folder.
            Ok(status) if status.success() || cfg!(windows) => return,
            Ok(status) => format!("{OPENER} ended with {status}"),
            Err(error) => format!("{OPENER}: {error}"),
        };
        let folder = folder.display();
        mail.tell(News::Refused(format!("The folder could not be shown ({why}): open it yourself: {folder}")));
    });
}
