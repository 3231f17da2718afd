//! Running a comparison in the background: warm-up, then rounds that run every way once, in shuffled order.
//!
//! Everything that is not the job itself happens off the clock: planning, starting pools, deleting the outputs of the
//! run before. Knows no faces.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::comparison::{Comparison, JobFacts, Mode, Sample, WayResult};
use super::identity::{Digests, Proof};
use crate::engine::{self, Ended, Finished, Medium, Problem, Run, StartError, Tally, Way, Work};
use crate::files::{self, Limits, PictureFile, ScratchFolder};
use crate::job::{Existing, Job, PlanError};
use crate::machine::Machine;
use crate::raster::Raster;

/// How often the progress of a run is read.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How to compare.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The ways, in the order in which they are shown; one may stand twice.
    pub ways: Vec<Way>,
    /// Counted rounds; each runs every way once. One more is run first to warm up.
    pub rounds: NonZeroUsize,
    /// What is measured.
    pub mode: Mode,
    /// Outputs go into a folder of their own inside this one, which is removed in the end.
    pub scratch: PathBuf,
}

impl Settings {
    /// Counted rounds when nothing is said: enough for an interval that deserves its name.
    pub const DEFAULT_ROUNDS: NonZeroUsize = NonZeroUsize::new(7).unwrap();
}

/// How far a comparison is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What is going on.
    pub stage: Stage,
    /// Counted rounds that were asked for.
    pub rounds: usize,
    /// The way being run.
    pub way_idx: Option<usize>,
    /// Each way, in order.
    pub ways: Vec<WayProgress>,
}

/// What a comparison is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Decoding pictures into memory; how many are done.
    Loading(usize),
    /// The round that is not counted.
    #[default]
    WarmUp,
    /// A counted round, from 1.
    Round(usize),
}

/// How far one way is.
#[derive(Clone, Debug, Default)]
pub struct WayProgress {
    /// What people call it here.
    pub title: String,
    /// Runs that are over, the warm-up included.
    pub runs_done: usize,
    /// Outputs accounted for in the run going on.
    pub outputs_done: usize,
    /// Outputs of a run.
    pub outputs: usize,
    /// Wall times of the counted runs so far, in seconds.
    pub samples_s: Vec<f64>,
}

impl WayProgress {
    /// The part of all its runs that is done, 0 to 1.
    pub fn fraction(&self, rounds: usize) -> f32 {
        let current = self.outputs_done as f32 / self.outputs.max(1) as f32;
        (self.runs_done as f32 + current.min(1.0)) / (rounds + 1) as f32
    }
}

impl Progress {
    /// The part of the whole comparison that is done, 0 to 1.
    pub fn fraction(&self) -> f32 {
        let sum: f32 = self.ways.iter().map(|way| way.fraction(self.rounds)).sum();
        sum / self.ways.len().max(1) as f32
    }
}

/// A comparison that has no result.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// No way was asked for.
    #[error("no strategy is chosen: choose at least one, better two")]
    NoWays,
    /// The job cannot be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The workers cannot be started.
    #[error(transparent)]
    Start(#[from] StartError),
    /// No room for outputs.
    #[error("no scratch folder could be made ({source}): choose another folder: {}", .folder.display())]
    Scratch {
        /// Where it was tried.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not one output could be made.
    #[error("no output could be made, so there is nothing to compare: {}", first_of(.0))]
    NothingMade(Vec<(String, Problem)>),
    /// A run made other outputs than the one before.
    #[error("the runs did not do the same work, so there is nothing to compare: {}", first_of(.0))]
    Unsteady(Vec<(String, Problem)>),
    /// The decoded pictures would not fit.
    #[error(
        "the pictures would take {need_mb} MB in memory, more than half of what there is ({have_mb} MB): choose fewer pictures, or measure the whole job"
    )]
    TooMuchMemory {
        /// What they would take.
        need_mb: u64,
        /// What the machine has.
        have_mb: u64,
    },
    /// The comparison itself broke.
    #[error("the comparison broke off ({0}): report this fault")]
    Fault(String),
    /// A strategy broke.
    #[error("{strategy} broke off ({said}): leave it out, and report this fault")]
    Broken {
        /// Its title.
        strategy: &'static str,
        /// What it said.
        said: String,
    },
    /// Stopped before the first round was whole.
    #[error("stopped before the first round was over: there is no result")]
    Stopped,
}

