//! When the plan is worked out, and which answers count.

use std::sync::Arc;

use super::super::super::action::{Draft, PlanAnswer, PlanSource};
use super::super::super::plan_view::{PlanView, PlannedJob};
use super::{
    Action, Activity, Change, Effect, Ended, Folder, News, Path, Progress, Scan, State, View, picture, running, step,
    told, update, with_pictures,
};
use crate::files::{Effort, EncodeOptions};
use crate::job::Existing;

/// What was asked for: the request, and the job if it is to be planned anew.
#[derive(Debug)]
struct Asked {
    generation: u64,
    draft: Option<Draft>,
    sought: String,
}

fn asked(effects: Vec<Effect>) -> Option<Asked> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::Plan { generation, source: PlanSource::Draft(draft), sought } => {
            Some(Asked { generation, draft: Some(*draft), sought })
        }
        Effect::Plan { generation, source: PlanSource::Known(_), sought } => {
            Some(Asked { generation, draft: None, sought })
        }
        _ => None,
    })
}

/// The window with a folder of two pictures, and the plan that it asks for.
fn looking() -> (State, Asked) {
    let mut state = with_pictures();
    let effects = update(&mut state, Action::SetView(View::Plan));
    (state, asked(effects).expect("the plan is asked for"))
}

fn answer(draft: &Draft) -> Result<PlanAnswer, String> {
    let job = draft.job();
    let plan = job.plan().unwrap();
    Ok(PlanAnswer { planned: Arc::new(PlannedJob::new(job, plan)), found: None })
}

/// The window with the plan of two pictures.
fn with_plan() -> State {
    let (mut state, asked) = looking();
    assert!(told(&mut state, News::Planned(asked.generation, answer(&asked.draft.unwrap()))).is_empty());
    assert!(matches!(state.plan, PlanView::Ready(_)));
    state
}

#[test]
fn nothing_is_planned_that_is_not_looked_at() {
    let mut state = with_pictures();
    for action in [
        Action::Recipes(Change::TickAll(true)),
        Action::SetQuality(50),
        Action::SetEffort(Effort::Small),
        Action::SetOutputFolder("made".to_owned()),
        Action::FindInPlan("a".to_owned()),
        Action::SetView(View::Problems),
    ] {
        assert!(update(&mut state, action).is_empty());
        assert!(matches!(state.plan, PlanView::None));
    }
    let asked = asked(update(&mut state, Action::SetView(View::Plan))).unwrap();
    assert_eq!(asked.draft.unwrap().output.coding, EncodeOptions { quality: 50, effort: Effort::Small });
    assert_eq!(asked.sought, "a");
}

#[test]
fn whatever_changes_the_job_changes_the_plan_and_nothing_else_does() {
    let mut state = with_plan();
    for action in [Action::TickStrategy(0, false), Action::EditPath("x".to_owned()), Action::DismissNotice] {
        assert!(update(&mut state, action).is_empty());
    }
    for action in [
        Action::Recipes(Change::Tick(0, false)),
        Action::SetQuality(50),
        Action::SetEffort(Effort::Balanced),
        Action::SetExisting(Existing::Overwrite),
        Action::SetOutputFolder("made".to_owned()),
    ] {
        assert!(asked(update(&mut state, action.clone())).unwrap().draft.is_some());
        assert!(update(&mut state, action).is_empty(), "asked for once");
    }
}

#[test]
fn only_the_newest_answer_counts_and_the_last_plan_is_shown_until_then() {
    let mut state = with_plan();
    let first = asked(update(&mut state, Action::Recipes(Change::Tick(0, false)))).unwrap();
    let second = asked(update(&mut state, Action::Recipes(Change::Tick(1, false)))).unwrap();
    assert!(second.generation > first.generation);
    let n_shown = |state: &State| state.plan.shown().map(|shown| shown.n_rows());
    let n_before = n_shown(&state).unwrap();
    told(&mut state, News::Planned(first.generation, answer(&first.draft.unwrap())));
    assert!(matches!(state.plan, PlanView::Working { .. }));
    assert_eq!(n_shown(&state), Some(n_before));
    told(&mut state, News::Planned(second.generation, answer(&second.draft.unwrap())));
    assert_eq!(n_shown(&state), Some(n_before - 4));
    told(&mut state, News::Planned(first.generation, Err("late".to_owned())));
    assert!(matches!(state.plan, PlanView::Ready(_)));
}

