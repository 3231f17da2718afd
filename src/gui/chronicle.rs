//! What the window tells the log: what people asked for that acts on the world, and what came of it.

use super::action::{Action, News};
use super::state::{Notice, State};

/// Tells what is about to change the state.
pub(super) fn before(action: &Action) {
    match action {
        Action::OpenFolder(path) => log::info!("asked to open {}", path.display()),
        Action::Run | Action::RetryFailed | Action::Compare | Action::TogglePause | Action::Stop | Action::Quit => {
            log::info!("asked to {}", format!("{action:?}").to_lowercase());
        }
        Action::Told(news) => told(news),
        _ => {}
    }
}

/// Tells a notice that is new.
pub(super) fn after(notice: Option<&Notice>, state: &State) {
    if let Some(new) = state.notice.as_ref().filter(|new| Some(*new) != notice) {
        log::warn!("{}", new.text);
    }
}

fn told(news: &News) {
    match news {
        News::Scanned(_, path, Ok(scan)) => {
            log::info!("folder opened, {} pictures: {}", scan.pictures.len(), path.display());
            for (name, reason) in &scan.unreadable {
                log::warn!("{reason}: {}", name.display());
            }
        }
        News::Scanned(_, path, Err(reason)) => log::warn!("folder not opened, {reason}: {}", path.display()),
        News::ComparisonEnded(_, Ok(comparison)) => log::info!("compared in {} rounds", comparison.rounds),
        News::ComparisonEnded(_, Err(error)) => log::info!("comparison ended: {error}"),
        News::Exported(folder, Ok(files)) => log::info!("{} files exported: {}", files.len(), folder.display()),
        _ => {}
    }
}
