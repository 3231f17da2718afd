//! What happens beneath the waist: a worker opens a picture, and writes into the ledger what it did. What it makes of the
//! picture then is in `making.rs`, timing in `stopwatch.rs`: once, for every strategy. Knows no strategy, and nothing of
//! how tasks come to workers.

use std::sync::Arc;

use super::budget::Permit;
use super::early::EarlyStrips;
use super::ledger::{Event, Phase, Problem};
use super::nest::Begun;
use super::run::{Medium, Shared};
use super::span::{Doing, Task};
use super::stopwatch::Stopwatch;
use super::together::Hands;
use crate::files::{self, DecodeError, EncodeError, Limits, Metadata, Taker, Watch};
use crate::job::Action;
use crate::raster::Raster;

/// What a pixel of an undecoded picture is taken to need: most have three channels of 8 bits, some four.
const BYTES_PER_PIXEL: u64 = 4;

/// A decoded picture, which any worker may read. Closed when dropped.
#[derive(Debug)]
pub(super) struct Decoded<'run> {
    run: &'run Shared,
    pub(super) picture_idx: usize,
    // Taken out when dropped, so that giving the memory back can be timed.
    pub(super) raster: Option<Arc<Raster>>,
    pub(super) metadata: Metadata,
    /// What there is of its outputs already.
    pub(super) early: EarlyStrips,
    _permit: Option<Permit<'run>>,
}

/// What was read.
struct Picture {
    raster: Arc<Raster>,
    metadata: Metadata,
    /// Of the file, or of the samples in memory.
    bytes: u64,
    is_turned: bool,
}

impl Picture {
    fn in_memory(raster: Arc<Raster>) -> Self {
        Self { bytes: raster.bytes() as u64, raster, metadata: Metadata::default(), is_turned: false }
    }
}

impl From<files::Decoded> for Picture {
    fn from(files::Decoded { raster, metadata, bytes, is_turned, .. }: files::Decoded) -> Self {
        Self { raster: Arc::new(raster), metadata, bytes, is_turned }
    }
}

/// Why a piece of work has no result.
pub(super) enum Failure {
    /// The run was stopped: nobody's fault, nothing to report.
    Stopped,
    /// Something went wrong in this phase.
    Because(Phase, String),
}

impl Failure {
    pub(super) fn of_encoding(error: EncodeError) -> Self {
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
        let read = |rows: Watch<'_>| self.timed(watch, task, Phase::Open, || self.read(task, hands, rows));
        let (read, early) = match hands {
            Hands::Own => (read(&mut |_| {}), EarlyStrips::default()),
            Hands::All => self.read_with_strips(picture_idx, read),
        };
        match read {
            Ok(Picture { raster, metadata, bytes: bytes_in, is_turned }) => {
                permit.iter_mut().for_each(|permit| permit.correct(raster.bytes() as u64));
                self.append(Event::Opened { picture_idx, bytes_in, pixels: raster.pixels() });
                let early = if is_turned { EarlyStrips::default() } else { early };
                Some(Decoded { run: self, picture_idx, raster: Some(raster), metadata, early, _permit: permit })
            }
            Err(failure) => {
                self.record_unopened(picture_idx, failure);
                None
            }
        }
    }

    /// Room in the memory budget for a picture that is read from a file, waited for where that may be. Nothing when
    /// stopped meanwhile. Reading its header, where nobody has yet, is part of opening it, so the watch for that
    /// runs already.
    fn find_room(&self, task: Task, may_wait: bool) -> Begun<(Option<Permit<'_>>, Stopwatch)> {
        let watch = self.stopwatch();
        if !matches!(self.work.medium, Medium::Files(_)) {
            return Begun::Open((None, watch));
        }
        // What cannot be told now takes no room, and decoding will say what is wrong with it.
        let decoded_bytes = BYTES_PER_PIXEL.saturating_mul(self.pixels_of(task.picture_idx).unwrap_or(0));
        if let Some(permit) = self.budget.try_enter(decoded_bytes) {
            return Begun::Open((Some(permit), watch));
        }
        if !may_wait {
            return Begun::NoRoom;
        }
        self.record(watch, task, Doing::Phase(Phase::Open));
        // Memory that lies ready for its next task is what others wait for, too.
        drop(self.borrow_workspace());
        let watch = self.stopwatch();
        let _beat = self.beat(watch, Doing::MemoryWait);
        let Some(permit) = self.budget.enter(decoded_bytes, &|| self.gate.pass()) else { return Begun::Nothing };
        self.record(watch, task, Doing::MemoryWait);
        Begun::Open((Some(permit), self.stopwatch()))
    }

    fn read(&self, task: Task, hands: Hands, watch: Watch<'_>) -> Result<Picture, Failure> {
        let picture_idx = task.picture_idx;
        let failed = |reason: String| Failure::Because(Phase::Open, reason);
        match &self.work.medium {
            Medium::Memory(rasters) => match rasters.get(picture_idx) {
                Some(Ok(raster)) => Ok(Picture::in_memory(Arc::clone(raster))),
                Some(Err(reason)) => Err(failed(reason.to_string())),
                None => Err(failed("it was not loaded".to_owned())),
            },
            Medium::Files(_) => {
                let Some(picture) = self.work.job.pictures.get(picture_idx) else {
                    return Err(failed("it is not in the job".to_owned()));
                };
                let gate = &self.gate;
                let lend = |n_bytes| self.source_memory(task, n_bytes, hands);
                let taker = Taker { lend: &lend, watch };
                match files::decode_for(taker, &picture.path, self.limits(), &|| !gate.pass()) {
                    Ok(decoded) => Ok(decoded.into()),
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

    /// Gives up when the folder of the pictures is gone: nothing of the rest can be read.
    fn check_picture_folder(&self) {
        let folder = &self.work.job.folder;
        if !files::is_folder(folder) {
            self.give_up(format!("the folder of the pictures is no longer there; put it back: {}", folder.display()));
        }
    }

    pub(super) fn has_work(&self, picture_idx: usize) -> bool {
        match &self.work.medium {
            Medium::Files(plan) => plan.makes_any(picture_idx),
            Medium::Memory(_) => true,
        }
    }

    /// What the plan says of an output; outputs in memory are all made.
    pub(super) fn planned(&self, picture_idx: usize, recipe_idx: usize) -> Action {
        match &self.work.medium {
            Medium::Files(plan) => plan.output(picture_idx, recipe_idx).map_or(Action::LeaveOut, |o| o.action),
            Medium::Memory(_) => Action::Make,
        }
    }

    fn keep_all(&self, picture_idx: usize) {
        let mut is_asked_for = false;
        for recipe_idx in 0..self.work.job.recipes.len() {
            let action = self.planned(picture_idx, recipe_idx);
            is_asked_for |= action != Action::LeaveOut;
            if action == Action::Keep {
                self.append(Event::Kept { picture_idx, recipe_idx });
            }
        }
        if is_asked_for {
            self.append(Event::Closed { picture_idx });
        }
    }

    fn record_unopened(&self, picture_idx: usize, failure: Failure) {
        let Failure::Because(phase, reason) = failure else { return };
        let recipes = 0..self.work.job.recipes.len();
        let outputs_lost = recipes.filter(|recipe_idx| self.planned(picture_idx, *recipe_idx).is_made()).count();
        let problem = Problem { picture_idx, recipe_idx: None, phase, outputs_lost, reason: reason.into() };
        self.record_problem(problem);
        self.keep_all(picture_idx);
    }

    pub(super) fn record_problem(&self, problem: Problem) {
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
