//! An output over everything else, beside the picture it was made from.

use std::path::Path;

use egui::{Id, Modal, Rect, RichText, Sense, Ui, Vec2, vec2};

use super::super::action::Action;
use super::super::effects::thumbnails::{Look, Size, Thumbnails};
use super::super::language::words;
use super::super::recipe_words::recipe_in_words;
use super::super::shortcuts::ESCAPE;
use super::super::state::State;
use super::super::theme::{self, GAP, tokens};
use super::super::widgets::basics::{button, caption, one_line};

/// A picture with what stands under it.
struct Shown<'a> {
    path: &'a Path,
    stamp: u64,
    caption: String,
}

/// Shows it, if there is one.
pub(crate) fn ui(ui: &Ui, state: &State, thumbnails: &Thumbnails, actions: &mut Vec<Action>) {
    let Some(enlarged) = state.enlarged else { return };
    let Some(shown) = before_and_after(state, enlarged) else {
        actions.push(Action::Shrink);
        return;
    };
    let size = ui.ctx().content_rect().size() - Vec2::splat(96.0);
    let id = Id::unique("enlarged");
    let modal =
        Modal::new(id).area(Modal::default_area(id).accessible_name(words(ui).output_large())).show(ui.ctx(), |ui| {
            ui.set_width(size.x);
            let width = (size.x - GAP * (shown.len() as f32 - 1.0)) / shown.len() as f32;
            ui.horizontal_top(|ui| {
                for one in &shown {
                    picture_ui(ui, one, thumbnails, vec2(width, size.y - 64.0));
                }
            });
            ui.add_space(GAP / 2.0);
            buttons_ui(ui, actions);
        });
    if modal.should_close() {
        actions.push(Action::Shrink);
    }
}

fn buttons_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let words = words(ui);
    ui.horizontal(|ui| {
        if button(ui, words.previous()).on_hover_text(words.left_arrow()).clicked() {
            actions.push(Action::EnlargeNext(-1));
        }
        if button(ui, words.next()).on_hover_text(words.right_arrow()).clicked() {
            actions.push(Action::EnlargeNext(1));
        }
        if button(ui, words.close()).on_hover_text(ESCAPE).clicked() {
            actions.push(Action::Shrink);
        }
    });
}

fn before_and_after(state: &State, place: usize) -> Option<[Shown<'_>; 2]> {
    let run = state.run.as_ref()?;
    let (picture_idx, recipe_idx) = run.shown(place)?;
    let (picture, recipe) = (run.job.pictures.get(picture_idx)?, run.job.recipes.get(recipe_idx)?);
    let output = run.plan.output(picture_idx, recipe_idx)?;
    let name = output.path.file_name().unwrap_or_default().to_string_lossy();
    let words = state.words();
    let before = words.before_picture(picture.relative.display());
    let after = words.after_recipe(recipe_in_words(recipe, words), name);
    Some([
        Shown { path: &picture.path, stamp: run.generation, caption: before },
        Shown { path: &output.path, stamp: run.generation, caption: after },
    ])
}

fn picture_ui(ui: &mut Ui, shown: &Shown<'_>, thumbnails: &Thumbnails, size: Vec2) {
    ui.vertical(|ui| {
        ui.set_width(size.x);
        let (place, response) = ui.allocate_exact_size(size - vec2(0.0, 24.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &shown.caption));
        ui.painter().rect_filled(place, theme::RADIUS, tokens(ui).raised);
        match thumbnails.look(shown.path, shown.stamp, Size::Large) {
            Look::Ready(texture) => {
                let scale = (place.size() / texture.size).min_elem();
                let fitted = Rect::from_center_size(place.center(), texture.size * scale.min(4.0));
                egui::Image::from_texture(texture).paint_at(ui, fitted);
            }
            Look::Waiting => in_place(ui, place, words(ui).loading()),
            Look::Failed(reason) => in_place(ui, place, &words(ui).reason(&reason)),
        }
        one_line(ui, RichText::new(&shown.caption).small());
    });
}

fn in_place(ui: &mut Ui, place: Rect, text: &str) {
    ui.put(place, |ui: &mut Ui| ui.centered_and_justified(|ui| caption(ui, text)).inner);
}
