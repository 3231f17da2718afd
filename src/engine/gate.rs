//! Pause, resume and stop, and the clock that stands still while a run is paused.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The gate that every piece of work passes. Cheap to ask: one atomic read while nobody paused or stopped.
#[derive(Debug)]
pub(super) struct Gate {
    is_open: AtomicBool,
    is_stopped: AtomicBool,
    clock: Mutex<Clock>,
    changed: Condvar,
}

#[derive(Debug)]
struct Clock {
    started: Instant,
    paused_since: Option<Instant>,
    paused: Duration,
    pauses: usize,
}

impl Clock {
    fn now(&self) -> Duration {
        let until = self.paused_since.unwrap_or_else(Instant::now);
        until.saturating_duration_since(self.started).saturating_sub(self.paused)
    }
}

impl Gate {
    pub(super) fn new() -> Self {
        Self {
            is_open: AtomicBool::new(true),
            is_stopped: AtomicBool::new(false),
            clock: Mutex::new(Clock { started: Instant::now(), paused_since: None, paused: Duration::ZERO, pauses: 0 }),
            changed: Condvar::new(),
        }
    }

    /// Starts the clock at zero; the workers are ready and the work begins.
    pub(super) fn start_clock(&self) {
        let mut clock = self.clock();
        let now = Instant::now();
        clock.started = now;
        clock.paused = Duration::ZERO;
        clock.paused_since = clock.paused_since.map(|_| now);
    }

    /// Time since the start, without pauses.
    pub(super) fn now(&self) -> Duration {
        self.clock().now()
    }

    /// Waits while paused. False when the run is stopped and the work should end here.
    pub(super) fn pass(&self) -> bool {
        if !self.is_open.load(Ordering::Acquire) {
            let mut clock = self.clock();
            while clock.paused_since.is_some() && !self.is_stopped() {
                clock = self.changed.wait(clock).unwrap_or_else(PoisonError::into_inner);
            }
        }
        !self.is_stopped()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Acquire)
    }

    pub(super) fn is_paused(&self) -> bool {
        self.clock().paused_since.is_some()
    }

    /// How often the run was paused.
    pub(super) fn pauses(&self) -> usize {
        self.clock().pauses
    }

    pub(super) fn pause(&self) {
        let mut clock = self.clock();
        if clock.paused_since.is_none() {
            clock.paused_since = Some(Instant::now());
            clock.pauses += 1;
            self.is_open.store(false, Ordering::Release);
        }
    }

    pub(super) fn resume(&self) {
        let mut clock = self.clock();
        if let Some(since) = clock.paused_since.take() {
            clock.paused += since.elapsed();
            self.is_open.store(!self.is_stopped(), Ordering::Release);
            self.changed.notify_all();
        }
    }

    pub(super) fn stop(&self) {
        let _clock = self.clock();
        self.is_stopped.store(true, Ordering::Release);
        self.is_open.store(false, Ordering::Release);
        self.changed.notify_all();
    }

    // A panic while the clock is held leaves nothing half-done in it, so a poisoned lock is as good as a whole one.
    fn clock(&self) -> MutexGuard<'_, Clock> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_still_while_paused() {
        let gate = Gate::new();
        gate.pause();
        let before = gate.now();
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(gate.now(), before);
        gate.resume();
        assert!(!gate.is_paused() && gate.pauses() == 1);
    }

    #[test]
    fn stopping_lets_a_paused_worker_go() {
        let gate = Gate::new();
        assert!(gate.pass());
        gate.pause();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| gate.pass());
            gate.stop();
            assert!(!waiting.join().unwrap());
        });
    }
}
