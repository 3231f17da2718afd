//! Whose recording a timeline shows, and what its tasks are called.

use std::sync::Arc;

use crate::compare::Comparison;
use crate::engine::{Recording, Task, Way};
use crate::gui::recipe_words::{recipe_in_words, written_in_words};
use crate::job::Job;
use crate::words::Language;

/// Whose recording it is.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// That of a way of a comparison, by its place.
    Way(Arc<Comparison>, usize),
    /// That of a run.
    Run(RunRecording),
}

/// The recording of a run that is over.
#[derive(Clone, Debug)]
pub(crate) struct RunRecording {
    /// What was done.
    pub job: Arc<Job>,
    /// How it was shared out.
    pub way: Way,
    /// What every worker did.
    pub recording: Arc<Recording>,
}

impl Source {
    /// Whether it is the same recording.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Way(comparison, idx), Self::Way(other, other_idx)) => {
                Arc::ptr_eq(comparison, other) && idx == other_idx
            }
            (Self::Run(run), Self::Run(other)) => Arc::ptr_eq(&run.recording, &other.recording),
            (Self::Way(..), Self::Run(_)) | (Self::Run(_), Self::Way(..)) => false,
        }
    }

    /// What every worker did; none where that was not kept.
    pub(crate) fn recording(&self) -> Option<&Recording> {
        match self {
            Self::Way(comparison, idx) => comparison.ways.get(*idx)?.recording.as_deref(),
            Self::Run(run) => Some(&run.recording),
        }
    }

    /// What people call it.
    pub(crate) fn title(&self, words: Language) -> String {
        match self {
            Self::Way(comparison, idx) => comparison.ways.get(*idx).map(|way| way.title.clone()).unwrap_or_default(),
            Self::Run(run) => words.last_run(run.way.title_in(words)),
        }
    }

    /// What people call a task: its picture, and the recipe if it has one.
    pub(super) fn name(&self, task: Task, words: Language) -> Option<String> {
        let (picture, recipe) = match self {
            Self::Way(comparison, _) => {
                let job = &comparison.job;
                let recipe = task.recipe_idx.and_then(|idx| job.recipes.get(idx));
                (job.pictures.get(task.picture_idx)?.clone(), recipe.map(|word| written_in_words(word, words)))
            }
            Self::Run(RunRecording { job, .. }) => {
                let picture = job.pictures.get(task.picture_idx)?.relative.display().to_string();
                let recipe = task.recipe_idx.and_then(|idx| job.recipes.get(idx));
                (picture, recipe.map(|recipe| recipe_in_words(recipe, words)))
            }
        };
        Some(recipe.map_or_else(|| picture.clone(), |recipe| format!("{picture}, {recipe}")))
    }
}
