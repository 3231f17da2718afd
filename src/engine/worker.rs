//! What happens beneath the waist: a worker opens a picture or applies a recipe, and writes into the ledger what it did.
//!
//! Stop and pause, panics and saving are here, once, for every strategy; timing is in `stopwatch.rs`. Knows no strategy,
//! and nothing of how tasks come to workers.

use std::sync::Arc;

use super::budget::Permit;
use super::catch;
use super::ledger::{Event, Made, Phase, Problem};
use super::nest::Begun;
use super::run::{Medium, Shared};
use super::span::{Doing, Task};
use super::stopwatch::Stopwatch;
use super::together::Hands;
use super::workspace::{Stopped, Workspace, has_bands};
use crate::files::{
    self, DecodeError, EncodeError, Limits, Metadata, NewFile, Note, Replace, SaveError, Saved, Stamp, Strips,
};
use crate::job::{Action, PlannedOutput, Provenance, Recipe};
use crate::raster::Raster;

/// What a pixel of an undecoded picture is taken to need: most have three channels of 8 bits, some four.
const BYTES_PER_PIXEL: u64 = 4;

/// A decoded picture, which any worker may read. Closed when dropped.
#[derive(Debug)]
pub(super) struct Decoded<'run> {
    run: &'run Shared,
    picture_idx: usize,
    // Taken out when dropped, so that giving the memory back can be timed.
    raster: Option<Arc<Raster>>,
    metadata: Metadata,
    _permit: Option<Permit<'run>>,
}

/// An output that is encoded and not written yet.
pub(super) struct Encoded<'run> {
    task: Task,
    output: &'run PlannedOutput,
    /// The content of the file, in parts that follow each other.
    parts: Vec<Vec<u8>>,
    pixels: u64,
    notes: Vec<Note>,
}

/// Why a piece of work has no result.
pub(super) enum Failure {
    /// The run was stopped: nobody's fault, nothing to report.
    Stopped,
    /// Something went wrong in this phase.
    Because(Phase, String),
}

impl Failure {
    fn of_encoding(error: EncodeError) -> Self {
        match error {
            EncodeError::Stopped => Self::Stopped,
            other => Self::Because(Phase::Encode, other.to_string()),
        }
    }
}

