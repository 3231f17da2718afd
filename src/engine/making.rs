//! From a decoded picture to an output on the disk: filtering, encoding, saving, and what the ledger and the journal say.
//!
//! Stop and pause and what goes wrong are dealt with here, once, for every strategy. Knows no strategy, and nothing of how
//! pictures come to be decoded.

use super::by_strips::PlannedStrips;
use super::ledger::{Event, Made, Phase, Problem};
use super::run::{Medium, Shared};
use super::span::Task;
use super::together::Hands;
use super::worker::{Decoded, Failure};
use super::workspace::{HaloShare, Stopped, Workspace, has_bands};
use crate::files::{self, Metadata, NewFile, Note, Replace, SaveError, Saved, Stamp, Strips};
use crate::job::{Action, PlannedOutput, Provenance, Recipe};
use crate::raster::Raster;

/// An output that is encoded and not written yet.
pub(super) struct Encoded<'run> {
    pub(super) task: Task,
    pub(super) output: &'run PlannedOutput,
    /// The content of the file, in parts that follow each other.
    pub(super) parts: Vec<Vec<u8>>,
    pub(super) pixels: u64,
    pub(super) notes: Vec<Note>,
}

impl Shared {
    /// Applies a recipe to a decoded picture, and writes the output.
    pub(super) fn apply(&self, decoded: &Decoded<'_>, recipe_idx: usize) {
        if let Some(encoded) = self.encode_output(decoded, recipe_idx, Hands::Own) {
            let buffers = self.write_output(encoded);
            self.give_back_buffers(buffers);
        }
    }

    /// Applies recipes to a decoded picture one after the other, each by all workers. One of them writes the output while
    /// the others go on with the next recipe.
    pub(super) fn apply_together(&self, decoded: &Decoded<'_>, recipes: impl IntoIterator<Item = usize>) {
        let mut unwritten = None;
        for recipe_idx in recipes {
            let before: Option<Encoded<'_>> = unwritten.take();
            let (encoded, buffers) = rayon::join(
                || self.encode_output(decoded, recipe_idx, Hands::All),
                || before.map(|before| self.write_output(before)),
            );
            unwritten = encoded;
            self.give_back_buffers(buffers.unwrap_or_default());
        }
        let buffers = unwritten.map(|last| self.write_output(last));
        self.give_back_buffers(buffers.unwrap_or_default());
    }

