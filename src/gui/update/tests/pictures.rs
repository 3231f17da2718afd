//! Which pictures stand in the list, and which of them are ticked.

use std::sync::Arc;

use super::super::super::pictures_view::{Ask, SortBy};
use super::{Action, Effect, Folder, News, Remembered, Scan, State, picture, running, told, update, with_pictures};
use crate::gui::preview_view;
use crate::words::Language;

/// The window with so many pictures, `0.png` and so on.
fn with(n: usize) -> State {
    let mut state = with_pictures();
    open(&mut state, n);
    state
}

fn open(state: &mut State, n: usize) {
    update(state, Action::OpenFolder("/p".into()));
    let Folder::Scanning { generation, .. } = state.folder else { panic!("{:?}", state.folder) };
    let pictures = (0..n).map(|n| picture("/p", &format!("{n}.png"))).collect();
    told(state, News::Scanned(generation, "/p".into(), Ok(Scan { pictures, ..Scan::default() })));
}

fn ask(state: &mut State, ask: Ask) -> Vec<Effect> {
    update(state, Action::Pictures(ask))
}

/// The order that is asked for.
fn asked(effects: Vec<Effect>) -> Option<u64> {
    let asked = |effect| if let Effect::Arrange(generation, ..) = effect { Some(generation) } else { None };
    effects.into_iter().find_map(asked)
}

fn listed(state: &State) -> Vec<usize> {
    (0..state.list.places.len()).filter_map(|place| state.list.places.picture(place)).collect()
}

fn ticked(state: &State) -> Vec<usize> {
    (0..state.pictures().len()).filter(|idx| state.list.ticks.is_on(*idx)).collect()
}

#[test]
fn what_stands_there_as_it_was_listed_is_there_at_once() {
    let mut state = with(4);
    assert_eq!(listed(&state), [0, 1, 2, 3]);
    assert!(ask(&mut state, Ask::Reverse(true)).is_empty());
    assert_eq!(listed(&state), [3, 2, 1, 0]);
    let generation = asked(ask(&mut state, Ask::SortBy(SortBy::Bytes))).unwrap();
    assert!(state.list.is_waited_for());
    assert_eq!(listed(&state), [3, 2, 1, 0], "what was there stays until then");
    told(&mut state, News::Arranged(generation, Arc::new(vec![2, 0, 1, 3])));
    assert_eq!(listed(&state), [3, 1, 0, 2]);
    assert!(ask(&mut state, Ask::SortBy(SortBy::Name)).is_empty());
    assert_eq!(listed(&state), [3, 2, 1, 0]);
}

#[test]
fn an_order_that_is_no_longer_wanted_is_dropped() {
    let mut state = with(3);
    let late = asked(ask(&mut state, Ask::Find("a".to_owned()))).unwrap();
    let newest = asked(ask(&mut state, Ask::Find("ab".to_owned()))).unwrap();
    told(&mut state, News::Arranged(late, Arc::new(vec![1])));
    assert!(state.list.is_waited_for());
    told(&mut state, News::Arranged(newest, Arc::new(vec![2])));
    assert_eq!(listed(&state), [2]);
    let unanswered = asked(ask(&mut state, Ask::SortBy(SortBy::Pixels))).unwrap();
    ask(&mut state, Ask::SortBy(SortBy::Name));
    let effects = ask(&mut state, Ask::Find(String::new()));
    assert!(matches!(effects[..], [Effect::ForgetOrder]), "{effects:?}");
    told(&mut state, News::Arranged(unanswered, Arc::new(vec![0])));
    assert_eq!(listed(&state), [0, 1, 2]);
}

#[test]
fn another_folder_begins_with_all_pictures_ticked_and_sorted_as_before() {
    let mut state = with(3);
    asked(ask(&mut state, Ask::SortBy(SortBy::Date))).unwrap();
    ask(&mut state, Ask::Toggle(1));
    ask(&mut state, Ask::Find("x".to_owned()));
    open(&mut state, 5);
    assert_eq!((ticked(&state), listed(&state)), (vec![0, 1, 2, 3, 4], vec![0, 1, 2, 3, 4]));
    assert_eq!((state.list.arrangement.by, state.list.arrangement.sought.as_str()), (SortBy::Date, ""));
    assert!(state.list.is_waited_for());
    assert_eq!(State::new(Remembered::of(&state)).list.arrangement, state.list.arrangement, "it is remembered");
}

