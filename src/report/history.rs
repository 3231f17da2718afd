//! Earlier comparisons: one file for each in a folder of their own, kept whole, with machine, job, settings and samples.
//!
//! A comparison is written after every round under the same name, so that a failing machine costs one round at most.
//! Nothing is ever deleted here. Knows no faces.

mod beside;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use beside::{Beside, beside};

use super::save;
use crate::compare::Comparison;
use crate::files::{self, SaveError};
use crate::machine;
use crate::words::Language;

/// The end of the name of every file of a history.
const ENDING: &str = ".json";

/// A folder of comparisons.
#[derive(Clone, Debug)]
pub struct History {
    folder: PathBuf,
}

/// Which comparison of a history: the second in which it was begun, and the number of the process that ran it, as others
/// may begin one in the same second. The name is taken for good only after a round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(String);

/// One comparison of a history.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which one.
    pub id: EntryId,
    /// Its place among all files of the history, from 1 for the newest: what [`History::find`] takes.
    pub place: usize,
    /// What was compared, and what came out.
    pub comparison: Comparison,
}

/// What a history holds.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Files that are none of this version's comparisons, with why.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// A history that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The system names no place for it.
    #[error("the system names no folder for data of programs: set HOME or XDG_DATA_HOME")]
    NoPlace,
    /// The system refuses.
    #[error("the history cannot be written, {source}: {}", .folder.display())]
    NotWritable {
        /// Its folder.
        folder: PathBuf,
        /// Why not.
        source: SaveError,
    },
    /// Its folder cannot be read.
    #[error("the history cannot be read ({source}): look who may read its folder: {}", .folder.display())]
    NotReadable {
        /// Its folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no such comparison.
    #[error("the history has no comparison {0}: choose one that `pixloom history` lists")]
    Unknown(String),
    /// The file cannot be read or is none.
    #[error("this is not a comparison that can be read ({reason}): remove it, or ask the version that wrote it: {}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl History {
    /// The history of this user on this machine.
    ///
    /// # Errors
    /// When the system names no place for it.
    pub fn of_user() -> Result<Self, HistoryError> {
        let data = dirs::data_dir().ok_or(HistoryError::NoPlace)?;
        Ok(Self::at(data.join("pixloom").join("history")))
    }

    /// The history in this folder, which need not be there.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A name for a comparison that is begun now; the folder is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn begin(&self, now: SystemTime) -> Result<EntryId, HistoryError> {
        files::check_writable(&self.folder).map_err(|source| self.not_writable(source))?;
        let second = humantime::format_rfc3339_seconds(now).to_string().replace(':', "");
        let name = format!("{second}-{}", machine::process_id());
        let names = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name}-{n}")));
        let free = |name: &String| !files::exists(&self.path(&EntryId(name.clone())));
        Ok(EntryId(names.into_iter().find(free).unwrap_or(name)))
    }

    /// Writes a comparison, over what was written of it before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, id: &EntryId, comparison: &Comparison) -> Result<(), HistoryError> {
        let path = self.path(id);
        let text = serde_json::to_string(comparison)
            .map_err(|error| HistoryError::Unreadable { path: path.clone(), reason: error.to_string() })?;
        save(&path, text.as_bytes()).map_err(|error| match error {
            super::ReportError::NotSaved { source, .. } => self.not_writable(source),
            other => HistoryError::Unreadable { path, reason: other.to_string() },
        })
    }

    /// Reads every comparison. Cost: reading all of their files.
    ///
    /// # Errors
    /// When the folder cannot be read. Files in it that cannot be read are told among the entries.
    pub fn read(&self) -> Result<Entries, HistoryError> {
        let mut found = Entries::default();
        for (idx, id) in self.ids()?.into_iter().enumerate() {
            match self.open(&id) {
                Ok(comparison) => found.entries.push(Entry { id, place: idx + 1, comparison }),
                Err(error) => found.unreadable.push((self.path(&id), error.to_string())),
            }
        }
        Ok(found)
    }

    /// Reads one comparison.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn open(&self, id: &EntryId) -> Result<Comparison, HistoryError> {
        let path = self.path(id);
        let bytes = match files::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(HistoryError::Unknown(id.0.clone()));
            }
            Err(error) => return Err(HistoryError::Unreadable { path, reason: error.to_string() }),
            Ok(bytes) => bytes,
        };
        serde_json::from_slice(&bytes).map_err(|error| HistoryError::Unreadable { path, reason: error.to_string() })
    }

    /// The comparison that somebody means by a word: its id, or `1` for the newest, `2` for the one before.
    ///
    /// # Errors
    /// When there is none, or the folder cannot be read.
    pub fn find(&self, word: &str) -> Result<EntryId, HistoryError> {
        let ids = self.ids()?;
        let by_place = || word.parse::<usize>().ok().and_then(|place| ids.get(place.checked_sub(1)?));
        let by_name = ids.iter().find(|id| id.as_str() == word);
        by_name.or_else(by_place).cloned().ok_or_else(|| HistoryError::Unknown(word.to_owned()))
    }

    /// The newest first.
    fn ids(&self) -> Result<Vec<EntryId>, HistoryError> {
        let names = files::names_in(&self.folder, ENDING)
            .map_err(|source| HistoryError::NotReadable { folder: self.folder.clone(), source })?;
        let id = |file: &String| file.strip_suffix(ENDING).map(|name| EntryId(name.to_owned()));
        let mut ids: Vec<EntryId> = names.iter().filter_map(id).collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    fn path(&self, id: &EntryId) -> PathBuf {
        self.folder.join(format!("{}{ENDING}", id.0))
    }

    fn not_writable(&self, source: SaveError) -> HistoryError {
        HistoryError::NotWritable { folder: self.folder.clone(), source }
    }
}

