//! The bar at the bottom: how the work is shared out, the buttons that start and end it, and how far it is.

use std::time::Duration;

use egui::{RichText, Ui};

use super::super::action::Action;
use super::super::shortcuts::{COMPARE, PAUSE, RUN, STOP};
use super::super::state::{Activity, Flow, RunView, State};
use super::super::theme::{GAP, tokens};
use super::super::widgets::basics::{button, guarded, primary_button, progress};
use super::{notice, sharing};
use crate::compare::{Progress, Stage};
use crate::engine::Ended;

const PROGRESS_WIDTH: f32 = 240.0;

/// Shows the bar.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    notice::ui(ui, state, actions);
    sharing::ui(ui, state, actions);
    ui.horizontal_wrapped(|ui| {
        buttons_ui(ui, state, actions);
        ui.add_space(GAP);
        progress_ui(ui, state);
    });
}

fn buttons_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if guarded(ui, state.run_obstacle(), &RUN.hover("Filter every picture and write the outputs"), |ui| {
        primary_button(ui, "Run")
    }) {
        actions.push(Action::Run);
    }
    let hover = COMPARE.hover("Time the ticked strategies on this job; outputs go to a scratch folder");
    if guarded(ui, state.compare_obstacle(), &hover, |ui| button(ui, "Compare")) {
        actions.push(Action::Compare);
    }
    let flow = state.flow();
    let (title, hover) = match flow {
        Some(Flow::Paused) => ("Resume", "Go on"),
        _ => ("Pause", "Wait after the rows being worked at"),
    };
    let obstacle = match flow {
        Some(Flow::Going | Flow::Paused) => None,
        Some(Flow::Stopping) => Some("It is being stopped"),
        None => Some("Nothing is running"),
    };
    if guarded(ui, obstacle, &PAUSE.hover(hover), |ui| button(ui, title)) {
        actions.push(Action::TogglePause);
    }
    let obstacle = matches!(state.activity, Activity::Idle).then_some("Nothing is running");
    if guarded(ui, obstacle, &STOP.hover("End it now; outputs that are whole are kept"), |ui| button(ui, "Stop")) {
        actions.push(Action::Stop);
    }
}

fn progress_ui(ui: &mut Ui, state: &State) {
    let weak = tokens(ui).weak;
    let (fraction, text) = match &state.activity {
        Activity::Starting { .. } => (Some(0.0), "Getting ready…".to_owned()),
        Activity::Running { flow, .. } => match &state.run {
            Some(run) => (Some(run.fraction()), running_in_words(run, *flow)),
            None => (Some(0.0), String::new()),
        },
        Activity::Comparing { flow, progress, .. } => (Some(progress.fraction()), comparing_in_words(progress, *flow)),
        Activity::Idle => (None, state.run.as_ref().map(finished_in_words).unwrap_or_default()),
    };
    if let Some(fraction) = fraction {
        ui.allocate_ui_with_layout(
            egui::vec2(PROGRESS_WIDTH, ui.spacing().interact_size.y),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| progress(ui, "Progress", fraction, PROGRESS_WIDTH),
        );
    }
    let said = ui.label(RichText::new(text).color(weak));
    let choice = state.run.as_ref().and_then(|run| run.finished.as_ref()?.choice.as_ref());
    if let (Activity::Idle, Some(choice)) = (&state.activity, choice) {
        said.on_hover_text(&choice.why);
    }
}

fn running_in_words(run: &RunView, flow: Flow) -> String {
    let done = format!("{} of {} outputs", run.numbers.outputs_done, run.n_asked);
    match flow {
        Flow::Paused => format!("{done} · paused"),
        Flow::Stopping => format!("{done} · stopping…"),
        Flow::Going => {
            let left = run.time_left().map(|left| format!(" · {} left", duration(left))).unwrap_or_default();
            format!("{done} · {:.0} megapixels/s{left}", run.megapixels_per_s())
        }
    }
}

fn comparing_in_words(progress: &Progress, flow: Flow) -> String {
    let stage = match progress.stage {
        Stage::Loading(_) => "Reading the pictures into memory".to_owned(),
        Stage::WarmUp => "Warming up".to_owned(),
        Stage::Round(round) => progress.round_in_words(round),
    };
    let way = progress.way_idx.and_then(|idx| progress.ways.get(idx)).map(|way| format!(" · {}", way.title));
    match flow {
        Flow::Paused => format!("{stage} · paused"),
        Flow::Stopping => format!("{stage} · stopping…"),
        Flow::Going => format!("{stage}{}", way.unwrap_or_default()),
    }
}

/// What is said of a run that is over.
fn finished_in_words(run: &RunView) -> String {
    let Some(finished) = &run.finished else { return String::new() };
    let how = match finished.ended {
        Ended::Complete => "Done",
        Ended::Stopped => "Stopped",
        Ended::GaveUp(_) => "Gave up",
        Ended::Broken(_) => "Broken off",
    };
    let some = |n: usize, what: &str| if n > 0 { format!(", {n} {what}") } else { String::new() };
    let kept = some(run.numbers.kept, "kept as they were");
    let failed = some(run.numbers.failed, "failed");
    let made = run.made.len();
    let outputs = if made == 1 { "output" } else { "outputs" };
    let chose =
        finished.choice.as_ref().map(|choice| format!(" · {} chose {}", run.strategy.title, choice.chosen.title));
    format!("{how}: {made} {outputs} made{kept}{failed} in {}{}", duration(finished.wall), chose.unwrap_or_default())
}

fn duration(time: Duration) -> String {
    match time.as_secs() {
        s if s >= 3600 => format!("{} h {} min", s / 3600, s % 3600 / 60),
        s if s >= 60 => format!("{} min {} s", s / 60, s % 60),
        s if s >= 10 => format!("{s} s"),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        let said: Vec<String> =
            [400, 9_940, 59_000, 61_000, 3_720_000].map(|ms| duration(Duration::from_millis(ms))).to_vec();
        assert_eq!(said, ["0.4 s", "9.9 s", "59 s", "1 min 1 s", "1 h 2 min"]);
    }
}
