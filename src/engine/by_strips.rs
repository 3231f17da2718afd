//! One worker that filters and encodes by turns, strip by strip, while the rows are in its cache.
//!
//! The result is never in memory as a whole, so that neither filter nor encoder wait for it to go there and come back.
//! Outputs are the same to the byte as by the other road. Knows no strategy.

use super::ledger::Phase;
use super::making::Encoded;
use super::run::{Medium, Shared};
use super::span::Task;
use super::stopwatch::Turns;
use super::together::Hands;
use super::worker::Failure;
use super::workspace::{Stopped, Workspace, is_narrow};
use crate::files::{Metadata, Note, Strips};
use crate::job::{PlannedOutput, Recipe, Step};
use crate::raster::Raster;

impl Shared {
    /// The output and its strips, if it is to be made in this way: by one worker, in a format that is written in strips,
    /// and by a filter that reads little beyond the rows that it makes.
    pub(super) fn planned_strips<'a>(
        &self,
        task: Task,
        source: &Raster,
        metadata: &'a Metadata,
        recipe: &Recipe,
        hands: Hands,
    ) -> Option<(&PlannedOutput, Strips<'a>)> {
        let is_alone = hands == Hands::Own && is_narrow(recipe);
        let output = self.planned_output(task).filter(|_| is_alone)?;
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
        space: &mut Workspace,
    ) -> Result<Encoded<'run>, Failure> {
        let before = self.steps_before_last(task, source, recipe, space)?;
        let mut turns = Turns::begin(self, task);
        let done = self.take_turns(before.as_ref().unwrap_or(source), recipe.last(), strips, space, &mut turns);
        let (parts, notes) = turns.end(done)?;
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

    fn take_turns(
        &self,
        source: &Raster,
        step: &Step,
        strips: Strips<'_>,
        space: &mut Workspace,
        turns: &mut Turns<'_>,
    ) -> Result<(Vec<Vec<u8>>, Vec<Note>), Failure> {
        let (alpha, is_stopped) = (self.work.job.alpha, || !self.gate.pass());
        let without_rows =
            || Failure::Because(Phase::Filter, "a fault in the program: a strip without rows".to_owned());
        let buffers = space.take_buffers(strips.n());
        let mut done = Vec::with_capacity(buffers.len());
        for (n, buffer) in buffers.into_iter().enumerate() {
            let rows = turns.filter(|| space.rows_of(source, step, alpha, strips.rows(n)).ok_or_else(without_rows))?;
            let encode = || strips.encode(n, rows, buffer, &is_stopped).map_err(Failure::of_encoding);
            done.push(turns.encode(encode)?);
        }
        Ok(strips.finish(done))
    }
}
