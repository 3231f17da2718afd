//! A comparison in the background: starting, watching, pausing and ending it. What it does there is in `rounds`.
//! Knows no faces.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::comparison::{Comparison, Mode};
use super::error::CompareError;
use super::progress::{Progress, WayProgress, titles};
use super::stop_rule::Rounds;
use crate::engine::{self, Run, StartError, Way};
use crate::job::Job;
use crate::words::Language;

/// How to compare.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The ways, in the order in which they are shown; one may stand twice.
    pub ways: Vec<Way>,
    /// Counted rounds; each runs every way once. One more is run first to warm up.
    pub rounds: Rounds,
    /// What is measured.
    pub mode: Mode,
    /// Outputs go into a folder of their own inside this one, which is removed in the end.
    pub scratch: PathBuf,
    /// What is done with the comparison so far after every round, off the clock.
    pub after_round: Option<AfterRound>,
}

/// Somebody who wants to see the comparison after every round, such as to keep it: if the machine fails, one round is
/// lost at most. Measuring waits meanwhile.
#[derive(Clone)]
pub struct AfterRound(pub Arc<dyn Fn(&Comparison) + Send + Sync>);

impl std::fmt::Debug for AfterRound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AfterRound")
    }
}

/// A comparison in the background. Dropping it stops it and joins its thread.
#[derive(Debug)]
pub struct Session {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What the handle and the rounds share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) job: Arc<Job>,
    pub(super) settings: Settings,
    state: Mutex<State>,
    pub(super) changed: Condvar,
}

/// Where a comparison stands, and what is wanted of it.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) progress: Progress,
    pub(super) current: Option<Arc<Run>>,
    /// How many there were, with that one.
    pub(super) n_runs: usize,
    pub(super) scratch: Option<PathBuf>,
    /// What the rounds that are whole amount to.
    pub(super) so_far: Option<Arc<Comparison>>,
    pub(super) is_paused: bool,
    /// How long it stood still so far, runs included that a pause made worthless.
    pub(super) paused: Duration,
    pub(super) is_stopped: bool,
    result: Option<Result<Arc<Comparison>, Arc<CompareError>>>,
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
    let titles = titles(&settings.ways, Language::English);
    let ways = titles.into_iter().map(|title| WayProgress { title, outputs, ..WayProgress::default() }).collect();
    let progress = Progress { rounds: settings.rounds, ways, asked: settings.ways.clone(), ..Progress::default() };
    let state = Mutex::new(State { progress, ..State::default() });
    let shared = Arc::new(Shared { job, settings, state, changed: Condvar::new() });
    let inside = Arc::clone(&shared);
    let thread = std::thread::Builder::new().name("pixloom-compare".to_owned()).spawn(move || inside.conduct());
    let thread = thread.map_err(|error| StartError::Workers { workers: 1, reason: error.to_string() })?;
    Ok(Session { shared, thread: Some(thread) })
}

impl Session {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.shared.state().progress.clone()
    }

    /// Looks at the run that is on, with its number, counted from 1; none between two runs. The next one is not begun
    /// meanwhile.
    pub fn with_current<T>(&self, look: impl FnOnce(usize, &Run) -> T) -> Option<T> {
        let state = self.shared.state();
        state.current.as_ref().map(|run| look(state.n_runs, run))
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

    /// Stops it and lets go of it after at most `rest_within`, for a program that is about to end: a worker that is
    /// inside a codec ends with the program. Rounds that are whole give a result. The scratch folder is removed, as far
    /// as the system allows.
    pub fn abandon(self, rest_within: Duration) -> Option<Result<Arc<Comparison>, Arc<CompareError>>> {
        self.stop();
        if let Some(result) = self.wait_for(rest_within) {
            return Some(result);
        }
        let (scratch, so_far) = {
            let mut state = self.shared.state();
            (state.scratch.take(), state.so_far.take())
        };
        // What cannot be removed lies in the system's own place for temporary files.
        let _ = scratch.map(std::fs::remove_dir_all);
        std::mem::forget(self);
        so_far.map(Ok)
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
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
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
        let result = compared.map_err(Arc::new);
        let mut state = self.state();
        state.progress.way_idx = None;
        state.result = Some(result);
        self.changed.notify_all();
    }
}
