//! The timeline: which recording is seen, how much of it, and what is selected.

use std::sync::Arc;
use std::time::Duration;

use super::{Action, Effect, News, PathBuf, Scan, State, View, running, told, update, with_pictures};
use crate::compare::{Comparison, Identity, made};
use crate::engine::{Doing, PerPhase, Phase, Recording, Span, Task, Way};
use crate::gui::timeline::{Choice, Look, Place, RunRecording, Shown, Source, Timeline};
use crate::strategies;
use crate::words::Language;

fn us(us: u64) -> Duration {
    Duration::from_micros(us)
}

/// Two workers, 100 ms: the first opens and filters, the second waits, filters, and has nothing left.
fn recording() -> Recording {
    let span = |worker, phase, from, to| {
        Span::new(worker, Task { picture_idx: 0, recipe_idx: None }, Doing::Phase(phase), us(from), us(to), None)
    };
    let (open, filter) = (Phase::Open, Phase::Filter);
    let spans = vec![
        span(0, open, 0, 20_000),
        // Too soon for anyone to stop between the two.
        span(0, filter, 20_010, 100_000),
        span(1, filter, 20_000, 50_000),
        span(1, filter, 50_000, 60_000),
    ];
    Recording::new(2, us(100_000), spans)
}

fn comparison() -> Arc<Comparison> {
    let way = |strategy| {
        let mut way = made::way(strategy, 2, &[0.1], PerPhase::default());
        way.recording = Some(Arc::new(recording()));
        way
    };
    let ways = strategies::ALL.iter().copied().map(way).collect();
    Arc::new(made::comparison(ways, Identity::Identical))
}

/// The one request for a timeline among effects, answered.
fn prepare(state: &mut State, effects: Vec<Effect>) -> Source {
    let [Effect::PrepareTimeline(generation, source, _)] = &effects[..] else { panic!("{effects:?}") };
    let timeline = Timeline::new(source.clone(), Language::English).map(Arc::new);
    assert!(told(state, News::TimelineReady(*generation, timeline)).is_empty());
    source.clone()
}

/// The window with a timeline that can be drawn.
fn with_timeline() -> State {
    let mut state = with_pictures();
    update(&mut state, Action::ShowComparison(comparison()));
    let effects = update(&mut state, Action::SetView(View::Timeline));
    prepare(&mut state, effects);
    state
}

fn look(state: &mut State, look: Look) -> Vec<Effect> {
    update(state, Action::Timeline(look))
}

fn window_ms(state: &State) -> (f64, f64) {
    (state.timeline.window.from_ns / 1e6, state.timeline.window.to_ns / 1e6)
}

#[test]
fn a_recording_is_made_ready_once_and_only_when_it_is_looked_at() {
    let mut state = with_pictures();
    let comparison = comparison();
    let effects = update(&mut state, Action::ShowComparison(Arc::clone(&comparison)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::PrepareTimeline(..))), "nobody looks: {effects:?}");
    let effects = update(&mut state, Action::SetView(View::Timeline));
    let source = prepare(&mut state, effects);
    assert!(source.is_same(&Source::Way(comparison, 0)));
    assert_eq!(window_ms(&state), (0.0, 100.0));
    update(&mut state, Action::SetView(View::Results));
    assert!(update(&mut state, Action::SetView(View::Timeline)).is_empty(), "it is known");
}

#[test]
fn a_late_timeline_is_dropped() {
    let mut state = with_pictures();
    update(&mut state, Action::ShowComparison(comparison()));
    let effects = update(&mut state, Action::SetView(View::Timeline));
    let [Effect::PrepareTimeline(old, source, _)] = &effects[..] else { panic!("{effects:?}") };
    look(&mut state, Look::At(Choice::Way(1)));
    told(&mut state, News::TimelineReady(*old, Timeline::new(source.clone(), Language::English).map(Arc::new)));
    assert!(matches!(state.timeline.shown, Shown::Working { source: Source::Way(_, 1), .. }));
}

