//! The first screen: what this is, and three ways to begin.

use std::path::PathBuf;

use egui::{Align, Layout, RichText, ScrollArea, TextEdit, TextStyle, Ui, vec2};

use super::super::action::Action;
use super::super::shortcuts::{OPEN, SAMPLES};
use super::super::state::{Dialog, Folder, Pick, State};
use super::super::theme::{self, GAP, MARGIN, tokens};
use super::super::widgets::basics::{button, caption, guarded, link_button, one_line, primary_button};
use super::{folder_bar, notice, sheet};

const WIDTH: f32 = 560.0;

/// What is said where the desktop has no folder dialog.
pub(super) const NO_DIALOG: &str = "This desktop offers no folder dialog: type the path instead";

/// Shows the first screen.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    egui::Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                sheet::button_ui(ui, actions);
                folder_bar::theme_ui(ui, state, actions);
            });
        });
    });
    ui.add_space((ui.available_height() * 0.16).max(GAP));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
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
    let colours = tokens(ui);
    ui.label(RichText::new("Pixloom").size(36.0).color(colours.strong));
    ui.label(
        RichText::new(
            "Filter a folder of pictures, and find out which way of sharing that work over your processor cores is fastest.",
        )
        .text_style(TextStyle::Heading)
        .color(colours.text),
    );
    ui.add_space(MARGIN);
    ui.horizontal(|ui| {
        let obstacle = matches!(state.dialog, Dialog::Open(_)).then_some("The dialog is open already");
        if guarded(ui, obstacle, &OPEN.hover("Choose a folder of pictures"), |ui| primary_button(ui, "Open folder…"))
        {
            actions.push(Action::PickFolder(Pick::Pictures));
        }
        if button(ui, "Try samples").on_hover_text(SAMPLES.hover("Makes 24 sample pictures and opens them")).clicked() {
            actions.push(Action::TrySamples);
        }
        caption(ui, "or drop a folder anywhere on this window");
    });
    ui.add_space(GAP);
    path_ui(ui, state, actions);
    problem_ui(ui, state, actions);
    recent_ui(ui, state, actions);
}

/// A field for the path; Enter opens it.
fn path_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut text = state.path_text.clone();
    let field = TextEdit::singleline(&mut text).hint_text("Path of a folder").margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(f32::INFINITY)).accessible_name("Folder path");
    if response.changed() {
        actions.push(Action::EditPath(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        actions.push(Action::OpenFolder(PathBuf::from(text.trim())));
    }
    if state.dialog == Dialog::Missing {
        caption(ui, NO_DIALOG);
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
    caption(ui, "Recent folders");
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