    /// Applies a recipe to a decoded picture, and encodes the output. None when there is nothing to write: it is not to be
    /// made, failed (the ledger says why) or stays in memory, or the run was stopped.
    fn encode_output(&self, decoded: &Decoded<'_>, recipe_idx: usize, hands: Hands) -> Option<Encoded<'_>> {
        let picture_idx = decoded.picture_idx;
        if !self.gate.pass() {
            return None;
        }
        match self.planned(picture_idx, recipe_idx) {
            Action::Make | Action::Replace => {}
            Action::Keep => {
                self.append(Event::Kept { picture_idx, recipe_idx });
                return None;
            }
            Action::LeaveOut => return None,
        }
        let task = Task { picture_idx, recipe_idx: Some(recipe_idx) };
        let mut space = self.borrow_workspace();
        let encoded = self.make(decoded, task, hands, &mut space);
        self.return_workspace(space);
        encoded.unwrap_or_else(|failure| {
            self.record_failed(task, failure);
            None
        })
    }

    /// Writes an output, and gives back the buffers that it was in.
    fn write_output(&self, encoded: Encoded<'_>) -> Vec<Vec<u8>> {
        let task = encoded.task;
        match self.write(&encoded) {
            Ok(made) => self.append(Event::Made(Box::new(made))),
            Err(failure) => self.record_failed(task, failure),
        }
        encoded.parts
    }

    /// One output from decoded picture to encoded bytes; none when it stays in memory.
    fn make(
        &self,
        decoded: &Decoded<'_>,
        task: Task,
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Option<Encoded<'_>>, Failure> {
        let recipe = task.recipe_idx.and_then(|idx| self.work.job.recipes.get(idx));
        let Some((recipe, source)) = recipe.zip(decoded.raster.as_deref()) else { return Err(Failure::Stopped) };
        let (size, layout) = (source.size(), source.layout());
        if let Some(planned) = self.planned_strips(task, size, layout, &decoded.metadata, recipe, hands) {
            let made = task.recipe_idx.map(|recipe_idx| decoded.early.take(recipe_idx)).unwrap_or_default();
            let planned = PlannedStrips { made, ..planned };
            return self.make_by_strips(task, source, recipe, planned, hands, space).map(Some);
        }
        let raster = self.filter(task, source, recipe, hands, space)?;
        let encoded = match &self.work.medium {
            Medium::Memory(_) => {
                self.append(Event::Made(Box::new(self.made_in_memory(task, &raster))));
                Ok(None)
            }
            Medium::Files(_) => match self.planned_output(task) {
                Some(output) => self.encode(task, &raster, &decoded.metadata, output, hands, space).map(Some),
                None => Err(Failure::Stopped),
            },
        };
        space.give_back(raster);
        encoded
    }

    fn filter(
        &self,
        task: Task,
        source: &Raster,
        recipe: &Recipe,
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Raster, Failure> {
        let alpha = self.work.job.alpha;
        let goes_on = || self.gate.pass();
        if hands == Hands::All && has_bands(source, recipe) {
            return space.filter_by(source, recipe, alpha, HaloShare::Shared, &|bands, fill| {
                let fill = |band| goes_on().then(|| fill(band)).ok_or(Failure::Stopped);
                self.together(task, Phase::Filter, bands, fill).map(|_| ())
            });
        }
        self.timed(self.stopwatch(), task, Phase::Filter, || {
            space.filter(source, recipe, alpha, &goes_on).map_err(|Stopped| Failure::Stopped)
        })
    }

    fn made_in_memory(&self, task: Task, raster: &Raster) -> Made {
        let digest = || self.upkeep(task, || files::digest_of_samples(raster));
        Made {
            picture_idx: task.picture_idx,
            recipe_idx: task.recipe_idx.unwrap_or_default(),
            bytes_out: raster.bytes() as u64,
            pixels: raster.pixels(),
            digest: self.work.digests.then(digest),
            notes: Vec::new(),
        }
    }

    fn encode<'run>(
        &'run self,
        task: Task,
        raster: &Raster,
        metadata: &Metadata,
        output: &'run PlannedOutput,
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Encoded<'run>, Failure> {
        let (format, options) = (output.format, self.work.job.output.coding);
        let is_stopped = || !self.gate.pass();
        let encoded = |parts, notes| Encoded { task, output, parts, pixels: raster.pixels(), notes };
        if hands == Hands::All
            && let Some(strips) = Strips::of(raster.size(), raster.layout(), metadata, format, options)
        {
            let pieces = space.take_buffers(strips.n()).into_iter().enumerate().collect();
            let encode = |(n, buffer)| {
                let rows = raster.view().of_rows(strips.rows(n));
                strips.encode(n, rows, buffer, &is_stopped).map_err(Failure::of_encoding)
            };
            let done = self.together(task, Phase::Encode, pieces, encode)?;
            let (parts, notes) = strips.finish(done);
            return Ok(encoded(parts, notes));
        }
        let mut parts = space.take_buffers(1);
        let notes = self.timed(self.stopwatch(), task, Phase::Encode, || match parts.first_mut() {
            Some(out) => {
                files::encode(raster, metadata, format, options, out, &is_stopped).map_err(Failure::of_encoding)
            }
            None => Err(Failure::Stopped),
        })?;
        Ok(encoded(parts, notes))
    }

    fn write(&self, encoded: &Encoded<'_>) -> Result<Made, Failure> {
        let Encoded { task, output, ref parts, pixels, ref notes } = *encoded;
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        // Until the journal knows it: an output that it does not know would be kept for ever.
        let _saving = self.saving();
        let save = || self.save(task.picture_idx, output, &parts);
        let written = self.timed(self.stopwatch(), task, Phase::Write, save)?;
        let digest = self.upkeep(task, || {
            let digest = (self.work.digests || self.journal.is_some()).then(|| files::digest_of_parts(&parts));
            digest.into_iter().for_each(|digest| self.note_in_journal(task, output, written, digest));
            digest.filter(|_| self.work.digests)
        });
        let (picture_idx, recipe_idx) = (task.picture_idx, task.recipe_idx.unwrap_or_default());
        Ok(Made { picture_idx, recipe_idx, bytes_out: written.bytes, pixels, digest, notes: notes.clone() })
    }

    fn save(&self, picture_idx: usize, output: &PlannedOutput, parts: &[&[u8]]) -> Result<Stamp, Failure> {
        let job = &self.work.job;
        let picture = job.pictures.get(picture_idx).filter(|_| job.output.keeps_times);
        let modified = picture.map(|picture| picture.modified);
        let replace = if output.action == Action::Replace { Replace::Overwrite } else { Replace::Keep };
        if replace == Replace::Overwrite && files::stamp(&output.path) != output.there {
            let reason = "the output was changed by another program during the run, and was kept: run again";
            return Err(Failure::Because(Phase::Write, reason.to_owned()));
        }
        let file = NewFile { path: &output.path, parts, replace, modified };
        match files::save_below(&job.output.folder, file, &|| !self.gate.pass()) {
            Ok(Saved::Kept) => {
                let reason = "a file of this name appeared during the run and was kept: run again with --overwrite";
                Err(Failure::Because(Phase::Write, reason.to_owned()))
            }
            Ok(Saved::Written(stamp)) => Ok(stamp),
            Err(SaveError::Stopped) => Err(Failure::Stopped),
            Err(error) => {
                if error.is_of_the_disk() {
                    self.give_up(format!("{error}: {}", job.output.folder.display()));
                } else {
                    self.check_output_folder()?;
                }
                Err(Failure::Because(Phase::Write, error.to_string()))
            }
        }
    }

    /// Gives up when the output folder is gone. It is not made again: a disk may have been taken away, and outputs
    /// would go to where it was.
    fn check_output_folder(&self) -> Result<(), Failure> {
        let folder = &self.work.job.output.folder;
        if files::is_folder(folder) {
            return Ok(());
        }
        let reason = "the output folder is no longer there; put it back, or choose another";
        self.give_up(format!("{reason}: {}", folder.display()));
        Err(Failure::Because(Phase::Write, reason.to_owned()))
    }

    fn note_in_journal(&self, task: Task, output: &PlannedOutput, written: Stamp, digest: u128) {
        let job = &self.work.job;
        let recipe = task.recipe_idx.and_then(|idx| job.recipes.get(idx));
        let (Some(journal), Some((picture, recipe))) = (&self.journal, job.pictures.get(task.picture_idx).zip(recipe))
        else {
            return;
        };
        let line = Provenance::of(job, picture, &recipe.word(), output).line(job, &output.path, written, digest);
        // The output is whole without its line, and a later run keeps what it does not know.
        if let Err(error) = journal.append(&line) {
            log::warn!("the journal cannot be written ({error}): {}", output.path.display());
        }
    }

    fn record_failed(&self, Task { picture_idx, recipe_idx }: Task, failure: Failure) {
        let Failure::Because(phase, reason) = failure else { return };
        let problem = Problem { picture_idx, recipe_idx, phase, outputs_lost: 1, reason: reason.into() };
        self.record_problem(problem);
    }
}
