//! The memory budget: holds back new pictures while those in flight take all of it.
//!
//! Counted is what pictures take when decoded, times what a worker needs to make an output of them; where several workers
//! make outputs of one picture, each of them takes as much again as the output. At least one picture is always let in, so
//! that nothing waits for ever. Knows no files.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A picture in flight takes its own bytes, an output of the same size and the encoded output.
const SHARE: u64 = 3;

/// How often somebody who waits looks whether the run was stopped.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Bytes for pictures in flight.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: u64,
    in_flight: Mutex<InFlight>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct InFlight {
    pictures: usize,
    bytes: u64,
}

/// A picture's part of the budget, given back when dropped.
#[derive(Debug)]
pub(super) struct Permit<'run> {
    budget: &'run Budget,
    bytes: u64,
}

impl Budget {
    pub(super) fn new(bytes: u64) -> Self {
        Self { bytes, in_flight: Mutex::default(), freed: Condvar::new() }
    }

    /// The largest picture that the budget is for, decoded.
    pub(super) fn largest_picture_bytes(&self) -> u64 {
        self.bytes / SHARE
    }

    /// What the pictures in flight leave.
    pub(super) fn free_bytes(&self) -> u64 {
        self.bytes.saturating_sub(self.in_flight().bytes)
    }

    /// Lets a picture of this size in if there is room for it now.
    pub(super) fn try_enter(&self, decoded_bytes: u64) -> Option<Permit<'_>> {
        self.admit(&mut self.in_flight(), decoded_bytes.saturating_mul(SHARE))
    }

    /// Waits until a picture of this size has room; none when `goes_on` says no while waiting.
    pub(super) fn enter(&self, decoded_bytes: u64, goes_on: &dyn Fn() -> bool) -> Option<Permit<'_>> {
        let bytes = decoded_bytes.saturating_mul(SHARE);
        let mut in_flight = self.in_flight();
        loop {
            if let Some(permit) = self.admit(&mut in_flight, bytes) {
                return Some(permit);
            }
            let waited = self.freed.wait_timeout(in_flight, LOOK_EVERY).unwrap_or_else(PoisonError::into_inner);
            drop(waited.0);
            if !goes_on() {
                return None;
            }
            in_flight = self.in_flight();
        }
    }

    fn admit(&self, in_flight: &mut InFlight, bytes: u64) -> Option<Permit<'_>> {
        let wanted = in_flight.bytes.saturating_add(bytes);
        if in_flight.pictures > 0 && wanted > self.bytes {
            return None;
        }
        *in_flight = InFlight { pictures: in_flight.pictures + 1, bytes: wanted };
        Some(Permit { budget: self, bytes })
    }

    // Both numbers change together, so a lock whose holder panicked is as good as any.
    fn in_flight(&self) -> MutexGuard<'_, InFlight> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Tells what the picture really takes, once it is decoded.
    pub(super) fn correct(&mut self, decoded_bytes: u64) {
        let bytes = decoded_bytes.saturating_mul(SHARE);
        let mut in_flight = self.budget.in_flight();
        in_flight.bytes = in_flight.bytes.saturating_sub(self.bytes).saturating_add(bytes);
        self.bytes = bytes;
        self.budget.freed.notify_all();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut in_flight = self.budget.in_flight();
        in_flight.pictures -= 1;
        in_flight.bytes = in_flight.bytes.saturating_sub(self.bytes);
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn pictures_wait_for_room_and_one_always_has_it() {
        let budget = Budget::new(30 * SHARE);
        let first = budget.enter(1_000, &|| true).unwrap();
        assert!(budget.enter(1, &|| false).is_none());
        drop(first);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _permit = budget.enter(10, &|| true).unwrap();
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=3).contains(&most.load(Ordering::SeqCst)));
    }
}
