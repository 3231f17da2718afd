//! Small things that look the same everywhere: headings, captions, buttons, bars, notices.

use std::ops::RangeInclusive;

use egui::emath::Numeric;
use egui::{
    Button, CollapsingHeader, Key, Label, ProgressBar, Response, RichText, Slider, TextStyle, TextWrapMode, Ui, vec2,
};

use super::super::reading::RowEnd;
use super::super::theme::{self, tokens};

/// Lines longer than this are hard to read.
const EMPTY_WIDTH: f32 = 440.0;

/// The name of a group.
pub(crate) fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.label(heading_text(ui, text))
}

/// The name of a group, with buttons at the end of its row.
pub(crate) fn heading_row(ui: &mut Ui, text: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::ROW);
        let end = RowEnd::of(ui);
        end.rest(ui, |ui| one_line(ui, heading_text(ui, text)));
        end.show(ui, buttons);
    });
}

fn heading_text(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).text_style(TextStyle::Heading).color(tokens(ui).strong)
}

/// Something with a handle, which would be too big a disc at the height of a row; in the middle of a row of its own.
pub(crate) fn slim<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(theme::SLIDER, theme::ROW);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_height(theme::ROW);
        ui.spacing_mut().interact_size.y = theme::SLIM;
        ui.spacing_mut().button_padding.y = 1.0;
        add(ui)
    })
    .inner
}

/// A slider, dressed as is wanted. Home and End bring it to its ends.
pub(crate) fn slider<N: Numeric>(
    ui: &mut Ui,
    number: &mut N,
    range: RangeInclusive<N>,
    dressed: impl for<'a> FnOnce(Slider<'a>) -> Slider<'a>,
) -> Response {
    let mut slider = ui.add(dressed(Slider::new(number, range.clone())));
    // In its field these keys go to the ends of what is typed.
    if slider.has_focus() && !ui.ctx().text_edit_focused() {
        let is_pressed = |key| ui.input(|input| input.key_pressed(key));
        let (is_first, is_last) = (is_pressed(Key::Home), is_pressed(Key::End));
        if is_first || is_last {
            *number = if is_first { *range.start() } else { *range.end() };
            slider.mark_changed();
        }
    }
    slider
}

/// Small text that matters less.
pub(crate) fn caption(ui: &mut Ui, text: impl Into<String>) -> Response {
    let colour = tokens(ui).weak;
    ui.label(RichText::new(text).small().color(colour))
}

/// Small text that opens into more of it. `id` tells it from others.
pub(crate) fn folded(ui: &mut Ui, id: &str, title: &str, content: impl FnOnce(&mut Ui)) {
    let colour = tokens(ui).weak;
    CollapsingHeader::new(RichText::new(title).small().color(colour)).id_salt(id).show(ui, content);
}

/// A line of text that is cut off at the end of its place, and whole when hovered.
pub(crate) fn one_line(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap_mode(TextWrapMode::Truncate))
}

/// The button that most people want next.
pub(crate) fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let colours = tokens(ui);
    let text = RichText::new(text).color(colours.on_accent);
    ui.add(Button::new(text).fill(colours.accent_fill).min_size(vec2(72.0, theme::ROW)))
}

/// Any other button.
pub(crate) fn button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(72.0, theme::ROW)))
}

/// A line of a list to choose from, which closes when one is chosen, by keyboard or otherwise.
pub(crate) fn list_item(ui: &mut Ui, is_current: bool, text: impl Into<egui::WidgetText>) -> Response {
    let response = ui.selectable_label(is_current, text.into());
    if response.clicked() {
        ui.close();
    }
    response
}

/// A button that looks like a word.
pub(crate) fn link_button(ui: &mut Ui, text: &str) -> Response {
    let colour = tokens(ui).accent;
    ui.add(Button::new(RichText::new(text).color(colour)).frame(false))
}

/// A button that says why it cannot be used.
pub(crate) fn guarded(ui: &mut Ui, obstacle: Option<&str>, hover: &str, add: impl FnOnce(&mut Ui) -> Response) -> bool {
    let response = ui.add_enabled_ui(obstacle.is_none(), add).inner;
    let response = response.on_hover_text(hover);
    response.on_disabled_hover_text(obstacle.unwrap_or_default()).clicked()
}

/// A bar that fills up, with a name for those who cannot see it.
pub(crate) fn progress(ui: &mut Ui, name: &str, fraction: f32, width: f32) -> Response {
    let colours = tokens(ui);
    ui.scope(|ui| {
        ui.visuals_mut().extreme_bg_color = colours.track;
        let bar = ProgressBar::new(fraction).desired_width(width).desired_height(theme::BAR).fill(colours.accent);
        let response = ui.add(bar).accessible_name(name);
        // Its value is in percent, of which nothing tells the ends.
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
        });
        response
    })
    .inner
}

/// Something in the middle of an empty place: what it is, and what to do.
pub(crate) fn empty(ui: &mut Ui, title: &str, text: &str) {
    ui.add_space((ui.available_height() * 0.3).clamp(theme::MARGIN, 160.0));
    let colours = tokens(ui);
    let width = ui.available_width().min(EMPTY_WIDTH);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).text_style(TextStyle::Heading).color(colours.strong));
        ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Center), |ui| {
            ui.set_max_width(width);
            ui.label(RichText::new(text).color(colours.weak));
        });
    });
}