#[test]
fn another_way_is_seen_from_afar_with_nothing_selected() {
    let mut state = with_timeline();
    look(&mut state, Look::Zoom(4.0, 0.0));
    look(&mut state, Look::Next { is_onwards: true });
    let effects = look(&mut state, Look::At(Choice::Way(1)));
    assert!(matches!(prepare(&mut state, effects), Source::Way(_, 1)));
    assert_eq!((window_ms(&state), state.timeline.selected), ((0.0, 100.0), None));
}

#[test]
fn nearer_farther_along_and_back() {
    let mut state = with_timeline();
    for (wish, seen) in [
        (Look::Zoom(2.0, 0.5), (25.0, 75.0)),
        (Look::Along(0.5), (50.0, 100.0)),
        (Look::Along(9.0), (50.0, 100.0)),
        (Look::Zoom(5.0, 0.0), (50.0, 60.0)),
        (Look::Fit, (0.0, 100.0)),
    ] {
        assert!(look(&mut state, wish).is_empty());
        assert_eq!(window_ms(&state), seen, "{wish:?}");
    }
}

#[test]
fn the_selection_goes_from_task_to_task_and_from_lane_to_lane() {
    let mut state = with_timeline();
    let (next, before) = (Look::Next { is_onwards: true }, Look::Next { is_onwards: false });
    let (below, above) = (Look::OtherLane { is_below: true }, Look::OtherLane { is_below: false });
    for (wish, lane, piece) in [
        (next, 0, 0),
        (next, 0, 2),
        (next, 0, 2),
        (before, 0, 0),
        (below, 1, 0),
        (next, 1, 1),
        (below, 1, 1),
        (above, 0, 2),
        (Look::Select(Place { lane: 1, piece: 3 }), 1, 3),
        (Look::Select(Place { lane: 7, piece: 0 }), 1, 3),
    ] {
        look(&mut state, wish);
        assert_eq!(state.timeline.selected, Some(Place { lane, piece }), "{wish:?}");
    }
}

#[test]
fn what_is_selected_is_brought_into_sight() {
    let mut state = with_timeline();
    look(&mut state, Look::Zoom(5.0, 0.0));
    look(&mut state, Look::Select(Place { lane: 1, piece: 2 }));
    assert_eq!(window_ms(&state), (45.0, 65.0));
}

#[test]
fn a_run_that_is_over_can_be_seen_and_goes_with_its_folder() {
    let mut state = with_timeline();
    let generation = running(&mut state);
    let job = Arc::clone(&state.run.as_ref().unwrap().job);
    let way = Way::new(strategies::ALL[0], std::num::NonZeroUsize::MIN);
    let recording = RunRecording { job, way, recording: Arc::new(recording()) };
    told(&mut state, News::RunRecorded(generation - 1, recording.clone(), Default::default()));
    assert!(matches!(state.recording(), Some(Source::Way(..))), "that was another run");
    state.run.as_mut().unwrap().made = vec![(0, 1), (0, 0)];
    state.enlarged = Some(0);
    told(&mut state, News::RunRecorded(generation, recording, [vec![(0, 0), (0, 1)], Vec::new()]));
    assert_eq!(state.run.as_ref().unwrap().made, [(0, 0), (0, 1)], "in order once all is recorded");
    assert_eq!(state.enlarged, Some(1), "what is seen large stays");
    let effects = update(&mut state, Action::SetView(View::Timeline));
    assert!(matches!(prepare(&mut state, effects), Source::Run(_)));
    let effects = update(&mut state, Action::OpenFolder("/q".into()));
    let Some(Effect::Scan { generation, .. }) = effects.last() else { panic!("{effects:?}") };
    told(&mut state, News::Scanned(*generation, PathBuf::from("/q"), Ok(Scan::default())));
    assert!(matches!((state.recording(), &state.timeline.shown), (None, Shown::None)));
}

#[test]
fn a_comparison_without_recordings_has_no_timeline() {
    let mut state = with_pictures();
    let way = made::way(strategies::ALL[0], 2, &[0.1], PerPhase::default());
    update(&mut state, Action::ShowComparison(Arc::new(made::comparison(vec![way], Identity::Unproven))));
    assert!(update(&mut state, Action::SetView(View::Timeline)).is_empty());
    look(&mut state, Look::Fit);
    assert!(matches!(state.timeline.shown, Shown::None));
}
