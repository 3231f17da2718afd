//! What is seen of one picture, tested without a window.

use super::super::super::preview_view::{Ask, Beside, PictureFacts, Told, Wanted};
use super::super::super::sight::Zoom;
use super::*;
use crate::raster::Layout;

const FACTS: PictureFacts = PictureFacts { size: [6000, 4000], layout: Layout::Rgb, bits: 8 };

fn ask(state: &mut State, ask: Ask) -> Option<(u64, Wanted)> {
    asked(update(state, Action::Preview(ask)))
}

fn asked(effects: Vec<Effect>) -> Option<(u64, Wanted)> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::Preview(generation, wanted) => Some((generation, *wanted)),
        _ => None,
    })
}

/// The window with its first picture seen in a place of 600 by 500 pixels.
fn with_preview() -> State {
    let mut state = with_pictures();
    update(&mut state, Action::SetView(View::Preview));
    let (generation, wanted) = ask(&mut state, Ask::Place([600, 500])).unwrap();
    assert_eq!(wanted.picture.path, Path::new("/p/a.png"));
    told(&mut state, News::Previewed(generation, Told::Opened(Ok(FACTS))));
    told(&mut state, News::Previewed(generation, Told::Made(Ok(()))));
    state
}

fn ticked(state: &State) -> usize {
    state.previewed().unwrap().0
}

#[test]
fn the_first_picture_is_seen_once_its_place_is_known() {
    let mut state = with_pictures();
    assert!(asked(update(&mut state, Action::SetView(View::Preview))).is_none());
    let (_, wanted) = ask(&mut state, Ask::Place([600, 500])).unwrap();
    assert_eq!((wanted.place, wanted.zoom, wanted.centre), ([600, 500], Zoom::Fit, None));
    let first = state.recipes[0].recipe.first();
    assert_eq!(wanted.recipe.unwrap().first().filter.id, first.filter.id);
    assert!(ask(&mut state, Ask::Place([600, 500])).is_none(), "it is asked for already");
}

#[test]
fn pictures_follow_each_other_and_stay_within_the_ends() {
    let mut state = with_preview();
    for (by, at) in [(-1, 0), (1, 1), (1, 1)] {
        ask(&mut state, Ask::Next(by));
        assert_eq!(state.preview.picture_idx, at);
    }
    update(&mut state, Action::SetView(View::Results));
    let (_, wanted) = ask(&mut state, Ask::Picture(0)).unwrap();
    assert_eq!((state.view, wanted.picture.path), (View::Preview, PathBuf::from("/p/a.png")));
    assert!(state.preview.facts().is_none(), "nothing is known of it yet");
}

#[test]
fn the_filter_that_is_touched_is_seen() {
    let mut state = with_preview();
    assert_eq!(ticked(&state), 0);
    let (_, wanted) = asked(update(&mut state, Action::Recipes(Change::Tick(11, true)))).unwrap();
    assert_eq!((ticked(&state), wanted.recipe.unwrap().first().filter.id), (11, filters::ALL[11].id));
    let param = &state.recipes[0].recipe.first().filter.params[0];
    let (_, wanted) = asked(set_value(&mut state, 0, param.id, vec![2.0])).unwrap();
    assert_eq!(wanted.recipe.unwrap().first().values.get(param), 2.0);
    update(&mut state, Action::Recipes(Change::Tick(0, false)));
    assert_eq!(ticked(&state), 1, "what is not ticked is not seen");
    ask(&mut state, Ask::Filter(3));
    assert_eq!(ticked(&state), 3);
    let (_, wanted) = asked(update(&mut state, Action::Recipes(Change::TickAll(false)))).unwrap();
    assert_eq!(wanted.recipe, None);
}

#[test]
fn values_that_disagree_are_not_applied() {
    let mut state = with_preview();
    let disagreeing = |choice: &crate::gui::choices::RecipeChoice| {
        let list = choice.recipe.first().filter.params.iter().find(|param| param.is_list());
        list.map(|param| (param.id, vec![0.0; param.counts[0]]))
    };
    let found = state.recipes.iter().enumerate().find_map(|(idx, choice)| Some((idx, disagreeing(choice)?)));
    let (idx, (param, zeros)) = found.expect("some filter has a list");
    update(&mut state, Action::Recipes(Change::Tick(idx, true)));
    let (_, wanted) = asked(set_value(&mut state, idx, param, zeros)).unwrap();
    assert_eq!(wanted.recipe, None);
}

