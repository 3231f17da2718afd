//! What changes when effects tell something. Late answers are dropped here.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::action::{Action, Effect, News, Picked, RunStep, Started};
use super::super::history_view::HistoryList;
use super::super::live::LiveLane;
use super::super::plan_view::PlanView;
use super::super::state::{
    Activity, Dialog, Flow, Folder, Latest, NoticeKind, Origin, Pick, ProblemLine, RunNumbers, RunView, State,
};
use super::super::timeline::{Choice, RunRecording};
use super::{history, pictures, plan, preview, recipes, remember, show_comparison, timeline, update as act};
use crate::compare::{CompareError, Comparison, Enough, Progress};
use crate::engine::{Ended, Phase, Problem};
use crate::files::{PictureFile, Replace, Scan};
use crate::job::Job;
use crate::words::Language;

/// Why nothing was picked.
const NO_FILE_DIALOG: &str =
    "This desktop offers no dialog for files: type the path of a list of recipes where folders are typed";

pub(super) fn update(state: &mut State, news: News) -> Vec<Effect> {
    match news {
        News::Found(generation, so_far) => found_so_far(state, generation, so_far),
        News::Arranged(generation, found) => pictures::arranged(state, generation, found),
        News::Scanned(generation, folder, found) => return scanned(state, generation, folder, found),
        News::Unseen(path, stamp, reason) => unseen(state, &path, stamp, &reason),
        News::Picked(pick, picked) => return self::picked(state, pick, picked),
        News::SamplesMade(Ok(folder)) => return act(state, Action::OpenFolder(folder)),
        News::SamplesMade(Err(reason)) | News::Refused(reason) => state.tell(NoticeKind::Error, reason),
        News::Planned(generation, answer) => plan::planned(state, generation, answer),
        News::Previewed(generation, told) => preview::told(state, generation, told),
        News::RunStarted(generation, started) => run_started(state, generation, started),
        News::RunAdvanced(generation, step) => run_advanced(state, generation, step),
        News::RunRecorded(generation, recording, shown) => run_recorded(state, generation, recording, shown),
        News::ComparisonStarted(generation, started) => return comparison_started(state, generation, started),
        News::ComparisonAdvanced(generation, progress, lanes) => {
            comparison_advanced(state, generation, progress, lanes);
        }
        News::ComparisonEnded(generation, result) => return comparison_ended(state, generation, result),
        News::ScalingKnown(generation, shown) => {
            if state.scaling.generation == generation {
                state.scaling.shown = Some(shown);
            }
        }
        News::HistoryRead(generation, lines) => history::read(state, generation, lines),
        News::KeptOpened(generation, opened) => return history::opened(state, generation, opened),
        News::LaidBeside(generation, laid) => history::laid_beside(state, generation, laid),
        News::TimelineReady(generation, timeline) => timeline::ready(state, generation, timeline),
        News::RecipesSaved(path, saved) => recipes::saved(state, &path, saved),
        News::RecipesRead(path, read) => recipes::opened(state, &path, read),
        News::Exported(folder, written) => history::exported(state, &folder, written),
    }
    Vec::new()
}

fn found_so_far(state: &mut State, generation: u64, found: Arc<Vec<PictureFile>>) {
    if let Folder::Scanning { generation: wanted, so_far, .. } = &mut state.folder
        && *wanted == generation
    {
        *so_far = found;
    }
}

fn scanned(state: &mut State, generation: u64, path: PathBuf, found: Result<Scan, String>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Folder::Scanning { generation: wanted, before, .. } = &mut state.folder else { return effects };
    if *wanted != generation {
        return effects;
    }
    let before = before.take();
    match found {
        Err(reason) => match before.map(|before| *before) {
            // A slip of the pen costs nobody the folder that is open.
            Some(before @ Folder::Open { .. }) => {
                state.folder = before;
                state.tell(NoticeKind::Error, sentence(&reason));
            }
            _ => state.folder = Folder::Failed { reason: sentence(&reason) },
        },
        Ok(scan) => {
            if before.is_some() {
                state.run = None;
                effects = show_comparison(state, None);
            }
            state.problems.clear();
            state.failed.clear();
            state.path_text = path.display().to_string();
            remember(state, path.clone());
            let line = |(name, reason): (PathBuf, String)| ProblemLine {
                origin: Origin::Folder,
                name: name.display().to_string(),
                phase: None,
                recipe: None,
                reason: sentence(&reason),
            };
            for passed_over in scan.passed_over() {
                state.tell(NoticeKind::Note, passed_over);
            }
            state.problems.extend(scan.unreadable.into_iter().map(line));
            state.folder = Folder::Open { path, pictures: Arc::new(scan.pictures), generation };
            pictures::begin(state);
            preview::begin(&mut state.preview);
        }
    }
    effects
}

