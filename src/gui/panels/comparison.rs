//! Which strategy is fastest: the verdict, the chart, and the same numbers as text; while it is measured, how far it is.

use egui::{RichText, TextStyle, Ui};

use super::super::action::Action;
use super::super::focus::scrolled;
use super::super::history_view::HistoryList;
use super::super::language::words;
use super::super::shortcuts::{EXPORT, HISTORY};
use super::super::state::{Activity, Dialog, Pick, State};
use super::super::theme::{self, GAP, MARGIN, tokens};
use super::super::widgets::bar_chart::{Way, bar_chart};
use super::super::widgets::basics::{button, caption, empty, folded, guarded, one_line, progress};
use super::super::widgets::phase_legend::part_legend;
use super::{history, table};
use crate::compare::{Account, Comparison, Identity, Progress, Stage, WayProgress, WayResult, median};
use crate::report::{basis, tables};

/// Shows the comparison.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if let Activity::Comparing { progress, .. } = &state.activity {
        return scrolled(ui, "comparison", |ui| live_ui(ui, &progress.clone().told_in(state.words())));
    }
    let words = state.words();
    bar_ui(ui, state, actions);
    if !matches!(state.history.list, HistoryList::Closed) {
        return scrolled(ui, "comparison", |ui| history::list_ui(ui, state, actions));
    }
    match (&state.activity, &state.comparison) {
        (_, Some(comparison)) => scrolled(ui, "comparison", |ui| {
            history::beside_ui(ui, state, actions);
            result_ui(ui, comparison);
        }),
        (Activity::Starting { .. }, None) => empty(ui, words.getting_ready(), words.getting_ready_hint()),
        (_, None) => empty(ui, words.nothing_compared(), words.nothing_compared_hint()),
    }
}

/// What can be done with comparisons, and where the one that is shown comes from.
fn bar_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    ui.horizontal(|ui| {
        let is_listed = !matches!(state.history.list, HistoryList::Closed);
        let (title, hover) = match is_listed {
            true => (words.back(), words.back_hint()),
            false => (words.history(), words.history_hint()),
        };
        if button(ui, title).on_hover_text(HISTORY.hover(hover)).clicked() {
            actions.push(Action::ShowHistory(!is_listed));
        }
        let obstacle = match (&state.comparison, state.dialog) {
            (None, _) => Some(words.nothing_to_export()),
            (_, Dialog::Open(_)) => Some(words.dialog_is_open()),
            _ => None,
        };
        let hover = EXPORT.hover(words.export_hint());
        if guarded(ui, obstacle, &hover, |ui| button(ui, words.export())) {
            actions.push(Action::PickFolder(Pick::Export));
        }
        if let Some(begun) = state.history.shown_from.as_ref().filter(|_| !is_listed) {
            caption(ui, words.kept_since(begun));
        }
    });
}

fn headline(ui: &mut Ui, text: &str) {
    let colour = tokens(ui).strong;
    ui.label(RichText::new(text).text_style(theme::title()).color(colour));
}

fn live_ui(ui: &mut Ui, progress: &Progress) {
    let words = words(ui);
    headline(
        ui,
        &match progress.stage {
            Stage::Loading(_) => words.reading_pictures().to_owned(),
            Stage::WarmUp => words.warming_up_uncounted().to_owned(),
            Stage::Round(round) => progress.round_in_words(round, words),
        },
    );
    ui.add_space(GAP);
    for (idx, way) in progress.ways.iter().enumerate() {
        way_progress_ui(ui, way, progress, progress.way_idx == Some(idx));
    }
    ui.add_space(MARGIN);
    let ways: Vec<Way> = progress.ways.iter().map(of_progress).collect();
    bar_chart(ui, &ways);
    caption(ui, words.bars_so_far());
}

