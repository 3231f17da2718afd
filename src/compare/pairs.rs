//! How every two ways of a comparison relate: the ratio of their times, how sure it is, and how many rounds would tell.
//! Arithmetic over samples alone.

use super::comparison::WayResult;
use super::relation::{CLEAR_BELOW, Relation, SMALLEST_RATIO, holm, rounds_to_tell};
use crate::words::Language;

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
    pub fn answer(&self, words: Language) -> String {
        match self.rounds_to_tell {
            _ if self.is_clear => words.clear().to_owned(),
            Some(rounds) => words.not_clear_rounds(words.n_rounds(rounds)),
            None if self.is_too_close() => words.too_close().to_owned(),
            None => words.not_clear().to_owned(),
        }
    }

    /// Whether any difference that there may be is smaller than those worth acting on.
    fn is_too_close(&self) -> bool {
        self.ci95.is_some_and(|(low, high)| low > 1.0 / SMALLEST_RATIO && high < SMALLEST_RATIO)
    }

    /// Whether it is of these two, whichever is the faster one.
    pub(super) fn is_of(&self, a_idx: usize, b_idx: usize) -> bool {
        (self.faster_idx, self.slower_idx) == (a_idx, b_idx) || (self.faster_idx, self.slower_idx) == (b_idx, a_idx)
    }
}

/// Every pair of the ways, whose samples stand in the order of the rounds. Cost: a test for each pair, and for each that
/// is not clear the search for the rounds that would tell.
pub(super) fn pairs(ways: &[WayResult]) -> Vec<Pair> {
    let samples_s: Vec<Vec<f64>> = ways.iter().map(|way| way.samples_s().collect()).collect();
    let median_s = |idx: usize| ways.get(idx).map_or(f64::INFINITY, |way| way.estimate.median);
    let in_order = |(a, b): (usize, usize)| if median_s(a) <= median_s(b) { (a, b) } else { (b, a) };
    let places: Vec<(usize, usize)> =
        (0..ways.len()).flat_map(|a| (a + 1..ways.len()).map(move |b| (a, b))).map(in_order).collect();
    let of = |idx: usize| samples_s.get(idx).map_or(&[][..], Vec::as_slice);
    let relations: Vec<Relation> = places.iter().map(|(fast, slow)| Relation::of(of(*fast), of(*slow))).collect();
    let corrected = holm(&relations.iter().map(|relation| relation.p).collect::<Vec<_>>());
    let pair = |(((faster_idx, slower_idx), relation), p_corrected): ((&(usize, usize), &Relation), f64)| {
        let is_clear = p_corrected < CLEAR_BELOW && relation.ratio >= SMALLEST_RATIO;
        let rounds = || rounds_to_tell(of(*faster_idx), of(*slower_idx), ways.len());
        Pair {
            faster_idx: *faster_idx,
            slower_idx: *slower_idx,
            ratio: relation.ratio,
            ci95: relation.ci95(),
            p: relation.p,
            p_corrected,
            is_clear,
            rounds_to_tell: if is_clear { None } else { rounds() },
        }
    };
    places.iter().zip(&relations).zip(corrected).map(pair).collect()
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
    fn every_pair_is_there_with_the_faster_one_first() {
        let of = |walls_s: [f64; 7]| made::way(strategies::DEFAULT, 2, &walls_s, PerPhase::default());
        let ways = [of([2.0, 2.01, 2.02, 2.0, 1.99, 2.0, 2.01]), of([1.0; 7]), of([1.0; 7])];
        let pairs = pairs(&ways);
        let places: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.faster_idx, pair.slower_idx)).collect();
        assert_eq!(places, [(1, 0), (2, 0), (1, 2)]);
        assert!(pairs[0].is_clear && (pairs[0].ratio - 2.004).abs() < 0.01, "{pairs:?}");
        let (low, high) = pairs[0].ci95.unwrap();
        assert!(low < pairs[0].ratio && pairs[0].ratio < high && high < 2.03, "{low} {high}");
        assert_eq!((pairs[2].answer(Language::English).as_str(), pairs[2].p_corrected), ("too close to matter", 1.0));
        assert_eq!(pairs.iter().filter(|pair| pair.rounds_to_tell.is_some()).count(), 0);
        assert!(pairs[2].is_of(2, 1) && !pairs[2].is_of(0, 1));
    }

    #[test]
    fn what_is_known_is_said() {
        assert_eq!(Pair { is_clear: true, ..pair(0.0, 2.0) }.answer(Language::English), "clear");
        assert_eq!(pair(0.2, 1.1).answer(Language::English), "not clear: about 30 rounds would tell");
        let untold = Pair { rounds_to_tell: None, ..pair(0.2, 1.01) };
        assert_eq!(untold.answer(Language::English), "not clear");
        let answer = |low, high| Pair { ci95: Some((low, high)), ..untold }.answer(Language::English);
        assert_eq!([answer(0.9, 1.13), answer(0.99, 1.015)], ["not clear", "too close to matter"]);
    }

    #[test]
    fn one_round_tells_nothing() {
        let of = |s| made::way(strategies::DEFAULT, 2, &[s], PerPhase::default());
        let [pair] = pairs(&[of(1.0), of(2.0)])[..] else { panic!("one pair") };
        assert_eq!((pair.is_clear, pair.ci95, pair.p_corrected), (false, None, 1.0));
    }
}
