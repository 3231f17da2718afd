//! What a comparison says in words. Arithmetic over samples alone.

use super::comparison::WayResult;
use super::identity::Identity;
use super::statistics::{FEWEST_FOR_INTERVAL, estimate};
use crate::strategies;

/// What a comparison says, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The answer, in one or two sentences.
    pub sentence: String,
    /// The fastest way's place, when there is a clear one.
    pub fastest: Option<usize>,
}

/// How two ways relate, round by round.
enum Relation {
    /// The first is this many times as fast.
    Faster(f64),
    /// The rounds disagree.
    Unclear,
}

/// Judges ways by their samples. The samples of all ways stand in the order of the rounds.
pub(super) fn judge(ways: &[WayResult], identity: &Identity) -> Verdict {
    let unranked = |sentence: String| Verdict { sentence, fastest: None };
    if let Identity::Different(difference) = identity {
        return unranked(format!("The outputs differ, so the times say nothing: {difference}."));
    }
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by(|a, b| median_of(ways, *a).total_cmp(&median_of(ways, *b)));
    let [fastest_idx, second_idx, ..] = order[..] else {
        let took = ways.first().map(|way| format!("{} took {:.2} s", way.title, way.estimate.median));
        return unranked(format!("{}; compare it with another to learn more.", took.unwrap_or_default()));
    };
    let baseline_idx = ways.iter().position(|way| way.way.strategy == strategies::BASELINE);
    let other_idx = baseline_idx.filter(|idx| *idx != fastest_idx).unwrap_or(second_idx);
    let (Some(fastest), Some(other), Some(second)) = (ways.get(fastest_idx), ways.get(other_idx), ways.get(second_idx))
    else {
        return unranked(String::new());
    };
    let mut sentence = match relate(fastest, other) {
        Relation::Unclear => {
            let names = format!("{} and {}", in_sentence(&fastest.title), in_sentence(&other.title));
            return unranked(format!(
                "No clear difference between {names}: which is faster changes from round to round.{}",
                caution(fastest)
            ));
        }
        Relation::Faster(ratio) => {
            format!("{} is {} as fast as {}", fastest.title, times_as(ratio), in_sentence(&other.title))
        }
    };
    let mut clear = Some(fastest_idx);
    if second_idx != other_idx {
        match relate(fastest, second) {
            Relation::Faster(ratio) => {
                sentence.push_str(&format!(", and {} as fast as {}", times_as(ratio), in_sentence(&second.title)));
            }
            Relation::Unclear => {
                sentence.push_str(&format!("; no clear difference from {}", in_sentence(&second.title)));
                clear = None;
            }
        }
    }
    Verdict { sentence: format!("{sentence}.{}", caution(fastest)), fastest: clear }
}

fn median_of(ways: &[WayResult], idx: usize) -> f64 {
    ways.get(idx).map_or(f64::INFINITY, |way| way.estimate.median)
}

/// Pairs the two ways round by round, so that a machine that slows down for a while slows both. The first is faster
/// when the whole interval of the paired ratios says so; with too few rounds for an interval, when every round does.
fn relate(fast: &WayResult, slow: &WayResult) -> Relation {
    let ratios: Vec<f64> = slow.samples_s().zip(fast.samples_s()).map(|(slow, fast)| slow / fast).collect();
    let is_clear = match estimate(&ratios).ci95 {
        Some((low, _)) => low > 1.0,
        None => ratios.iter().all(|ratio| *ratio > 1.0),
    };
    let ratio = slow.estimate.median / fast.estimate.median;
    if is_clear { Relation::Faster(ratio) } else { Relation::Unclear }
}

/// What has to be said of an answer that rests on few rounds.
fn caution(way: &WayResult) -> String {
    match way.samples.len() {
        n @ 0..FEWEST_FOR_INTERVAL => {
            format!(" Measured only {}: run {FEWEST_FOR_INTERVAL} rounds or more to be sure.", times(n))
        }
        _ => String::new(),
    }
}

/// A ratio in as many places as make a difference: "1.9x", but "1.04x".
fn times_as(ratio: f64) -> String {
    if ratio < 1.1 { format!("{ratio:.2}x") } else { format!("{ratio:.1}x") }
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

/// A title inside a sentence: "per image".
fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::time::Duration;

    use super::super::comparison::Sample;
    use super::*;
    use crate::engine::Way;

    fn way(strategy_idx: usize, seconds: &[f64]) -> WayResult {
        let way = Way::new(strategies::ALL[strategy_idx], NonZeroUsize::new(2).unwrap());
        let samples =
            seconds.iter().map(|s| Sample { wall: Duration::from_secs_f64(*s), ..Sample::default() }).collect();
        WayResult::new(way, way.strategy.title.to_owned(), samples, None)
    }

    /// Six rounds around a time.
    fn rounds(seconds: f64) -> [f64; 6] {
        [1.0, 1.05, 1.0, 0.95, 1.0, 1.02].map(|share| share * seconds)
    }

    #[test]
    fn a_clear_win_is_said() {
        let ways = [way(0, &rounds(2.0)), way(1, &rounds(1.0)), way(2, &rounds(1.5))];
        let verdict = judge(&ways, &Identity::Identical);
        assert_eq!(verdict.sentence, "Per image is 2.0x as fast as sequential, and 1.5x as fast as per filter.");
        assert_eq!(verdict.fastest, Some(1));
    }

    #[test]
    fn a_tie_is_said() {
        let ways = [way(0, &[1.0, 1.1, 1.0, 1.2, 0.9, 1.0]), way(1, &[1.1, 1.0, 1.0, 0.9, 1.2, 1.1])];
        let verdict = judge(&ways, &Identity::Identical);
        assert!(verdict.sentence.starts_with("No clear difference"), "{}", verdict.sentence);
        assert_eq!(verdict.fastest, None);
        let ways =
            [way(0, &[2.0; 6]), way(1, &[1.0, 1.1, 1.0, 0.9, 1.0, 1.0]), way(2, &[1.1, 1.0, 0.9, 1.0, 1.0, 1.1])];
        let verdict = judge(&ways, &Identity::Identical);
        assert!(verdict.sentence.contains("2.0x as fast as sequential; no clear difference from per filter"));
        assert_eq!(verdict.fastest, None);
    }

    #[test]
    fn a_slower_strategy_is_not_praised() {
        let verdict = judge(&[way(0, &[1.0; 6]), way(2, &[1.2; 6])], &Identity::Identical);
        assert_eq!(verdict.sentence, "Sequential is 1.2x as fast as per filter.");
    }

    #[test]
    fn a_small_lead_is_not_rounded_away() {
        let verdict = judge(&[way(0, &[1.05; 6]), way(2, &[1.0; 6])], &Identity::Identical);
        assert_eq!(verdict.sentence, "Per filter is 1.05x as fast as sequential.");
    }

    #[test]
    fn few_rounds_are_no_proof() {
        let verdict = judge(&[way(0, &[2.0]), way(1, &[1.0])], &Identity::Identical);
        assert!(verdict.sentence.ends_with("Measured only once: run 6 rounds or more to be sure."));
    }

    #[test]
    fn different_outputs_are_not_ranked() {
        let identity = Identity::Different("a.png".to_owned());
        let verdict = judge(&[way(0, &[2.0; 6]), way(1, &[1.0; 6])], &identity);
        assert!(verdict.sentence.starts_with("The outputs differ") && verdict.fastest.is_none());
    }
}
