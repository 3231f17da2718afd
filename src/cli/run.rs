//! `pixloom run`: filters a folder.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::CliError;
use super::args::RunWords;
use super::interrupt::{Interrupt, REST_WITHIN};
use super::say::{Outcome, mention, say, shown};
use super::words;
use crate::compare::words::{chose, count, seconds};
use crate::engine::{self, Ended, Finished, Run, Tally, Way, Work};
use crate::job::{Action, Existing, Inputs, Job, NameTemplate, Plan, PlannedOutput};
use crate::machine;
use crate::report::{self, EarlierRun, RunFacts, RunReport};

/// How often the ledger is read and the bar drawn.
const LOOK_EVERY: Duration = Duration::from_millis(66);

/// Filters the folder and tells how it went.
pub(super) fn run(words: &RunWords) -> Result<Outcome, CliError> {
    let interrupt = Interrupt::listen();
    let earlier = words.retry.as_deref().map(EarlierRun::read).transpose()?;
    let recipes_then = earlier.as_ref().map_or(&[][..], |earlier| &earlier.recipes);
    let Asked { job, is_chosen, way, unreadable } = asked(words, recipes_then, &interrupt)?;
    let is_wanted = |idx: usize| is_chosen.get(idx).copied().unwrap_or_default();
    let mut plan = job.plan_of(&is_wanted, &|| interrupt.came())?;
    if let Some(earlier) = &earlier {
        restrict(&mut plan, &job, earlier)?;
    }
    plan.remarks().iter().for_each(|remark| mention(&format!("note: {remark}")));
    if words.dry_run {
        print_plan(&job, &plan)?;
        return Ok(Outcome::AllWell);
    }
    if let Some(path) = &words.report {
        check_report(path, &job, &plan)?;
    }
    let job = Arc::new(job);
    let plan = Arc::new(plan);
    let mut work = Work::on_files(Arc::clone(&job), Arc::clone(&plan));
    if let Some(mib) = words.memory {
        work.memory_bytes = mib.get() << 20;
    }
    let run = engine::start(work, way)?;
    let (finished, tally) = follow(run, &plan, &interrupt, words.job.quiet);
    tell_problems(&job, &tally);
    let saved = words.report.as_ref().map_or(Ok(()), |path| {
        let facts = RunFacts { job: &job, plan: &plan, way, finished: &finished, unreadable: &unreadable };
        report::save(path, RunReport::new(&facts, &tally).json().as_bytes())
    });
    let summarised = if words.job.quiet { Ok(()) } else { summarise(&job, way, &finished, &tally) };
    if let Ended::GaveUp(reason) = &finished.ended {
        mention(&format!("gave up: {reason}"));
    }
    if matches!(finished.ended, Ended::Stopped | Ended::GaveUp(_)) {
        tell_untried(&job, &plan, &tally);
    }
    // Where words and reports cannot go, how the run went is told before that is.
    saved.map_err(CliError::LateReport)?;
    summarised?;
    match finished.ended {
        Ended::Stopped => Ok(Outcome::Interrupted),
        Ended::GaveUp(_) => Ok(Outcome::SomeFailed),
        Ended::Broken(said) => Err(CliError::Broken(said)),
        Ended::Complete if tally.failed > 0 || !unreadable.is_empty() => Ok(Outcome::SomeFailed),
        Ended::Complete => Ok(Outcome::AllWell.or_interrupted(interrupt.came())),
    }
}

