//! Comparisons: started on a thread of their own, then looked at as they go.

use std::sync::Arc;

use super::lately::Watched;
use super::{Arrival, Mail, history};
use crate::compare::{self, Mode, Rounds, Session, Settings};
use crate::engine::{Run, Way};
use crate::gui::action::{Draft, News};
use crate::gui::live::LiveLane;
use crate::report::history::History;

/// A comparison that is on.
pub(super) struct Comparing {
    generation: u64,
    session: Session,
    /// The run that is on, by its number.
    watched: (usize, Watched),
}

/// How to compare.
pub(super) struct Asked {
    /// The ways.
    pub ways: Vec<Way>,
    /// How many rounds are counted.
    pub rounds: Rounds,
    /// What is measured.
    pub mode: Mode,
}

pub(super) fn start(mail: &Mail, generation: u64, draft: Draft, asked: Asked, history: Option<History>) {
    mail.elsewhere("pixloom-start", move |mail| {
        let Asked { ways, rounds, mode } = asked;
        let after_round = history::keep_after_rounds(mail, history);
        let settings = Settings { ways, rounds, mode, scratch: std::env::temp_dir(), after_round };
        match compare::start(Arc::new(draft.job_of_ticked()), settings) {
            Ok(session) => {
                mail.bring(Arrival::Compare(Box::new(Comparing { generation, session, watched: Default::default() })));
            }
            Err(error) => mail.tell(News::ComparisonStarted(generation, Err(error.to_string()))),
        }
    });
}

impl Comparing {
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn started(&self) -> News {
        News::ComparisonStarted(self.generation, Ok(self.session.progress()))
    }

    pub(super) fn pause(&self) {
        self.session.pause();
    }

    pub(super) fn is_paused(&self) -> bool {
        self.session.is_paused()
    }

    pub(super) fn resume(&self) {
        self.session.resume();
    }

    pub(super) fn stop(&self) {
        self.session.stop();
    }

    /// Tells what is new; says whether the comparison is over.
    pub(super) fn look(&mut self, news: &mut Vec<News>) -> bool {
        match self.session.result() {
            Some(result) => {
                news.push(News::ComparisonEnded(self.generation, result));
                true
            }
            None => {
                let lanes = self.lanes();
                news.push(News::ComparisonAdvanced(self.generation, self.session.progress(), lanes));
                false
            }
        }
    }

    /// What the workers of the run that is on do; no lanes between two runs.
    fn lanes(&mut self) -> Vec<LiveLane> {
        let (known, watched) = &mut self.watched;
        let look = |number: usize, run: &Run| {
            if number != *known {
                (*known, *watched) = (number, Watched::default());
            }
            watched.lanes(run)
        };
        self.session.with_current(look).unwrap_or_default()
    }
}
