//! Where the bars of a lane lie, in columns of pixels: what is narrower than a column is put together with its
//! neighbours, and drawn as what most of their time was spent on.
//!
//! Columns lie on a grid of time that does not move with the window, so that bars keep their shape while they are moved
//! along. Cost: a search for each bar that is drawn, however many pieces there are. Arithmetic alone.

use std::ops::Range;

use super::lane::{Lane, What};
use super::stretch::Stretch;

/// Times as columns of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    /// How many columns are seen.
    pub n_columns: u32,
    /// How many columns of the grid lie before the first one that is seen.
    pub n_before: f64,
    ns_per_column: f64,
}

/// One bar: one piece, or a bunch of pieces that are too narrow to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Its first column.
    pub left: u32,
    /// The column after its last one.
    pub right: u32,
    /// What it is, or is for the most part.
    pub what: What,
    /// The share of the work in which the worker had a core, 0 to 1.
    pub on_core: f64,
    /// Whether most of the rest was for the disk.
    pub waits_for_disk: bool,
    /// The places of its pieces in the lane.
    pub pieces: Range<usize>,
}

impl Grid {
    /// So many columns for this stretch of time.
    pub(crate) fn new(window: Stretch, n_columns: u32) -> Self {
        let ns_per_column = (window.length_ns() / f64::from(n_columns.max(1))).max(f64::MIN_POSITIVE);
        Self { n_columns, n_before: (window.from_ns / ns_per_column).floor(), ns_per_column }
    }

    /// Where a time lies, counted from the first column that is seen.
    pub(crate) fn column(&self, ns: f64) -> f64 {
        ns / self.ns_per_column - self.n_before
    }

    /// The time at which a column begins.
    pub(crate) fn ns(&self, column: f64) -> f64 {
        (column + self.n_before) * self.ns_per_column
    }

    /// The column that a time is in; those before the first one are the first.
    fn whole_column(&self, ns: u64) -> u32 {
        // Floats that do not fit become the nearest number that does.
        self.column(ns as f64) as u32
    }
}

impl Bar {
    /// How many columns it takes.
    pub(crate) fn width(&self) -> u32 {
        self.right - self.left
    }

    /// Whether it goes on where another one ends, and both are too narrow to be told apart.
    fn continues(&self, before: &Self) -> bool {
        let is_narrow = |bar: &Self| bar.width() == 1 || bar.pieces.len() > 1;
        before.right == self.left && before.what == self.what && is_narrow(before) && is_narrow(self)
    }
}

/// The bars of a lane, from left to right; no two share a column.
pub(crate) fn layout(lane: &Lane, grid: Grid) -> Vec<Bar> {
    let from_ns = grid.ns(0.0);
    let mut next = lane.pieces().partition_point(|piece| piece.end_ns as f64 <= from_ns);
    let mut free_from = 0;
    let mut bars: Vec<Bar> = Vec::new();
    while let Some(bar) = bar(lane, grid, next, free_from) {
        (next, free_from) = (bar.pieces.end, bar.right);
        match bars.last_mut() {
            Some(before) if bar.continues(before) => {
                before.right = bar.right;
                before.pieces.end = bar.pieces.end;
            }
            _ => bars.push(bar),
        }
    }
    for bar in &mut bars {
        let spent = lane.spent(bar.pieces.clone());
        (bar.on_core, bar.waits_for_disk) = (spent.on_core(), spent.waits_for_disk());
    }
    bars
}

/// The bar that begins with this piece, in a column that is still free; none when that is out of sight.
fn bar(lane: &Lane, grid: Grid, first: usize, free_from: u32) -> Option<Bar> {
    let (pieces, piece) = (lane.pieces(), lane.pieces().get(first)?);
    let left = grid.whole_column(piece.start_ns).max(free_from);
    if left >= grid.n_columns {
        return None;
    }
    let column_end_ns = grid.ns(f64::from(left) + 1.0).ceil() as u64;
    let mut end = lane.first_from(column_end_ns, first);
    // The last one that begins here may go on for columns; then it is a bar of its own.
    let goes_on = pieces.get(end - 1).is_some_and(|last| grid.whole_column(last.end_ns) > left + 1);
    if end - first > 1 && goes_on {
        end -= 1;
    }
    let is_alone = end - first == 1;
    let right = if is_alone { grid.whole_column(piece.end_ns).max(left + 1) } else { left + 1 };
    let what = if is_alone { piece.what } else { lane.spent(first..end).chief() };
    Some(Bar { left, right: right.min(grid.n_columns), what, on_core: 1.0, waits_for_disk: false, pieces: first..end })
}

#[cfg(test)]
mod tests {
    use super::super::lane::tests::piece;
    use super::*;
    use crate::compare::Cause;
    use crate::engine::Phase;

    const OPEN: What = What::Phase(Phase::Open);
    const FILTER: What = What::Phase(Phase::Filter);
    const BARRIER: What = What::Waiting(Cause::Barrier);

