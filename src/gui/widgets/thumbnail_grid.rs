//! A grid of pictures of which only the rows in view are laid out, so that a hundred thousand cost no more than forty.

use egui::{Align2, Id, Rect, Response, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::super::effects::thumbnails::Look;
use super::super::theme::{GAP, tokens};
use super::elide;
use super::thumbnail::{self, ASPECT, CAPTION};

/// Below each picture stands its name, and a further line.
const LINES: f32 = 2.0;

/// One place in the grid.
pub(crate) struct Cell {
    /// What it shows, by which the focus knows it again at another place.
    pub id: Id,
    /// What is known of the picture.
    pub look: Look,
    /// Its name.
    pub name: String,
    /// Further lines, weaker.
    pub detail: Option<String>,
    /// What is wrong with it, if anything.
    pub fault: Option<String>,
}

/// Shows `n` places, each at least `min_width` wide, and says which one was clicked. `cell` is asked only for places in
/// view.
pub(crate) fn thumbnail_grid(
    ui: &mut Ui,
    id: &str,
    n: usize,
    min_width: f32,
    cell: impl Fn(usize) -> Cell,
) -> Option<usize> {
    let width = ui.available_width() - ui.spacing().scroll.bar_width - ui.spacing().scroll.bar_inner_margin;
    let columns = (((width + GAP) / (min_width + GAP)) as usize).max(1);
    let cell_width = ((width + GAP) / columns as f32 - GAP).floor();
    let size = vec2(cell_width, (cell_width * ASPECT).round() + 4.0 + CAPTION * LINES);
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
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, cell.id, Sense::click());
    let spoken = [Some(cell.name.as_str()), cell.detail.as_deref(), cell.fault.as_deref()];
    let spoken = spoken.into_iter().flatten().collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
    let picture = Rect::from_min_size(rect.min, vec2(rect.width(), (rect.width() * ASPECT).round()));
    thumbnail::picture_ui(ui, picture, &cell.look, cell.fault.is_some(), false);
    thumbnail::outline_ui(ui, picture, &response, response.has_focus());
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
