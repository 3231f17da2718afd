//! What the keyboard is at: shown by a ring around whatever it is, brought into view, and not lost.
//!
//! Works the same for every control, so that none can be forgotten; panels scroll by [`scrolled`]. Lists of pictures
//! and of rows, which lay out only what is in view, follow their own keys. Where the focus goes when what had it is gone
//! is in `track`, and the keys that go from part to part in `parts`. Knows no panel.

mod parts;
mod track;

use egui::{Context, Id, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, Vec2, vec2};

use super::theme::tokens;
pub(super) use parts::{part, to_part};
pub(super) use track::{go_on, keep};

/// The width of the ring.
const RING: f32 = 2.0;

/// For so many frames: one may be drawn once more because something got another size, which forgets where to scroll.
const FOLLOWED: u8 = 3;

/// Draws the ring. To be called when all else is drawn.
pub(super) fn ring(ui: &Ui) {
    let ctx = ui.ctx();
    let Some(response) = focused(ctx).and_then(|id| ctx.read_response(id)) else { return };
    let place = response.interact_rect.expand(RING).intersect(ctx.content_rect());
    if response.interact_rect.is_positive() {
        let stroke = Stroke::new(RING, tokens(ui).accent);
        ctx.layer_painter(response.layer_id).rect_stroke(place, 4.0, stroke, StrokeKind::Inside);
    }
}

/// Content that is scrolled up and down, and to whatever in it becomes the focus.
pub(super) fn scrolled(ui: &mut Ui, id: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| followed(ui, content));
}

/// Lines of a menu, which is no higher than this.
pub(super) fn scrolled_menu(ui: &mut Ui, max_height: f32, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().max_height(max_height).show(ui, |ui| followed(ui, content));
}

/// All that there is, which is scrolled as a whole where there is less room than it needs at least.
pub(super) fn whole(ui: &mut Ui, least: Vec2, content: impl FnOnce(&mut Ui)) {
    let size = ui.available_size().max(least);
    // Below its bars, too.
    ui.painter().rect_filled(ui.max_rect(), 0, tokens(ui).panel);
    ScrollArea::both().id_salt("whole").auto_shrink(false).show(ui, |ui| {
        let (_, place) = ui.allocate_space(size);
        followed(ui, |ui| content(&mut ui.new_child(UiBuilder::new().max_rect(place))));
    });
}

/// Draws content, and scrolls to what in it has become the focus. What is elsewhere may lie where content would be that
/// is scrolled out of view, so places do not tell what is in it; that it was drawn meanwhile does.
fn followed(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let drawn = |ui: &Ui| {
        let now = focused(ui.ctx())?;
        let widget = ui.ctx().viewport(|window| window.this_pass.widgets.get(now).copied())?;
        (widget.layer_id == ui.layer_id()).then_some((now, widget.rect))
    };
    let before = drawn(ui);
    content(ui);
    let now = drawn(ui).filter(|now| before.is_none_or(|before| before.0 != now.0));
    let key = ui.scope_id().with("focus");
    let is_new = ui.data_mut(|data| {
        let (known, n_frames) = data.get_temp_mut_or_default::<(Option<Id>, u8)>(key);
        let id = now.map(|(id, _)| id);
        *n_frames = if *known == id { n_frames.saturating_add(1) } else { 0 };
        *known = id;
        *n_frames < FOLLOWED
    });
    if let Some((_, place)) = now.filter(|_| is_new) {
        ui.scroll_to_rect(around(place), None);
    }
}

/// With room for the ring above and below.
fn around(place: Rect) -> Rect {
    place.expand2(vec2(0.0, RING * 4.0))
}

fn focused(ctx: &Context) -> Option<Id> {
    ctx.memory(egui::Memory::focused)
}
