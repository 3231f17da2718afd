//! Where the focus goes when what had it is gone, or has done what it is there for.
//!
//! To a field that Enter has finished; to what has opened a list or a sheet that is closed; or to what is nearest, when
//! something goes or is barred by being pressed, as the button that removes a step. Where nothing has the
//! focus, Tab goes on from where it was, not from the beginning. Knows no control and no panel.

use egui::{Context, Id, Key, LayerId, Modifiers, Pos2, Rect, Ui, WidgetRect, WidgetRects, accesskit};

use super::focused;
use super::parts::is_part;

/// Something that can have the focus, and where it is.
#[derive(Clone, Copy, PartialEq)]
struct Spot {
    id: Id,
    layer: LayerId,
    place: Rect,
}

/// Where the focus is, from where it went into a list above, and what had it below a sheet.
#[derive(Clone, Copy, Default)]
struct Track {
    now: Option<Spot>,
    /// Whether what has it was just pressed, by a key or by a screen reader.
    is_pressed: bool,
    /// Where it was last, when it is nowhere.
    last: Option<Spot>,
    opener: Option<Spot>,
    /// What had it when everything was covered, as long as that is so.
    covered: Option<Option<Spot>>,
}

/// Has Tab go on from where the focus was last, if it is nowhere. To be called before anything is drawn.
pub(in crate::gui) fn go_on(ctx: &Context) {
    let is_tab = |modifiers| ctx.input(|input| input.modifiers == modifiers && input.key_pressed(Key::Tab));
    if focused(ctx).is_some() || !(is_tab(Modifiers::NONE) || is_tab(Modifiers::SHIFT)) {
        return;
    }
    let last = track(ctx).last.filter(|last| ctx.memory(|memory| memory.allows_interaction(last.layer)));
    let next = last.and_then(|last| ctx.viewport(|window| heir(&window.prev_pass.widgets, last)));
    next.inspect(|id| ctx.memory_mut(|memory| memory.request_focus(*id)));
}

/// Gives the focus to where it belongs. To be called when all else is drawn. `is_covered` is whether a sheet lies over
/// everything.
pub(in crate::gui) fn keep(ui: &Ui, is_covered: bool) {
    let ctx = ui.ctx();
    let Track { now: before, is_pressed, last, opener, covered } = track(ctx);
    let focus = focused(ctx);
    let now = focus.and_then(|id| spot(ctx, id));
    if focus.is_some() && now.is_none() && focus != before.map(|before| before.id) {
        // It was given to what is drawn in the next frame only.
        return;
    }
    let opener = match (before, now) {
        (Some(below), Some(above)) if below.layer != above.layer && opener.is_none() => Some(below),
        // It is back, or elsewhere below the list.
        (_, Some(now)) if opener.is_some_and(|opener| opener.layer == now.layer) => None,
        _ => opener,
    };
    let is_entered = ctx.input(|input| input.key_pressed(Key::Enter));
    let again = match (before, now) {
        // Keys open a sheet from anywhere, and whatever had the focus loses it at once.
        _ if !is_covered && covered.is_some() => covered.flatten(),
        (Some(field), None) if is_entered && opener.is_none() => Some(field),
        (Some(_), None) if opener.is_some() => opener,
        (Some(gone), None) if is_pressed => Some(gone),
        _ => None,
    };
    let again = again.and_then(|spot| match is_part(ctx, spot.id) {
        true => Some(spot.id),
        false => ctx.viewport(|window| heir(&window.this_pass.widgets, spot)),
    });
    again.inspect(|id| ctx.memory_mut(|memory| memory.request_focus(*id)));
    let track = Track {
        now,
        is_pressed: now.is_some_and(|now| pressed(ctx, now.id)),
        last: now.or(last),
        opener: if again.is_some() { None } else { opener },
        covered: is_covered.then(|| covered.unwrap_or(before)),
    };
    ctx.data_mut(|data| data.insert_temp(key(), track));
}

fn pressed(ctx: &Context, id: Id) -> bool {
    ctx.input(|input| {
        let is_key = [Key::Enter, Key::Space, Key::Delete].into_iter().any(|key| input.key_pressed(key));
        is_key || input.has_accesskit_action_request(id, accesskit::Action::Click)
    })
}

/// Where something is that was drawn this time.
fn spot(ctx: &Context, id: Id) -> Option<Spot> {
    ctx.viewport(|window| {
        let widget = window.this_pass.widgets.get(id)?;
        Some(Spot { id, layer: widget.layer_id, place: widget.interact_rect })
    })
}

/// What is there and can be used: the same, or else the nearest in its layer.
fn heir(widgets: &WidgetRects, spot: Spot) -> Option<Id> {
    let usable = |widget: &&WidgetRect| widget.enabled && widget.sense.is_focusable();
    if let Some(same) = widgets.get(spot.id).filter(usable) {
        return Some(same.id);
    }
    let from = spot.place.center();
    let away = |widget: &WidgetRect| distance(widget.rect.center(), from);
    let near = widgets.get_layer(spot.layer).filter(usable).filter(|widget| widget.interact_rect.is_positive());
    near.min_by(|a, b| away(a).total_cmp(&away(b))).map(|widget| widget.id)
}

/// What is in the same row is nearer than what is above or below.
fn distance(a: Pos2, b: Pos2) -> f32 {
    (a.x - b.x).abs() + 4.0 * (a.y - b.y).abs()
}

fn track(ctx: &Context) -> Track {
    ctx.data(|data| data.get_temp(key())).unwrap_or_default()
}

fn key() -> Id {
    Id::unique("focus")
}
