//! What the window does, tested without a window.

mod history;
mod language;
mod pictures;
mod plan;
mod preview;
mod recipes;
mod timeline;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::super::action::{Action, Effect, News, Picked, RunStep, Started};
use super::super::choices::Remembered;
use super::super::live::LiveLane;
use super::super::recipe_change::{Change, StepAt};
use super::super::state::{Activity, Dialog, Flow, Folder, Latest, NoticeKind, Pick, RunNumbers, State, View};
use super::update;
use crate::compare::{CompareError, Identity, Progress, made};
use crate::engine::{Ended, Finished, Phase, Problem};
use crate::files::{PictureFile, Replace, Scan};
use crate::words::Language;
use crate::{filters, strategies};

fn picture(folder: &str, name: &str) -> PictureFile {
    let path = Path::new(folder).join(name);
    PictureFile { path, relative: name.into(), bytes: 1, modified: SystemTime::UNIX_EPOCH }
}

/// Sets a parameter of the first step of a recipe.
fn set_value(state: &mut State, recipe: usize, param: &'static str, numbers: Vec<f64>) -> Vec<Effect> {
    update(state, Action::Recipes(Change::SetValue(StepAt { recipe, step: 0 }, param, numbers)))
}

fn told(state: &mut State, news: News) -> Vec<Effect> {
    update(state, Action::Told(news))
}

/// The window with a folder of two pictures.
fn with_pictures() -> State {
    let mut state = State::new(Remembered::default());
    let effects = update(&mut state, Action::OpenFolder("/p".into()));
    let [Effect::Scan { generation, .. }] = effects[..] else { panic!("{effects:?}") };
    let scan = Scan { pictures: vec![picture("/p", "a.png"), picture("/p", "b.png")], ..Scan::default() };
    // The plan has tests of its own.
    update(&mut state, Action::SetView(View::Results));
    told(&mut state, News::Scanned(generation, "/p".into(), Ok(scan)));
    state
}

/// The window with a job of which everything is there: pictures, a run, a comparison, something that failed; and, if
/// asked for, a run that is on.
pub(in crate::gui) fn busy(is_on: bool) -> State {
    let mut state = with_pictures();
    let generation = running(&mut state);
    if !is_on {
        told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], Some(Ended::Complete))));
    }
    state.failed.insert("/p/a.png".into());
    state.comparison = Some(made::comparison(Vec::new(), Identity::Identical).into());
    state
}

/// Starts a run and says which request it is.
fn running(state: &mut State) -> u64 {
    let begun = |effect| match effect {
        Effect::StartRun(generation, draft, way) => Some((generation, draft, way)),
        _ => None,
    };
    let (generation, draft, way) = update(state, Action::Run).into_iter().find_map(begun).expect("a run is started");
    let job = draft.job();
    let plan = Arc::new(job.plan().unwrap());
    let n_asked = plan.n_asked();
    let started = Started { job: job.into(), plan, strategy: way.strategy, n_asked };
    told(state, News::RunStarted(generation, Ok(started)));
    generation
}

fn step(made: &[(usize, usize)], ended: Option<Ended>) -> Box<RunStep> {
    let finished = |ended| Finished {
        ended,
        wall: Duration::from_secs(1),
        pool_start: Duration::ZERO,
        pauses: 0,
        peak_rss_bytes: None,
        choice: None,
    };
    let numbers = RunNumbers { outputs_done: made.len(), ..RunNumbers::default() };
    Box::new(RunStep {
        numbers,
        made: made.to_vec(),
        kept: Vec::new(),
        problems: Vec::new(),
        notes: Vec::new(),
        lanes: Vec::new(),
        finished: ended.map(finished),
    })
}

#[test]
fn what_the_tutorial_has_is_ticked() {
    let state = State::new(Remembered::default());
    assert_eq!(state.recipes.len(), filters::ALL.len());
    assert_eq!(state.n_ticked(), filters::tutorial().len());
    let compared = state.sharing.compared.iter().filter(|is_on| **is_on).count();
    assert_eq!((state.sharing.compared.len(), compared), (strategies::ALL.len(), strategies::tutorial().len()));
    assert_eq!(state.run_obstacle().unwrap()(Language::English), "No folder is open: open one first");
}

#[test]
fn a_late_scan_is_dropped() {
    let mut state = with_pictures();
    update(&mut state, Action::OpenFolder("/q".into()));
    told(&mut state, News::Scanned(1, "/p".into(), Err("late".to_owned())));
    assert!(matches!(&state.folder, Folder::Scanning { path, .. } if path == Path::new("/q")));
}

