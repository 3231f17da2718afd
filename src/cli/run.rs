//! `pixloom run`: filters a folder.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::CliError;
use super::args::RunWords;
use super::interrupt::{Interrupt, REST_WITHIN};
use super::say::{Outcome, mention, say};
use super::words;
use crate::compare::words::{count, in_sentence, seconds};
use crate::engine::{self, Ended, Finished, Run, Tally, Way, Work};
use crate::job::{Action, Existing, Inputs, Job, NameTemplate, Plan};
use crate::machine;
use crate::report::{self, RunFacts, RunReport};

/// How often the ledger is read and the bar drawn.
const LOOK_EVERY: Duration = Duration::from_millis(66);

/// Filters the folder and tells how it went.
pub(super) fn run(words: &RunWords) -> Result<Outcome, CliError> {
    let interrupt = Interrupt::listen();
    let strategy = words::strategy(&words.strategy)?;
    let name = NameTemplate::parse(&words.name)?;
    let (mut job, unreadable) = words::job(&words.job, &words.out, &interrupt)?;
    job.output.name = name;
    job.output.keeps_times = words.keep_times;
    job.output.existing = match (words.overwrite, words.resume) {
        (true, _) => Existing::Overwrite,
        (_, true) => Existing::Resume,
        _ => Existing::Keep,
    };
    let mut plan = job.plan()?;
    if let Some(report) = &words.retry {
        let failed = report::failed_pictures(report)?;
        plan.restrict_to(|idx| {
            job.pictures.get(idx).is_some_and(|picture| failed.contains(&report::text(&picture.path)))
        });
    }
    if words.dry_run {
        print_plan(&plan)?;
        return Ok(Outcome::AllWell);
    }
    if let Some(path) = &words.report {
        check_report(path, &job, &plan)?;
    }
    let way = Way::new(strategy, words.workers.unwrap_or_else(machine::logical_cores));
    let job = Arc::new(job);
    let mut work = Work::on_files(Arc::clone(&job), Arc::new(plan));
    if let Some(mib) = words.memory {
        work.memory_bytes = mib.get() << 20;
    }
    let run = engine::start(work, way)?;
    let (finished, tally) = follow(run, &job, &interrupt, words.job.quiet);
    tell_problems(&job, &tally);
    if !words.job.quiet {
        summarise(&job, way, &finished, &tally)?;
    }
    if let Some(path) = &words.report {
        let facts = RunFacts { job: &job, way, finished: &finished, unreadable: &unreadable };
        report::save(path, &RunReport::new(&facts, &tally).json()).map_err(CliError::LateReport)?;
    }
    match &finished.ended {
        Ended::Stopped => Ok(Outcome::Interrupted),
        Ended::GaveUp(reason) => {
            let untried = job.n_outputs().saturating_sub(tally.outputs_done());
            mention(&format!("gave up: {reason}: {}", job.output.folder.display()));
            mention(&format!("{} not tried; run again with --resume to make them", count(untried, "output")));
            Ok(Outcome::SomeFailed)
        }
        Ended::Broken(said) => Err(CliError::Broken(said.clone())),
        Ended::Complete if tally.failed > 0 || !unreadable.is_empty() => Ok(Outcome::SomeFailed),
        Ended::Complete => Ok(Outcome::AllWell),
    }
}

/// Makes sure, before any work, that the report can be written and harms nothing.
fn check_report(path: &Path, job: &Job, plan: &Plan) -> Result<(), CliError> {
    let is_output = plan.outputs().iter().any(|output| output.path == path);
    if is_output || Inputs::of(&job.pictures).first_among([path]).is_some() {
        return Err(CliError::ReportOntoJob(path.to_owned()));
    }
    Ok(report::check_report(path)?)
}

fn print_plan(plan: &Plan) -> Result<(), CliError> {
    for output in plan.outputs() {
        let action = match output.action {
            Action::Make => "make   ",
            Action::Replace => "replace",
            Action::Keep => "keep   ",
        };
        say(&format!("{action} {}", output.path.display()))?;
    }
    mention(&format!("{} would be made; nothing was written", count(plan.n_to_make(), "output")));
    Ok(())
}

