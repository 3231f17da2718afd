//! How wide the panels beside the middle are: never so wide that the middle is lost, and a strip when folded away.
//! Knows nothing of what is in them.

use egui::{Frame, Margin, Panel};

use super::choices::{Folds, Side};
use super::panels::fold::STRIP;
use super::theme::{MARGIN, Tokens};

/// What the middle keeps, in points: all views can be used in it. Panels give way before it is narrower than usual.
const LEAST_VIEW: f32 = 330.0;
const USUAL_VIEW: f32 = 460.0;

/// The width within which both panels and the middle have room.
pub(super) const LEAST_WIDTH: f32 = least(Side::Pictures) + LEAST_VIEW + least(Side::Recipes);

/// No panel takes more of the window than this.
const MOST: f32 = 0.4;

/// The widths that there are to share.
#[derive(Clone, Copy)]
pub(super) struct Widths {
    whole: f32,
    folds: Folds,
}

impl Widths {
    /// Those of a window so wide.
    pub(super) fn of(whole: f32, folds: Folds) -> Self {
        Self { whole, folds }
    }

    /// The panel of the pictures, which is the first to take its width.
    pub(super) fn pictures(self, colours: &Tokens) -> Panel {
        let recipes = if self.folds.has(Side::Recipes) { STRIP } else { least(Side::Recipes) };
        let usual = (self.whole * 0.22).min(420.0);
        self.panel(Panel::left(self.name(Side::Pictures)), Side::Pictures, (usual, self.whole - recipes), colours)
    }

    /// The panel of the recipes, beside which so much is left.
    pub(super) fn recipes(self, left: f32, colours: &Tokens) -> Panel {
        // As wide as has every choice beside its label, where the window is wide enough.
        let usual = (self.whole - 736.0).clamp(least(Side::Recipes), 332.0).max(self.whole * 0.18).min(420.0);
        self.panel(Panel::right(self.name(Side::Recipes)), Side::Recipes, (usual, left), colours)
    }

    /// What a panel is known by: folded it is another one, so that unfolded it is as wide as before.
    pub(super) fn name(self, side: Side) -> &'static str {
        match (side, self.folds.has(side)) {
            (Side::Pictures, false) => "pictures",
            (Side::Pictures, true) => "folded pictures",
            (Side::Recipes, false) => "recipes",
            (Side::Recipes, true) => "folded recipes",
        }
    }

    fn panel(self, panel: Panel, side: Side, (usual, left): (f32, f32), colours: &Tokens) -> Panel {
        let frame = Frame::NONE.fill(colours.panel);
        if self.folds.has(side) {
            return panel.frame(frame).resizable(false).exact_size(STRIP);
        }
        let least = least(side);
        let most = (self.whole * MOST).min(left - USUAL_VIEW).max(least);
        panel.frame(frame.inner_margin(Margin::same(MARGIN as i8))).default_size(usual).size_range(least..=most)
    }
}

/// The least width of a panel that is not folded, in which its words still have room.
const fn least(side: Side) -> f32 {
    match side {
        Side::Pictures => 232.0,
        Side::Recipes => 288.0,
    }
}
