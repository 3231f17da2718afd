//! What can be set of a step: squares of numbers, sliders, and why the values do not go together.

use egui::{Grid, Id, Label, RichText, Slider, SliderClamping, Ui};

use super::super::super::recipe_change::{Change, StepAt};
use super::super::super::theme::{GAP, tokens};
use super::super::super::widgets::basics::{caption, slim};
use super::super::super::widgets::square::square;
use crate::filters::Param;
use crate::job::Step;

/// Shows every parameter of a step.
pub(super) fn ui(ui: &mut Ui, at: StepAt, step: &Step, changes: &mut Vec<Change>) {
    if step.filter.params.is_empty() {
        return;
    }
    ui.push_id(at, |ui| {
        let mut set = |param: &'static Param, numbers| changes.push(Change::SetValue(at, param.id, numbers));
        for (param, numbers) in step.values.iter().filter(|(param, _)| param.is_list()) {
            caption(ui, param.label);
            if let Some(numbers) = square(ui, param, numbers) {
                set(param, numbers);
            }
        }
        Grid::new("params").num_columns(2).show(ui, |ui| {
            for (param, _) in step.values.iter().filter(|(param, _)| !param.is_list()) {
                let label = ui.label(param.label);
                if let Some(number) = number_ui(ui, param, step.values.get(param), label.id) {
                    set(param, vec![number]);
                }
                ui.end_row();
            }
        });
        refusal_ui(ui, step);
    });
}

/// Why the filter does not take these values together.
fn refusal_ui(ui: &mut Ui, step: &Step) {
    if let Err(error) = step.values.check() {
        let text = RichText::new(format!("Refused: {error}")).small().color(tokens(ui).error);
        ui.add(Label::new(text).wrap());
        ui.add_space(GAP);
    }
}

/// A slider; the new number when it is moved.
fn number_ui(ui: &mut Ui, param: &Param, mut number: f64, label: Id) -> Option<f64> {
    // The field beside the slider takes what is allowed but rarely useful.
    let mut slider =
        Slider::new(&mut number, param.slider.clone()).clamping(SliderClamping::Never).fixed_decimals(param.decimals);
    if param.step > 0.0 {
        slider = slider.step_by(param.step);
    }
    if !param.unit.is_empty() {
        slider = slider.suffix(format!(" {}", param.unit));
    }
    // A number that is typed is one change, not one for each digit.
    let slider = slider.update_while_editing(false);
    let response = slim(ui, |ui| ui.add(slider)).labelled_by(label);
    let (min, max) = (param.range.start(), param.range.end());
    let is_new = response.on_hover_text(format!("{min} to {max} {}", param.unit)).changed();
    is_new.then_some(number)
}
