//! The universal scalability law: workers wait for each other, and the more there are the more they have to agree on.
//! Knows no reason for either.

use super::least_squares::nonnegative;
use super::{Law, Timing};

/// `T(n) = (1 + sigma (n - 1) + kappa n (n - 1)) / (lambda n)` (Gunther 1993, "A simple capacity model of massively
/// parallel transaction systems", and 2007, "Guerrilla capacity planning").
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Usl {
    /// Contention: the share of the work that workers do one after the other, at least 0.
    pub sigma: f64,
    /// Coherency: what each pair of workers costs, as a share of the work, at least 0.
    pub kappa: f64,
    /// Jobs a second on one worker, more than 0.
    pub lambda: f64,
}

impl Usl {
    /// The number of workers at which the job is fastest, from 1, not rounded; none when more always help.
    pub fn peak_workers(&self) -> Option<f64> {
        (self.kappa > 0.0).then(|| ((1.0 - self.sigma).max(0.0) / self.kappa).sqrt().max(1.0))
    }
}

impl Law for Usl {
    const FEWEST_WORKER_COUNTS: usize = 6;

    /// Time times workers is linear in `1 / lambda`, `sigma / lambda` and `kappa / lambda`, and so are its relative
    /// errors, which are those of the time. So the transformed model that others take as a start for a search is, with
    /// these weights, already the end of it.
    fn least_squares(timings: &[Timing]) -> Self {
        let column = |of: fn(f64) -> f64| {
            let n_workers = |timing: &Timing| timing.workers as f64;
            timings.iter().map(|timing| of(n_workers(timing)) / (n_workers(timing) * timing.wall_s)).collect()
        };
        let [alone_s, contention_s, coherency_s] =
            nonnegative([column(|_| 1.0), column(|n| n - 1.0), column(|n| n * (n - 1.0))]);
        // Where nothing is left for one worker alone, so little that no time shows it keeps the parameters numbers.
        let alone_s = alone_s.max(1e-9 * (contention_s + coherency_s));
        Self { sigma: contention_s / alone_s, kappa: coherency_s / alone_s, lambda: 1.0 / alone_s }
    }

    fn wall_s(&self, workers: usize) -> f64 {
        let n = workers as f64;
        (1.0 + self.sigma * (n - 1.0) + self.kappa * n * (n - 1.0)) / (self.lambda * n)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fit;
    use super::super::tests::{timings, with_noise};
    use super::*;

    const COUNTS: [usize; 6] = [1, 2, 4, 8, 16, 32];

    fn made(sigma: f64, kappa: f64) -> Vec<Timing> {
        timings(&COUNTS, |n| 20.0 * (1.0 + sigma * (n - 1.0) + kappa * n * (n - 1.0)) / n)
    }

    fn is_within(share: f64, found: f64, made: f64) -> bool {
        (found / made - 1.0).abs() < share
    }

    #[test]
    fn made_parameters_are_found() {
        let fit = Fit::<Usl>::of(&made(0.05, 0.002)).unwrap();
        let Usl { sigma, kappa, lambda } = fit.law;
        assert!(is_within(1e-9, sigma, 0.05) && is_within(1e-9, kappa, 0.002) && is_within(1e-9, lambda, 0.05));
        assert!(fit.rms_residual < 1e-9 && fit.residuals.len() == COUNTS.len());
        // The square root of 0.95 / 0.002.
        assert!(is_within(1e-9, fit.law.peak_workers().unwrap(), 21.794_494_717_703_37));
        assert!(is_within(1e-9, fit.law.wall_s(1), 20.0));
    }

    #[test]
    fn noise_of_one_percent_moves_them_by_less_than_a_tenth() {
        let made = made(0.1, 0.002);
        for seed in 0..1000 {
            let Usl { sigma, kappa, .. } = Fit::of(&with_noise(&made, 0.01, seed)).unwrap().law;
            assert!(is_within(0.1, sigma, 0.1) && is_within(0.1, kappa, 0.002), "seed {seed}: {sigma} {kappa}");
        }
    }

    #[test]
    fn nothing_falls_below_zero() {
        let faster_than_divided = Fit::<Usl>::of(&timings(&COUNTS, |n| 8.0 / (n * n))).unwrap().law;
        assert_eq!((faster_than_divided.sigma, faster_than_divided.kappa), (0.0, 0.0));
        assert_eq!(faster_than_divided.peak_workers(), None);
        let without_coherency = Fit::<Usl>::of(&made(0.2, -0.001)).unwrap().law;
        assert!(without_coherency.kappa == 0.0 && without_coherency.sigma > 0.1);
    }

    #[test]
    fn the_peak_is_where_the_time_is_least() {
        let law = Usl { sigma: 0.1, kappa: 0.001, lambda: 1.0 };
        let least = (1..=1024).min_by(|a, b| law.wall_s(*a).total_cmp(&law.wall_s(*b)));
        assert_eq!((least, law.peak_workers().unwrap().round()), (Some(30), 30.0));
        assert_eq!(Usl { sigma: 2.0, ..law }.peak_workers(), Some(1.0));
    }
}
