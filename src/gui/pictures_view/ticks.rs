//! Which of many are ticked: a bit each. Knows numbers, and no pictures.

use std::sync::Arc;

/// Which of many are ticked. Cost: a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ticks {
    n: usize,
    n_on: usize,
    words: Arc<Vec<u64>>,
}

impl Ticks {
    /// Of so many, all.
    pub(crate) fn all(n: usize) -> Self {
        let word = |first: usize| if n - first >= 64 { u64::MAX } else { (1 << (n - first)) - 1 };
        Self { n, n_on: n, words: Arc::new((0..n).step_by(64).map(word).collect()) }
    }

    /// Ticks none.
    pub(in crate::gui) fn clear(&mut self) {
        (self.n_on, self.words) = (0, Arc::new(vec![0; self.words.len()]));
    }

    /// Whether this one is ticked.
    pub(crate) fn is_on(&self, idx: usize) -> bool {
        self.words.get(idx / 64).is_some_and(|word| word >> (idx % 64) & 1 == 1)
    }

    /// How many are ticked.
    pub(crate) fn n_on(&self) -> usize {
        self.n_on
    }

    /// Ticks some of them, or not, by what each of them is now. What is shared with others is copied once.
    pub(in crate::gui) fn set(&mut self, some: impl IntoIterator<Item = usize>, is_on: impl Fn(bool) -> bool) {
        let words = Arc::make_mut(&mut self.words);
        for idx in some {
            let Some(word) = words.get_mut(idx / 64).filter(|_| idx < self.n) else { continue };
            let was = *word >> (idx % 64) & 1 == 1;
            let is = is_on(was);
            if was != is {
                *word ^= 1 << (idx % 64);
                self.n_on = if is { self.n_on + 1 } else { self.n_on - 1 };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_counted_however_many_there_are() {
        for n in [0, 1, 63, 64, 65, 1000] {
            let mut ticks = Ticks::all(n);
            assert!(ticks.n_on() == n && !ticks.is_on(n));
            assert!((0..n).all(|idx| ticks.is_on(idx)));
            ticks.set(0..n, |_| false);
            let mut none = Ticks::all(n);
            none.clear();
            assert_eq!(ticks, none);
            ticks.set((0..n + 9).step_by(2), |was| !was);
            assert_eq!(ticks.n_on(), n.div_ceil(2));
            assert!((0..n).all(|idx| ticks.is_on(idx) == (idx % 2 == 0)));
        }
    }

    #[test]
    fn ticks_that_a_job_holds_stay_as_they_were() {
        let mut ticks = Ticks::all(100);
        let held = ticks.clone();
        ticks.set([7], |_| false);
        assert!(held.n_on() == 100 && !ticks.is_on(7));
    }
}
