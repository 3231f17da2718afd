//! Amdahl's law: a share of the work is serial, the rest is divided among the workers. Knows no overhead.

use super::least_squares::nonnegative;
use super::{Law, Timing};

/// `T(n) = T(1) * (s + (1 - s) / n)` (Amdahl 1967, "Validity of the single processor approach").
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Amdahl {
    /// The share that one worker has to do alone, 0 to 1.
    pub serial_share: f64,
    /// The wall time on one worker, in seconds.
    pub one_worker_s: f64,
}

impl Amdahl {
    /// How many times as fast as one worker any number of them can be; none when there is no end to it.
    pub fn most_speedup(&self) -> Option<f64> {
        (self.serial_share > 0.0).then(|| 1.0 / self.serial_share)
    }
}

impl Law for Amdahl {
    const FEWEST_WORKER_COUNTS: usize = 3;

    /// The law is `T(n) = serial_s + divided_s / n` with neither part below zero, so its relative errors are linear in
    /// both and there is nothing to search for.
    fn least_squares(timings: &[Timing]) -> Self {
        let serial = timings.iter().map(|timing| 1.0 / timing.wall_s).collect();
        let divided = timings.iter().map(|timing| 1.0 / (timing.workers as f64 * timing.wall_s)).collect();
        let [serial_s, divided_s] = nonnegative([serial, divided]);
        let one_worker_s = serial_s + divided_s;
        Self { serial_share: (serial_s / one_worker_s).clamp(0.0, 1.0), one_worker_s }
    }

    fn wall_s(&self, workers: usize) -> f64 {
        self.one_worker_s * (self.serial_share + (1.0 - self.serial_share) / workers as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fit;
    use super::super::tests::{timings, with_noise};
    use super::*;

    fn fit(timings: &[Timing]) -> Fit<Amdahl> {
        Fit::of(timings).unwrap()
    }

    #[test]
    fn a_made_serial_share_is_found() {
        let fit = fit(&timings(&[1, 2, 4], |n| 20.0 * (0.1 + 0.9 / n)));
        assert!((fit.law.serial_share - 0.1).abs() < 1e-9 && (fit.law.one_worker_s - 20.0).abs() < 1e-9);
        assert!(fit.rms_residual < 1e-9);
        assert!((fit.law.wall_s(8) - 20.0 * (0.1 + 0.9 / 8.0)).abs() < 1e-9);
        assert!((fit.law.most_speedup().unwrap() - 10.0).abs() < 1e-6);
    }

    #[test]
    fn noise_of_one_percent_moves_it_by_less_than_a_point() {
        let made = timings(&[1, 2, 4, 8], |n| 20.0 * (0.1 + 0.9 / n));
        for seed in 0..1000 {
            let found = fit(&with_noise(&made, 0.01, seed)).law.serial_share;
            assert!((found - 0.1).abs() < 0.01, "seed {seed}: {found}");
        }
    }

    #[test]
    fn shares_stay_between_none_and_all() {
        let faster_than_divided = fit(&timings(&[1, 2, 4], |n| 8.0 / (n * n))).law;
        assert_eq!((faster_than_divided.serial_share, faster_than_divided.most_speedup()), (0.0, None));
        let slower_with_more = fit(&timings(&[1, 2, 4], |n| 8.0 * n)).law;
        assert_eq!(slower_with_more.serial_share, 1.0);
        assert_eq!(slower_with_more.wall_s(1), slower_with_more.wall_s(64));
    }
}
