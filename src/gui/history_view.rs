//! Earlier comparisons as the window knows them: plain data.
//!
//! It knows no widgets, threads or files.

use std::sync::Arc;

use crate::report::history::{Beside, EntryId};

/// What the window knows of earlier comparisons.
#[derive(Clone, Debug, Default)]
pub(crate) struct HistoryView {
    /// The newest request; answers to older ones are dropped.
    pub(super) generation: u64,
    /// Their list.
    pub list: HistoryList,
    /// When the comparison that is shown was begun, if it is one of them.
    pub shown_from: Option<String>,
    /// The one that is laid beside the comparison that is shown.
    pub beside: Option<Arc<BesideShown>>,
}

/// The list of earlier comparisons.
#[derive(Clone, Debug, Default)]
pub(crate) enum HistoryList {
    /// Nobody looks at it.
    #[default]
    Closed,
    /// It is being read.
    Reading,
    /// It is known.
    Read(Arc<HistoryLines>),
    /// It cannot be read.
    Failed(String),
}

/// Earlier comparisons in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct HistoryLines {
    /// The newest first.
    pub lines: Vec<HistoryLine>,
    /// Files that are none, with why.
    pub unreadable: Vec<String>,
}

/// An earlier comparison in words.
#[derive(Clone, Debug)]
pub(crate) struct HistoryLine {
    /// Which one.
    pub id: EntryId,
    /// When it was begun.
    pub begun: String,
    /// Its folder, and what was compared.
    pub what: String,
    /// What came out.
    pub verdict: String,
}

/// Another comparison beside the one that is shown.
#[derive(Clone, Debug)]
pub(crate) struct BesideShown {
    /// Which one.
    pub id: EntryId,
    /// When it was begun.
    pub begun: String,
    /// Both.
    pub beside: Beside,
}
