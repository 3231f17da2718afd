//! Where outputs go, and what happens to files that are there already. Knows nothing of what outputs are.

use egui::{TextEdit, TextStyle, Ui, vec2};

use super::super::action::Action;
use super::super::state::{Dialog, Pick, State};
use super::super::widgets::basics::{button, caption, guarded};
use super::super::widgets::elide;
use super::super::widgets::segments::segments;
use super::Group;
use crate::job::Existing;

/// Width of the field of the folder, as a share of the window's, and the least and the most of it.
const FIELD_SHARE: f32 = 0.2;
const FIELD_WIDTHS: [f32; 2] = [184.0, 480.0];
/// Of the field, on each side.
const FIELD_MARGIN: f32 = 8.0;

/// What is chosen here, in the order of reading.
pub(super) const GROUPS: [Group; 2] = [folder_ui, existing_ui];

fn folder_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    caption(ui, words.output_folder());
    let folder = state.output_folder().display().to_string();
    let [least, most] = FIELD_WIDTHS;
    let width = (ui.ctx().content_rect().width() * FIELD_SHARE).clamp(least, most);
    // The end of a path tells it from others, and is what a field would cut off.
    let hint = elide::middle(ui, &folder, &TextStyle::Body.resolve(ui.style()), width - 2.0 * FIELD_MARGIN);
    let mut text = state.outputs.folder_text.clone();
    let field = TextEdit::singleline(&mut text).hint_text(hint).margin(vec2(FIELD_MARGIN, 6.0));
    let response = ui.add(field.desired_width(width)).accessible_name(words.output_folder());
    // Those who hear it have room for all of it.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_placeholder(folder.clone()));
    if response.on_hover_text(words.written_to(folder)).changed() {
        actions.push(Action::SetOutputFolder(text));
    }
    let obstacle = match state.dialog {
        Dialog::Ready => None,
        Dialog::Open(_) => Some(words.dialog_is_open()),
        Dialog::Missing => Some(words.no_dialog()),
    };
    if guarded(ui, obstacle, words.choose_hint(), |ui| button(ui, words.choose())) {
        actions.push(Action::PickFolder(Pick::Outputs));
    }
}

fn existing_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let choices = [
        (Existing::Keep, words.existing_keep(), words.existing_keep_hint()),
        (Existing::Overwrite, words.existing_replace(), words.existing_replace_hint()),
    ];
    caption(ui, words.existing_files());
    if let Some(existing) = segments(ui, words.existing_files(), state.outputs.existing, &choices) {
        actions.push(Action::SetExisting(existing));
    }
}
