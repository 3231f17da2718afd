//! The parts of the window, one file each. A panel looks at the state and asks; it changes nothing.

pub(super) mod comparison;
mod destination;
pub(super) mod enlarged;
pub(super) mod fold;
pub(super) mod folder_bar;
mod history;
pub(super) mod notice;
pub(super) mod outputs;
pub(super) mod pictures;
pub(super) mod plan;
pub(super) mod preview;
pub(super) mod problems;
pub(super) mod recipes;
pub(super) mod results;
pub(super) mod run_bar;
pub(super) mod scaling;
mod sharing;
pub(super) mod sheet;
pub(super) mod table;
pub(super) mod timeline;
pub(super) mod welcome;

/// Something in the run bar that is chosen, with what belongs to it: it stays in one row.
type Group = fn(&mut egui::Ui, &super::state::State, &mut Vec<super::action::Action>);
