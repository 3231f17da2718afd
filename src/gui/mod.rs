//! The window.
//!
//! A panel looks at the state and asks; [`update::update`] is the only place that changes the state; `effects` is the
//! only place that acts on the world. So what the window does can be tested without a window, what it shows without
//! work, and the drawing thread never waits.
//!
//! It knows the registries, never a filter or a strategy by name, and nothing of the command line.

mod action;
mod app;
mod choices;
mod chronicle;
mod command;
mod effects;
mod focus;
mod history_view;
mod home;
mod language;
mod live;
mod panels;
mod past;
mod pictures_view;
mod plan_view;
mod preview_view;
mod reading;
mod recipe_change;
mod recipe_words;
mod run_view;
mod scaling_view;
mod shortcuts;
mod sides;
mod sight;
mod state;
mod theme;
mod timeline;
mod unseen;
mod update;
mod widgets;

use std::path::PathBuf;

pub use app::Workbench;

/// What the system knows the program by.
pub const APP_ID: &str = "pixloom";

/// A window that could not be opened. Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum GuiError {
    /// There is nowhere to open it.
    #[error("there is no display: start it on a desktop, or use the command line (pixloom --help)")]
    NoDisplay,
    /// There is, but it did not work.
    #[error(
        "the window could not be opened ({0}): update the graphics driver, or use the command line (pixloom --help)"
    )]
    NotOpened(String),
}

/// Opens the window, with this folder if there is one, and returns when it is closed.
///
/// # Errors
/// When there is no display, or no graphics that it can draw with.
pub fn open(folder: Option<PathBuf>) -> Result<(), GuiError> {
    if !has_display() {
        return Err(GuiError::NoDisplay);
    }
    app::run(folder)
}

/// Only Linux and its kin can be without one and say so beforehand.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos"))
        || is_set("DISPLAY")
        || is_set("WAYLAND_DISPLAY")
        || is_set("WAYLAND_SOCKET")
}