/// A picture that cannot be shown is a problem before any run finds that out.
fn unseen(state: &mut State, path: &Path, stamp: u64, reason: &str) {
    let folder = state.folder_path().filter(|_| state.listing() == Some(stamp));
    let Some(name) = folder.and_then(|folder| path.strip_prefix(folder).ok()) else { return };
    let (origin, name, phase) = (Origin::Folder, name.display().to_string(), Some(Phase::Open));
    state.unseen.add(stamp, path, ProblemLine { origin, name, phase, recipe: None, reason: sentence(reason) });
}

fn picked(state: &mut State, pick: Pick, picked: Picked) -> Vec<Effect> {
    if state.dialog != Dialog::Open(pick) {
        return Vec::new();
    }
    state.dialog = if picked == Picked::NoDialog { Dialog::Missing } else { Dialog::Ready };
    match (picked, pick) {
        (Picked::Path(folder), Pick::Pictures) => act(state, Action::OpenFolder(folder)),
        (Picked::Path(folder), Pick::Outputs) => act(state, Action::SetOutputFolder(folder.display().to_string())),
        (Picked::Path(folder), Pick::Export) => history::export(state, folder),
        (Picked::NoDialog, Pick::Export) => history::export(state, state.export_folder()),
        (Picked::Path(file), Pick::SaveRecipes) => recipes::save(state, file, Replace::Overwrite),
        (Picked::Path(file), Pick::OpenRecipes) => vec![Effect::ReadRecipes(file)],
        (Picked::NoDialog, Pick::SaveRecipes) if state.folder_path().is_none() => {
            state.refuse(Language::no_folder_open);
            Vec::new()
        }
        (Picked::NoDialog, Pick::SaveRecipes) => recipes::save(state, state.recipes_file(), Replace::Keep),
        (Picked::NoDialog, Pick::OpenRecipes) => {
            state.tell(NoticeKind::Error, NO_FILE_DIALOG);
            Vec::new()
        }
        (Picked::NoDialog, Pick::Pictures | Pick::Outputs) => {
            state.tell(NoticeKind::Error, Language::no_dialog(Language::English));
            Vec::new()
        }
        (Picked::Cancelled, _) => Vec::new(),
    }
}

fn run_started(state: &mut State, generation: u64, started: Result<Started, String>) {
    if !is_starting(state, generation) {
        return;
    }
    match started {
        Err(reason) => {
            state.activity = Activity::Idle;
            state.tell(NoticeKind::Error, sentence(&reason));
        }
        Ok(Started { job, plan, strategy, n_asked }) => {
            state.activity = Activity::Running { generation, flow: Flow::Going };
            state.latest = Latest::Run;
            state.run = Some(RunView {
                generation,
                job,
                plan,
                strategy,
                n_asked,
                made: Vec::new(),
                kept: Vec::new(),
                notes: Vec::new(),
                numbers: RunNumbers::default(),
                finished: None,
                recording: None,
            });
        }
    }
}

fn run_advanced(state: &mut State, generation: u64, step: Box<RunStep>) {
    let Some(run) = state.run.as_mut().filter(|run| run.generation == generation) else { return };
    run.numbers = step.numbers;
    if !state.unseen.is_empty() {
        let made = step.made.iter().filter_map(|(picture_idx, _)| run.job.pictures.get(*picture_idx));
        let read: HashSet<&Path> = made.map(|picture| picture.path.as_path()).collect();
        state.unseen.forget(|path| read.contains(path));
    }
    run.made.extend(step.made);
    run.kept.extend(step.kept);
    run.notes = step.notes;
    run.finished = step.finished.clone();
    state.live = step.lanes;
    let job = Arc::clone(&run.job);
    add_problems(state, &job, &step.problems);
    let is_on = matches!(state.activity, Activity::Running { generation: on, .. } if on == generation);
    if let Some(finished) = step.finished.filter(|_| is_on) {
        state.activity = Activity::Idle;
        // What was new is there now.
        state.plan = PlanView::None;
        match finished.ended {
            Ended::Broken(said) => state.tell(
                NoticeKind::Error,
                format!("The strategy broke off ({said}): choose another, and report this fault"),
            ),
            Ended::GaveUp(reason) => state.tell(NoticeKind::Error, sentence(&reason)),
            Ended::Complete | Ended::Stopped => {}
        }
    }
}

