//! What went wrong: which picture, where in the work, why, all of it to be copied.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::language::words;
use super::super::shortcuts::RETRY;
use super::super::state::{Latest, ProblemLine, State};
use super::super::theme::{self, tokens};
use super::super::widgets::basics::{button, caption, empty, link_button, one_line};
use crate::engine::Ended;
use crate::job::Recipe;
use crate::words::Language;

/// A line for the name and two for the reason.
const ROW_HEIGHT: f32 = 80.0;

/// Shows the list.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let problems: Vec<&ProblemLine> = state.problem_lines().collect();
    if problems.is_empty() {
        empty(ui, words.no_problems(), words.no_problems_hint());
        return;
    }
    ui.horizontal(|ui| {
        if button(ui, words.copy_all()).on_hover_text(words.copy_all_hint()).clicked() {
            let lines: Vec<String> = problems.iter().map(|problem| in_words(problem, words)).collect();
            actions.push(Action::Copy(lines.join("\n")));
        }
        let retry = ui
            .add_enabled_ui(!state.failed.is_empty() && state.run_obstacle().is_none(), |ui| {
                button(ui, words.retry_failed())
            })
            .inner;
        if retry.on_hover_text(RETRY.hover(words.retry_failed_hint())).clicked() {
            actions.push(Action::RetryFailed);
        }
        if !is_given_up(state) {
            caption(ui, words.rest_not_affected());
        }
    });
    ScrollArea::vertical().id_salt("problems").auto_shrink(false).show_rows(
        ui,
        ROW_HEIGHT,
        problems.len(),
        |ui, rows| {
            for problem in problems.get(rows).unwrap_or_default() {
                row_ui(ui, problem, actions);
            }
        },
    );
}

/// Whether the latest work is a run that ended before the rest of its job.
fn is_given_up(state: &State) -> bool {
    let run = state.run.as_ref().filter(|_| state.latest == Latest::Run);
    let ended = run.and_then(|run| run.finished.as_ref()).map(|finished| &finished.ended);
    matches!(ended, Some(Ended::GaveUp(_) | Ended::Broken(_)))
}

fn row_ui(ui: &mut Ui, problem: &ProblemLine, actions: &mut Vec<Action>) {
    let (words, colours) = (words(ui), tokens(ui));
    let frame = Frame::NONE.fill(colours.panel).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_height(ROW_HEIGHT - 12.0);
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if link_button(ui, words.copy()).on_hover_text(words.copy_problem_hint()).clicked() {
                    actions.push(Action::Copy(in_words(problem, words)));
                }
                caption(ui, place(problem, words));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    one_line(ui, RichText::new(&problem.name).color(colours.strong));
                });
            });
        });
        let reason = words.reason(&problem.reason);
        ui.add(Label::new(RichText::new(&reason).color(colours.error)).wrap()).on_hover_text(reason);
    });
}

/// Where in the work it went wrong.
fn place(problem: &ProblemLine, words: Language) -> String {
    let phase = words.in_phase(problem.phase.map_or(words.while_listing(), |phase| phase.title_in(words)));
    match &problem.recipe {
        Some(word) => match Recipe::parse(word) {
            Ok(recipe) => format!("{phase}, {}", recipe.title_in(words)),
            Err(_) => format!("{phase}, {word}"),
        },
        None => phase,
    }
}

fn in_words(problem: &ProblemLine, words: Language) -> String {
    format!("{} ({}): {}", problem.name, place(problem, words), words.reason(&problem.reason))
}
