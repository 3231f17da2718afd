//! The ledger: what happened in a run, one event for every task and phase.
//!
//! Pulled, never pushed: workers append to lanes of their own, and whoever wants to know reads on from where it last
//! stopped. Progress, results, timeline, report and chart all come from here, so nothing is counted twice. Knows no
//! faces and no statistics.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::span::Span;
use crate::files::Note;
use crate::words::Language;

/// A part of the work on one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Reading and decoding a picture.
    Open,
    /// Filtering.
    Filter,
    /// Encoding an output.
    Encode,
    /// Writing it to the disk.
    Write,
}

impl Phase {
    /// Every phase, in the order in which they happen.
    pub const ALL: [Self; 4] = [Self::Open, Self::Filter, Self::Encode, Self::Write];

    /// What people call it.
    pub const fn title(self) -> &'static str {
        self.title_in(Language::English)
    }

    /// The same in this language.
    pub const fn title_in(self, words: Language) -> &'static str {
        match self {
            Self::Open => words.phase_open(),
            Self::Filter => words.phase_filter(),
            Self::Encode => words.phase_encode(),
            Self::Write => words.phase_write(),
        }
    }

    /// What reports call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Filter => "filter",
            Self::Encode => "encode",
            Self::Write => "write",
        }
    }
}

/// One number for each phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PerPhase<T> {
    /// For opening.
    pub open: T,
    /// For filtering.
    pub filter: T,
    /// For encoding.
    pub encode: T,
    /// For writing.
    pub write: T,
}

impl<T> PerPhase<T> {
    /// The number of one phase.
    pub fn of(&self, phase: Phase) -> &T {
        match phase {
            Phase::Open => &self.open,
            Phase::Filter => &self.filter,
            Phase::Encode => &self.encode,
            Phase::Write => &self.write,
        }
    }

    /// The number of one phase, to change.
    pub fn of_mut(&mut self, phase: Phase) -> &mut T {
        match phase {
            Phase::Open => &mut self.open,
            Phase::Filter => &mut self.filter,
            Phase::Encode => &mut self.encode,
            Phase::Write => &mut self.write,
        }
    }

    /// Another number for each phase.
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> PerPhase<U> {
        PerPhase {
            open: change(&self.open),
            filter: change(&self.filter),
            encode: change(&self.encode),
            write: change(&self.write),
        }
    }
}

/// A picture or output that could not be done, and why.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// The picture's place in the job.
    pub picture_idx: usize,
    /// The recipe's place in the job; none when the picture could not be opened, and so has no output at all.
    pub recipe_idx: Option<usize>,
    /// Where it went wrong.
    pub phase: Phase,
    /// How many outputs are missing because of it.
    pub outputs_lost: usize,
    /// Why, for people.
    #[serde(with = "shared_text")]
    pub reason: Arc<str>,
}

/// An output that was made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// The picture's place in the job.
    pub picture_idx: usize,
    /// The recipe's place in the job.
    pub recipe_idx: usize,
    /// The size of its file, or of its samples where nothing is written.
    pub bytes_out: u64,
    /// Its pixels.
    pub pixels: u64,
    /// The digest of its bytes, where the run was asked for it.
    pub digest: Option<u128>,
    /// What its format could not hold.
    pub notes: Vec<Note>,
}

/// Shared text as plain text.
mod shared_text {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}

/// Something that happened in a run. Small, because there are millions of them in a large run: what is long or rare
/// stands in a box.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A worker was busy with something, or held back.
    Span(Span),
    /// A picture was read and decoded.
    Opened {
        /// The picture's place in the job.
        picture_idx: usize,
        /// The size of its file.
        bytes_in: u64,
        /// Its pixels.
        pixels: u64,
    },
    /// An output was made.
    Made(Box<Made>),
    /// An output was there already and kept.
    Kept {
        /// The picture's place in the job.
        picture_idx: usize,
        /// The recipe's place in the job.
        recipe_idx: usize,
    },
    /// A picture or an output could not be done.
    Failed(Box<Problem>),
    /// Nothing of this picture is left to do.
    Closed {
        /// The picture's place in the job.
        picture_idx: usize,
    },
}

/// What happened in a run, a lane for each worker.
#[derive(Debug)]
pub struct Ledger {
    lanes: Vec<Mutex<Vec<Event>>>,
}

/// Where a reader of the ledger last stopped.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    read: Vec<usize>,
}

impl Ledger {
    pub(super) fn new(workers: usize) -> Self {
        Self { lanes: (0..workers.max(1)).map(|_| Mutex::default()).collect() }
    }

    /// How many workers have a lane.
    pub fn workers(&self) -> usize {
        self.lanes.len()
    }

    /// Appends to a worker's lane. No other worker writes there, so it waits for nobody but who reads what is new.
    pub(super) fn append(&self, worker: usize, event: Event) {
        if let Some(lane) = self.lanes.get(worker).or(self.lanes.first()) {
            lock(lane).push(event);
        }
    }

    /// Shows every event since the cursor, lane by lane, and moves the cursor on. Cost: the new events only.
    pub fn read(&self, cursor: &mut Cursor, mut each: impl FnMut(&Event)) {
        cursor.read.resize(self.lanes.len(), 0);
        for (lane, read) in self.lanes.iter().zip(&mut cursor.read) {
            let lane = lock(lane);
            lane.iter().skip(*read).for_each(&mut each);
            *read = lane.len();
        }
    }
}

// Events are appended whole, so a lane whose writer panicked is still good.
fn lock(lane: &Mutex<Vec<Event>>) -> MutexGuard<'_, Vec<Event>> {
    lane.lock().unwrap_or_else(PoisonError::into_inner)
}