/// The first problem, picture last.
fn first_of(problems: &[(String, Problem)]) -> String {
    problems.first().map_or(String::new(), |(picture, problem)| format!("{}: {picture}", problem.reason))
}

/// A comparison in the background. Dropping it stops it and joins its thread.
#[derive(Debug)]
pub struct Session {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    job: Arc<Job>,
    settings: Settings,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    progress: Progress,
    current: Option<Arc<Run>>,
    scratch: Option<PathBuf>,
    is_paused: bool,
    is_stopped: bool,
    result: Option<Result<Arc<Comparison>, Arc<CompareError>>>,
}

/// What is gathered while the rounds go by.
#[derive(Default)]
struct Gathered {
    samples: Vec<Vec<Sample>>,
    proof: Proof,
    facts: Option<JobFacts>,
}

/// Starts a comparison in the background.
///
/// # Errors
/// When there is nothing to compare or the job cannot be planned.
pub fn start(job: Arc<Job>, settings: Settings) -> Result<Session, CompareError> {
    if settings.ways.is_empty() {
        return Err(CompareError::NoWays);
    }
    job.plan()?;
    let outputs = job.n_outputs();
    let titles = titles(&settings.ways);
    let ways = titles.into_iter().map(|title| WayProgress { title, outputs, ..WayProgress::default() }).collect();
    let progress = Progress { rounds: settings.rounds.get(), ways, ..Progress::default() };
    let state = Mutex::new(State { progress, ..State::default() });
    let shared = Arc::new(Shared { job, settings, state, changed: Condvar::new() });
    let inside = Arc::clone(&shared);
    let thread = std::thread::Builder::new().name("pixloom-compare".to_owned()).spawn(move || inside.conduct());
    let thread = thread.map_err(|error| StartError::Workers { workers: 1, reason: error.to_string() })?;
    Ok(Session { shared, thread: Some(thread) })
}

/// What people call each way: its strategy where that tells them apart, else with workers, else numbered.
fn titles(ways: &[Way]) -> Vec<String> {
    let same = |a: &Way| ways.iter().filter(|b| b.strategy == a.strategy).count() > 1;
    let named: Vec<String> =
        ways.iter().map(|way| if same(way) { way.title() } else { way.strategy.title.to_owned() }).collect();
    let numbered = |n: usize, title: &String| {
        let before = named.iter().take(n).filter(|other| *other == title).count();
        if before == 0 { title.clone() } else { format!("{title} (again, {})", before + 1) }
    };
    named.iter().enumerate().map(|(n, title)| numbered(n, title)).collect()
}

impl Session {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.shared.state().progress.clone()
    }

    /// The result, once there is one.
    pub fn result(&self) -> Option<Result<Arc<Comparison>, Arc<CompareError>>> {
        self.shared.state().result.clone()
    }

    /// Waits at most this long for the result.
    pub fn wait_for(&self, at_most: Duration) -> Option<Result<Arc<Comparison>, Arc<CompareError>>> {
        let state = self.shared.state();
        let waited = self.shared.changed.wait_timeout_while(state, at_most, |state| state.result.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.result.clone()
    }

    /// The job being compared on.
    pub fn job(&self) -> &Arc<Job> {
        &self.shared.job
    }

    /// Pauses at once. The run that is interrupted is thrown away and done anew later: half-measured times are none.
    pub fn pause(&self) {
        self.shared.change(|state| state.is_paused = true, Run::pause);
    }

    /// Goes on, with the interrupted run from its start.
    pub fn resume(&self) {
        if self.is_paused() {
            self.shared.change(|state| state.is_paused = false, Run::stop);
        }
    }

    /// Whether it is paused.
    pub fn is_paused(&self) -> bool {
        self.shared.state().is_paused
    }

    /// Ends it at once. Rounds that are whole give a result.
    pub fn stop(&self) {
        self.shared.change(|state| state.is_stopped = true, Run::stop);
    }
}

