//! Which ways a comparison is made of: strategies at worker counts.

use std::num::NonZeroUsize;

use crate::engine::{Strategy, Way};

/// Every strategy at every worker count; one that uses a single worker only once.
pub fn ways(strategies: &[&'static Strategy], workers: &[NonZeroUsize]) -> Vec<Way> {
    let of = |strategy: &'static Strategy| {
        let counts = if strategy.is_parallel { workers } else { &[NonZeroUsize::MIN] };
        counts.iter().map(move |workers| Way::new(strategy, *workers))
    };
    strategies.iter().flat_map(|strategy| of(strategy)).collect()
}

/// Worker counts from 1 to the most that show how a strategy scales: every count up to four, then two in each doubling.
pub fn sweep(most: NonZeroUsize) -> Vec<NonZeroUsize> {
    let doublings = std::iter::successors(Some(4_usize), |n| n.checked_mul(2));
    let steps = [1, 2, 3].into_iter().chain(doublings.flat_map(|n| [n, n + n / 2]));
    let below = steps.take_while(|n| *n < most.get()).filter_map(NonZeroUsize::new);
    below.chain([most]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies;

    fn counts(numbers: &[usize]) -> Vec<NonZeroUsize> {
        numbers.iter().filter_map(|n| NonZeroUsize::new(*n)).collect()
    }

    #[test]
    fn a_strategy_of_one_worker_stands_there_once() {
        let ways = ways(strategies::ALL, &counts(&[1, 2, 4]));
        let of_one = ways.iter().filter(|way| !way.strategy.is_parallel).count();
        let parallel = strategies::ALL.iter().filter(|strategy| strategy.is_parallel).count();
        assert_eq!((of_one, ways.len()), (strategies::ALL.len() - parallel, of_one + 3 * parallel));
    }

    #[test]
    fn a_sweep_ends_with_the_most() {
        let of = |n| sweep(NonZeroUsize::new(n).unwrap());
        assert_eq!(of(1), counts(&[1]));
        assert_eq!(of(2), counts(&[1, 2]));
        assert_eq!(of(4), counts(&[1, 2, 3, 4]));
        assert_eq!(of(16), counts(&[1, 2, 3, 4, 6, 8, 12, 16]));
        assert_eq!(of(20), counts(&[1, 2, 3, 4, 6, 8, 12, 16, 20]));
    }
}
