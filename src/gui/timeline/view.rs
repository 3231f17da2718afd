//! What is seen of the timeline, as the window knows it: plain data, changed by `update` alone.

use std::sync::Arc;

use super::{Source, Stretch, Timeline};

/// What is seen of the timeline.
#[derive(Clone, Debug)]
pub(crate) struct TimelineView {
    /// Which recording is wanted.
    pub choice: Choice,
    /// What is known of it.
    pub shown: Shown,
    /// The stretch of time that is seen.
    pub window: Stretch,
    /// What is selected.
    pub selected: Option<Place>,
}

/// Which recording is wanted. Where there is none, the other kind is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// That of a way of the comparison, by its place.
    Way(usize),
    /// That of the last run.
    Run,
}

/// What is known of the wanted recording.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    /// Nothing: it is not looked at, or there is none.
    None,
    /// It is being made ready.
    Working {
        /// The request.
        generation: u64,
        /// What was asked for.
        source: Source,
    },
    /// It can be drawn.
    Ready(Arc<Timeline>),
}

/// A place on a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The worker, from 0.
    pub lane: usize,
    /// The piece of its lane.
    pub piece: usize,
}

/// To see something else of the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Look {
    /// This recording.
    At(Choice),
    /// Nearer by a factor, farther below 1, around a place in what is seen, from 0 to 1.
    Zoom(f64, f64),
    /// Further along by so many times what is seen.
    Along(f64),
    /// All of it.
    Fit,
    /// What lies here, in detail.
    Select(Place),
    /// The next one in the lane, or the one before.
    Next {
        /// Whether it is the next one.
        is_onwards: bool,
    },
    /// What lies at the same time in the lane below, or above.
    OtherLane {
        /// Whether it is the one below.
        is_below: bool,
    },
}

impl Default for TimelineView {
    fn default() -> Self {
        Self { choice: Choice::Way(0), shown: Shown::None, window: Stretch::all(0), selected: None }
    }
}

impl Shown {
    /// What it is, or will be.
    pub(crate) fn source(&self) -> Option<&Source> {
        match self {
            Self::None => None,
            Self::Working { source, .. } => Some(source),
            Self::Ready(timeline) => Some(&timeline.source),
        }
    }
}
