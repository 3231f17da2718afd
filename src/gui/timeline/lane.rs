//! What one worker did and when it waited, in order, with sums that tell what any part of it was spent on.
//!
//! The sums are kept for every few pieces only: those of any range are then two of them and a few steps, and they take
//! a fraction of the memory of the pieces. Arithmetic alone.

use std::num::NonZeroU32;
use std::ops::Range;
use std::time::Duration;

use crate::compare::{Cause, Gap};
use crate::engine::{Doing, Phase, Span};
use crate::words::Language;

/// One sum is kept for so many pieces.
const BLOCK: usize = 32;

/// How many things a worker can be at.
const N_WHATS: usize = What::ALL.len();

/// What a worker was at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A phase of a task.
    Phase(Phase),
    /// What the program does for itself.
    Upkeep,
    /// Nothing, because of this.
    Waiting(Cause),
}

/// Something that a worker was at, from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// When it began, in nanoseconds of the run's clock.
    pub start_ns: u64,
    /// When it ended.
    pub end_ns: u64,
    /// What it was.
    pub what: What,
    /// How much of it the worker waited for the disk or for a core, in nanoseconds; when is not known.
    pub without_core_ns: u64,
    /// How much of that was for the disk.
    pub disk_ns: u64,
    /// The number of its span in the worker's recording, from 1; none where nothing was recorded, which is a gap.
    span: Option<NonZeroU32>,
}

/// What one worker did and when it waited.
#[derive(Debug)]
pub(crate) struct Lane {
    pieces: Vec<Piece>,
    /// What was spent on what before the first piece of each block.
    sums: Vec<Spent>,
}

/// What a time was spent on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    /// Nanoseconds of each thing, in the order of [`What::ALL`].
    by_what: [u64; N_WHATS],
    /// How much of the work waited for the disk or for a core.
    without_core_ns: u64,
    /// How much of that was for the disk.
    disk_ns: u64,
}

impl What {
    /// Everything that a worker can be at, in the order in which it is shown.
    pub(crate) const ALL: [Self; 11] = [
        Self::Phase(Phase::Open),
        Self::Phase(Phase::Filter),
        Self::Phase(Phase::Encode),
        Self::Phase(Phase::Write),
        Self::Upkeep,
        Self::Waiting(Cause::NoWorkLeft),
        Self::Waiting(Cause::Barrier),
        Self::Waiting(Cause::Memory),
        Self::Waiting(Cause::Disk),
        Self::Waiting(Cause::NoCore),
        Self::Waiting(Cause::BetweenTasks),
    ];

    /// What people call it.
    pub(crate) const fn title(self, words: Language) -> &'static str {
        match self {
            Self::Phase(phase) => phase.title_in(words),
            Self::Upkeep => words.upkeep(),
            Self::Waiting(cause) => cause.title_in(words),
        }
    }

    const fn is_work(self) -> bool {
        !matches!(self, Self::Waiting(_))
    }

    /// Its place in [`Self::ALL`].
    const fn idx(self) -> usize {
        match self {
            Self::Phase(phase) => phase as usize,
            Self::Upkeep => Phase::ALL.len(),
            Self::Waiting(cause) => Phase::ALL.len() + 1 + cause as usize,
        }
    }
}

impl Piece {
    /// The piece of a span, by the span's place in its worker's recording.
    pub(super) fn of_span(idx: usize, span: &Span) -> Self {
        let what = match span.doing() {
            Doing::Phase(phase) => What::Phase(phase),
            Doing::Upkeep => What::Upkeep,
            Doing::MemoryWait => What::Waiting(Cause::Memory),
        };
        let number = u32::try_from(idx + 1).ok().and_then(NonZeroU32::new);
        let (start_ns, end_ns) = (nanoseconds(span.start()), nanoseconds(span.end()));
        let without_core_ns = if what.is_work() { nanoseconds(span.took().saturating_sub(span.cpu())) } else { 0 };
        Self { start_ns, end_ns, what, without_core_ns, disk_ns: nanoseconds(span.waited_for_disk()), span: number }
    }

    /// The piece of a gap.
    pub(super) fn of_gap(gap: Gap) -> Self {
        let (start_ns, end_ns) = (nanoseconds(gap.start), nanoseconds(gap.end));
        Self { start_ns, end_ns, what: What::Waiting(gap.cause), without_core_ns: 0, disk_ns: 0, span: None }
    }

