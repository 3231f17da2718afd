//! Filtering and encoding by turns, strip by strip, while the rows are in a worker's cache.
//!
//! The result is never in memory as a whole, so that neither filter nor encoder wait for it to go there and come back.
//! One worker makes all strips, or all workers share them. Outputs are the same to the byte as by the other road. Knows
//! no strategy.

use std::ops::Range;

use super::early::StripsByPlace;
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
use crate::raster::{Layout, Raster};

/// An output that is made strip by strip.
pub(super) struct PlannedStrips<'run, 'a> {
    pub(super) output: &'run PlannedOutput,
    pub(super) strips: Strips<'a>,
    /// Those that are there already.
    pub(super) made: StripsByPlace,
}

/// The last step of a recipe, and the strips of what it makes.
pub(super) struct Last<'a> {
    pub(super) task: Task,
    /// What the step is applied to: all rows, or those that are read for the strips.
    pub(super) source: &'a Raster,
    /// The row of the picture that it begins with.
    pub(super) top: usize,
    pub(super) step: &'a Step,
    pub(super) strips: &'a Strips<'a>,
}

impl Shared {
    /// The output and its strips, if it is to be made in this way: in a format that is written in strips, and by a filter
    /// that reads little beyond the rows that it makes. All workers together do so with a filter alone; what comes before
    /// the last step of a chain they share by bands.
    pub(super) fn planned_strips<'a>(
        &self,
        task: Task,
        size: (usize, usize),
        layout: Layout,
        metadata: &'a Metadata,
        recipe: &Recipe,
        hands: Hands,
    ) -> Option<PlannedStrips<'_, 'a>> {
        let is_for = is_narrow(recipe) && (hands == Hands::Own || recipe.then().is_empty());
        let output = self.planned_output(task).filter(|_| is_for)?;
        let strips = Strips::of(size, layout, metadata, output.format, self.work.job.output.coding)?;
        Some(PlannedStrips { output, strips, made: StripsByPlace::new() })
    }

    /// The file that is planned for a task, if it writes one.
    pub(super) fn planned_output(&self, task: Task) -> Option<&PlannedOutput> {
        match &self.work.medium {
            Medium::Files(plan) => plan.output(task.picture_idx, task.recipe_idx?),
            Medium::Memory(_) => None,
        }
    }

    /// From decoded picture to encoded bytes, of which some strips may have been made before.
    pub(super) fn make_by_strips<'run>(
        &'run self,
        task: Task,
        source: &Raster,
        recipe: &Recipe,
        planned: PlannedStrips<'run, '_>,
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Encoded<'run>, Failure> {
        let PlannedStrips { output, strips, mut made } = planned;
        let before = self.steps_before_last(task, source, recipe, space)?;
        let filtered = before.as_ref().unwrap_or(source);
        let last = Last { task, source: filtered, top: 0, step: recipe.last(), strips: &strips };
        let missing: Vec<usize> = (0..strips.n()).filter(|place| !made.contains_key(place)).collect();
        let buffers = missing.iter().copied().zip(space.take_buffers(missing.len())).collect();
        let done = match hands {
            Hands::Own => self.take_turns(&last, buffers, space),
            Hands::All => self.together_in_parts(buffers, |part| {
                let mut own = self.borrow_workspace();
                let done = self.take_turns(&last, part, &mut own);
                self.return_workspace(own);
                done
            }),
        };
        made.extend(missing.into_iter().zip(done?));
        let (parts, notes) = strips.finish(made.into_values().collect());
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
    pub(super) fn take_turns(
        &self,
        last: &Last<'_>,
        buffers: Vec<(usize, Vec<u8>)>,
        space: &mut Workspace,
    ) -> Result<Vec<Strip>, Failure> {
        let Last { task, source, top, step, strips } = *last;
        let (alpha, is_stopped) = (self.work.job.alpha, || !self.gate.pass());
        let without_rows =
            || Failure::Because(Phase::Filter, "a fault in the program: a strip without rows".to_owned());
        let of_source = |Range { start, end }: Range<usize>| Some(start.checked_sub(top)?..end.checked_sub(top)?);
        let mut turns = Turns::begin(self, task);
        let mut make = |(n, buffer): (usize, Vec<u8>)| {
            let rows = of_source(strips.rows(n)).ok_or_else(without_rows)?;
            let rows = turns.filter(|| space.rows_of(source, step, alpha, rows).ok_or_else(without_rows))?;
            turns.encode(|| strips.encode(n, rows, buffer, &is_stopped).map_err(Failure::of_encoding))
        };
        let done = buffers.into_iter().map(&mut make).collect();
        turns.end(done)
    }
}
