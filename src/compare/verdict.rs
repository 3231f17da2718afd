//! What a comparison says in words, with its certainty. Arithmetic over samples alone.

use super::comparison::WayResult;
use super::explain::{self, Shape};
use super::identity::Identity;
use super::pairs::Pair;
use super::relation::{CLEAR_BELOW, SMALLEST_RATIO};
use super::statistics::FEWEST_FOR_INTERVAL;
use super::words::{in_sentence, probability};
use crate::strategies;
use crate::words::Language;

/// What a comparison says, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Verdict {
    /// The answer, in up to three sentences.
    pub sentence: String,
    /// The fastest way's place, when there is a clear one.
    pub fastest: Option<usize>,
    /// How sure it is: the test, and what it gave for each pair that the answer names; none when nothing was tested.
    pub certainty: Option<String>,
    /// What would tell ways that are too close to tell, then what limits each slower way and the fastest one, a sentence
    /// each.
    pub why: Vec<String>,
    /// What to do; none when nothing suggests itself.
    pub advice: Option<String>,
}

/// The ways of a comparison, of which one is the fastest.
struct Judge<'a> {
    ways: &'a [WayResult],
    pairs: &'a [Pair],
    fastest_idx: usize,
    words: Language,
}

/// Judges ways by all pairs of them, in this language.
pub(super) fn judge(ways: &[WayResult], pairs: &[Pair], identity: &Identity, shape: Shape, words: Language) -> Verdict {
    let unranked = |sentence: String| Verdict { sentence, ..Verdict::default() };
    if let Identity::Different(difference) = identity {
        return unranked(words.outputs_differ(difference));
    }
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by(|a, b| median_of(ways, *a).total_cmp(&median_of(ways, *b)));
    let [fastest_idx, second_idx, ..] = order[..] else {
        let only = ways.first().map(|way| words.only_way(&way.title, words.time(way.estimate.median)));
        return unranked(only.unwrap_or_default());
    };
    let judge = Judge { ways, pairs, fastest_idx, words };
    let baseline_idx = ways.iter().position(|way| way.way.strategy == strategies::BASELINE);
    let other_idx = baseline_idx.filter(|idx| *idx != fastest_idx).unwrap_or(second_idx);
    let (sentence, fastest) = judge.sentence(other_idx, second_idx);
    let unclear_idx = [other_idx, second_idx].into_iter().find(|idx| !judge.is_clear(*idx));
    let mut why: Vec<String> = unclear_idx.and_then(|idx| judge.what_would_tell(idx)).into_iter().collect();
    why.extend(explain::why(ways, fastest_idx, shape, words));
    Verdict {
        sentence,
        fastest,
        certainty: judge.certainty(other_idx, second_idx),
        why,
        advice: explain::advice(ways, fastest_idx, shape, words),
    }
}