/// Reads the ledger until the run is over or the user breaks it off.
fn follow(run: Run, job: &Job, interrupt: &Interrupt, quiet: bool) -> (Finished, Tally) {
    let bar = progress_bar(job.n_outputs(), quiet);
    let mut tally = Tally::default();
    let finished = loop {
        let finished = run.wait_for(LOOK_EVERY);
        tally.read(run.ledger());
        show(&bar, &tally, job, run.elapsed());
        if let Some(finished) = finished {
            break finished;
        }
        if interrupt.came() {
            let wall = run.elapsed();
            let stopped = Finished {
                ended: Ended::Stopped,
                wall,
                pool_start: Duration::ZERO,
                pauses: 0,
                peak_rss_bytes: machine::peak_rss_bytes(),
                choice: run.choice().cloned(),
            };
            let finished = run.abandon(REST_WITHIN, |ledger| tally.read(ledger));
            break finished.unwrap_or(stopped);
        }
    };
    bar.finish_and_clear();
    (finished, tally)
}

fn progress_bar(n_outputs: usize, quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(n_outputs as u64), target);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} outputs, {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▉▊▋▌▍▎▏ "));
    bar
}

fn show(bar: &ProgressBar, tally: &Tally, job: &Job, elapsed: Duration) {
    let done = tally.outputs_done();
    let worked = (tally.made + tally.failed) as f64;
    let left = (job.n_outputs() - done.min(job.n_outputs())) as f64;
    let time_left = if worked > 0.0 { seconds(elapsed.as_secs_f64() / worked * left) } else { "…".to_owned() };
    bar.set_position(done as u64);
    bar.set_message(format!(
        "{}/{} pictures, {:.0} MP/s, {time_left} left",
        tally.pictures_done,
        job.pictures.len(),
        rate_mp_per_s(tally, elapsed),
    ));
}

fn rate_mp_per_s(tally: &Tally, elapsed: Duration) -> f64 {
    tally.pixels_out as f64 / 1e6 / elapsed.as_secs_f64().max(1e-6)
}

fn summarise(job: &Job, way: Way, finished: &Finished, tally: &Tally) -> Result<(), CliError> {
    let wall = finished.wall;
    if tally.made == 0 && tally.failed == 0 && finished.ended == Ended::Complete {
        let all = count(tally.kept, "output");
        return say(&format!("Nothing to do: {all} there already and kept. Use --overwrite to make them anew."));
    }
    let word = if finished.ended == Ended::Stopped { "Stopped: " } else { "" };
    say(&format!(
        "{word}{} from {} in {} ({}): {:.0} MP/s",
        count(tally.made, "output"),
        count(job.pictures.len(), "picture"),
        seconds(wall.as_secs_f64()),
        way.title(),
        rate_mp_per_s(tally, wall),
    ))?;
    if let Some(choice) = &finished.choice {
        say(&format!("{} chose {}: {}.", way.strategy.title, in_sentence(choice.chosen.title), choice.why))?;
    }
    if tally.kept > 0 {
        say(&format!("{} there already and kept. Use --overwrite to make them anew.", count(tally.kept, "output")))?;
    }
    for (note, n) in &tally.notes {
        say(&format!("{}: {note}", count(*n, "output")))?;
    }
    Ok(())
}

fn tell_problems(job: &Job, tally: &Tally) {
    for problem in &tally.problems {
        let picture = job.pictures.get(problem.picture_idx).map(|picture| picture.path.display().to_string());
        let recipe = problem.recipe_idx.and_then(|idx| job.recipes.get(idx));
        let recipe = recipe.map(|recipe| format!(" ({})", recipe.word())).unwrap_or_default();
        mention(&format!("problem: {}{recipe}: {}", problem.reason, picture.unwrap_or_default()));
    }
    if tally.failed > 0 {
        mention(&format!("{} could not be made", count(tally.failed, "output")));
    }
}
