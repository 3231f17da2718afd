//! The stretch of time that is seen: nearer and farther, along, and back to all of it. Arithmetic alone.

use super::lane::Piece;

/// Nothing shorter fills the window: clocks tell no finer.
const SHORTEST_NS: f64 = 1e3;

/// A stretch of time, in nanoseconds of the run's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    /// When it begins.
    pub from_ns: f64,
    /// When it ends.
    pub to_ns: f64,
}

impl Stretch {
    /// From the start to this end.
    pub(super) fn all(end_ns: u64) -> Self {
        Self { from_ns: 0.0, to_ns: (end_ns as f64).max(SHORTEST_NS) }
    }

    /// How long it is.
    pub(crate) fn length_ns(&self) -> f64 {
        self.to_ns - self.from_ns
    }

    /// Nearer by a factor, farther below 1, around a place in it from 0 to 1, within the whole.
    pub(crate) fn zoomed(self, by: f64, around: f64, all: Self) -> Self {
        let length = (self.length_ns() / by).clamp(SHORTEST_NS, all.length_ns());
        let fixed = self.from_ns + self.length_ns() * around;
        Self::placed(fixed - length * around, length, all)
    }

    /// Further along by so many times its length, within the whole.
    pub(crate) fn moved(self, by: f64, all: Self) -> Self {
        Self::placed(self.from_ns + self.length_ns() * by, self.length_ns(), all)
    }

    /// Moved no further than it takes to see a piece, or its beginning if it is longer.
    pub(crate) fn showing(self, piece: &Piece, all: Self) -> Self {
        let (start, end) = (piece.start_ns as f64, piece.end_ns as f64);
        let is_seen = start < self.to_ns && end > self.from_ns;
        let is_whole = start >= self.from_ns && end <= self.to_ns;
        if is_whole || (is_seen && end - start > self.length_ns()) {
            return self;
        }
        let middle = start + (end - start).min(self.length_ns()) / 2.0;
        Self::placed(middle - self.length_ns() / 2.0, self.length_ns(), all)
    }

    fn placed(from_ns: f64, length_ns: f64, all: Self) -> Self {
        let from_ns = from_ns.min(all.to_ns - length_ns).max(all.from_ns);
        Self { from_ns, to_ns: from_ns + length_ns }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lane::What;
    use super::super::lane::tests::piece;
    use super::*;

    fn stretch(from_ns: f64, to_ns: f64) -> Stretch {
        Stretch { from_ns, to_ns }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let all = stretch(0.0, 100_000.0);
        assert_eq!(all.zoomed(2.0, 0.25, all), stretch(12_500.0, 62_500.0));
        assert_eq!(all.zoomed(2.0, 0.25, all).zoomed(0.5, 0.25, all), all);
        assert_eq!(all.zoomed(1e9, 0.5, all).length_ns(), SHORTEST_NS);
        assert_eq!(all.zoomed(0.1, 0.5, all), all);
    }

    #[test]
    fn moving_ends_at_the_ends() {
        let all = stretch(0.0, 100_000.0);
        let seen = stretch(10_000.0, 30_000.0);
        assert_eq!(seen.moved(0.5, all), stretch(20_000.0, 40_000.0));
        assert_eq!(seen.moved(-2.0, all), stretch(0.0, 20_000.0));
        assert_eq!(seen.moved(99.0, all), stretch(80_000.0, 100_000.0));
        assert_eq!(all.moved(0.5, all), all);
    }

    #[test]
    fn a_piece_is_brought_into_sight_and_no_further() {
        let all = stretch(0.0, 100_000.0);
        let seen = stretch(10_000.0, 20_000.0);
        let showing = |from, to| seen.showing(&piece(What::Upkeep, from, to), all);
        assert_eq!(showing(11_000, 12_000), seen);
        assert_eq!(showing(30_000, 32_000), stretch(26_000.0, 36_000.0));
        assert_eq!(showing(19_000, 21_000), stretch(15_000.0, 25_000.0));
        assert_eq!(showing(5_000, 90_000), seen, "no window could show all of it");
        assert_eq!(showing(40_000, 90_000), stretch(40_000.0, 50_000.0));
    }
}
