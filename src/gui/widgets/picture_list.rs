//! Pictures in a grid or a list, of which only the rows in view are laid out, so that a hundred thousand cost no more than
//! forty. It has the focus as a whole: keys go from picture to picture, and those that are not seen yet come into view.
//!
//! What was seen first stays seen first when the rows get another height or length, because a place far down a long
//! list is not found again.

use egui::{
    Align2, EventFilter, FontId, Id, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::effects::thumbnails::Look;
use super::super::language::words;
use super::super::pictures_view::{Layout, Step};
use super::super::shortcuts;
use super::super::theme::{self, GAP, tokens};
use super::thumbnail::{self, ASPECT, CAPTION};
use super::{elide, tick};

/// A place of the grid is at least this wide.
const CELL_WIDTH: f32 = 84.0;

/// A row of the list: its height, and the width of the picture in it, which is less where there is little room.
const ROW: f32 = 44.0;
const ROW_PICTURE: f32 = 52.0;
const ROW_PICTURE_NARROW: f32 = 40.0;
const NARROW: f32 = 220.0;

/// What stands between things that are known of a picture.
const APART: &str = " · ";

/// Room around what is in a row.
const INSET: f32 = 4.0;

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
        wishes.extend(keys(ui, &list, listed, shape.pages_of(height)));
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
fn keys(ui: &Ui, list: &Response, listed: Listed, (columns, rows): (usize, usize)) -> Vec<Wish> {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
    if list.gained_focus() {
        // Keys are its own from the next frame on, so there has to be one before the next key.
        ui.ctx().request_repaint();
    }
    let mut place = listed.current.map(|(place, _)| place);
    let steps = ui.input_mut(shortcuts::steps);
    steps.into_iter().filter_map(|step| wish(step, &mut place, listed.n, columns, rows)).collect()
}

fn wish(step: Step, place: &mut Option<usize>, n: usize, columns: usize, rows: usize) -> Option<Wish> {
    let last = n.checked_sub(1)?;
    // Where nothing is looked at, the way begins at the first.
    let go = |by: isize| place.map_or(0, |place| place.saturating_add_signed(by).min(last));
    let to = match step {
        Step::Along(by) => go(by),
        Step::Rows(by) => row_on(*place, by * columns as isize, last),
        Step::Pages(by) => go(by * (columns * rows) as isize),
        Step::First => 0,
        Step::Last => last,
        Step::Toggle => return place.map(Wish::Toggle),
        Step::TickUpTo => return place.map(Wish::TickUpTo),
        Step::Show => return place.map(Wish::Show),
    };
    *place = Some(to);
    Some(Wish::LookAt(to))
}

/// In the first row there is nothing above; below the last full row there may be a shorter one.
fn row_on(place: Option<usize>, by: isize, last: usize) -> usize {
    let Some(place) = place else { return 0 };
    let columns = by.unsigned_abs();
    match place.checked_add_signed(by) {
        Some(to) if to <= last => to,
        Some(_) if place / columns < last / columns => last,
        _ => place,
    }
}

/// Where things are in a cell.
struct Parts {
    picture: Rect,
    tick: Rect,
    /// The corner where the name begins, and how wide it may be.
    name: (egui::Pos2, f32),
}

impl Parts {
    fn new(cell: Rect, layout: Layout) -> Self {
        let side = Vec2::splat(tick::BOX);
        match layout {
            Layout::Grid => {
                let picture = Rect::from_min_size(cell.min, vec2(cell.width(), (cell.width() * ASPECT).round()));
                let tick = Rect::from_min_size(picture.min + Vec2::splat(INSET + 1.0), side);
                Self { picture, tick, name: (pos2(cell.left(), picture.bottom() + 4.0), cell.width()) }
            }
            Layout::List => {
                let tick = Rect::from_center_size(pos2(cell.left() + INSET + side.x / 2.0, cell.center().y), side);
                let corner = pos2(tick.right() + GAP, cell.top() + INSET);
                let width = if cell.width() < NARROW { ROW_PICTURE_NARROW } else { ROW_PICTURE };
                let picture = Rect::from_min_size(corner, vec2(width, cell.height() - 2.0 * INSET));
                let left = picture.right() + GAP;
                Self { picture, tick, name: (pos2(left, cell.top() + INSET), cell.right() - left - INSET) }
            }
        }
    }
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

fn cell_id(list: &Response, place: usize) -> Id {
    list.id.with(place)
}

fn cell_ui(
    ui: &Ui,
    list: &Response,
    (cell, layout): (Rect, Layout),
    (place, item, is_current): (usize, &Item, bool),
    wishes: &mut Vec<Wish>,
) {
    let parts = Parts::new(cell, layout);
    // The list has the focus, never a single picture.
    let response = ui.interact(cell, cell_id(list, place), Sense::CLICK);
    speak(ui, &response, item, is_current);
    if layout == Layout::List && (is_current || response.hovered()) {
        let ground = if is_current { tokens(ui).hovered } else { tokens(ui).raised };
        ui.painter().rect_filled(cell, theme::RADIUS, ground);
    }
    let is_dim = item.is_ticked == Some(false);
    thumbnail::picture_ui(ui, parts.picture, &item.look, item.fault.is_some(), is_dim);
    thumbnail::outline_ui(ui, parts.picture, &response, is_current);
    words_ui(ui, &parts, layout, item, is_dim);
    let modifiers = ui.input(|input| input.modifiers);
    let ticked = item.is_ticked.map(|is_on| {
        let spoken = words(ui).include(&item.name);
        tick::corner_tick(ui, response.id.with("tick"), parts.tick.min, is_on, &spoken)
    });
    let is_ticked = ticked.is_some_and(|ticked| ticked.clicked());
    if is_ticked || response.clicked() {
        list.request_focus();
        wishes.push(match modifiers {
            _ if item.is_ticked.is_none() => Wish::Show(place),
            modifiers if modifiers.shift => Wish::TickUpTo(place),
            modifiers if is_ticked || modifiers.command => Wish::Toggle(place),
            _ => Wish::Show(place),
        });
    }
    hover_ui(response, item);
}

fn speak(ui: &Ui, response: &Response, item: &Item, is_current: bool) {
    let fault = item.fault.as_ref().map(|fault| format!(", {fault}")).unwrap_or_default();
    response.widget_info(|| WidgetInfo {
        selected: item.is_ticked,
        ..WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), format!("{}{fault}", item.name))
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(is_current);
        node.set_description(item.details.join(APART));
    });
}

