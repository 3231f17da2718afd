//! Filtering and encoding by turns, strip by strip, while the rows are in a worker's cache.
//!
//! The result is never in memory as a whole, so that neither filter nor encoder wait for it to go there and come back.
//! One worker makes all strips, or all workers share them. Outputs are the same to the byte as by the other road. Knows
//! no strategy.

use super::ledger::Phase;
use super::making::Encoded;
use super::run::{Medium, Shared};
use super::span::Task;
use super::stopwatch::Turns;
use super::together::Hands;
use super::worker::Failure;
use super::workspace::{Stopped, Workspace, is_narrow};
use crate::files::{Metadata, Strip, Strips};
use crate::job::{PlannedOutput, Recipe, Step};
use crate::raster::Raster;

/// The last step of a recipe, and the strips of what it makes.
struct Last<'a> {
    task: Task,
    source: &'a Raster,
    step: &'a Step,
    strips: &'a Strips<'a>,
}

impl Shared {
    /// The output and its strips, if it is to be made in this way: in a format that is written in strips, and by a filter
    /// that reads little beyond the rows that it makes. All workers together do so with a filter alone; what comes before
    /// the last step of a chain they share by bands.
    pub(super) fn planned_strips<'a>(
        &self,
        task: Task,
        source: &Raster,
        metadata: &'a Metadata,
        recipe: &Recipe,
        hands: Hands,
    ) -> Option<(&PlannedOutput, Strips<'a>)> {
        let is_for = is_narrow(recipe) && (hands == Hands::Own || recipe.then().is_empty());
        let output = self.planned_output(task).filter(|_| is_for)?;
        Some((output, Strips::of(source, metadata, output.format, self.work.job.output.coding)?))
    }

    /// The file that is planned for a task, if it writes one.
    pub(super) fn planned_output(&self, task: Task) -> Option<&PlannedOutput> {
        match &self.work.medium {
            Medium::Files(plan) => plan.output(task.picture_idx, task.recipe_idx?),
            Medium::Memory(_) => None,
        }
    }

    /// From decoded picture to encoded bytes.
    pub(super) fn make_by_strips<'run>(
        &'run self,
        task: Task,
        source: &Raster,
        recipe: &Recipe,
        (output, strips): (&'run PlannedOutput, Strips<'_>),
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Encoded<'run>, Failure> {
        let before = self.steps_before_last(task, source, recipe, space)?;
        let last = Last { task, source: before.as_ref().unwrap_or(source), step: recipe.last(), strips: &strips };
        let buffers = space.take_buffers(strips.n()).into_iter().enumerate().collect();
        let done = match hands {
            Hands::Own => self.take_turns(&last, buffers, space),
            Hands::All => self.together_in_parts(buffers, |part| {
                let mut own = self.borrow_workspace();
                let done = self.take_turns(&last, part, &mut own);
                self.return_workspace(own);
                done
            }),
        };
        let (parts, notes) = strips.finish(done?);
        before.into_iter().for_each(|raster| space.give_back(raster));
        Ok(Encoded { task, output, parts, pixels: source.pixels(), notes })
    }

    fn steps_before_last(
        &self,
        task: Task,
        source: &Raster,
        recipe: &Recipe,
        space: &mut Workspace,
    ) -> Result<Option<Raster>, Failure> {
        if recipe.then().is_empty() {
            return Ok(None);
        }
        let goes_on = || self.gate.pass();
        let filter = || {
            let filtered = space.filter_before_last(source, recipe, self.work.job.alpha, &goes_on);
            filtered.map_err(|Stopped| Failure::Stopped)
        };
        self.timed(self.stopwatch(), task, Phase::Filter, filter)
    }

    /// Makes some of the strips, each in its buffer.
    fn take_turns(
        &self,
        last: &Last<'_>,
        buffers: Vec<(usize, Vec<u8>)>,
        space: &mut Workspace,
    ) -> Result<Vec<Strip>, Failure> {
        let Last { task, source, step, strips } = *last;
        let (alpha, is_stopped) = (self.work.job.alpha, || !self.gate.pass());
        let without_rows =
            || Failure::Because(Phase::Filter, "a fault in the program: a strip without rows".to_owned());
        let mut turns = Turns::begin(self, task);
        let mut make = |(n, buffer): (usize, Vec<u8>)| {
            let rows = turns.filter(|| space.rows_of(source, step, alpha, strips.rows(n)).ok_or_else(without_rows))?;
            turns.encode(|| strips.encode(n, rows, buffer, &is_stopped).map_err(Failure::of_encoding))
        };
        let done = buffers.into_iter().map(&mut make).collect();
        turns.end(done)
    }
}
