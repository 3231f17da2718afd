//! The result of a comparison: every sample of every way, and what follows from them. Computed once, shown many ways.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::account::Account;
use super::disturbance;
use super::explain::{self, Shape};
use super::identity::Identity;
use super::kept;
use super::pairs::{Pair, pairs};
use super::progress::titles;
use super::statistics::{Estimate, estimate, median};
use super::stop_rule::{Enough, Rounds};
use super::verdict::{self, Verdict};
use super::words::count;
use crate::engine::{Choice, PerPhase, Phase, Problem, Recording, Way};
use crate::files::{Effort, EncodeOptions};
use crate::job::Job;
use crate::machine::Machine;
use crate::strategies;
use crate::words::Language;

/// More samples that stand out are told as a number where they cannot be folded.
const MOST_OUTLIERS: usize = 3;

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Reading, filtering and writing.
    #[default]
    Whole,
    /// Filtering alone, from memory to nowhere.
    Filters,
}

/// What was compared on.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct JobFacts {
    /// The folder.
    #[serde(serialize_with = "kept::path")]
    pub folder: PathBuf,
    /// The pictures, relative to the folder, in the order of the job.
    pub pictures: Vec<String>,
    /// The recipes as written.
    pub recipes: Vec<String>,
    /// The pictures that gave problems, with their names.
    pub problems: Vec<(String, Problem)>,
    /// What is measured.
    pub mode: Mode,
    /// Outputs of each run.
    pub outputs: usize,
    /// Bytes read by each run.
    pub bytes_in: u64,
    /// Bytes written by each run.
    pub bytes_out: u64,
    /// Pixels of all outputs of each run.
    pub pixels_out: u64,
}

/// What was asked for, and when.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Asked {
    /// When it was begun.
    pub begun: SystemTime,
    /// How many rounds.
    pub rounds: Rounds,
    /// The id of the format of every output; none when every picture keeps its own.
    pub format: Option<String>,
    /// Quality of lossy formats, 1 to 100.
    pub quality: u8,
    /// Effort for lossless formats, by its id; there was none but the usual one in earlier versions.
    #[serde(default = "usual_effort")]
    pub effort: String,
    /// What happens to alpha, by its id.
    pub alpha: String,
}

fn usual_effort() -> String {
    Effort::default().id().to_owned()
}

/// One counted run of one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Sample {
    /// From the first task's start to the last one's end.
    pub wall: Duration,
    /// Worker time of each phase, on a core or waiting.
    pub phases: PerPhase<Duration>,
    /// Where the time of all workers went.
    pub account: Account,
    /// How long the pool took to start; not part of the wall time.
    pub pool_start: Duration,
    /// The most memory that the program held, where the system tells. What it still held of the runs before is part of
    /// that.
    pub peak_rss_bytes: Option<u64>,
    /// Its place in its round, from 0, in the order in which ways were run; none when kept before this was told.
    #[serde(default)]
    pub place: Option<usize>,
}

/// What was measured of one way.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct WayResult {
    /// The way.
    #[serde(with = "kept::way")]
    pub way: Way,
    /// What people call it here; different for each way of the comparison.
    pub title: String,
    /// Every counted run, in the order of the rounds.
    pub samples: Vec<Sample>,
    /// For each sample, whether it stands out from the others.
    pub is_outlier: Vec<bool>,
    /// What the strategy chose and why, in a sentence, if it is one that chooses.
    #[serde(default)]
    pub choice: Option<String>,
    /// The same, to be told in other languages; none when it was kept.
    #[serde(skip)]
    pub chosen: Option<Choice>,
    /// What every worker did in a counted run whose wall time is near the median: the nearest one, as long as the
    /// recordings of all runs can be kept.
    #[serde(with = "kept::recording")]
    pub recording: Option<Arc<Recording>>,
    /// The round of that run, from 0; none without a recording, or when kept before this was told.
    #[serde(default)]
    pub recorded_round: Option<usize>,
    /// Median and interval of the wall times, in seconds.
    pub estimate: Estimate,
    /// Median worker time of each phase, in seconds.
    pub phases_s: PerPhase<f64>,
    /// How many times as fast as the baseline; none without a baseline, and where outputs differ.
    pub speedup: Option<f64>,
    /// Speed-up for each worker.
    pub efficiency: Option<f64>,
}

/// The same job, run several times under several ways, in interleaved rounds.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Comparison {
    /// What was compared on.
    pub job: JobFacts,
    /// What was asked for; none when it was kept before this was told.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// Where.
    pub machine: Machine,
    /// The ways, in the order in which they were asked for.
    pub ways: Vec<WayResult>,
    /// Counted rounds.
    pub rounds: usize,
    /// Whether every round that was asked for was run.
    pub is_complete: bool,
    /// What ended the rounds; none when it was stopped early, or kept before this was told.
    #[serde(default)]
    pub enough: Option<Enough>,
    /// Whether all ways gave the same bytes.
    pub identity: Identity,
    /// How much slower (below zero: faster) the machine was in the last round than in the first, where that is a trend.
    pub drift: Option<f64>,
    /// How every two ways relate; empty when it was kept before this was told.
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// What follows, in words.
    pub verdict: Verdict,
    /// The language in which all that is told; what is kept and exported is in English.
    #[serde(skip)]
    pub words: Language,
}

