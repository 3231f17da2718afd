//! What is seen of the timeline: which recording, which stretch of time, and what is selected.
//!
//! The recording that is to be seen is compared with the one that was asked for last, so that nothing has to be said
//! when a comparison ends or another folder is opened.

use std::sync::Arc;

use super::super::action::Effect;
use super::super::state::{State, View};
use super::super::timeline::{Look, Place, Shown, Timeline, TimelineView};

/// Asks for the recording that is to be seen, if it is looked at; lets go of one that is not.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    let source = state.recording();
    let is_same = match (state.timeline.shown.source(), &source) {
        (Some(shown), Some(source)) => shown.is_same(source),
        (shown, source) => shown.is_none() && source.is_none(),
    };
    if is_same {
        return None;
    }
    state.timeline = TimelineView { choice: state.timeline.choice, ..TimelineView::default() };
    let source = source.filter(|source| state.view == View::Timeline && source.recording().is_some())?;
    let generation = state.next_generation();
    state.timeline.shown = Shown::Working { generation, source: source.clone() };
    Some(Effect::PrepareTimeline(generation, source, state.words()))
}

/// A request that is no longer the newest is dropped.
pub(super) fn ready(state: &mut State, generation: u64, timeline: Option<Arc<Timeline>>) {
    let view = &mut state.timeline;
    let is_wanted = matches!(view.shown, Shown::Working { generation: wanted, .. } if wanted == generation);
    if let Some(timeline) = timeline.filter(|_| is_wanted) {
        view.window = timeline.all;
        view.shown = Shown::Ready(timeline);
    }
}

pub(super) fn look(state: &mut State, look: Look) {
    let view = &mut state.timeline;
    if let Look::At(choice) = look {
        view.choice = choice;
    }
    let Shown::Ready(timeline) = &view.shown else { return };
    let timeline = Arc::clone(timeline);
    match look {
        Look::At(_) => {}
        Look::Zoom(by, around) => view.window = view.window.zoomed(by, around, timeline.all),
        Look::Along(by) => view.window = view.window.moved(by, timeline.all),
        Look::Fit => view.window = timeline.all,
        Look::Select(place) => select(view, &timeline, Some(place)),
        Look::Next { is_onwards } => {
            let place = next(view, &timeline, is_onwards);
            select(view, &timeline, place);
        }
        Look::OtherLane { is_below } => {
            let place = other_lane(view, &timeline, is_below);
            select(view, &timeline, place);
        }
    }
}

/// Selects what lies at a place, and brings it into sight.
fn select(view: &mut TimelineView, timeline: &Timeline, place: Option<Place>) {
    if let Some((place, piece)) = place.and_then(|place| Some((place, timeline.piece(place)?))) {
        view.selected = Some(place);
        view.window = view.window.showing(piece, timeline.all);
    }
}

/// The next place in the lane; the first one in sight when nothing is selected.
fn next(view: &TimelineView, timeline: &Timeline, is_onwards: bool) -> Option<Place> {
    match view.selected {
        Some(Place { lane, piece }) => {
            let piece = timeline.lanes.get(lane)?.next(piece, is_onwards)?;
            Some(Place { lane, piece })
        }
        None => first_seen(view, timeline, 0),
    }
}

/// What lies at the time of the selected place, as far as it is in sight, in the next lane.
fn other_lane(view: &TimelineView, timeline: &Timeline, is_below: bool) -> Option<Place> {
    let Some(selected) = view.selected else { return first_seen(view, timeline, 0) };
    let piece = timeline.piece(selected)?;
    let middle_ns = (piece.start_ns as f64).midpoint(piece.end_ns as f64);
    let at_ns = middle_ns.max(view.window.from_ns).min(view.window.to_ns);
    let lane = if is_below { selected.lane + 1 } else { selected.lane.checked_sub(1)? };
    Some(Place { lane, piece: timeline.lanes.get(lane)?.stop_at(at_ns)? })
}

fn first_seen(view: &TimelineView, timeline: &Timeline, lane: usize) -> Option<Place> {
    Some(Place { lane, piece: timeline.lanes.get(lane)?.stop_at(view.window.from_ns)? })
}
