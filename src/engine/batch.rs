//! The narrow waist: the two things that a strategy can ask for, and everything that happens beneath them.
//!
//! A strategy opens pictures and applies recipes to open pictures. Timing, stop and pause, panics, saving and the
//! ledger are all below, so that a strategy cannot get them wrong. This file knows no strategy.

use std::sync::Arc;

use super::budget::Permit;
use super::catch;
use super::ledger::{Event, Phase, Problem, Span};
use super::run::{Medium, Shared};
use super::workspace::Stopped;
use crate::files::{self, DecodeError, EncodeError, Limits, Metadata, Note, Replace, SaveError, Saved};
use crate::job::{Action, PlannedOutput, Provenance};
use crate::raster::Raster;

/// What a pixel of an undecoded picture is taken to need: most have three channels of 8 bits, some four.
const BYTES_PER_PIXEL: u64 = 4;

/// What a strategy has to share out: the pictures and recipes of one run.
#[derive(Debug)]
pub struct Batch<'run> {
    run: &'run Shared,
}

/// A picture of the batch.
#[derive(Clone, Copy, Debug)]
pub struct PictureId(usize);

/// A recipe of the batch.
#[derive(Clone, Copy, Debug)]
pub struct RecipeId(usize);

/// A decoded picture, which any worker may read. Closed when dropped.
#[derive(Debug)]
pub struct Open<'run> {
    run: &'run Shared,
    picture_idx: usize,
    raster: Arc<Raster>,
    metadata: Metadata,
    _permit: Option<Permit<'run>>,
}

/// Why a piece of work has no result.
enum Failure {
    /// The run was stopped: nobody's fault, nothing to report.
    Stopped,
    /// Something went wrong in this phase.
    Because(Phase, String),
}

/// An output that was made.
struct Made {
    bytes_out: u64,
    digest: Option<u128>,
    notes: Vec<Note>,
}

impl<'run> Batch<'run> {
    pub(super) fn new(run: &'run Shared) -> Self {
        Self { run }
    }

    /// Every picture, in order.
    pub fn pictures(&self) -> impl ExactSizeIterator<Item = PictureId> + use<> {
        (0..self.run.work.job.pictures.len()).map(PictureId)
    }

    /// Every recipe, in order.
    pub fn recipes(&self) -> impl ExactSizeIterator<Item = RecipeId> + use<> {
        (0..self.run.work.job.recipes.len()).map(RecipeId)
    }

