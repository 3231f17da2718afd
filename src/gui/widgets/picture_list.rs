//! Pictures in a grid or a list, of which only the rows in view are laid out, so that a hundred thousand cost no more than
//! forty. It has the focus as a whole: keys go from picture to picture, and those that are not seen yet come into view.
//!
//! What was seen first stays seen first when the rows get another height or length, because a place far down a long
//! list is not found again. What a single picture looks like is in `cell`, what keys mean in `keys`.

mod cell;
mod keys;

use cell::{cell_id, cell_ui};
use egui::{
    EventFilter, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::effects::thumbnails::Look;
use super::super::pictures_view::Layout;
use super::super::shortcuts;
use super::super::theme::{self, GAP, tokens};
use super::thumbnail::{ASPECT, CAPTION};

/// A place of the grid is at least this wide.
const CELL_WIDTH: f32 = 84.0;

/// A row of the list is as high as this.
const ROW: f32 = 44.0;

/// One picture.
pub(crate) struct Item {
    /// What it looks like.
    pub look: Look,
    /// Its name.
    pub name: String,
    /// What is known of it, the least important first.
    pub details: Vec<String>,
    /// What is wrong with it, if anything.
    pub fault: Option<String>,
    /// Whether it is ticked; none when it cannot be.
    pub is_ticked: Option<bool>,
}

/// What is to be listed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    /// What it is called.
    pub name: &'static str,
    /// How it is laid out.
    pub layout: Layout,
    /// How many pictures.
    pub n: usize,
    /// The place of the picture that is looked at, and what tells it from others.
    pub current: Option<(usize, usize)>,
    /// Changes when other pictures stand there, or in another order: they are then seen from their beginning.
    pub version: (u64, bool),
}

/// What hands and keys ask for, by places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// To look at this one.
    LookAt(usize),
    /// To see this one large.
    Show(usize),
    /// To have this one ticked, or not.
    Toggle(usize),
    /// To have all between the one ticked last and this one be as that one.
    TickUpTo(usize),
}

/// What was seen in the frame before.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    shape: Shape,
    version: (u64, bool),
    current: Option<usize>,
    offset: f32,
    height: f32,
}

/// How many pictures a row has, and what a row takes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shape {
    columns: usize,
    cell: Vec2,
    layout: Layout,
}

/// Shows the pictures; `item` is asked only for those in view.
pub(crate) fn picture_list(ui: &mut Ui, listed: Listed, item: impl Fn(usize) -> Item) -> Vec<Wish> {
    let id = ui.scope_id().with("picture_list");
    let mut wishes = Vec::new();
    let area = ui.available_rect_before_wrap();
    let list = ui.interact(area, id, Sense::focusable_noninteractive());
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), listed.name));
    let before: Option<Seen> = ui.data(|data| data.get_temp(id));
    let shape = Shape::new(ui, listed.layout);
    if list.has_focus() {
        let height = before.map_or(area.height(), |before| before.height);
        wishes.extend(wishes_of_keys(ui, &list, listed, shape.pages_of(height)));
    }
    let mut scroll = ScrollArea::vertical().id_salt(id).auto_shrink(false);
    if let Some(offset) = offset(before, shape, listed) {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    ui.spacing_mut().item_spacing = Vec2::splat(shape.gap());
    let output = scroll.show_rows(ui, shape.cell.y, listed.n.div_ceil(shape.columns), |ui, rows| {
        rows.for_each(|row| row_ui(ui, &list, (shape, listed), row, &item, &mut wishes));
    });
    let (offset, height) = (output.state.clamped_offset().y, output.inner_rect.height());
    let seen = Seen { shape, version: listed.version, current: listed.current.map(|(_, key)| key), offset, height };
    ui.data_mut(|data| data.insert_temp(id, seen));
    if list.has_focus() {
        let stroke = Stroke::new(1.5, tokens(ui).accent);
        ui.painter().rect_stroke(area.expand(4.0), theme::RADIUS, stroke, StrokeKind::Outside);
    }
    wishes
}

impl Shape {
    fn new(ui: &Ui, layout: Layout) -> Self {
        let scroll = &ui.spacing().scroll;
        let width = (ui.available_width() - scroll.bar_width - scroll.bar_inner_margin).max(1.0);
        match layout {
            Layout::List => Self { columns: 1, cell: vec2(width, ROW), layout },
            Layout::Grid => {
                let columns = (((width + GAP) / (CELL_WIDTH + GAP)) as usize).max(1);
                let cell_width = ((width + GAP) / columns as f32 - GAP).floor();
                Self { columns, cell: vec2(cell_width, (cell_width * ASPECT).round() + 4.0 + CAPTION), layout }
            }
        }
    }

    fn gap(self) -> f32 {
        match self.layout {
            Layout::Grid => GAP,
            Layout::List => 0.0,
        }
    }

