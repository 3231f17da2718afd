//! The output plan as the window knows it: plain data, and what follows from it.
//!
//! It is known only while it is looked at. It knows no widgets, threads or files.

use std::path::Path;
use std::sync::Arc;

use super::action::Draft;
use crate::job::{Action, Job, Plan, PlannedOutput, Recipe};

/// What is known of the plan of the job as it stands.
#[derive(Clone, Debug)]
pub(crate) enum PlanView {
    /// Nothing: it is not looked at, there is nothing to plan, or the disk has changed since.
    None,
    /// It is being worked out.
    Working {
        /// The request.
        generation: u64,
        /// What was asked for.
        asked: PlanAsked,
        /// What was known before, which is shown meanwhile.
        before: Option<Box<PlanShown>>,
    },
    /// It is known.
    Ready(PlanShown),
    /// The job cannot be done as it stands.
    Refused {
        /// What was asked for.
        asked: PlanAsked,
        /// Why, and what to do about it.
        reason: String,
    },
}

/// What is to be planned, and which of its outputs are to be seen.
#[derive(Clone, Debug)]
pub(crate) struct PlanAsked {
    /// The job.
    pub draft: Draft,
    /// Letters that the names have; any when empty.
    pub sought: String,
}

/// A plan that is shown.
#[derive(Clone, Debug)]
pub(crate) struct PlanShown {
    /// What it answers.
    pub asked: PlanAsked,
    /// The plan.
    pub planned: Arc<PlannedJob>,
    /// The places of the outputs that are asked for and whose names have the sought letters; all places if none.
    pub found: Option<Arc<Vec<usize>>>,
}

/// A job and what it comes to.
#[derive(Debug)]
pub(crate) struct PlannedJob {
    /// What is done.
    pub job: Job,
    /// What is written where.
    pub plan: Plan,
    /// How many outputs are asked for.
    pub n_asked: usize,
    /// How many outputs are made where nothing is yet.
    pub n_new: usize,
    /// How many replace what is there.
    pub n_replaced: usize,
    /// How many are there and kept.
    pub n_kept: usize,
    /// How many have another name than usual, so that no two have the same.
    pub n_renamed: usize,
    /// What a person should know of outputs that are kept, a sentence each.
    pub remarks: Vec<String>,
}

/// One output with what it is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlannedLine<'a> {
    /// The picture, relative to its folder.
    pub picture: &'a Path,
    /// What is done to it.
    pub recipe: &'a Recipe,
    /// The output, relative to the output folder.
    pub name: &'a Path,
    /// What happens to the output.
    pub output: &'a PlannedOutput,
}

impl PlanView {
    /// What is shown now: the plan, or the one before it.
    pub(crate) fn shown(&self) -> Option<&PlanShown> {
        match self {
            Self::Ready(shown) => Some(shown),
            Self::Working { before: Some(shown), .. } => Some(shown),
            Self::None | Self::Working { before: None, .. } | Self::Refused { .. } => None,
        }
    }

    /// What it answers, or will.
    pub(super) fn asked(&self) -> Option<&PlanAsked> {
        match self {
            Self::None => None,
            Self::Working { asked, .. } | Self::Refused { asked, .. } => Some(asked),
            Self::Ready(shown) => Some(&shown.asked),
        }
    }
}

impl PlanShown {
    /// How many outputs are listed.
    pub(crate) fn n_rows(&self) -> usize {
        self.found.as_ref().map_or(self.planned.plan.outputs().len(), |found| found.len())
    }

    /// What is listed in this row.
    pub(crate) fn row(&self, row: usize) -> Option<PlannedLine<'_>> {
        let place = match &self.found {
            Some(found) => *found.get(row)?,
            None => row,
        };
        self.planned.line(place)
    }
}

impl PlannedJob {
    pub(super) fn new(job: Job, plan: Plan) -> Self {
        let [n_new, n_replaced, n_kept] =
            [Action::Make, Action::Replace, Action::Keep].map(|action| plan.n_with(action));
        let is_renamed = |output: &&PlannedOutput| output.is_renamed && output.action != Action::LeaveOut;
        let n_renamed = plan.outputs().iter().filter(is_renamed).count();
        let remarks = plan.remarks().iter().map(ToString::to_string).collect();
        Self { n_asked: plan.n_asked(), job, plan, n_new, n_replaced, n_kept, n_renamed, remarks }
    }

    /// One output, by its place in the plan.
    pub(crate) fn line(&self, place: usize) -> Option<PlannedLine<'_>> {
        let n_recipes = self.job.recipes.len();
        let output = self.plan.outputs().get(place)?;
        let picture = &self.job.pictures.get(place.checked_div(n_recipes)?)?.relative;
        let recipe = self.job.recipes.get(place.checked_rem(n_recipes)?)?;
        let name = output.path.strip_prefix(&self.job.output.folder).unwrap_or(&output.path);
        Some(PlannedLine { picture, recipe, name, output })
    }

    /// The places of the outputs that are asked for and have these letters, whatever their case, in their name or that of
    /// their picture. None when stopped. Cost: a look at every name.
    pub(super) fn find(&self, sought: &str, is_stopped: &dyn Fn() -> bool) -> Option<Vec<usize>> {
        let sought = sought.to_lowercase();
        let has = |name: &Path| name.to_string_lossy().to_lowercase().contains(&sought);
        let mut found = Vec::new();
        for place in 0..self.plan.outputs().len() {
            if is_stopped() {
                return None;
            }
            let line = self.line(place).filter(|line| line.output.action != Action::LeaveOut);
            found.extend(line.filter(|line| has(line.name) || has(line.picture)).map(|_| place));
        }
        Some(found)
    }
}
