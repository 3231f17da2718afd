//! Medians and bootstrap intervals. Arithmetic alone: no clocks, no runs.

use statrs::distribution::{ContinuousCDF as _, Normal, StudentsT};

/// How often an interval should hold what it is for.
const LEVEL: f64 = 0.95;

/// Resamples of a bootstrap: enough that its own noise is far below that of the times.
const RESAMPLES: usize = 2000;

/// Fewer samples have no 95 % interval for their median: even from the least to the greatest of `n` samples, the
/// interval holds the true median only with a probability of `1 - 2^(1 - n)`.
pub const FEWEST_FOR_INTERVAL: usize = 6;

/// A median with the interval that holds it with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Estimate {
    /// The median of the samples.
    pub median: f64,
    /// The interval's ends; none for fewer than [`FEWEST_FOR_INTERVAL`] samples.
    pub ci95: Option<(f64, f64)>,
}

impl Estimate {
    /// How far the interval reaches from the median at most, as a share of it.
    pub fn precision(&self) -> Option<f64> {
        let farthest = |(low, high): (f64, f64)| (self.median - low).max(high - self.median);
        self.ci95.map(|interval| farthest(interval) / self.median)
    }
}

/// The middle of the values, or the mean of the two in the middle. Zero for no values.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    let lower = if sorted.len().is_multiple_of(2) { upper.saturating_sub(1) } else { upper };
    match (sorted.get(lower), sorted.get(upper)) {
        (Some(a), Some(b)) => f64::midpoint(*a, *b),
        _ => 0.0,
    }
}

/// The median with its percentile bootstrap interval (Efron 1979), expanded for few samples (Hesterberg 2015, "What
/// Teachers Should Know About the Bootstrap"): it holds the true median in 95 to 98 of 100 cases, where the plain one of 6
/// to 15 samples does in 87 to 94. The same samples always give the same interval. Nothing is called clear by it.
pub fn estimate(samples: &[f64]) -> Estimate {
    let median_of_all = median(samples);
    if samples.len() < FEWEST_FOR_INTERVAL {
        return Estimate { median: median_of_all, ci95: None };
    }
    let mut random = fastrand::Rng::with_seed(samples.len() as u64);
    let mut medians: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let drawn: Vec<f64> = samples.iter().filter_map(|_| random.choice(samples.iter()).copied()).collect();
            median(&drawn)
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    let at = |share: f64| medians.get((share * (RESAMPLES - 1) as f64).round() as usize).copied();
    let beyond = share_beyond(samples.len());
    Estimate { median: median_of_all, ci95: at(beyond).zip(at(1.0 - beyond)) }
}

/// The share of resamples that lies beyond each end of the interval: as far out as Student's distribution is wider than
/// the normal one, and as resamples scatter less than samples do.
fn share_beyond(n_samples: usize) -> f64 {
    let freedom = n_samples as f64 - 1.0;
    let (Ok(student), Ok(normal)) = (StudentsT::new(0.0, 1.0, freedom), Normal::new(0.0, 1.0)) else {
        return (1.0 - LEVEL) / 2.0;
    };
    let reach = student.inverse_cdf(f64::midpoint(1.0, LEVEL)) * (n_samples as f64 / freedom).sqrt();
    normal.cdf(-reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_made_samples() {
        assert_eq!(median(&[]), 0.0);
        assert_eq!(median(&[3.0]), 3.0);
        assert_eq!(median(&[4.0, 1.0, 3.0]), 3.0);
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5);
    }

    #[test]
    fn intervals_hold_the_median_and_stay_within_the_samples() {
        let samples = [1.0, 1.1, 0.9, 1.05, 5.0, 1.02];
        let Estimate { median, ci95: Some((low, high)) } = estimate(&samples) else { panic!("six samples") };
        assert!((0.9..=median).contains(&low) && (median..=5.0).contains(&high));
        assert_eq!(estimate(&samples), estimate(&samples));
        let precision = |ci95| Estimate { median: 2.0, ci95 }.precision();
        assert_eq!(precision(Some((1.9, 2.2))).map(|share| (share * 1e6).round()), Some(1e5));
        assert_eq!(precision(None), None);
        assert_eq!(estimate(&[2.0; 9]).ci95, Some((2.0, 2.0)));
        assert_eq!(estimate(&[2.0; 5]).ci95, None);
    }

    #[test]
    fn intervals_of_few_samples_hold_the_true_median_as_often_as_they_say() {
        // Times that have a least and now and then are long; the median of their distribution is known.
        const N_SETS: usize = 300;
        let mut random = fastrand::Rng::with_seed(17);
        for n in [6, 7, 10] {
            let holds = (0..N_SETS).filter(|_| {
                let times: Vec<f64> = (0..n).map(|_| 1.0 - random.f64().ln()).collect();
                estimate(&times).ci95.is_some_and(|(low, high)| (low..=high).contains(&(1.0 + 2.0_f64.ln())))
            });
            let share = holds.count() as f64 / N_SETS as f64;
            // Of 300 sets, a share that is 0.95 in truth comes out below 0.925 once in forty times.
            assert!(share >= 0.925, "of {n} samples: {share}");
        }
    }
}
