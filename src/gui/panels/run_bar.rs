//! The bar at the bottom: how the work is shared out and where its outputs go, the buttons that start and end it, and
//! how far it is.

use std::time::Duration;

use egui::{RichText, Ui};

use super::super::action::Action;
use super::super::reading::together;
use super::super::shortcuts::{COMPARE, OUTPUTS, PAUSE, RUN, STOP};
use super::super::state::{Activity, Flow, Latest, RunView, State};
use super::super::theme::{GAP, MARGIN, tokens};
use super::super::widgets::basics::{button, guarded, link_button, primary_button, progress};
use super::super::widgets::elide;
use super::super::widgets::live_lanes::live_lanes;
use super::{destination, notice, sharing};
use crate::compare::{Progress, Stage};
use crate::engine::{Ended, Finished};
use crate::words::Language;

const PROGRESS_WIDTH: f32 = 160.0;

/// Shows the bar.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    notice::ui(ui, state, actions);
    choices_ui(ui, state, actions);
    ui.horizontal_wrapped(|ui| {
        buttons_ui(ui, state, actions);
        ui.add_space(GAP);
        progress_ui(ui, state, actions);
    });
}

/// What is chosen for runs, in as many rows as the width needs.
fn choices_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = MARGIN;
        for group in sharing::GROUPS.into_iter().chain(destination::GROUPS) {
            together(ui, |ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                group(ui, state, actions);
            });
        }
    });
}

fn buttons_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let obstacle = state.run_obstacle().map(|why| why(words));
    if guarded(ui, obstacle, &RUN.hover(words.run_hint()), |ui| primary_button(ui, words.run())) {
        actions.push(Action::Run);
    }
    let obstacle = state.compare_obstacle().map(|why| why(words));
    if guarded(ui, obstacle, &COMPARE.hover(words.compare_hint()), |ui| button(ui, words.compare())) {
        actions.push(Action::Compare);
    }
    let flow = state.flow();
    let (title, hover) = match flow {
        Some(Flow::Paused) => (words.resume(), words.resume_hint()),
        _ => (words.pause(), words.pause_hint()),
    };
    let obstacle = match flow {
        Some(Flow::Going | Flow::Paused) => None,
        Some(Flow::Stopping) => Some(words.being_stopped()),
        None => Some(words.nothing_is_running()),
    };
    if guarded(ui, obstacle, &PAUSE.hover(hover), |ui| button(ui, title)) {
        actions.push(Action::TogglePause);
    }
    let obstacle = matches!(state.activity, Activity::Idle).then_some(words.nothing_is_running());
    if guarded(ui, obstacle, &STOP.hover(words.stop_hint()), |ui| button(ui, words.stop())) {
        actions.push(Action::Stop);
    }
}

/// How far the work is, and what each worker does; what came of it once it is over.
fn progress_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let (fraction, text) = match &state.activity {
        Activity::Idle => return idle_ui(ui, state, actions),
        Activity::Starting { .. } => (0.0, words.getting_ready_dots().to_owned()),
        Activity::Running { flow, .. } => match &state.run {
            Some(run) => (run.fraction(), running_in_words(run, *flow, words)),
            None => (0.0, String::new()),
        },
        Activity::Comparing { flow, progress, .. } => {
            (progress.fraction(), comparing_in_words(&progress.clone().told_in(words), *flow, words))
        }
    };
    ui.allocate_ui_with_layout(
        egui::vec2(PROGRESS_WIDTH, ui.spacing().interact_size.y),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| progress(ui, words.progress(), fraction, PROGRESS_WIDTH),
    );
    live_lanes(ui, &state.live);
    if !text.is_empty() {
        ui.label(weak(ui, text));
    }
}

/// Why nothing can be run, or else what came of the latest work, and the way to it.
fn idle_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, why_not) = (state.words(), why_not(state));
    if let Some(why_not) = &why_not {
        ui.label(weak(ui, why_not));
    }
    match state.latest {
        Latest::Nothing => {}
        Latest::Run => {
            let Some((run, finished)) = state.run.as_ref().and_then(|run| Some((run, run.finished.as_ref()?))) else {
                return;
            };
            if why_not.is_none() {
                let said = ui.label(weak(ui, finished_in_words(run, finished, words)));
                if let Some(choice) = run.choice() {
                    said.on_hover_text(choice.why_in(words));
                }
            }
            open_ui(ui, run, words, actions);
        }
        Latest::Comparison => {
            // An earlier one may be shown in its place. All of it is in the view of the comparison.
            let latest = state.comparison.as_ref().filter(|_| state.history.shown_from.is_none());
            if let (None, Some(comparison)) = (why_not, latest) {
                elide::rest_of_row(ui, &comparison.verdict.sentence, tokens(ui).weak);
            }
        }
    }
}

