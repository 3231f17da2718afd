//! What the state lets go of. To give the memory of long lists back takes some milliseconds, in which the window would
//! not move, so that is an effect like any other work.
//!
//! What is held before a change and by nobody else after it is let go: so no place that forgets something has to think
//! of this.

use std::sync::Arc;

use super::super::action::{Effect, Gone};
use super::super::plan_view::PlannedJob;
use super::super::state::{Folder, State};
use crate::files::PictureFile;
use crate::job::{Job, Plan};

/// Long lists that the state holds.
pub(super) struct Held {
    pictures: Vec<Arc<Vec<PictureFile>>>,
    run: Option<(Arc<Job>, Arc<Plan>)>,
    planned: Option<Arc<PlannedJob>>,
}

impl Held {
    /// Cost: a few counters.
    pub(super) fn of(state: &State) -> Self {
        Self {
            pictures: pictures(&state.folder),
            run: state.run.as_ref().map(|run| (Arc::clone(&run.job), Arc::clone(&run.plan))),
            planned: state.plan.shown().map(|shown| Arc::clone(&shown.planned)),
        }
    }

    /// What nobody else holds now.
    pub(super) fn gone(self) -> Option<Effect> {
        let pictures: Vec<_> = self.pictures.into_iter().filter(|list| !list.is_empty() && is_last(list)).collect();
        let run = self.run.filter(|(job, plan)| is_last(job) || is_last(plan));
        let planned = self.planned.filter(is_last);
        let is_any = !pictures.is_empty() || run.is_some() || planned.is_some();
        is_any.then_some(Effect::LetGo(Gone { pictures, run, planned }))
    }
}

fn pictures(folder: &Folder) -> Vec<Arc<Vec<PictureFile>>> {
    match folder {
        Folder::None | Folder::Failed { .. } => Vec::new(),
        Folder::Open { pictures, .. } => vec![Arc::clone(pictures)],
        Folder::Scanning { so_far, before, .. } => {
            let before = before.iter().flat_map(|before| pictures(before));
            before.chain([Arc::clone(so_far)]).collect()
        }
    }
}

fn is_last<T>(held: &Arc<T>) -> bool {
    Arc::strong_count(held) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::update::busy;

    fn gone(change: impl FnOnce(&mut State)) -> Option<Gone> {
        let mut state = busy(false);
        let held = Held::of(&state);
        change(&mut state);
        held.gone().map(|effect| if let Effect::LetGo(gone) = effect { gone } else { panic!("{effect:?}") })
    }

    #[test]
    fn what_nobody_else_holds_is_let_go_and_nothing_else() {
        assert!(gone(|_| ()).is_none());
        let run = gone(|state| state.run = None).unwrap();
        assert!(run.run.is_some() && run.pictures.is_empty() && run.planned.is_none());
        let folder = gone(|state| state.folder = Folder::None).unwrap();
        assert!(folder.run.is_none() && folder.pictures.len() == 1);
        let mut kept = None;
        let held_elsewhere = gone(|state| {
            kept = Some(Held::of(state));
            state.folder = Folder::None;
        });
        assert!(held_elsewhere.is_none());
    }
}