impl Shared {
    /// Reads and decodes a picture; none when there is nothing to do with it.
    pub(super) fn open(&self, picture_idx: usize) -> Option<Decoded<'_>> {
        match self.begin(picture_idx, true, Hands::Own) {
            Begun::Open(decoded) => Some(decoded),
            Begun::Nothing | Begun::NoRoom => None,
        }
    }

    /// Reads and decodes a picture, if the memory budget has room for it or the worker may wait until it has. With all
    /// hands, every other worker must be idle.
    pub(super) fn begin(&self, picture_idx: usize, may_wait: bool, hands: Hands) -> Begun<Decoded<'_>> {
        if !self.gate.pass() {
            return Begun::Nothing;
        }
        if !self.has_work(picture_idx) {
            self.keep_all(picture_idx);
            return Begun::Nothing;
        }
        let task = Task { picture_idx, recipe_idx: None };
        match self.find_room(task, may_wait) {
            Begun::Open((permit, watch)) => self.decode(task, hands, permit, watch).map_or(Begun::Nothing, Begun::Open),
            Begun::Nothing => Begun::Nothing,
            Begun::NoRoom => Begun::NoRoom,
        }
    }

    fn decode<'run>(
        &'run self,
        task: Task,
        hands: Hands,
        mut permit: Option<Permit<'run>>,
        watch: Stopwatch,
    ) -> Option<Decoded<'run>> {
        let picture_idx = task.picture_idx;
        match self.timed(watch, task, Phase::Open, || self.read(task, hands)) {
            Ok((raster, metadata, bytes_in)) => {
                permit.iter_mut().for_each(|permit| permit.correct(raster.bytes() as u64));
                self.append(Event::Opened { picture_idx, bytes_in, pixels: raster.pixels() });
                Some(Decoded { run: self, picture_idx, raster: Some(raster), metadata, _permit: permit })
            }
            Err(failure) => {
                self.record_unopened(picture_idx, failure);
                None
            }
        }
    }

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

    /// Room in the memory budget for a picture that is read from a file, waited for where that may be. Nothing when
    /// stopped meanwhile. Reading its header is part of opening it, so the watch for that runs already.
    fn find_room(&self, task: Task, may_wait: bool) -> Begun<(Option<Permit<'_>>, Stopwatch)> {
        let watch = self.stopwatch();
        if !matches!(self.work.medium, Medium::Files(_)) {
            return Begun::Open((None, watch));
        }
        // What cannot be told now takes no room, and decoding will say what is wrong with it.
        let decoded_bytes = BYTES_PER_PIXEL * self.pixels_of(task.picture_idx).unwrap_or(0);
        if let Some(permit) = self.budget.try_enter(decoded_bytes) {
            return Begun::Open((Some(permit), watch));
        }
        if !may_wait {
            return Begun::NoRoom;
        }
        self.record(watch, task, Doing::Phase(Phase::Open));
        let watch = self.stopwatch();
        let Some(permit) = self.budget.enter(decoded_bytes, &|| self.gate.pass()) else { return Begun::Nothing };
        self.record(watch, task, Doing::MemoryWait);
        Begun::Open((Some(permit), self.stopwatch()))
    }

    /// What the header of a picture's file says.
    pub(super) fn pixels_of(&self, picture_idx: usize) -> Option<u64> {
        let picture = self.work.job.pictures.get(picture_idx)?;
        let (width, height) = catch(|| files::dimensions(&picture.path)).ok()?.ok()?;
        Some(width as u64 * height as u64)
    }

    fn read(&self, task: Task, hands: Hands) -> Result<(Arc<Raster>, Metadata, u64), Failure> {
        let picture_idx = task.picture_idx;
        let failed = |reason: String| Failure::Because(Phase::Open, reason);
        match &self.work.medium {
            Medium::Memory(rasters) => match rasters.get(picture_idx) {
                Some(Ok(raster)) => Ok((Arc::clone(raster), Metadata::default(), raster.bytes() as u64)),
                Some(Err(reason)) => Err(failed(reason.to_string())),
                None => Err(failed("it was not loaded".to_owned())),
            },
            Medium::Files(_) => {
                let Some(picture) = self.work.job.pictures.get(picture_idx) else {
                    return Err(failed("it is not in the job".to_owned()));
                };
                let gate = &self.gate;
                let lend = |n_bytes| self.source_memory(task, n_bytes, hands);
                match files::decode_into(&lend, &picture.path, self.limits(), &|| !gate.pass()) {
                    Ok(decoded) => Ok((Arc::new(decoded.raster), decoded.metadata, decoded.bytes)),
                    Err(DecodeError::Stopped) => Err(Failure::Stopped),
                    Err(error) => {
                        if matches!(error, DecodeError::CannotOpen(_)) {
                            self.check_picture_folder();
                        }
                        Err(failed(error.to_string()))
                    }
                }
            }
        }
    }

    /// No picture may take more than the budget, nor more than any picture.
    fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits { max_bytes: usual.max_bytes.min(self.budget.largest_picture_bytes()) }
    }

    /// One output from decoded picture to encoded bytes; none when it stays in memory.
    fn make(
        &self,
        decoded: &Decoded<'_>,
        task: Task,
        hands: Hands,
        space: &mut Workspace,
    ) -> Result<Option<Encoded<'_>>, Failure> {
        let Task { picture_idx, recipe_idx } = task;
        let recipe = recipe_idx.and_then(|idx| self.work.job.recipes.get(idx));
        let Some((recipe, source)) = recipe.zip(decoded.raster.as_deref()) else { return Err(Failure::Stopped) };
        let raster = self.filter(task, source, recipe, hands, space)?;
        let encoded = match &self.work.medium {
            Medium::Memory(_) => {
                self.append(Event::Made(Box::new(self.made_in_memory(task, &raster))));
                Ok(None)
            }
            Medium::Files(plan) => match recipe_idx.and_then(|idx| plan.output(picture_idx, idx)) {
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
            return space.filter_by(source, recipe, alpha, &|bands, fill| {
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
        if hands == Hands::All && Strips::are_for(format, raster.width(), raster.height()) {
            let prepare = || Ok(Strips::of(raster, metadata, format, options));
            if let Some(strips) = self.timed(self.stopwatch(), task, Phase::Encode, prepare)? {
                let pieces = space.take_buffers(strips.n()).into_iter().enumerate().collect();
                let encode = |(n, buffer)| strips.encode(n, buffer, &is_stopped).map_err(Failure::of_encoding);
                let done = self.together(task, Phase::Encode, pieces, encode)?;
                let (parts, notes) = strips.finish(done);
                return Ok(encoded(parts, notes));
            }
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
        let _open_file = self.saving();
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

    /// Gives up when the folder of the pictures is gone: nothing of the rest can be read.
    fn check_picture_folder(&self) {
        let folder = &self.work.job.folder;
        if !files::is_folder(folder) {
            self.give_up(format!("the folder of the pictures is no longer there; put it back: {}", folder.display()));
        }
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
        let _ = journal.append(&line);
    }

    fn has_work(&self, picture_idx: usize) -> bool {
        match &self.work.medium {
            Medium::Files(plan) => plan.makes_any(picture_idx),
            Medium::Memory(_) => true,
        }
    }

    /// What the plan says of an output; outputs in memory are all made.
    fn planned(&self, picture_idx: usize, recipe_idx: usize) -> Action {
        match &self.work.medium {
            Medium::Files(plan) => plan.output(picture_idx, recipe_idx).map_or(Action::LeaveOut, |o| o.action),
            Medium::Memory(_) => Action::Make,
        }
    }

    fn keep_all(&self, picture_idx: usize) {
        let recipes = 0..self.work.job.recipes.len();
        for recipe_idx in recipes.filter(|recipe_idx| self.planned(picture_idx, *recipe_idx) == Action::Keep) {
            self.append(Event::Kept { picture_idx, recipe_idx });
        }
        self.append(Event::Closed { picture_idx });
    }

    fn record_failed(&self, Task { picture_idx, recipe_idx }: Task, failure: Failure) {
        let Failure::Because(phase, reason) = failure else { return };
        let problem = Problem { picture_idx, recipe_idx, phase, outputs_lost: 1, reason: reason.into() };
        self.record_problem(problem);
    }

    fn record_unopened(&self, picture_idx: usize, failure: Failure) {
        let Failure::Because(phase, reason) = failure else { return };
        let recipes = 0..self.work.job.recipes.len();
        let outputs_lost = recipes.filter(|recipe_idx| self.planned(picture_idx, *recipe_idx).is_made()).count();
        let problem = Problem { picture_idx, recipe_idx: None, phase, outputs_lost, reason: reason.into() };
        self.record_problem(problem);
        self.keep_all(picture_idx);
    }

    fn record_problem(&self, problem: Problem) {
        let picture = self.work.job.pictures.get(problem.picture_idx);
        let path = picture.map(|picture| picture.path.display().to_string()).unwrap_or_default();
        log::warn!("{}: {}: {path}", problem.phase.title(), problem.reason);
        self.append(Event::Failed(Box::new(problem)));
    }
}

impl Drop for Decoded<'_> {
    fn drop(&mut self) {
        let (run, picture_idx) = (self.run, self.picture_idx);
        let raster = self.raster.take();
        run.upkeep(Task { picture_idx, recipe_idx: None }, || {
            // In memory it belongs to others, too.
            raster.and_then(Arc::into_inner).into_iter().for_each(|raster| run.sources.give_back(raster));
        });
        if !run.gate.is_stopped() {
            run.append(Event::Closed { picture_idx });
        }
    }
}

/// The calling worker's place in its pool.
pub(super) fn calling_worker() -> usize {
    rayon::current_thread_index().unwrap_or(0)
}
