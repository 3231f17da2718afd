//! When a comparison has enough rounds. Arithmetic alone: the time that went by is told by whoever asks.

use std::num::NonZeroUsize;
use std::time::Duration;

use super::paired::Relation;
use super::statistics::{estimate, median};

/// How many rounds are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// So many.
    Fixed(NonZeroUsize),
    /// Until the 95 % intervals of all medians, and of how every way compares to the fastest, are within
    /// [`Rounds::PRECISION`]; or until the budget is spent.
    Auto {
        /// The longest time that counted rounds may take; the round that is on then is finished.
        budget: Duration,
    },
}

impl Default for Rounds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Rounds {
    /// Counted rounds when nothing is said: enough to tell a twentieth from chance on a quiet machine.
    pub const DEFAULT: Self = Self::Fixed(NonZeroUsize::new(10).unwrap());

    /// The time that [`Rounds::Auto`] may take when nothing is said.
    pub const DEFAULT_BUDGET: Duration = Duration::from_secs(120);

    /// How far from its middle an interval may reach, as a share, to be precise enough.
    pub const PRECISION: f64 = 0.02;

    /// Fewer rounds tell too little of how much times scatter.
    const FEWEST: usize = 10;

    /// How many there will be, where that is known.
    pub fn planned(&self) -> Option<NonZeroUsize> {
        match self {
            Self::Fixed(rounds) => Some(*rounds),
            Self::Auto { .. } => None,
        }
    }

    /// Whether there are enough now. `ways` are the times in seconds of each way, in the order of the rounds.
    pub(super) fn are_enough(&self, ways: &[Vec<f64>], elapsed: Duration) -> bool {
        let done = ways.iter().map(Vec::len).min().unwrap_or(0);
        match self {
            Self::Fixed(rounds) => done >= rounds.get(),
            Self::Auto { budget } => done >= 1 && elapsed >= *budget || done >= Self::FEWEST && is_precise(ways),
        }
    }

    /// The part that is done, 0 to 1, where that can be told.
    pub(super) fn fraction(&self, done: f64, elapsed: Duration) -> f64 {
        match self {
            Self::Fixed(rounds) => done / rounds.get() as f64,
            Self::Auto { budget } => elapsed.as_secs_f64() / budget.as_secs_f64().max(1e-3),
        }
        .clamp(0.0, 1.0)
    }
}

fn is_precise(ways: &[Vec<f64>]) -> bool {
    let fastest = ways.iter().min_by(|a, b| median(a).total_cmp(&median(b)));
    ways.iter().all(|way| {
        let ratio = fastest.map(|fastest| Relation::of(fastest, way).half_width);
        estimate(way).precision().is_some_and(|share| share <= Rounds::PRECISION)
            && ratio.is_some_and(|share| share <= Rounds::PRECISION)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn steady(n: usize) -> Vec<f64> {
        (0..n).map(|round| 1.0 + 0.001 * (round % 3) as f64).collect()
    }

    fn unsteady(n: usize) -> Vec<f64> {
        (0..n).map(|round| 1.0 + 0.2 * (round % 3) as f64).collect()
    }

    #[test]
    fn a_number_is_kept_to() {
        let rounds = Rounds::Fixed(NonZeroUsize::new(3).unwrap());
        assert!(!rounds.are_enough(&[steady(2), steady(2)], MINUTE * 60));
        assert!(rounds.are_enough(&[steady(3), steady(3)], Duration::ZERO));
        assert!((rounds.fraction(1.5, MINUTE) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn precision_ends_it() {
        let rounds = Rounds::Auto { budget: MINUTE };
        assert!(!rounds.are_enough(&[steady(9), steady(9)], Duration::ZERO), "too few to know how much they scatter");
        assert!(rounds.are_enough(&[steady(10), steady(10)], Duration::ZERO));
        assert!(!rounds.are_enough(&[steady(10), unsteady(10)], Duration::ZERO));
    }

    #[test]
    fn the_budget_ends_it() {
        let rounds = Rounds::Auto { budget: MINUTE };
        assert!(rounds.are_enough(&[unsteady(2), unsteady(2)], MINUTE));
        assert!(!rounds.are_enough(&[Vec::new(), Vec::new()], MINUTE), "nothing would be known");
        assert!((rounds.fraction(7.0, MINUTE / 2) - 0.5).abs() < 1e-12);
    }
}