impl Session {
    /// Stops it and lets go of it after at most `rest_within`, for a program that is about to end: a worker that is
    /// inside a codec ends with the program. The scratch folder is removed in any case.
    pub fn abandon(self, rest_within: Duration) -> Option<Result<Arc<Comparison>, Arc<CompareError>>> {
        self.stop();
        let result = self.wait_for(rest_within);
        if result.is_none() {
            let scratch = self.shared.state().scratch.take();
            // What cannot be removed lies in the system's own place for temporary files.
            let _ = scratch.map(std::fs::remove_dir_all);
            std::mem::forget(self);
        }
        result
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A fault in that thread was shown when it happened; there is nothing left to do about it here.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, state: impl FnOnce(&mut State), run: impl FnOnce(&Run)) {
        let mut guard = self.state();
        state(&mut guard);
        if let Some(current) = &guard.current {
            run(current);
        }
        self.changed.notify_all();
    }

    fn conduct(&self) {
        let compared = engine::catch(|| self.compare()).unwrap_or_else(|said| Err(CompareError::Fault(said)));
        let result = compared.map(Arc::new).map_err(Arc::new);
        let mut state = self.state();
        state.progress.way_idx = None;
        state.result = Some(result);
        self.changed.notify_all();
    }

    fn compare(&self) -> Result<Comparison, CompareError> {
        let settings = &self.settings;
        let scratch_failed = |source| CompareError::Scratch { folder: settings.scratch.clone(), source };
        let scratch = ScratchFolder::new_in(&settings.scratch).map_err(scratch_failed)?;
        self.state().scratch = Some(scratch.path().to_owned());
        let machine = Machine::probe();
        let rasters = match settings.mode {
            Mode::Whole => None,
            Mode::Filters => Some(self.load(machine.memory_bytes / 2)?),
        };
        let mut gathered = Gathered { samples: vec![Vec::new(); settings.ways.len()], ..Gathered::default() };
        let mut random = fastrand::Rng::new();
        let mut order: Vec<usize> = (0..settings.ways.len()).collect();
        for round in 0..=settings.rounds.get() {
            self.state().progress.stage = if round == 0 { Stage::WarmUp } else { Stage::Round(round) };
            random.shuffle(&mut order);
            let mut samples = vec![Sample::default(); order.len()];
            for way_idx in &order {
                let sample = self.run_once(*way_idx, round == 0, rasters.clone(), &scratch, &mut gathered);
                match (sample, samples.get_mut(*way_idx)) {
                    (Ok(sample), Some(place)) => *place = sample,
                    (Err(CompareError::Stopped), _) if round > 1 => return Ok(self.conclude(gathered, machine, false)),
                    (Err(error), _) => return Err(error),
                    (Ok(_), None) => {}
                }
            }
            if round > 0 {
                gathered.samples.iter_mut().zip(samples).for_each(|(all, sample)| all.push(sample));
            }
        }
        Ok(self.conclude(gathered, machine, true))
    }

    fn conclude(&self, gathered: Gathered, machine: Machine, is_complete: bool) -> Comparison {
        let titles = self.state().progress.ways.iter().map(|way| way.title.clone()).collect::<Vec<_>>();
        let ways = self.settings.ways.iter().zip(titles).zip(gathered.samples);
        let ways = ways.map(|((way, title), samples)| WayResult::new(*way, title, samples)).collect();
        let facts = gathered.facts.unwrap_or_else(|| self.facts(&Tally::default()));
        Comparison::new(facts, machine, ways, is_complete, gathered.proof.identity())
    }

