//! Changes of recipes, each of which can be taken back; and recipes as files.

use std::path::{Path, PathBuf};

use super::super::action::Effect;
use super::super::choices::RecipeChoice;
use super::super::past::Touched;
use super::super::preview_view::Ask;
use super::super::recipe_change::{Change, StepAt};
use super::super::state::{NoticeKind, State};
use super::preview;
use super::told::sentence;
use crate::compare::words::count;
use crate::files::Replace;
use crate::filters::Values;
use crate::job::{Recipe, Step, recipes_text};

/// Changes recipes, and shows what became of the one that changed.
pub(super) fn change(state: &mut State, change: Change) {
    match change {
        Change::Rest => state.past.rest(),
        Change::Undo => {
            let before = state.recipes.clone();
            state.past.undo(&mut state.recipes);
            show_changed(state, &before);
        }
        Change::Redo => {
            let before = state.recipes.clone();
            state.past.redo(&mut state.recipes);
            show_changed(state, &before);
        }
        change => keep_and(state, touched(&change), |recipes| apply(recipes, change)),
    }
}

/// Whether a path that was typed or dropped is that of a list of recipes, by its name.
pub(super) fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
}

/// Has the recipes that are ticked written into this file, or one beside it if that is not to be replaced.
pub(super) fn save(state: &mut State, path: PathBuf, replace: Replace) -> Vec<Effect> {
    if let Some(why) = state.save_obstacle() {
        state.refuse(why);
        return Vec::new();
    }
    vec![Effect::SaveRecipes(path, recipes_text(state.ticked()), replace)]
}

/// The recipes were written into this file, or why not.
pub(super) fn saved(state: &mut State, path: &Path, saved: Result<(), String>) {
    match saved {
        Ok(()) => state.tell(NoticeKind::Note, format!("The ticked recipes are saved: {}", path.display())),
        Err(reason) => state.tell(NoticeKind::Error, format!("{}: {}", sentence(&reason), path.display())),
    }
}

/// Takes the recipes of a file instead of those that there are. When it cannot be read, nothing changes.
pub(super) fn opened(state: &mut State, path: &Path, read: Result<Vec<Recipe>, String>) {
    match read {
        Ok(recipes) => {
            let text = format!("{} opened: {}", count(recipes.len(), "recipe"), path.display());
            let opened = RecipeChoice::arranged(RecipeChoice::none(), recipes.into_iter().map(|recipe| (recipe, true)));
            keep_and(state, None, |recipes| *recipes = opened);
            // The field of paths may hold that of the file.
            state.path_text = state.folder_path().map(|folder| folder.display().to_string()).unwrap_or_default();
            state.tell(NoticeKind::Note, text);
        }
        Err(reason) => state.tell(NoticeKind::Error, format!("{}: {}", sentence(&reason), path.display())),
    }
}

/// Changes recipes and keeps what they were, if that is not what they are.
fn keep_and(state: &mut State, touched: Option<Touched>, change: impl FnOnce(&mut Vec<RecipeChoice>)) {
    let before = state.recipes.clone();
    change(&mut state.recipes);
    if state.recipes != before {
        show_changed(state, &before);
        state.past.keep(before, touched);
    }
}

/// What is ticked, set or built is what is previewed.
fn show_changed(state: &mut State, before: &[RecipeChoice]) {
    let is_new = |(idx, choice): &(usize, &RecipeChoice)| choice.is_on && before.get(*idx) != Some(*choice);
    let mut changed = state.recipes.iter().enumerate().filter(is_new).map(|(idx, _)| idx);
    let (first, more) = (changed.next(), changed.next());
    // Of many, none is the one that was meant.
    if let (Some(idx), None) = (first, more) {
        preview::ask(state, Ask::Filter(idx));
    }
}

/// The value that a change moves, if it is one that goes on as long as a slider is dragged.
fn touched(change: &Change) -> Option<Touched> {
    match change {
        Change::SetValue(at, param, _) => Some((*at, param)),
        _ => None,
    }
}