fn run_recorded(state: &mut State, generation: u64, recording: RunRecording, shown: [Vec<(usize, usize)>; 2]) {
    if let Some(run) = state.run.as_mut().filter(|run| run.generation == generation) {
        run.recording = Some(recording);
        let enlarged = state.enlarged.and_then(|place| run.shown(place));
        [run.made, run.kept] = shown;
        // The places are others now; what is seen large stays.
        state.enlarged = enlarged.and_then(|output| run.place_of(output));
        state.timeline.choice = Choice::Run;
    }
}

fn comparison_started(state: &mut State, generation: u64, started: Result<Progress, String>) -> Vec<Effect> {
    if !is_starting(state, generation) {
        return Vec::new();
    }
    match started {
        Err(reason) => {
            state.activity = Activity::Idle;
            state.tell(NoticeKind::Error, sentence(&reason));
            Vec::new()
        }
        Ok(progress) => {
            state.activity = Activity::Comparing { generation, flow: Flow::Going, progress };
            state.history.list = HistoryList::Closed;
            show_comparison(state, None)
        }
    }
}

fn comparison_advanced(state: &mut State, generation: u64, news: Progress, lanes: Vec<LiveLane>) {
    if let Activity::Comparing { generation: on, progress, .. } = &mut state.activity
        && *on == generation
    {
        *progress = news;
        // Between two runs the lanes stay as they were.
        if !lanes.is_empty() {
            state.live = lanes;
        }
    }
}

fn comparison_ended(
    state: &mut State,
    generation: u64,
    result: Result<Arc<Comparison>, Arc<CompareError>>,
) -> Vec<Effect> {
    if !matches!(state.activity, Activity::Comparing { generation: on, .. } if on == generation) {
        return Vec::new();
    }
    state.activity = Activity::Idle;
    match result {
        Ok(comparison) => {
            let named = comparison.job.problems.iter().map(|(name, problem)| (name.clone(), problem));
            let recipe =
                |problem: &Problem| problem.recipe_idx.and_then(|idx| comparison.job.recipes.get(idx).cloned());
            let lines: Vec<_> = named.map(|(name, problem)| line(name, recipe(problem), problem)).collect();
            let folder = &comparison.job.folder;
            state.failed.extend(lines.iter().map(|line| folder.join(&line.name)));
            state.problems.extend(lines);
            state.latest = Latest::Comparison;
            if let Some(Enough::BrokenOff { reason }) = &comparison.enough {
                state.tell(NoticeKind::Error, sentence(reason));
            }
            return show_comparison(state, Some(comparison));
        }
        Err(error) => match &*error {
            CompareError::Stopped => state.tell(NoticeKind::Note, sentence(&error.to_string())),
            _ => state.tell(NoticeKind::Error, sentence(&error.to_string())),
        },
    }
    Vec::new()
}

fn is_starting(state: &State, generation: u64) -> bool {
    matches!(state.activity, Activity::Starting { generation: on } if on == generation)
}

fn add_problems(state: &mut State, job: &Job, problems: &[Problem]) {
    for problem in problems {
        let Some(picture) = job.pictures.get(problem.picture_idx) else { continue };
        let recipe = problem.recipe_idx.and_then(|idx| job.recipes.get(idx)).map(|recipe| recipe.word());
        state.failed.insert(picture.path.clone());
        state.problems.push(line(picture.relative.display().to_string(), recipe, problem));
    }
}

fn line(name: String, recipe: Option<String>, problem: &Problem) -> ProblemLine {
    ProblemLine { origin: Origin::Work, name, phase: Some(problem.phase), recipe, reason: sentence(&problem.reason) }
}

/// Errors begin with a small letter, because elsewhere something stands before them.
pub(super) fn sentence(error: &str) -> String {
    let mut letters = error.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
