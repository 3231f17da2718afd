//! The bar at the top: which folder is open, how to open another, and the theme.

use std::path::PathBuf;

use egui::{ComboBox, RichText, TextEdit, TextStyle, Ui, vec2};

use super::super::action::Action;
use super::super::choices::{LanguageChoice, ThemeChoice};
use super::super::reading::{RowEnd, called};
use super::super::shortcuts::{LANGUAGE, OPEN, SAMPLES, SUBFOLDERS, THEME};
use super::super::state::{Dialog, Pick, State};
use super::super::theme::{GAP, tokens};
use super::super::widgets::basics::{button, guarded, list_item};
use super::super::widgets::segments::segments;
use super::super::widgets::tick::tick;
use super::sheet;
use super::welcome::PIXLOOM;
use crate::words::Language;

/// Width of the chooser of the language.
const LANGUAGE_WIDTH: f32 = 84.0;

/// Shows the bar.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    ui.horizontal(|ui| {
        let colour = tokens(ui).strong;
        ui.label(RichText::new(PIXLOOM).text_style(TextStyle::Heading).color(colour));
        ui.add_space(GAP);
        let obstacle = matches!(state.dialog, Dialog::Open(_)).then_some(words.dialog_is_open());
        if guarded(ui, obstacle, &OPEN.hover(words.open_folder_hint()), |ui| button(ui, words.open_folder())) {
            actions.push(Action::PickFolder(Pick::Pictures));
        }
        recent_ui(ui, state, actions);
        let end = RowEnd::of(ui);
        end.rest(ui, |ui| path_ui(ui, state, actions));
        end.show(ui, |ui| {
            subfolders_ui(ui, state, actions);
            ui.add_space(GAP);
            looks_ui(ui, state, actions);
        });
    });
}

/// How the window looks and speaks, and the keys that it knows.
pub(crate) fn looks_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    theme_ui(ui, state, actions);
    language_ui(ui, state, actions);
    sheet::button_ui(ui, actions);
}

/// The switch between light and dark.
pub(crate) fn theme_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let themes = [
        (ThemeChoice::System, words.theme_auto(), &*THEME.hover(words.theme_auto_hint())),
        (ThemeChoice::Light, words.theme_light(), &*THEME.hover(words.theme_light_hint())),
        (ThemeChoice::Dark, words.theme_dark(), &*THEME.hover(words.theme_dark_hint())),
    ];
    if let Some(theme) = segments(ui, words.theme(), state.theme, &themes) {
        actions.push(Action::SetTheme(theme));
    }
}

/// The chooser of the language. Each is called as it calls itself, where that can be written.
pub(crate) fn language_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, speech) = (state.words(), &state.speech);
    let combo = ComboBox::from_id_salt("language").selected_text(words.own_name()).width(LANGUAGE_WIDTH);
    let combo = combo.show_ui(ui, |ui| {
        called(ui, &words.language_current(words.own_name()));
        for (choice, language) in LanguageChoice::ALL {
            let can_write = speech.can_write(ui.ctx(), language.unwrap_or(speech.system));
            let (title, hover) = match language {
                _ if !can_write => (language.map_or(words.language_auto(), Language::english_name), words.no_letters()),
                Some(language) => (language.own_name(), language.language_hint()),
                None => (words.language_auto(), words.language_auto_hint()),
            };
            let row = list_item(ui, choice == speech.choice, title).on_hover_text(LANGUAGE.hover(hover));
            if row.clicked() {
                actions.push(Action::SetLanguage(choice));
            }
        }
    });
    let hover = if speech.lacks_letters { words.no_letters() } else { words.language_hint() };
    let response = combo.response.accessible_name(words.language_current(words.own_name()));
    response.on_hover_text(LANGUAGE.hover(hover));
}

fn recent_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    ui.menu_button(words.recent(), |ui| {
        called(ui, words.recent());
        ui.set_min_width(240.0);
        for folder in &state.recent {
            if ui.button(folder.display().to_string()).clicked() {
                actions.push(Action::OpenFolder(folder.clone()));
            }
        }
        ui.separator();
        if ui.button(words.try_samples()).on_hover_text(SAMPLES.hover("")).clicked() {
            actions.push(Action::TrySamples);
        }
    })
    .response
    .on_hover_text(words.recent_hint());
}

fn subfolders_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut is_recursive = state.is_recursive;
    let words = state.words();
    let hover = SUBFOLDERS.hover(words.include_subfolders_hint());
    if tick(ui, &mut is_recursive, words.include_subfolders()).on_hover_text(hover).changed() {
        actions.push(Action::SetRecursive(is_recursive));
    }
}

fn path_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let mut text = state.path_text.clone();
    let field = TextEdit::singleline(&mut text).hint_text(words.path_of_a_folder()).margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(ui.available_width())).accessible_name(words.folder_path());
    let response = response.on_hover_text(words.folder_path_hint());
    if response.changed() {
        actions.push(Action::EditPath(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        actions.push(Action::OpenFolder(PathBuf::from(text.trim())));
    }
}
