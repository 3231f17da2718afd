//! How outputs are written: where, in which format, and what happens to alpha and to files that are there already.

use egui::{ComboBox, Slider, TextEdit, Ui, vec2};

use super::super::action::Action;
use super::super::state::{Dialog, Folder, Pick, State};
use super::super::theme::GAP;
use super::super::widgets::basics::{button, caption, guarded, heading_row, slim};
use super::super::widgets::segments::segments;
use crate::compare::words::count;
use crate::files::{Effort, Format};
use crate::filters::Alpha;
use crate::job::Existing;

const EXISTING: [(Existing, &str, &str); 2] = [
    (Existing::Keep, "Keep", "An output that is there already is not made again"),
    (Existing::Overwrite, "Replace", "An output that is there already is made again and replaced"),
];

const ALPHA: [(Alpha, &str, &str); 2] = [
    (Alpha::Keep, "Keep", "Alpha is copied: an opaque picture stays opaque"),
    (Alpha::Filter, "Filter", "Alpha is filtered like a colour, as Pillow does"),
];

/// Width of the column of labels.
const LABEL_WIDTH: f32 = 96.0;

const KEEP: &str = "As the picture";

/// Shows the choices for outputs.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    heading_row(ui, "Outputs", |_| {});
    caption(ui, n_outputs_in_words(state));
    ui.add_space(GAP / 2.0);
    folder_ui(ui, state, actions);
    format_ui(ui, state, actions);
    row(ui, "Existing files", |ui| {
        if let Some(existing) = segments(ui, "Existing files", state.outputs.existing, &EXISTING) {
            actions.push(Action::SetExisting(existing));
        }
    });
    row(ui, "Transparency", |ui| {
        if let Some(alpha) = segments(ui, "Transparency", state.outputs.alpha, &ALPHA) {
            actions.push(Action::SetAlpha(alpha));
        }
    });
    caption(
        ui,
        match state.outputs.alpha {
            Alpha::Keep => "Transparency is copied from the picture, not filtered.",
            Alpha::Filter => "Transparency is filtered like a colour, so edges may turn see-through.",
        },
    );
}

/// "24 pictures × 8 filters = 192 outputs".
fn n_outputs_in_words(state: &State) -> String {
    let (n_pictures, ticked) = (state.n_pictures_ticked(), state.ticked());
    let product = n_pictures * ticked.len();
    let has_chain = ticked.iter().any(|recipe| !recipe.then().is_empty());
    let recipes = count(ticked.len(), if has_chain { "recipe" } else { "filter" });
    match &state.folder {
        Folder::Open { .. } => {
            format!("{} × {recipes} = {}", count(n_pictures, "picture"), count(product, "output"))
        }
        _ => recipes,
    }
}

fn row(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let size = vec2(LABEL_WIDTH, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(LABEL_WIDTH);
            ui.label(label);
        });
        add(ui);
    });
}

fn folder_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let obstacle = match state.dialog {
                Dialog::Ready => None,
                Dialog::Open(_) => Some("The dialog is open already"),
                Dialog::Missing => Some(super::welcome::NO_DIALOG),
            };
            if guarded(ui, obstacle, "Choose a folder for the outputs", |ui| button(ui, "Choose…")) {
                actions.push(Action::PickFolder(Pick::Outputs));
            }
            let mut text = state.outputs.folder_text.clone();
            let hint = state.output_folder().display().to_string();
            let field = TextEdit::singleline(&mut text).hint_text(hint.clone()).margin(vec2(8.0, 6.0));
            let response = ui.add(field.desired_width(ui.available_width())).accessible_name("Output folder");
            if response.on_hover_text(format!("Outputs are written to {hint}")).changed() {
                actions.push(Action::SetOutputFolder(text));
            }
        });
    });
}

fn format_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let current = state.outputs.format;
    row(ui, "Format", |ui| {
        let combo = ComboBox::from_id_salt("format").selected_text(current.map_or(KEEP, Format::title)).width(136.0);
        let combo = combo.show_ui(ui, |ui| {
            let writable = Format::ALL.into_iter().filter(|format| format.is_writable()).map(Some);
            for format in std::iter::once(None).chain(writable) {
                let title = format.map_or(KEEP, Format::title);
                if ui.selectable_label(format == current, title).clicked() {
                    actions.push(Action::SetFormat(format));
                }
            }
        });
        combo.response.accessible_name(format!("Format: {}", current.map_or(KEEP, Format::title)));
    });
    // When pictures keep their format, some may be in one that has a quality, or an effort.
    if current.is_none_or(Format::has_quality) {
        row(ui, "Quality", |ui| {
            let mut quality = state.outputs.coding.quality;
            let slider = slim(ui, |ui| ui.add(Slider::new(&mut quality, 1..=100))).accessible_name("Quality");
            let hover = "Quality of JPEG outputs: 90 keeps what an eye can see, 75 makes small files";
            if slider.on_hover_text(hover).changed() {
                actions.push(Action::SetQuality(quality));
            }
        });
    }
    if current.is_none_or(Format::has_effort) {
        row(ui, "Effort", |ui| {
            let hovers = Effort::ALL.map(|effort| format!("PNG outputs are {}", effort.summary()));
            let choices: Vec<(Effort, &str, &str)> =
                Effort::ALL.iter().zip(&hovers).map(|(effort, hover)| (*effort, effort.title(), &**hover)).collect();
            let clicked = segments(ui, "Effort", state.outputs.coding.effort, &choices);
            actions.extend(clicked.map(Action::SetEffort));
        });
    }
}
