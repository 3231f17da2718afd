//! How the work is shared out: strategies, workers, rounds, and what is measured.

use std::num::NonZeroUsize;

use egui::{ComboBox, DragValue, Slider, Ui};

use super::super::action::Action;
use super::super::choices::MAX_ROUNDS;
use super::super::state::State;
use super::super::theme::{GAP, MARGIN};
use super::super::widgets::basics::{caption, slim};
use super::super::widgets::segments::segments;
use super::super::widgets::tick::tick;
use crate::compare::Mode;
use crate::engine::Strategy;
use crate::strategies;

const MODES: [(Mode, &str, &str); 2] = [
    (Mode::Whole, "Whole", "Time reading, filtering and writing"),
    (Mode::Filters, "Filters only", "Time filtering alone, from memory to nowhere"),
];

/// What everything but the strategies takes, in points.
const WITHOUT_STRATEGIES: f32 = 860.0;

/// What a tick box takes beside its letters, and a letter, in points. Too much rather than too little.
const TICK: f32 = 36.0;
const LETTER: f32 = 8.0;

/// Shows the choices, in as many rows as the width needs; what belongs together stays together.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let ticks: f32 = strategies::ALL.iter().map(|strategy| TICK + LETTER * strategy.title.len() as f32).sum();
    if ui.available_width() >= ticks + WITHOUT_STRATEGIES {
        ui.horizontal(|ui| {
            strategies_ui(ui, state, actions);
            gap(ui);
            workers_and_more_ui(ui, state, actions);
        });
    } else {
        ui.horizontal_wrapped(|ui| strategies_ui(ui, state, actions));
        ui.horizontal(|ui| workers_and_more_ui(ui, state, actions));
    }
}

fn workers_and_more_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    run_with_ui(ui, state, actions);
    gap(ui);
    workers_ui(ui, state, actions);
    gap(ui);
    rounds_ui(ui, state, actions);
    gap(ui);
    mode_ui(ui, state, actions);
}

fn gap(ui: &mut Ui) {
    ui.add_space(MARGIN - GAP);
}

fn hover(strategy: &Strategy) -> String {
    format!("{}\n\n{}", strategy.summary, strategy.loops)
}

fn strategies_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    caption(ui, "Strategies");
    for (idx, (strategy, is_on)) in strategies::ALL.iter().zip(&state.sharing.compared).enumerate() {
        let mut is_on = *is_on;
        if tick(ui, &mut is_on, strategy.title).on_hover_text(hover(strategy)).changed() {
            actions.push(Action::TickStrategy(idx, is_on));
        }
    }
}

fn run_with_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    caption(ui, "Run with");
    let current = state.sharing.run_with;
    let combo = ComboBox::from_id_salt("run with").selected_text(current.title).width(112.0).show_ui(ui, |ui| {
        for strategy in strategies::ALL.iter().copied() {
            let row = ui.selectable_label(strategy == current, strategy.title);
            if row.on_hover_text(hover(strategy)).clicked() {
                actions.push(Action::RunWith(strategy));
            }
        }
    });
    combo.response.accessible_name(format!("Run with: {}", current.title)).on_hover_text(hover(current));
}

fn workers_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let sharing = &state.sharing;
    let mut workers = sharing.workers.get();
    caption(ui, "Workers");
    let slider = Slider::new(&mut workers, 1..=sharing.max_workers().get());
    let slider = slim(ui, |ui| ui.add(slider)).accessible_name("Workers");
    let hover = "Threads that work at the same time. More than there are cores seldom helps, but can be tried";
    if slider.on_hover_text(hover).changed() {
        actions.extend(NonZeroUsize::new(workers).map(Action::SetWorkers));
    }
    caption(
        ui,
        match sharing.cores.get() {
            1 => "of 1 core".to_owned(),
            cores => format!("of {cores} cores"),
        },
    );
    let mut is_sweep = sharing.is_sweep;
    let hover = "Compare on one worker, on two, and so on up to this many, to see how strategies scale";
    if tick(ui, &mut is_sweep, "Sweep").on_hover_text(hover).changed() {
        actions.push(Action::SetSweep(is_sweep));
    }
}

fn rounds_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut rounds = state.sharing.rounds.get();
    caption(ui, "Rounds");
    let value = DragValue::new(&mut rounds).range(1..=MAX_ROUNDS).speed(0.1);
    let field = ui.add_enabled(!state.sharing.is_auto, value).accessible_name("Rounds");
    let hover = "How often each strategy is timed in a comparison, after one round to warm up. More rounds tell chance from difference better";
    if field.on_hover_text(hover).changed() {
        actions.extend(NonZeroUsize::new(rounds).map(Action::SetRounds));
    }
    let mut is_auto = state.sharing.is_auto;
    let hover = "Go on until times are known within 2 %, but no longer than two minutes";
    if tick(ui, &mut is_auto, "Auto").on_hover_text(hover).changed() {
        actions.push(Action::SetAuto(is_auto));
    }
}

fn mode_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    caption(ui, "Measure");
    if let Some(mode) = segments(ui, "Measure", state.sharing.mode, &MODES) {
        actions.push(Action::SetMode(mode));
    }
}
