//! Which colour and which pattern is what.

use egui::{Mesh, Ui};

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

/// What is on lanes beside phases, with what it means.
const OTHERS: [(What, &str); 6] = [
    (What::Upkeep, "What the program does for itself: giving memory back, digests, the journal."),
    (What::Waiting(Cause::NoWorkLeft), Cause::NoWorkLeft.summary()),
    (What::Waiting(Cause::Barrier), Cause::Barrier.summary()),
    (What::Waiting(Cause::Memory), Cause::Memory.summary()),
    (What::Waiting(Cause::Disk), Cause::Disk.summary()),
    (What::Waiting(Cause::NoCore), Cause::NoCore.summary()),
];

/// Shows a swatch and a name for everything that lanes show.
pub(crate) fn legend(ui: &mut Ui) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = LINE;
        ui.spacing_mut().item_spacing.y = BETWEEN;
        entries_ui(ui);
        caption(ui, "Work is solid as high as the share of its time on a core; above, pale, it waited.");
    });
}

fn entries_ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        phase_legend(ui);
        for (what, meaning) in OTHERS {
            let drawn = entry(ui, SWATCH, what.title(), |ui, place| {
                let mut marks = Marks::of_legend(tokens(ui), 1.0 / ui.pixels_per_point(), place.left());
                marks.add(place, what, 1.0, false);
                ui.painter().add(Mesh::from(marks));
            });
            drawn.on_hover_text(meaning);
        }
    });
}
