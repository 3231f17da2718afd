//! What is dragged among the recipes, and where it may be dropped.

use egui::{Align2, Context, CursorIcon, DragAndDrop, Id, LayerId, Order, Rect, Sense, Stroke, TextStyle, Ui, vec2};

use super::super::super::recipe_change::StepAt;
use super::super::super::state::State;
use super::super::super::theme::{self, GAP, tokens};
use crate::job::Step;

/// What is dragged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Dragged {
    /// A filter that stands alone, by its place, with its values.
    Filter(usize),
    /// A step of a chain.
    Step(StepAt),
}

impl Dragged {
    /// The step that it stands for.
    pub(super) fn step(self, state: &State) -> Option<Step> {
        let StepAt { recipe, step } = match self {
            Self::Filter(recipe) => StepAt { recipe, step: 0 },
            Self::Step(at) => at,
        };
        state.recipes.get(recipe)?.recipe.steps().nth(step).cloned()
    }

    /// The place that it leaves.
    pub(super) fn left(self) -> Option<StepAt> {
        match self {
            Self::Filter(_) => None,
            Self::Step(at) => Some(at),
        }
    }
}

/// What is dropped on this place.
pub(super) fn over_all(ui: &Ui, place: Rect) -> Option<Dragged> {
    over(ui, place)?;
    let stroke = Stroke::new(1.5, tokens(ui).accent);
    ui.painter().rect_stroke(place, theme::RADIUS, stroke, egui::StrokeKind::Inside);
    released(ui)
}

/// What is dropped above or below the middle of this place, and whether it is below.
pub(super) fn over_half(ui: &Ui, place: Rect) -> Option<(Dragged, bool)> {
    let is_below = over(ui, place)? > place.center().y;
    let y = if is_below { place.bottom() } else { place.top() };
    ui.painter().hline(place.x_range(), y, Stroke::new(2.0, tokens(ui).accent));
    released(ui).map(|dragged| (dragged, is_below))
}

/// How far down the pointer is, when it drags something over this place.
fn over(ui: &Ui, place: Rect) -> Option<f32> {
    DragAndDrop::payload::<Dragged>(ui.ctx())?;
    let pointer = ui.ctx().pointer_interact_pos()?;
    (ui.is_enabled() && place.intersect(ui.clip_rect()).contains(pointer)).then_some(pointer.y)
}

fn released(ui: &Ui) -> Option<Dragged> {
    let is_released = ui.input(|input| input.pointer.any_released());
    let dragged = if is_released { DragAndDrop::take_payload::<Dragged>(ui.ctx()) } else { None };
    dragged.map(|dragged| *dragged)
}

/// Shows at the pointer what is dragged.
pub(super) fn ghost_ui(ui: &Ui, state: &State) {
    let ctx: &Context = ui.ctx();
    let dragged = DragAndDrop::payload::<Dragged>(ctx).and_then(|dragged| dragged.step(state));
    let Some((step, pointer)) = dragged.zip(ctx.pointer_interact_pos()) else { return };
    ctx.set_cursor_icon(CursorIcon::Grabbing);
    let colours = tokens(ui);
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged_step")));
    let galley = painter.layout_no_wrap(
        step.filter.title_in(state.words()).to_owned(),
        TextStyle::Body.resolve(ui.style()),
        colours.strong,
    );
    let place = Align2::LEFT_CENTER.anchor_size(pointer + vec2(GAP, 0.0), galley.size() + vec2(2.0 * GAP, GAP));
    painter.rect(place, theme::RADIUS, colours.raised, Stroke::new(1.0, colours.accent), egui::StrokeKind::Inside);
    painter.galley(place.min + vec2(GAP, GAP / 2.0), galley, colours.strong);
}

/// A grip of six dots: what is shown beside what it drags. It takes keys, too.
pub(super) fn grip(ui: &mut Ui, id: Id, name: &str) -> egui::Response {
    let (_, place) = ui.allocate_space(vec2(theme::MARGIN, theme::ROW));
    let response = ui.interact(place, id, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    let colours = tokens(ui);
    let is_lit = response.hovered() || response.has_focus();
    let colour = if is_lit { colours.strong } else { colours.weak };
    for (column, row) in [(-1, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (1, 1)] {
        let at = place.center() + vec2(2.5 * column as f32, 5.0 * row as f32);
        ui.painter().circle_filled(at, 1.5, colour);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, colours.accent);
        ui.painter().rect_stroke(place.shrink2(vec2(0.0, 4.0)), theme::RADIUS, stroke, egui::StrokeKind::Outside);
    }
    response.on_hover_cursor(CursorIcon::Grab)
}
