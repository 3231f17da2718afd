//! What changes when somebody asks for earlier comparisons, and when they come.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::action::Effect;
use super::super::history_view::{BesideShown, HistoryLines, HistoryList};
use super::super::state::{Dialog, NoticeKind, State, View};
use super::show_comparison;
use super::told::sentence;
use crate::compare::Comparison;
use crate::report::history::EntryId;

pub(super) fn show(state: &mut State, is_shown: bool) -> Vec<Effect> {
    if !is_shown {
        state.history.list = HistoryList::Closed;
        return Vec::new();
    }
    state.history.list = HistoryList::Reading;
    state.view = View::Comparison;
    let generation = ask(state);
    vec![Effect::ReadHistory(generation, state.words())]
}

pub(super) fn open(state: &mut State, id: EntryId) -> Vec<Effect> {
    vec![Effect::OpenKept(ask(state), id)]
}

pub(super) fn lay_beside(state: &mut State, id: EntryId) -> Vec<Effect> {
    let Some(shown) = state.comparison.clone() else { return Vec::new() };
    vec![Effect::LayBeside(ask(state), id, shown)]
}

pub(super) fn export(state: &State, folder: PathBuf) -> Vec<Effect> {
    state.comparison.clone().map(|comparison| Effect::Export(comparison, folder)).into_iter().collect()
}

pub(super) fn read(state: &mut State, generation: u64, lines: Result<Arc<HistoryLines>, String>) {
    if state.history.generation == generation && matches!(state.history.list, HistoryList::Reading) {
        state.history.list = match lines {
            Ok(lines) => HistoryList::Read(lines),
            Err(reason) => HistoryList::Failed(sentence(&reason)),
        };
    }
}

pub(super) fn opened(
    state: &mut State,
    generation: u64,
    opened: Result<(String, Arc<Comparison>), String>,
) -> Vec<Effect> {
    match answer(state, generation, opened) {
        None => Vec::new(),
        Some((begun, comparison)) => {
            let effects = show_comparison(state, Some(comparison));
            state.history.shown_from = Some(begun);
            effects
        }
    }
}

pub(super) fn laid_beside(state: &mut State, generation: u64, laid: Result<Arc<BesideShown>, String>) {
    if let Some(beside) = answer(state, generation, laid) {
        state.history.beside = Some(beside);
    }
}

pub(super) fn exported(state: &mut State, folder: &Path, written: Result<Vec<PathBuf>, String>) {
    match written {
        Ok(files) => {
            let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let names = files.iter().map(name).collect::<Vec<_>>().join(", ");
            let folder = folder.display();
            let said = match state.dialog {
                Dialog::Missing => {
                    format!("Written into {folder} (this desktop offers no folder dialog to choose another): {names}")
                }
                Dialog::Ready | Dialog::Open(_) => format!("Written into {folder}: {names}"),
            };
            state.tell(NoticeKind::Note, said);
        }
        Err(reason) => state.tell(NoticeKind::Error, sentence(&reason)),
    }
}

/// A new request, which makes answers to others too late.
fn ask(state: &mut State) -> u64 {
    state.history.generation = state.next_generation();
    state.history.generation
}

/// What was asked for, if it still is; the list is closed, so that it is seen.
fn answer<T>(state: &mut State, generation: u64, answer: Result<T, String>) -> Option<T> {
    if state.history.generation != generation {
        return None;
    }
    match answer {
        Ok(answer) => {
            state.history.list = HistoryList::Closed;
            Some(answer)
        }
        Err(reason) => {
            state.tell(NoticeKind::Error, sentence(&reason));
            None
        }
    }
}