fn way_progress_ui(ui: &mut Ui, way: &WayProgress, progress: &Progress, is_on: bool) {
    let words = words(ui);
    ui.horizontal(|ui| {
        let colours = tokens(ui);
        let colour = if is_on { colours.strong } else { colours.weak };
        let width = (ui.available_width() * 0.35).min(240.0);
        ui.allocate_ui_with_layout(
            egui::vec2(width, ui.spacing().interact_size.y),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(width);
                one_line(ui, RichText::new(&way.title).color(colour));
            },
        );
        let bar = (ui.available_width() - 104.0).max(48.0);
        self::progress(ui, &words.progress_of(&way.title), progress.fraction_of(way), bar);
        caption(
            ui,
            match progress.rounds.planned() {
                Some(rounds) => words.runs_of(way.runs_done, rounds.get() + 1),
                None => words.runs(way.runs_done),
            },
        );
    });
}

fn of_progress(way: &WayProgress) -> Way {
    let median_s = (!way.samples_s.is_empty()).then(|| median(&way.samples_s));
    let samples_s = way.samples_s.iter().map(|s| (*s, false)).collect();
    Way { title: way.title.clone(), median_s, ci95_s: None, samples_s, parts: None }
}

fn of_result(way: &WayResult) -> Way {
    Way {
        title: way.title.clone(),
        median_s: Some(way.estimate.median),
        ci95_s: way.estimate.ci95,
        samples_s: way.samples_s().zip(way.is_outlier.iter().copied()).collect(),
        parts: way.account().and_then(Account::parts),
    }
}

fn result_ui(ui: &mut Ui, comparison: &Comparison) {
    let (words, verdict) = (words(ui), &comparison.verdict);
    headline(ui, &verdict.sentence);
    identity_ui(ui, comparison);
    for reason in verdict.why.iter().chain(&verdict.advice) {
        ui.label(reason);
    }
    if !comparison.is_complete {
        caption(ui, words.stopped_early(comparison.rounds));
    }
    ui.add_space(GAP);
    let ways: Vec<Way> = comparison.ways.iter().map(of_result).collect();
    bar_chart(ui, &ways);
    ui.horizontal_wrapped(|ui| {
        part_legend(ui);
        let has_intervals = ways.iter().any(|way| way.ci95_s.is_some());
        let whiskers = if has_intervals { words.whiskers_are() } else { "" };
        let has_outliers = comparison.ways.iter().any(|way| way.is_outlier.contains(&true));
        let crosses = if has_outliers { words.crosses_are() } else { "" };
        caption(ui, format!("{}{crosses}{whiskers}.", words.bars_are()));
    });
    disturbances_ui(ui, comparison);
    ui.add_space(MARGIN);
    table::ui(ui, "times", &tables::times(comparison));
    ui.add_space(MARGIN);
    if let Some(ranking) = tables::ranking(comparison) {
        table::ui(ui, "ranking", &ranking);
        ui.add_space(MARGIN);
    }
    table::ui(ui, "worker_time", &tables::worker_time(comparison));
    ui.add_space(MARGIN);
    for remark in basis(comparison) {
        caption(ui, remark);
    }
}

/// One line for all rounds that were disturbed, so that the table stays in sight; what happened in each is folded in.
fn disturbances_ui(ui: &mut Ui, comparison: &Comparison) {
    let rounds = comparison.n_disturbed_rounds();
    if rounds > 0 {
        let (words, all) = (comparison.words, comparison.rounds);
        let title = if rounds == 1 { words.one_disturbed(all) } else { words.some_disturbed(rounds, all) };
        folded(ui, "disturbed", &title, |ui| {
            for outlier in comparison.outliers_in_words() {
                caption(ui, outlier);
            }
        });
    }
    for sentence in comparison.drift_in_words().into_iter().chain(comparison.busy_in_words()) {
        caption(ui, sentence);
    }
}

fn identity_ui(ui: &mut Ui, comparison: &Comparison) {
    let colours = tokens(ui);
    let (mark, colour) = match &comparison.identity {
        Identity::Unproven => ("", colours.weak),
        Identity::Identical => ("✔ ", colours.good),
        Identity::Different(_) => ("✖ ", colours.error),
    };
    let text = format!("{mark}{}", comparison.proof());
    ui.label(RichText::new(text).text_style(TextStyle::Body).color(colour));
}
