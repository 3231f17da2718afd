//! The bar at the top: which folder is open, how to open another, and the theme.

use std::path::PathBuf;

use egui::{Layout, RichText, TextEdit, TextStyle, Ui, vec2};

use super::super::action::Action;
use super::super::choices::ThemeChoice;
use super::super::shortcuts::{OPEN, SAMPLES, SUBFOLDERS, THEME};
use super::super::state::{Dialog, Pick, State};
use super::super::theme::{GAP, tokens};
use super::super::widgets::basics::{button, caption, guarded};
use super::super::widgets::segments::segments;
use super::super::widgets::tick::tick;
use super::sheet;
use super::welcome::NO_DIALOG;

const THEMES: [(ThemeChoice, &str, &str); 3] = [
    (ThemeChoice::System, "Auto", "Light or dark as the system has it"),
    (ThemeChoice::Light, "Light", "Dark text on light ground"),
    (ThemeChoice::Dark, "Dark", "Light text on dark ground"),
];

/// Shows the bar.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let colour = tokens(ui).strong;
        ui.label(RichText::new("Pixloom").text_style(TextStyle::Heading).color(colour));
        ui.add_space(GAP);
        let obstacle = matches!(state.dialog, Dialog::Open(_)).then_some("The dialog is open already");
        if guarded(ui, obstacle, &OPEN.hover("Choose a folder of pictures"), |ui| button(ui, "Open folder…")) {
            actions.push(Action::PickFolder(Pick::Pictures));
        }
        recent_ui(ui, state, actions);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            sheet::button_ui(ui, actions);
            theme_ui(ui, state, actions);
            ui.add_space(GAP);
            subfolders_ui(ui, state, actions);
            path_ui(ui, state, actions);
        });
    });
    if state.dialog == Dialog::Missing {
        caption(ui, NO_DIALOG);
    }
}

/// The switch between light and dark.
pub(crate) fn theme_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let hovers = THEMES.map(|(_, _, hover)| THEME.hover(hover));
    let themes: Vec<_> =
        THEMES.iter().zip(&hovers).map(|((theme, title, _), hover)| (*theme, *title, hover.as_str())).collect();
    if let Some(theme) = segments(ui, "Theme", state.theme, &themes) {
        actions.push(Action::SetTheme(theme));
    }
}

fn recent_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.menu_button("Recent", |ui| {
        ui.set_min_width(240.0);
        for folder in &state.recent {
            if ui.button(folder.display().to_string()).clicked() {
                actions.push(Action::OpenFolder(folder.clone()));
            }
        }
        ui.separator();
        if ui.button("Try samples").on_hover_text(SAMPLES.hover("")).clicked() {
            actions.push(Action::TrySamples);
        }
    })
    .response
    .on_hover_text("Folders that were opened before");
}

fn subfolders_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut is_recursive = state.is_recursive;
    let hover = SUBFOLDERS.hover("Look for pictures in the folders of this folder, too; outputs keep the tree");
    if tick(ui, &mut is_recursive, "Include subfolders").on_hover_text(hover).changed() {
        actions.push(Action::SetRecursive(is_recursive));
    }
}

fn path_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut text = state.path_text.clone();
    let field = TextEdit::singleline(&mut text).hint_text("Path of a folder").margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(ui.available_width())).accessible_name("Folder path");
    let response = response.on_hover_text("Type or paste the path of a folder, then press Enter");
    if response.changed() {
        actions.push(Action::EditPath(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        actions.push(Action::OpenFolder(PathBuf::from(text.trim())));
    }
}
