//! Earlier comparisons: listed, opened, laid beside another, and kept as rounds go by.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::Mail;
use crate::compare::{AfterRound, Comparison};
use crate::gui::action::News;
use crate::gui::history_view::{BesideShown, HistoryLine, HistoryLines};
use crate::report::history::{Entries, Entry, EntryId, History, HistoryError, beside};
use crate::words::Language;

/// What is said where the system names no place for a history.
fn no_place() -> String {
    HistoryError::NoPlace.to_string()
}

pub(super) fn read(mail: &Mail, generation: u64, history: Option<History>, words: Language) {
    mail.elsewhere("pixloom-history", move |mail| {
        let read = history.ok_or_else(no_place).and_then(|history| history.read().map_err(|error| error.to_string()));
        mail.tell(News::HistoryRead(generation, read.map(|entries| Arc::new(lines(&entries, words)))));
    });
}

fn lines(entries: &Entries, words: Language) -> HistoryLines {
    let line = |entry: &Entry| HistoryLine {
        id: entry.id.clone(),
        begun: entry.id.begun(),
        what: entry.in_words(words),
        verdict: entry.comparison.told_in(words).verdict.sentence,
    };
    let unreadable = entries.unreadable.iter().map(|(_, reason)| reason.clone()).collect();
    HistoryLines { lines: entries.entries.iter().map(line).collect(), unreadable }
}

pub(super) fn open(mail: &Mail, generation: u64, history: Option<History>, id: EntryId) {
    mail.elsewhere("pixloom-history", move |mail| {
        let opened = kept(history.as_ref(), &id).map(|comparison| (id.begun(), Arc::new(comparison)));
        mail.tell(News::KeptOpened(generation, opened));
    });
}

pub(super) fn lay_beside(mail: &Mail, generation: u64, history: Option<History>, id: EntryId, shown: Arc<Comparison>) {
    mail.elsewhere("pixloom-history", move |mail| {
        let other = kept(history.as_ref(), &id);
        let laid = other.map(|other| {
            let beside = beside(&other.told_in(shown.words), &shown);
            BesideShown { begun: id.begun(), id, beside }
        });
        mail.tell(News::LaidBeside(generation, laid.map(Arc::new)));
    });
}

fn kept(history: Option<&History>, id: &EntryId) -> Result<Comparison, String> {
    history.ok_or_else(no_place)?.open(id).map_err(|error| error.to_string())
}

/// Writes a comparison into the history after every round; what goes wrong is told once. Nothing without a history.
pub(super) fn keep_after_rounds(mail: &Mail, history: Option<History>) -> Option<AfterRound> {
    let history = history?;
    let mail = mail.clone();
    let id = history.begin(SystemTime::now()).map_err(|error| mail.tell(News::Refused(error.to_string()))).ok()?;
    let is_told = AtomicBool::new(false);
    Some(AfterRound(Arc::new(move |comparison| {
        if let Err(error) = history.keep(&id, comparison)
            && !is_told.swap(true, Ordering::Relaxed)
        {
            mail.tell(News::Refused(error.to_string()));
        }
    })))
}
