//! What can be set of a step: squares of numbers, sliders, and why the values do not go together.

use egui::{Align, Color32, DragValue, Label, Layout, Response, RichText, SliderClamping, TextStyle, Ui, vec2};

use super::super::super::language::words;
use super::super::super::recipe_change::{Change, StepAt};
use super::super::super::theme::{self, GAP, tokens};
use super::super::super::widgets::basics::{caption, slider, slim};
use super::super::super::widgets::square::square;
use crate::filters::Param;
use crate::job::Step;

/// How far a value without steps is dragged in its field, in points, for all that its slider spans.
const DRAG_POINTS: f64 = 200.0;

/// The least width of a label, in points.
const LEAST_LABEL: f32 = 48.0;

/// Shows every parameter of a step.
pub(super) fn ui(ui: &mut Ui, at: StepAt, step: &Step, changes: &mut Vec<Change>) {
    if step.filter.params.is_empty() {
        return;
    }
    let words = words(ui);
    ui.push_id(at, |ui| {
        let mut set = |param: &'static Param, numbers| changes.push(Change::SetValue(at, param.id, numbers));
        for (param, numbers) in step.values.iter().filter(|(param, _)| param.is_list()) {
            caption(ui, param.label_in(words));
            if let Some(numbers) = square(ui, param, numbers) {
                set(param, numbers);
            }
        }
        let width = label_width(ui, step);
        for (param, _) in step.values.iter().filter(|(param, _)| !param.is_list()) {
            let name = words.value_of(step.filter.title_in(words), param.label_in(words));
            ui.horizontal(|ui| {
                label_ui(ui, param.label_in(words), width);
                if let Some(number) = number_ui(ui, param, step.values.get(param), &name) {
                    set(param, vec![number]);
                }
            });
        }
        refusal_ui(ui, step);
    });
}

/// As wide as the longest label, or as leaves room for a slider beside it.
fn label_width(ui: &Ui, step: &Step) -> f32 {
    let (words, font) = (words(ui), TextStyle::Body.resolve(ui.style()));
    let width =
        |label: &str| ui.painter().layout_no_wrap(label.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x;
    let labels =
        step.values.iter().filter(|(param, _)| !param.is_list()).map(|(param, _)| width(param.label_in(words)));
    let room = ui.available_width() - theme::SLIDER - ui.spacing().item_spacing.x;
    labels.fold(0.0, f32::max).min(room).max(LEAST_LABEL).ceil()
}

/// A label in as many lines as it needs.
fn label_ui(ui: &mut Ui, text: &str, width: f32) {
    let place = Layout::left_to_right(Align::Center);
    let add = |ui: &mut Ui| {
        ui.set_width(width);
        ui.add(Label::new(text).wrap());
    };
    ui.allocate_ui_with_layout(vec2(width, theme::ROW), place, add);
}

/// Why the filter does not take these values together.
fn refusal_ui(ui: &mut Ui, step: &Step) {
    let words = words(ui);
    if let Err(error) = step.values.check() {
        let text = RichText::new(words.refused(words.reason(&error.to_string()))).small().color(tokens(ui).error);
        ui.add(Label::new(text).wrap());
        ui.add_space(GAP);
    }
}

/// A slider and a field; the new number when either has changed it. `name` says of which filter it is.
fn number_ui(ui: &mut Ui, param: &Param, number: f64, name: &str) -> Option<f64> {
    let (mut slid, mut typed) = (number, number);
    let (slider, field) = slim(ui, |ui| (slider_ui(ui, param, &mut slid), ui.add(field_of(param, &mut typed))));
    let hover = words(ui).between(param.range.start(), param.range.end(), param.unit);
    let is_slid = slider.accessible_name(name).on_hover_text(&hover).changed();
    let is_typed = field.accessible_name(words(ui).exactly(name)).on_hover_text(hover).changed();
    is_typed.then_some(typed).or(is_slid.then_some(slid))
}

/// For the usual values; it stands at its end while the value is beyond.
fn slider_ui(ui: &mut Ui, param: &Param, number: &mut f64) -> Response {
    slider(ui, number, param.slider.clone(), |slider| {
        let slider = slider.clamping(SliderClamping::Never).show_value(false).fixed_decimals(param.decimals);
        if param.step > 0.0 { slider.step_by(param.step) } else { slider }
    })
}

/// For every value that is allowed. A number that is typed is one change, not one for each digit.
fn field_of<'a>(param: &Param, number: &'a mut f64) -> DragValue<'a> {
    let speed = if param.step > 0.0 { param.step } else { (param.slider.end() - param.slider.start()) / DRAG_POINTS };
    let field = DragValue::new(number).range(param.range.clone()).speed(speed).fixed_decimals(param.decimals);
    let field = field.update_while_editing(false);
    if param.unit.is_empty() { field } else { field.suffix(format!(" {}", param.unit)) }
}