impl Judge<'_> {
    /// The answer, and the fastest way if it is clearly that.
    fn sentence(&self, other_idx: usize, second_idx: usize) -> (String, Option<usize>) {
        let words = self.words;
        let (fastest, other) = (self.title(self.fastest_idx), in_sentence(&self.title(other_idx)));
        let ratio = words.times_as(self.ratio(other_idx));
        if self.rounds() < 2 {
            return (words.faster_in_only_round(fastest, ratio, other, FEWEST_FOR_INTERVAL), None);
        }
        let caution = self.caution();
        if !self.is_clear(other_idx) {
            if self.lacks_rounds_only(other_idx) {
                let (rounds, n_ways) = (words.n_rounds(self.rounds()), self.ways.len());
                return (words.seems_faster(fastest, ratio, other, rounds, n_ways) + &caution, None);
            }
            let why = match self.pair(other_idx) {
                Some(pair) if pair.p_corrected < CLEAR_BELOW => words.too_small_to_act_on(),
                _ => words.not_told_apart(),
            };
            return (words.no_clear_difference(in_sentence(&fastest), other, why) + &caution, None);
        }
        let mut sentence = words.is_faster(fastest, ratio, other);
        if second_idx != other_idx && self.is_clear(second_idx) {
            let (ratio, second) = (words.times_as(self.ratio(second_idx)), in_sentence(&self.title(second_idx)));
            sentence = words.and_faster(sentence, ratio, second);
        }
        let is_unclear = |idx: &usize| *idx != self.fastest_idx && !self.is_clear(*idx);
        let unclear: Vec<String> =
            (0..self.ways.len()).filter(is_unclear).map(|idx| in_sentence(&self.title(idx))).collect();
        if unclear.is_empty() {
            return (format!("{sentence}.{caution}"), Some(self.fastest_idx));
        }
        (words.and_unclear(sentence, words.names(&unclear)) + &caution, None)
    }

    /// The test, and what it gave for each pair that the answer names.
    fn certainty(&self, other_idx: usize, second_idx: usize) -> Option<String> {
        let words = self.words;
        let named = [Some(other_idx), (second_idx != other_idx).then_some(second_idx)].into_iter().flatten();
        let gave = |idx: usize| {
            let pair = self.pair(idx)?;
            let p = probability(pair.p_corrected);
            let p = if p.starts_with('<') { format!("p {p}") } else { format!("p = {p}") };
            Some(words.against(in_sentence(&self.title(idx)), p))
        };
        let gave: Vec<String> = named.filter_map(gave).collect();
        let corrected = match self.pairs.len() {
            0 | 1 => String::new(),
            n => words.corrected_for(n),
        };
        let (test, rounds, gave) = (words.paired_test(), words.n_rounds(self.rounds()), gave.join(", "));
        (self.rounds() > 1).then(|| words.certainty(test, rounds, corrected, gave, CLEAR_BELOW, SMALLEST_RATIO))
    }

    /// How many rounds would tell the fastest from another, if the difference is what it looks like.
    fn what_would_tell(&self, idx: usize) -> Option<String> {
        let pair = self.pair(idx)?;
        let rounds = pair.rounds_to_tell.filter(|_| self.rounds() >= FEWEST_FOR_INTERVAL)?;
        let (fastest, other) = (in_sentence(&self.title(self.fastest_idx)), in_sentence(&self.title(idx)));
        let (ratio, rounds) = (self.words.times_as(pair.ratio), self.words.n_rounds(rounds));
        Some(self.words.rounds_would_tell(fastest, ratio, other, rounds))
    }

    /// The fastest way and another.
    fn pair(&self, idx: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.is_of(self.fastest_idx, idx))
    }

    fn is_clear(&self, idx: usize) -> bool {
        self.pair(idx).is_some_and(|pair| pair.is_clear)
    }

    /// Whether the fastest way and another would be clear if no other pair had been looked at.
    fn lacks_rounds_only(&self, idx: usize) -> bool {
        self.pair(idx)
            .is_some_and(|pair| pair.p < CLEAR_BELOW && pair.p_corrected >= CLEAR_BELOW && pair.ratio >= SMALLEST_RATIO)
    }

    /// The ratio that is tested; of a single round that of its times.
    fn ratio(&self, idx: usize) -> f64 {
        let of_medians = || median_of(self.ways, idx) / median_of(self.ways, self.fastest_idx);
        self.pair(idx).filter(|_| self.rounds() > 1).map_or_else(of_medians, |pair| pair.ratio)
    }

    fn title(&self, idx: usize) -> String {
        self.ways.get(idx).map(|way| way.title.clone()).unwrap_or_default()
    }

    fn rounds(&self) -> usize {
        self.ways.iter().map(|way| way.samples.len()).min().unwrap_or(0)
    }

    /// What has to be said of an answer that rests on few rounds.
    fn caution(&self) -> String {
        match self.rounds() {
            n @ 0..FEWEST_FOR_INTERVAL => self.words.measured_few_times(n, FEWEST_FOR_INTERVAL),
            _ => String::new(),
        }
    }
}

