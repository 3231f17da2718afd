//! How the work is shared out: strategies, workers, rounds, and what is measured.

use std::num::NonZeroUsize;

use egui::{ComboBox, DragValue, Ui};

use super::super::action::Action;
use super::super::choices::MAX_ROUNDS;
use super::super::reading::called;
use super::super::state::State;
use super::super::widgets::basics::{caption, list_item, slider, slim};
use super::super::widgets::segments::segments;
use super::super::widgets::tick::tick;
use super::Group;
use crate::compare::Mode;
use crate::engine::Strategy;
use crate::strategies;
use crate::words::Language;

/// What is chosen here, in the order of reading.
pub(super) const GROUPS: [Group; 5] = [strategies_ui, run_with_ui, workers_ui, rounds_ui, mode_ui];

fn hover(strategy: &Strategy, words: Language) -> String {
    format!("{}\n\n{}", strategy.summary_in(words), strategy.loops)
}

fn strategies_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    caption(ui, words.strategies());
    for (idx, (strategy, is_on)) in strategies::ALL.iter().zip(&state.sharing.compared).enumerate() {
        let mut is_on = *is_on;
        if tick(ui, &mut is_on, strategy.title_in(words)).on_hover_text(hover(strategy, words)).changed() {
            actions.push(Action::TickStrategy(idx, is_on));
        }
    }
}

fn run_with_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, current) = (state.words(), state.sharing.run_with);
    caption(ui, words.run_with());
    let combo = ComboBox::from_id_salt("run_with").selected_text(current.title_in(words)).width(112.0);
    let combo = combo.show_ui(ui, |ui| {
        called(ui, words.run_with());
        for strategy in strategies::ALL.iter().copied() {
            let row = list_item(ui, strategy == current, strategy.title_in(words));
            if row.on_hover_text(hover(strategy, words)).clicked() {
                actions.push(Action::RunWith(strategy));
            }
        }
    });
    let response = combo.response.accessible_name(words.run_with_current(current.title_in(words)));
    response.on_hover_text(hover(current, words));
}

fn workers_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, sharing) = (state.words(), &state.sharing);
    let mut workers = sharing.workers.get();
    caption(ui, words.workers());
    let range = 1..=sharing.max_workers().get();
    let slider = slim(ui, |ui| slider(ui, &mut workers, range, |slider| slider)).accessible_name(words.workers());
    if slider.on_hover_text(words.workers_hint()).changed() {
        actions.extend(NonZeroUsize::new(workers).map(Action::SetWorkers));
    }
    caption(ui, words.of_cores(words.n_cores(sharing.cores.get())));
    let mut is_sweep = sharing.is_sweep;
    if tick(ui, &mut is_sweep, words.sweep()).on_hover_text(words.sweep_hint()).changed() {
        actions.push(Action::SetSweep(is_sweep));
    }
}

fn rounds_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let mut rounds = state.sharing.rounds.get();
    caption(ui, words.rounds());
    let value = DragValue::new(&mut rounds).range(1..=MAX_ROUNDS).speed(0.1);
    let field = ui.add_enabled(!state.sharing.is_auto, value).accessible_name(words.rounds());
    if field.on_hover_text(words.rounds_hint()).changed() {
        actions.extend(NonZeroUsize::new(rounds).map(Action::SetRounds));
    }
    let mut is_auto = state.sharing.is_auto;
    let auto = tick(ui, &mut is_auto, words.rounds_auto()).accessible_name(words.rounds_auto_name());
    if auto.on_hover_text(words.rounds_auto_hint()).changed() {
        actions.push(Action::SetAuto(is_auto));
    }
}

fn mode_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let modes = [
        (Mode::Whole, words.measure_whole(), words.measure_whole_hint()),
        (Mode::Filters, words.measure_filters(), words.measure_filters_hint()),
    ];
    caption(ui, words.measure());
    if let Some(mode) = segments(ui, words.measure(), state.sharing.mode, &modes) {
        actions.push(Action::SetMode(mode));
    }
}
