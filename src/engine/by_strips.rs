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
use crate::job::{PlannedOutput, Recipe};
use crate::raster::Raster;

impl Shared {
    /// The output, if it is to be made in this way: by one worker, in a format that is written in strips, and by a
    /// filter that reads little beyond the rows that it makes.
    pub(super) fn made_by_strips(
        &self,
        task: Task,
        source: &Raster,
        recipe: &Recipe,
        hands: Hands,
    ) -> Option<&PlannedOutput> {
        let is_in_strips = |output: &&PlannedOutput| Strips::are_for(output.format, source.width(), source.height());
        let is_alone = hands == Hands::Own && is_narrow(recipe);
        self.planned_output(task).filter(|_| is_alone).filter(is_in_strips)
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
        (source, metadata): (&Raster, &Metadata),
        recipe: &Recipe,
        output: &'run PlannedOutput,
        space: &mut Workspace,
    ) -> Result<Encoded<'run>, Failure> {
        let before = self.steps_before_last(task, source, recipe, space)?;
        let last_source = before.as_ref().unwrap_or(source);
        let mut turns = Turns::begin(self, task);
        let done = self.take_turns(last_source, metadata, recipe, output, space, &mut turns);
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
        metadata: &Metadata,
        recipe: &Recipe,
        output: &PlannedOutput,
        space: &mut Workspace,
        turns: &mut Turns<'_>,
    ) -> Result<(Vec<Vec<u8>>, Vec<Note>), Failure> {
        let (options, alpha) = (self.work.job.output.coding, self.work.job.alpha);
        let is_stopped = || !self.gate.pass();
        let strips = Strips::of(source, metadata, output.format, options).ok_or(Failure::Stopped)?;
        let buffers = space.take_buffers(strips.n());
        let mut done = Vec::with_capacity(buffers.len());
        for (n, buffer) in buffers.into_iter().enumerate() {
            let rows =
                turns.filter(|| space.rows_of(source, recipe.last(), alpha, strips.rows(n)).ok_or(Failure::Stopped))?;
            let encode = || strips.encode(n, rows, buffer, &is_stopped).map_err(Failure::of_encoding);
            done.push(turns.encode(encode)?);
        }
        Ok(strips.finish(done))
    }
}
