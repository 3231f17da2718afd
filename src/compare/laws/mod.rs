//! Laws of scaling: what times on few workers say about times on others, fitted by least squares.
//!
//! Every fit makes the relative errors small, because the noise of times grows with them, and says how far it is off at
//! every point that it was made from. Arithmetic alone: knows no strategies, clocks or faces.

mod amdahl;
mod karp_flatt;
mod least_squares;
mod usl;

use std::ops::RangeInclusive;

pub use amdahl::Amdahl;
pub use karp_flatt::karp_flatt;
pub use usl::Usl;

/// The wall time of a job on so many workers.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Timing {
    /// How many workers there were, at least 1.
    pub workers: usize,
    /// How long the job took, in seconds, more than zero.
    pub wall_s: f64,
}

/// A formula for the wall time on any number of workers.
pub trait Law: Sized {
    /// How many different worker counts it takes to tell its parameters from noise.
    const FEWEST_WORKER_COUNTS: usize;

    /// The law whose relative errors at these timings are smallest; all of them count, and there are enough.
    fn least_squares(timings: &[Timing]) -> Self;

    /// The wall time that it gives, in seconds. `workers` is at least 1.
    fn wall_s(&self, workers: usize) -> f64;
}

/// A law with how well it fits.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Fit<L> {
    /// The law.
    #[serde(flatten)]
    pub law: L,
    /// What the law gives divided by what was measured, less 1, at each timing in their order.
    pub residuals: Vec<f64>,
    /// The root of the mean of their squares.
    pub rms_residual: f64,
    /// The fewest workers that were measured.
    pub first_workers: usize,
    /// The most workers that were measured.
    pub last_workers: usize,
}

/// Why a law was not fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("it takes {needed} different worker counts, and there are {found}: measure more of them")]
pub struct TooFew {
    /// How many different worker counts the law takes.
    pub needed: usize,
    /// How many there are.
    pub found: usize,
}

impl<L: Law> Fit<L> {
    /// Fits a law to timings; one worker count may stand several times. Timings that are none, such as zero seconds, are
    /// passed over and have no residual. Cost: a few passes over the timings.
    ///
    /// # Errors
    /// When there are too few different worker counts.
    pub fn of(timings: &[Timing]) -> Result<Self, TooFew> {
        let usable = |timing: &&Timing| timing.workers > 0 && timing.wall_s.is_finite() && timing.wall_s > 0.0;
        let timings: Vec<Timing> = timings.iter().filter(usable).copied().collect();
        let mut counts: Vec<usize> = timings.iter().map(|timing| timing.workers).collect();
        counts.sort_unstable();
        counts.dedup();
        let too_few = TooFew { needed: L::FEWEST_WORKER_COUNTS, found: counts.len() };
        let (Some(first_workers), Some(last_workers)) = (counts.first().copied(), counts.last().copied()) else {
            return Err(too_few);
        };
        if counts.len() < L::FEWEST_WORKER_COUNTS {
            return Err(too_few);
        }
        let law = L::least_squares(&timings);
        let residuals: Vec<f64> =
            timings.iter().map(|timing| law.wall_s(timing.workers) / timing.wall_s - 1.0).collect();
        let mean_square = residuals.iter().map(|residual| residual * residual).sum::<f64>() / residuals.len() as f64;
        Ok(Self { law, residuals, rms_residual: mean_square.sqrt(), first_workers, last_workers })
    }

    /// The most workers that were measured.
    pub fn last_workers(&self) -> usize {
        self.last_workers
    }

    /// The worker counts at which the law may be drawn: from the fewest measured to twice the most. Beyond that it is a
    /// guess that looks like knowledge.
    pub fn range(&self) -> RangeInclusive<usize> {
        self.first_workers..=self.last_workers.saturating_mul(2)
    }

    /// The wall time that the law gives, in seconds; none outside [`Self::range`].
    pub fn wall_s(&self, workers: usize) -> Option<f64> {
        self.range().contains(&workers).then(|| self.law.wall_s(workers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Timings by a formula.
    pub(super) fn timings(counts: &[usize], wall_s: impl Fn(f64) -> f64) -> Vec<Timing> {
        counts.iter().map(|n| Timing { workers: *n, wall_s: wall_s(*n as f64) }).collect()
    }

    /// The same timings with random errors of at most this share, different ones for each seed.
    pub(super) fn with_noise(timings: &[Timing], share: f64, seed: u64) -> Vec<Timing> {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut noise = || 1.0 + share * (2.0 * random.f64() - 1.0);
        timings.iter().map(|timing| Timing { wall_s: timing.wall_s * noise(), ..*timing }).collect()
    }

    #[test]
    fn too_few_worker_counts_are_refused() {
        let twice = timings(&[1, 1, 2, 2], |n| 8.0 / n);
        assert_eq!(Fit::<Amdahl>::of(&twice), Err(TooFew { needed: 3, found: 2 }));
        let five = timings(&[1, 2, 3, 4, 5, 5], |n| 8.0 / n);
        assert_eq!(Fit::<Usl>::of(&five), Err(TooFew { needed: 6, found: 5 }));
        assert_eq!(Fit::<Amdahl>::of(&[]), Err(TooFew { needed: 3, found: 0 }));
        let no_times = timings(&[1, 2, 3], |n| if n < 3.0 { 1.0 } else { 0.0 });
        assert_eq!(Fit::<Amdahl>::of(&no_times), Err(TooFew { needed: 3, found: 2 }));
        let words = TooFew { needed: 3, found: 2 }.to_string();
        assert_eq!(words, "it takes 3 different worker counts, and there are 2: measure more of them");
    }

    #[test]
    fn laws_end_at_twice_the_measured_range() {
        let fit = Fit::<Amdahl>::of(&timings(&[4, 2, 8], |n| 8.0 / n)).unwrap();
        assert_eq!((fit.first_workers, fit.last_workers, fit.range()), (2, 8, 2..=16));
        assert!(fit.wall_s(1).is_none() && fit.wall_s(17).is_none());
        assert!((fit.wall_s(16).unwrap() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn residuals_say_how_far_the_law_is_off() {
        // The least squares of one constant over 1, 1, 2 relative to each: (1 + 1 + 1/2) / (1 + 1 + 1/4) = 10/9.
        let fit = Fit::<Amdahl>::of(&timings(&[1, 2, 4], |n| if n < 3.0 { 1.0 } else { 2.0 })).unwrap();
        let expected = [1.0 / 9.0, 1.0 / 9.0, -4.0 / 9.0];
        assert_eq!(fit.law.serial_share, 1.0);
        assert!(fit.residuals.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{:?}", fit.residuals);
        assert!((fit.rms_residual - (18.0_f64 / 243.0).sqrt()).abs() < 1e-12);
    }
}