impl EntryId {
    /// An id of a comparison that is nowhere, for tests.
    #[cfg(test)]
    pub(crate) fn made() -> Self {
        Self("1970-01-01T000000Z".to_owned())
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// When the comparison was begun, for people: "2026-11-22 23:50 UTC".
    pub fn begun(&self) -> String {
        let (date, time) = self.0.split_once('T').unwrap_or((&self.0, ""));
        match (time.get(..2), time.get(2..4)) {
            (Some(hour), Some(minute)) => format!("{date} {hour}:{minute} UTC"),
            _ => date.to_owned(),
        }
    }
}

impl Entry {
    /// The comparison in one line: what, where, and how many rounds.
    pub fn in_words(&self, words: Language) -> String {
        let Comparison { job, rounds, ways, .. } = &self.comparison;
        let folder = job.folder.file_name().map_or_else(|| job.folder.to_string_lossy(), |name| name.to_string_lossy());
        let size = words.job_size(words.n_pictures(job.pictures.len()), words.n_recipes(job.recipes.len()));
        let early = if self.comparison.is_complete { "" } else { words.and_stopped_early() };
        words.kept_line(folder, size, words.n_ways(ways.len()), words.n_rounds(*rounds)) + early
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    fn made_up() -> Comparison {
        let phases_s = PerPhase { open: 0.1, filter: 0.2, encode: 0.7, write: 0.01 };
        let way = |(n, strategy)| made::way(strategy, 2, &[1.0 + n as f64, 1.1, 0.9], phases_s);
        made::comparison(strategies::ALL.iter().copied().enumerate().map(way).collect(), Identity::Identical)
    }

    #[test]
    fn what_is_kept_comes_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let history = History::at(folder.path().join("deeper").join("history"));
        assert!(history.read().unwrap().entries.is_empty());
        let comparison = made_up();
        let id = history.begin(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
        history.keep(&id, &comparison).unwrap();
        history.keep(&id, &comparison).unwrap();
        let back = history.open(&id).unwrap();
        assert_eq!(format!("{back:?}"), format!("{comparison:?}"));
        let name = format!("2023-11-14T221320Z-{}", std::process::id());
        assert_eq!((id.as_str(), id.begun().as_str()), (name.as_str(), "2023-11-14 22:13 UTC"));
        assert_eq!(history.read().unwrap().entries.len(), 1);
    }

    #[test]
    fn the_newest_is_the_first_and_broken_files_stop_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let history = History::at(folder.path().to_owned());
        let begin = |s| history.begin(SystemTime::UNIX_EPOCH + Duration::from_secs(s)).unwrap();
        let mut ids = Vec::new();
        for second in [10, 10, 5_000] {
            let id = begin(second);
            history.keep(&id, &made_up()).unwrap();
            ids.push(id);
        }
        assert_eq!(ids[1].as_str(), format!("1970-01-01T000010Z-{}-2", std::process::id()));
        std::fs::write(folder.path().join("2020.json"), "{ \"job\": 3 }").unwrap();
        let Entries { entries, unreadable } = history.read().unwrap();
        assert_eq!((&entries[0].id, entries.len(), unreadable.len()), (&ids[2], 3, 1));
        assert_eq!(history.find("2").unwrap(), ids[2], "the broken one is the newest by name");
        assert_eq!(entries.iter().map(|entry| entry.place).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(history.find(ids[0].as_str()).unwrap(), ids[0]);
        assert!(matches!(history.find("17"), Err(HistoryError::Unknown(_))));
        assert!(matches!(history.find("0"), Err(HistoryError::Unknown(_))));
    }

    #[test]
    fn comparisons_are_laid_beside_each_other_with_warnings() {
        let before = made_up();
        let mut after = made_up();
        assert!(beside(&before, &after).warnings[0].starts_with("This is one comparison beside itself"));
        let day = Duration::from_secs(86_400);
        after.asked.iter_mut().for_each(|asked| asked.begun += day);
        assert!(beside(&before, &after).warnings.is_empty());
        after.machine.logical_cores += 1;
        after.job.recipes.push("blur".to_owned());
        after.ways[0].estimate.median = before.ways[0].estimate.median * 1.1;
        after.ways.remove(1);
        // Logs 0, 0.0953 and -0.1054 twice: an error of 0.082 times Student's 2.776.
        let untold = ["+0.0 %", "-20.4 % to +25.6 %", "1.000", "not clear"].map(str::to_owned);
        let Beside { warnings, table } = beside(&before, &after);
        assert!(warnings[0].starts_with("The machines differ") && warnings[1].starts_with("The recipes differ"));
        assert_eq!((warnings.len(), table.rows.len()), (2, before.ways.len()));
        assert_eq!((&table.rows[0][3..], table.rows[1][2].as_str()), (&untold[..], "–"));
    }
}
