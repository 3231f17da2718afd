//! Earlier comparisons: their list, one to be opened or laid beside the one that is shown, and what differs then.

use egui::{Frame, Label, Margin, RichText, Ui};

use super::super::action::Action;
use super::super::history_view::{BesideShown, HistoryLine, HistoryLines, HistoryList};
use super::super::language::words;
use super::super::reading::RowEnd;
use super::super::state::State;
use super::super::theme::{self, GAP, tokens};
use super::super::widgets::basics::{button, caption, empty, heading_row, one_line};
use super::{notice, table};

/// Shows the list; nothing when it is closed.
pub(super) fn list_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    match &state.history.list {
        HistoryList::Closed => {}
        HistoryList::Reading => {
            caption(ui, words.reading_history());
        }
        HistoryList::Failed(reason) => notice::error_ui(ui, reason, actions),
        HistoryList::Read(read) if read.lines.is_empty() && read.unreadable.is_empty() => {
            empty(ui, words.no_history(), words.no_history_hint());
        }
        HistoryList::Read(read) => lines_ui(ui, state, read, actions),
    }
}

fn lines_ui(ui: &mut Ui, state: &State, read: &HistoryLines, actions: &mut Vec<Action>) {
    for reason in &read.unreadable {
        notice::error_ui(ui, reason, actions);
    }
    for line in &read.lines {
        line_ui(ui, line, state.comparison.is_some(), actions);
    }
}

fn line_ui(ui: &mut Ui, line: &HistoryLine, has_other: bool, actions: &mut Vec<Action>) {
    let (words, colours) = (words(ui), tokens(ui));
    let frame = Frame::NONE.fill(colours.panel).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let end = RowEnd::of(ui);
            end.rest(ui, |ui| one_line(ui, RichText::new(&line.begun).color(colours.strong)));
            end.show(ui, |ui| {
                let open = button(ui, words.open()).on_hover_text(words.open_kept_hint());
                if named(open, words.open_of(&line.begun)).clicked() {
                    actions.push(Action::OpenKept(line.id.clone()));
                }
                if !has_other {
                    return;
                }
                let beside = button(ui, words.beside()).on_hover_text(words.beside_hint());
                if named(beside, words.beside_of(&line.begun)).clicked() {
                    actions.push(Action::LayBeside(line.id.clone()));
                }
            });
        });
        ui.add(Label::new(RichText::new(&line.what).color(colours.text)).wrap());
        ui.add(Label::new(RichText::new(&line.verdict).color(colours.weak)).wrap());
    });
}

/// The buttons of all rows say the same; who cannot see the row is told which one it is.
fn named(button: egui::Response, name: String) -> egui::Response {
    button.accessible_name(name)
}

/// Shows the comparison that is laid beside the one that is shown, if there is one.
pub(super) fn beside_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(shown) = &state.history.beside else { return };
    let words = state.words();
    let BesideShown { begun, beside, .. } = &**shown;
    heading_row(ui, &words.before_and_after(begun), |ui| {
        if named(button(ui, words.close()), words.close_beside().to_owned()).clicked() {
            actions.push(Action::CloseBeside);
        }
    });
    for warning in &beside.warnings {
        ui.label(RichText::new(warning).color(tokens(ui).error));
    }
    table::ui(ui, "beside", &beside.table);
    ui.add_space(GAP);
}
