//! Earlier comparisons, curves and exports, tested without a window.

use std::sync::Arc;

use super::super::super::action::{Action, Effect, News, Picked};
use super::super::super::history_view::{BesideShown, HistoryLines, HistoryList};
use super::super::super::scaling_view::ScalingShown;
use super::super::super::state::{Dialog, NoticeKind, Pick, State};
use super::super::update;
use super::{told, with_pictures};
use crate::compare::{Comparison, Identity, Progress, made};
use crate::engine::PerPhase;
use crate::report::history::{EntryId, beside};
use crate::strategies;

fn comparison() -> Arc<Comparison> {
    let way = made::way(strategies::DEFAULT, 2, &[1.0, 1.1], PerPhase::default());
    Arc::new(made::comparison(vec![way], Identity::Identical))
}

/// The window after a comparison, and the request for its curves.
fn compared() -> (State, u64) {
    let mut state = with_pictures();
    let effects = update(&mut state, Action::Compare);
    let Some(Effect::StartComparison(generation, ..)) = effects.first() else { panic!("{effects:?}") };
    told(&mut state, News::ComparisonStarted(*generation, Ok(Progress::default())));
    let effects = told(&mut state, News::ComparisonEnded(*generation, Ok(comparison())));
    let [Effect::WorkOutScaling(curves, _)] = effects[..] else { panic!("{effects:?}") };
    (state, curves)
}

#[test]
fn curves_of_another_comparison_are_dropped() {
    let (mut state, curves) = compared();
    let shown = Arc::new(ScalingShown::of(&comparison()));
    told(&mut state, News::ScalingKnown(curves - 1, Arc::clone(&shown)));
    assert!(state.scaling.shown.is_none());
    told(&mut state, News::ScalingKnown(curves, shown));
    assert!(state.scaling.shown.is_some());
    // Whoever compares anew sees no old curves.
    let effects = update(&mut state, Action::Compare);
    let Some(Effect::StartComparison(generation, ..)) = effects.first() else { panic!("{effects:?}") };
    assert!(told(&mut state, News::ComparisonStarted(*generation, Ok(Progress::default()))).is_empty());
    assert!(state.comparison.is_none() && state.scaling.shown.is_none());
}

#[test]
fn an_earlier_comparison_is_shown_with_its_date() {
    let (mut state, _) = compared();
    let effects = update(&mut state, Action::ShowHistory(true));
    let [Effect::ReadHistory(list, _)] = effects[..] else { panic!("{effects:?}") };
    told(&mut state, News::HistoryRead(list - 1, Err("late".to_owned())));
    assert!(matches!(state.history.list, HistoryList::Reading));
    told(&mut state, News::HistoryRead(list, Ok(Arc::new(HistoryLines::default()))));
    assert!(matches!(state.history.list, HistoryList::Read(_)));
    let effects = update(&mut state, Action::OpenKept(EntryId::made()));
    let [Effect::OpenKept(request, _)] = effects[..] else { panic!("{effects:?}") };
    let effects = told(&mut state, News::KeptOpened(request, Ok(("then".to_owned(), comparison()))));
    assert!(matches!(effects[..], [Effect::WorkOutScaling(..)]));
    assert!(matches!(state.history.list, HistoryList::Closed));
    assert_eq!(state.history.shown_from.as_deref(), Some("then"));
    let effects = update(&mut state, Action::OpenKept(EntryId::made()));
    let [Effect::OpenKept(request, _)] = effects[..] else { panic!("{effects:?}") };
    told(&mut state, News::KeptOpened(request, Err("it is gone".to_owned())));
    assert_eq!(state.notice.as_ref().map(|notice| notice.text.as_str()), Some("It is gone"));
    assert_eq!(state.history.shown_from.as_deref(), Some("then"), "what was shown still is");
}

#[test]
fn another_is_laid_beside_until_it_is_closed() {
    let (mut state, _) = compared();
    let effects = update(&mut state, Action::LayBeside(EntryId::made()));
    let [Effect::LayBeside(request, ..)] = effects[..] else { panic!("{effects:?}") };
    let beside = || beside(&comparison(), &comparison());
    let laid = || Arc::new(BesideShown { id: EntryId::made(), begun: "then".to_owned(), beside: beside() });
    told(&mut state, News::LaidBeside(request - 1, Ok(laid())));
    assert!(state.history.beside.is_none());
    told(&mut state, News::LaidBeside(request, Ok(laid())));
    assert!(state.history.beside.is_some());
    update(&mut state, Action::CloseBeside);
    assert!(state.history.beside.is_none());
    assert!(update(&mut with_pictures(), Action::LayBeside(EntryId::made())).is_empty(), "beside nothing");
}

#[test]
fn the_comparison_is_written_where_it_can_be() {
    let (mut state, _) = compared();
    let effects = update(&mut state, Action::PickFolder(Pick::Export));
    assert!(matches!(&effects[..], [Effect::PickFolder(Pick::Export, Some(at))] if at.ends_with("p")), "{effects:?}");
    let effects = told(&mut state, News::Picked(Pick::Export, Picked::Path("/chosen".into())));
    assert!(matches!(&effects[..], [Effect::Export(_, folder)] if folder.ends_with("chosen")), "{effects:?}");
    told(&mut state, News::Exported("/chosen".into(), Ok(vec!["/chosen/a.json".into(), "/chosen/b.md".into()])));
    assert_eq!(state.notice.as_ref().unwrap().text, "Written into /chosen: a.json, b.md");
    update(&mut state, Action::PickFolder(Pick::Export));
    let effects = told(&mut state, News::Picked(Pick::Export, Picked::NoDialog));
    let [Effect::Export(_, folder)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((folder, state.dialog), (&state.export_folder(), Dialog::Missing));
    told(&mut state, News::Exported(folder.clone(), Ok(Vec::new())));
    assert!(state.notice.as_ref().unwrap().text.contains("no folder dialog"));
    told(&mut state, News::Exported(folder.clone(), Err("the disk is full: make room".to_owned())));
    assert_eq!(state.notice.as_ref().map(|notice| notice.kind), Some(NoticeKind::Error));
    update(&mut state, Action::PickFolder(Pick::Export));
    assert!(told(&mut state, News::Picked(Pick::Export, Picked::Cancelled)).is_empty());
}
