//! The pictures of the folder: how many, what they look like, and which take part.

mod bar;
mod words;

use std::sync::Arc;

use egui::Ui;

use super::super::action::Action;
use super::super::effects::sizes::Sizes;
use super::super::effects::thumbnails::{Look, Size, Thumbnails};
use super::super::pictures_view::Ask;
use super::super::preview_view;
use super::super::state::{Folder, State};
use super::super::theme::GAP;
use super::super::widgets::basics::{caption, empty};
use super::super::widgets::picture_list::{Item, Listed, Wish, picture_list};
use crate::files::PictureFile;

/// What is known of pictures beside their names.
pub(crate) struct Known<'a> {
    /// What they look like.
    pub thumbnails: &'a Thumbnails,
    /// How many pixels they have.
    pub sizes: &'a Sizes,
}

/// Shows the pictures.
pub(crate) fn ui(ui: &mut Ui, state: &State, known: &Known<'_>, actions: &mut Vec<Action>) {
    let words = state.words();
    bar::heading_ui(ui, state, actions);
    match &state.folder {
        Folder::Open { pictures, generation, .. } if !pictures.is_empty() => {
            bar::ui(ui, state, known.sizes, actions);
            open_ui(ui, state, known, (pictures, *generation), actions);
        }
        Folder::Scanning { so_far, generation, .. } if !so_far.is_empty() => {
            caption(ui, words.ticked_once_found());
            so_far_ui(ui, state, known, (so_far, *generation));
        }
        Folder::Scanning { .. } => drop(caption(ui, words.being_listed())),
        _ => empty(ui, words.no_pictures_here(), words.no_pictures_here_hint()),
    }
}

/// The pictures of the open folder.
fn open_ui(
    ui: &mut Ui,
    state: &State,
    known: &Known<'_>,
    (pictures, stamp): (&Arc<Vec<PictureFile>>, u64),
    actions: &mut Vec<Action>,
) {
    let list = &state.list;
    let places = &list.places;
    if places.len() == 0 && !list.is_waited_for() {
        empty(ui, state.words().no_such_picture(), state.words().no_such_picture_hint());
        return;
    }
    let item = |place: usize| {
        let idx = places.picture(place).unwrap_or_default();
        let item = item(state, known, (pictures, idx), stamp);
        Item { is_ticked: Some(list.ticks.is_on(idx)), ..item }
    };
    let current = places.current().map(|place| (place, state.preview.picture_idx));
    let name = state.words().list_of_pictures();
    let listed = Listed { name, layout: list.layout, n: places.len(), current, version: list.places.version() };
    for wish in picture_list(ui, listed, item) {
        actions.extend(action(state, wish));
    }
}

/// The pictures that were found so far.
fn so_far_ui(ui: &mut Ui, state: &State, known: &Known<'_>, (pictures, stamp): (&Arc<Vec<PictureFile>>, u64)) {
    ui.add_space(GAP / 2.0);
    let item = |idx: usize| item(state, known, (pictures, idx), stamp);
    let (name, layout) = (state.words().list_of_pictures(), state.list.layout);
    let listed = Listed { name, layout, n: pictures.len(), current: None, version: (stamp, false) };
    // None of them can be chosen yet.
    drop(picture_list(ui, listed, item));
}

fn action(state: &State, wish: Wish) -> Option<Action> {
    let picture = |place: usize| state.list.places.picture(place);
    Some(match wish {
        Wish::LookAt(place) => Action::Pictures(Ask::LookAt(picture(place)?)),
        Wish::Show(place) => Action::Preview(preview_view::Ask::Picture(picture(place)?)),
        Wish::Toggle(place) => Action::Pictures(Ask::Toggle(picture(place)?)),
        Wish::TickUpTo(place) => Action::Pictures(Ask::TickUpTo(picture(place)?)),
    })
}

fn item(state: &State, known: &Known<'_>, (pictures, idx): (&Arc<Vec<PictureFile>>, usize), stamp: u64) -> Item {
    let Some(picture) = pictures.get(idx) else {
        return Item { look: Look::Waiting, name: String::new(), details: Vec::new(), fault: None, is_ticked: None };
    };
    let look = known.thumbnails.look(&picture.path, stamp, Size::Small);
    let fault = match &look {
        Look::Failed(reason) => Some(words::capital(&state.words().reason(reason))),
        _ if state.failed.contains(&picture.path) => Some(state.words().see_problems().to_owned()),
        _ => None,
    };
    // The sizes of those that can be gone within a moment are not asked for.
    let is_open = matches!(state.folder, Folder::Open { .. });
    let size = is_open.then(|| known.sizes.look(pictures, idx));
    let details = words::details(picture, size, state.words());
    Item { look, name: picture.relative.display().to_string(), details, fault, is_ticked: None }
}
