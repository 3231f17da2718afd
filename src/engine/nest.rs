//! Two loops, one inside the other, shared out to workers together: items to begin, and parts of each that can be done
//! once it is begun.
//!
//! A worker does the parts of the item that it began; then it begins the next item; only when none is left (or there is
//! no room for another) does it help with parts of what others began, the oldest first. So few items are begun at once,
//! and no worker is idle while there is a part to do.
//!
//! Loops of `rayon` within each other would come near to it. But there, a worker that waits for the last part of its item
//! takes up another item meanwhile, with the first one still open: with a budget that has room for one, it would wait for
//! room that it holds itself. Here nobody waits inside an item, so whoever waits for room holds none.
//!
//! Knows no pictures, recipes or clocks.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What came of beginning an item.
pub(super) enum Begun<O> {
    /// It is begun.
    Open(O),
    /// There is nothing to do with it.
    Nothing,
    /// There is no room for it now.
    NoRoom,
}

impl<O> Begun<O> {
    pub(super) fn map<U>(self, change: impl FnOnce(O) -> U) -> Begun<U> {
        match self {
            Self::Open(value) => Begun::Open(change(value)),
            Self::Nothing => Begun::Nothing,
            Self::NoRoom => Begun::NoRoom,
        }
    }
}

/// Both loops while they are worked at.
pub(super) struct Nest<I, O> {
    n_parts: usize,
    state: Mutex<State<I, O>>,
    changed: Condvar,
}

struct State<I, O> {
    /// Not begun yet.
    items: VecDeque<I>,
    /// How many are being begun.
    n_beginning: usize,
    /// Those that have parts which nobody took, oldest first.
    open: Vec<Opened<O>>,
    n_opened: usize,
}

struct Opened<O> {
    number: usize,
    value: Arc<O>,
    next_part: usize,
}

/// What a worker does next.
enum Next<I, O> {
    Part(Arc<O>, usize),
    Begin {
        item: I,
        may_wait: bool,
    },
    /// Until something changes.
    Wait,
    Over,
}

impl<I, O> Nest<I, O> {
    /// Items to begin in this order, each with so many parts.
    pub(super) fn new(items: impl IntoIterator<Item = I>, n_parts: usize) -> Self {
        let state = State { items: items.into_iter().collect(), n_beginning: 0, open: Vec::new(), n_opened: 0 };
        Self { n_parts, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Works at both loops until nothing is left to do; to be called by every worker. `begin` is told whether it may
    /// wait for room. What it opened is dropped after its last part.
    pub(super) fn work(&self, begin: impl Fn(&I, bool) -> Begun<O>, each: impl Fn(&O, usize)) {
        let mut own = None;
        let mut is_crowded = false;
        let mut state = self.state();
        loop {
            match state.next(self.n_parts, own, is_crowded) {
                Next::Part(open, part) => {
                    drop(state);
                    each(&open, part);
                    drop(open);
                    is_crowded = false;
                }
                Next::Begin { item, may_wait } => {
                    drop(state);
                    let beginning = Beginning(self);
                    let begun = begin(&item, may_wait);
                    std::mem::forget(beginning);
                    is_crowded = matches!(begun, Begun::NoRoom);
                    own = self.state().begun(item, begun, self.n_parts);
                    // Without room nothing has changed for the others, who would wake each other for ever.
                    if !is_crowded {
                        self.changed.notify_all();
                    }
                }
                Next::Wait => {
                    drop(self.changed.wait(state).unwrap_or_else(PoisonError::into_inner));
                    is_crowded = false;
                }
                Next::Over => return,
            }
            state = self.state();
        }
    }

    // Changed only whole, so a lock whose holder panicked is as good as any.
    fn state(&self) -> MutexGuard<'_, State<I, O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An item while it is being begun. Dropped by a panic, it tells the others not to wait for it.
struct Beginning<'nest, I, O>(&'nest Nest<I, O>);

impl<I, O> Drop for Beginning<'_, I, O> {
    fn drop(&mut self) {
        self.0.state().n_beginning -= 1;
        self.0.changed.notify_all();
    }
}

impl<I, O> State<I, O> {
    fn next(&mut self, n_parts: usize, own: Option<usize>, is_crowded: bool) -> Next<I, O> {
        let own_idx = self.open.iter().position(|open| Some(open.number) == own);
        // While another is being begun, its parts will be there before room is, which nobody need wait for.
        let may_wait = self.open.is_empty() && self.n_beginning == 0;
        if own_idx.is_none()
            && (may_wait || !is_crowded)
            && let Some(item) = self.items.pop_front()
        {
            self.n_beginning += 1;
            return Next::Begin { item, may_wait };
        }
        match self.take_part(own_idx.unwrap_or(0), n_parts) {
            Some((open, part)) => Next::Part(open, part),
            None if self.n_beginning > 0 => Next::Wait,
            None => Next::Over,
        }
    }

