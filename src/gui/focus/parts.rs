//! Keys that go from part to part of the window, so that nobody has to press Tab through one of them to reach the next.
//!
//! A part is a panel. While it has the focus itself it is a stop of Tab, from which that goes on to what is in it;
//! otherwise it is none.

use egui::{Context, Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::focused;

/// The parts that were drawn, in the order in which they are read.
#[derive(Clone, Default)]
struct Parts {
    frame: u64,
    drawn: Vec<(Id, Rect)>,
}

/// Makes the panel that is around a part of the window. To be called before anything in it is drawn.
pub(in crate::gui) fn part(ui: &Ui, name: &str) {
    let ctx = ui.ctx();
    let Some(around) = ui.stack().iter().find(|around| around.kind().is_some_and(|kind| kind.is_panel())) else {
        return;
    };
    let (id, place) = (around.unique_id.with("part"), around.max_rect);
    let frame = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let parts = data.get_temp_mut_or_default::<Parts>(key());
        if parts.frame != frame {
            *parts = Parts { frame, drawn: Vec::new() };
        }
        parts.drawn.push((id, place));
    });
    if focused(ctx) == Some(id) {
        let response = ui.interact(place, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    }
}

/// Gives the focus to the part so many further on than the one that it is in; from nowhere to the first or last one.
pub(in crate::gui) fn to_part(ctx: &Context, by: isize) {
    let Parts { drawn, .. } = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    let now = focused(ctx);
    let at = now.and_then(|id| ctx.read_response(id)).map(|response| response.rect.center());
    let is_here = |(id, place): &(Id, Rect)| Some(*id) == now || at.is_some_and(|at| place.contains(at));
    let here = drawn.iter().position(|part| Some(part.0) == now).or_else(|| drawn.iter().position(is_here));
    let n = drawn.len() as isize;
    let next = match (here, by) {
        (Some(here), by) => here as isize + by,
        (None, 1..) => 0,
        (None, _) => -1,
    };
    let next = if n > 0 { drawn.get(next.rem_euclid(n) as usize) } else { None };
    if let Some((id, _)) = next {
        ctx.memory_mut(|memory| memory.request_focus(*id));
    }
}

/// Whether this is a part, which is there as soon as it has the focus.
pub(super) fn is_part(ctx: &Context, id: Id) -> bool {
    let parts: Parts = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    parts.drawn.iter().any(|(part, _)| *part == id)
}

fn key() -> Id {
    Id::unique("parts")
}