impl JobFacts {
    /// Where the pictures are, or were.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.pictures.iter().map(|name| self.folder.join(name))
    }
}

impl Asked {
    /// What a job asks for, that is compared from now on.
    pub(super) fn now(job: &Job, rounds: Rounds) -> Self {
        let format = job.output.format.map(|format| format.id().to_owned());
        let EncodeOptions { quality, effort } = job.output.coding;
        let (effort, alpha) = (effort.id().to_owned(), job.alpha.id().to_owned());
        Self { begun: SystemTime::now(), rounds, format, quality, effort, alpha }
    }
}

impl WayResult {
    pub(super) fn new(
        way: Way,
        title: String,
        samples: Vec<Sample>,
        recording: Option<(usize, Arc<Recording>)>,
    ) -> Self {
        let walls: Vec<f64> = samples.iter().map(|sample| sample.wall.as_secs_f64()).collect();
        let mut phases_s = PerPhase::default();
        for phase in Phase::ALL {
            let times: Vec<f64> = samples.iter().map(|sample| sample.phases.of(phase).as_secs_f64()).collect();
            *phases_s.of_mut(phase) = median(&times);
        }
        let (estimate, is_outlier) = (estimate(&walls), disturbance::outliers(&walls));
        let (recorded_round, recording) = recording.unzip();
        Self {
            way,
            title,
            samples,
            is_outlier,
            choice: None,
            chosen: None,
            recording,
            recorded_round,
            estimate,
            phases_s,
            speedup: None,
            efficiency: None,
        }
    }

    /// The round, from 0, that account and recording are of: the recorded one, or else the one whose wall time is nearest
    /// to the median.
    pub fn typical_round(&self) -> Option<usize> {
        if self.recorded_round.is_some() {
            return self.recorded_round;
        }
        let distance_s = |sample: &Sample| (sample.wall.as_secs_f64() - self.estimate.median).abs();
        let rounds = self.samples.iter().enumerate();
        rounds.min_by(|(_, a), (_, b)| distance_s(a).total_cmp(&distance_s(b))).map(|(round, _)| round)
    }

    /// Where the time of all workers went in that round.
    pub fn account(&self) -> Option<&Account> {
        Some(&self.samples.get(self.typical_round()?)?.account)
    }

    /// How many workers had no task at all in that round.
    pub fn idle_workers(&self) -> usize {
        let Some(recording) = &self.recording else { return 0 };
        (0..recording.workers).filter(|worker| recording.lane(*worker).is_empty()).count()
    }

    /// Wall times in seconds, in the order of the rounds.
    pub fn samples_s(&self) -> impl Iterator<Item = f64> {
        self.samples.iter().map(|sample| sample.wall.as_secs_f64())
    }

    /// The most memory that any counted run held, where the system tells.
    pub fn peak_rss_bytes(&self) -> Option<u64> {
        self.samples.iter().filter_map(|sample| sample.peak_rss_bytes).max()
    }
}

impl Comparison {
    pub(super) fn new(
        job: JobFacts,
        asked: Asked,
        machine: Machine,
        mut ways: Vec<WayResult>,
        enough: Option<Enough>,
        identity: Identity,
    ) -> Self {
        let baseline = ways.iter().find(|way| way.way.strategy == strategies::BASELINE);
        let is_ranked = !matches!(identity, Identity::Different(_));
        if let Some(baseline_s) = baseline.map(|way| way.estimate.median).filter(|_| is_ranked) {
            for way in &mut ways {
                let speedup = baseline_s / way.estimate.median;
                way.speedup = Some(speedup);
                way.efficiency = Some(speedup / way.way.workers.get() as f64);
            }
        }
        let pairs = pairs(&ways);
        let words = Language::English;
        let verdict = verdict::judge(&ways, &pairs, &identity, Shape::of(&job, &machine), words);
        let rounds = ways.iter().map(|way| way.samples.len()).min().unwrap_or(0);
        let drift = disturbance::drift(&ways.iter().map(|way| way.samples_s().collect()).collect::<Vec<_>>());
        let (asked, is_complete) = (Some(asked), enough.as_ref().is_some_and(|enough| !enough.is_failure()));
        Self { job, asked, machine, ways, rounds, is_complete, enough, identity, drift, pairs, verdict, words }
    }

    /// The same, told in this language: what ways are called, what they chose, and what follows. What an earlier version
    /// has kept without what it rests on stays as it was told. Cost: a copy of the samples, and a look at every account.
    pub fn told_in(&self, words: Language) -> Self {
        let mut told = Self { words, ..self.clone() };
        let asked: Vec<Way> = self.ways.iter().map(|way| way.way).collect();
        for (way, title) in told.ways.iter_mut().zip(titles(&asked, words)) {
            way.choice = way.chosen.as_ref().map(|chosen| words.choice(&title, chosen)).or(way.choice.take());
            way.title = title;
        }
        if self.ways.len() < 2 || !self.pairs.is_empty() {
            let shape = Shape::of(&self.job, &self.machine);
            told.verdict = verdict::judge(&told.ways, &told.pairs, &told.identity, shape, words);
        }
        told
    }

