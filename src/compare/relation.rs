//! Whether one way is really faster than another: a test on times paired by round, or unpaired where they are of two
//! comparisons.
//!
//! Each round runs every way once, so a machine that is slow for a while is slow for all of them, and the ratio of two
//! times of one round is far steadier than either. The obvious test of such ratios is Student's, but one disturbed
//! round in ten takes its power away; a test on ranks (Wilcoxon's) stands that, but cannot call anything clear in fewer
//! than eight rounds, not even twice the speed. The trimmed t test (Tukey and McLaughlin 1963) stands between: it is
//! Student's test with the most extreme fifth of the ratios at each end held back, and it needs no tables. Between two
//! comparisons it is Yuen's. Arithmetic alone.

use statrs::distribution::{ContinuousCDF as _, Normal, StudentsT};

/// A difference is called clear below this probability of seeing one as large between equal ways, corrected for the
/// number of pairs that it was chosen from.
pub(crate) const CLEAR_BELOW: f64 = 0.01;

/// Smaller differences are nothing to act on, however sure they are: the same way measured twice, an hour apart, differs
/// by as much.
pub(crate) const SMALLEST_RATIO: f64 = 1.02;

/// The share of the ratios held back at each end.
const TRIM: f64 = 0.2;

/// The probability with which the rounds that are said to be enough would tell a difference.
const POWER: f64 = 0.8;

/// Corrects probabilities for having looked at all of them (Holm 1979): the least one counts as the best of all, the next
/// one as the best of the rest, and so on. It stands by as few false answers as Bonferroni's rule, and finds more true
/// ones. They stay in their order.
pub(crate) fn holm(ps: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = ps.iter().copied().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut corrected = vec![1.0; ps.len()];
    let mut at_least = 0.0_f64;
    for (rank, (idx, p)) in order.iter().enumerate() {
        at_least = at_least.max(p * (ps.len() - rank) as f64).min(1.0);
        corrected.get_mut(*idx).into_iter().for_each(|place| *place = at_least);
    }
    corrected
}

/// More rounds than these nobody runs.
const MOST_ROUNDS: usize = 200;

/// How two ways relate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Relation {
    /// How many times as long the second takes, by the trimmed mean of the paired log ratios.
    pub ratio: f64,
    /// How probable a ratio this far from 1 is between equal ways, either way round; 1 for fewer than two rounds.
    pub p: f64,
    /// How far the 95 % interval of the ratio reaches to each side, as a share; infinite for fewer than two rounds.
    pub half_width: f64,
}

impl Relation {
    /// Relates two ways by their times in the same rounds.
    pub(super) fn of(fast_s: &[f64], slow_s: &[f64]) -> Self {
        let Trimmed { mean, error, freedom, .. } = Trimmed::of(&log_ratios(fast_s, slow_s));
        Self::from_logs(mean, error, freedom)
    }

    /// Relates the times of one way in two comparisons, whose rounds have nothing to do with each other (Yuen 1974).
    pub(crate) fn of_unpaired(before_s: &[f64], after_s: &[f64]) -> Self {
        let logs = |times_s: &[f64]| times_s.iter().map(|s| s.ln()).collect::<Vec<f64>>();
        let (before, after) = (Trimmed::of(&logs(before_s)), Trimmed::of(&logs(after_s)));
        let squares = [before.error.powi(2), after.error.powi(2)];
        let sum = squares.iter().sum::<f64>();
        // Welch's degrees of freedom; without any scatter there are as many as there can be.
        let parts =
            squares.iter().zip([before.freedom, after.freedom]).map(|(square, freedom)| square.powi(2) / freedom);
        let freedom = if sum > 0.0 { sum.powi(2) / parts.sum::<f64>() } else { before.freedom.min(after.freedom) };
        Self::from_logs(after.mean - before.mean, sum.sqrt(), freedom)
    }

