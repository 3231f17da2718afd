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
use crate::machine::Machine;
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
}

impl Shared {
    /// Runs all rounds.
    pub(super) fn compare(&self) -> Result<Comparison, CompareError> {
        let settings = &self.settings;
        let scratch_failed = |source| CompareError::Scratch { folder: settings.scratch.clone(), source };
        let scratch = ScratchFolder::new_in(&settings.scratch).map_err(scratch_failed)?;
        self.state().scratch = Some(scratch.path().to_owned());
        let machine = Machine::probe();
        let rasters = match settings.mode {
            Mode::Whole => None,
            Mode::Filters => Some(self.load(match machine.memory_bytes {
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
                Err(CompareError::Stopped) if round > 1 => return Ok(self.conclude(&gathered, &machine, None)),
                Err(CompareError::PictureChanged(path)) if round > 1 => {
                    let picture = path.display().to_string();
                    return Ok(self.conclude(&gathered, &machine, Some(Enough::PictureChanged { picture })));
                }
                Err(error) => return Err(error),
            }
            let elapsed = begun.elapsed().saturating_sub(self.state().paused - paused_before);
            self.state().progress.elapsed = elapsed;
            let enough = settings.rounds.are_enough(&gathered.walls_s(), elapsed);
            let is_enough = enough.is_some();
            let comparison = self.conclude(&gathered, &machine, enough);
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
        let mut samples = vec![Sample::default(); order.len()];
        for (place, way_idx) in order.iter().enumerate() {
            let sample = self.run_once(*way_idx, round == 0, rasters.cloned(), scratch, gathered)?;
            samples.get_mut(*way_idx).into_iter().for_each(|slot| *slot = Sample { place: Some(place), ..sample });
        }
        if round > 0 {
            gathered.samples.iter_mut().zip(samples).for_each(|(all, sample)| all.push(sample));
        }
        Ok(())
    }

    fn conclude(&self, gathered: &Gathered, machine: &Machine, enough: Option<Enough>) -> Comparison {
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
        Comparison::new(facts, gathered.asked.clone(), machine.clone(), ways, enough, gathered.proof.identity())
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
        if !is_warm_up {
            let round = gathered.samples.get(way_idx).map_or(0, Vec::len);
            gathered.recordings.add(way_idx, round, recording);
        }
        self.finish_run(way_idx, (!is_warm_up).then_some(wall));
        Ok(Sample { wall, phases: tally.phases, account, pool_start, peak_rss_bytes, place: None })
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

fn stamps(job: &Job) -> impl Iterator<Item = Option<Stamp>> {
    job.pictures.iter().map(|picture| files::stamp(&picture.path))
}
