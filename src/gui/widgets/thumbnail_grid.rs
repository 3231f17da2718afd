//! A grid of pictures of which only the rows in view are laid out, so that a hundred thousand cost no more than forty.

use egui::{
    Align2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::super::effects::thumbnails::Look;
use super::super::theme::{self, GAP, tokens};
use super::elide;

const CAPTION: f32 = 20.0;

/// Height of a picture's place for its width.
const ASPECT: f32 = 0.72;

/// One place in the grid.
pub(crate) struct Cell {
    /// What is known of the picture.
    pub look: Look,
    /// Its name.
    pub name: String,
    /// Further lines, weaker.
    pub detail: Option<String>,
    /// What is wrong with it, if anything.
    pub fault: Option<String>,
    /// Whether it is the one that is shown elsewhere.
    pub is_chosen: bool,
}

/// Shows `n` places, each at least `min_width` wide, and says which one was clicked. `cell` is asked only for places in
/// view.
pub(crate) fn thumbnail_grid(
    ui: &mut Ui,
    id: &str,
    n: usize,
    min_width: f32,
    has_detail: bool,
    cell: impl Fn(usize) -> Cell,
) -> Option<usize> {
    let width = ui.available_width() - ui.spacing().scroll.bar_width - ui.spacing().scroll.bar_inner_margin;
    let columns = (((width + GAP) / (min_width + GAP)) as usize).max(1);
    let cell_width = ((width + GAP) / columns as f32 - GAP).floor();
    let lines = if has_detail { 2.0 } else { 1.0 };
    let size = vec2(cell_width, (cell_width * ASPECT).round() + 4.0 + CAPTION * lines);
    let mut clicked = None;
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show_rows(ui, size.y, n.div_ceil(columns), |ui, rows| {
        for row in rows {
            ui.horizontal(|ui| {
                for idx in (row * columns)..((row + 1) * columns).min(n) {
                    if cell_ui(ui, size, &cell(idx)).clicked() {
                        clicked = Some(idx);
                    }
                }
            });
        }
    });
    clicked
}

fn cell_ui(ui: &mut Ui, size: egui::Vec2, cell: &Cell) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let spoken = [Some(cell.name.as_str()), cell.detail.as_deref(), cell.fault.as_deref()];
    let spoken = spoken.into_iter().flatten().collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo {
        selected: cell.is_chosen.then_some(true),
        ..WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken)
    });
    let picture = Rect::from_min_size(rect.min, vec2(rect.width(), (rect.width() * ASPECT).round()));
    picture_ui(ui, picture, &cell.look, cell.fault.is_some());
    outline_ui(ui, picture, &response, cell.is_chosen);
    let colours = tokens(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let mut top = picture.bottom() + 4.0;
    for (line, colour) in [(Some(&cell.name), colours.text), (cell.detail.as_ref(), colours.weak)] {
        let Some(line) = line else { continue };
        let short = elide::middle(ui, line, &font, rect.width());
        ui.painter().text(pos2(rect.left(), top), Align2::LEFT_TOP, short, font.clone(), colour);
        top += CAPTION;
    }
    response.on_hover_ui(|ui| {
        ui.label(&cell.name);
        for line in [&cell.detail, &cell.fault].into_iter().flatten() {
            ui.label(egui::RichText::new(line).color(tokens(ui).weak));
        }
    })
}

fn picture_ui(ui: &Ui, place: Rect, look: &Look, has_fault: bool) {
    let colours = tokens(ui);
    ui.painter().rect_filled(place, theme::RADIUS, colours.field);
    if let Look::Ready(texture) = look {
        let scale = (place.size() / texture.size).min_elem();
        let fitted = Rect::from_center_size(place.center(), texture.size * scale.min(1.0));
        egui::Image::from_texture(*texture).corner_radius(theme::RADIUS).paint_at(ui, fitted);
    }
    if has_fault || matches!(look, Look::Failed(_)) {
        fault_mark(ui, place);
    }
}

/// An exclamation mark on a disc: a form as well as a colour.
fn fault_mark(ui: &Ui, place: Rect) {
    let colours = tokens(ui);
    let centre = place.right_top() + vec2(-14.0, 14.0);
    ui.painter().circle_filled(centre, 9.0, colours.error);
    let font = egui::FontId::proportional(14.0);
    ui.painter().text(centre, Align2::CENTER_CENTER, "!", font, colours.ground);
}

fn outline_ui(ui: &Ui, place: Rect, response: &Response, is_chosen: bool) {
    let colours = tokens(ui);
    let stroke = if response.has_focus() || is_chosen {
        Stroke::new(2.0, colours.accent)
    } else if response.hovered() {
        Stroke::new(1.0, colours.weak)
    } else {
        Stroke::new(1.0, colours.line)
    };
    ui.painter().rect_stroke(place, theme::RADIUS, stroke, StrokeKind::Inside);
}
