//! The order in which the window is read: left before right, above before below. Tab and screen readers go in it.
//!
//! Both follow the order in which things are drawn, and whatever is drawn first takes its room first. So what stands at
//! the right or at the lower end has room kept for it while the rest is drawn: as much as it took the last time. When
//! it takes another, nothing of that is seen: everything is drawn once more. The obvious alternative, to draw from the
//! edges inwards, is read backwards. Knows no panel, and nothing of what is drawn.

use egui::{Id, IdSalt, Panel, Rect, Ui, UiBuilder, UiKind, accesskit, vec2};

/// Sizes that differ by less are one size, rounded.
const SAME: f32 = 0.1;

/// What stands at the right end of a row, itself from the left to the right.
pub(super) struct RowEnd(Kept);

impl RowEnd {
    /// The next one in this row.
    pub(super) fn of(ui: &Ui) -> Self {
        Self(Kept::of(ui, ui.next_auto_id().with("end of row")))
    }

    /// What is read before it, in all the room that it leaves.
    pub(super) fn rest<R>(&self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let mut room = ui.available_rect_before_wrap();
        let kept = self.0.size.map_or(0.0, |width| width + ui.spacing().item_spacing.x);
        room.max.x = (room.max.x - kept).max(room.min.x);
        ui.scope_builder(UiBuilder::new().max_rect(room), content).inner
    }

    /// It; unseen as long as its place is not known.
    pub(super) fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let room = ui.available_rect_before_wrap();
        let left = self.0.size.map_or(room.left(), |width| room.right() - width);
        // As wide as all the room, so that it can grow.
        let place = UiBuilder::new().max_rect(room.translate(vec2(left - room.left(), 0.0)));
        let place = if self.0.size.is_some() { place } else { place.invisible() };
        let mut end = ui.new_child(place);
        let inner = content(&mut end);
        // What grows must not make a panel wider: there is as much room as there is.
        ui.advance_cursor_after_rect(end.min_rect().intersect(room));
        self.0.keep(ui, end.min_rect().width());
        inner
    }
}

/// Shows something at the right end of a row, itself from the left to the right.
pub(super) fn at_row_end<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    RowEnd::of(ui).show(ui, content)
}

/// What belongs together within a row that wraps: it stands in one line, in the next one where this one has no room.
pub(super) fn together<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let kept = Kept::of(ui, ui.next_auto_id().with("together"));
    let left_over = ui.available_rect_before_wrap();
    let is_first = left_over.left() <= ui.max_rect().left() + SAME;
    if !is_first && kept.size.is_some_and(|width| width > left_over.width() + SAME) {
        ui.end_row();
    }
    let shown = ui.horizontal(content);
    kept.keep(ui, shown.response.rect.width());
    shown.inner
}

/// A panel at the right or at the lower edge, which is read after the rest.
pub(super) struct LaterPanel {
    kept: Kept,
    edge: Edge,
}

/// Where a panel is.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Right,
    Lower,
}

impl LaterPanel {
    /// The panel of this name.
    pub(super) fn at(ui: &Ui, edge: Edge, name: &str) -> Self {
        Self { kept: Kept::of(ui, ui.make_persistent_id((name, "later"))), edge }
    }

    /// What is read before it, in all the room that it leaves.
    pub(super) fn rest<R>(&self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let room = self.room_left(ui.available_rect_before_wrap());
        // The panel takes its room by itself, at its edge, so this takes none.
        content(&mut ui.new_child(UiBuilder::new().max_rect(room)))
    }

    /// The panel.
    pub(super) fn show<R>(self, ui: &mut Ui, panel: Panel, content: impl FnOnce(&mut Ui) -> R) -> R {
        let shown = panel.show(ui, content);
        let size = shown.response.rect.size();
        let size = match self.edge {
            Edge::Right => size.x,
            Edge::Lower => size.y,
        };
        self.kept.keep(ui, size);
        shown.inner
    }

    fn room_left(&self, all: Rect) -> Rect {
        let kept = self.kept.size.unwrap_or_default();
        match self.edge {
            Edge::Right => all.with_max_x((all.right() - kept).max(all.left())),
            Edge::Lower => all.with_max_y((all.bottom() - kept).max(all.top())),
        }
    }
}

/// Names the panel, list or menu that is around, and says where it is, for those who cannot see it.
pub(super) fn called(ui: &Ui, name: &str) {
    let is_named = |kind: UiKind| kind.is_panel() || matches!(kind, UiKind::Menu | UiKind::Popup);
    let Some(around) = ui.stack().iter().find(|around| around.kind().is_some_and(is_named)) else { return };
    let Rect { min, max } = around.max_rect;
    ui.ctx().accesskit_node_builder(around.unique_id, |node| {
        node.set_label(name);
        node.set_bounds(accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() });
    });
}

/// Names the edge that resizes a panel, for those who cannot see it. To be called when the panel was shown.
pub(super) fn edge_called(ui: &Ui, panel: &str, name: &str) {
    // By this the library knows its edges; `tests/window/reading.rs` sees that it still does.
    let id = ui.scope_id().with_salt(IdSalt::new(panel)).with("__resize");
    if ui.ctx().read_response(id).is_some() {
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
    }
}

/// How much room something took the last time, if it was there.
struct Kept {
    id: Id,
    size: Option<f32>,
}

impl Kept {
    fn of(ui: &Ui, id: Id) -> Self {
        Self { id, size: ui.data(|data| data.get_temp(id)) }
    }

    fn keep(self, ui: &Ui, size: f32) {
        let ctx = ui.ctx();
        if self.size.is_none_or(|before| (before - size).abs() > SAME) {
            ctx.data_mut(|data| data.insert_temp(self.id, size));
            ctx.request_discard("what is read later takes another room");
            if !ctx.will_discard() {
                ctx.request_repaint();
            }
        }
    }
}
