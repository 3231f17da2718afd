//! Reads on in the ledger of the run that is on, for the lanes in the bar below. Each run has its own.
//!
//! Knows neither who shows the lanes nor what else is in the ledger.

use crate::engine::{Cursor, Event, Run};
use crate::gui::live::{Lately, LiveLane};

/// How far the ledger of a run was read, and what it said.
#[derive(Default)]
pub(super) struct Watched {
    cursor: Cursor,
    lately: Lately,
}

impl Watched {
    /// The lanes as they are now. Cost: what is new in the ledger.
    pub(super) fn lanes(&mut self, run: &Run) -> Vec<LiveLane> {
        let Self { cursor, lately } = self;
        run.ledger().read(cursor, |event| {
            if let Event::Span(span) = event {
                lately.add(span);
            }
        });
        lately.lanes(run.elapsed(), &run.now())
    }
}
