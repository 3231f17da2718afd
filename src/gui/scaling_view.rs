//! How strategies take more workers, as the window knows it: plain data, worked out once for each comparison.
//!
//! It knows no widgets, threads or files.

use std::sync::Arc;

use crate::compare::{Comparison, Scaling};
use crate::report::tables::{self, Table};

/// What the window knows of more workers.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScalingView {
    /// The request for what is shown.
    pub(super) generation: u64,
    /// What is drawn.
    pub curve: Curve,
    /// What is known; none while it is being worked out, and without a comparison.
    pub shown: Option<Arc<ScalingShown>>,
}

/// What is drawn against the number of workers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Curve {
    /// How many times as fast as one worker.
    #[default]
    Speedup,
    /// How long it takes.
    Time,
    /// Speed-up for each worker.
    Efficiency,
}

/// How strategies take more workers, in numbers and in words.
#[derive(Clone, Debug)]
pub(crate) struct ScalingShown {
    /// The numbers.
    pub scaling: Scaling,
    /// What was measured.
    pub measured: Table,
    /// The laws that fit.
    pub laws: Option<Table>,
    /// What is predicted.
    pub predicted: Option<Table>,
    /// What follows, a sentence each.
    pub sentences: Vec<String>,
}

impl ScalingShown {
    /// What a comparison says. Cost: that of [`Scaling::of`].
    pub(super) fn of(comparison: &Comparison) -> Self {
        let scaling = Scaling::of(comparison);
        Self {
            measured: tables::scaling::measured(&scaling),
            laws: tables::scaling::laws(&scaling),
            predicted: tables::scaling::predicted(&scaling),
            sentences: scaling.in_words(),
            scaling,
        }
    }
}

impl Curve {
    /// What is drawn for a time on so many workers, where one of them takes so long.
    pub(crate) fn of(self, time_s: f64, workers: f64, one_worker_s: f64) -> f64 {
        match self {
            Self::Speedup => one_worker_s / time_s,
            Self::Time => time_s,
            Self::Efficiency => 100.0 * one_worker_s / time_s / workers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_time_makes_three_curves() {
        let of = |curve: Curve| curve.of(4.0, 4.0, 8.0);
        assert_eq!([Curve::Speedup, Curve::Time, Curve::Efficiency].map(of), [2.0, 4.0, 50.0]);
    }
}
