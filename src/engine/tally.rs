//! The sums of a ledger: how much is done, how long each phase took, what went wrong.

use std::time::Duration;

use super::ledger::{Cursor, Event, Ledger, PerPhase, Problem};
use crate::files::Note;

/// The sums of a ledger, kept up to date by reading only what is new.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    cursor: Cursor,
    /// Pictures of which nothing is left to do.
    pub pictures_done: usize,
    /// Outputs made.
    pub made: usize,
    /// Outputs kept as they were.
    pub kept: usize,
    /// Outputs that could not be made.
    pub failed: usize,
    /// Bytes of the pictures read.
    pub bytes_in: u64,
    /// Bytes of the outputs written.
    pub bytes_out: u64,
    /// Pixels of the outputs made.
    pub pixels_out: u64,
    /// Worker time of each phase.
    pub phases: PerPhase<Duration>,
    /// What went wrong, in the order in which it was read.
    pub problems: Vec<Problem>,
    /// Outputs made, as places of picture and recipe, in the order in which they were read.
    pub outputs: Vec<(usize, usize)>,
    /// Outputs kept as they were, likewise.
    pub outputs_kept: Vec<(usize, usize)>,
    /// What could not be carried or held, each with the picture of every output that it befell.
    pub notes: Vec<(Note, Vec<usize>)>,
}

impl Tally {
    /// Reads what is new in the ledger. Must be the same ledger every time.
    pub fn read(&mut self, ledger: &Ledger) {
        let mut cursor = std::mem::take(&mut self.cursor);
        ledger.read(&mut cursor, |event| self.add(event));
        self.cursor = cursor;
    }

    /// Outputs that are accounted for, one way or another.
    pub fn outputs_done(&self) -> usize {
        self.made + self.kept + self.failed
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::Span(span) => span.phase().into_iter().for_each(|phase| *self.phases.of_mut(phase) += span.took()),
            Event::Opened { bytes_in, .. } => self.bytes_in += bytes_in,
            Event::Made(made) => {
                self.made += 1;
                self.bytes_out += made.bytes_out;
                self.pixels_out += made.pixels;
                self.outputs.push((made.picture_idx, made.recipe_idx));
                made.notes.iter().for_each(|note| self.note(*note, made.picture_idx));
            }
            Event::Kept { picture_idx, recipe_idx } => {
                self.kept += 1;
                self.outputs_kept.push((*picture_idx, *recipe_idx));
            }
            Event::Failed(problem) => {
                self.failed += problem.outputs_lost;
                self.problems.push(Problem::clone(problem));
            }
            Event::Closed { .. } => self.pictures_done += 1,
        }
    }

    fn note(&mut self, note: Note, picture_idx: usize) {
        match self.notes.iter_mut().find(|(known, _)| *known == note) {
            Some((_, pictures)) => pictures.push(picture_idx),
            None => self.notes.push((note, vec![picture_idx])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ledger::{Made, Phase};
    use super::super::span::{Doing, Span, Task};
    use super::*;

    #[test]
    fn every_event_is_counted_once() {
        let ledger = Ledger::new(2);
        let mut tally = Tally::default();
        let ms = Duration::from_millis;
        let task = Task { picture_idx: 0, recipe_idx: None };
        let span = Span::new(0, task, Doing::Phase(Phase::Open), ms(2), ms(7), None);
        ledger.append(0, Event::Span(span));
        ledger.append(1, Event::Opened { picture_idx: 0, bytes_in: 10, pixels: 6 });
        tally.read(&ledger);
        tally.read(&ledger);
        let problem =
            Problem { picture_idx: 1, recipe_idx: None, phase: Phase::Open, outputs_lost: 3, reason: "no".into() };
        ledger.append(1, Event::Failed(Box::new(problem)));
        let made = Made { recipe_idx: 2, bytes_out: 4, pixels: 6, ..Made::default() };
        ledger.append(0, Event::Made(Box::new(made)));
        tally.read(&ledger);
        assert_eq!((tally.phases.open, tally.bytes_in, tally.bytes_out), (ms(5), 10, 4));
        assert_eq!((tally.made, tally.failed, tally.outputs_done(), tally.problems.len()), (1, 3, 4, 1));
        assert_eq!(tally.outputs, [(0, 2)]);
    }
}