#[test]
fn alpha_is_treated_as_in_a_run() {
    let mut state = with_preview();
    let (_, wanted) = asked(update(&mut state, Action::SetAlpha(crate::filters::Alpha::Filter))).unwrap();
    assert_eq!(wanted.alpha, crate::filters::Alpha::Filter);
}

#[test]
fn news_of_an_older_request_are_dropped() {
    let mut state = with_preview();
    let (older, _) = asked(update(&mut state, Action::Recipes(Change::Tick(11, true)))).unwrap();
    let (newest, _) = asked(update(&mut state, Action::Recipes(Change::Tick(12, true)))).unwrap();
    told(&mut state, News::Previewed(older, Told::Made(Err("late".to_owned()))));
    assert_eq!(state.preview.asked.as_ref().unwrap().made, None);
    told(&mut state, News::Previewed(newest, Told::Made(Ok(()))));
    assert_eq!(state.preview.asked.as_ref().unwrap().made, Some(Ok(())));
}

#[test]
fn a_picture_that_cannot_be_decoded_is_not_tried_again_by_a_slider() {
    let mut state = with_pictures();
    update(&mut state, Action::SetView(View::Preview));
    let (generation, _) = ask(&mut state, Ask::Place([600, 500])).unwrap();
    told(&mut state, News::Previewed(generation, Told::Opened(Err("damaged: copy it again".to_owned()))));
    let picture = state.preview.asked.as_ref().unwrap().picture.clone();
    assert_eq!(picture, Some(Err("Damaged: copy it again".to_owned())));
    assert!(asked(update(&mut state, Action::Recipes(Change::Tick(11, true)))).is_none());
    assert!(ask(&mut state, Ask::Next(1)).is_some());
}

#[test]
fn it_is_seen_from_near_and_far() {
    let mut state = with_preview();
    assert_eq!(state.preview.sight().unwrap().zoom, 0.1);
    let (_, wanted) = ask(&mut state, Ask::Zoom(Zoom::Times(1.0))).unwrap();
    assert_eq!((wanted.zoom, wanted.centre), (Zoom::Times(1.0), Some([3000.0, 2000.0])));
    let (_, wanted) = ask(&mut state, Ask::Move([100.0, 0.0])).unwrap();
    assert_eq!(wanted.centre, Some([2900.0, 2000.0]));
    let (_, wanted) = ask(&mut state, Ask::Nearer(1, Some([0.0, 0.0]))).unwrap();
    assert_eq!((wanted.zoom, wanted.centre), (Zoom::Times(2.0), Some([2750.0, 1875.0])));
    ask(&mut state, Ask::Move([1e9, 1e9]));
    assert_eq!(state.preview.centre, Some([150.0, 125.0]), "no farther than the edges");
    let (_, wanted) = ask(&mut state, Ask::Zoom(Zoom::Fit)).unwrap();
    assert_eq!((wanted.zoom, wanted.centre), (Zoom::Fit, None));
    assert!(ask(&mut state, Ask::Divider(7.0)).is_none(), "nothing else is worked out for it");
    assert_eq!(state.preview.divider, 1.0);
}

#[test]
fn one_side_at_a_time_is_flipped() {
    let mut state = with_preview();
    let mut seen = Vec::new();
    for _ in 0..3 {
        ask(&mut state, Ask::Flip);
        seen.push((state.preview.beside, state.preview.is_before));
    }
    assert_eq!(seen, [(Beside::Toggle, true), (Beside::Toggle, false), (Beside::Toggle, true)]);
}

#[test]
fn another_folder_begins_with_its_first_picture() {
    let mut state = with_preview();
    ask(&mut state, Ask::Next(1));
    let effects = update(&mut state, Action::OpenFolder("/q".into()));
    let [Effect::Scan { generation, .. }, Effect::ForgetPreview] = effects[..] else { panic!("{effects:?}") };
    let scan = Scan { pictures: vec![picture("/q", "c.png")], ..Scan::default() };
    let (_, wanted) = asked(told(&mut state, News::Scanned(generation, "/q".into(), Ok(scan)))).unwrap();
    assert_eq!(wanted.picture.path, Path::new("/q/c.png"));
}

#[test]
fn what_is_not_looked_at_is_not_asked_for() {
    let mut state = with_preview();
    update(&mut state, Action::SetView(View::Results));
    assert!(asked(update(&mut state, Action::Recipes(Change::Tick(11, true)))).is_none());
    assert!(asked(update(&mut state, Action::SetView(View::Preview))).is_some(), "it has changed meanwhile");
}