    fn bars(lane: &[(What, u64, u64)], window: (f64, f64), n_columns: u32) -> Vec<(u32, u32, What, Range<usize>)> {
        let lane = Lane::new(lane.iter().map(|(what, from, to)| piece(*what, *from, *to)).collect());
        let grid = Grid::new(Stretch { from_ns: window.0, to_ns: window.1 }, n_columns);
        layout(&lane, grid).into_iter().map(|bar| (bar.left, bar.right, bar.what, bar.pieces)).collect()
    }

    #[test]
    fn wide_pieces_are_bars_of_their_own() {
        let lane = [(OPEN, 0, 200), (FILTER, 200, 650), (BARRIER, 650, 700), (OPEN, 700, 1000)];
        let expected = [(0, 20, OPEN, 0..1), (20, 65, FILTER, 1..2), (65, 70, BARRIER, 2..3), (70, 100, OPEN, 3..4)];
        assert_eq!(bars(&lane, (0.0, 1000.0), 100), expected);
    }

    #[test]
    fn only_what_is_in_the_window_is_there_and_cut_at_its_edges() {
        let lane = [(OPEN, 0, 200), (FILTER, 200, 650), (BARRIER, 650, 700), (OPEN, 700, 1000)];
        assert_eq!(bars(&lane, (300.0, 400.0), 10), [(0, 10, FILTER, 1..2)]);
        assert_eq!(bars(&lane, (640.0, 660.0), 20), [(0, 10, FILTER, 1..2), (10, 20, BARRIER, 2..3)]);
        assert_eq!(bars(&lane, (200.0, 650.0), 45), [(0, 45, FILTER, 1..2)]);
        assert_eq!(bars(&lane, (2000.0, 3000.0), 10), []);
        assert_eq!(bars(&lane, (0.0, 1000.0), 0), []);
    }

    #[test]
    fn narrow_pieces_are_put_together_by_what_took_longest() {
        // Ten columns of 100: the first has mostly opening, the second and third filtering, the last one is wide.
        let lane = [
            (OPEN, 0, 60),
            (FILTER, 60, 100),
            (OPEN, 100, 110),
            (FILTER, 110, 190),
            (OPEN, 200, 240),
            (FILTER, 240, 300),
            (OPEN, 300, 1000),
        ];
        let expected = [(0, 1, OPEN, 0..2), (1, 3, FILTER, 2..6), (3, 10, OPEN, 6..7)];
        assert_eq!(bars(&lane, (0.0, 1000.0), 10), expected);
    }

    #[test]
    fn what_begins_beside_narrow_ones_and_goes_on_begins_in_the_next_column() {
        let lane = [(OPEN, 0, 10), (FILTER, 20, 350), (OPEN, 350, 360), (FILTER, 390, 410)];
        // The last one reaches into another column, but fills none.
        let expected = [(0, 1, OPEN, 0..1), (1, 3, FILTER, 1..2), (3, 4, FILTER, 2..4)];
        assert_eq!(bars(&lane, (0.0, 1000.0), 10), expected);
    }

    #[test]
    fn bars_keep_their_shape_while_the_window_moves() {
        let lane: Vec<(What, u64, u64)> = (0..3000).map(|n| (What::ALL[n as usize % 4], n * 7, n * 7 + 6)).collect();
        let bars_from = |from: f64| bars(&lane, (from, from + 4000.0), 400);
        let (here, moved) = (bars_from(5000.0), bars_from(5030.0));
        let inside = |bars: &[(u32, u32, What, Range<usize>)], by: u32| -> Vec<(u32, u32, Range<usize>)> {
            let is_inside = |left: u32, right: u32| left + by > 100 && right + by < 390;
            let bars = bars.iter().filter(|(left, right, ..)| is_inside(*left, *right));
            bars.map(|(left, right, _, pieces)| (left + by, right + by, pieces.clone())).collect()
        };
        assert_eq!(inside(&here, 0), inside(&moved, 3));
        assert!(inside(&here, 0).len() > 50);
    }

    #[test]
    fn bars_never_overlap_and_hold_every_piece() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..200 {
            let mut at = 0;
            let lane: Vec<(What, u64, u64)> = std::iter::repeat_with(|| {
                let start = at + random.u64(0..3) * random.u64(0..40);
                at = start + random.u64(0..9) * random.u64(0..30);
                (What::ALL[random.usize(0..What::ALL.len())], start, at)
            })
            .take(300)
            .collect();
            let bars = bars(&lane, (0.0, at as f64 + 1.0), random.u32(1..700));
            assert!(bars.windows(2).all(|two| two[0].1 <= two[1].0 && two[0].3.end == two[1].3.start), "{bars:?}");
            assert!(bars.iter().all(|bar| bar.0 < bar.1));
            assert_eq!(bars.iter().map(|bar| bar.3.len()).sum::<usize>(), 300 - bars[0].3.start);
        }
    }
}