fn apply(recipes: &mut Vec<RecipeChoice>, change: Change) {
    match change {
        Change::Tick(idx, is_on) => recipes.get_mut(idx).into_iter().for_each(|choice| choice.is_on = is_on),
        Change::TickAll(is_on) => recipes.iter_mut().for_each(|choice| choice.is_on = is_on),
        Change::SetValue(at, param, numbers) => set_value(recipes, at, param, &numbers),
        Change::Begin(step) => recipes.push(RecipeChoice { recipe: Recipe::of_step(step), is_on: true }),
        Change::Insert(at, step) => insert(recipes, at, step),
        Change::Move { from, to } => move_step(recipes, from, to),
        Change::RemoveStep(at) => drop(take(recipes, at)),
        Change::RemoveChain(idx) if RecipeChoice::is_chain(idx) && idx < recipes.len() => drop(recipes.remove(idx)),
        Change::RemoveChain(_) | Change::Rest | Change::Undo | Change::Redo => {}
    }
}

/// Sets a parameter; a number that is not allowed becomes the nearest one that is.
fn set_value(recipes: &mut [RecipeChoice], at: StepAt, param: &str, numbers: &[f64]) {
    if let Some(choice) = recipes.get_mut(at.recipe) {
        let set = |step: &mut Step| set_nearest(&mut step.values, param, numbers);
        choice.recipe.change(|steps| steps.get_mut(at.step).into_iter().for_each(set));
    }
}

fn set_nearest(values: &mut Values, param_id: &str, numbers: &[f64]) {
    let param = values.iter().map(|(param, _)| param).find(|param| param.id == param_id);
    if let Some(param) = param.filter(|_| numbers.iter().all(|number| !number.is_nan())) {
        let nearest: Vec<f64> = numbers.iter().map(|&number| param.nearest(number)).collect();
        // They are allowed now and the filter has it, so only a list of a wrong length is refused, which nobody offers.
        let _ = values.set(param.id, &nearest);
    }
}

/// The filters that stand alone stay alone.
fn chain_mut(recipes: &mut [RecipeChoice], idx: usize) -> Option<&mut RecipeChoice> {
    recipes.get_mut(idx).filter(|_| RecipeChoice::is_chain(idx))
}

fn insert(recipes: &mut [RecipeChoice], at: StepAt, step: Step) {
    if let Some(chain) = chain_mut(recipes, at.recipe) {
        chain.recipe.change(|steps| steps.insert(at.step.min(steps.len()), step));
    }
}

/// Takes a step out of its chain, and the chain away with the last one.
fn take(recipes: &mut Vec<RecipeChoice>, at: StepAt) -> Option<Step> {
    let chain = chain_mut(recipes, at.recipe)?;
    let step = chain.recipe.steps().nth(at.step).cloned()?;
    if chain.recipe.then().is_empty() {
        recipes.remove(at.recipe);
    } else {
        chain.recipe.change(|steps| drop(steps.remove(at.step)));
    }
    Some(step)
}

fn move_step(recipes: &mut Vec<RecipeChoice>, from: StepAt, to: StepAt) {
    let n_before = recipes.len();
    let is_alone = |choice: &RecipeChoice| choice.recipe.then().is_empty();
    let stays = from.recipe == to.recipe && recipes.get(from.recipe).is_none_or(is_alone);
    if stays || chain_mut(recipes, to.recipe).is_none() {
        return;
    }
    let Some(step) = take(recipes, from) else { return };
    // Steps behind it have moved up, and so have chains when its own went with it.
    let has_gone = recipes.len() < n_before && from.recipe < to.recipe;
    let has_moved_up = from.recipe == to.recipe && from.step < to.step;
    let recipe = to.recipe - usize::from(has_gone);
    insert(recipes, StepAt { recipe, step: to.step - usize::from(has_moved_up) }, step);
}