/// What the words ask for.
pub(super) struct Asked {
    /// What is done.
    pub job: Job,
    /// For each picture, whether outputs are made of it.
    pub is_chosen: Vec<bool>,
    /// How it is shared out.
    pub way: Way,
    /// Folders that could not be read.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Works out what the words ask for; these recipes when they name none.
pub(super) fn asked(words: &RunWords, otherwise: &[String], interrupt: &Interrupt) -> Result<Asked, CliError> {
    let strategy = words::strategy(&words.strategy)?;
    let name = NameTemplate::parse(&words.name)?;
    let (mut job, unreadable) = words::job(&words.job, otherwise, &words.out, interrupt)?;
    let is_chosen = words::chosen(&words.job, &job.pictures)?;
    job.output.name = name;
    job.output.keeps_times = words.keep_times;
    job.output.existing = match (words.overwrite, words.resume) {
        (true, _) => Existing::Overwrite,
        (_, true) => Existing::Resume,
        _ => Existing::Keep,
    };
    let way = Way::new(strategy, words.workers.unwrap_or_else(machine::logical_cores));
    Ok(Asked { job, is_chosen, way, unreadable })
}

/// Makes sure, before any work, that the report can be written and harms nothing.
fn check_report(path: &Path, job: &Job, plan: &Plan) -> Result<(), CliError> {
    let outputs = plan.outputs().iter().map(|output| output.path.as_path());
    let pictures = job.pictures.iter().map(|picture| picture.path.as_path());
    if Inputs::of_paths(outputs.chain(pictures)).first_among([path]).is_some() {
        return Err(CliError::ReportOntoJob(path.to_owned()));
    }
    Ok(report::check_report(path)?)
}

/// Leaves of a plan what an earlier run has not done: pictures that have failed, and what it did not come to.
fn restrict(plan: &mut Plan, job: &Job, earlier: &EarlierRun) -> Result<(), CliError> {
    for missing in earlier.check(job)? {
        mention(&format!("note: failed then, and not among the pictures now: {missing}"));
    }
    let has_failed = |idx: usize| job.pictures.get(idx).is_some_and(|picture| earlier.has_failed(&picture.path));
    let was_not_tried = |output: &PlannedOutput| !earlier.is_complete && output.action.is_made();
    plan.restrict_to(|idx, output| has_failed(idx) || was_not_tried(output));
    Ok(())
}

fn print_plan(job: &Job, plan: &Plan) -> Result<(), CliError> {
    for (picture_idx, picture) in job.pictures.iter().enumerate() {
        for (recipe_idx, recipe) in job.recipes.iter().enumerate() {
            let Some(output) = plan.output(picture_idx, recipe_idx) else { continue };
            let action = match output.action {
                Action::Make => "make   ",
                Action::Replace => "replace",
                Action::Keep => "keep   ",
                Action::LeaveOut => continue,
            };
            let (from, recipe) = (shown(&picture.relative), recipe.word());
            let doubt = output.doubt.map(|doubt| format!(", {}", doubt.brief())).unwrap_or_default();
            say(&format!("{action} {}  ({recipe} of {from}{doubt})", shown(&output.path)))?;
        }
    }
    mention(&format!("{} would be made; nothing was written", count(plan.n_to_make(), "output")));
    Ok(())
}

/// Reads the ledger until the run is over or the user breaks it off.
fn follow(run: Run, plan: &Plan, interrupt: &Interrupt, quiet: bool) -> (Finished, Tally) {
    let bar = progress_bar(plan.n_asked(), quiet);
    let mut tally = Tally::default();
    let finished = loop {
        let finished = run.wait_for(LOOK_EVERY);
        tally.read(run.ledger());
        show(&bar, &tally, plan, run.elapsed());
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

fn show(bar: &ProgressBar, tally: &Tally, plan: &Plan, elapsed: Duration) {
    let done = tally.outputs_done();
    let worked = (tally.made + tally.failed) as f64;
    let left = (plan.n_asked() - done.min(plan.n_asked())) as f64;
    let time_left = if worked > 0.0 { seconds(elapsed.as_secs_f64() / worked * left) } else { "…".to_owned() };
    bar.set_position(done as u64);
    bar.set_message(format!(
        "{}/{} pictures, {:.0} MP/s, {time_left} left",
        tally.pictures_done,
        plan.n_pictures(),
        rate_mp_per_s(tally, elapsed),
    ));
}

fn rate_mp_per_s(tally: &Tally, elapsed: Duration) -> f64 {
    tally.pixels_out as f64 / 1e6 / elapsed.as_secs_f64().max(1e-6)
}

fn summarise(job: &Job, way: Way, finished: &Finished, tally: &Tally) -> Result<(), CliError> {
    let wall = finished.wall;
    let kept = kept_words(job, tally.kept);
    if tally.made == 0 && tally.failed == 0 && finished.ended == Ended::Complete {
        return say(&format!("Nothing to do{}", kept.map_or(".".to_owned(), |kept| format!(": {kept}"))));
    }
    // Those that some were made of: others could not be read, or had all there already.
    let n_pictures = tally.outputs.iter().map(|(picture_idx, _)| picture_idx).collect::<HashSet<_>>().len();
    let word = if finished.ended == Ended::Stopped { "Stopped: " } else { "" };
    say(&format!(
        "{word}{} from {} in {} ({}): {:.0} MP/s",
        count(tally.made, "output"),
        count(n_pictures, "picture"),
        seconds(wall.as_secs_f64()),
        way.title(),
        rate_mp_per_s(tally, wall),
    ))?;
    if let Some(choice) = &finished.choice {
        say(&chose(way.strategy.title, choice))?;
    }
    if let Some(kept) = kept {
        say(&kept)?;
    }
    for (note, pictures) in &tally.notes {
        let first = pictures.iter().min().and_then(|idx| job.pictures.get(*idx));
        let example = first.map(|picture| format!(" (such as of {})", shown(&picture.relative))).unwrap_or_default();
        say(&format!("{}{example}: {note}", count(pictures.len(), "output")))?;
    }
    Ok(())
}

/// What is said of outputs that are there already; none when there are none.
fn kept_words(job: &Job, n: usize) -> Option<String> {
    let outputs = count(n, "output");
    let words = match job.output.existing {
        Existing::Resume => format!("{outputs} there already and kept."),
        _ => format!("{outputs} there already and kept. Use --overwrite to make them anew."),
    };
    (n > 0).then_some(words)
}

fn tell_untried(job: &Job, plan: &Plan, tally: &Tally) {
    let untried = plan.n_to_make().saturating_sub(tally.made + tally.failed);
    // Resuming keeps what is there, which overwriting was to replace.
    let how = if job.output.existing == Existing::Overwrite { "" } else { " with --resume" };
    if untried > 0 {
        mention(&format!("{} not tried; run again{how} to make them", count(untried, "output")));
    }
}

fn tell_problems(job: &Job, tally: &Tally) {
    for problem in &tally.problems {
        let picture = job.pictures.get(problem.picture_idx).map(|picture| shown(&picture.path));
        let recipe = problem.recipe_idx.and_then(|idx| job.recipes.get(idx));
        let recipe = recipe.map(|recipe| format!(" ({})", recipe.word())).unwrap_or_default();
        mention(&format!("problem: {}{recipe}: {}", problem.reason, picture.unwrap_or_default()));
    }
    if tally.failed > 0 {
        mention(&format!("{} could not be made", count(tally.failed, "output")));
    }
}