/// The name, and in a list what is known of the picture, or what is wrong with it.
fn words_ui(ui: &Ui, parts: &Parts, layout: Layout, item: &Item, is_dim: bool) {
    let colours = tokens(ui);
    let (corner, width) = parts.name;
    let [body, small] = [TextStyle::Body, TextStyle::Small].map(|style| style.resolve(ui.style()));
    let line = |top: f32, text: String, font: &FontId, colour| {
        ui.painter().text(corner + vec2(0.0, top), Align2::LEFT_TOP, text, font.clone(), colour);
    };
    let name = |font: &FontId| elide::middle(ui, &item.name, font, width);
    let colour = if is_dim { colours.weak } else { colours.text };
    match (layout, &item.fault) {
        (Layout::Grid, _) => line(0.0, name(&small), &small, colour),
        (Layout::List, None) => {
            line(0.0, name(&body), &body, colour);
            line(CAPTION, fitting(ui, &item.details, width), &small, colours.weak);
        }
        (Layout::List, Some(fault)) => {
            line(0.0, name(&body), &body, colour);
            line(CAPTION, elide::end(ui, fault, &small, width), &small, colours.error);
        }
    }
}

/// As much of what is known as fits.
fn fitting(ui: &Ui, details: &[String], width: f32) -> String {
    let font = TextStyle::Small.resolve(ui.style());
    let lines = (0..details.len()).map(|first| details.get(first..).unwrap_or_default().join(APART));
    let mut last = String::new();
    for line in lines {
        if elide::fits(ui, &line, &font, width) {
            return line;
        }
        last = line;
    }
    last
}

fn hover_ui(response: Response, item: &Item) {
    response.on_hover_ui(|ui| {
        ui.label(&item.name);
        let weak = tokens(ui).weak;
        for line in [Some(item.details.join(APART)), item.fault.clone()].into_iter().flatten() {
            ui.label(RichText::new(line).color(weak));
        }
    });
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
    fn keys_go_from_picture_to_picture_and_stay_within_the_ends() {
        let go = |step: Step, from: Option<usize>| {
            let mut place = from;
            wish(step, &mut place, 11, 3, 2).map(|wish| (wish, place))
        };
        let to = |place: usize| Some((Wish::LookAt(place), Some(place)));
        assert_eq!(go(Step::Along(1), Some(4)), to(5));
        assert_eq!(go(Step::Along(1), Some(10)), to(10));
        assert_eq!(go(Step::Along(-1), Some(0)), to(0));
        assert_eq!(go(Step::Rows(1), Some(4)), to(7));
        assert_eq!(go(Step::Rows(1), Some(8)), to(10), "the last row is shorter");
        assert_eq!(go(Step::Rows(1), Some(9)), to(9));
        assert_eq!(go(Step::Rows(-1), Some(1)), to(1));
        assert_eq!(go(Step::Pages(1), Some(1)), to(7));
        assert_eq!(go(Step::Pages(-1), Some(4)), to(0));
        assert_eq!((go(Step::First, Some(4)), go(Step::Last, Some(4))), (to(0), to(10)));
        assert_eq!(go(Step::Rows(1), None), to(0));
        assert_eq!(go(Step::Toggle, Some(3)), Some((Wish::Toggle(3), Some(3))));
        assert_eq!(go(Step::Toggle, None), None);
        assert_eq!(wish(Step::Last, &mut None, 0, 3, 2), None);
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