    /// The way that speed-ups are over; none where it was not asked for.
    pub fn baseline(&self) -> Option<&WayResult> {
        self.ways.iter().find(|way| way.way.strategy == strategies::BASELINE)
    }

    /// What disturbed the measurement, a sentence each: samples that stand out, a machine that changed, and one that had
    /// other things to do.
    pub fn disturbances(&self) -> Vec<String> {
        let machine = self.drift_in_words().into_iter().chain(self.busy_in_words());
        self.outliers_in_words().into_iter().chain(machine).collect()
    }

    /// The same in few sentences, for where they cannot be folded: of many rounds that were disturbed only how many.
    pub fn disturbances_in_short(&self) -> Vec<String> {
        let outliers = self.outliers_in_words();
        let outliers = match self.n_disturbed_rounds() {
            rounds if outliers.len() > MOST_OUTLIERS => {
                let were = if rounds == 1 { "was" } else { "were" };
                let samples = count(outliers.len(), "sample");
                vec![format!("{} of {} {were} disturbed: {samples} stand out.", count(rounds, "round"), self.rounds)]
            }
            _ => outliers,
        };
        outliers.into_iter().chain(self.drift_in_words()).chain(self.busy_in_words()).collect()
    }

    /// What there is to say of a machine that had other things to do.
    pub fn busy_in_words(&self) -> Option<String> {
        let has_cores = |way: &&WayResult| way.way.workers.get() <= self.machine.logical_cores;
        explain::busy(self.ways.iter().filter(has_cores).filter_map(WayResult::account), self.words)
    }

    /// The samples that stand out, a sentence each.
    pub fn outliers_in_words(&self) -> Vec<String> {
        self.ways.iter().flat_map(|way| explain::outliers(way, self.words)).collect()
    }

    /// In how many rounds there are samples that stand out.
    pub fn n_disturbed_rounds(&self) -> usize {
        let is_disturbed = |round: &usize| self.ways.iter().any(|way| way.is_outlier.get(*round) == Some(&true));
        (0..self.rounds).filter(is_disturbed).count()
    }

    /// What there is to say of a machine that changed as rounds went by.
    pub fn drift_in_words(&self) -> Option<String> {
        self.drift.map(|change| explain::drift(change, self.words))
    }

    /// What is known of the outputs, in one sentence.
    pub fn proof(&self) -> String {
        let words = self.words;
        let unit = match self.job.mode {
            Mode::Whole => words.byte_for_byte(),
            Mode::Filters => words.sample_for_sample(),
        };
        match &self.identity {
            Identity::Unproven => words.nothing_to_differ_from().to_owned(),
            Identity::Identical if self.job.outputs == 1 => words.one_identical(unit),
            Identity::Identical => words.all_identical(self.job.outputs, unit),
            Identity::Different(difference) => words.not_identical(difference),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::made;
    use super::*;
    use crate::engine::PerPhase;

    #[test]
    fn a_disturbed_round_counts_once() {
        let disturbed = [1.0, 1.01, 3.0, 1.0, 0.99, 1.0, 1.01];
        let steady = [1.0, 1.01, 0.99, 1.0, 0.99, 1.0, 1.01];
        let of = |times_s: &[[f64; 7]]| {
            let way = |walls_s: &[f64; 7]| made::way(strategies::DEFAULT, 2, walls_s, PerPhase::default());
            made::comparison(times_s.iter().map(way).collect(), Identity::Identical)
        };
        let twice = of(&[disturbed, disturbed, steady]);
        assert_eq!((twice.n_disturbed_rounds(), twice.outliers_in_words().len()), (1, 2));
        assert_eq!(of(&[steady]).n_disturbed_rounds(), 0);
    }

    #[test]
    fn a_comparison_is_told_in_korean_and_in_english_again() {
        let of = |n: usize, walls_s: &[f64]| made::way(strategies::ALL[n], 2, walls_s, PerPhase::default());
        let comparison =
            made::comparison(vec![of(0, &[2.0; 10]), of(1, &[1.0; 10]), of(2, &[1.01; 10])], Identity::Identical);
        let told = comparison.told_in(Language::Korean);
        let [slow, fast] = [0, 1].map(|n: usize| strategies::ALL[n].korean.title);
        assert!(
            told.verdict.sentence.starts_with(&format!("{fast} 방식이 {slow} 방식보다 2.0배 빠릅니다")),
            "{told:#?}"
        );
        let said: Vec<String> = told.verdict.why.iter().cloned().chain([told.proof()]).collect();
        assert!(said.iter().all(|sentence| !sentence.contains("the ")), "{said:?}");
        assert_eq!(told.told_in(Language::English).verdict, comparison.told_in(Language::English).verdict);
        assert_eq!(told.verdict.fastest, comparison.verdict.fastest);
    }
}
