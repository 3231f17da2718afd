//! What is to be told and not told elsewhere: in words, with its remedy, and to be copied.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::super::action::Action;
use super::super::language::words;
use super::super::shortcuts::{CLOSE_MESSAGE, COPY_MESSAGE};
use super::super::state::{Notice, NoticeKind, State};
use super::super::theme::{self, tokens};
use super::super::widgets::basics::link_button;

/// Shows the notice, if there is one.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if let Some(Notice { kind, text }) = &state.notice {
        line_ui(ui, *kind, text, true, actions);
    }
}

/// Shows an error that stays until its cause is gone.
pub(crate) fn error_ui(ui: &mut Ui, text: &str, actions: &mut Vec<Action>) {
    line_ui(ui, NoticeKind::Error, text, false, actions);
}

fn line_ui(ui: &mut Ui, kind: NoticeKind, text: &str, can_be_closed: bool, actions: &mut Vec<Action>) {
    let (words, colours) = (words(ui), tokens(ui));
    let (colour, edge, mark) = match kind {
        NoticeKind::Note => (colours.weak, colours.line, words.note()),
        NoticeKind::Error => (colours.error, colours.error, words.error()),
    };
    let frame = Frame::NONE.fill(colours.field).stroke(Stroke::new(1.0, edge)).corner_radius(theme::RADIUS);
    frame.inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(mark).strong().color(colour));
            let text = words.reason(text);
            ui.label(&text);
            if link_button(ui, words.copy()).on_hover_text(COPY_MESSAGE.hover(words.copy_message_hint())).clicked() {
                actions.push(Action::Copy(text));
            }
            let hover = CLOSE_MESSAGE.hover(words.close_message_hint());
            if can_be_closed && link_button(ui, words.close()).on_hover_text(hover).clicked() {
                actions.push(Action::DismissNotice);
            }
        });
    });
}
