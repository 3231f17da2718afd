//! Runs: planned and started on a thread of their own, then looked at as they go.

use std::sync::Arc;

use super::lately::Watched;
use super::{Arrival, Mail};
use crate::engine::{self, Recording, Run, Tally, Way, Work};
use crate::gui::action::{Draft, News, RunStep, Started};
use crate::gui::state::RunNumbers;
use crate::gui::timeline::RunRecording;
use crate::job::Plan;

/// A run that is on.
pub(super) struct Running {
    generation: u64,
    run: Run,
    plan: Arc<Plan>,
    n_asked: usize,
    way: Way,
    tally: Tally,
    n_told: Told,
    watched: Watched,
}

/// How much of the tally was told before.
#[derive(Default)]
struct Told {
    made: usize,
    kept: usize,
    problems: usize,
}

pub(super) fn start(mail: &Mail, generation: u64, draft: Draft, way: Way) {
    mail.elsewhere("pixloom-start", move |mail| match begin(generation, &draft, way) {
        Ok(running) => mail.bring(Arrival::Run(Box::new(running))),
        Err(reason) => mail.tell(News::RunStarted(generation, Err(reason))),
    });
}

fn begin(generation: u64, draft: &Draft, way: Way) -> Result<Running, String> {
    let job = Arc::new(draft.job());
    let plan = job.plan_of(&|idx| draft.makes(idx), &|| false).map_err(|error| error.to_string())?;
    let (n_asked, plan) = (plan.n_asked(), Arc::new(plan));
    let work = Work::on_files(job, Arc::clone(&plan));
    let run = engine::start(work, way).map_err(|error| error.to_string())?;
    let (tally, n_told, watched) = Default::default();
    Ok(Running { generation, run, plan, n_asked, way, tally, n_told, watched })
}

impl Running {
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn started(&self) -> News {
        let (job, plan) = (Arc::clone(&self.run.work().job), Arc::clone(&self.plan));
        News::RunStarted(self.generation, Ok(Started { job, plan, strategy: self.way.strategy, n_asked: self.n_asked }))
    }

    pub(super) fn pause(&self) {
        self.run.pause();
    }

    pub(super) fn is_paused(&self) -> bool {
        self.run.is_paused()
    }

    pub(super) fn resume(&self) {
        self.run.resume();
    }

    pub(super) fn stop(&self) {
        self.run.stop();
    }

    /// Tells what is new; says whether the run is over.
    pub(super) fn look(&mut self, news: &mut Vec<News>) -> bool {
        // Asked for before the ledger is read, so that the end is not told without the last events.
        let finished = self.run.finished();
        self.tally.read(self.run.ledger());
        let tally = &self.tally;
        let made = tally.outputs.get(self.n_told.made..).unwrap_or_default().to_vec();
        let problems = tally.problems.get(self.n_told.problems..).unwrap_or_default().to_vec();
        let kept = tally.outputs_kept.get(self.n_told.kept..).unwrap_or_default().to_vec();
        let (n_made, n_kept) = (tally.outputs.len(), tally.outputs_kept.len());
        self.n_told = Told { made: n_made, kept: n_kept, problems: tally.problems.len() };
        let numbers = RunNumbers {
            outputs_done: tally.outputs_done(),
            kept: tally.kept,
            failed: tally.failed,
            pixels_out: tally.pixels_out,
            elapsed: self.run.elapsed(),
            phases: tally.phases,
        };
        let is_over = finished.is_some();
        let lanes = self.watched.lanes(&self.run);
        let notes = tally.notes.iter().map(|(note, pictures)| (*note, pictures.len())).collect();
        let step = RunStep { numbers, made, kept, problems, notes, lanes, finished };
        news.push(News::RunAdvanced(self.generation, Box::new(step)));
        is_over
    }

    /// Tells what every worker did, once the run is over. A large run has millions of spans, so that is gathered on
    /// another thread, which then lets go of the run.
    pub(super) fn keep_recording(self, mail: &Mail) {
        mail.elsewhere("pixloom-recording", move |mail| {
            let mut shown = [self.tally.outputs, self.tally.outputs_kept];
            shown.iter_mut().for_each(|outputs| outputs.sort_unstable());
            let recording = Arc::new(Recording::of(self.run.ledger(), self.run.elapsed()));
            let job = Arc::clone(&self.run.work().job);
            mail.tell(News::RunRecorded(self.generation, RunRecording { job, way: self.way, recording }, shown));
        });
    }
}