#[test]
fn ticks_are_of_those_that_stand_there() {
    let mut state = with(6);
    let generation = asked(ask(&mut state, Ask::Find("x".to_owned()))).unwrap();
    told(&mut state, News::Arranged(generation, Arc::new(vec![1, 2, 4])));
    ask(&mut state, Ask::TickAll(false));
    assert_eq!((ticked(&state), state.list.n_ticked_there), (vec![0, 3, 5], 0));
    ask(&mut state, Ask::Toggle(2));
    ask(&mut state, Ask::Invert);
    assert_eq!((ticked(&state), state.list.n_ticked_there), (vec![0, 1, 3, 4, 5], 2));
    ask(&mut state, Ask::TickOnlyThese);
    assert_eq!((ticked(&state), state.list.n_ticked_there), (vec![1, 2, 4], 3));
}

#[test]
fn a_stretch_goes_by_places_and_becomes_as_its_beginning() {
    let mut state = with(6);
    let generation = asked(ask(&mut state, Ask::SortBy(SortBy::Bytes))).unwrap();
    told(&mut state, News::Arranged(generation, Arc::new(vec![5, 0, 3, 1, 2, 4])));
    ask(&mut state, Ask::Toggle(1));
    ask(&mut state, Ask::TickUpTo(0));
    assert_eq!(ticked(&state), [2, 4, 5]);
    ask(&mut state, Ask::TickUpTo(5));
    assert_eq!(ticked(&state), [2, 4], "it goes on from the end of the one before");
    let mut other = with(3);
    ask(&mut other, Ask::TickUpTo(1));
    assert_eq!(ticked(&other), [0, 2], "without a beginning it is one");
}

#[test]
fn run_and_comparison_take_the_ticked_pictures() {
    let mut state = with(3);
    ask(&mut state, Ask::Toggle(1));
    let effects = update(&mut state, Action::Compare);
    let [Effect::StartComparison(_, draft, ..)] = &effects[..] else { panic!("{effects:?}") };
    let names = |pictures: &[crate::files::PictureFile]| {
        pictures.iter().map(|picture| picture.relative.display().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&draft.job_of_ticked().pictures), ["0.png", "2.png"]);
    update(&mut state, Action::Stop);
    let effects = update(&mut state, Action::Run);
    let [Effect::StartRun(_, draft, _)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((0..3).map(|idx| draft.makes(idx)).collect::<Vec<_>>(), [true, false, true]);
    ask(&mut state, Ask::Toggle(0));
    assert!(draft.makes(0), "what was begun stays as it was");
    update(&mut state, Action::Stop);
    ask(&mut state, Ask::TickAll(false));
    assert_eq!(state.run_obstacle().unwrap()(Language::English), "No picture is ticked: tick at least one");
    ask(&mut state, Ask::TickAll(true));
    running(&mut state);
}

#[test]
fn the_next_picture_is_the_next_in_the_list() {
    let mut state = with(4);
    let generation = asked(ask(&mut state, Ask::SortBy(SortBy::Bytes))).unwrap();
    told(&mut state, News::Arranged(generation, Arc::new(vec![3, 0, 2, 1])));
    let mut next = |by: isize| {
        update(&mut state, Action::Preview(preview_view::Ask::Next(by)));
        state.preview.picture_idx
    };
    assert_eq!([1, 1, 1, -1, -1, -1, -1].map(&mut next), [2, 1, 1, 2, 0, 3, 3]);
    ask(&mut state, Ask::LookAt(1));
    assert_eq!(state.list.places.current(), Some(3));
}

#[test]
fn pictures_that_were_found_so_far_are_seen_until_all_are() {
    let mut state = with(1);
    update(&mut state, Action::OpenFolder("/q".into()));
    let Folder::Scanning { generation, .. } = state.folder else { panic!("{:?}", state.folder) };
    let found = |n: usize| Arc::new((0..n).map(|n| picture("/q", &format!("{n}.png"))).collect::<Vec<_>>());
    told(&mut state, News::Found(generation - 1, found(9)));
    told(&mut state, News::Found(generation, found(2)));
    let Folder::Scanning { so_far, .. } = &state.folder else { panic!("{:?}", state.folder) };
    assert_eq!(so_far.len(), 2);
    assert!(state.pictures().is_empty() && state.n_pictures_ticked() == 0);
}
