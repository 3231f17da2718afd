//! Every output before it is made: from which picture, by which recipe, under which name, and what happens to it.

use egui::{RichText, TextEdit, Ui, vec2};

use super::super::action::Action;
use super::super::plan_view::{PlanShown, PlanView, PlannedJob, PlannedLine};
use super::super::state::{Activity, Folder, State};
use super::super::theme::{Tokens, tokens};
use super::super::widgets::basics::{caption, empty};
use super::super::widgets::elide;
use super::super::widgets::rows::{Cell, Column, Row, rows};
use super::notice;
use crate::compare::words::grouped;
use crate::job;

const COLUMNS: [Column; 4] = [("Picture", 0.28), ("Output", 0.38), ("Recipe", 0.18), ("Status", 0.16)];

const FIND_WIDTH: f32 = 176.0;

/// Shows the plan, or why there is none.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    match (&state.plan, state.plan.shown()) {
        (PlanView::Refused { reason, .. }, _) => refused_ui(ui, reason, actions),
        (_, Some(shown)) => shown_ui(ui, state, shown, actions),
        (PlanView::Working { .. }, None) => working_ui(ui),
        (_, None) => nothing_ui(ui, state),
    }
}

fn working_ui(ui: &mut Ui) {
    caption(ui, "Working out the plan…");
}

fn refused_ui(ui: &mut Ui, reason: &str, actions: &mut Vec<Action>) {
    notice::error_ui(ui, reason, actions);
    empty(ui, "No outputs as things stand", "Mend this, and every output is listed here.");
}

/// Why there is nothing to plan, and what to do about it.
fn nothing_ui(ui: &mut Ui, state: &State) {
    let (title, text) = match (&state.folder, &state.activity) {
        (Folder::None | Folder::Failed { .. }, _) => ("No folder is open", "Open a folder of pictures first."),
        (Folder::Scanning { .. }, _) => ("Looking for pictures…", "Every output is listed here once they are known."),
        (Folder::Open { pictures, .. }, _) if pictures.is_empty() => {
            ("No pictures here", "Open another folder, or include its subfolders.")
        }
        _ if state.n_pictures_ticked() == 0 => {
            ("No picture is ticked", "Tick one on the left, and every output is listed here before it is made.")
        }
        _ if state.n_ticked() == 0 => {
            ("No filter is ticked", "Tick one, and every output is listed here before it is made.")
        }
        (_, Activity::Starting { .. } | Activity::Comparing { .. }) => {
            ("Not while comparing", "The plan is worked out afterwards, so that it is not seen in the times.")
        }
        // It is asked for as soon as it is looked at.
        _ => return working_ui(ui),
    };
    empty(ui, title, text);
}

fn shown_ui(ui: &mut Ui, state: &State, shown: &PlanShown, actions: &mut Vec<Action>) {
    summary_ui(ui, &shown.planned);
    ui.horizontal(|ui| {
        find_ui(ui, state, actions);
        caption(ui, remark(state, shown));
    });
    for remark in &shown.planned.remarks {
        caption(ui, remark.clone());
    }
    if shown.n_rows() == 0 {
        empty(ui, "No such output", "No picture and no output has these letters in its name.");
        return;
    }
    let colours = tokens(ui);
    let row = |idx: usize| shown.row(idx).map(|line| row_of(colours, line));
    // What is found is seen from its beginning.
    rows(ui, ("plan", &shown.asked.sought), &COLUMNS, shown.n_rows(), row);
}

fn summary_ui(ui: &mut Ui, planned: &PlannedJob) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let colour = tokens(ui).strong;
        ui.label(RichText::new(format!("{}, in", summary(planned))).color(colour));
        elide::label(ui, &planned.job.output.folder.display().to_string(), colour);
    });
}

/// "96 outputs: 90 new, 0 replaced, 6 kept".
fn summary(planned: &PlannedJob) -> String {
    let PlannedJob { n_new, n_replaced, n_kept, .. } = planned;
    let n = planned.n_asked;
    let outputs = if n == 1 { "output" } else { "outputs" };
    let [n, new, replaced, kept] = [n, *n_new, *n_replaced, *n_kept].map(grouped);
    format!("{n} {outputs}: {new} new, {replaced} replaced, {kept} kept")
}

fn find_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut letters = state.plan_search.clone();
    let field = TextEdit::singleline(&mut letters).hint_text("Find a name").margin(vec2(8.0, 6.0));
    let response = ui.add(field.desired_width(FIND_WIDTH)).accessible_name("Find a name");
    if response.on_hover_text("List only outputs that have these letters in their name or their picture's").changed() {
        actions.push(Action::FindInPlan(letters));
    }
}

fn remark(state: &State, shown: &PlanShown) -> String {
    let planned = &shown.planned;
    if matches!(state.plan, PlanView::Working { .. }) {
        "Working out the plan…".to_owned()
    } else if shown.n_rows() < planned.n_asked {
        format!("{} of {} listed", grouped(shown.n_rows()), grouped(planned.n_asked))
    } else if planned.n_renamed > 0 {
        format!("{} renamed, because names would be the same", grouped(planned.n_renamed))
    } else {
        String::new()
    }
}

fn row_of(colours: &Tokens, line: PlannedLine<'_>) -> Row {
    let (happens, happens_colour, name_colour) = match line.output.action {
        job::Action::Make => ("New", colours.text, colours.text),
        job::Action::Replace => ("Replaced", colours.accent, colours.text),
        job::Action::Keep => ("Kept", colours.weak, colours.weak),
        job::Action::LeaveOut => ("Left out", colours.weak, colours.weak),
    };
    let mark = line.output.is_renamed.then_some("renamed");
    let [picture, name] = [line.picture, line.name].map(|path| path.display().to_string());
    let recipe = line.recipe.word();
    let renamed = mark.map(|mark| format!(", {mark}")).unwrap_or_default();
    let spoken = format!("{picture} to {name}{renamed}, {recipe}, {}", happens.to_lowercase());
    let hover = hover(&picture, &name, line);
    let cell = |text: String, colour| Cell { text, colour, mark: None };
    let cells = vec![
        cell(picture, colours.weak),
        Cell { mark, ..cell(name, name_colour) },
        cell(recipe, colours.weak),
        cell(happens.to_owned(), happens_colour),
    ];
    Row { cells, spoken, hover }
}

fn hover(picture: &str, name: &str, line: PlannedLine<'_>) -> Vec<String> {
    let happens = match line.output.action {
        job::Action::Make => "New: nothing is there yet",
        job::Action::Replace => "Replaced: what is there already gives way to it",
        job::Action::Keep => "Kept: it is there already and not made again",
        job::Action::LeaveOut => "Left out: it is not asked for this time",
    };
    let renamed = "Renamed: another output would have had the same name";
    let made_from = format!("{} of {picture}", line.recipe.title());
    let renamed = line.output.is_renamed.then_some(renamed.to_owned());
    let doubt = line.output.doubt.map(|doubt| job::Remark::Doubted(doubt, 1).to_string());
    [name.to_owned(), made_from, happens.to_owned()].into_iter().chain(renamed).chain(doubt).collect()
}
