//! What the keyboard is at: shown by a ring around whatever it is, brought into view, and kept by fields that are done.
//!
//! Works the same for every control, so that none can be forgotten; panels scroll by [`scrolled`]. Lists of pictures
//! and of rows, which lay out only what is in view, follow their own keys. Knows no panel.

use egui::{Context, Id, Key, LayerId, ScrollArea, Stroke, StrokeKind, Ui, vec2};

use super::theme::tokens;

/// The width of the ring.
const RING: f32 = 2.0;

/// Draws the ring. To be called when all else is drawn.
pub(super) fn ring(ui: &Ui) {
    let ctx = ui.ctx();
    let Some(response) = focused(ctx).and_then(|id| ctx.read_response(id)) else { return };
    let place = response.interact_rect.expand(RING);
    if response.interact_rect.is_positive() {
        let stroke = Stroke::new(RING, tokens(ui).accent);
        ctx.layer_painter(response.layer_id).rect_stroke(place, 4.0, stroke, StrokeKind::Inside);
    }
}

/// Content that is scrolled up and down, and to whatever in it becomes the focus.
pub(super) fn scrolled(ui: &mut Ui, id: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
        content(ui);
        follow(ui);
    });
}

fn follow(ui: &Ui) {
    let now = focused(ui.ctx());
    let key = ui.scope_id().with("focus");
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<Option<Id>>(key), now));
    let Some(response) = now.filter(|_| now != before).and_then(|id| ui.ctx().read_response(id)) else { return };
    if response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center()) {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, RING * 4.0)), None);
    }
}

/// Where the focus is, from where it went into a list above, and what had it below a sheet.
#[derive(Clone, Copy, Default)]
struct Track {
    now: Option<(Id, LayerId)>,
    opener: Option<Id>,
    /// What had it when everything was covered, as long as that is so.
    covered: Option<Option<Id>>,
}

/// Gives the focus back to a field that Enter has finished, and to what has opened a list or a sheet that is closed, so
/// that Tab goes on from there and not from the beginning. `is_covered` is whether a sheet lies over everything.
pub(super) fn keep(ui: &Ui, is_covered: bool) {
    let ctx = ui.ctx();
    let key = Id::unique("focus");
    let Track { now: before, opener, covered } = ui.data_mut(|data| data.get_temp(key)).unwrap_or_default();
    let now = focused(ctx).and_then(|id| Some((id, ctx.read_response(id)?.layer_id)));
    let opener = match (before, now) {
        (Some((id, below)), Some((_, above))) if below != above && opener.is_none() => Some(id),
        (_, Some((id, _))) if opener == Some(id) => None,
        _ => opener,
    };
    let is_entered = ctx.input(|input| input.key_pressed(Key::Enter));
    let again = match (before, now) {
        // Keys open a sheet from anywhere, and whatever had the focus loses it at once.
        _ if !is_covered && covered.is_some() => covered.flatten(),
        (Some((id, _)), None) if is_entered && opener.is_none() => Some(id),
        (Some(_), None) => opener,
        _ => None,
    };
    again.inspect(|id| ctx.memory_mut(|memory| memory.request_focus(*id)));
    let opener = if again.is_some() { None } else { opener };
    let covered = is_covered.then(|| covered.unwrap_or(before.map(|(id, _)| id)));
    ui.data_mut(|data| data.insert_temp(key, Track { now, opener, covered }));
}

fn focused(ctx: &Context) -> Option<Id> {
    ctx.memory(egui::Memory::focused)
}
