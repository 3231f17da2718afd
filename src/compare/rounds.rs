//! The rounds of a comparison: warm-up first, then rounds that run every way once, in shuffled order.
//!
//! Everything that is not the job itself happens off the clock: planning, starting pools, deleting the outputs of the
//! run before. Knows nobody who watches.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::account::Account;
use super::comparison::{Asked, Comparison, JobFacts, Mode, Sample, WayResult};
use super::error::CompareError;
use super::identity::{Digests, Proof};
use super::progress::Stage;
use super::recordings::Recordings;
use super::session::{AfterRound, Shared, State};
use super::stop_rule::{Enough, Rounds};
use super::words::chose;
use crate::engine::{self, Choice, Ended, Finished, Medium, Problem, Recording, Run, Tally, Work};
use crate::files::{self, Limits, PictureFile, ScratchFolder, Stamp};
use crate::job::{Existing, Job, PlanError};
use crate::machine::{self, Machine};
use crate::raster::Raster;

/// How often the progress of a run is read.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Decoded pictures in the order of the job, or why one could not be decoded.
type Rasters = Arc<[Result<Arc<Raster>, Arc<str>>]>;

/// What is gathered while the rounds go by.
struct Gathered {
    asked: Asked,
    samples: Vec<Vec<Sample>>,
    recordings: Recordings,
    /// What each way chose last.
    choices: Vec<Option<Choice>>,
    proof: Proof,
    facts: Option<JobFacts>,
    /// How every picture stood before anything was read, so that one that is changed meanwhile is not laid to a way.
    stamps: Vec<Option<Stamp>>,
}

impl Gathered {
    fn new(job: &Job, rounds: Rounds, n_ways: usize) -> Self {
        Self {
            asked: Asked::now(job, rounds),
            samples: vec![Vec::new(); n_ways],
            recordings: Recordings::new(n_ways),
            choices: vec![None; n_ways],
            proof: Proof::default(),
            facts: None,
            stamps: stamps(job).collect(),
        }
    }

    /// The wall times of each way, in seconds, in the order of the rounds.
    fn walls_s(&self) -> Vec<Vec<f64>> {
        let of_way = |samples: &Vec<Sample>| samples.iter().map(|sample| sample.wall.as_secs_f64()).collect();
        self.samples.iter().map(of_way).collect()
    }

    /// Adds a whole round. What one that broke off has measured is let go, so that all ways are judged by the same rounds.
    fn add_round(&mut self, runs: Vec<Option<(Sample, Recording)>>) {
        for (way_idx, (samples, run)) in self.samples.iter_mut().zip(runs).enumerate() {
            let Some((sample, recording)) = run else { continue };
            self.recordings.add(way_idx, samples.len(), recording);
            samples.push(sample);
        }
    }
}

impl Shared {
    /// Runs all rounds.
    pub(super) fn compare(&self) -> Result<Arc<Comparison>, CompareError> {
        let settings = &self.settings;
        let scratch_failed = |source| CompareError::Scratch { folder: settings.scratch.clone(), source };
        let scratch = ScratchFolder::new_in(&settings.scratch).map_err(scratch_failed)?;
        self.state().scratch = Some(scratch.path().to_owned());
        let machine = Machine::probe();
        let rasters = match settings.mode {
            Mode::Whole => None,
            Mode::Filters => Some(self.load(match machine::memory_bytes() {
                // The system does not tell, so there is nothing to hold the pictures to.
                0 => u64::MAX / 2,
                bytes => bytes / 2,
            })?),
        };
        let mut gathered = Gathered::new(&self.job, settings.rounds, settings.ways.len());
        let mut random = fastrand::Rng::new();
        let mut order: Vec<usize> = (0..settings.ways.len()).collect();
        self.round(0, &mut order, &mut random, rasters.as_ref(), &scratch, &mut gathered)?;
        let (begun, paused_before) = (Instant::now(), self.state().paused);
        let mut round = 0;
        loop {
            round += 1;
            match self.round(round, &mut order, &mut random, rasters.as_ref(), &scratch, &mut gathered) {
                Ok(()) => {}
                // Rounds that are whole count, whatever came in the way of the next.
                Err(error) if round > 1 => return Ok(self.conclude(&gathered, &machine, Enough::of(&error))),
                Err(error) => return Err(error),
            }
            let elapsed = begun.elapsed().saturating_sub(self.state().paused - paused_before);
            self.state().progress.elapsed = elapsed;
            let enough = settings.rounds.are_enough(&gathered.walls_s(), elapsed);
            let is_enough = enough.is_some();
            let comparison = self.conclude(&gathered, &machine, enough);
            self.state().so_far = Some(Arc::clone(&comparison));
            settings.after_round.iter().for_each(|AfterRound(show)| show(&comparison));
            if is_enough {
                return Ok(comparison);
            }
        }
    }

