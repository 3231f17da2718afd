//! Which colour is which phase.

use egui::{Sense, Ui, vec2};

use super::super::theme::{self, tokens};
use super::basics::caption;
use crate::engine::Phase;

const SWATCH: f32 = 12.0;

/// A swatch and a name for each phase, in the order in which bars are stacked.
pub(crate) fn phase_legend(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for phase in Phase::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(SWATCH, SWATCH), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, *tokens(ui).phases.of(phase));
            caption(ui, phase.title());
            ui.add_space(theme::GAP);
        }
    });
}
