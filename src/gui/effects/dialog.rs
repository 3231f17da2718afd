//! The native dialog for folders and files.
//!
//! On Linux it comes from the desktop's portal, else from zenity. Where there is neither, the dialog is over at once
//! without an answer, just as if somebody had closed it; so what is faster than a person, or comes without either being
//! installed, is taken as a desktop without dialogs.

use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::{Duration, Instant};

use rfd::FileHandle;

use super::Mail;
use crate::gui::action::{News, Picked};
use crate::gui::choices::RECIPES_FILE;
use crate::gui::state::Pick;

/// Nobody sees, understands and closes a dialog faster than this.
const FASTER_THAN_A_PERSON: Duration = Duration::from_millis(400);

/// What D-Bus starts the portal by, inside a folder of shared data.
const PORTAL_SERVICE: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";

pub(super) fn open(mail: &Mail, pick: Pick, at: Option<PathBuf>) {
    let title = match pick {
        Pick::Pictures => "Choose a folder of pictures",
        Pick::Outputs => "Choose a folder for the outputs",
        Pick::Export => "Choose a folder for the comparison",
        Pick::SaveRecipes => "Save the ticked recipes",
        Pick::OpenRecipes => "Open recipes",
    };
    let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
    if let Some(at) = at {
        dialog = dialog.set_directory(at);
    }
    // Some systems want dialogs made on the thread that draws; waiting for them can be done anywhere.
    match pick {
        Pick::Pictures | Pick::Outputs | Pick::Export => answer(mail, pick, dialog.pick_folder()),
        Pick::SaveRecipes => answer(mail, pick, dialog.set_file_name(RECIPES_FILE).save_file()),
        Pick::OpenRecipes => answer(mail, pick, dialog.pick_file()),
    }
}

/// Tells what was picked, when the dialog that is open now is over.
fn answer(mail: &Mail, pick: Pick, answer: impl Future<Output = Option<FileHandle>> + Send + 'static) {
    let started = Instant::now();
    mail.elsewhere("pixloom-dialog", move |mail| {
        let picked = match wait_for(answer) {
            Some(picked) => Picked::Path(picked.path().to_owned()),
            None if is_missing(started.elapsed()) => Picked::NoDialog,
            None => Picked::Cancelled,
        };
        mail.tell(News::Picked(pick, picked));
    });
}

fn is_missing(took: Duration) -> bool {
    cfg!(target_os = "linux") && (took < FASTER_THAN_A_PERSON || !(has_portal() || has_zenity()))
}

fn has_portal() -> bool {
    let folders = std::env::var_os("XDG_DATA_DIRS").filter(|folders| !folders.is_empty());
    let folders = folders.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    std::env::split_paths(&folders).any(|folder| folder.join(PORTAL_SERVICE).exists())
}

fn has_zenity() -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join("zenity").exists())
}

/// Waits for a future on this thread.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}
