//! When a comparison has enough rounds. Arithmetic alone: the time that went by is told by whoever asks.

use std::num::NonZeroUsize;
use std::time::Duration;

use super::error::CompareError;
use super::relation::Relation;
use super::statistics::{estimate, median};
use super::words::percent;
use crate::words::Language;

/// How many rounds are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounds {
    /// So many.
    Fixed(NonZeroUsize),
    /// Until the 95 % intervals of all medians, and of how every way compares to the fastest, are within
    /// [`Rounds::PRECISION`]; or until the budget is spent.
    Auto {
        /// The longest time that all may take after the warm-up, pauses left out; the round that is on then is finished.
        budget: Duration,
    },
}

/// What ended the rounds of a comparison that was not stopped.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum Enough {
    /// There are as many as were asked for.
    Number,
    /// Times are known well enough.
    Precision,
    /// The time budget is spent before they are.
    Budget {
        /// The budget, in seconds.
        budget_s: f64,
        /// How far from its middle the widest interval reaches, as a share; none for few rounds.
        reached: Option<f64>,
    },
    /// A picture is no longer as it was when the comparison began; the rounds before that count.
    PictureChanged {
        /// Its path.
        picture: String,
    },
    /// The next round could not be run to its end; those before it count.
    BrokenOff {
        /// Why, in English.
        reason: String,
    },
}

impl Enough {
    /// What ends the rounds by an error; none where they are stopped.
    pub(super) fn of(error: &CompareError) -> Option<Self> {
        match error {
            CompareError::Stopped => None,
            CompareError::PictureChanged(path) => Some(Self::PictureChanged { picture: path.display().to_string() }),
            other => Some(Self::BrokenOff { reason: other.to_string() }),
        }
    }

    /// Whether something went wrong, so that there are fewer than were asked for.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::PictureChanged { .. } | Self::BrokenOff { .. })
    }

    /// What ended the rounds, where that was not known beforehand.
    pub fn in_words(&self, words: Language) -> Option<String> {
        let wanted = percent(Rounds::PRECISION);
        match self {
            Self::Number => None,
            Self::Precision => Some(words.ended_by_precision(wanted)),
            Self::Budget { budget_s, reached } => {
                let reached = reached.map(|share| words.widest_interval(percent(share)));
                let reached = reached.unwrap_or_default();
                Some(words.ended_by_budget(words.time(*budget_s), wanted, reached))
            }
            Self::PictureChanged { picture } => Some(words.ended_by_change(picture)),
            Self::BrokenOff { reason } => Some(words.ended_by_failure(words.reason(reason))),
        }
    }
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

    /// Why there are enough now, if there are. `ways` are the times in seconds of each way, in the order of the rounds.
    pub(super) fn are_enough(&self, ways: &[Vec<f64>], elapsed: Duration) -> Option<Enough> {
        let done = ways.iter().map(Vec::len).min().unwrap_or(0);
        match self {
            Self::Fixed(rounds) => (done >= rounds.get()).then_some(Enough::Number),
            Self::Auto { .. } if done >= Self::FEWEST && reach(ways).is_some_and(|reach| reach <= Self::PRECISION) => {
                Some(Enough::Precision)
            }
            Self::Auto { budget } => {
                let spent = || Enough::Budget { budget_s: budget.as_secs_f64(), reached: reach(ways) };
                (done >= 1 && elapsed >= *budget).then(spent)
            }
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

/// How far from its middle any interval reaches, as a share: those of all medians, and of how every way compares to the
/// fastest. None when there are too few rounds for intervals.
fn reach(ways: &[Vec<f64>]) -> Option<f64> {
    let fastest = ways.iter().min_by(|a, b| median(a).total_cmp(&median(b)))?;
    let reaches = ways.iter().map(|way| {
        let of_ratio = Relation::of(fastest, way).half_width;
        estimate(way).precision().map(|of_median| of_median.max(of_ratio))
    });
    reaches.reduce(|a, b| Some(a?.max(b?))).flatten()
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
        assert_eq!(rounds.are_enough(&[steady(2), steady(2)], MINUTE * 60), None);
        assert_eq!(rounds.are_enough(&[steady(3), steady(3)], Duration::ZERO), Some(Enough::Number));
        assert!((rounds.fraction(1.5, MINUTE) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn precision_ends_it() {
        let rounds = Rounds::Auto { budget: MINUTE };
        let too_few = rounds.are_enough(&[steady(9), steady(9)], Duration::ZERO);
        assert_eq!(too_few, None, "too few to know how much they scatter");
        assert_eq!(rounds.are_enough(&[steady(10), steady(10)], Duration::ZERO), Some(Enough::Precision));
        assert_eq!(
            rounds.are_enough(&[steady(10), steady(10)], MINUTE),
            Some(Enough::Precision),
            "whatever the budget"
        );
        assert_eq!(rounds.are_enough(&[steady(10), unsteady(10)], Duration::ZERO), None);
    }

    #[test]
    fn the_budget_ends_it() {
        let rounds = Rounds::Auto { budget: MINUTE };
        let spent = rounds.are_enough(&[unsteady(2), unsteady(2)], MINUTE);
        assert_eq!(spent, Some(Enough::Budget { budget_s: 60.0, reached: None }));
        assert_eq!(rounds.are_enough(&[Vec::new(), Vec::new()], MINUTE), None, "nothing would be known");
        assert!((rounds.fraction(7.0, MINUTE / 2) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_ended_it_is_said() {
        let said = |enough: Enough| enough.in_words(Language::English).unwrap_or_default();
        assert_eq!(said(Enough::Number), "");
        assert_eq!(said(Enough::Precision), "Precision ended the rounds: every time is known within 2 %.");
        let rounds = Rounds::Auto { budget: MINUTE };
        let spent = said(rounds.are_enough(&[steady(12), unsteady(12)], MINUTE).unwrap());
        assert!(
            spent.starts_with("The time budget of 60.0 s ended the rounds before every time was known within 2 % (")
        );
        assert!(spent.ends_with(" %)."), "{spent}");
    }
}