fn median_of(ways: &[WayResult], idx: usize) -> f64 {
    ways.get(idx).map_or(f64::INFINITY, |way| way.estimate.median)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::time::Duration;

    use super::super::comparison::Sample;
    use super::super::pairs::pairs;
    use super::*;
    use crate::engine::Way;

    fn way(strategy_idx: usize, seconds: &[f64]) -> WayResult {
        let way = Way::new(strategies::ALL[strategy_idx], NonZeroUsize::new(2).unwrap());
        let samples =
            seconds.iter().map(|s| Sample { wall: Duration::from_secs_f64(*s), ..Sample::default() }).collect();
        WayResult::new(way, way.strategy.title.to_owned(), samples, None)
    }

    fn judged(ways: &[WayResult]) -> Verdict {
        judge(ways, &pairs(ways), &Identity::Identical, Shape { pictures: 5, recipes: 8, cores: 2 }, Language::English)
    }

    /// Ten rounds around a time, other ones for each `seed`.
    fn rounds(seconds: f64, seed: usize) -> [f64; 10] {
        const NOISE: [f64; 10] = [1.0, 1.03, 1.01, 0.98, 1.0, 1.02, 0.99, 1.0, 1.01, 0.97];
        std::array::from_fn(|round| NOISE[(round * 3 + seed) % 10] * seconds)
    }

    #[test]
    fn a_clear_win_is_said_with_its_certainty() {
        let verdict = judged(&[way(0, &rounds(2.0, 0)), way(1, &rounds(1.0, 1)), way(2, &rounds(1.5, 2))]);
        assert_eq!(verdict.sentence, "Per image is 2.0x as fast as sequential, and 1.5x as fast as per filter.");
        assert_eq!(verdict.fastest, Some(1));
        let certainty = verdict.certainty.unwrap();
        let expected = "10 rounds, corrected for 3 pairs (Holm): against sequential p < 0.001, against per filter \
                        p < 0.001; clear below 0.01, and 1.02x or more.";
        assert!(certainty.ends_with(expected), "{certainty}");
    }

    #[test]
    fn too_few_rounds_for_many_ways_are_said() {
        let few = |seconds: f64, seed| rounds(seconds, seed).into_iter().take(6).collect::<Vec<_>>();
        let said = |ratio: f64| {
            let mut ways = vec![way(0, &few(ratio, 0)), way(1, &few(1.0, 1))];
            ways.extend((0..24).map(|seed| way(2, &few(ratio + seed as f64 / 10.0, seed))));
            judged(&ways).sentence
        };
        let sentences: Vec<String> = (102..130).map(|percent| said(f64::from(percent) / 100.0)).collect();
        let expected = "x as fast as sequential, but 6 rounds are too few to tell 26 ways apart.";
        assert!(sentences.iter().any(|said| said.ends_with(expected)), "{sentences:#?}");
    }

    #[test]
    fn a_tie_is_said() {
        let verdict = judged(&[way(0, &rounds(1.0, 0)), way(1, &rounds(1.001, 4))]);
        assert!(verdict.sentence.starts_with("No clear difference between"), "{}", verdict.sentence);
        assert_eq!(verdict.fastest, None);
        let verdict = judged(&[way(0, &rounds(2.0, 0)), way(1, &rounds(1.0, 1)), way(2, &rounds(1.001, 5))]);
        assert_eq!(verdict.sentence, "Per image is 2.0x as fast as sequential; no clear difference from per filter.");
        assert_eq!(verdict.fastest, None);
    }

    #[test]
    fn a_third_way_that_is_not_told_apart_is_named() {
        let noisy: [f64; 10] = std::array::from_fn(|round| if round % 2 == 0 { 0.7 } else { 2.2 });
        let verdict = judged(&[way(0, &rounds(2.0, 0)), way(1, &[1.0; 10]), way(2, &rounds(1.2, 2)), way(3, &noisy)]);
        let third = in_sentence(strategies::ALL[3].title);
        let expected = "Per image is 2.0x as fast as sequential, and 1.2x as fast as per filter; no clear difference";
        assert_eq!((verdict.sentence, verdict.fastest), (format!("{expected} from {third}."), None));
    }

    #[test]
    fn what_is_sure_and_tiny_is_said_to_be_tiny() {
        let verdict = judged(&[way(0, &[1.01; 10]), way(1, &[1.0; 10])]);
        assert!(verdict.sentence.ends_with("what there is is too small to act on."), "{}", verdict.sentence);
    }

    #[test]
    fn how_many_rounds_would_tell_is_said_where_few_do_not() {
        // Ratios of 1.09 and 0.97 in turn: 1.03 with a spread of 6 %.
        let apart: Vec<f64> = (0..10).map(|n| if n % 2 == 0 { 1.09 } else { 0.97 }).collect();
        let verdict = judged(&[way(0, &apart), way(1, &[1.0; 10])]);
        assert!(verdict.sentence.starts_with("No clear difference"), "{}", verdict.sentence);
        let said = &verdict.why[0];
        assert!(said.starts_with("If per image is really 1.03x as fast as sequential, about "), "{said}");
        let rounds: usize = said.split("about ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        // The root of n is (2.6 + 0.84) x 0.0615 / (0.6 x 0.0288), and a little more for Student.
        assert!((150..165).contains(&rounds), "{said}");
        let verdict = judged(&[way(0, &self::rounds(2.0, 0)), way(1, &[1.0; 10])]);
        assert!(verdict.why.iter().all(|why| !why.contains("would tell")), "{:?}", verdict.why);
    }

    #[test]
    fn a_disturbed_round_changes_no_answer() {
        let mut disturbed = rounds(1.0, 1);
        disturbed[4] = 3.0;
        let verdict = judged(&[way(0, &rounds(2.0, 0)), way(1, &disturbed)]);
        assert_eq!(verdict.sentence, "Per image is 2.0x as fast as sequential.");
    }

    #[test]
    fn a_machine_that_slows_down_slows_both() {
        let drifting = |seconds, seed| {
            let mut times = rounds(seconds, seed);
            times.iter_mut().enumerate().for_each(|(round, s)| *s *= 1.0 + 0.1 * round as f64);
            times
        };
        let verdict = judged(&[way(0, &drifting(1.2, 0)), way(1, &drifting(1.0, 1))]);
        assert_eq!((verdict.sentence.as_str(), verdict.fastest), ("Per image is 1.2x as fast as sequential.", Some(1)));
    }

    #[test]
    fn a_slower_strategy_is_not_praised() {
        let verdict = judged(&[way(0, &rounds(1.0, 0)), way(2, &rounds(1.2, 1))]);
        assert_eq!(verdict.sentence, "Sequential is 1.2x as fast as per filter.");
    }

    #[test]
    fn a_small_lead_is_not_rounded_away() {
        let verdict = judged(&[way(0, &[1.05; 10]), way(2, &[1.0; 10])]);
        assert_eq!(verdict.sentence, "Per filter is 1.05x as fast as sequential.");
    }

    #[test]
    fn few_rounds_are_no_proof() {
        let verdict = judged(&[way(0, &[2.0]), way(1, &[1.0])]);
        let expected = "Per image was 2.0x as fast as sequential in the only round: run 6 rounds or more to be sure.";
        assert_eq!((verdict.sentence.as_str(), verdict.fastest, verdict.certainty), (expected, None, None));
        let verdict = judged(&[way(0, &[2.0, 2.01, 2.02]), way(1, &[1.0, 1.01, 1.0])]);
        assert!(verdict.sentence.ends_with("Measured only 3 times: run 6 rounds or more to be sure."));
    }

    #[test]
    fn different_outputs_are_not_ranked() {
        let identity = Identity::Different("a.png".to_owned());
        let ways = [way(0, &[2.0; 6]), way(1, &[1.0; 6])];
        let verdict =
            judge(&ways, &pairs(&ways), &identity, Shape { pictures: 5, recipes: 8, cores: 2 }, Language::English);
        assert!(verdict.sentence.starts_with("The outputs differ") && verdict.fastest.is_none());
    }
}
