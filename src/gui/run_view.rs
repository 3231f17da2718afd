//! A run as the window knows it: plain data, and what follows from it.

use std::sync::Arc;
use std::time::Duration;

use super::timeline::RunRecording;
use crate::engine::{Choice, Finished, PerPhase, Strategy};
use crate::files::Note;
use crate::job::{Job, Plan};

/// A run, on or over.
#[derive(Clone, Debug)]
pub(crate) struct RunView {
    /// The request.
    pub generation: u64,
    /// What is done.
    pub job: Arc<Job>,
    /// What is written where.
    pub plan: Arc<Plan>,
    /// How it is shared out.
    pub strategy: &'static Strategy,
    /// The outputs that it is to account for.
    pub n_asked: usize,
    /// Outputs made, as places of picture and recipe: in the order in which they were made, and once all is recorded in
    /// that of the pictures.
    pub made: Vec<(usize, usize)>,
    /// Outputs kept as they were, likewise.
    pub kept: Vec<(usize, usize)>,
    /// What formats could not hold, and of how many outputs.
    pub notes: Vec<(Note, usize)>,
    /// How far it is.
    pub numbers: RunNumbers,
    /// How it ended, once it has.
    pub finished: Option<Finished>,
    /// What every worker did, once it has ended.
    pub recording: Option<RunRecording>,
}

/// The numbers of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RunNumbers {
    /// Outputs accounted for, one way or another.
    pub outputs_done: usize,
    /// Outputs kept as they were.
    pub kept: usize,
    /// Outputs that could not be made.
    pub failed: usize,
    /// Pixels of the outputs made.
    pub pixels_out: u64,
    /// Time since the start, without pauses.
    pub elapsed: Duration,
    /// Worker time of each phase.
    pub phases: PerPhase<Duration>,
}

impl RunView {
    /// How many outputs can be looked at: those that were made, then those that were kept.
    pub(crate) fn n_shown(&self) -> usize {
        self.made.len() + self.kept.len()
    }

    /// The output at this place among them, by the places of its picture and its recipe.
    pub(crate) fn shown(&self, place: usize) -> Option<(usize, usize)> {
        let kept = || self.kept.get(place - self.made.len());
        self.made.get(place).or_else(kept).copied()
    }

    /// The place of this output among them.
    pub(crate) fn place_of(&self, output: (usize, usize)) -> Option<usize> {
        self.made.iter().chain(&self.kept).position(|shown| *shown == output)
    }

    /// Why its strategy was chosen, if one was and there was something to share out.
    pub(crate) fn choice(&self) -> Option<&Choice> {
        self.finished.as_ref()?.choice.as_ref().filter(|_| !self.made.is_empty())
    }

    /// The part that is done, 0 to 1.
    pub(crate) fn fraction(&self) -> f32 {
        self.numbers.outputs_done as f32 / self.n_asked.max(1) as f32
    }

    /// Output megapixels in a second so far.
    pub(crate) fn megapixels_per_s(&self) -> f64 {
        let elapsed_s = self.numbers.elapsed.as_secs_f64();
        if elapsed_s > 0.0 { self.numbers.pixels_out as f64 / 1e6 / elapsed_s } else { 0.0 }
    }

    /// What is left if it goes on as it has, once enough is done to tell.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        let done = self.fraction();
        (done > 0.02).then(|| self.numbers.elapsed.mul_f32((1.0 - done) / done))
    }
}