#[test]
fn a_folder_that_cannot_be_read_is_said_and_not_remembered() {
    let mut state = State::new(Remembered::default());
    update(&mut state, Action::OpenFolder("/p".into()));
    told(&mut state, News::Scanned(1, "/p".into(), Err("it is gone; choose another".to_owned())));
    assert!(matches!(&state.folder, Folder::Failed { reason } if reason.contains("choose another")));
    assert!(state.recent.is_empty());
    assert_eq!(state.path_text, "/p");
}

#[test]
fn recent_folders_stand_once_the_last_first() {
    let mut state = State::new(Remembered::default());
    for folder in ["/a", "/b", "/a"] {
        let effects = update(&mut state, Action::OpenFolder(folder.into()));
        let [Effect::Scan { generation, .. }] = effects[..] else { panic!("{effects:?}") };
        told(&mut state, News::Scanned(generation, folder.into(), Ok(Scan::default())));
    }
    assert_eq!(state.recent, [PathBuf::from("/a"), PathBuf::from("/b")]);
}

#[test]
fn outputs_go_inside_the_folder_unless_another_is_chosen() {
    let mut state = with_pictures();
    assert_eq!(state.output_folder(), Path::new("/p/pixloom"));
    update(&mut state, Action::SetOutputFolder("made".to_owned()));
    assert_eq!(state.output_folder(), Path::new("/p/made"));
    update(&mut state, Action::SetOutputFolder("/elsewhere".to_owned()));
    assert_eq!(state.output_folder(), Path::new("/elsewhere"));
    update(&mut state, Action::SetOutputFolder("~/made".to_owned()));
    assert_eq!(state.output_folder(), std::env::home_dir().unwrap().join("made"));
}

#[test]
fn a_value_out_of_range_becomes_the_nearest_one() {
    let mut state = State::new(Remembered::default());
    let found = state.recipes.iter().position(|choice| !choice.recipe.first().filter.params.is_empty());
    let idx = found.expect("some filter has a parameter");
    let param = &state.recipes[idx].recipe.first().filter.params[0];
    for (asked, got) in [(f64::INFINITY, *param.range.end()), (f64::NEG_INFINITY, *param.range.start())] {
        set_value(&mut state, idx, param.id, vec![asked]);
        assert_eq!(state.recipes[idx].recipe.first().values.get(param), got);
    }
    set_value(&mut state, idx, param.id, vec![f64::NAN]);
    assert_eq!(state.recipes[idx].recipe.first().values.get(param), *param.range.start());
}

#[test]
fn a_run_gathers_outputs_and_problems_until_it_is_over() {
    let mut state = with_pictures();
    let generation = running(&mut state);
    assert!(matches!(state.activity, Activity::Running { flow: Flow::Going, .. }));
    assert_eq!(state.run_obstacle().unwrap()(Language::English), "Something is running: stop it first");
    let reason = "damaged".into();
    let problem = Problem { picture_idx: 1, recipe_idx: None, phase: Phase::Open, outputs_lost: 8, reason };
    let mut first = step(&[(0, 1)], None);
    first.problems.push(problem);
    told(&mut state, News::RunAdvanced(generation, first));
    told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], Some(Ended::Complete))));
    assert!(matches!(state.activity, Activity::Idle));
    assert_eq!(state.run.as_ref().unwrap().made, [(0, 1), (0, 0)]);
    assert_eq!((state.problems[0].name.as_str(), state.problems[0].reason.as_str()), ("b.png", "Damaged"));
    assert!(state.failed.contains(Path::new("/p/b.png")));
}

#[test]
fn pause_resume_and_stop() {
    let mut state = with_pictures();
    running(&mut state);
    assert!(matches!(update(&mut state, Action::TogglePause)[..], [Effect::Pause]));
    assert_eq!(state.flow(), Some(Flow::Paused));
    assert!(matches!(update(&mut state, Action::TogglePause)[..], [Effect::Resume]));
    assert!(matches!(update(&mut state, Action::Stop)[..], [Effect::Stop]));
    assert_eq!(state.flow(), Some(Flow::Stopping));
    assert!(update(&mut state, Action::TogglePause).is_empty());
}

#[test]
fn what_is_stopped_before_it_began_does_not_begin() {
    let mut state = with_pictures();
    update(&mut state, Action::Compare);
    assert!(matches!(update(&mut state, Action::Stop)[..], [Effect::Stop]));
    let generation = state.generation;
    told(&mut state, News::ComparisonStarted(generation, Ok(Progress::default())));
    assert!(matches!(state.activity, Activity::Idle));
}

