//! What is done to the pictures: a tick box for each filter of the registry, with its parameters when ticked.

use egui::{Grid, Id, Slider, SliderClamping, Ui};

use super::super::action::Action;
use super::super::choices::RecipeChoice;
use super::super::state::State;
use super::super::widgets::basics::{heading_row, link_button, slim};
use super::super::widgets::square::square;
use super::super::widgets::tick::tick;
use crate::filters::Param;

/// Shows every filter.
pub(crate) fn ui(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    heading_row(ui, "Filters", |ui| {
        if link_button(ui, "None").on_hover_text("Tick no filter").clicked() {
            actions.push(Action::TickAll(false));
        }
        if link_button(ui, "All").on_hover_text("Tick every filter").clicked() {
            actions.push(Action::TickAll(true));
        }
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (idx, choice) in state.recipes.iter().enumerate() {
            choice_ui(ui, idx, choice, actions);
        }
    });
}

fn choice_ui(ui: &mut Ui, idx: usize, choice: &RecipeChoice, actions: &mut Vec<Action>) {
    let filter = choice.step.filter;
    let mut is_on = choice.is_on;
    if tick(ui, &mut is_on, filter.title).on_hover_text(filter.summary).changed() {
        actions.push(Action::Tick(idx, is_on));
    }
    if choice.is_on && !filter.params.is_empty() {
        ui.indent(filter.id, |ui| {
            Grid::new((filter.id, "params")).num_columns(2).show(ui, |ui| params_ui(ui, idx, choice, actions));
        });
    }
}

fn params_ui(ui: &mut Ui, idx: usize, choice: &RecipeChoice, actions: &mut Vec<Action>) {
    for (param, numbers) in choice.step.values.iter() {
        let label = ui.label(param.label);
        let new = if param.is_list() {
            square(ui, param, numbers)
        } else {
            number_ui(ui, param, choice.step.values.get(param), label.id).map(|number| vec![number])
        };
        actions.extend(new.map(|numbers| Action::SetValue(idx, param.id, numbers)));
        ui.end_row();
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
    let response = slim(ui, |ui| ui.add(slider)).labelled_by(label);
    let (min, max) = (param.range.start(), param.range.end());
    let is_new = response.on_hover_text(format!("{min} to {max} {}", param.unit)).changed();
    is_new.then_some(number)
}