    /// Runs every way once, in shuffled order; the round 0 is not counted.
    fn round(
        &self,
        round: usize,
        order: &mut [usize],
        random: &mut fastrand::Rng,
        rasters: Option<&Rasters>,
        scratch: &ScratchFolder,
        gathered: &mut Gathered,
    ) -> Result<(), CompareError> {
        self.state().progress.stage = if round == 0 { Stage::WarmUp } else { Stage::Round(round) };
        random.shuffle(order);
        let mut runs: Vec<_> = order.iter().map(|_| None).collect();
        for (place, way_idx) in order.iter().enumerate() {
            let (sample, recording) = self.run_once(*way_idx, round == 0, rasters.cloned(), scratch, gathered)?;
            if let Some(slot) = runs.get_mut(*way_idx) {
                *slot = Some((Sample { place: Some(place), ..sample }, recording));
            }
        }
        if round > 0 {
            gathered.add_round(runs);
        }
        Ok(())
    }

    fn conclude(&self, gathered: &Gathered, machine: &Machine, enough: Option<Enough>) -> Arc<Comparison> {
        let titles = self.state().progress.ways.iter().map(|way| way.title.clone()).collect::<Vec<_>>();
        let ways = self.settings.ways.iter().zip(titles).zip(&gathered.samples);
        let ways = ways.enumerate().map(|(idx, ((way, title), samples))| {
            let chosen = gathered.choices.get(idx).cloned().flatten();
            let choice = chosen.as_ref().map(|choice| chose(&title, choice));
            let recording = gathered.recordings.typical(idx);
            WayResult { choice, chosen, ..WayResult::new(*way, title, samples.clone(), recording) }
        });
        let ways = ways.collect();
        let facts = gathered.facts.clone().unwrap_or_else(|| self.facts(&Tally::default()));
        let (asked, identity) = (gathered.asked.clone(), gathered.proof.identity());
        Arc::new(Comparison::new(facts, asked, machine.clone(), ways, enough, identity))
    }

    /// Runs one way once, from its first task to its last, undisturbed by pauses.
    fn run_once(
        &self,
        way_idx: usize,
        is_warm_up: bool,
        rasters: Option<Rasters>,
        scratch: &ScratchFolder,
        gathered: &mut Gathered,
    ) -> Result<(Sample, Recording), CompareError> {
        let Some(way) = self.settings.ways.get(way_idx).copied() else { return Err(CompareError::NoWays) };
        let (run, finished, tally) = loop {
            self.wait_while_paused()?;
            let begun = Instant::now();
            let run = Arc::new(engine::start(self.work(rasters.clone(), is_warm_up, scratch)?, way)?);
            let (finished, tally) = self.follow(&run, way_idx);
            match finished.ended {
                Ended::Stopped if self.state().is_stopped => return Err(CompareError::Stopped),
                Ended::GaveUp(reason) => return Err(CompareError::GaveUp(reason)),
                Ended::Broken(said) => return Err(CompareError::Broken { strategy: way.strategy.title, said }),
                // Paused in the middle: its time is no time, and it is begun anew.
                Ended::Stopped | Ended::Complete if finished.pauses > 0 => {
                    self.clear(scratch)?;
                    self.state().paused += begun.elapsed();
                }
                Ended::Stopped | Ended::Complete => break (run, finished, tally),
            }
        };
        self.check_pictures(&gathered.stamps)?;
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
        let Finished { wall, pool_start, peak_rss_bytes, choice, .. } = finished;
        gathered.choices.get_mut(way_idx).into_iter().for_each(|last| last.clone_from(&choice));
        let recording = Recording::of(run.ledger(), wall);
        let account = Account::of(&recording);
        self.finish_run(way_idx, (!is_warm_up).then_some(wall));
        let sample = Sample { wall, phases: tally.phases, account, pool_start, peak_rss_bytes, place: None };
        Ok((sample, recording))
    }

