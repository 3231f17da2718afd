//! Recipes are built, set, taken back, saved and opened.

use super::*;
use crate::job::{Recipe, Step, parse_recipes};
use crate::words::Language;

fn change(state: &mut State, change: Change) {
    update(state, Action::Recipes(change));
}

fn step(word: &str) -> Step {
    Recipe::parse(word).unwrap().first().clone()
}

fn at(recipe: usize, step: usize) -> StepAt {
    StepAt { recipe, step }
}

/// The chains of one's own, as people write them.
fn chains(state: &State) -> Vec<String> {
    state.recipes.iter().skip(filters::ALL.len()).map(|choice| choice.recipe.word()).collect()
}

/// The place of the first chain.
const CHAIN: usize = filters::ALL.len();

/// A chain of three steps, and one of a single step.
fn with_chains() -> State {
    let mut state = with_pictures();
    change(&mut state, Change::Begin(step("smooth")));
    change(&mut state, Change::Insert(at(CHAIN, 1), step("edges")));
    change(&mut state, Change::Insert(at(CHAIN, 2), step("blur:radius=2")));
    change(&mut state, Change::Begin(step("emboss")));
    assert_eq!(chains(&state), ["smooth+edges+blur:radius=2", "emboss"]);
    state
}

#[test]
fn steps_are_moved_within_a_chain() {
    for (from, to, word) in [
        (0, 2, "edges+smooth+blur:radius=2"),
        (0, 3, "edges+blur:radius=2+smooth"),
        (2, 0, "blur:radius=2+smooth+edges"),
        (1, 1, "smooth+edges+blur:radius=2"),
        (1, 2, "smooth+edges+blur:radius=2"),
    ] {
        let mut state = with_chains();
        change(&mut state, Change::Move { from: at(CHAIN, from), to: at(CHAIN, to) });
        assert_eq!(chains(&state), [word, "emboss"], "{from} to {to}");
    }
}

#[test]
fn steps_are_moved_between_chains_and_a_chain_goes_with_its_last_step() {
    let mut state = with_chains();
    change(&mut state, Change::Move { from: at(CHAIN, 0), to: at(CHAIN + 1, 1) });
    assert_eq!(chains(&state), ["edges+blur:radius=2", "emboss+smooth"]);
    for _ in 0..2 {
        change(&mut state, Change::Move { from: at(CHAIN, 0), to: at(CHAIN + 1, 0) });
    }
    assert_eq!(chains(&state), ["blur:radius=2+edges+emboss+smooth"]);
    change(&mut state, Change::Move { from: at(CHAIN, 3), to: at(CHAIN + 7, 0) });
    change(&mut state, Change::Move { from: at(CHAIN, 9), to: at(CHAIN, 0) });
    assert_eq!(chains(&state).len(), 1, "what is not there is not moved");
}

#[test]
fn steps_and_chains_are_removed_and_filters_stay() {
    let mut state = with_chains();
    change(&mut state, Change::RemoveStep(at(CHAIN, 1)));
    change(&mut state, Change::RemoveStep(at(CHAIN + 1, 0)));
    assert_eq!(chains(&state), ["smooth+blur:radius=2"]);
    change(&mut state, Change::RemoveStep(at(0, 0)));
    change(&mut state, Change::RemoveChain(0));
    change(&mut state, Change::Insert(at(0, 0), step("edges")));
    change(&mut state, Change::Move { from: at(0, 0), to: at(CHAIN, 0) });
    assert_eq!((state.recipes.len(), chains(&state).len()), (CHAIN + 1, 1));
    change(&mut state, Change::RemoveChain(CHAIN));
    assert_eq!(state.recipes.len(), CHAIN);
}

#[test]
fn a_step_of_a_chain_is_set() {
    let mut state = with_chains();
    let param = state.recipes[CHAIN].recipe.steps().nth(2).unwrap().filter.params[0].id;
    change(&mut state, Change::SetValue(at(CHAIN, 2), param, vec![7.0]));
    assert_eq!(chains(&state)[0], "smooth+edges+blur:radius=7");
    assert_eq!(state.previewed().map(|(idx, _)| idx), Some(CHAIN));
}

#[test]
fn every_change_is_taken_back_and_done_again() {
    let mut state = with_pictures();
    let mut seen = vec![state.recipes.clone()];
    let changes = [
        Change::Tick(0, false),
        Change::TickAll(false),
        Change::Begin(step("smooth")),
        Change::Insert(at(CHAIN, 1), step("blur")),
        Change::SetValue(at(CHAIN, 1), "radius", vec![3.0]),
        Change::Move { from: at(CHAIN, 1), to: at(CHAIN, 0) },
        Change::RemoveStep(at(CHAIN, 1)),
        Change::RemoveChain(CHAIN),
    ];
    for one in changes {
        change(&mut state, one);
        seen.push(state.recipes.clone());
    }
    change(&mut state, Change::TickAll(false));
    for before in seen.iter().rev().skip(1) {
        change(&mut state, Change::Undo);
        assert!(state.recipes == *before);
    }
    assert!(!state.past.has_done(), "what changes nothing is nothing to be taken back");
    for after in &seen[1..] {
        change(&mut state, Change::Redo);
        assert!(state.recipes == *after);
    }
}