    /// Runs one way once, from its first task to its last, undisturbed by pauses.
    fn run_once(
        &self,
        way_idx: usize,
        is_warm_up: bool,
        rasters: Option<Rasters>,
        scratch: &ScratchFolder,
        gathered: &mut Gathered,
    ) -> Result<Sample, CompareError> {
        let Some(way) = self.settings.ways.get(way_idx).copied() else { return Err(CompareError::NoWays) };
        let (run, finished, tally) = loop {
            self.wait_while_paused()?;
            let run = Arc::new(engine::start(self.work(rasters.clone(), is_warm_up, scratch)?, way)?);
            let (finished, tally) = self.follow(&run, way_idx);
            match finished.ended {
                Ended::Stopped if self.state().is_stopped => return Err(CompareError::Stopped),
                Ended::Broken(said) => return Err(CompareError::Broken { strategy: way.strategy.title, said }),
                // Paused in the middle: its time is no time, and it is begun anew.
                Ended::Stopped | Ended::Complete if finished.pauses > 0 => self.clear(scratch)?,
                Ended::Stopped | Ended::Complete => break (run, finished, tally),
            }
        };
        if tally.made == 0 {
            return Err(CompareError::NothingMade(self.facts(&tally).problems));
        }
        if run.work().digests {
            let title = self.state().progress.ways.get(way_idx).map(|way| way.title.clone()).unwrap_or_default();
            gathered.proof.add(&title, Digests::of(&run), &self.job);
        }
        let outputs = gathered.facts.get_or_insert_with(|| self.facts(&tally)).outputs;
        if outputs != tally.made {
            return Err(CompareError::Unsteady(self.facts(&tally).problems));
        }
        self.clear(scratch)?;
        let Finished { wall, pool_start, peak_rss_bytes, .. } = finished;
        self.finish_run(way_idx, (!is_warm_up).then_some(wall));
        Ok(Sample { wall, phases: tally.phases, pool_start, peak_rss_bytes })
    }

    /// Digests cost nothing beside encoding, so every run that writes is proven. Without encoding they would be seen
    /// in the times, so there the warm-up alone is.
    fn work(&self, rasters: Option<Rasters>, is_warm_up: bool, scratch: &ScratchFolder) -> Result<Work, PlanError> {
        let mut job = Job::clone(&self.job);
        job.output.folder = scratch.outputs();
        job.output.existing = Existing::Overwrite;
        let (medium, digests) = match rasters {
            Some(rasters) => (Medium::Memory(rasters), is_warm_up),
            None => (Medium::Files(Arc::new(job.plan()?)), true),
        };
        Ok(Work { job: Arc::new(job), medium, digests })
    }

    /// Reads the run's ledger until the run is over.
    fn follow(&self, run: &Arc<Run>, way_idx: usize) -> (Finished, Tally) {
        {
            let mut state = self.state();
            state.current = Some(Arc::clone(run));
            state.progress.way_idx = Some(way_idx);
            if state.is_paused {
                run.pause();
            }
            if state.is_stopped {
                run.stop();
            }
        }
        let mut tally = Tally::default();
        let finished = loop {
            let finished = run.wait_for(LOOK_EVERY);
            tally.read(run.ledger());
            if let Some(way) = self.state().progress.ways.get_mut(way_idx) {
                way.outputs_done = tally.outputs_done();
            }
            if let Some(finished) = finished {
                break finished;
            }
        };
        self.state().current = None;
        (finished, tally)
    }

    fn finish_run(&self, way_idx: usize, wall: Option<Duration>) {
        if let Some(way) = self.state().progress.ways.get_mut(way_idx) {
            way.runs_done += 1;
            way.outputs_done = 0;
            way.samples_s.extend(wall.map(|wall| wall.as_secs_f64()));
        }
    }