    /// The 95 % interval of the ratio; none for too few rounds.
    pub(crate) fn ci95(&self) -> Option<(f64, f64)> {
        let reach = 1.0 + self.half_width;
        self.half_width.is_finite().then_some((self.ratio / reach, self.ratio * reach))
    }

    /// From a mean of logs and its standard error.
    fn from_logs(mean: f64, error: f64, freedom: f64) -> Self {
        let Some(student) = StudentsT::new(0.0, 1.0, freedom).ok().filter(|_| error.is_finite()) else {
            return Self { ratio: mean.exp(), p: 1.0, half_width: f64::INFINITY };
        };
        let p = match (mean.abs(), error) {
            (0.0, _) => 1.0,
            (_, 0.0) => 0.0,
            (distance, error) => 2.0 * student.sf(distance / error),
        };
        Self { ratio: mean.exp(), p, half_width: (student.inverse_cdf(0.975) * error).exp_m1() }
    }
}

/// How many rounds would probably call a difference clear, chosen from all pairs of so many ways, if it is really as
/// large as it looks and rounds scatter as they have. An estimate: the rounds it is made from scatter, too. None when the
/// difference is too small to act on, for more than [`MOST_ROUNDS`], and for fewer than three rounds.
pub(super) fn rounds_to_tell(fast_s: &[f64], slow_s: &[f64], n_ways: usize) -> Option<usize> {
    let logs = log_ratios(fast_s, slow_s);
    let Trimmed { mean, spread, .. } = Trimmed::of(&logs);
    let pairs = (n_ways * n_ways.saturating_sub(1) / 2).max(1);
    let to_be_sure = Normal::standard().inverse_cdf(POWER);
    let is_told = |n: &usize| {
        let kept = (n - 2 * held_back(*n)) as f64;
        let Ok(student) = StudentsT::new(0.0, 1.0, kept - 1.0) else { return false };
        let error = spread * ((*n as f64 - 1.0) / (kept * (kept - 1.0))).sqrt();
        let probably_at_least = mean - to_be_sure * error;
        let is_sure = probably_at_least >= student.inverse_cdf(1.0 - CLEAR_BELOW / pairs as f64 / 2.0) * error;
        is_sure && probably_at_least >= SMALLEST_RATIO.ln()
    };
    let is_worth_it = logs.len() >= 3 && mean.exp() >= SMALLEST_RATIO;
    (logs.len()..=MOST_ROUNDS).filter(|_| is_worth_it).find(is_told)
}

fn log_ratios(fast_s: &[f64], slow_s: &[f64]) -> Vec<f64> {
    slow_s.iter().zip(fast_s).map(|(slow, fast)| (slow / fast).ln()).collect()
}

/// How many of so many values are held back at each end.
fn held_back(n: usize) -> usize {
    (TRIM * n as f64) as usize
}

/// A trimmed mean and what is known of it.
struct Trimmed {
    mean: f64,
    /// Its standard error; infinite for fewer than two values.
    error: f64,
    /// The degrees of freedom of that.
    freedom: f64,
    /// How far values lie from each other: the winsorised standard deviation.
    spread: f64,
}

