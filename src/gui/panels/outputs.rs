//! What outputs are: how many, in which format, and what happens to alpha. Knows nothing of where they go.

use egui::{ComboBox, Ui, vec2};

use super::super::action::Action;
use super::super::reading::called;
use super::super::state::{Folder, State};
use super::super::theme::GAP;
use super::super::widgets::basics::{caption, heading_row, list_item, slider, slim};
use super::super::widgets::segments::segments;
use crate::files::{Effort, Format};
use crate::filters::Alpha;

/// Width of the column of labels.
const LABEL_WIDTH: f32 = 96.0;

/// Shows the choices for outputs.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    heading_row(ui, words.outputs(), |_| {});
    caption(ui, n_outputs_in_words(state));
    ui.add_space(GAP / 2.0);
    format_ui(ui, state, actions);
    row(ui, words.transparency(), |ui| {
        let choices = [
            (Alpha::Keep, words.alpha_keep(), words.alpha_keep_hint()),
            (Alpha::Filter, words.alpha_filter(), words.alpha_filter_hint()),
        ];
        if let Some(alpha) = segments(ui, words.transparency(), state.outputs.alpha, &choices) {
            actions.push(Action::SetAlpha(alpha));
        }
    });
    match state.outputs.format.filter(|format| format.holds().is_some_and(|holds| !holds.alpha)) {
        Some(format) => caption(ui, words.alpha_on_white_caption(format.title())),
        None => match state.outputs.alpha {
            Alpha::Keep => caption(ui, words.alpha_keep_caption()),
            Alpha::Filter => caption(ui, words.alpha_filter_caption()),
        },
    };
}

/// "24 pictures × 8 filters = 192 outputs".
fn n_outputs_in_words(state: &State) -> String {
    let (n_pictures, ticked) = (state.n_pictures_ticked(), state.ticked());
    let product = n_pictures * ticked.len();
    let has_chain = ticked.iter().any(|recipe| !recipe.then().is_empty());
    let words = state.words();
    let recipes = if has_chain { words.n_recipes(ticked.len()) } else { words.n_filters(ticked.len()) };
    match &state.folder {
        Folder::Open { .. } => words.product(words.n_pictures(n_pictures), recipes, words.n_outputs(product)),
        _ => recipes,
    }
}

/// A label with something beside it, or below it where that has no room.
fn row(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        let size = vec2(LABEL_WIDTH, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(LABEL_WIDTH);
            ui.label(label);
        });
        add(ui);
    });
}

fn format_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, current) = (state.words(), state.outputs.format);
    let title = |format: Option<Format>| format.map_or(words.format_kept(), Format::title);
    row(ui, words.format(), |ui| {
        let combo = ComboBox::from_id_salt("format").selected_text(title(current)).width(136.0);
        let combo = combo.show_ui(ui, |ui| {
            called(ui, words.format());
            let writable = Format::ALL.into_iter().filter(|format| format.is_writable()).map(Some);
            for format in std::iter::once(None).chain(writable) {
                if list_item(ui, format == current, title(format)).clicked() {
                    actions.push(Action::SetFormat(format));
                }
            }
        });
        combo.response.accessible_name(words.format_current(title(current)));
    });
    // When pictures keep their format, some may be in one that has a quality, or an effort.
    if current.is_none_or(Format::has_quality) {
        row(ui, words.quality(), |ui| {
            let mut quality = state.outputs.coding.quality;
            let slider =
                slim(ui, |ui| slider(ui, &mut quality, 1..=100, |slider| slider)).accessible_name(words.quality());
            if slider.on_hover_text(words.quality_hint()).changed() {
                actions.push(Action::SetQuality(quality));
            }
        });
    }
    if current.is_none_or(Format::has_effort) {
        row(ui, words.effort(), |ui| {
            let choice = |effort| match effort {
                Effort::Fast => (effort, words.effort_fast(), words.effort_fast_hint()),
                Effort::Balanced => (effort, words.effort_balanced(), words.effort_balanced_hint()),
                Effort::Small => (effort, words.effort_small(), words.effort_small_hint()),
            };
            let choices = Effort::ALL.map(choice);
            let clicked = segments(ui, words.effort(), state.outputs.coding.effort, &choices);
            actions.extend(clicked.map(Action::SetEffort));
        });
    }
}
