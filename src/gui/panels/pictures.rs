//! The pictures of the folder: how many, and what they look like.

use egui::Ui;

use super::super::action::Action;
use super::super::effects::thumbnails::{Look, Size, Thumbnails};
use super::super::preview_view::Ask;
use super::super::shortcuts::SUBFOLDERS;
use super::super::state::{Folder, State, View};
use super::super::theme::GAP;
use super::super::widgets::basics::{caption, empty, heading_row};
use super::super::widgets::thumbnail_grid::{Cell, thumbnail_grid};
use super::super::widgets::tick::tick;
use crate::compare::words::grouped;
use crate::files::PictureFile;

const CELL_WIDTH: f32 = 76.0;

/// Shows the pictures.
pub(crate) fn ui(ui: &mut Ui, state: &State, thumbnails: &Thumbnails, actions: &mut Vec<Action>) {
    heading_row(ui, &count_in_words(state), |_| {});
    let mut is_recursive = state.is_recursive;
    let hover = SUBFOLDERS.hover("Look for pictures in the folders of this folder, too; outputs keep the tree");
    if tick(ui, &mut is_recursive, "Include subfolders").on_hover_text(hover).changed() {
        actions.push(Action::SetRecursive(is_recursive));
    }
    ui.add_space(GAP);
    let Folder::Open { pictures, generation, .. } = &state.folder else {
        caption(ui, "The folder is being listed.");
        return;
    };
    if pictures.is_empty() {
        empty(ui, "No pictures here", "Open another folder, or include its subfolders.");
        return;
    }
    let cell = |idx: usize| {
        let picture = pictures.get(idx);
        let cell = picture.map_or_else(nothing, |picture| cell_of(state, thumbnails, picture, *generation));
        Cell { is_chosen: state.view == View::Preview && state.preview.picture_idx == idx, ..cell }
    };
    if let Some(idx) = thumbnail_grid(ui, "pictures", pictures.len(), CELL_WIDTH, false, cell) {
        actions.push(Action::Preview(Ask::Picture(idx)));
    }
}

/// "24 pictures", with the total size.
fn count_in_words(state: &State) -> String {
    match &state.folder {
        Folder::Scanning { .. } => "Looking for pictures…".to_owned(),
        _ => match state.pictures().len() {
            0 => "No pictures".to_owned(),
            1 => "1 picture".to_owned(),
            n => format!("{} pictures", grouped(n)),
        },
    }
}

fn cell_of(state: &State, thumbnails: &Thumbnails, picture: &PictureFile, stamp: u64) -> Cell {
    let look = thumbnails.look(&picture.path, stamp, Size::Small);
    let fault = match &look {
        Look::Failed(reason) => Some(reason.to_string()),
        _ if state.failed.contains(&picture.path) => {
            Some("There was a problem with this picture: see Problems".to_owned())
        }
        _ => None,
    };
    Cell { look, name: picture.relative.display().to_string(), detail: None, fault, is_chosen: false }
}

fn nothing() -> Cell {
    Cell { look: Look::Waiting, name: String::new(), detail: None, fault: None, is_chosen: false }
}
