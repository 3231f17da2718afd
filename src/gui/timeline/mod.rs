//! A recording made ready to be drawn: for each worker what it did and when it waited, and where every bar of it lies.
//!
//! Made ready once for each recording, on another thread; what a frame shows is then found by halving, so that a
//! hundred thousand bars cost no more than those that a screen has room for. It knows no widgets and no colours.

mod axis;
mod lane;
mod layout;
mod source;
mod stretch;
mod view;
mod words;

use crate::compare::gaps;
use crate::report::tables::{self, Table};
use crate::words::Language;

pub(crate) use axis::ticks;
pub(crate) use lane::{Lane, Piece, What};
pub(crate) use layout::{Bar, Grid, layout};
pub(crate) use source::{RunRecording, Source};
pub(crate) use stretch::Stretch;
pub(crate) use view::{Choice, Look, Place, Shown, TimelineView};
pub(crate) use words::{Said, bunch_in_words, piece_in_words};

/// A recording made ready to be drawn.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// Whose recording it is.
    pub source: Source,
    /// What each worker did.
    pub lanes: Vec<Lane>,
    /// The whole time.
    pub all: Stretch,
    /// What each worker did, in numbers.
    pub table: Table,
}

impl Timeline {
    /// Makes a recording ready, with its numbers in this language. None where there is none. Cost: a few passes over its spans.
    pub(crate) fn new(source: Source, words: Language) -> Option<Self> {
        let recording = source.recording()?;
        let mut gaps = gaps(recording).into_iter().peekable();
        let lane = |worker| {
            let waited = std::iter::from_fn(|| gaps.next_if(|gap| gap.worker == worker)).map(Piece::of_gap);
            let worked = recording.lane(worker).iter().enumerate().map(|(idx, span)| Piece::of_span(idx, span));
            Lane::new(worked.chain(waited).collect())
        };
        let lanes: Vec<Lane> = (0..recording.workers).map(lane).collect();
        let all = Stretch::all(lanes.iter().filter_map(Lane::end_ns).max().unwrap_or(0));
        let table = tables::workers(recording, words);
        Some(Self { source, lanes, all, table })
    }

    /// What lies at a place.
    pub(crate) fn piece(&self, place: Place) -> Option<&Piece> {
        self.lanes.get(place.lane)?.pieces().get(place.piece)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::compare::{Cause, Identity, made};
    use crate::engine::{Doing, PerPhase, Phase, Recording, Span, Task};
    use crate::strategies;

    #[test]
    fn lanes_hold_work_and_waiting_in_order() {
        let ms = Duration::from_millis;
        let span = |worker, phase, from, to| {
            let task = Task { picture_idx: 0, recipe_idx: None };
            Span::new(worker, task, Doing::Phase(phase), ms(from), ms(to), None)
        };
        let spans = vec![span(0, Phase::Open, 0, 2), span(0, Phase::Filter, 2, 9), span(1, Phase::Filter, 3, 5)];
        let mut way = made::way(strategies::ALL[0], 3, &[1.0], PerPhase::default());
        way.recording = Some(Arc::new(Recording::new(3, ms(10), spans)));
        let comparison = Arc::new(made::comparison(vec![way], Identity::Unproven));
        let timeline = Timeline::new(Source::Way(comparison, 0), Language::English).unwrap();
        let lane = |idx: usize| -> Vec<(What, u64, u64, Option<usize>)> {
            let in_ms =
                |piece: &Piece| (piece.what, piece.start_ns / 1_000_000, piece.end_ns / 1_000_000, piece.span_idx());
            timeline.lanes[idx].pieces().iter().map(in_ms).collect()
        };
        let (open, filter) = (What::Phase(Phase::Open), What::Phase(Phase::Filter));
        let (barrier, nothing) = (What::Waiting(Cause::Barrier), What::Waiting(Cause::NoWorkLeft));
        assert_eq!(lane(0), [(open, 0, 2, Some(0)), (filter, 2, 9, Some(1)), (nothing, 9, 10, None)]);
        assert_eq!(lane(1), [(barrier, 0, 3, None), (filter, 3, 5, Some(0)), (nothing, 5, 10, None)]);
        assert_eq!(lane(2), [(nothing, 0, 10, None)]);
        assert_eq!(timeline.all.to_ns, 10e6);
        assert_eq!(timeline.table.rows.len(), 3);
    }
}
