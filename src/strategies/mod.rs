//! The strategies, one file each, and the registry that lists them: the only list there is.
//!
//! A strategy is a loop nest over the batch: it asks for pictures to be opened and recipes to be applied, and says
//! which of that may happen at the same time. It knows no pixels, files, clocks or widgets, and names no filter.
//!
//! To add one: a new file that ends in a `pub static STRATEGY`, its `mod` line and its line in [`ALL`].

mod auto;
mod bands;
mod grid;
mod per_filter;
mod per_image;
mod sequential;

use crate::engine::Strategy;

/// Every strategy, in the order in which people see them.
pub static ALL: &[&Strategy] = &[
    &sequential::STRATEGY,
    &per_image::STRATEGY,
    &per_filter::STRATEGY,
    &grid::STRATEGY,
    &bands::STRATEGY,
    &auto::STRATEGY,
];

/// How many strategies the tutorial has.
const N_TUTORIAL: usize = 3;

/// The strategy that others are measured against.
pub static BASELINE: &Strategy = &sequential::STRATEGY;

/// What a run uses when nothing is said.
pub static DEFAULT: &Strategy = &auto::STRATEGY;

/// The tutorial's strategies, which stand first in the list: what the window compares when nothing is said.
pub fn tutorial() -> &'static [&'static Strategy] {
    ALL.get(..N_TUTORIAL).unwrap_or(ALL)
}

/// The strategy with this id.
pub fn find(id: &str) -> Option<&'static Strategy> {
    ALL.iter().copied().find(|strategy| strategy.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_strategy_describes_itself() {
        for (n, strategy) in ALL.iter().enumerate() {
            assert!(strategy.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", strategy.id);
            assert!(!strategy.title.is_empty() && strategy.summary.ends_with('.') && !strategy.loops.is_empty());
            assert_eq!(ALL.iter().position(|other| other.id == strategy.id), Some(n), "ids are unique");
        }
    }
}
