//! The first screen: what this is, and three ways to begin.

use std::path::PathBuf;

use egui::{RichText, TextEdit, TextStyle, Ui, vec2};

use super::super::action::Action;
use super::super::focus::scrolled;
use super::super::reading::at_row_end;
use super::super::shortcuts::{OPEN, SAMPLES};
use super::super::state::{Dialog, Folder, Pick, State};
use super::super::theme::{self, GAP, MARGIN, tokens};
use super::super::widgets::basics::{button, caption, guarded, link_button, one_line, primary_button};
use super::{folder_bar, notice};

const WIDTH: f32 = 560.0;

/// What the program is called in every language.
pub(super) const PIXLOOM: &str = "Pixloom";

/// Shows the first screen.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    egui::Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.horizontal(|ui| at_row_end(ui, |ui| folder_bar::looks_ui(ui, state, actions)));
    });
    ui.add_space((ui.available_height() * 0.16).max(GAP));
    scrolled(ui, "welcome", |ui| {
        let width = WIDTH.min(ui.available_width() - 2.0 * MARGIN);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - width) / 2.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                content_ui(ui, state, actions);
            });
        });
    });
}

fn content_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, colours) = (state.words(), tokens(ui));
    ui.label(RichText::new(PIXLOOM).size(36.0).color(colours.strong));
    ui.label(RichText::new(words.what_it_is()).text_style(TextStyle::Heading).color(colours.text));
    ui.add_space(MARGIN);
    ui.horizontal(|ui| {
        let obstacle = matches!(state.dialog, Dialog::Open(_)).then_some(words.dialog_is_open());
        let hover = OPEN.hover(words.open_folder_hint());
        if guarded(ui, obstacle, &hover, |ui| primary_button(ui, words.open_folder())) {
            actions.push(Action::PickFolder(Pick::Pictures));
        }
        if button(ui, words.try_samples()).on_hover_text(SAMPLES.hover(words.try_samples_hint())).clicked() {
            actions.push(Action::TrySamples);
        }
        caption(ui, words.or_drop_a_folder());
    });
    ui.add_space(GAP);
    path_ui(ui, state, actions);
    problem_ui(ui, state, actions);
    recent_ui(ui, state, actions);
}

/// A field for the path; Enter opens it.
fn path_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let mut text = state.path_text.clone();
    let field = TextEdit::singleline(&mut text).hint_text(words.path_of_a_folder()).margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(f32::INFINITY)).accessible_name(words.folder_path());
    if response.changed() {
        actions.push(Action::EditPath(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        actions.push(Action::OpenFolder(PathBuf::from(text.trim())));
    }
}

fn problem_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if let Folder::Failed { reason } = &state.folder {
        ui.add_space(GAP);
        notice::error_ui(ui, reason, actions);
    }
    if state.notice.is_some() {
        ui.add_space(GAP);
        notice::ui(ui, state, actions);
    }
}

fn recent_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.recent.is_empty() {
        return;
    }
    ui.add_space(theme::MARGIN);
    caption(ui, state.words().recent_folders());
    for folder in &state.recent {
        ui.horizontal(|ui| {
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            if link_button(ui, &name).on_hover_text(folder.display().to_string()).clicked() {
                actions.push(Action::OpenFolder(folder.clone()));
            }
            let place = folder.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
            one_line(ui, RichText::new(place).small().color(tokens(ui).weak));
        });
    }
}
