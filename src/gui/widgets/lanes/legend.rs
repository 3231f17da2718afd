//! Which colour and which pattern is what.

use egui::{Mesh, Ui};

use super::super::super::language::words;
use super::super::super::theme::tokens;
use super::super::super::timeline::What;
use super::super::basics::caption;
use super::super::phase_legend::{entry, phase_legend};
use super::marks::Marks;
use crate::compare::Cause;

/// Patterns need more room than colours.
const SWATCH: f32 = 21.0;

/// Height of a line, and what is between two.
const LINE: f32 = 16.0;
const BETWEEN: f32 = 4.0;

/// Why workers wait, as far as lanes show it.
const CAUSES: [Cause; 5] = [Cause::NoWorkLeft, Cause::Barrier, Cause::Memory, Cause::Disk, Cause::NoCore];

/// Shows a swatch and a name for everything that lanes show.
pub(crate) fn legend(ui: &mut Ui) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = LINE;
        ui.spacing_mut().item_spacing.y = BETWEEN;
        entries_ui(ui);
        caption(ui, words(ui).lanes_legend());
    });
}

fn entries_ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        phase_legend(ui);
        let words = words(ui);
        let causes = CAUSES.map(|cause| (What::Waiting(cause), cause.summary_in(words)));
        for (what, meaning) in std::iter::once((What::Upkeep, words.upkeep_hint())).chain(causes) {
            let drawn = entry(ui, SWATCH, what.title(words), |ui, place| {
                let mut marks = Marks::of_legend(tokens(ui), 1.0 / ui.pixels_per_point(), place.left());
                marks.add(place, what, 1.0, false);
                ui.painter().add(Mesh::from(marks));
            });
            drawn.on_hover_text(meaning);
        }
    });
}