    /// How long it took.
    pub(crate) fn took_ns(&self) -> u64 {
        self.end_ns.saturating_sub(self.start_ns)
    }

    /// The place of its span in its worker's recording; none for a gap.
    pub(crate) fn span_idx(&self) -> Option<usize> {
        self.span.map(|number| number.get() as usize - 1)
    }

    /// Whether someone who goes from piece to piece wants to stop here.
    pub(super) fn is_worth_a_stop(&self) -> bool {
        self.what != What::Waiting(Cause::BetweenTasks)
    }
}

impl Lane {
    /// A lane of pieces in any order, of which no two are at the same time.
    pub(super) fn new(mut pieces: Vec<Piece>) -> Self {
        pieces.sort_by_key(|piece| (piece.start_ns, piece.end_ns));
        let mut sum = Spent::default();
        let sums = pieces.chunks(BLOCK).map(|block| {
            let before = sum;
            block.iter().for_each(|piece| sum.add(piece));
            before
        });
        Self { sums: sums.collect(), pieces }
    }

    /// Its pieces, in order.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// When the last piece ended; none without any.
    pub(super) fn end_ns(&self) -> Option<u64> {
        self.pieces.last().map(|piece| piece.end_ns)
    }

    /// What a range of pieces was spent on.
    pub(crate) fn spent(&self, range: Range<usize>) -> Spent {
        if let Some(few) = self.pieces.get(range.clone()).filter(|few| few.len() <= BLOCK) {
            let mut spent = Spent::default();
            few.iter().for_each(|piece| spent.add(piece));
            return spent;
        }
        let (mut spent, before) = (self.spent_before(range.end), self.spent_before(range.start));
        spent.by_what.iter_mut().zip(before.by_what).for_each(|(sum, before)| *sum = sum.saturating_sub(before));
        spent.without_core_ns = spent.without_core_ns.saturating_sub(before.without_core_ns);
        spent.disk_ns = spent.disk_ns.saturating_sub(before.disk_ns);
        spent
    }

    /// The first piece after this one that begins at a time or later. Cost: grows with how far away it is, and slowly.
    pub(super) fn first_from(&self, ns: u64, after: usize) -> usize {
        let is_before = |piece: &Piece| piece.start_ns < ns;
        let rest = self.pieces.get(after + 1..).unwrap_or_default();
        let mut reach = 1;
        while rest.get(reach - 1).is_some_and(is_before) {
            reach *= 2;
        }
        let near = rest.get(..reach.min(rest.len())).unwrap_or(rest);
        after + 1 + near.partition_point(is_before)
    }

    /// The piece at a time, or else the one before it.
    pub(crate) fn at(&self, ns: f64) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.start_ns as f64 <= ns);
        after.checked_sub(1).or((!self.pieces.is_empty()).then_some(0))
    }

    /// The piece at a time, or the nearest one after or before it that is worth a stop.
    pub(crate) fn stop_at(&self, ns: f64) -> Option<usize> {
        let at = self.at(ns)?;
        let is_worth = self.pieces.get(at).is_some_and(Piece::is_worth_a_stop);
        if is_worth { Some(at) } else { self.next(at, true).or_else(|| self.next(at, false)) }
    }

    /// The next piece worth a stop in this direction; none at the end.
    pub(crate) fn next(&self, from: usize, is_onwards: bool) -> Option<usize> {
        let is_worth = |idx: &usize| self.pieces.get(*idx).is_some_and(Piece::is_worth_a_stop);
        if is_onwards {
            (from + 1..self.pieces.len()).find(is_worth)
        } else {
            (0..from.min(self.pieces.len())).rev().find(is_worth)
        }
    }

    fn spent_before(&self, idx: usize) -> Spent {
        let block = (idx / BLOCK).min(self.sums.len().saturating_sub(1));
        let mut spent = self.sums.get(block).copied().unwrap_or_default();
        self.pieces.iter().take(idx).skip(block * BLOCK).for_each(|piece| spent.add(piece));
        spent
    }
}

impl Spent {
    /// What most time was spent on; the first of those that took the same.
    pub(crate) fn chief(&self) -> What {
        let backwards = What::ALL.into_iter().zip(self.by_what).rev();
        backwards.max_by_key(|(_, ns)| *ns).map_or(What::Upkeep, |(what, _)| what)
    }

