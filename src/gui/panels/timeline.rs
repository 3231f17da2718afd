//! What every worker did, from when to when: lanes, what is selected in words, and each worker in numbers.

use egui::{ComboBox, RichText, Ui};

use super::super::action::Action;
use super::super::focus::scrolled;
use super::super::language::words;
use super::super::reading::{at_row_end, called};
use super::super::state::{Activity, State};
use super::super::theme::{self, GAP, MARGIN, tokens};
use super::super::timeline::{Look, Said, Shown, Source, Timeline, piece_in_words};
use super::super::widgets::basics::{caption, empty, list_item};
use super::super::widgets::lanes::{lanes, legend};
use super::table;

/// How much nearer a press brings it.
const ZOOM: f64 = 2.0;

/// The lanes leave so much of the height to what is below them.
const LANES: f32 = 0.5;

/// Width of the chooser.
const CHOOSER: f32 = 200.0;

/// Shows the timeline, or why there is none.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    match (&state.timeline.shown, state.recording()) {
        (Shown::Ready(timeline), _) => {
            let max_height = (ui.available_height() * LANES).max(96.0);
            scrolled(ui, "timeline", |ui| {
                chooser_ui(ui, state, &timeline.source, true, actions);
                timeline_ui(ui, state, timeline, max_height, actions);
            });
        }
        (Shown::None, Some(source)) if source.recording().is_none() => {
            chooser_ui(ui, state, &source, false, actions);
            empty(ui, words.not_recorded(), words.not_recorded_hint());
        }
        (_, Some(_)) => drop(caption(ui, words.laying_out())),
        (_, None) => nothing_ui(ui, state),
    }
}

fn nothing_ui(ui: &mut Ui, state: &State) {
    let words = state.words();
    let (title, text) = match state.activity {
        Activity::Idle => (words.no_timeline(), words.no_timeline_hint()),
        _ => (words.being_recorded(), words.being_recorded_hint()),
    };
    empty(ui, title, text);
}

/// Whose recording is seen, and how near.
fn chooser_ui(ui: &mut Ui, state: &State, shown: &Source, can_zoom: bool, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let words = state.words();
        let current = shown.title(words);
        let name = words.timeline_of(&current);
        let combo = ComboBox::from_id_salt("recording").selected_text(current).width(CHOOSER).truncate();
        let combo = combo.show_ui(ui, |ui| {
            called(ui, &name);
            for (choice, source) in state.recordings() {
                if list_item(ui, source.is_same(shown), source.title(words)).clicked() {
                    actions.push(Action::Timeline(Look::At(choice)));
                }
            }
        });
        combo.response.accessible_name(name).on_hover_text(words.timeline_of_hint());
        if can_zoom {
            at_row_end(ui, |ui| zoom_ui(ui, actions));
        }
    });
}

fn zoom_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let words = words(ui);
    let buttons = [
        ("−", words.zoom_out(), words.farther_hint(), Look::Zoom(1.0 / ZOOM, 0.5)),
        ("+", words.zoom_in(), words.nearer_hint(), Look::Zoom(ZOOM, 0.5)),
        (words.fit(), words.fit(), words.fit_run_hint(), Look::Fit),
    ];
    for (text, name, hover, look) in buttons {
        let button = ui.add(egui::Button::new(text).min_size(egui::vec2(theme::ROW, theme::ROW)));
        if button.accessible_name(name).on_hover_text(hover).clicked() {
            actions.push(Action::Timeline(look));
        }
    }
}

fn timeline_ui(ui: &mut Ui, state: &State, timeline: &Timeline, max_height: f32, actions: &mut Vec<Action>) {
    let view = &state.timeline;
    let said = view.selected.and_then(|place| piece_in_words(timeline, place, state.words()));
    let spoken = said.as_ref().map(Said::spoken);
    let looks = ui.scope(|ui| lanes(ui, timeline, (view.window, view.selected), spoken.as_deref(), max_height)).inner;
    actions.extend(looks.into_iter().map(Action::Timeline));
    ui.add_space(GAP);
    legend(ui);
    ui.add_space(GAP);
    selected_ui(ui, said);
    ui.add_space(MARGIN);
    table::ui(ui, "workers", &timeline.table);
}

/// What is selected; as high without anything as with it, so that nothing below moves.
fn selected_ui(ui: &mut Ui, said: Option<Said>) {
    let words = words(ui);
    let none = || Said {
        title: words.nothing_selected().to_owned(),
        lines: vec![words.select_hint().to_owned(), words.look_hint().to_owned()],
    };
    let colour = if said.is_some() { tokens(ui).strong } else { tokens(ui).weak };
    let Said { title, lines } = said.unwrap_or_else(none);
    ui.label(RichText::new(title).color(colour));
    lines.into_iter().for_each(|line| drop(caption(ui, line)));
}
