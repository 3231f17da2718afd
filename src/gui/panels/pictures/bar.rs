//! Above the pictures: how many there are, how they are laid out and sorted, what is found, and what is ticked.

use egui::{Align, ComboBox, Id, Layout as Row, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::choices::Side;
use super::super::super::effects::sizes::Sizes;
use super::super::super::pictures_view::{Ask, Layout, SortBy};
use super::super::super::reading::{RowEnd, called};
use super::super::super::shortcuts::{ALL_PICTURES, FIND, INVERT_PICTURES, LAYOUT, NO_PICTURES, ONLY_THESE};
use super::super::super::state::State;
use super::super::super::theme::{self, GAP};
use super::super::super::widgets::basics::{caption, heading_row, link_button, list_item};
use super::super::super::widgets::icons::{Icon, icon_button};
use super::super::super::widgets::search::search;
use super::super::super::widgets::segments::icon_segments;
use super::super::super::widgets::tick::tick_of_several;
use super::super::fold;
use super::words;

/// What finding and sorting need at least to stand side by side, and the width of the chooser of the order then.
const SIDE_BY_SIDE: f32 = 264.0;
const CHOOSER: f32 = 112.0;

/// How many there are, and how they are laid out.
pub(super) fn heading_ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    heading_row(ui, &words::count(state), |ui| {
        let words = state.words();
        let layouts =
            [(Layout::Grid, Icon::Grid, words.layout_grid()), (Layout::List, Icon::Rows, words.layout_list())];
        let name = words.layout_of_pictures();
        let clicked = icon_segments(ui, name, state.list.layout, &layouts, &LAYOUT.hover(""));
        actions.extend(clicked.map(|layout| Action::Pictures(Ask::Layout(layout))));
        fold::button_ui(ui, state, Side::Pictures, actions);
    });
}

/// What can be done with pictures once they are listed.
pub(super) fn ui(ui: &mut Ui, state: &State, sizes: &Sizes, actions: &mut Vec<Action>) {
    let mut asks = Vec::new();
    if ui.available_width() >= SIDE_BY_SIDE {
        ui.horizontal(|ui| {
            let end = RowEnd::of(ui);
            end.rest(ui, |ui| find_ui(ui, state, &mut asks));
            end.show(ui, |ui| {
                sort_ui(ui, state, CHOOSER, &mut asks);
                turn_ui(ui, state, &mut asks);
            });
        });
    } else {
        find_ui(ui, state, &mut asks);
        ui.horizontal(|ui| {
            let end = RowEnd::of(ui);
            end.rest(ui, |ui| sort_ui(ui, state, f32::INFINITY, &mut asks));
            end.show(ui, |ui| turn_ui(ui, state, &mut asks));
        });
    }
    ticks_ui(ui, state, &mut asks);
    if state.list.is_waited_for() && state.list.arrangement.by == SortBy::Pixels {
        caption(ui, state.words().reading_sizes(format!("{:.0}", sizes.part_known() * 100.0)));
    }
    actions.extend(asks.into_iter().map(Action::Pictures));
}

fn find_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let list = &state.list;
    let width = ui.available_width();
    let hover = FIND.hover(state.words().find_pictures_hint());
    let found = search(ui, state.words().find_pictures(), &list.arrangement.sought, width, &hover);
    asks.extend(found.letters.map(Ask::Find));
    // Keys are seen by the list of keys; here they only lead into the field.
    let id = Id::unique("pictures_to_find");
    let n_before: usize = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if n_before != list.n_finds {
        ui.data_mut(|data| data.insert_temp(id, list.n_finds));
        found.field.request_focus();
    }
}

/// By what they are sorted.
fn sort_ui(ui: &mut Ui, state: &State, most: f32, asks: &mut Vec<Ask>) {
    let (words, by) = (state.words(), state.list.arrangement.by);
    let width = ui.available_width().min(most);
    let title = self::words::sorted_by(by, words);
    let combo = ComboBox::from_id_salt("sorted_by").selected_text(title).width(width).truncate();
    ui.allocate_ui_with_layout(vec2(width, theme::ROW), Row::left_to_right(Align::Center), |ui| {
        ui.set_max_width(width);
        let combo = combo.show_ui(ui, |ui| {
            called(ui, &words.sorted_by(title));
            for choice in SortBy::ALL {
                let row = list_item(ui, choice == by, self::words::sorted_by(choice, words));
                if row.clicked() {
                    asks.push(Ask::SortBy(choice));
                    // It closes by itself only for who clicks with a pointer.
                    ui.close();
                }
            }
        });
        combo.response.accessible_name(words.sorted_by(title)).on_hover_text(words.sorted_by_hint());
    });
}

/// Which of them comes first.
fn turn_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let (words, is_reversed) = (state.words(), state.list.is_reversed);
    let first = self::words::first_comes(state.list.arrangement.by, is_reversed, words);
    let icon = if is_reversed { Icon::Down } else { Icon::Up };
    let hover = words.click_to_turn_around(first);
    if icon_button(ui, icon, &words.order(first), &hover).clicked() {
        asks.push(Ask::Reverse(!is_reversed));
    }
}

fn ticks_ui(ui: &mut Ui, state: &State, asks: &mut Vec<Ask>) {
    let (words, list) = (state.words(), &state.list);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_on = match list.n_ticked_there {
            0 => Some(false),
            n if n == list.places.len() => Some(true),
            _ => None,
        };
        let (response, asked) = tick_of_several(ui, is_on, &self::words::ticked(list, words), words.tick_all_listed());
        let [all, none] = [&ALL_PICTURES, &NO_PICTURES].map(|shortcut| shortcut.hover(""));
        response.on_hover_text(words.tick_all_listed_hint(all, none));
        asks.extend(asked.map(Ask::TickAll));
        if list.places.len() == 0 {
            return;
        }
        let word = |ui: &mut Ui, text: &str, hover: String| link_button(ui, text).on_hover_text(hover).clicked();
        if word(ui, words.invert(), INVERT_PICTURES.hover(words.invert_hint())) {
            asks.push(Ask::Invert);
        }
        let has_others = list.places.is_part();
        if has_others && word(ui, words.only_these(), ONLY_THESE.hover(words.only_these_hint())) {
            asks.push(Ask::TickOnlyThese);
        }
    });
    ui.add_space(GAP / 2.0);
}
