//! `pixloom compare`: compares strategies on a folder, or on sample pictures where there is no display.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{CompareWords, ModeWord};
use super::interrupt::Interrupt;
use super::say::{Outcome, mention, say, seconds};
use super::{CliError, chart, words};
use crate::compare::{self, CompareError, Comparison, Mode, Progress, Settings, Stage};
use crate::engine::{Strategy, Way};
use crate::files::{self, Scope};
use crate::filters::Alpha;
use crate::job::{Job, OutputOptions, Recipe};
use crate::{machine, report, samples, strategies};

/// How often the progress is shown.
const LOOK_EVERY: Duration = Duration::from_millis(66);

/// The samples that are compared on where there is no display: a few seconds' work.
const N_SAMPLES: usize = 12;
const SAMPLE_SIZE: (usize, usize) = (1200, 800);
const SAMPLE_ROUNDS: NonZeroUsize = NonZeroUsize::new(3).unwrap();

/// Compares strategies on a folder and tells how it went.
pub(super) fn compare(words: &CompareWords) -> Result<Outcome, CliError> {
    let chosen = words::strategies(&words.strategies)?;
    let scratch = words.scratch.clone().unwrap_or_else(std::env::temp_dir);
    let (job, _) = words::job(&words.job, &scratch)?;
    let workers = if words.workers.is_empty() { vec![machine::logical_cores()] } else { words.workers.clone() };
    let mode = match words.mode {
        ModeWord::Whole => Mode::Whole,
        ModeWord::Filters => Mode::Filters,
    };
    let settings = Settings { ways: ways(&chosen, &workers), rounds: words.rounds, mode, scratch };
    let comparison = match carry_out(job, settings, words.job.quiet) {
        Err(error) if matches!(*error, CompareError::Stopped) => {
            mention(&error.to_string());
            return Ok(Outcome::Interrupted);
        }
        other => other.map_err(CliError::Compare)?,
    };
    if words.json {
        say(&format!("{:#}", report::comparison_json(&comparison)));
    } else {
        chart::lines(&comparison).iter().for_each(|line| say(line));
    }
    if let Some(folder) = &words.export {
        for path in report::export(&comparison, folder)? {
            mention(&format!("written: {}", path.display()));
        }
    }
    Ok(tell(&comparison))
}

/// Where there is no window: says why, then compares all strategies on the folder, or on sample pictures.
pub fn instead_of_window(why: &str, folder: Option<PathBuf>) -> Outcome {
    let compared = match folder {
        Some(folder) => {
            mention(&format!("{why}; comparing the strategies on {}:", folder.display()));
            compare_in_terminal(&folder)
        }
        None => {
            mention(&format!("{why}; comparing the strategies on sample pictures:"));
            with_samples(compare_in_terminal)
        }
    };
    match compared {
        Ok(comparison) => {
            chart::lines(&comparison).iter().for_each(|line| say(line));
            tell(&comparison)
        }
        Err(CliError::Compare(error)) if matches!(*error, CompareError::Stopped) => Outcome::Interrupted,
        Err(error) => {
            mention(&format!("error: {error}"));
            Outcome::CouldNotStart
        }
    }
}

fn with_samples<T>(work: impl FnOnce(&Path) -> Result<T, CliError>) -> Result<T, CliError> {
    let folder = std::env::temp_dir();
    let top = tempfile::Builder::new().prefix("pixloom-samples-").tempdir_in(&folder);
    let top = top.map_err(|source| CliError::Compare(Arc::new(CompareError::Scratch { folder, source })))?;
    samples::write(top.path(), N_SAMPLES, SAMPLE_SIZE, 1, &|| false)?;
    work(top.path())
}

fn compare_in_terminal(folder: &Path) -> Result<Arc<Comparison>, CliError> {
    let scratch = std::env::temp_dir();
    let scan = files::scan(folder, Scope::default(), &|| false)?;
    let job = Job {
        folder: folder.to_owned(),
        pictures: scan.pictures,
        recipes: Recipe::tutorial(),
        alpha: Alpha::Keep,
        output: OutputOptions::into_folder(scratch.clone()),
    };
    let ways = ways(strategies::ALL, &[machine::logical_cores()]);
    let settings = Settings { ways, rounds: SAMPLE_ROUNDS, mode: Mode::Whole, scratch };
    carry_out(job, settings, false).map_err(CliError::Compare)
}

/// Every strategy at every worker count; one that uses a single worker only once.
fn ways(chosen: &[&'static Strategy], workers: &[NonZeroUsize]) -> Vec<Way> {
    let of = |strategy: &'static Strategy| {
        let counts = if strategy.is_parallel { workers } else { &[NonZeroUsize::MIN] };
        counts.iter().map(move |workers| Way::new(strategy, *workers))
    };
    chosen.iter().flat_map(|strategy| of(strategy)).collect()
}

fn carry_out(job: Job, settings: Settings, quiet: bool) -> Result<Arc<Comparison>, Arc<CompareError>> {
    let interrupt = Interrupt::listen();
    let session = compare::start(Arc::new(job), settings).map_err(Arc::new)?;
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(1000), target);
    let style = ProgressStyle::with_template("{bar:30} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
    loop {
        if let Some(result) = session.wait_for(LOOK_EVERY) {
            bar.finish_and_clear();
            return result;
        }
        let progress = session.progress();
        bar.set_position((progress.fraction() * 1000.0) as u64);
        bar.set_message(message(&progress, bar.elapsed()));
        if interrupt.came() {
            session.stop();
        }
    }
}

fn message(progress: &Progress, elapsed: Duration) -> String {
    let stage = match progress.stage {
        Stage::Loading => "loading pictures".to_owned(),
        Stage::WarmUp => "warm-up".to_owned(),
        Stage::Round(round) => format!("round {round} of {}", progress.rounds),
    };
    let way = progress.way_idx.and_then(|idx| progress.ways.get(idx)).map(|way| format!(", {}", way.title));
    let fraction = f64::from(progress.fraction());
    let left_s = elapsed.as_secs_f64() * (1.0 - fraction) / fraction.max(1e-3);
    let left = if fraction > 0.02 { format!(", {} left", seconds(left_s)) } else { String::new() };
    format!("{stage}{}{left}", way.unwrap_or_default())
}

/// The problems, and how it ended.
fn tell(comparison: &Comparison) -> Outcome {
    for (picture, problem) in &comparison.job.problems {
        mention(&format!("problem: {}: {picture}", problem.reason));
    }
    match (comparison.is_complete, comparison.job.problems.is_empty()) {
        (false, _) => Outcome::Interrupted,
        (true, false) => Outcome::SomeFailed,
        (true, true) => Outcome::AllWell,
    }
}
