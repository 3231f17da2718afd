//! When the plan is worked out: while it is looked at, whenever the job as chosen is not the one that was planned.
//!
//! What is chosen is compared with what was asked for last, so that there is no list of choices to be kept up to date.

use super::super::action::{Effect, PlanAnswer, PlanSource};
use super::super::plan_view::{PlanAsked, PlanShown, PlanView};
use super::super::state::{Activity, State, View};
use super::{chosen, told};

/// Asks for the plan if it is looked at and not the right one; lets go of it if it is not looked at.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    let Some(draft) = wanted(state) else { return forget(state) };
    let asked = PlanAsked { draft, sought: state.plan_search.trim().to_owned() };
    let is_same_job = state.plan.asked().is_some_and(|before| before.draft.is_same(&asked.draft));
    let is_same_search = state.plan.asked().is_some_and(|before| before.sought == asked.sought);
    if is_same_job && (is_same_search || matches!(state.plan, PlanView::Refused { .. })) {
        return None;
    }
    Some(ask(state, asked))
}

/// A request that is no longer the newest is dropped.
pub(super) fn planned(state: &mut State, generation: u64, answer: Result<PlanAnswer, String>) {
    let PlanView::Working { generation: wanted, asked, .. } = &state.plan else { return };
    if *wanted != generation {
        return;
    }
    let asked = asked.clone();
    state.plan = match answer {
        Ok(PlanAnswer { planned, found }) => PlanView::Ready(PlanShown { asked, planned, found }),
        Err(reason) => PlanView::Refused { asked, reason: told::sentence(&reason) },
    };
}

/// The job to be planned now. A comparison is not disturbed.
fn wanted(state: &State) -> Option<super::Draft> {
    let is_free = matches!(state.activity, Activity::Idle | Activity::Running { .. });
    let is_wanted = state.view == View::Plan && is_free && state.has_job();
    if is_wanted { chosen(state) } else { None }
}

fn forget(state: &mut State) -> Option<Effect> {
    let before = std::mem::replace(&mut state.plan, PlanView::None);
    matches!(before, PlanView::Working { .. }).then_some(Effect::ForgetPlan)
}

fn ask(state: &mut State, asked: PlanAsked) -> Effect {
    let generation = state.next_generation();
    let before = match std::mem::replace(&mut state.plan, PlanView::None) {
        PlanView::Ready(shown) => Some(Box::new(shown)),
        PlanView::Working { before, .. } => before,
        PlanView::None | PlanView::Refused { .. } => None,
    };
    // Other letters are looked for in the plan that there is.
    let known = before.as_ref().filter(|shown| shown.asked.draft.is_same(&asked.draft));
    let source = known.map_or_else(
        || PlanSource::Draft(Box::new(asked.draft.clone())),
        |shown| PlanSource::Known(shown.planned.clone()),
    );
    let sought = asked.sought.clone();
    state.plan = PlanView::Working { generation, asked, before };
    Effect::Plan { generation, source, sought }
}