    /// The next part of an open item, which is taken off the list with its last one: whoever does that closes it.
    fn take_part(&mut self, open_idx: usize, n_parts: usize) -> Option<(Arc<O>, usize)> {
        let open = self.open.get_mut(open_idx)?;
        let part = open.next_part;
        open.next_part += 1;
        let value = if open.next_part < n_parts { Arc::clone(&open.value) } else { self.open.remove(open_idx).value };
        Some((value, part))
    }

    /// Notes what came of beginning an item; gives its number if it is open.
    fn begun(&mut self, item: I, begun: Begun<O>, n_parts: usize) -> Option<usize> {
        self.n_beginning -= 1;
        match begun {
            Begun::Open(value) if n_parts > 0 => {
                self.n_opened += 1;
                self.open.push(Opened { number: self.n_opened, value: Arc::new(value), next_part: 0 });
                Some(self.n_opened)
            }
            Begun::Open(_) | Begun::Nothing => None,
            Begun::NoRoom => {
                self.items.push_front(item);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Does every part of every item on so many workers, with room for so many items. Gives what was done, sorted.
    fn play(workers: usize, n_items: usize, n_parts: usize, room: usize) -> Vec<(usize, usize)> {
        let (done, n_open) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
        let nest = Nest::new(0..n_items, n_parts);
        let begin = |item: &usize, may_wait: bool| {
            loop {
                let enter = |n: usize| (n < room).then_some(n + 1);
                match n_open.fetch_update(Ordering::SeqCst, Ordering::SeqCst, enter) {
                    Ok(_) => return Begun::Open(Closing(*item, &n_open)),
                    Err(_) if may_wait => std::thread::yield_now(),
                    Err(_) => return Begun::NoRoom,
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| nest.work(begin, |open, part| done.lock().unwrap().push((open.0, part))));
            }
        });
        assert_eq!(n_open.load(Ordering::SeqCst), 0, "all are closed");
        let mut done = std::mem::take(&mut *done.lock().unwrap());
        done.sort_unstable();
        done
    }

    struct Closing<'a>(usize, &'a AtomicUsize);

    impl Drop for Closing<'_> {
        fn drop(&mut self) {
            self.1.fetch_sub(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn every_part_is_done_once_however_little_room_there_is() {
        for workers in [1, 2, 3, 8] {
            for (n_items, n_parts) in [(0, 3), (1, 1), (1, 9), (7, 3), (40, 2)] {
                for room in [1, 2, 100] {
                    let all: Vec<_> =
                        (0..n_items).flat_map(|item| (0..n_parts).map(move |part| (item, part))).collect();
                    assert_eq!(play(workers, n_items, n_parts, room), all);
                }
            }
        }
    }

    #[test]
    fn nobody_waits_for_an_item_that_broke() {
        let (nest, done) = (Nest::new(0..9, 2), AtomicUsize::new(0));
        let begin = |item: &usize, _| {
            // Late, so that the others have nothing left to do but to wait for it.
            if *item == 8 {
                std::thread::sleep(std::time::Duration::from_millis(50));
                std::panic::resume_unwind(Box::new("broken"));
            }
            Begun::Open(*item)
        };
        let work = || {
            let _ = super::super::catch(|| {
                nest.work(begin, |_, _| {
                    done.fetch_add(1, Ordering::SeqCst);
                });
            });
        };
        std::thread::scope(|scope| (0..3).for_each(|_| drop(scope.spawn(work))));
        assert_eq!(done.into_inner(), 16);
    }

    #[test]
    fn one_worker_goes_in_order_and_what_is_nothing_is_passed_over() {
        let nest = Nest::new(0..4, 2);
        let done = Mutex::new(Vec::new());
        let begin = |item: &i32, _| if *item == 1 { Begun::Nothing } else { Begun::Open(*item) };
        nest.work(begin, |open, part| done.lock().unwrap().push((*open, part)));
        assert_eq!(done.into_inner().unwrap(), [(0, 0), (0, 1), (2, 0), (2, 1), (3, 0), (3, 1)]);
    }
}
