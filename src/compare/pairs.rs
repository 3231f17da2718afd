//! How every two ways of a comparison relate: the ratio of their times, how sure it is, and how many rounds would tell.
//! Arithmetic over samples alone.

use super::comparison::WayResult;
use super::relation::{CLEAR_BELOW, Relation, SMALLEST_RATIO, rounds_to_tell};
use super::words::count;

/// Two ways, told apart by a test.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Pair {
    /// The place of the way whose median is the lesser.
    pub faster_idx: usize,
    /// The place of the other one.
    pub slower_idx: usize,
    /// How many times as long the slower one takes, by the trimmed mean of the rounds' log ratios.
    pub ratio: f64,
    /// The 95 % interval of the ratio; none for fewer than two rounds.
    pub ci95: Option<(f64, f64)>,
    /// How probable a ratio this far from 1 is between equal ways, for this pair alone.
    pub p: f64,
    /// The same, corrected for having looked at every pair of the comparison.
    pub p_corrected: f64,
    /// Whether the slower one is clearly slower.
    pub is_clear: bool,
    /// How many rounds would probably tell them apart, where they are not and that can be said.
    pub rounds_to_tell: Option<usize>,
}

impl Pair {
    /// What is known of them, in a few words.
    pub fn answer(&self) -> String {
        match self.rounds_to_tell {
            _ if self.is_clear => "clear".to_owned(),
            Some(rounds) => format!("not clear: about {} would tell", count(rounds, "round")),
            None if self.ratio < SMALLEST_RATIO => "too close to matter".to_owned(),
            None => "not clear".to_owned(),
        }
    }

    /// How probable it is, as reports write it: "p = 0.012".
    pub(super) fn p_in_words(&self) -> String {
        if self.p_corrected < 0.001 { "p < 0.001".to_owned() } else { format!("p = {:.3}", self.p_corrected) }
    }

    /// Whether it is of these two, whichever is the faster one.
    pub(super) fn is_of(&self, a_idx: usize, b_idx: usize) -> bool {
        (self.faster_idx, self.slower_idx) == (a_idx, b_idx) || (self.faster_idx, self.slower_idx) == (b_idx, a_idx)
    }
}

/// Every pair of the ways, whose samples stand in the order of the rounds. Cost: a test for each pair.
pub(super) fn pairs(ways: &[WayResult]) -> Vec<Pair> {
    let samples_s: Vec<Vec<f64>> = ways.iter().map(|way| way.samples_s().collect()).collect();
    let median_s = |idx: usize| ways.get(idx).map_or(f64::INFINITY, |way| way.estimate.median);
    let mut pairs = Vec::new();
    for (a_idx, a) in samples_s.iter().enumerate() {
        for (b_idx, b) in samples_s.iter().enumerate().skip(a_idx + 1) {
            let is_in_order = median_s(a_idx) <= median_s(b_idx);
            let ((faster_idx, faster), (slower_idx, slower)) =
                if is_in_order { ((a_idx, a), (b_idx, b)) } else { ((b_idx, b), (a_idx, a)) };
            let relation = Relation::of(faster, slower);
            let (Relation { ratio, p, .. }, ci95) = (relation, relation.ci95());
            let (p_corrected, is_clear, rounds_to_tell) = (p, false, rounds_to_tell(faster, slower, ways.len()));
            pairs.push(Pair { faster_idx, slower_idx, ratio, ci95, p, p_corrected, is_clear, rounds_to_tell });
        }
    }
    correct(&mut pairs);
    pairs
}

/// Corrects for having looked at all of them (Holm 1979): the least probable counts as the best of all, the next one as
/// the best of the rest, and so on. It stands by as few false answers as Bonferroni's rule, and finds more true ones.
fn correct(pairs: &mut [Pair]) {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let p = |pairs: &[Pair], idx: usize| pairs.get(idx).map_or(1.0, |pair| pair.p);
    order.sort_by(|a, b| p(pairs, *a).total_cmp(&p(pairs, *b)));
    let mut at_least = 0.0_f64;
    for (rank, idx) in order.iter().enumerate() {
        at_least = at_least.max(p(pairs, *idx) * (order.len() - rank) as f64).min(1.0);
        if let Some(pair) = pairs.get_mut(*idx) {
            pair.p_corrected = at_least;
            pair.is_clear = at_least < CLEAR_BELOW && pair.ratio >= SMALLEST_RATIO;
            pair.rounds_to_tell = pair.rounds_to_tell.filter(|_| !pair.is_clear);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::made;
    use super::*;
    use crate::engine::PerPhase;
    use crate::strategies;

    fn pair(p: f64, ratio: f64) -> Pair {
        let (p_corrected, ci95) = (p, None);
        Pair { faster_idx: 0, slower_idx: 1, ratio, ci95, p, p_corrected, is_clear: false, rounds_to_tell: Some(30) }
    }

    #[test]
    fn the_best_pays_for_all_and_the_next_for_the_rest() {
        let mut pairs = [pair(0.004, 1.5), pair(0.001, 2.0), pair(0.5, 1.1), pair(0.003, 1.01)];
        correct(&mut pairs);
        // 4 x 0.001, then 3 x 0.003, then 2 x 0.004, which is not less than the one before.
        let corrected = pairs.map(|pair| (pair.p_corrected * 1e6).round() / 1e6);
        assert_eq!(corrected, [0.009, 0.004, 0.5, 0.009]);
        assert_eq!(pairs.map(|pair| pair.is_clear), [true, true, false, false], "1.01 is nothing to act on");
        assert_eq!(pairs.map(|pair| pair.rounds_to_tell), [None, None, Some(30), Some(30)]);
    }

    #[test]
    fn every_pair_is_there_with_the_faster_one_first() {
        let of = |walls_s: [f64; 7]| made::way(strategies::DEFAULT, 2, &walls_s, PerPhase::default());
        let ways = [of([2.0, 2.01, 2.02, 2.0, 1.99, 2.0, 2.01]), of([1.0; 7]), of([1.0; 7])];
        let pairs = pairs(&ways);
        let places: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.faster_idx, pair.slower_idx)).collect();
        assert_eq!(places, [(1, 0), (2, 0), (1, 2)]);
        assert!(pairs[0].is_clear && (pairs[0].ratio - 2.004).abs() < 0.01, "{pairs:?}");
        let (low, high) = pairs[0].ci95.unwrap();
        assert!(low < pairs[0].ratio && pairs[0].ratio < high && high < 2.03, "{low} {high}");
        assert_eq!((pairs[2].answer().as_str(), pairs[2].p_corrected), ("too close to matter", 1.0));
        assert!(pairs[2].is_of(2, 1) && !pairs[2].is_of(0, 1));
    }

    #[test]
    fn what_is_known_is_said() {
        assert_eq!(Pair { is_clear: true, ..pair(0.0, 2.0) }.answer(), "clear");
        assert_eq!(pair(0.2, 1.1).answer(), "not clear: about 30 rounds would tell");
        assert_eq!(Pair { rounds_to_tell: None, ..pair(0.2, 1.1) }.answer(), "not clear");
        assert_eq!([pair(0.0004, 2.0), pair(0.0123, 2.0)].map(|pair| pair.p_in_words()), ["p < 0.001", "p = 0.012"]);
    }

    #[test]
    fn one_round_tells_nothing() {
        let of = |s| made::way(strategies::DEFAULT, 2, &[s], PerPhase::default());
        let [pair] = pairs(&[of(1.0), of(2.0)])[..] else { panic!("one pair") };
        assert_eq!((pair.is_clear, pair.ci95, pair.p_corrected), (false, None, 1.0));
    }
}