#[test]
fn who_looks_away_wants_no_plan() {
    let (mut state, asked) = looking();
    let effects = update(&mut state, Action::SetView(View::Results));
    assert!(matches!(effects[..], [Effect::ForgetPlan]));
    told(&mut state, News::Planned(asked.generation, answer(&asked.draft.unwrap())));
    assert!(matches!(state.plan, PlanView::None));
}

#[test]
fn another_search_is_made_in_the_plan_that_there_is() {
    let mut state = with_plan();
    let search = asked(update(&mut state, Action::FindInPlan(" b ".to_owned()))).unwrap();
    assert_eq!((search.draft.is_none(), search.sought.as_str()), (true, "b"));
    let planned = Arc::clone(&state.plan.shown().unwrap().planned);
    let found = Some(Arc::new(vec![1, 9]));
    told(&mut state, News::Planned(search.generation, Ok(PlanAnswer { planned, found })));
    let shown = state.plan.shown().unwrap();
    let lines: Vec<_> = (0..shown.n_rows()).filter_map(|row| shown.row(row)).collect();
    let second = &shown.planned.job.recipes[1];
    assert_eq!(lines.iter().map(|line| line.picture).collect::<Vec<_>>(), [Path::new("a.png"), Path::new("b.png")]);
    assert!(lines.iter().all(|line| line.recipe == second));
    assert_eq!(lines[1].name, Path::new(&format!("{}_b.png", second.slug())));
}

#[test]
fn a_plan_that_cannot_be_is_refused_until_something_changes() {
    let (mut state, first) = looking();
    told(&mut state, News::Planned(first.generation, Err("it is a file: choose another".to_owned())));
    assert!(matches!(&state.plan, PlanView::Refused { reason, .. } if reason == "It is a file: choose another"));
    assert!(update(&mut state, Action::FindInPlan("a".to_owned())).is_empty());
    assert!(asked(update(&mut state, Action::SetOutputFolder("made".to_owned()))).is_some());
}

#[test]
fn the_plan_is_made_again_when_a_run_is_over() {
    let mut state = with_plan();
    let generation = running(&mut state);
    assert_eq!(state.view, View::Results);
    let during = asked(update(&mut state, Action::SetView(View::Plan))).unwrap();
    assert!(told(&mut state, News::RunAdvanced(generation, step(&[(0, 0)], None))).is_empty());
    let after = asked(told(&mut state, News::RunAdvanced(generation, step(&[], Some(Ended::Complete))))).unwrap();
    assert!(after.generation > during.generation);
}

#[test]
fn a_comparison_is_not_disturbed() {
    let mut state = with_plan();
    update(&mut state, Action::Compare);
    assert!(update(&mut state, Action::SetView(View::Plan)).is_empty());
    let Activity::Starting { generation } = state.activity else { panic!("{:?}", state.activity) };
    assert!(told(&mut state, News::ComparisonStarted(generation, Ok(Progress::default()))).is_empty());
    let stopped = crate::compare::CompareError::Stopped.into();
    assert!(asked(told(&mut state, News::ComparisonEnded(generation, Err(stopped)))).is_some());
}

#[test]
fn another_folder_has_another_plan() {
    let mut state = with_plan();
    update(&mut state, Action::FindInPlan("a".to_owned()));
    update(&mut state, Action::OpenFolder("/q".into()));
    assert!(matches!(state.plan, PlanView::None));
    let Folder::Scanning { generation, .. } = state.folder else { panic!("{:?}", state.folder) };
    let scan = Scan { pictures: vec![picture("/q", "c.png")], ..Scan::default() };
    let asked = asked(told(&mut state, News::Scanned(generation, "/q".into(), Ok(scan)))).unwrap();
    assert_eq!((asked.draft.unwrap().pictures.len(), asked.sought.as_str()), (1, ""));
}
