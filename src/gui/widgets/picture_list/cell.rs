//! One picture of the list, drawn at its place. Knows none but this one.

use egui::{
    Align2, FontId, Id, Pos2, Rect, Response, RichText, Role, Sense, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::super::language::words;
use super::super::super::pictures_view::Layout;
use super::super::super::theme::{self, GAP, tokens};
use super::super::thumbnail::{self, ASPECT, CAPTION};
use super::super::{elide, tick};
use super::{Item, Wish};

/// The width of the picture in a row of a list, which is less where there is little room.
const ROW_PICTURE: f32 = 52.0;
const ROW_PICTURE_NARROW: f32 = 40.0;
const NARROW: f32 = 220.0;

/// What stands between things that are known of a picture.
const APART: &str = " · ";

/// Room around what is in a row.
const INSET: f32 = 4.0;

/// What a picture is called among what can be clicked.
pub(super) fn cell_id(list: &Response, place: usize) -> Id {
    list.id.with(place)
}

/// Draws a picture at its place, and says what is asked of it.
pub(super) fn cell_ui(
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

/// Where things are in a cell.
struct Parts {
    picture: Rect,
    tick: Rect,
    /// The corner where the name begins, and how wide it may be.
    name: (Pos2, f32),
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