impl Trimmed {
    /// Tukey and McLaughlin 1963; Wilcox, "Introduction to Robust Estimation and Hypothesis Testing", 2012, ch. 4.
    fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len();
        let held_back = held_back(n);
        let kept = sorted.get(held_back..n - held_back).unwrap_or_default();
        let freedom = kept.len() as f64 - 1.0;
        let mean = kept.iter().sum::<f64>() / kept.len().max(1) as f64;
        let [low, .., high] = kept else {
            return Self { mean, error: f64::INFINITY, freedom, spread: f64::INFINITY };
        };
        // Winsorised: what is held back counts as the last that is not.
        let winsorised: Vec<f64> = sorted.iter().map(|value| value.clamp(*low, *high)).collect();
        let centre = winsorised.iter().sum::<f64>() / n as f64;
        let squares: f64 = winsorised.iter().map(|value| (value - centre).powi(2)).sum();
        let error = (squares / (freedom * kept.len() as f64)).sqrt();
        let spread = (squares / (n as f64 - 1.0)).sqrt();
        Self { mean, error, freedom, spread }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_anything_to_hold_back_it_is_students_test() {
        // Four values are too few to hold any back: mean 2.5, standard error 0.645497, t = 3.872983, 3 degrees of
        // freedom: p = 0.030466 by tables of Student's distribution.
        let Trimmed { mean, error, freedom, spread } = Trimmed::of(&[1.0, 2.0, 3.0, 4.0]);
        let Relation { p, half_width, .. } = Relation::from_logs(mean, error, freedom);
        assert!((mean - 2.5).abs() < 1e-12 && (p - 0.030466).abs() < 1e-5, "{p}");
        // The root of 5 / 3.
        assert!((spread - 1.290994).abs() < 1e-5, "{spread}");
        // 3.182446 times the standard error.
        assert!((half_width.ln_1p() - 2.054260).abs() < 1e-4, "{half_width}");
    }

    #[test]
    fn ten_values_by_hand() {
        // Kept: 3 to 8, mean 5.5. Winsorised: 3, 3, 3, 4, 5, 6, 7, 8, 8, 8.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
        let Trimmed { mean, error, freedom, .. } = Trimmed::of(&values);
        let p = Relation::from_logs(mean, error, freedom).p;
        let squares = 6.0 * 2.5_f64.powi(2) + 2.0 * (1.5_f64.powi(2) + 0.5_f64.powi(2));
        let t = 5.5 / (squares / (5.0 * 6.0)).sqrt();
        let expected = 2.0 * StudentsT::new(0.0, 1.0, 5.0).unwrap().sf(t);
        assert!((mean - 5.5).abs() < 1e-12 && (p - expected).abs() < 1e-12);
    }

    #[test]
    fn a_disturbed_round_hides_nothing() {
        let fast = [1.00, 1.01, 0.99, 1.00, 1.02, 1.00, 0.99, 1.01, 1.00, 1.00];
        let mut slow = fast.map(|s| s * 1.05);
        slow[3] = 0.6;
        slow[7] *= 1.01;
        slow[8] *= 0.99;
        let relation = Relation::of(&fast, &slow);
        assert!(relation.p < CLEAR_BELOW && (relation.ratio - 1.05).abs() < 0.005, "{relation:?}");
    }

    #[test]
    fn equal_ways_are_seldom_told_apart() {
        let mut random = fastrand::Rng::with_seed(7);
        // Noise as machines have it: mostly 2 %, one run in ten up to 30 % slower.
        let mut time = || 1.0 + 0.02 * random.f64() + if random.f64() < 0.1 { 0.3 * random.f64() } else { 0.0 };
        let mut times = |n| (0..n).map(|_| time()).collect::<Vec<f64>>();
        let found = (0..2000).filter(|_| Relation::of(&times(10), &times(10)).p < CLEAR_BELOW).count();
        assert!(found <= 30, "{found} of 2000");
    }

    /// Times of two ways of which the second takes so many times as long, with this noise.
    fn made(ratio: f64, noise: f64, n: usize, random: &mut fastrand::Rng) -> (Vec<f64>, Vec<f64>) {
        let mut times = |s: f64| (0..n).map(|_| s * (1.0 + noise * (2.0 * random.f64() - 1.0))).collect::<Vec<f64>>();
        (times(1.0), times(ratio))
    }