#[test]
fn a_comparison_takes_the_ticked_strategies_and_shows_itself() {
    let mut state = with_pictures();
    update(&mut state, Action::TickStrategy(1, false));
    update(&mut state, Action::SetRounds(NonZeroUsize::new(2).unwrap()));
    let effects = update(&mut state, Action::Compare);
    let [Effect::StartComparison(generation, _, ways, rounds, _)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((ways.len(), rounds.planned()), (strategies::tutorial().len() - 1, NonZeroUsize::new(2)));
    assert_eq!(state.view, View::Comparison);
    told(&mut state, News::ComparisonStarted(*generation, Ok(Progress::default())));
    told(&mut state, News::ComparisonEnded(*generation, Err(CompareError::Stopped.into())));
    assert!(matches!(state.activity, Activity::Idle));
    assert_eq!(state.notice.as_ref().map(|notice| notice.kind), Some(NoticeKind::Note));
}

#[test]
fn what_came_of_the_latest_work_is_that_of_no_earlier_one() {
    let mut state = with_pictures();
    let compare = |state: &mut State| match &update(state, Action::Compare)[..] {
        [.., Effect::StartComparison(generation, ..)] => *generation,
        effects => panic!("{effects:?}"),
    };
    let generation = compare(&mut state);
    told(&mut state, News::ComparisonStarted(generation, Ok(Progress::default())));
    assert_eq!(state.latest, Latest::Nothing, "it is not over");
    let comparison = Arc::new(made::comparison(Vec::new(), Identity::Identical));
    told(&mut state, News::ComparisonEnded(generation, Ok(comparison)));
    assert_eq!(state.latest, Latest::Comparison);
    let generation = running(&mut state);
    told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], Some(Ended::Complete))));
    assert_eq!(state.latest, Latest::Run);
    let generation = compare(&mut state);
    told(&mut state, News::ComparisonStarted(generation, Err("no room".to_owned())));
    assert!(state.comparison.is_some(), "the earlier one can still be seen");
    assert_eq!(state.latest, Latest::Nothing);
}

#[test]
fn what_cannot_be_started_says_why() {
    let mut state = with_pictures();
    update(&mut state, Action::Recipes(Change::TickAll(false)));
    assert!(update(&mut state, Action::Run).is_empty());
    assert!(state.notice.as_ref().unwrap().text.contains("tick at least one"));
    update(&mut state, Action::Recipes(Change::TickAll(true)));
    (0..strategies::ALL.len()).for_each(|idx| drop(update(&mut state, Action::TickStrategy(idx, false))));
    assert!(update(&mut state, Action::Compare).is_empty());
    assert!(state.notice.as_ref().unwrap().text.contains("strategy"));
}

#[test]
fn another_folder_ends_what_is_on() {
    let mut state = with_pictures();
    let generation = running(&mut state);
    let effects = update(&mut state, Action::OpenFolder("/q".into()));
    let [Effect::Stop, Effect::Scan { generation: scan, .. }] = effects[..] else { panic!("{effects:?}") };
    told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], None)));
    assert!(matches!(state.activity, Activity::Idle));
    told(&mut state, News::Scanned(scan, "/q".into(), Ok(Scan::default())));
    assert!(state.run.is_none());
}

#[test]
fn a_folder_that_cannot_be_opened_leaves_the_one_that_is() {
    let mut state = with_pictures();
    let effects = update(&mut state, Action::OpenFolder("/q".into()));
    let [Effect::Scan { generation, .. }] = effects[..] else { panic!("{effects:?}") };
    told(&mut state, News::Scanned(generation, "/q".into(), Err("gone".to_owned())));
    assert_eq!(state.pictures().len(), 2);
    assert_eq!(state.notice.as_ref().unwrap().text, "Gone");
}

#[test]
fn a_desktop_without_dialogs_is_remembered_as_such() {
    let mut state = State::new(Remembered::default());
    update(&mut state, Action::PickFolder(Pick::Pictures));
    assert!(update(&mut state, Action::PickFolder(Pick::Outputs)).is_empty(), "one dialog at a time");
    told(&mut state, News::Picked(Pick::Pictures, Picked::NoDialog));
    assert_eq!(state.dialog, Dialog::Missing);
    let effects = update(&mut state, Action::PickFolder(Pick::Pictures));
    assert!(matches!(effects[..], [Effect::PickFolder(..)]), "it may be there now");
}