    fn wait_while_paused(&self) -> Result<(), CompareError> {
        let wait = |state: &mut State| state.is_paused && !state.is_stopped;
        let state = self.changed.wait_while(self.state(), wait).unwrap_or_else(PoisonError::into_inner);
        if state.is_stopped { Err(CompareError::Stopped) } else { Ok(()) }
    }

    /// Decodes every picture into memory, one after the other, if they fit.
    fn load(&self, most_bytes: u64) -> Result<Rasters, CompareError> {
        let bytes_of = |picture: &PictureFile| {
            // Red, green and blue at 8 bits: what most pictures are, and enough to tell a folder that cannot fit.
            let size = engine::catch(|| files::dimensions(&picture.path)).ok().and_then(Result::ok);
            size.map_or(0, |(width, height)| 3 * width as u64 * height as u64)
        };
        let need: u64 = self.job.pictures.iter().map(bytes_of).sum();
        if need > most_bytes {
            return Err(CompareError::TooMuchMemory { need_mb: need / 1_000_000, have_mb: 2 * most_bytes / 1_000_000 });
        }
        let mut rasters = Vec::with_capacity(self.job.pictures.len());
        for (n, picture) in self.job.pictures.iter().enumerate() {
            self.wait_while_paused()?;
            self.state().progress.stage = Stage::Loading(n);
            rasters.push(self.decode(picture));
        }
        self.wait_while_paused()?;
        Ok(rasters.into())
    }

    fn decode(&self, picture: &PictureFile) -> Result<Arc<Raster>, Arc<str>> {
        let is_stopped = || self.state().is_stopped;
        match engine::catch(|| files::decode(&picture.path, Limits::default(), &is_stopped)) {
            Ok(Ok(decoded)) => Ok(Arc::new(decoded.raster)),
            Ok(Err(error)) => Err(error.to_string().into()),
            Err(said) => Err(format!("a fault in the program: {said}").into()),
        }
    }

    /// Removes the outputs of the last run, so that every run finds an empty folder.
    fn clear(&self, scratch: &ScratchFolder) -> Result<(), CompareError> {
        scratch.clear().map_err(|source| CompareError::Scratch { folder: scratch.outputs(), source })
    }

    fn facts(&self, tally: &Tally) -> JobFacts {
        let name = |problem: &Problem| {
            let picture = self.job.pictures.get(problem.picture_idx);
            picture.map(|picture| picture.relative.display().to_string()).unwrap_or_default()
        };
        JobFacts {
            folder: self.job.folder.clone(),
            n_pictures: self.job.pictures.len(),
            recipes: self.job.recipes.iter().map(|recipe| recipe.word()).collect(),
            problems: tally.problems.iter().map(|problem| (name(problem), problem.clone())).collect(),
            mode: self.settings.mode,
            outputs: tally.made,
            bytes_in: tally.bytes_in,
            bytes_out: tally.bytes_out,
            pixels_out: tally.pixels_out,
        }
    }
}

/// Decoded pictures in the order of the job, or why one could not be decoded.
type Rasters = Arc<[Result<Arc<Raster>, Arc<str>>]>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies;

    #[test]
    fn ways_have_different_titles() {
        let way = |idx: usize, workers| Way::new(strategies::ALL[idx], NonZeroUsize::new(workers).unwrap());
        assert_eq!(titles(&[way(0, 1), way(1, 2)]), ["Sequential", "Per image"]);
        assert_eq!(titles(&[way(1, 1), way(1, 2)]), ["Per image, 1 worker", "Per image, 2 workers"]);
        assert_eq!(titles(&[way(1, 2), way(1, 2)]), ["Per image, 2 workers", "Per image, 2 workers (again, 2)"]);
    }
}