#[test]
fn a_slider_that_is_dragged_is_one_change() {
    let mut state = with_pictures();
    let param = state.recipes[0].recipe.first().filter.params[0].id;
    let set = |state: &mut State, numbers: [f64; 3]| {
        numbers.into_iter().for_each(|number| change(state, Change::SetValue(at(0, 0), param, vec![number])));
        change(state, Change::Rest);
        state.recipes[0].recipe.word()
    };
    let (before, first) = (state.recipes[0].recipe.word(), set(&mut state, [1.0, 2.0, 3.0]));
    set(&mut state, [4.0, 5.5, 6.0]);
    for word in [first, before] {
        change(&mut state, Change::Undo);
        assert_eq!(state.recipes[0].recipe.word(), word);
    }
}

#[test]
fn recipes_are_saved_as_they_are_read_back() {
    let mut state = with_chains();
    update(&mut state, Action::PickFolder(Pick::SaveRecipes));
    let effects = told(&mut state, News::Picked(Pick::SaveRecipes, Picked::Path("/mine.txt".into())));
    let [Effect::SaveRecipes(path, text, _)] = &effects[..] else { panic!("{effects:?}") };
    let read: Vec<String> = parse_recipes(text.as_bytes()).unwrap().iter().map(Recipe::word).collect();
    let tutorial = Recipe::tutorial().iter().map(Recipe::word).collect::<Vec<_>>();
    // The chain of a filter that is ticked itself is the same once more.
    let words = [tutorial, vec!["smooth+edges+blur:radius=2".to_owned()]].concat();
    assert_eq!((path.as_path(), read), (Path::new("/mine.txt"), words));
    told(&mut state, News::RecipesSaved("/mine.txt".into(), Err("the disk is full; make room".to_owned())));
    assert_eq!(state.notice.as_ref().unwrap().text, "The disk is full; make room: /mine.txt");
}

#[test]
fn opened_recipes_take_the_place_of_others_and_can_be_taken_back() {
    let mut state = with_chains();
    let before = state.recipes.clone();
    update(&mut state, Action::PickFolder(Pick::OpenRecipes));
    let effects = told(&mut state, News::Picked(Pick::OpenRecipes, Picked::Path("/mine.txt".into())));
    assert!(matches!(&effects[..], [Effect::ReadRecipes(path)] if path == Path::new("/mine.txt")), "{effects:?}");
    told(&mut state, News::RecipesRead("/mine.txt".into(), Err("line 2: no".to_owned())));
    assert!(state.recipes == before && state.notice.as_ref().unwrap().text == "Line 2: no: /mine.txt");
    let words = ["blur:radius=3", "edges+smooth", "blur:radius=9"];
    let recipes: Vec<Recipe> = words.iter().map(|word| Recipe::parse(word).unwrap()).collect();
    told(&mut state, News::RecipesRead("/mine.txt".into(), Ok(recipes)));
    assert_eq!(state.notice.as_ref().unwrap().text, "3 recipes opened: /mine.txt");
    assert_eq!(chains(&state), ["edges+smooth", "blur:radius=9"]);
    let ticked: Vec<String> = state.recipes.iter().filter(|choice| choice.is_on).map(|c| c.recipe.word()).collect();
    assert_eq!(ticked, words);
    change(&mut state, Change::Undo);
    assert!(state.recipes == before);
}

#[test]
fn a_list_of_recipes_is_opened_by_its_path_and_the_folder_stays() {
    let mut state = with_pictures();
    let effects = update(&mut state, Action::OpenFolder("/p/mine.TXT".into()));
    assert!(matches!(&effects[..], [Effect::ReadRecipes(path)] if path == Path::new("/p/mine.TXT")), "{effects:?}");
    update(&mut state, Action::EditPath("/p/mine.TXT".to_owned()));
    told(&mut state, News::RecipesRead("/p/mine.TXT".into(), Ok(Recipe::tutorial())));
    assert_eq!((state.pictures().len(), state.path_text.as_str()), (2, "/p"));
}

#[test]
fn chains_are_remembered_between_starts() {
    let mut state = with_chains();
    change(&mut state, Change::Tick(CHAIN, false));
    let again = State::new(Remembered::of(&state));
    assert!(again.recipes == state.recipes);
}

#[test]
fn values_that_do_not_go_together_stop_a_run_and_a_file() {
    let mut state = with_pictures();
    let found = state.recipes.iter().enumerate().find_map(|(idx, choice)| {
        let list = choice.recipe.first().filter.params.iter().find(|param| param.is_list())?;
        Some((idx, list.id, vec![0.0; list.counts[0]]))
    });
    let (idx, param, zeros) = found.expect("some filter has a list");
    set_value(&mut state, idx, param, zeros);
    assert!(state.run_obstacle().is_none(), "it is not ticked");
    change(&mut state, Change::Tick(idx, true));
    assert!(state.run_obstacle().unwrap()(Language::English).contains("do not go together"));
    assert!(update(&mut state, Action::Run).is_empty() && update(&mut state, Action::CopyCommand).is_empty());
    state.dialog = Dialog::Open(Pick::SaveRecipes);
    assert!(told(&mut state, News::Picked(Pick::SaveRecipes, Picked::Path("/mine.txt".into()))).is_empty());
}

#[test]
fn the_command_is_copied_while_a_run_is_on_too() {
    let mut state = with_pictures();
    assert!(
        matches!(&update(&mut state, Action::CopyCommand)[..], [Effect::Copy(line)] if line.starts_with("pixloom run "))
    );
    running(&mut state);
    assert!(matches!(update(&mut state, Action::CopyCommand)[..], [Effect::Copy(_)]));
    let mut empty = State::new(Remembered::default());
    assert!(update(&mut empty, Action::CopyCommand).is_empty());
    assert!(empty.notice.as_ref().unwrap().text.contains("open one first"));
}