#[test]
fn enlarged_outputs_stay_within_the_ends() {
    let mut state = with_pictures();
    let generation = running(&mut state);
    told(&mut state, News::RunAdvanced(generation, step(&[(0, 0), (0, 1)], None)));
    update(&mut state, Action::Enlarge(0));
    for (by, at) in [(-1, 0), (1, 1), (1, 1)] {
        update(&mut state, Action::EnlargeNext(by));
        assert_eq!(state.enlarged, Some(at));
    }
}

#[test]
fn what_is_remembered_comes_back() {
    let mut state = with_pictures();
    update(&mut state, Action::Recipes(Change::Tick(0, false)));
    update(&mut state, Action::TickStrategy(0, false));
    update(&mut state, Action::SetWorkers(NonZeroUsize::MIN));
    let again = State::new(Remembered::of(&state));
    assert!(!again.recipes[0].is_on && again.recipes[1].is_on == state.recipes[1].is_on);
    assert!(!again.sharing.compared[0]);
    assert_eq!((again.sharing.workers.get(), again.recent), (1, state.recent));
}

#[test]
fn a_picture_that_cannot_be_shown_is_a_problem_until_it_can_be_read() {
    let mut state = with_pictures();
    let listing = state.listing().unwrap();
    for (path, stamp) in
        [("/p/a.png", listing), ("/p/a.png", listing), ("/p/b.png", listing + 1), ("/q/a.png", listing)]
    {
        told(&mut state, News::Unseen(path.into(), stamp, "the file is empty".into()));
    }
    let reasons = |state: &State| state.problem_lines().map(|line| line.reason.clone()).collect::<Vec<_>>();
    assert_eq!(reasons(&state), ["The file is empty"], "once, and of this listing alone");
    let generation = running(&mut state);
    assert_eq!(reasons(&state), ["The file is empty"], "it is still so");
    let problem =
        Problem { picture_idx: 0, recipe_idx: None, phase: Phase::Open, outputs_lost: 8, reason: "no pixels".into() };
    let failed = RunStep { problems: vec![problem], ..*step(&[], None) };
    told(&mut state, News::RunAdvanced(generation, failed.into()));
    assert_eq!(reasons(&state), ["No pixels"], "a run says more");
    told(&mut state, News::RunAdvanced(generation, step(&[], Some(Ended::Complete))));
    let generation = running(&mut state);
    assert_eq!(reasons(&state), ["The file is empty"], "what the run before said is forgotten");
    told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], None)));
    assert!(reasons(&state).is_empty(), "it could be read");
}

#[test]
fn what_workers_do_is_shown_and_forgotten_when_other_work_begins() {
    let mut state = with_pictures();
    let generation = running(&mut state);
    let lane = LiveLane { now: None, slots: vec![None] };
    let going = RunStep { lanes: vec![lane.clone()], ..*step(&[], None) };
    told(&mut state, News::RunAdvanced(generation, going.into()));
    assert_eq!(state.live, [lane]);
    update(&mut state, Action::Stop);
    told(&mut state, News::RunAdvanced(generation, step(&[], Some(Ended::Stopped))));
    update(&mut state, Action::Run);
    assert!(state.live.is_empty());
}

#[test]
fn without_a_dialog_recipes_are_saved_beside_the_outputs() {
    let mut state = with_pictures();
    update(&mut state, Action::PickFolder(Pick::SaveRecipes));
    let effects = told(&mut state, News::Picked(Pick::SaveRecipes, Picked::NoDialog));
    let [Effect::SaveRecipes(path, _, replace)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((path.as_path(), *replace), (Path::new("/p/pixloom/recipes.txt"), Replace::Keep));
    update(&mut state, Action::PickFolder(Pick::Pictures));
    told(&mut state, News::Picked(Pick::Pictures, Picked::NoDialog));
    assert!(state.notice.as_ref().unwrap().text.contains("type the path instead"));
}

#[test]
fn without_a_folder_and_a_dialog_recipes_are_not_saved_just_anywhere() {
    let mut state = State::new(Remembered::default());
    update(&mut state, Action::PickFolder(Pick::SaveRecipes));
    assert!(told(&mut state, News::Picked(Pick::SaveRecipes, Picked::NoDialog)).is_empty());
    assert!(state.notice.as_ref().unwrap().text.starts_with("No folder is open"));
}

#[test]
fn recipes_that_cannot_be_saved_are_refused_before_a_dialog_opens() {
    let mut state = with_pictures();
    update(&mut state, Action::Recipes(Change::TickAll(false)));
    assert!(update(&mut state, Action::PickFolder(Pick::SaveRecipes)).is_empty());
    assert_eq!(state.dialog, Dialog::Ready);
    assert!(state.notice.as_ref().unwrap().text.starts_with("No filter is ticked"));
}
