//! The outputs of the last run, as they are made; then those that it has kept.

use egui::{Id, Ui};

use super::super::action::Action;
use super::super::effects::thumbnails::{Look, Size, Thumbnails};
use super::super::recipe_words::recipe_in_words;
use super::super::shortcuts::OUTPUTS;
use super::super::state::{RunView, State};
use super::super::theme::GAP;
use super::super::widgets::basics::{button, caption, empty};
use super::super::widgets::thumbnail_grid::{Cell, thumbnail_grid};
use crate::words::Language;

const CELL_WIDTH: f32 = 152.0;

/// Shows the outputs.
pub(crate) fn ui(ui: &mut Ui, state: &State, thumbnails: &Thumbnails, actions: &mut Vec<Action>) {
    let words = state.words();
    let Some(run) = &state.run else {
        empty(ui, words.no_results(), words.no_results_hint());
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let folder = &run.job.output.folder;
        if button(ui, words.open_outputs()).on_hover_text(OUTPUTS.hover(&folder.display().to_string())).clicked() {
            actions.push(Action::ShowInSystem(folder.clone()));
        }
        caption(ui, summary(run, words));
    });
    if let Some(choice) = run.choice() {
        caption(ui, words.choice(run.strategy.title_in(words), choice));
    }
    for (note, n_outputs) in &run.notes {
        caption(ui, words.noted(words.n_outputs(*n_outputs), words.reason(&note.to_string())));
    }
    let is_for_nothing = run.finished.is_some() && run.made.is_empty() && run.numbers.kept == 0;
    if is_for_nothing && !state.problems.is_empty() {
        empty(ui, words.nothing_made(), words.nothing_made_hint());
        return;
    }
    ui.add_space(GAP / 2.0);
    let cell = |place: usize| cell_of(run, thumbnails, place, words);
    if let Some(place) = thumbnail_grid(ui, "results", run.n_shown(), CELL_WIDTH, cell) {
        actions.push(Action::Enlarge(place));
    }
}

fn summary(run: &RunView, words: Language) -> String {
    let kept = run.numbers.kept;
    let made = run.made.len();
    let shared = run.strategy.title_in(words).to_lowercase();
    match (made, kept) {
        (0, 1..) => words.nothing_new(kept),
        (_, 0) => words.made(made, shared),
        _ => words.made_and_kept(made, shared, kept),
    }
}

fn cell_of(run: &RunView, thumbnails: &Thumbnails, place: usize, words: Language) -> Cell {
    let shown = run.shown(place);
    let id = Id::unique(("result", shown));
    let found = shown.and_then(|(picture_idx, recipe_idx)| {
        let recipe = run.job.recipes.get(recipe_idx)?;
        Some((run.plan.output(picture_idx, recipe_idx)?, recipe_in_words(recipe, words)))
    });
    let Some((output, recipe)) = found else {
        return Cell { id, look: Look::Waiting, name: String::new(), detail: None, fault: None };
    };
    let look = thumbnails.look(&output.path, run.generation, Size::Small);
    let fault = if let Look::Failed(reason) = &look { Some(words.reason(reason)) } else { None };
    let name = output.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Cell { id, look, name, detail: Some(recipe), fault }
}
