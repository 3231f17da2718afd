//! `pixloom history`: earlier comparisons, listed, shown again, or laid beside each other.

use super::args::HistoryWords;
use super::say::{Outcome, mention, say};
use super::{CliError, chart, compare};
use crate::report::history::{Entries, EntryId, History, beside};
use crate::report::{self, history};
use crate::words::Language;

/// Does what the words ask for.
pub(super) fn history(words: &HistoryWords) -> Result<Outcome, CliError> {
    let history = History::of_user()?;
    let Some(word) = &words.entry else { return list(&history) };
    let id = history.find(word)?;
    let comparison = history.open(&id)?;
    match &words.against {
        None => {
            say(&format!("{}, {}", id.as_str(), id.begun()))?;
            compare::show(&comparison)?;
        }
        Some(other) => {
            let mut both = [history.find(other)?, id];
            // Their names are times; whichever was named first, the earlier one comes before.
            both.sort_by(|a, b| a.as_str().cmp(b.as_str()));
            let [before, after] = &both;
            show_beside(&history, before, after)?;
        }
    }
    if let Some(folder) = &words.export {
        report::check_export(folder, comparison.job.paths())?;
        for path in report::export(&comparison, folder).map_err(CliError::LateReport)? {
            mention(&format!("written: {}", path.display()));
        }
    }
    Ok(Outcome::AllWell)
}

fn list(history: &History) -> Result<Outcome, CliError> {
    let Entries { entries, unreadable } = history.read()?;
    if entries.is_empty() {
        mention(&format!("no comparison is kept yet: {}", history.folder().display()));
    }
    for entry in &entries {
        say(&format!("{:>3}  {}  {}", entry.place, entry.id.begun(), entry.in_words(Language::English)))?;
        say(&format!("     {}", entry.comparison.verdict.sentence))?;
    }
    for (_, reason) in &unreadable {
        mention(&format!("problem: {reason}"));
    }
    Ok(if unreadable.is_empty() { Outcome::AllWell } else { Outcome::SomeFailed })
}

fn show_beside(history: &History, before: &EntryId, after: &EntryId) -> Result<(), CliError> {
    let history::Beside { warnings, table } = beside(&history.open(before)?, &history.open(after)?);
    say(&format!("before: {}; after: {}", before.begun(), after.begun()))?;
    warnings.iter().try_for_each(|warning| say(warning))?;
    chart::aligned_table(&table).iter().chain([&table.caption]).try_for_each(|line| say(line))
}