    fn row_height(self) -> f32 {
        self.cell.y + self.gap()
    }

    /// How many rows fit into this height.
    fn pages_of(self, height: f32) -> (usize, usize) {
        (self.columns, ((height / self.row_height()) as usize).max(1))
    }
}

/// Where the list is to be scrolled to, if not where it is: to its beginning when it is another one, to what was seen
/// first when its rows are others, to the picture that is looked at when that is another one.
fn offset(before: Option<Seen>, shape: Shape, listed: Listed) -> Option<f32> {
    let before = before?;
    let key = listed.current.map(|(_, key)| key);
    let mut offset = before.offset;
    if before.version != listed.version {
        offset = 0.0;
    } else if before.shape != shape {
        let first = (before.offset / before.shape.row_height()).round() as usize * before.shape.columns;
        offset = (first / shape.columns) as f32 * shape.row_height();
    }
    if let Some((place, _)) = listed.current.filter(|_| key != before.current) {
        let top = (place / shape.columns) as f32 * shape.row_height();
        // As little as need be.
        offset = offset.min(top).max(top + shape.cell.y - before.height);
    }
    (offset != before.offset).then_some(offset)
}

/// What keys ask for, while the list has the focus.
fn wishes_of_keys(ui: &Ui, list: &Response, listed: Listed, (columns, rows): (usize, usize)) -> Vec<Wish> {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
    if list.gained_focus() {
        // Keys are its own from the next frame on, so there has to be one before the next key.
        ui.ctx().request_repaint();
    }
    let mut place = listed.current.map(|(place, _)| place);
    let steps = ui.input_mut(shortcuts::steps);
    steps.into_iter().filter_map(|step| keys::wish(step, &mut place, listed.n, columns, rows)).collect()
}

fn row_ui(
    ui: &mut Ui,
    list: &Response,
    (shape, listed): (Shape, Listed),
    row: usize,
    item: &impl Fn(usize) -> Item,
    wishes: &mut Vec<Wish>,
) {
    let width = shape.cell.x * shape.columns as f32 + shape.gap() * (shape.columns - 1) as f32;
    let (line, _) = ui.allocate_exact_size(vec2(width, shape.cell.y), Sense::hover());
    for column in 0..shape.columns {
        let place = row * shape.columns + column;
        if place >= listed.n {
            break;
        }
        let left = line.left() + (shape.cell.x + shape.gap()) * column as f32;
        let cell = Rect::from_min_size(pos2(left, line.top()), shape.cell);
        let is_current = listed.current.is_some_and(|(current, _)| current == place);
        cell_ui(ui, list, (cell, shape.layout), (place, &item(place), is_current), wishes);
        if is_current {
            let current = cell_id(list, place).accesskit_id();
            ui.ctx().accesskit_node_builder(list.id, |node| node.set_active_descendant(current));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape { columns: 3, cell: vec2(80.0, 92.0), layout: Layout::Grid };

    fn listed(current: Option<(usize, usize)>) -> Listed {
        Listed { name: "Pictures", layout: Layout::Grid, n: 100_000, current, version: (1, false) }
    }

    fn seen(offset: f32, current: Option<usize>) -> Option<Seen> {
        Some(Seen { shape: SHAPE, version: (1, false), current, offset, height: 300.0 })
    }

    #[test]
    fn what_is_looked_at_comes_into_view_by_as_little_as_need_be() {
        let at = |offset: f32, place: usize| super::offset(seen(offset, Some(7)), SHAPE, listed(Some((place, 9))));
        assert_eq!(at(1000.0, 31), None, "it is in view");
        assert_eq!(at(1000.0, 3), Some(100.0));
        assert_eq!(at(0.0, 300), Some(100.0 * 100.0 + 92.0 - 300.0));
        let same = super::offset(seen(5000.0, Some(9)), SHAPE, listed(Some((3, 9))));
        assert_eq!(same, None, "whoever scrolls away from it stays there");
    }

    #[test]
    fn another_list_is_seen_from_its_beginning_and_another_shape_where_it_was() {
        let other = Listed { version: (2, false), ..listed(None) };
        assert_eq!(super::offset(seen(900.0, None), SHAPE, other), Some(0.0));
        let wider = Shape { columns: 6, ..SHAPE };
        assert_eq!(super::offset(seen(900.0, None), wider, listed(None)), Some(400.0));
        let rows = Shape { columns: 1, cell: vec2(300.0, 44.0), layout: Layout::List };
        assert_eq!(super::offset(seen(900.0, None), rows, listed(None)), Some(27.0 * 44.0));
        assert_eq!(super::offset(seen(900.0, None), SHAPE, listed(None)), None);
        assert_eq!(super::offset(None, SHAPE, listed(None)), None);
    }
}
