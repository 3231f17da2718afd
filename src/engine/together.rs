//! A task that all workers do together: cut into parts, each recorded by the worker that does it.
//!
//! Knows no pixels, only parts.

use std::sync::{Mutex, PoisonError};

use super::ledger::Phase;
use super::run::Shared;
use super::span::Task;
use super::worker::Failure;

/// At most so many parts: enough for workers to end at nearly the same time, few enough to be recorded one by one.
pub(super) const MOST_PARTS: usize = 64;

/// Who does the parts of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hands {
    /// The calling worker, one after the other.
    Own,
    /// All workers that have nothing else to do.
    All,
}

impl Shared {
    /// Does something with every piece on all workers, and gives the results in order.
    pub(super) fn together<T: Send, R: Send>(
        &self,
        task: Task,
        phase: Phase,
        pieces: Vec<T>,
        each: impl Fn(T) -> Result<R, Failure> + Sync,
    ) -> Result<Vec<R>, Failure> {
        self.together_in_parts(pieces, |part| {
            self.timed(self.stopwatch(), task, phase, || part.into_iter().map(&each).collect())
        })
    }

    /// The same with pieces that follow each other at once, which the worker that does them records by itself.
    pub(super) fn together_in_parts<T: Send, R: Send>(
        &self,
        pieces: Vec<T>,
        each: impl Fn(Vec<T>) -> Result<Vec<R>, Failure> + Sync,
    ) -> Result<Vec<R>, Failure> {
        let parts = in_parts(pieces);
        let mut results: Vec<Vec<R>> = parts.iter().map(|_| Vec::new()).collect();
        let first_failure = Mutex::new(None);
        let failure = || first_failure.lock().unwrap_or_else(PoisonError::into_inner);
        let (each, failure) = (&each, &failure);
        rayon::scope_fifo(|scope| {
            for (part, result) in parts.into_iter().zip(&mut results) {
                scope.spawn_fifo(move |_| {
                    if failure().is_some() {
                        return;
                    }
                    match each(part) {
                        Ok(done) => *result = done,
                        Err(failed) => drop(failure().get_or_insert(failed)),
                    }
                });
            }
        });
        let failed = failure().take();
        failed.map_or_else(|| Ok(results.into_iter().flatten().collect()), Err)
    }
}

/// Pieces that follow each other, in about equal parts.
fn in_parts<T>(pieces: Vec<T>) -> Vec<Vec<T>> {
    let size = pieces.len().div_ceil(MOST_PARTS).max(1);
    let mut pieces = pieces.into_iter();
    std::iter::from_fn(|| Some(pieces.by_ref().take(size).collect::<Vec<_>>()).filter(|part| !part.is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_every_piece_in_order() {
        for n in [0, 1, 2, 63, 64, 65, 128, 129, 1000] {
            let parts = in_parts((0..n).collect::<Vec<usize>>());
            assert!(parts.len() <= MOST_PARTS && parts.iter().all(|part| !part.is_empty()));
            assert_eq!(parts.concat(), (0..n).collect::<Vec<_>>());
        }
    }
}
