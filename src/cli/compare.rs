//! `pixloom compare`: compares strategies on a folder.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{CompareWords, ModeWord, RoundsWord};
use super::interrupt::{Interrupt, REST_WITHIN};
use super::say::{Outcome, mention, say, say_json};
use super::{CliError, chart, words};
use crate::compare::words::seconds;
use crate::compare::{
    self, AfterRound, CompareError, Comparison, Enough, Identity, Mode, Progress, Rounds, Scaling, Settings, Stage,
};
use crate::engine::Problem;
use crate::job::Job;
use crate::report::history::History;
use crate::words::Language;
use crate::{machine, report};

/// How often the progress is shown.
const LOOK_EVERY: Duration = Duration::from_millis(66);

/// Compares strategies on a folder and tells how it went.
pub(super) fn compare(words: &CompareWords) -> Result<Outcome, CliError> {
    let interrupt = Interrupt::listen();
    let chosen = words::strategies(&words.strategies)?;
    let scratch = words.scratch.clone().unwrap_or_else(std::env::temp_dir);
    let (mut job, unreadable) = words::job(&words.job, &[], &scratch, &interrupt)?;
    let mut is_chosen = words::chosen(&words.job, &job.pictures)?.into_iter();
    job.pictures.retain(|_| is_chosen.next().unwrap_or_default());
    if let Some(folder) = &words.export {
        report::check_export(folder, job.pictures.iter().map(|picture| picture.path.clone()))?;
    }
    let workers = if words.workers.is_empty() { vec![machine::logical_cores()] } else { words.workers.clone() };
    let mode = match words.mode {
        ModeWord::Whole => Mode::Whole,
        ModeWord::Filters => Mode::Filters,
    };
    let rounds = match words.rounds {
        RoundsWord::Fixed(rounds) => Rounds::Fixed(rounds),
        RoundsWord::Auto => Rounds::Auto { budget: Duration::from_secs(words.budget) },
    };
    let after_round = Some(keep_after_rounds(words.export.clone()));
    let settings = Settings { ways: compare::ways(&chosen, &workers), rounds, mode, scratch, after_round };
    let comparison = carry_out(job, settings, words.job.quiet, &interrupt)?;
    if words.json {
        say_json(&report::comparison_json(&comparison, &Scaling::of(&comparison)))?;
        tell_problems(&comparison.job.problems);
    } else {
        show(&comparison)?;
    }
    if let Some(folder) = &words.export {
        for path in report::export(&comparison, folder).map_err(CliError::LateReport)? {
            mention(&format!("written: {}", path.display()));
        }
    }
    let outcome = outcome(&comparison);
    Ok(if unreadable.is_empty() { outcome } else { outcome.or_some_failed() }.or_interrupted(interrupt.came()))
}

/// Runs a comparison to its end, with a progress bar, or until the user breaks it off.
pub(super) fn carry_out(
    job: Job,
    settings: Settings,
    quiet: bool,
    interrupt: &Interrupt,
) -> Result<Arc<Comparison>, CliError> {
    let session = compare::start(Arc::new(job), settings).map_err(|error| CliError::Compare(Arc::new(error)))?;
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(1000), target);
    let style = ProgressStyle::with_template("{bar:30} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
    let result = loop {
        if let Some(result) = session.wait_for(LOOK_EVERY) {
            break result;
        }
        if interrupt.came() {
            break session.abandon(REST_WITHIN).unwrap_or_else(|| Err(Arc::new(CompareError::Stopped)));
        }
        let progress = session.progress();
        bar.set_position((progress.fraction() * 1000.0) as u64);
        bar.set_message(message(&progress, bar.elapsed()));
    };
    bar.finish_and_clear();
    result.map_err(|error| {
        if let CompareError::NothingMade(problems) | CompareError::Unsteady(problems) = &*error {
            tell_problems(problems);
        }
        CliError::Compare(error)
    })
}

/// Writes the comparison so far into the history, and where it is to be exported to, after every round: a failing
/// machine costs one round at most.
pub(super) fn keep_after_rounds(export: Option<PathBuf>) -> AfterRound {
    let kept = History::of_user().and_then(|history| history.begin(SystemTime::now()).map(|id| (history, id)));
    if let Err(error) = &kept {
        mention(&format!("note: {error}"));
    }
    let is_told = AtomicBool::new(false);
    AfterRound(Arc::new(move |comparison| {
        if let Ok((history, id)) = &kept
            && let Err(error) = history.keep(id, comparison)
            && !is_told.swap(true, Ordering::Relaxed)
        {
            mention(&format!("note: {error}"));
        }
        if let Some(folder) = &export {
            // What goes wrong here is said in the end, when the whole comparison is written to the same place.
            let _ = report::export(comparison, folder);
        }
    }))
}

/// Prints a comparison, and its problems.
pub(super) fn show(comparison: &Comparison) -> Result<(), CliError> {
    tell_problems(&comparison.job.problems);
    if let Some(ended) = comparison.enough.as_ref().filter(|ended| ended.is_failure()) {
        ended.in_words(Language::English).into_iter().for_each(|words| mention(&format!("problem: {words}")));
    }
    chart::lines(comparison).iter().try_for_each(|line| say(line))
}

/// How a comparison ended, for the exit status.
pub(super) fn outcome(comparison: &Comparison) -> Outcome {
    let has_failed = comparison.enough.as_ref().is_some_and(Enough::is_failure);
    let is_same = !matches!(comparison.identity, Identity::Different(_));
    if !comparison.is_complete && !has_failed {
        Outcome::Interrupted
    } else if is_same && !has_failed && comparison.job.problems.is_empty() {
        Outcome::AllWell
    } else {
        Outcome::SomeFailed
    }
}

fn tell_problems(problems: &[(String, Problem)]) {
    for (picture, problem) in problems {
        mention(&format!("problem: {}: {picture}", problem.reason));
    }
}

fn message(progress: &Progress, elapsed: Duration) -> String {
    let stage = match progress.stage {
        Stage::Loading(n) => format!("picture {} into memory", n + 1),
        Stage::WarmUp => "warm-up".to_owned(),
        Stage::Round(round) => progress.round_in_words(round, Language::English),
    };
    let way = progress.way_idx.and_then(|idx| progress.ways.get(idx)).map(|way| format!(", {}", way.title));
    let fraction = f64::from(progress.fraction());
    let left_s = elapsed.as_secs_f64() * (1.0 - fraction) / fraction.max(1e-3);
    let left = if fraction > 0.02 { format!(", {} left", seconds(left_s)) } else { String::new() };
    format!("{stage}{}{left}", way.unwrap_or_default())
}
