//! A way of doing a job: which strategy, what kind of workers, how many, and how pixels are handed over.

use std::num::NonZeroUsize;

use super::Batch;
use crate::words::{InKorean, Language};

/// How a job is cut into tasks and in which order they go to the workers: a loop nest, nothing else.
///
/// It describes itself, and everything else reads that description.
#[derive(Debug)]
pub struct Strategy {
    /// What the command line and reports call it: lower case, words joined by `-`.
    pub id: &'static str,
    /// What people call it, in sentence case.
    pub title: &'static str,
    /// How it shares the work, in one sentence.
    pub summary: &'static str,
    /// The same two in Korean.
    pub korean: InKorean,
    /// The plain loop nest that it equals.
    pub loops: &'static str,
    /// Whether it can use more than one worker.
    pub is_parallel: bool,
    /// Asks the batch for all its work.
    pub share: fn(&Batch<'_>),
}

impl PartialEq for Strategy {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Strategy {
    /// What people call it in this language.
    pub fn title_in(&self, words: Language) -> &'static str {
        words.pick(self.title, self.korean.title)
    }

    /// How it shares the work, in this language.
    pub fn summary_in(&self, words: Language) -> &'static str {
        words.pick(self.summary, self.korean.summary)
    }

    /// One that nobody can choose, for tests of what strategies share.
    #[cfg(test)]
    pub(crate) const fn made_up(share: fn(&Batch<'_>)) -> Self {
        let korean = InKorean { title: "", summary: "" };
        Self { id: "made-up", title: "", summary: "", korean, loops: "", is_parallel: true, share }
    }
}

/// What a worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkerKind {
    /// A thread of the run's rayon pool.
    Thread,
}

impl WorkerKind {
    /// What reports call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Thread => "thread",
        }
    }
}

/// How a worker gets the pixels that it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandOver {
    /// All workers read the same decoded picture.
    Shared,
}

impl HandOver {
    /// What reports call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shared => "shared",
        }
    }
}

/// One way of doing a job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// How the work is shared out.
    pub strategy: &'static Strategy,
    /// How many workers there are.
    pub workers: NonZeroUsize,
    /// What they are.
    pub worker_kind: WorkerKind,
    /// How they get their pixels.
    pub hand_over: HandOver,
}

impl Way {
    /// A strategy on this many threads that share their pictures; on one where the strategy uses one only.
    pub fn new(strategy: &'static Strategy, workers: NonZeroUsize) -> Self {
        let workers = if strategy.is_parallel { workers } else { NonZeroUsize::MIN };
        Self { strategy, workers, worker_kind: WorkerKind::Thread, hand_over: HandOver::Shared }
    }

    /// The way for people: "Per image, 2 workers".
    pub fn title(&self) -> String {
        self.title_in(Language::English)
    }

    /// The same in this language.
    pub fn title_in(&self, words: Language) -> String {
        words.way_with_workers(self.strategy.title_in(words), words.n_workers(self.workers.get()))
    }
}
