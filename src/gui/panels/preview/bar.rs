//! Above the picture: which one, how near, of which filter, and how before and after are laid out.

use egui::{Align, ComboBox, Layout, Response, RichText, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::choices::RecipeChoice;
use super::super::super::preview_view::{Ask, Beside};
use super::super::super::reading::{RowEnd, called};
use super::super::super::recipe_words::recipe_in_words;
use super::super::super::sight::Zoom;
use super::super::super::state::State;
use super::super::super::theme::{self, GAP, tokens};
use super::super::super::widgets::basics::list_item;
use super::super::super::widgets::elide;
use super::super::super::widgets::segments::segments;

/// Sizes of the text on small buttons: signs are small in themselves.
const SIGN: f32 = 18.0;
const WORD: f32 = 14.0;

/// Width of the chooser of the filter, and what the rest of its row takes.
const CHOOSER: f32 = 220.0;
const LEAST_CHOOSER: f32 = 84.0;
const LAYOUTS_WIDTH: f32 = 228.0;
const FLIP_WIDTH: f32 = 44.0;

/// Shows the two rows.
pub(super) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = state.words();
    let mut asks = Vec::new();
    ui.horizontal(|ui| {
        picture_ui(ui, state, &mut asks);
    });
    ui.horizontal_wrapped(|ui| {
        filter_ui(ui, state, &mut asks);
        let beside = state.preview.beside;
        let layouts = [
            (Beside::Divider, words.layout_divider(), words.layout_divider_hint()),
            (Beside::SideBySide, words.layout_beside(), words.layout_beside_hint()),
            (Beside::Toggle, words.layout_toggle(), words.layout_toggle_hint()),
        ];
        asks.extend(segments(ui, words.layout(), beside, &layouts).map(Ask::Beside));
        if beside == Beside::Toggle {
            let other = if state.preview.is_before { words.show_after() } else { words.show_before() };
            asks.extend(square(ui, words.flip(), words.flip(), other).clicked().then_some(Ask::Flip));
        }
    });
    actions.extend(asks.into_iter().map(Action::Preview));
}

fn picture_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let words = state.words();
    let (idx, places) = (state.preview.picture_idx, &state.list.places);
    let is_first = places.current().map_or(places.len() == 0, |place| place == 0);
    let is_last = places.current().map_or(places.len() == 0, |place| place + 1 == places.len());
    let previous = ui.add_enabled_ui(!is_first, |ui| square(ui, "‹", words.previous(), words.left_arrow())).inner;
    let next = ui.add_enabled_ui(!is_last, |ui| square(ui, "›", words.next(), words.right_arrow())).inner;
    asks.extend(previous.clicked().then_some(Ask::Next(-1)));
    asks.extend(next.clicked().then_some(Ask::Next(1)));
    let end = RowEnd::of(ui);
    end.rest(ui, |ui| {
        let name = state.pictures().get(idx).map(|picture| picture.relative.display().to_string());
        elide::label(ui, &name.unwrap_or_default(), tokens(ui).strong);
    });
    end.show(ui, |ui| zoom_ui(ui, state, asks));
}

fn zoom_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let words = state.words();
    let zoom = state.preview.sight().map(|sight| sight.zoom);
    ui.add_enabled_ui(zoom.is_some(), |ui| {
        if square(ui, "−", words.zoom_out(), words.farther_hint()).clicked() {
            asks.push(Ask::Nearer(-1, None));
        }
        let size = vec2(48.0, theme::ROW);
        ui.allocate_ui_with_layout(size, Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
            ui.label(zoom.map_or_else(|| "–".to_owned(), in_percent));
        });
        if square(ui, "+", words.zoom_in(), words.nearer_hint()).clicked() {
            asks.push(Ask::Nearer(1, None));
        }
        if square(ui, words.fit(), words.fit(), words.fit_hint()).clicked() {
            asks.push(Ask::Zoom(Zoom::Fit));
        }
        if square(ui, "1:1", words.one_to_one(), words.one_to_one_hint()).clicked() {
            asks.push(Ask::Zoom(Zoom::Times(1.0)));
        }
    });
}

fn square(ui: &mut Ui, text: &str, name: &str, hover: &str) -> Response {
    let narrow = |ui: &mut Ui| {
        ui.spacing_mut().button_padding.x = GAP;
        let text = RichText::new(text).size(if text.chars().count() == 1 { SIGN } else { WORD });
        ui.add(egui::Button::new(text).min_size(vec2(theme::ROW, theme::ROW)))
    };
    ui.scope(narrow).inner.accessible_name(name).on_hover_text(hover)
}

/// "100 %", "12.5 %".
fn in_percent(zoom: f64) -> String {
    let percent = zoom * 100.0;
    if percent >= 20.0 || percent.fract() == 0.0 { format!("{percent:.0} %") } else { format!("{percent:.1} %") }
}

/// Which of the ticked recipes is seen.
fn filter_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let flip = if state.preview.beside == Beside::Toggle { FLIP_WIDTH + GAP } else { 0.0 };
    let width = (ui.available_width() - LAYOUTS_WIDTH - GAP - flip).clamp(LEAST_CHOOSER, CHOOSER);
    let (words, shown) = (state.words(), state.previewed());
    let current = shown.map_or(words.no_filter().to_owned(), |(_, choice)| choice.recipe.title_in(words));
    let name = words.filter_shown(&current);
    let combo = ComboBox::from_id_salt("previewed").selected_text(&current).width(width).truncate();
    let place = Layout::left_to_right(Align::Center);
    let combo = ui.allocate_ui_with_layout(vec2(width, theme::ROW), place, |ui| {
        ui.set_max_width(width);
        if shown.is_none() {
            ui.disable();
        }
        combo.show_ui(ui, |ui| {
            called(ui, &name);
            let ticked = state.recipes.iter().enumerate().filter(|(_, choice)| choice.is_on);
            for (idx, choice) in ticked {
                let is_shown = shown.is_some_and(|(shown, _)| shown == idx);
                let row = list_item(ui, is_shown, choice.recipe.title_in(words));
                asks.extend(row.clicked().then_some(Ask::Filter(idx)));
            }
        })
    });
    let in_words = |(_, choice): (usize, &RecipeChoice)| recipe_in_words(&choice.recipe, words);
    let hover = shown.map_or_else(|| words.tick_on_the_right().to_owned(), in_words);
    let response = combo.inner.response.accessible_name(name);
    response.on_hover_text(&hover).on_disabled_hover_text(hover);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_is_told_as_exactly_as_it_matters() {
        let told = [0.001, 0.1, 1.0 / 12.0, 0.125, 1.0 / 3.0, 1.0, 64.0].map(in_percent);
        assert_eq!(told, ["0.1 %", "10 %", "8.3 %", "12.5 %", "33 %", "100 %", "6400 %"]);
    }
}
