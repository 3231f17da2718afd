//! Every output before it is made: from which picture, by which recipe, under which name, and what happens to it.

use egui::{RichText, TextEdit, Ui, vec2};

use super::super::action::Action;
use super::super::language::words;
use super::super::plan_view::{PlanShown, PlanView, PlannedJob, PlannedLine};
use super::super::recipe_words::recipe_in_words;
use super::super::state::{Activity, Folder, State};
use super::super::theme::{Tokens, tokens};
use super::super::widgets::basics::{caption, empty};
use super::super::widgets::elide;
use super::super::widgets::rows::{Cell, Column, Row, rows};
use super::notice;
use crate::compare::words::grouped;
use crate::job;
use crate::words::Language;

const FIND_WIDTH: f32 = 176.0;

/// Shows the plan, or why there is none.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    match (&state.plan, state.plan.shown()) {
        (PlanView::Refused { reason, .. }, _) => refused_ui(ui, reason, actions),
        (_, Some(shown)) => shown_ui(ui, state, shown, actions),
        (PlanView::Working { .. }, None) => working_ui(ui, state.words()),
        (_, None) => nothing_ui(ui, state),
    }
}

fn columns(words: Language) -> [Column; 4] {
    [(words.picture(), 0.28), (words.output(), 0.38), (words.recipe(), 0.18), (words.status(), 0.16)]
}

fn working_ui(ui: &mut Ui, words: Language) {
    caption(ui, words.working_out_plan());
}

fn refused_ui(ui: &mut Ui, reason: &str, actions: &mut Vec<Action>) {
    notice::error_ui(ui, reason, actions);
    let words = words(ui);
    empty(ui, words.no_outputs(), words.no_outputs_hint());
}

/// Why there is nothing to plan, and what to do about it.
fn nothing_ui(ui: &mut Ui, state: &State) {
    let words = state.words();
    let (title, text) = match (&state.folder, &state.activity) {
        (Folder::None | Folder::Failed { .. }, _) => (words.no_folder(), words.no_folder_hint()),
        (Folder::Scanning { .. }, _) => (words.looking_for_pictures(), words.listed_once_known()),
        (Folder::Open { pictures, .. }, _) if pictures.is_empty() => {
            (words.no_pictures_here(), words.no_pictures_here_hint())
        }
        _ if state.n_pictures_ticked() == 0 => (words.no_picture_ticked_yet(), words.no_picture_ticked_yet_hint()),
        _ if state.n_ticked() == 0 => (words.nothing_ticked(), words.nothing_ticked_hint()),
        (_, Activity::Starting { .. } | Activity::Comparing { .. }) => {
            (words.not_while_comparing(), words.not_while_comparing_hint())
        }
        // It is asked for as soon as it is looked at.
        _ => return working_ui(ui, words),
    };
    empty(ui, title, text);
}

fn shown_ui(ui: &mut Ui, state: &State, shown: &PlanShown, actions: &mut Vec<Action>) {
    let words = state.words();
    summary_ui(ui, &shown.planned, words);
    ui.horizontal(|ui| {
        find_ui(ui, state, actions);
        caption(ui, remark(state, shown));
    });
    for remark in &shown.planned.remarks {
        caption(ui, words.reason(remark));
    }
    if shown.n_rows() == 0 {
        empty(ui, words.no_such_output(), words.no_such_output_hint());
        return;
    }
    let colours = tokens(ui);
    let row = |idx: usize| shown.row(idx).map(|line| row_of(colours, line, words));
    // What is found is seen from its beginning.
    rows(ui, ("plan", &shown.asked.sought), &columns(words), shown.n_rows(), row);
}

fn summary_ui(ui: &mut Ui, planned: &PlannedJob, words: Language) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let colour = tokens(ui).strong;
        ui.label(RichText::new(words.plan_in(summary(planned, words))).color(colour));
        elide::label(ui, &planned.job.output.folder.display().to_string(), colour);
    });
}

/// "96 outputs: 90 new, 0 replaced, 6 kept".
fn summary(planned: &PlannedJob, words: Language) -> String {
    let PlannedJob { n_new, n_replaced, n_kept, .. } = planned;
    let outputs = words.n_outputs(planned.n_asked);
    let [new, replaced, kept] = [*n_new, *n_replaced, *n_kept].map(grouped);
    words.plan_summary(outputs, new, replaced, kept)
}

fn find_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let mut letters = state.plan_search.clone();
    let field = TextEdit::singleline(&mut letters).hint_text(words.find_a_name()).margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(FIND_WIDTH)).accessible_name(words.find_a_name());
    if response.on_hover_text(words.find_a_name_hint()).changed() {
        actions.push(Action::FindInPlan(letters));
    }
}

fn remark(state: &State, shown: &PlanShown) -> String {
    let (words, planned) = (state.words(), &shown.planned);
    if matches!(state.plan, PlanView::Working { .. }) {
        words.working_out_plan().to_owned()
    } else if shown.n_rows() < planned.n_asked {
        words.listed(grouped(shown.n_rows()), grouped(planned.n_asked))
    } else if planned.n_renamed > 0 {
        words.renamed_number(grouped(planned.n_renamed))
    } else {
        String::new()
    }
}

fn row_of(colours: &Tokens, line: PlannedLine<'_>, words: Language) -> Row {
    let (happens, happens_colour, name_colour) = match line.output.action {
        job::Action::Make => (words.status_new(), colours.text, colours.text),
        job::Action::Replace => (words.status_replaced(), colours.accent, colours.text),
        job::Action::Keep => (words.status_kept(), colours.weak, colours.weak),
        job::Action::LeaveOut => (words.status_left_out(), colours.weak, colours.weak),
    };
    let mark = line.output.is_renamed.then_some(words.renamed());
    let [picture, name] = [line.picture, line.name].map(|path| path.display().to_string());
    let recipe = recipe_in_words(line.recipe, words);
    let renamed = mark.map(|mark| format!(", {mark}")).unwrap_or_default();
    let spoken = words.output_spoken(&picture, format!("{name}{renamed}"), &recipe, happens.to_lowercase());
    let hover = hover(&picture, &name, line, words);
    let cell = |text: String, colour| Cell { text, colour, mark: None };
    let cells = vec![
        cell(picture, colours.weak),
        Cell { mark, ..cell(name, name_colour) },
        cell(recipe, colours.weak),
        cell(happens.to_owned(), happens_colour),
    ];
    Row { cells, spoken, hover }
}

fn hover(picture: &str, name: &str, line: PlannedLine<'_>, words: Language) -> Vec<String> {
    let happens = match line.output.action {
        job::Action::Make => words.status_new_hint(),
        job::Action::Replace => words.status_replaced_hint(),
        job::Action::Keep => words.status_kept_hint(),
        job::Action::LeaveOut => words.status_left_out_hint(),
    };
    let made_from = words.recipe_of(line.recipe.title_in(words), picture);
    let renamed = line.output.is_renamed.then(|| words.renamed_hint().to_owned());
    let doubt = line.output.doubt.map(|doubt| words.reason(&job::Remark::Doubted(doubt, 1).to_string()));
    [name.to_owned(), made_from, happens.to_owned()].into_iter().chain(renamed).chain(doubt).collect()
}
