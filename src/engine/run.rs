//! A run: one execution of a job in one way, on a pool of its own, in the background.
//!
//! The handle is all that anyone outside sees. Dropping it stops the run and joins its workers.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::batch::Batch;
use super::budget::Budget;
use super::catch;
use super::choice::Choice;
use super::gate::Gate;
use super::ledger::Ledger;
use super::pulse::{Now, Pulse};
use super::sources::Sources;
use super::way::Way;
use super::worker::calling_worker;
use super::workspace::Workspace;
use crate::files::{self, Journal, SaveError};
use crate::job::{Existing, Job, Plan};
use crate::machine;
use crate::raster::Raster;

/// How long a program that ends waits for a file that is being written, as on a slow network disk.
const LONGEST_SAVE: Duration = Duration::from_secs(5);

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct Work {
    /// The job.
    pub job: Arc<Job>,
    /// Where pictures come from and outputs go to.
    pub medium: Medium,
    /// Whether the digest of every output is wanted.
    pub digests: bool,
    /// Bytes for pictures in flight.
    pub memory_bytes: u64,
    /// Whether outputs are for keeping, and not removed as soon as they are measured.
    pub is_for_keeps: bool,
    /// Whether it is recorded what every worker did from when to when. Without, nothing can be told of phases and
    /// waiting; it is for measuring what recording costs.
    pub records_spans: bool,
}

impl Work {
    /// A job from files to files, with a quarter of the memory that there is.
    pub fn on_files(job: Arc<Job>, plan: Arc<Plan>) -> Self {
        let memory_bytes = Self::default_memory_bytes();
        Self { job, medium: Medium::Files(plan), digests: false, memory_bytes, is_for_keeps: true, records_spans: true }
    }

    /// A quarter of the memory that the program may use; a gibibyte where the system does not tell how much there is.
    pub fn default_memory_bytes() -> u64 {
        match machine::memory_bytes() / 4 {
            0 => 1 << 30,
            quarter => quarter,
        }
    }
}

/// Where pictures come from and outputs go to.
#[derive(Clone, Debug)]
pub enum Medium {
    /// From files to files, by this plan.
    Files(Arc<Plan>),
    /// From rasters that were decoded before, in the order of the job (or why one could not be), to nowhere.
    Memory(Arc<[Result<Arc<Raster>, Arc<str>>]>),
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything was tried.
    Complete,
    /// It was stopped.
    Stopped,
    /// Nothing more can be read or written; why, and where.
    GaveUp(String),
    /// The strategy itself broke; what it said.
    Broken(String),
}

/// What is known of a run when it is over.
#[derive(Clone, Debug)]
pub struct Finished {
    /// How it ended.
    pub ended: Ended,
    /// From the first task's start to the last one's end, without pauses and without starting the pool.
    pub wall: Duration,
    /// How long it took to start the pool.
    pub pool_start: Duration,
    /// How often it was paused.
    pub pauses: usize,
    /// The most memory that the program held during the run, where the system tells.
    pub peak_rss_bytes: Option<u64>,
    /// The strategy that the run's own chose, if it chose one.
    pub choice: Option<Choice>,
}

/// A run that could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The pictures are gone.
    #[error("the folder of the pictures is no longer there: choose it again: {}", .0.display())]
    FolderGone(PathBuf),
    /// Nothing can be written into the output folder.
    #[error("{source}: {}", .folder.display())]
    OutputFolder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        source: SaveError,
    },
    /// No threads to be had.
    #[error("{workers} workers could not be started ({reason}): ask for fewer")]
    Workers {
        /// How many were asked for.
        workers: usize,
        /// What the system said.
        reason: String,
    },
}

/// A run in the background.
#[derive(Debug)]
pub struct Run {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What the handle, the workers and the batch share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) work: Work,
    pub(super) gate: Gate,
    pub(super) ledger: Ledger,
    pub(super) pulse: Pulse,
    pub(super) budget: Budget,
    pub(super) journal: Option<Journal>,
    removes_empty_folder: bool,
    gave_up: OnceLock<String>,
    pub(super) sizes: OnceLock<Vec<u64>>,
    pub(super) choice: OnceLock<Choice>,
    workspaces: Vec<Mutex<Workspace>>,
    pub(super) sources: Sources,
    /// How long each worker had waited for cores when it was last asked, in nanoseconds.
    queued_ns: Vec<AtomicU64>,
    n_saving: AtomicUsize,
    finished: Mutex<Option<Finished>>,
    changed: Condvar,
}

/// A worker with a file open, or that has still to tell the journal of it.
pub(super) struct Saving<'run>(&'run AtomicUsize);