fn weak(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(tokens(ui).weak)
}

/// The way to the outputs of the run that is over.
fn open_ui(ui: &mut Ui, run: &RunView, words: Language, actions: &mut Vec<Action>) {
    let folder = &run.job.output.folder;
    let button = link_button(ui, words.open_outputs()).accessible_name(words.key_outputs());
    if button.on_hover_text(OUTPUTS.hover(&folder.display().to_string())).clicked() {
        actions.push(Action::ShowInSystem(folder.clone()));
    }
}

/// Why nothing can be run as things stand, which is seen in grey buttons alone otherwise.
fn why_not(state: &State) -> Option<String> {
    let words = state.words();
    let why = state.run_obstacle()?(words);
    Some(match state.refused() {
        Some((recipe, reason)) if state.job_obstacle().is_some_and(|why| why(words) == words.values_refused()) => {
            words.recipe_refused(recipe.title_in(words), words.reason(&reason))
        }
        _ => why.to_owned(),
    })
}

fn running_in_words(run: &RunView, flow: Flow, words: Language) -> String {
    let done = words.outputs_done(run.numbers.outputs_done, run.n_asked);
    match flow {
        Flow::Paused => words.is_paused(done),
        Flow::Stopping => words.is_stopping(done),
        Flow::Going => {
            let speed = words.megapixels_per_s(format!("{:.0}", run.megapixels_per_s()));
            let left = run.time_left().map(|left| words.time_left(duration(left, words)));
            [Some(done), Some(speed), left].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    }
}

fn comparing_in_words(progress: &Progress, flow: Flow, words: Language) -> String {
    let stage = match progress.stage {
        Stage::Loading(_) => words.reading_pictures().to_owned(),
        Stage::WarmUp => words.warming_up().to_owned(),
        Stage::Round(round) => progress.round_in_words(round, words),
    };
    let way = progress.way_idx.and_then(|idx| progress.ways.get(idx)).map(|way| format!(" · {}", way.title));
    match flow {
        Flow::Paused => words.is_paused(stage),
        Flow::Stopping => words.is_stopping(stage),
        Flow::Going => format!("{stage}{}", way.unwrap_or_default()),
    }
}

/// What is said of a run that is over.
fn finished_in_words(run: &RunView, finished: &Finished, words: Language) -> String {
    let how = match finished.ended {
        Ended::Complete => words.ended_complete(),
        Ended::Stopped => words.ended_stopped(),
        Ended::GaveUp(_) => words.ended_gave_up(),
        Ended::Broken(_) => words.ended_broken(),
    };
    let kept = Some(run.numbers.kept).filter(|n| *n > 0).map(|n| words.and_kept(n)).unwrap_or_default();
    let failed = Some(run.numbers.failed).filter(|n| *n > 0).map(|n| words.and_failed(n)).unwrap_or_default();
    let outputs = words.n_outputs(run.made.len());
    let ended = words.ended(how, outputs, kept + &failed, duration(finished.wall, words));
    let chose = run
        .choice()
        .map(|choice| format!(" · {}", words.chose(run.strategy.title_in(words), choice.chosen.title_in(words))));
    ended + &chose.unwrap_or_default()
}

fn duration(time: Duration, words: Language) -> String {
    match time.as_secs() {
        s if s >= 3600 => words.hours(s / 3600, s % 3600 / 60),
        s if s >= 60 => words.minutes(s / 60, s % 60),
        s if s >= 10 => words.short_time(s),
        _ => words.short_time(format!("{:.1}", time.as_secs_f64())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        let said: Vec<String> = [400, 9_940, 59_000, 61_000, 3_720_000]
            .map(|ms| duration(Duration::from_millis(ms), Language::English))
            .to_vec();
        assert_eq!(said, ["0.4 s", "9.9 s", "59 s", "1 min 1 s", "1 h 2 min"]);
    }
}