    /// What time was spent on, and its share, 0 to 1; the most first.
    pub(crate) fn shares(&self) -> Vec<(What, f64)> {
        let total = self.by_what.iter().sum::<u64>() as f64;
        let spent = What::ALL.into_iter().zip(self.by_what).filter(|(_, ns)| *ns > 0);
        let mut shares: Vec<(What, f64)> = spent.map(|(what, ns)| (what, ns as f64 / total)).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    }

    /// The share of the work in which the worker had a core, 0 to 1; all of it when there is no work.
    pub(crate) fn on_core(&self) -> f64 {
        let work = What::ALL.into_iter().zip(self.by_what).filter(|(what, _)| what.is_work());
        let work_ns = work.map(|(_, ns)| ns).sum::<u64>();
        if work_ns == 0 { 1.0 } else { 1.0 - self.without_core_ns as f64 / work_ns as f64 }
    }

    /// Whether most of what the work waited for was the disk.
    pub(super) fn waits_for_disk(&self) -> bool {
        2 * self.disk_ns > self.without_core_ns
    }

    fn add(&mut self, piece: &Piece) {
        // There is a place for everything.
        self.by_what.get_mut(piece.what.idx()).into_iter().for_each(|sum| *sum += piece.took_ns());
        self.without_core_ns += piece.without_core_ns;
        self.disk_ns += piece.disk_ns;
    }
}

/// Five hundred years fit.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A piece that took from so many nanoseconds to so many.
    pub(crate) fn piece(what: What, start_ns: u64, end_ns: u64) -> Piece {
        Piece { start_ns, end_ns, what, without_core_ns: 0, disk_ns: 0, span: None }
    }

    #[test]
    fn everything_has_a_place_of_its_own() {
        for (idx, what) in What::ALL.into_iter().enumerate() {
            assert_eq!(what.idx(), idx);
        }
    }

    #[test]
    fn any_range_knows_what_it_was_spent_on() {
        let made = |n: usize| {
            let start_ns = n as u64 * 10;
            Piece { without_core_ns: n as u64 % 3, ..piece(What::ALL[n % 3], start_ns, start_ns + n as u64 % 7) }
        };
        let pieces: Vec<Piece> = (0..200).map(made).collect();
        let lane = Lane::new(pieces.clone());
        for range in [0..0, 0..1, 0..200, 31..33, 32..64, 5..131, 199..200, 150..900] {
            let mut plain = Spent::default();
            pieces.iter().take(range.end).skip(range.start).for_each(|piece| plain.add(piece));
            assert_eq!(lane.spent(range.clone()), plain, "{range:?}");
        }
        assert_eq!(Lane::new(Vec::new()).spent(0..3), Spent::default());
    }

    #[test]
    fn the_chief_is_what_took_longest() {
        let (open, write) = (What::Phase(Phase::Open), What::Phase(Phase::Write));
        let lane = Lane::new(vec![piece(write, 0, 30), piece(open, 30, 35), piece(open, 35, 40)]);
        assert_eq!(lane.spent(0..3).chief(), write);
        assert_eq!(lane.spent(1..3).chief(), open);
        assert_eq!(lane.spent(0..3).shares(), [(write, 0.75), (open, 0.25)]);
    }

    #[test]
    fn waiting_within_the_work_is_known() {
        let (open, barrier) = (What::Phase(Phase::Open), What::Waiting(Cause::Barrier));
        let waited = Piece { without_core_ns: 30, disk_ns: 20, ..piece(open, 0, 40) };
        let lane = Lane::new(vec![waited, piece(barrier, 40, 100)]);
        assert_eq!([lane.spent(0..2).on_core(), lane.spent(1..2).on_core()], [0.25, 1.0]);
        assert_eq!([lane.spent(0..2).waits_for_disk(), lane.spent(1..2).waits_for_disk()], [true, false]);
    }

    #[test]
    fn next_passes_over_the_shortest_gaps() {
        let (open, between) = (What::Phase(Phase::Open), What::Waiting(Cause::BetweenTasks));
        let lane = Lane::new(vec![piece(open, 0, 4), piece(between, 4, 5), piece(open, 5, 9), piece(between, 9, 10)]);
        assert_eq!((lane.next(0, true), lane.next(2, true)), (Some(2), None));
        assert_eq!((lane.next(2, false), lane.next(0, false)), (Some(0), None));
        assert_eq!((lane.at(4.5), lane.at(1e9), Lane::new(Vec::new()).at(0.0)), (Some(1), Some(3), None));
    }
}
