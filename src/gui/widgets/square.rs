//! A square of numbers that belong together, like the weights of a kernel. Knows what a parameter says of itself.

use egui::{DragValue, Grid, Ui};

use super::super::language::words;
use super::super::theme;
use super::segments::segments;
use crate::filters::Param;

/// How wide a number is: five of them fit beside a label.
const NUMBER_WIDTH: f32 = 34.0;

/// What a number changes by when it is dragged by a point.
const DRAG_SPEED: f64 = 0.1;

/// Shows a list of numbers as a square, with a button for each size that it may have; the new list when it is changed.
pub(crate) fn square(ui: &mut Ui, param: &Param, numbers: &[f64]) -> Option<Vec<f64>> {
    ui.vertical(|ui| {
        let resized = sizes(ui, param, numbers);
        let changed = cells(ui, param, numbers);
        resized.or(changed)
    })
    .inner
}

fn sizes(ui: &mut Ui, param: &Param, numbers: &[f64]) -> Option<Vec<f64>> {
    let title = |count: usize| format!("{0} × {0}", side_of(count));
    let titles: Vec<(usize, String)> = param.counts.iter().map(|&count| (count, title(count))).collect();
    let choices: Vec<(usize, &str, &str)> = titles.iter().map(|(count, title)| (*count, title.as_str(), "")).collect();
    let chosen = segments(ui, param.label_in(words(ui)), numbers.len(), &choices);
    chosen.map(|count| resized(numbers, count))
}

fn cells(ui: &mut Ui, param: &Param, numbers: &[f64]) -> Option<Vec<f64>> {
    let mut chosen = None;
    let side = side_of(numbers.len());
    Grid::new((param.id, "cells")).num_columns(side).spacing([2.0, 2.0]).min_col_width(NUMBER_WIDTH).show(ui, |ui| {
        for (place, &number) in numbers.iter().enumerate() {
            let (row, column) = (place / side, place % side);
            let mut new = number;
            let drag = DragValue::new(&mut new).range(param.range.clone()).speed(DRAG_SPEED);
            let drag = drag.max_decimals(param.decimals).update_while_editing(false);
            let name = words(ui).weight_at(param.label_in(words(ui)), row + 1, column + 1);
            let response = ui.add_sized([NUMBER_WIDTH, theme::SLIM], drag).accessible_name(&name);
            if response.changed() {
                let mut list = numbers.to_vec();
                list.iter_mut().skip(place).take(1).for_each(|number| *number = new);
                chosen = Some(list);
            }
            response.on_hover_text(name);
            if column + 1 == side {
                ui.end_row();
            }
        }
    });
    chosen
}

/// The same numbers in a larger or smaller square around the middle.
fn resized(numbers: &[f64], count: usize) -> Vec<f64> {
    let (old, new) = (side_of(numbers.len()) as isize, side_of(count) as isize);
    let shift = (old - new) / 2;
    let at = |row: isize, column: isize| {
        let is_inside = (0..old).contains(&row) && (0..old).contains(&column);
        let place = if is_inside { numbers.get((row * old + column) as usize) } else { None };
        place.copied().unwrap_or_default()
    };
    (0..new * new).map(|place| at(place / new + shift, place % new + shift)).collect()
}

fn side_of(count: usize) -> usize {
    count.isqrt().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_grow_and_shrink_around_their_middle() {
        let numbers: Vec<f64> = (1..=9).map(f64::from).collect();
        let large = resized(&numbers, 25);
        assert_eq!(large[5..15], [0.0, 1.0, 2.0, 3.0, 0.0, 0.0, 4.0, 5.0, 6.0, 0.0]);
        assert_eq!(resized(&large, 9), numbers);
    }
}
