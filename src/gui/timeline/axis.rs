//! The axis of time: round times, as many as there is room for. Arithmetic alone.

use super::layout::Grid;
use super::words::Unit;

/// A round time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// Where it lies, in columns.
    pub column: f64,
    /// The time in words.
    pub text: String,
}

/// The round times that are seen, at least so many columns apart.
pub(crate) fn ticks(grid: Grid, apart: f64) -> Vec<Tick> {
    let (from_ns, to_ns) = (grid.ns(0.0), grid.ns(f64::from(grid.n_columns)));
    let step_ns = round_up((grid.ns(apart) - from_ns).max(1.0));
    let unit = Unit::of(to_ns);
    let first = (from_ns / step_ns).ceil();
    let n = (to_ns / step_ns - first).floor().max(-1.0) + 1.0;
    let tick = |idx: u32| {
        let ns = (first + f64::from(idx)) * step_ns;
        Tick { column: grid.column(ns), text: unit.write(ns, step_ns) }
    };
    // Floats that do not fit become the nearest number that does.
    (0..n as u32).map(tick).collect()
}

/// The next of 1, 2, 5, 10, 20, 50…
fn round_up(ns: f64) -> f64 {
    let magnitude = 10_f64.powf(ns.log10().floor());
    let steps = [1.0, 2.0, 5.0].map(|n| n * magnitude);
    steps.into_iter().find(|step| *step >= ns).unwrap_or(10.0 * magnitude)
}

#[cfg(test)]
mod tests {
    use super::super::stretch::Stretch;
    use super::*;

    fn texts(from_ns: f64, to_ns: f64) -> Vec<String> {
        let grid = Grid::new(Stretch { from_ns, to_ns }, 400);
        ticks(grid, 100.0).into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn times_are_round_and_have_the_digits_that_tell_them_apart() {
        assert_eq!(texts(0.0, 4e9), ["0 s", "1 s", "2 s", "3 s", "4 s"]);
        assert_eq!(texts(0.0, 37e6), ["0 ms", "10 ms", "20 ms", "30 ms"]);
        assert_eq!(texts(2.0e9, 2.0012e9), ["2.0000 s", "2.0005 s", "2.0010 s"]);
        assert_eq!(texts(0.0, 1000.0), ["0.0 µs", "0.5 µs", "1.0 µs"]);
    }

    #[test]
    fn they_lie_where_their_time_is() {
        let grid = Grid::new(Stretch { from_ns: 1e9, to_ns: 5e9 }, 400);
        let columns: Vec<f64> = ticks(grid, 100.0).iter().map(|tick| tick.column).collect();
        assert_eq!(columns, [0.0, 100.0, 200.0, 300.0, 400.0]);
    }
}