    #[test]
    fn as_many_rounds_as_are_said_to_tell_mostly_do() {
        let mut random = fastrand::Rng::with_seed(11);
        let (fast, slow) = made(1.025, 0.05, 4000, &mut random);
        let mut logs = log_ratios(&fast, &slow);
        logs.sort_by(f64::total_cmp);
        // Forty rounds that look just like the truth: the middles of its fortieths.
        let typical: Vec<f64> = (0..40).map(|part| logs[part * 100 + 50].exp()).collect();
        let rounds = rounds_to_tell(&[1.0; 40], &typical, 2).unwrap();
        let told = (0..400).filter(|_| {
            let (fast, slow) = made(1.025, 0.05, rounds, &mut random);
            let relation = Relation::of(&fast, &slow);
            relation.p < CLEAR_BELOW && relation.ratio >= SMALLEST_RATIO
        });
        let told = told.count();
        // Four of five would be 320.
        assert!((45..110).contains(&rounds) && (280..360).contains(&told), "{told} of 400 in {rounds} rounds");
    }

    #[test]
    fn the_best_pays_for_all_and_the_next_for_the_rest() {
        // 4 x 0.001, then 3 x 0.003, then 2 x 0.004, which is not less than the one before.
        let corrected: Vec<f64> = holm(&[0.004, 0.001, 0.5, 0.003]).iter().map(|p| (p * 1e6).round() / 1e6).collect();
        assert_eq!(corrected, [0.009, 0.004, 0.5, 0.009]);
        assert_eq!((holm(&[0.4, 0.9]), holm(&[])), (vec![0.8, 0.9], Vec::new()));
    }

    #[test]
    fn two_comparisons_have_nothing_to_pair() {
        // Four values each are too few to hold any back: Welch's test of logs, means 0.02 apart, errors 0.0408 and
        // 0.0816, so t = 0.2191; and 2 apart, t = 21.9, with 4.41 degrees of freedom.
        let times = |mean: f64, spread: f64| [-1.0, -1.0, 1.0, 1.0].map(|side: f64| (mean + spread * side).exp());
        let near = Relation::of_unpaired(&times(0.0, 0.0707), &times(0.02, 0.1414));
        assert!((near.ratio.ln() - 0.02).abs() < 1e-9 && near.p > 0.8, "{near:?}");
        let far = Relation::of_unpaired(&times(0.0, 0.0707), &times(2.0, 0.1414));
        assert!(far.p < 1e-4 && far.p > 1e-6, "{far:?}");
        let (low, high) = far.ci95().unwrap();
        // The error 0.0913 times Student's 2.679.
        assert!(((high / far.ratio).ln() - 0.2445).abs() < 2e-3 && ((far.ratio / low).ln() - 0.2445).abs() < 2e-3);
        assert_eq!(Relation::of_unpaired(&[1.0], &[2.0]).ci95(), None);
        assert_eq!(Relation::of_unpaired(&[1.0; 6], &[2.0; 6]).p, 0.0);
        let found = |seed| {
            let mut random = fastrand::Rng::with_seed(seed);
            let mut times = |n| (0..n).map(|_| 1.0 + 0.05 * random.f64()).collect::<Vec<f64>>();
            Relation::of_unpaired(&times(10), &times(12)).p < CLEAR_BELOW
        };
        let found = (0..2000).filter(|seed| found(*seed)).count();
        assert!(found < 50, "{found} of 2000 equal pairs were called different");
    }

    #[test]
    fn no_number_of_rounds_is_promised_for_nothing() {
        let noisy: Vec<f64> = (0..10).map(|n| if n % 2 == 0 { 1.5 } else { 0.7 }).collect();
        assert_eq!(rounds_to_tell(&[1.0; 10], &noisy, 2), None, "more than anybody runs");
        assert_eq!(rounds_to_tell(&[1.0; 10], &[1.015; 10], 2), None, "nothing to act on");
        assert_eq!(rounds_to_tell(&[1.0; 2], &[1.1, 1.2], 2), None, "two rounds tell of no spread");
        // More pairs to choose from take more rounds.
        let near: Vec<f64> = (0..10).map(|n| if n % 2 == 0 { 1.08 } else { 0.99 }).collect();
        let [few, many] = [2, 5].map(|n_ways| rounds_to_tell(&[1.0; 10], &near, n_ways).unwrap());
        assert!(few > 10 && many > few, "{few}, {many}");
    }
}
