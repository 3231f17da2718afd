//! Which colour and which pattern is what.

use egui::{Label, Mesh, RichText, Sense, Ui, vec2};

use super::super::super::theme::{GAP, tokens};
use super::super::super::timeline::What;
use super::super::phase_legend::phase_legend;
use super::marks::Marks;
use crate::compare::Cause;

/// Patterns need more room than colours.
const SWATCH: egui::Vec2 = vec2(21.0, 12.0);

/// What is on lanes beside phases, with what it means.
const OTHERS: [(What, &str); 4] = [
    (What::Upkeep, "What the program does for itself: giving memory back, digests, the journal."),
    (What::Waiting(Cause::NoWorkLeft), Cause::NoWorkLeft.summary()),
    (What::Waiting(Cause::Barrier), Cause::Barrier.summary()),
    (What::Waiting(Cause::Memory), Cause::Memory.summary()),
];

/// A swatch and a name for everything that lanes show.
pub(crate) fn legend(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        phase_legend(ui);
        for (what, meaning) in OTHERS {
            let (place, _) = ui.allocate_exact_size(SWATCH, Sense::hover());
            let mut marks = Marks::of_legend(tokens(ui), 1.0 / ui.pixels_per_point(), place.left());
            marks.add(place, what);
            ui.painter().add(Mesh::from(marks));
            let name = RichText::new(what.title()).small().color(tokens(ui).weak);
            ui.add(Label::new(name).extend()).on_hover_text(meaning);
            ui.add_space(GAP);
        }
    });
}
