//! What a change of language says anew, tested without a window.

use std::sync::Arc;

use super::super::super::action::{Action, Effect, News};
use super::super::super::choices::{LanguageChoice, Remembered};
use super::super::super::history_view::{BesideShown, HistoryLines};
use super::super::super::state::State;
use super::super::update;
use super::{told, with_pictures};
use crate::compare::{Identity, made};
use crate::engine::PerPhase;
use crate::report::history::{EntryId, beside};
use crate::strategies;
use crate::words::Language;

#[test]
fn everything_that_was_worded_is_worded_anew() {
    let mut state = with_pictures();
    let way = |n: usize, s: f64| made::way(strategies::ALL[n], 2, &[s; 10], PerPhase::default());
    let comparison = Arc::new(made::comparison(vec![way(0, 2.0), way(1, 1.0)], Identity::Identical));
    update(&mut state, Action::ShowComparison(Arc::clone(&comparison)));
    let effects = update(&mut state, Action::SetLanguage(LanguageChoice::Korean));
    let [Effect::WorkOutScaling(curves, korean)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((*curves, korean.words), (state.scaling.generation, Language::Korean));
    let sentence = |state: &State| state.comparison.as_ref().unwrap().verdict.sentence.clone();
    assert!(sentence(&state).contains("빠릅니다"), "{}", sentence(&state));
    update(&mut state, Action::SetLanguage(LanguageChoice::System));
    assert_eq!(sentence(&state), comparison.told_in(Language::English).verdict.sentence);
    assert!(update(&mut state, Action::SetLanguage(LanguageChoice::English)).is_empty(), "it is spoken already");
}

#[test]
fn the_list_of_earlier_comparisons_and_the_one_beside_are_asked_for_again() {
    let mut state = with_pictures();
    let way = made::way(strategies::DEFAULT, 2, &[1.0, 1.1], PerPhase::default());
    let comparison = Arc::new(made::comparison(vec![way], Identity::Identical));
    update(&mut state, Action::ShowComparison(Arc::clone(&comparison)));
    let effects = update(&mut state, Action::LayBeside(EntryId::made()));
    let [Effect::LayBeside(request, ..)] = effects[..] else { panic!("{effects:?}") };
    let beside = beside(&comparison, &comparison);
    let laid = BesideShown { id: EntryId::made(), begun: String::new(), beside };
    told(&mut state, News::LaidBeside(request, Ok(Arc::new(laid))));
    let effects = update(&mut state, Action::SetLanguage(LanguageChoice::Korean));
    assert!(matches!(&effects[..], [.., Effect::LayBeside(_, _, shown)] if shown.words == Language::Korean));
    let effects = update(&mut state, Action::ShowHistory(true));
    let [Effect::ReadHistory(list, Language::Korean)] = effects[..] else { panic!("{effects:?}") };
    told(&mut state, News::HistoryRead(list, Ok(Arc::new(HistoryLines::default()))));
    let effects = update(&mut state, Action::SetLanguage(LanguageChoice::English));
    assert!(matches!(effects[..], [.., Effect::ReadHistory(_, Language::English)]), "{effects:?}");
}

#[test]
fn a_language_without_letters_is_not_spoken_and_the_choice_is_remembered() {
    let mut state = State::new(Remembered::default());
    update(&mut state, Action::SetLanguage(LanguageChoice::Korean));
    update(&mut state, Action::FoundLetters(false));
    assert_eq!((state.words(), state.speech.wanted()), (Language::English, Language::Korean));
    let again = State::new(Remembered::of(&state));
    assert_eq!((again.words(), again.speech.choice), (Language::Korean, LanguageChoice::Korean));
}

#[test]
fn the_system_is_followed_unless_a_language_is_chosen() {
    let mut state = State::new(Remembered::default());
    state.speech.system = Language::Korean;
    let mut spoken = Vec::new();
    for _ in 0..4 {
        spoken.push(state.words());
        let next = state.speech.next();
        update(&mut state, Action::SetLanguage(next));
    }
    assert_eq!(spoken, [Language::Korean, Language::English, Language::Korean, Language::English]);
    update(&mut state, Action::SetLanguage(LanguageChoice::English));
    update(&mut state, Action::SetLanguage(LanguageChoice::System));
    assert_eq!(state.words(), Language::Korean);
}
