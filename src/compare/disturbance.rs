//! What disturbed a measurement: samples that stand out, and a machine that grows slower or faster as rounds go by.
//!
//! Nothing is dropped because of it; it is said. Arithmetic alone.

use statrs::distribution::{ContinuousCDF as _, Normal};

use super::statistics::median;

/// Beyond this a sample stands out (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993).
const STANDS_OUT: f64 = 3.5;

/// Fewer samples tell too little of what is usual.
const FEWEST_SAMPLES: usize = 6;

/// A trend is believed below this probability of seeing one as strong in rounds without any.
const BELIEVED_BELOW: f64 = 0.01;

/// A change over all rounds that is worth telling.
const WORTH_TELLING: f64 = 0.02;

/// For each sample, whether it stands out: its modified z-score is above 3.5. That score counts distances from the
/// median in units of their own median, so that what stands out cannot hide itself.
pub(super) fn outliers(samples: &[f64]) -> Vec<bool> {
    let middle = median(samples);
    let distances: Vec<f64> = samples.iter().map(|sample| (sample - middle).abs()).collect();
    let median_distance = median(&distances);
    let mean_distance = distances.iter().sum::<f64>() / distances.len().max(1) as f64;
    // Both are made comparable to a standard deviation; the mean serves where more than half the samples are equal.
    let unit = if median_distance > 0.0 { median_distance / 0.6745 } else { mean_distance * 1.253_314 };
    let is_told = samples.len() >= FEWEST_SAMPLES && unit > 0.0;
    distances.iter().map(|distance| is_told && distance / unit > STANDS_OUT).collect()
}

/// How much slower (or, below zero, faster) the machine was in the last round than in the first, as a share, when there
/// is a trend that is no chance. `ways` are the times of each way, in the order of the rounds.
pub(super) fn drift(ways: &[Vec<f64>]) -> Option<f64> {
    let rounds = ways.iter().map(Vec::len).min().unwrap_or(0);
    let medians: Vec<f64> = ways.iter().map(|samples| median(samples)).collect();
    let level = |round: usize| {
        let of_way = |(samples, median): (&Vec<f64>, &f64)| samples.get(round).map(|sample| (sample / median).ln());
        median(&ways.iter().zip(&medians).filter_map(of_way).collect::<Vec<f64>>())
    };
    let levels: Vec<f64> = (0..rounds).map(level).collect();
    let change = (slope(&levels) * rounds.saturating_sub(1) as f64).exp_m1();
    (trend_p(&levels) < BELIEVED_BELOW && change.abs() >= WORTH_TELLING).then_some(change)
}

/// The median slope over all pairs (Theil 1950, Sen 1968).
fn slope(levels: &[f64]) -> f64 {
    median(&pairs(levels).map(|(steps, rise)| rise / steps).collect::<Vec<f64>>())
}

/// The probability of so many rising, or falling, pairs in a row of values without a trend (Mann 1945, Kendall 1975),
/// by the normal distribution, which is near enough from some eight values on.
fn trend_p(levels: &[f64]) -> f64 {
    let n = levels.len() as f64;
    let balance: f64 = pairs(levels).map(|(_, rise)| if rise == 0.0 { 0.0 } else { rise.signum() }).sum();
    let deviation = (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    if deviation == 0.0 || !deviation.is_finite() {
        return 1.0;
    }
    let z = (balance.abs() - 1.0).max(0.0) / deviation;
    Normal::new(0.0, 1.0).map_or(1.0, |normal| (2.0 * normal.sf(z)).min(1.0))
}

/// Every pair of values: how far apart they stand, and how much the later one is higher.
fn pairs(levels: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    let later = move |from: usize| levels.iter().enumerate().skip(from + 1);
    levels.iter().enumerate().flat_map(move |(i, a)| later(i).map(move |(j, b)| ((j - i) as f64, b - a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_out_is_marked() {
        // The median is 1.02, the distances' median 0.02: 1.2 is 6.07 such units away, 1.1 is 2.70.
        let marked = outliers(&[1.0, 1.02, 1.04, 1.1, 1.0, 1.2, 1.02]);
        assert_eq!(marked, [false, false, false, false, false, true, false]);
        assert_eq!(outliers(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.3]), [false, false, false, false, false, false, true]);
        assert_eq!(outliers(&[2.0; 4]), [false; 4]);
        assert_eq!(outliers(&[1.0, 1.01, 9.0]), [false; 3]);
        assert!(outliers(&[]).is_empty());
    }

    #[test]
    fn a_machine_that_grows_slower_is_noticed() {
        let growing = |start: f64| (0..10).map(|round| start * (1.0 + 0.01 * f64::from(round))).collect::<Vec<f64>>();
        let change = drift(&[growing(2.0), growing(1.0)]).unwrap();
        assert!((change - 0.09).abs() < 0.01, "{change}");
        let falling: Vec<f64> = growing(1.0).into_iter().rev().collect();
        assert!(drift(&[falling]).unwrap() < -0.07);
    }

    #[test]
    fn chance_and_trifles_are_no_drift() {
        let noise = [1.0, 1.05, 0.98, 1.02, 0.99, 1.04, 1.0, 0.97, 1.03, 1.01].to_vec();
        assert_eq!(drift(&[noise.clone(), noise.iter().rev().copied().collect()]), None);
        let trifle = (0..10).map(|round| 1.0 + 0.0005 * f64::from(round)).collect();
        assert_eq!(drift(&[trifle]), None);
        assert_eq!(drift(&[]), None);
        assert_eq!(drift(&[vec![1.0]]), None);
    }
}
