//! What is told of the picture that is seen.

use super::super::super::effects::preview::Layer;
use super::super::super::preview_view::Asked;
use super::super::super::recipe_words::recipe_in_words;
use super::super::super::state::State;
use super::super::super::widgets::zoomable::GRID_FROM;
use crate::compare::words::in_sentence;
use crate::raster::{Raster, View};
use crate::words::Language;

/// What there is of before and after.
pub(super) type Layers<'a> = (Option<&'a Layer>, Option<&'a Layer>);

/// What before and after are called.
pub(super) fn names(state: &State) -> [String; 2] {
    let words = state.words();
    let after = state.previewed().map(|(_, choice)| recipe_in_words(&choice.recipe, words));
    let is_refused = refusal(state).is_some();
    let after = match after {
        Some(after) if is_refused => words.no_after(after),
        Some(after) => words.after(after),
        None => words.after_nothing().to_owned(),
    };
    [words.before().to_owned(), after]
}

/// What both are called together.
pub(super) fn both([before, after]: &[String; 2], words: Language) -> String {
    words.and_also(before, in_sentence(after))
}

/// Why nothing can be drawn.
pub(super) fn why_nothing(state: &State) -> String {
    let asked = state.preview.asked.as_ref();
    match asked.and_then(|asked| asked.picture.as_ref()) {
        Some(Err(reason)) => state.words().reason(reason),
        _ if super::is_held(state) => state.words().held().to_owned(),
        _ => state.words().loading().to_owned(),
    }
}

/// The line below the picture: the pixel that is looked at with its values, or else the picture; and what goes on.
pub(super) fn line(state: &State, (before, after): Layers<'_>, at: Option<[usize; 2]>) -> String {
    let words = state.words();
    let facts = state.preview.facts().map(|facts| facts.in_words(words));
    let pixel = at.map(|at| pixel(before, after, at, words));
    let has_values = pixel.as_ref().is_some_and(|lines| lines.len() > 1);
    let facts = facts.filter(|_| !has_values);
    let hint = match state.preview.sight() {
        Some(sight) if sight.zoom >= GRID_FROM || at.is_some() => None,
        Some(_) => Some(words.zoom_hint().to_owned()),
        None => None,
    };
    let pixel = pixel.map(|lines| lines.join(" · "));
    let draft = after.filter(|after| after.is_draft).map(|_| words.draft());
    let going_on = going_on(state, draft.is_some());
    let parts = [refusal(state), pixel, facts, hint, draft.map(str::to_owned), going_on.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A pixel with its values before and after, as far as they are at hand.
pub(super) fn pixel(before: Option<&Layer>, after: Option<&Layer>, at: [usize; 2], words: Language) -> Vec<String> {
    let [x, y] = at;
    let values = |name: &str, layer: Option<&Layer>| Some(format!("{name} {}", values(layer?, at)?));
    let lines = [Some(words.pixel_at(x, y)), values(words.before(), before), values(words.after_values(), after)];
    lines.into_iter().flatten().collect()
}

/// Why there is nothing after, if there is a filter.
fn refusal(state: &State) -> Option<String> {
    let (words, (_, choice)) = (state.words(), state.previewed()?);
    let asked = state.preview.asked.as_ref();
    let refused =
        choice.recipe.steps().find_map(|step| Some((step.filter.title_in(words), step.values.check().err()?)));
    let refused = refused.map(|(title, error)| format!("{title}: {}", words.reason(&error.to_string())));
    let failed = || asked?.made.as_ref()?.as_ref().err().cloned();
    refused.or_else(|| failed().map(|reason| format!("{}: {}", choice.recipe.title_in(words), words.reason(&reason))))
}

fn going_on(state: &State, is_draft: bool) -> Option<&'static str> {
    let is_awaited = |asked: &Asked| asked.made.is_none() && !matches!(asked.picture, Some(Err(_)));
    let is_waiting = state.preview.asked.as_ref().is_some_and(is_awaited);
    match is_waiting {
        true if super::is_held(state) => Some(state.words().held()),
        true if !is_draft => Some(state.words().working()),
        _ => None,
    }
}

/// The samples of a pixel of the picture.
fn values(layer: &Layer, [x, y]: [usize; 2]) -> Option<String> {
    let samples = layer.samples.as_ref()?;
    let (column, row) = (x.checked_sub(layer.cells.columns.start)?, y.checked_sub(layer.cells.rows.start)?);
    values_of(samples, column, row)
}

fn values_of(raster: &Raster, column: usize, row: usize) -> Option<String> {
    if row >= raster.height() || column >= raster.width() {
        return None;
    }
    let n = raster.layout().channels();
    let range = column * n..(column + 1) * n;
    let spoken = |values: Vec<String>| values.join(" ");
    Some(spoken(match raster.view() {
        View::U8(pixels) => pixels.row(row).get(range)?.iter().map(u8::to_string).collect(),
        View::U16(pixels) => pixels.row(row).get(range)?.iter().map(u16::to_string).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Layout, Samples};

    #[test]
    fn a_pixel_is_told_with_all_its_samples() {
        let raster = Raster::new(2, 2, Layout::GreyAlpha, Samples::U16(vec![1, 2, 3, 4, 5, 6, 7, 65535])).unwrap();
        assert_eq!(values_of(&raster, 1, 1).as_deref(), Some("7 65535"));
        assert_eq!(values_of(&raster, 0, 1).as_deref(), Some("5 6"));
        assert_eq!((values_of(&raster, 2, 0), values_of(&raster, 0, 2)), (None, None));
    }

    #[test]
    fn both_sides_have_one_name_where_they_share_a_place() {
        assert_eq!(both(&["Before".to_owned(), "After: X".to_owned()], Language::English), "Before, and after: X");
    }
}