    /// Whether all pictures still are as they were. Runs in memory have read theirs before.
    fn check_pictures(&self, before: &[Option<Stamp>]) -> Result<(), CompareError> {
        let changed = match self.settings.mode {
            Mode::Whole => stamps(&self.job).zip(before).position(|(now, before)| now != *before),
            Mode::Filters => None,
        };
        let picture = changed.and_then(|picture_idx| self.job.pictures.get(picture_idx));
        picture.map_or(Ok(()), |picture| Err(CompareError::PictureChanged(picture.path.clone())))
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
        let memory_bytes = Work::default_memory_bytes();
        Ok(Work { job: Arc::new(job), medium, digests, memory_bytes, is_for_keeps: false, records_spans: true })
    }

    /// Reads the run's ledger until the run is over.
    fn follow(&self, run: &Arc<Run>, way_idx: usize) -> (Finished, Tally) {
        {
            let mut state = self.state();
            state.current = Some(Arc::clone(run));
            state.n_runs += 1;
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
        let begun = Instant::now();
        let mut state = self.changed.wait_while(self.state(), wait).unwrap_or_else(PoisonError::into_inner);
        state.paused += begun.elapsed();
        if state.is_stopped { Err(CompareError::Stopped) } else { Ok(()) }
    }

    /// Decodes every picture into memory, one after the other, if they fit.
    fn load(&self, most_bytes: u64) -> Result<Rasters, CompareError> {
        let check = |need: u64| {
            let (need_mb, have_mb) = (need / 1_000_000, 2 * most_bytes / 1_000_000);
            if need > most_bytes { Err(CompareError::TooMuchMemory { need_mb, have_mb }) } else { Ok(()) }
        };
        let mut expected = Vec::with_capacity(self.job.pictures.len());
        for picture in &self.job.pictures {
            self.wait_while_paused()?;
            expected.push(expected_bytes(picture));
        }
        let mut need: u64 = expected.iter().sum();
        check(need)?;
        let mut rasters = Vec::with_capacity(self.job.pictures.len());
        for (n, (picture, expected)) in self.job.pictures.iter().zip(expected).enumerate() {
            self.wait_while_paused()?;
            self.state().progress.stage = Stage::Loading(n);
            let raster = self.decode(picture);
            // With alpha or at 16 bits, it takes more.
            need = need - expected + raster.as_ref().map_or(0, |raster| raster.bytes() as u64);
            check(need)?;
            rasters.push(raster);
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

    /// Clears away the outputs of the last run, so that every run finds an empty folder.
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
            pictures: self.job.pictures.iter().map(|picture| picture.relative.display().to_string()).collect(),
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

/// What a picture takes in memory if its samples are red, green and blue at 8 bits, as most are.
fn expected_bytes(picture: &PictureFile) -> u64 {
    let size = engine::catch(|| files::dimensions(&picture.path)).ok().and_then(Result::ok);
    size.map_or(0, |(width, height)| 3 * width as u64 * height as u64)
}

fn stamps(job: &Job) -> impl Iterator<Item = Option<Stamp>> {
    job.pictures.iter().map(|picture| files::stamp(&picture.path))
}
