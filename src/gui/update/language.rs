//! What changes with the language: everything that was worded when it was worked out is worded again.

use super::super::action::Effect;
use super::super::choices::LanguageChoice;
use super::super::history_view::HistoryList;
use super::super::state::State;
use super::super::timeline::Shown;
use super::{history, told};

pub(super) fn choose(state: &mut State, choice: LanguageChoice) -> Vec<Effect> {
    let before = state.words();
    state.speech.choice = choice;
    // Whether it can be written is seen when it is drawn.
    state.speech.lacks_letters = false;
    if state.words() == before { Vec::new() } else { say_again(state) }
}

pub(super) fn found_letters(state: &mut State, are_there: bool) -> Vec<Effect> {
    state.speech.lacks_letters = !are_there;
    say_again(state)
}

fn say_again(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    state.timeline.shown = Shown::None;
    if let Some(comparison) = state.comparison.take() {
        let comparison = told(comparison, state.words());
        state.scaling.generation = state.next_generation();
        state.scaling.shown = None;
        effects.push(Effect::WorkOutScaling(state.scaling.generation, comparison.clone()));
        state.comparison = Some(comparison);
    }
    effects.extend(match (&state.history.list, state.history.beside.as_ref().map(|beside| beside.id.clone())) {
        (HistoryList::Closed, Some(id)) => history::lay_beside(state, id),
        (HistoryList::Closed, None) => Vec::new(),
        _ => history::show(state, true),
    });
    effects
}