    /// Reads and decodes a picture on the calling worker. None when there is nothing to do with it: its outputs are
    /// there already, it cannot be read (the ledger says why), or the run was stopped.
    pub fn open(&self, picture: PictureId) -> Option<Open<'run>> {
        let (run, PictureId(picture_idx)) = (self.run, picture);
        if !run.gate.pass() {
            return None;
        }
        if !self.has_work(picture_idx) {
            self.keep_all(picture_idx);
            return None;
        }
        let mut permit = self.wait_for_room(picture_idx)?;
        match run.timed(picture_idx, None, Phase::Open, || self.read(picture_idx)) {
            Ok((raster, metadata, bytes_in)) => {
                permit.iter_mut().for_each(|permit| permit.correct(raster.bytes() as u64));
                run.append(Event::Opened { picture_idx, bytes_in, pixels: raster.pixels() });
                Some(Open { run, picture_idx, raster, metadata, _permit: permit })
            }
            Err(failure) => {
                self.record_unopened(picture_idx, failure);
                None
            }
        }
    }

    /// Applies a recipe to an open picture on the calling worker, and writes the output.
    pub fn apply(&self, open: &Open<'run>, recipe: RecipeId) {
        let (run, picture_idx, RecipeId(recipe_idx)) = (self.run, open.picture_idx, recipe);
        if !run.gate.pass() {
            return;
        }
        if self.is_kept(picture_idx, recipe_idx) {
            return run.append(Event::Kept { picture_idx, recipe_idx });
        }
        match self.make(open, recipe_idx) {
            Ok(Made { bytes_out, digest, notes }) => {
                let pixels = open.raster.pixels();
                run.append(Event::Made { picture_idx, recipe_idx, bytes_out, pixels, digest, notes });
            }
            Err(Failure::Stopped) => {}
            Err(Failure::Because(phase, reason)) => run.append(Event::Failed(Problem {
                picture_idx,
                recipe_idx: Some(recipe_idx),
                phase,
                outputs_lost: 1,
                reason: reason.into(),
            })),
        }
    }

    /// Waits until the memory budget has room for a picture that is read from a file. None when stopped meanwhile.
    fn wait_for_room(&self, picture_idx: usize) -> Option<Option<Permit<'run>>> {
        let picture = match (&self.run.work.medium, self.run.work.job.pictures.get(picture_idx)) {
            (Medium::Files(_), Some(picture)) => picture,
            _ => return Some(None),
        };
        // What cannot be told now takes no room, and decoding will say what is wrong with it.
        let size = catch(|| files::dimensions(&picture.path)).ok().and_then(Result::ok);
        let decoded_bytes = size.map_or(0, |(width, height)| BYTES_PER_PIXEL * width as u64 * height as u64);
        let gate = &self.run.gate;
        self.run.budget.enter(decoded_bytes, &|| gate.pass()).map(Some)
    }

    fn read(&self, picture_idx: usize) -> Result<(Arc<Raster>, Metadata, u64), Failure> {
        let failed = |reason: String| Failure::Because(Phase::Open, reason);
        match &self.run.work.medium {
            Medium::Memory(rasters) => match rasters.get(picture_idx) {
                Some(Ok(raster)) => Ok((Arc::clone(raster), Metadata::default(), raster.bytes() as u64)),
                Some(Err(reason)) => Err(failed(reason.to_string())),
                None => Err(failed("it was not loaded".to_owned())),
            },
            Medium::Files(_) => {
                let Some(picture) = self.run.work.job.pictures.get(picture_idx) else {
                    return Err(failed("it is not in the job".to_owned()));
                };
                let gate = &self.run.gate;
                match files::decode(&picture.path, self.limits(), &|| !gate.pass()) {
                    Ok(decoded) => Ok((Arc::new(decoded.raster), decoded.metadata, decoded.bytes)),
                    Err(DecodeError::Stopped) => Err(Failure::Stopped),
                    Err(error) => Err(failed(error.to_string())),
                }
            }
        }
    }

    /// No picture may take more than the budget, nor more than any picture.
    fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits { max_bytes: usual.max_bytes.min(self.run.budget.largest_picture_bytes()) }
    }

    /// One output from open picture to disk. The buffers go back to the worker whatever happens.
    fn make(&self, open: &Open<'run>, recipe_idx: usize) -> Result<Made, Failure> {
        let (run, job) = (self.run, &self.run.work.job);
        let Some(recipe) = job.recipes.get(recipe_idx) else { return Err(Failure::Stopped) };
        let mut space = run.borrow_workspace();
        let filtered = run.timed(open.picture_idx, Some(recipe_idx), Phase::Filter, || {
            let filtered = space.filter(&open.raster, recipe, job.alpha, &|| run.gate.pass());
            filtered.map_err(|Stopped| Failure::Stopped)
        });
        let made = filtered.and_then(|raster| {
            let made = match &run.work.medium {
                Medium::Memory(_) => Ok(Made {
                    bytes_out: raster.bytes() as u64,
                    digest: run.work.digests.then(|| files::digest_of_samples(&raster)),
                    notes: Vec::new(),
                }),
                Medium::Files(plan) => match plan.output(open.picture_idx, recipe_idx) {
                    Some(output) => self.write(open, recipe_idx, &raster, output, space.encoded()),
                    None => Err(Failure::Stopped),
                },
            };
            space.give_back(raster);
            made
        });
        run.return_workspace(space);
        made
    }

    fn write(
        &self,
        open: &Open<'run>,
        recipe_idx: usize,
        raster: &Raster,
        output: &PlannedOutput,
        encoded: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let (run, picture_idx, quality) = (self.run, open.picture_idx, self.run.work.job.output.quality);
        let is_stopped = || !run.gate.pass();
        encoded.clear();
        let notes = run.timed(picture_idx, Some(recipe_idx), Phase::Encode, || {
            files::encode(raster, &open.metadata, output.format, quality, encoded, &is_stopped).map_err(|error| {
                match error {
                    EncodeError::Stopped => Failure::Stopped,
                    other => Failure::Because(Phase::Encode, other.to_string()),
                }
            })
        })?;
        let picture = run.work.job.pictures.get(picture_idx);
        let modified = picture.filter(|_| run.work.job.output.keeps_times).map(|picture| picture.modified);
        let replace = if output.action == Action::Replace { Replace::Overwrite } else { Replace::Keep };
        let saved = run.timed(picture_idx, Some(recipe_idx), Phase::Write, || {
            let _open_file = run.saving();
            files::save(&output.path, encoded, replace, modified, &is_stopped).map_err(|error| match error {
                SaveError::Stopped => Failure::Stopped,
                SaveError::DiskFull(_) => {
                    run.give_up(error.to_string());
                    Failure::Because(Phase::Write, error.to_string())
                }
                other => Failure::Because(Phase::Write, other.to_string()),
            })
        })?;
        if saved == Saved::Kept {
            let reason = "a file of this name appeared during the run and was kept: run again with --overwrite";
            return Err(Failure::Because(Phase::Write, reason.to_owned()));
        }
        self.note_in_journal(picture_idx, recipe_idx, output, encoded.len() as u64);
        let digest = run.work.digests.then(|| files::digest(encoded));
        Ok(Made { bytes_out: encoded.len() as u64, digest, notes })
    }

    fn note_in_journal(&self, picture_idx: usize, recipe_idx: usize, output: &PlannedOutput, bytes: u64) {
        let job = &self.run.work.job;
        let task = job.pictures.get(picture_idx).zip(job.recipes.get(recipe_idx));
        if let (Some(journal), Some((picture, recipe))) = (&self.run.journal, task) {
            let made_from = Provenance::of(job, picture, &recipe.word(), output);
            // The output is whole without its line, and a later run keeps what it does not know.
            let _ = journal.append(&made_from.line(&job.output.folder, &output.path, bytes));
        }
    }

    fn has_work(&self, picture_idx: usize) -> bool {
        match &self.run.work.medium {
            Medium::Files(plan) => plan.makes_any(picture_idx),
            Medium::Memory(_) => true,
        }
    }

    fn is_kept(&self, picture_idx: usize, recipe_idx: usize) -> bool {
        match &self.run.work.medium {
            Medium::Files(plan) => {
                plan.output(picture_idx, recipe_idx).is_some_and(|output| output.action == Action::Keep)
            }
            Medium::Memory(_) => false,
        }
    }

    fn keep_all(&self, picture_idx: usize) {
        for RecipeId(recipe_idx) in self.recipes().filter(|recipe| self.is_kept(picture_idx, recipe.0)) {
            self.run.append(Event::Kept { picture_idx, recipe_idx });
        }
        self.run.append(Event::Closed { picture_idx });
    }

    fn record_unopened(&self, picture_idx: usize, failure: Failure) {
        let Failure::Because(phase, reason) = failure else { return };
        let outputs_lost = self.recipes().filter(|recipe| !self.is_kept(picture_idx, recipe.0)).count();
        let problem = Problem { picture_idx, recipe_idx: None, phase, outputs_lost, reason: reason.into() };
        self.run.append(Event::Failed(problem));
        self.keep_all(picture_idx);
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.run.gate.is_stopped() {
            self.run.append(Event::Closed { picture_idx: self.picture_idx });
        }
    }
}

impl Shared {
    fn append(&self, event: Event) {
        self.ledger.append(worker(), event);
    }

    /// Does one phase of one task, records it unless it was stopped in the middle, and turns a panic into a failure of
    /// this phase alone.
    fn timed<T>(
        &self,
        picture_idx: usize,
        recipe_idx: Option<usize>,
        phase: Phase,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let start = self.gate.now();
        let done =
            catch(work).unwrap_or_else(|said| Err(Failure::Because(phase, format!("a fault in the program: {said}"))));
        if !matches!(done, Err(Failure::Stopped)) {
            let end = self.gate.now();
            self.append(Event::Span(Span { worker: worker(), picture_idx, recipe_idx, phase, start, end }));
        }
        done
    }
}

/// The calling worker's place in its pool.
pub(super) fn worker() -> usize {
    rayon::current_thread_index().unwrap_or(0)
}