impl Drop for Saving<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Starts a run in the background.
///
/// # Errors
/// When the folder of the pictures is gone, nothing can be written into the output folder, or the system has no threads
/// for the workers. Nothing is made then.
pub fn start(work: Work, way: Way) -> Result<Run, StartError> {
    let folder = work.job.output.folder.clone();
    let may_make_folder = matches!(&work.medium, Medium::Files(plan) if plan.n_to_make() > 0);
    let removes_empty_folder = may_make_folder && !files::is_folder(&folder);
    let journal = prepare_output(&work)?;
    let workers = way.workers.get();
    let asked = Instant::now();
    let failed = |reason: String| {
        if removes_empty_folder {
            files::remove_if_empty(&folder);
        }
        StartError::Workers { workers, reason }
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(workers)
        .thread_name(|n| format!("pixloom-worker-{n}"))
        .build()
        .map_err(|error| failed(error.to_string()))?;
    let shared = Arc::new(Shared {
        budget: Budget::new(work.memory_bytes),
        journal,
        removes_empty_folder,
        gave_up: OnceLock::new(),
        work,
        gate: Gate::new(),
        ledger: Ledger::new(workers),
        pulse: Pulse::new(workers),
        sizes: OnceLock::new(),
        choice: OnceLock::new(),
        workspaces: (0..workers).map(|_| Mutex::default()).collect(),
        sources: Sources::new(workers),
        queued_ns: (0..workers).map(|_| AtomicU64::new(0)).collect(),
        n_saving: AtomicUsize::new(0),
        finished: Mutex::new(None),
        changed: Condvar::new(),
    });
    let inside = Arc::clone(&shared);
    let thread = std::thread::Builder::new()
        .name("pixloom-run".to_owned())
        .spawn(move || inside.conduct(way, pool, asked))
        .map_err(|error| failed(error.to_string()))?;
    log::info!("run begun: {}, {} pictures", way.title(), shared.work.job.pictures.len());
    Ok(Run { shared, thread: Some(thread) })
}

/// Makes sure that the output folder can be written to, sweeps up what was left half-written, and opens the journal
/// where one is wanted: when resuming, or when there is one, which must stay true. An output folder among the pictures
/// is marked, so that the next run does not take outputs for pictures.
fn prepare_output(work: &Work) -> Result<Option<Journal>, StartError> {
    let Medium::Files(plan) = &work.medium else { return Ok(None) };
    if plan.n_to_make() == 0 {
        return Ok(None);
    }
    if !files::is_folder(&work.job.folder) {
        return Err(StartError::FolderGone(work.job.folder.clone()));
    }
    let folder = &work.job.output.folder;
    let failed = |source| StartError::OutputFolder { folder: folder.clone(), source };
    files::check_writable(folder).map_err(failed)?;
    if !work.is_for_keeps {
        return Ok(None);
    }
    plan.folders().for_each(files::sweep);
    let is_journal_wanted = work.job.output.existing == Existing::Resume || files::has_journal(folder);
    let journal = is_journal_wanted.then(|| Journal::open(folder)).transpose().map_err(|error| failed(error.into()))?;
    if is_within(folder, &work.job.folder) {
        files::mark_outputs(folder).map_err(|error| failed(error.into()))?;
    }
    Ok(journal)
}

fn is_within(folder: &Path, outer: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(folder).zip(real(outer)).is_some_and(|(folder, outer)| folder.starts_with(outer))
}

impl Run {
    /// What has happened so far.
    pub fn ledger(&self) -> &Ledger {
        &self.shared.ledger
    }

    /// What every worker does this moment; none for those that do nothing, and for all where spans are not recorded.
    pub fn now(&self) -> Vec<Option<Now>> {
        self.shared.pulse.now()
    }

    /// What is being done.
    pub fn work(&self) -> &Work {
        &self.shared.work
    }

    /// Time since the start, without pauses.
    pub fn elapsed(&self) -> Duration {
        self.finished().map_or_else(|| self.shared.gate.now(), |finished| finished.wall)
    }

    /// The strategy that the run's own chose, once it has.
    pub fn choice(&self) -> Option<&Choice> {
        self.shared.choice.get()
    }

    /// Lets workers finish the band that they are at, then wait.
    pub fn pause(&self) {
        self.shared.gate.pause();
    }

    /// Lets them go on.
    pub fn resume(&self) {
        self.shared.gate.resume();
    }

    /// Whether the run is paused.
    pub fn is_paused(&self) -> bool {
        self.shared.gate.is_paused()
    }

    /// Ends the run after the bands being worked at. Returns at once; outputs that are not whole are not kept.
    pub fn stop(&self) {
        self.shared.gate.stop();
    }

    /// How the run ended, once it has.
    pub fn finished(&self) -> Option<Finished> {
        self.shared.finished.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits at most this long for the end.
    pub fn wait_for(&self, at_most: Duration) -> Option<Finished> {
        let finished = self.shared.finished.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.shared.changed.wait_timeout_while(finished, at_most, |finished| finished.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

impl Run {
    /// Stops the run and lets go of it after at most `rest_within`, for a program that is about to end. Workers may
    /// then still be inside a codec, which has no file open and ends with the program; those that are writing a file
    /// are waited for, but no longer than [`LONGEST_SAVE`]. The ledger is shown as it is then.
    pub fn abandon(self, rest_within: Duration, last_look: impl FnOnce(&Ledger)) -> Option<Finished> {
        self.stop();
        let mut finished = self.wait_for(rest_within);
        let since = Instant::now();
        while finished.is_none() && self.shared.n_saving.load(Ordering::Acquire) > 0 && since.elapsed() < LONGEST_SAVE {
            finished = self.wait_for(Duration::from_millis(5));
        }
        last_look(self.ledger());
        if finished.is_none() {
            // Dropping the handle would join a thread that waits for the codec.
            std::mem::forget(self);
        }
        finished
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // The thread catches its panics itself, so there is nothing to learn from joining it.
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// The whole run, on its own thread.
    fn conduct(&self, way: Way, pool: rayon::ThreadPool, asked: Instant) {
        let pool_start = asked.elapsed();
        machine::reset_peak_rss();
        self.gate.start_clock();
        let shared = catch(|| pool.install(|| (way.strategy.share)(&Batch::of_run(self))));
        let wall = self.gate.now();
        drop(pool);
        if self.removes_empty_folder {
            files::remove_if_empty(&self.work.job.output.folder);
        }
        let ended = match shared {
            Err(said) => Ended::Broken(said),
            Ok(()) if self.gave_up.get().is_some() => Ended::GaveUp(self.gave_up.get().cloned().unwrap_or_default()),
            Ok(()) if self.gate.is_stopped() => Ended::Stopped,
            Ok(()) => Ended::Complete,
        };
        let (pauses, peak_rss_bytes) = (self.gate.pauses(), machine::peak_rss_bytes());
        let choice = self.choice.get().cloned();
        log::info!("run ended: {}, {ended:?} in {:.3} s", way.title(), wall.as_secs_f64());
        let finished = Finished { ended, wall, pool_start, pauses, peak_rss_bytes, choice };
        *self.finished.lock().unwrap_or_else(PoisonError::into_inner) = Some(finished);
        self.changed.notify_all();
    }

    /// Stops the run because nothing more can be read or written.
    pub(super) fn give_up(&self, reason: String) {
        // Several workers can find out at once; the first one's words are as good as the others'.
        let _ = self.gave_up.set(reason);
        self.gate.stop();
    }

    /// Tells, until dropped, that the calling worker is saving a file.
    pub(super) fn saving(&self) -> Saving<'_> {
        self.n_saving.fetch_add(1, Ordering::AcqRel);
        Saving(&self.n_saving)
    }

    /// The calling worker's buffers. Taken out, so that a worker that begins another task inside this one gets fresh
    /// ones instead of waiting for itself.
    pub(super) fn borrow_workspace(&self) -> Workspace {
        self.workspaces.get(calling_worker()).map_or_else(Workspace::default, |space| {
            std::mem::take(&mut *space.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }

    /// How long the calling worker has waited for cores since it last asked; nothing where the system does not tell.
    pub(super) fn queued_since_asked(&self) -> Duration {
        let (Some(asked), Some(queued)) = (self.queued_ns.get(calling_worker()), machine::thread_queued()) else {
            return Duration::ZERO;
        };
        let before_ns = asked.swap(queued.as_nanos() as u64, Ordering::Relaxed);
        queued.saturating_sub(Duration::from_nanos(before_ns))
    }

    /// Gives buffers for encoded bytes to the calling worker.
    pub(super) fn give_back_buffers(&self, buffers: Vec<Vec<u8>>) {
        if let Some(space) = self.workspaces.get(calling_worker()) {
            space.lock().unwrap_or_else(PoisonError::into_inner).give_back_buffers(buffers);
        }
    }

    /// Gives the buffers back.
    pub(super) fn return_workspace(&self, space: Workspace) {
        if let Some(place) = self.workspaces.get(calling_worker()) {
            *place.lock().unwrap_or_else(PoisonError::into_inner) = space;
        }
    }
}
