//! The list of pictures: which stand in it in which order, which is looked at, and which are ticked.
//!
//! What is to stand there is compared with what was asked for last, so that nothing has to be said when another folder
//! is opened. All pictures as they were listed are there at once; whatever has to look at every name is an effect.

use std::sync::Arc;

use super::super::action::Effect;
use super::super::pictures_view::{Ask, Asked, PicturesView, Places, Ticks};
use super::super::state::{Folder, State};
use super::preview;

/// Asks for the order that is to be seen; lets go of one that is not. Notes where the picture stands that is looked at.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    let effect = ask_for_order(state);
    state.list.places.reverse(state.list.is_reversed);
    state.list.places.look_at(state.preview.picture_idx);
    effect
}

fn ask_for_order(state: &mut State) -> Option<Effect> {
    let Folder::Open { pictures, generation: folder, .. } = &state.folder else {
        return state.list.asked.take().filter(|asked| asked.is_waited_for).map(|_| Effect::ForgetOrder);
    };
    let (pictures, folder) = (Arc::clone(pictures), *folder);
    let arrangement = state.list.arrangement.clone();
    let before = state.list.asked.as_ref();
    if before.is_some_and(|asked| asked.folder == folder && asked.arrangement == arrangement) {
        return None;
    }
    let was_waited_for = before.is_some_and(|asked| asked.is_waited_for);
    let generation = state.next_generation();
    let is_waited_for = !arrangement.is_plain();
    state.list.asked = Some(Asked { generation, folder, arrangement: arrangement.clone(), is_waited_for });
    if is_waited_for {
        return Some(Effect::Arrange(generation, pictures, arrangement));
    }
    put(&mut state.list, Places::new(pictures.len(), None, generation));
    was_waited_for.then_some(Effect::ForgetOrder)
}

/// An order that is no longer waited for is dropped.
pub(super) fn arranged(state: &mut State, generation: u64, found: Arc<Vec<usize>>) {
    let n_pictures = state.pictures().len();
    let list = &mut state.list;
    let Some(asked) = list.asked.as_mut().filter(|asked| asked.generation == generation) else { return };
    asked.is_waited_for = false;
    put(list, Places::new(n_pictures, Some(found), generation));
}

/// Another folder, or the same listed anew, begins with all of its pictures ticked.
pub(super) fn begin(state: &mut State) {
    let n = state.pictures().len();
    let list = &mut state.list;
    list.arrangement.sought.clear();
    list.ticks = Ticks::all(n);
    list.ticked_last = None;
    list.asked = None;
    // Until they are sorted they stand there as they were listed.
    put(list, Places::new(n, None, 0));
}

pub(super) fn ask(state: &mut State, ask: Ask) {
    let list = &mut state.list;
    match ask {
        Ask::Layout(layout) => list.layout = layout,
        Ask::Find(letters) => list.arrangement.sought = letters,
        Ask::BeginFind => list.n_finds += 1,
        Ask::SortBy(by) => list.arrangement.by = by,
        Ask::Reverse(is_reversed) => list.is_reversed = is_reversed,
        Ask::LookAt(picture) => preview::show_picture(&mut state.preview, picture),
        Ask::Toggle(picture) => tick(list, [picture], Some(picture), |was| !was),
        Ask::TickUpTo(picture) => tick_up_to(list, picture),
        Ask::TickAll(is_on) => tick_there(list, |_| is_on),
        Ask::Invert => tick_there(list, |was| !was),
        Ask::TickOnlyThese => {
            list.ticks.clear();
            tick_there(list, |_| true);
        }
    }
}

/// Everything between the picture that was ticked last and this one becomes as that one is. Without one, this one is
/// where the next stretch begins.
fn tick_up_to(list: &mut PicturesView, picture: usize) {
    let from = list.ticked_last.and_then(|last| Some((list.places.place_of(last)?, list.ticks.is_on(last))));
    let (Some((from, is_on)), Some(to)) = (from, list.places.place_of(picture)) else {
        return tick(list, [picture], Some(picture), |was| !was);
    };
    let stretch: Vec<usize> = (from.min(to)..=from.max(to)).filter_map(|place| list.places.picture(place)).collect();
    tick(list, stretch, Some(picture), |_| is_on);
}

/// Cost: a look at every tick of what stands there, some nanoseconds each.
fn tick_there(list: &mut PicturesView, is_on: impl Fn(bool) -> bool) {
    let places = list.places.clone();
    tick(list, places.pictures(), None, is_on);
}

fn tick(
    list: &mut PicturesView,
    some: impl IntoIterator<Item = usize>,
    last: Option<usize>,
    is_on: impl Fn(bool) -> bool,
) {
    list.ticks.set(some, is_on);
    list.ticked_last = last;
    list.n_ticked_there = n_ticked_there(list);
}

fn put(list: &mut PicturesView, places: Places) {
    list.places = places;
    list.n_ticked_there = n_ticked_there(list);
}

fn n_ticked_there(list: &PicturesView) -> usize {
    if !list.places.is_part() {
        return list.ticks.n_on();
    }
    list.places.pictures().filter(|picture| list.ticks.is_on(*picture)).count()
}
