//! What is seen of one picture: which, of which filter, and how near.
//!
//! What is to be seen is compared with what was asked for last, so that nothing has to be said when a slider moves,
//! another folder is opened, or the window gets another size.

use super::super::action::Effect;
use super::super::preview_view::{Ask, Asked, Beside, PreviewView, Source, Told, Wanted};
use super::super::sight::Zoom;
use super::super::state::{Folder, State, View};
use super::told::sentence;

/// Asks for what is to be seen, while it is looked at; lets go of it all when there is no folder.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    if !matches!(state.folder, Folder::Open { .. }) {
        return state.preview.asked.take().map(|_| Effect::ForgetPreview);
    }
    let wanted = wanted(state)?;
    let before = state.preview.asked.as_ref();
    if before.is_some_and(|asked| asked.wanted == wanted) {
        return None;
    }
    let picture = before.filter(|asked| asked.wanted.picture == wanted.picture).and_then(|asked| asked.picture.clone());
    if matches!(picture, Some(Err(_))) {
        // Nothing that is chosen here makes a picture of it.
        return None;
    }
    let generation = state.next_generation();
    state.preview.asked = Some(Asked { generation, wanted: wanted.clone(), picture, made: None });
    Some(Effect::Preview(generation, Box::new(wanted)))
}

/// News of a request that is no longer the newest are dropped.
pub(super) fn told(state: &mut State, generation: u64, told: Told) {
    let Some(asked) = state.preview.asked.as_mut().filter(|asked| asked.generation == generation) else { return };
    match told {
        Told::Opened(opened) => asked.picture = Some(opened.map_err(|reason| sentence(&reason))),
        Told::Made(made) => asked.made = Some(made.map_err(|reason| sentence(&reason))),
    }
}

pub(super) fn ask(state: &mut State, ask: Ask) {
    let places = &state.list.places;
    let view = &mut state.preview;
    match ask {
        Ask::Picture(idx) => {
            show_picture(view, idx);
            state.view = View::Preview;
        }
        Ask::Next(by) => {
            // From a picture that does not stand in the list, the way goes to where that begins.
            let place = places.current().map_or(0, |place| place.saturating_add_signed(by));
            let next = places.picture(place.min(places.len().saturating_sub(1)));
            next.into_iter().for_each(|picture| show_picture(view, picture));
        }
        Ask::Filter(idx) => view.filter_idx = Some(idx),
        Ask::Beside(beside) => view.beside = beside,
        Ask::Flip => flip(view),
        Ask::Divider(at) => view.divider = at.clamp(0.0, 1.0),
        Ask::Zoom(Zoom::Fit) => (view.zoom, view.centre) = (Zoom::Fit, None),
        Ask::Zoom(zoom) => {
            view.centre = view.sight().map(|sight| sight.centre());
            view.zoom = zoom;
        }
        Ask::Nearer(steps, around) => {
            if let Some((zoom, centre)) = view.sight().map(|sight| sight.zoomed(steps, around)) {
                (view.zoom, view.centre) = (Zoom::Times(zoom), Some(centre));
                // No farther off the edges than is seen, so that the way back begins at once.
                view.centre = view.sight().map(|sight| sight.centre());
            }
        }
        Ask::Move(by) => view.centre = view.sight().map(|sight| sight.moved(by)).or(view.centre),
        Ask::Place(place) => view.place = Some(place),
    }
}

/// Another folder, or the same listed anew, begins with its first picture.
pub(super) fn begin(view: &mut PreviewView) {
    (view.picture_idx, view.centre) = (0, None);
}

/// Another picture is seen as near as the one before, from its middle on.
pub(super) fn show_picture(view: &mut PreviewView, idx: usize) {
    if view.picture_idx != idx {
        view.picture_idx = idx;
        view.centre = None;
    }
}

/// The key works in every layout, and changes to the one in which it can be seen what it does.
fn flip(view: &mut PreviewView) {
    view.is_before = view.beside != Beside::Toggle || !view.is_before;
    view.beside = Beside::Toggle;
}

fn wanted(state: &State) -> Option<Wanted> {
    let Folder::Open { pictures, generation, .. } = &state.folder else { return None };
    let view = &state.preview;
    let picture = pictures.get(view.picture_idx).filter(|_| state.view == View::Preview)?;
    let recipe = state.previewed().map(|(_, choice)| &choice.recipe).filter(|recipe| recipe.check().is_ok());
    Some(Wanted {
        picture: Source { path: picture.path.clone(), stamp: *generation },
        recipe: recipe.cloned(),
        alpha: state.outputs.alpha,
        zoom: view.zoom,
        centre: view.centre,
        place: view.place?,
    })
}
