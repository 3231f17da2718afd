//! Planning: one thread that works at the newest request and drops those before it.
//!
//! A new request stops the one that is being worked at. So a value that is dragged over a long list of pictures leaves
//! one plan to be worked out when it rests, however many were asked for on the way.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::time::Duration;

use super::{Mail, StopFlag};
use crate::gui::action::{News, PlanAnswer, PlanSource};
use crate::gui::plan_view::PlannedJob;
use crate::job::PlanError;

/// A request is worked at when no other has come for so long: more than between two steps of what is being dragged.
const REST: Duration = Duration::from_millis(80);

/// Plans jobs on a thread of its own.
pub(super) struct Planner {
    requests: Option<Sender<Request>>,
    newest: StopFlag,
}

struct Request {
    generation: u64,
    source: PlanSource,
    sought: String,
    is_stopped: Box<dyn Fn() -> bool + Send>,
}

impl Planner {
    pub(super) fn new() -> Self {
        Self { requests: None, newest: StopFlag::new() }
    }

    /// Plans this instead of what was asked for before.
    pub(super) fn plan(&mut self, mail: &Mail, generation: u64, source: PlanSource, sought: String) {
        self.forget();
        let is_stopped = Box::new(self.newest.watch());
        let mut request = Request { generation, source, sought, is_stopped };
        if let Some(requests) = &self.requests {
            match requests.send(request) {
                Ok(()) => return,
                // The thread is gone.
                Err(SendError(unsent)) => request = unsent,
            }
        }
        let (sender, requests) = channel();
        // It cannot fail: the other end is in the hand.
        let _ = sender.send(request);
        self.requests = Some(sender);
        mail.elsewhere("pixloom-plan", move |mail| serve(mail, &requests));
    }

    /// Leaves what was asked for.
    pub(super) fn forget(&mut self) {
        self.newest = StopFlag::new();
    }
}

/// Works until nobody can ask any more.
fn serve(mail: &Mail, requests: &Receiver<Request>) {
    while let Ok(mut request) = requests.recv() {
        while let Ok(newer) = requests.recv_timeout(REST) {
            request = newer;
        }
        let generation = request.generation;
        if let Some(answer) = answer(request) {
            mail.tell(News::Planned(generation, answer));
        }
    }
}

/// None when it is no longer wanted.
fn answer(request: Request) -> Option<Result<PlanAnswer, String>> {
    let Request { source, sought, is_stopped, .. } = request;
    let planned = match planned(source, &is_stopped) {
        Ok(planned) => planned,
        Err(PlanError::Stopped) => return None,
        Err(error) => return Some(Err(error.to_string())),
    };
    let is_all = sought.is_empty() && planned.n_asked == planned.plan.outputs().len();
    let found = if is_all { None } else { Some(Arc::new(planned.find(&sought, &is_stopped)?)) };
    Some(Ok(PlanAnswer { planned, found }))
}

fn planned(source: PlanSource, is_stopped: &dyn Fn() -> bool) -> Result<Arc<PlannedJob>, PlanError> {
    let draft = match source {
        PlanSource::Known(planned) => return Ok(planned),
        PlanSource::Draft(draft) => draft,
    };
    if is_stopped() {
        return Err(PlanError::Stopped);
    }
    let job = draft.job();
    let plan = job.plan_of(&|idx| draft.makes(idx), is_stopped)?;
    Ok(Arc::new(PlannedJob::new(job, plan)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::SystemTime;

    use super::super::Arrival;
    use super::*;
    use crate::files::PictureFile;
    use crate::filters::Alpha;
    use crate::gui::action::Draft;
    use crate::gui::pictures_view::Ticks;
    use crate::job::{OutputOptions, Recipe};

    fn draft(folder: &Path, n_pictures: usize) -> PlanSource {
        let picture = |n: usize| {
            let name = format!("Holiday-{n}.png");
            PictureFile { path: folder.join(&name), relative: name.into(), bytes: 1, modified: SystemTime::UNIX_EPOCH }
        };
        PlanSource::Draft(Box::new(Draft {
            folder: folder.to_owned(),
            pictures: Arc::new((0..n_pictures).map(picture).collect()),
            ticks: Ticks::all(n_pictures),
            recipes: Recipe::tutorial(),
            alpha: Alpha::Keep,
            output: OutputOptions::into_folder(folder.join("out")),
            only: None,
        }))
    }

    fn request(source: PlanSource, sought: &str) -> Request {
        Request { generation: 1, source, sought: sought.to_owned(), is_stopped: Box::new(|| false) }
    }

    #[test]
    fn the_newest_request_is_answered_last_and_nothing_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, arrivals) = channel();
        let mail = Mail { sender, ctx: egui::Context::default() };
        let mut planner = Planner::new();
        for generation in 1..=50 {
            planner.plan(&mail, generation, draft(folder.path(), generation as usize), String::new());
        }
        drop(mail);
        let newest = loop {
            let Ok(Arrival::News(News::Planned(generation, answer))) = arrivals.recv() else { panic!("no answer") };
            if generation == 50 {
                break answer.unwrap();
            }
        };
        assert_eq!(newest.planned.job.pictures.len(), 50);
        drop(planner);
        assert!(arrivals.recv().is_err(), "the thread has ended and told no more");
    }

    #[test]
    fn what_is_no_longer_wanted_is_not_answered() {
        let folder = tempfile::tempdir().unwrap();
        let mut newest = StopFlag::new();
        let is_stopped = Box::new(newest.watch());
        let stale = Request { is_stopped, ..request(draft(folder.path(), 2), "") };
        newest = StopFlag::new();
        assert!(answer(stale).is_none());
        assert!(!newest.watch()());
    }

    #[test]
    fn letters_are_found_in_names_whatever_their_case() {
        let folder = tempfile::tempdir().unwrap();
        let all = answer(request(draft(folder.path(), 12), "")).unwrap().unwrap();
        assert!(all.found.is_none());
        let n_recipes = all.planned.job.recipes.len();
        let find = |sought: &str| {
            let known = PlanSource::Known(Arc::clone(&all.planned));
            answer(request(known, sought)).unwrap().unwrap().found.unwrap().to_vec()
        };
        assert_eq!(find("hOLIDAY").len(), 12 * n_recipes);
        assert_eq!(find("holiday-3.png"), (3 * n_recipes..4 * n_recipes).collect::<Vec<_>>());
        let slug = all.planned.job.recipes[1].slug();
        assert_eq!(find(&format!("{slug}_holiday-1")), [n_recipes + 1, 10 * n_recipes + 1, 11 * n_recipes + 1]);
        assert!(find("nowhere").is_empty());
    }

    #[test]
    fn a_job_that_cannot_be_done_is_refused_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let refused = answer(request(draft(folder.path(), 0), "")).unwrap().unwrap_err();
        assert!(refused.contains("no pictures"), "{refused}");
    }
}
