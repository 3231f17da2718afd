//! What lies on a timeline, in words: on hover, on selection, and for those who cannot see it.

use std::ops::Range;

use super::lane::{Piece, What};
use super::view::Place;
use super::{Lane, Timeline};
use crate::compare::Cause;
use crate::compare::words::{grouped, in_sentence, percent};
use crate::words::Language;

/// Something said: what it is, and the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// What it is.
    pub title: String,
    /// A sentence or line each.
    pub lines: Vec<String>,
}

impl Said {
    /// All of it in one piece.
    pub(crate) fn spoken(&self) -> String {
        format!("{}. {}", self.title, self.lines.join(". "))
    }
}

/// In what times are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    name: &'static str,
    ns: f64,
}

impl Unit {
    const ALL: [Self; 3] = [Self { name: "s", ns: 1e9 }, Self { name: "ms", ns: 1e6 }, Self { name: "µs", ns: 1e3 }];

    /// The largest that the time has one of.
    pub(super) fn of(ns: f64) -> Self {
        let [s, ms, us] = Self::ALL;
        [s, ms].into_iter().find(|unit| ns >= unit.ns).unwrap_or(us)
    }

    /// A time with the digits that tell it from one that is so much later.
    pub(super) fn write(self, ns: f64, apart_ns: f64) -> String {
        let decimals = if apart_ns > 0.0 { -(apart_ns / self.ns).log10() - 1e-9 } else { 0.0 };
        // Nanoseconds of a second are the last that are kept.
        format!("{:.*} {}", decimals.ceil().clamp(0.0, 9.0) as usize, ns / self.ns, self.name)
    }
}

/// A duration in three digits.
fn duration(ns: u64) -> String {
    let ns = ns as f64;
    Unit::of(ns).write(ns, ns / 100.0)
}

/// The whole of a piece.
pub(crate) fn piece_in_words(timeline: &Timeline, place: Place, words: Language) -> Option<Said> {
    let piece = timeline.piece(place)?;
    let span = piece.span_idx().and_then(|idx| timeline.source.recording()?.lane(place.lane).get(idx));
    let subject = span.and_then(|span| timeline.source.name(span.task(), words));
    let title = match (piece.what, subject) {
        (What::Waiting(cause), None) => words.waiting_because(in_sentence(cause.title_in(words))),
        (What::Waiting(cause), Some(task)) => words.waiting_because_for(in_sentence(cause.title_in(words)), task),
        (what, Some(task)) => words.doing_what(what.title(words), task),
        (what, None) => what.title(words).to_owned(),
    };
    Some(Said { title, lines: vec![when(place.lane, piece, words), how(piece, words)] })
}

/// A bunch of pieces that are drawn as one.
pub(crate) fn bunch_in_words(lane: &Lane, pieces: Range<usize>, words: Language) -> Said {
    let bunch = lane.pieces().get(pieces.clone()).unwrap_or_default();
    let n_bars = bunch.iter().filter(|piece| piece.is_worth_a_stop()).count();
    let spent = lane.spent(pieces);
    let share = |(what, share): (What, f64)| format!("{} {}", what.title(words), percent(share));
    let title = words.bars_here(words.n_bars(n_bars));
    let on_core = words.at_work_on_core(percent(spent.on_core()));
    Said { title, lines: vec![spent.shares().into_iter().map(share).collect::<Vec<_>>().join(", "), on_core] }
}

fn when(lane: usize, piece: &Piece, words: Language) -> String {
    let took_ns = piece.took_ns();
    let (start, end) = (piece.start_ns as f64, piece.end_ns as f64);
    let unit = Unit::of(end);
    let apart = took_ns as f64 / 10.0;
    let worker = words.worker_number(grouped(lane + 1));
    words.piece_when(worker, unit.write(start, apart), unit.write(end, apart), duration(took_ns))
}

/// How the time was spent: on a core or not, and why not.
fn how(piece: &Piece, words: Language) -> String {
    let (took_ns, without_ns) = (piece.took_ns(), piece.without_core_ns);
    match piece.what {
        What::Waiting(cause) => cause.summary_in(words).trim_end_matches('.').to_owned(),
        _ if without_ns <= took_ns / 100 => words.all_on_core().to_owned(),
        _ => {
            let (on_core, without) = (duration(took_ns.saturating_sub(without_ns)), duration(without_ns));
            let parts = [(Cause::NoCore, without_ns.saturating_sub(piece.disk_ns)), (Cause::Disk, piece.disk_ns)];
            let said = |(cause, ns): &(Cause, u64)| format!("{} {}", in_sentence(cause.title_in(words)), duration(*ns));
            let for_what = match parts {
                [(cause, _), (_, 0)] | [(_, 0), (cause, _)] => in_sentence(cause.title_in(words)),
                both => both.iter().map(said).collect::<Vec<_>>().join(", "),
            };
            words.partly_on_core(on_core, without, for_what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lane::tests::piece;
    use super::*;
    use crate::engine::Phase;

    #[test]
    fn times_have_the_digits_that_matter() {
        let said = [0, 450, 45_200, 4_370_000, 999_400_000, 12_340_000_000].map(duration);
        assert_eq!(said, ["0 µs", "0.450 µs", "45.2 µs", "4.37 ms", "999 ms", "12.3 s"]);
        let piece = piece(What::Upkeep, 1_234_567_000, 1_238_567_000);
        assert_eq!(when(1, &piece, Language::English), "Worker 2 · 1.2346 s to 1.2386 s · 4.00 ms");
    }

    #[test]
    fn waiting_is_said_with_its_cause() {
        let with = |what, without_core_ns, disk_ns| {
            let mut piece = piece(what, 0, 4_000_000);
            (piece.without_core_ns, piece.disk_ns) = (without_core_ns, disk_ns);
            how(&piece, Language::English)
        };
        let write = What::Phase(Phase::Write);
        assert_eq!(with(write, 3_000_000, 3_000_000), "On a core 1.00 ms, waiting 3.00 ms: disk");
        assert_eq!(
            with(write, 3_000_000, 1_000_000),
            "On a core 1.00 ms, waiting 3.00 ms: no free core 2.00 ms, disk 1.00 ms"
        );
        let encode = What::Phase(Phase::Encode);
        assert_eq!(with(encode, 1_000_000, 0), "On a core 3.00 ms, waiting 1.00 ms: no free core");
        assert_eq!(with(What::Upkeep, 40_000, 0), "On a core all the time");
        assert_eq!(with(What::Waiting(Cause::Memory), 0, 0), "The memory budget had no room for another picture");
    }

    #[test]
    fn a_bunch_says_that_it_is_one_and_what_is_in_it() {
        let (filter, between) = (What::Phase(Phase::Filter), What::Waiting(Cause::BetweenTasks));
        let lane = Lane::new(vec![piece(filter, 0, 40), piece(between, 40, 50), piece(What::Upkeep, 50, 100)]);
        let said = bunch_in_words(&lane, 0..3, Language::English);
        assert_eq!(said.title, "2 bars here: zoom in to tell them apart");
        let shares = "Upkeep 50 %, Filter 40 %, Between tasks 10 %";
        assert_eq!(said.lines, [shares, "While at work, on a core 100 %"]);
    }
}
