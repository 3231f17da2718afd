//! Which colour is which phase, or which other part of the workers' time.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::super::language::words;
use super::super::theme::{self, tokens};
use crate::compare::Part;
use crate::engine::Phase;

const SWATCH: f32 = 12.0;

/// Shows a swatch and a name for each phase, in the order in which bars are stacked; where the line ends, they wrap.
pub(crate) fn phase_legend(ui: &mut Ui) {
    for phase in Phase::ALL {
        entry(ui, SWATCH, phase.title_in(words(ui)), |ui, place| {
            ui.painter().rect_filled(place, 2.0, *tokens(ui).phases.of(phase));
        });
    }
}

/// The same for every part of the workers' time, phases first.
pub(crate) fn part_legend(ui: &mut Ui) {
    for part in Part::ALL {
        entry(ui, SWATCH, part.title_in(words(ui)), |ui, place| {
            let colours = tokens(ui);
            ui.painter().rect_filled(place, 2.0, colours.part(part));
            if part == Part::Waiting {
                ui.painter().rect_stroke(place, 2.0, Stroke::new(1.0, colours.weak), StrokeKind::Inside);
            }
        });
    }
}

/// One entry of a legend: a swatch of this width and a name, which the end of a line never tears apart.
pub(super) fn entry(ui: &mut Ui, width: f32, name: &str, swatch: impl FnOnce(&Ui, Rect)) -> Response {
    let (font, colour) = (TextStyle::Small.resolve(ui.style()), tokens(ui).weak);
    let text = ui.painter().layout_no_wrap(name.to_owned(), font, colour);
    let size = vec2(width + theme::GAP + text.size().x, text.size().y.max(SWATCH));
    let (place, response) = ui.allocate_exact_size(size, Sense::hover());
    swatch(ui, Rect::from_center_size(pos2(place.left() + width / 2.0, place.center().y), vec2(width, SWATCH)));
    ui.painter().galley(pos2(place.right() - text.size().x, place.center().y - text.size().y / 2.0), text, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    ui.add_space(theme::GAP);
    response
}
