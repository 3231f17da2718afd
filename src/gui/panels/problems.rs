//! What went wrong: which picture, where in the work, why, all of it to be copied.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::shortcuts::RETRY;
use super::super::state::{ProblemLine, State};
use super::super::theme::{self, tokens};
use super::super::widgets::basics::{button, caption, empty, link_button, one_line};
use crate::engine::Phase;

/// A line for the name and two for the reason.
const ROW_HEIGHT: f32 = 80.0;

/// Shows the list.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.problems.is_empty() {
        empty(
            ui,
            "No problems",
            "A picture that cannot be read or written is listed here, with the reason. It never stops a run.",
        );
        return;
    }
    ui.horizontal(|ui| {
        if button(ui, "Copy all").on_hover_text("Copy the whole list as text").clicked() {
            actions.push(Action::Copy(state.problems.iter().map(in_words).collect::<Vec<_>>().join("\n")));
        }
        let retry = ui
            .add_enabled_ui(!state.failed.is_empty() && state.run_obstacle().is_none(), |ui| button(ui, "Retry failed"))
            .inner;
        if retry.on_hover_text(RETRY.hover("Make the outputs of these pictures again, and nothing else")).clicked() {
            actions.push(Action::RetryFailed);
        }
        caption(ui, "The rest of the job is not affected.");
    });
    ScrollArea::vertical().id_salt("problems").auto_shrink(false).show_rows(
        ui,
        ROW_HEIGHT,
        state.problems.len(),
        |ui, rows| {
            for problem in state.problems.get(rows).unwrap_or_default() {
                row_ui(ui, problem, actions);
            }
        },
    );
}

fn row_ui(ui: &mut Ui, problem: &ProblemLine, actions: &mut Vec<Action>) {
    let colours = tokens(ui);
    let frame = Frame::NONE.fill(colours.panel).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_height(ROW_HEIGHT - 12.0);
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if link_button(ui, "Copy").on_hover_text("Copy this problem as text").clicked() {
                    actions.push(Action::Copy(in_words(problem)));
                }
                caption(ui, place(problem));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    one_line(ui, RichText::new(&problem.name).color(colours.strong));
                });
            });
        });
        let reason = ui.add(Label::new(RichText::new(&problem.reason).color(colours.error)).wrap());
        reason.on_hover_text(&problem.reason);
    });
}

/// Where in the work it went wrong.
fn place(problem: &ProblemLine) -> String {
    let phase = problem.phase.map_or("List", Phase::title);
    problem.recipe.as_ref().map_or_else(|| phase.to_owned(), |recipe| format!("{phase}, {recipe}"))
}

fn in_words(problem: &ProblemLine) -> String {
    format!("{} ({}): {}", problem.name, place(problem), problem.reason)
}
