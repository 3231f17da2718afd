//! One thing after the other, each begun while the one before is worked at.
//!
//! Only as far ahead as one, and only where there is room: what is begun takes memory. Knows no pictures, recipes or
//! clocks.

use super::nest::Begun;

/// Begins items in order and does something with each, one at a time. Meanwhile another worker, if there is one, begins the
/// next. `begin` is told whether it may wait for room; where there is none, the next one is begun when nothing is open.
pub(super) fn one_ahead<I: Sync, O: Send + Sync>(
    items: impl IntoIterator<Item = I>,
    begin: impl Fn(&I, bool) -> Begun<O> + Sync,
    each: impl Fn(&O) + Sync,
) {
    let mut items = items.into_iter().peekable();
    let is_alone = rayon::current_num_threads() < 2;
    let mut open = None;
    loop {
        let Some(current) = open.take() else {
            let Some(item) = items.next() else { return };
            if let Begun::Open(begun) = begin(&item, true) {
                open = Some(begun);
            }
            continue;
        };
        let next = items.peek().filter(|_| !is_alone);
        let ((), begun) = rayon::join(|| each(&current), || next.map(|item| begin(item, false)));
        match begun {
            None | Some(Begun::NoRoom) => {}
            Some(Begun::Nothing) => drop(items.next()),
            Some(Begun::Open(begun)) => {
                items.next();
                open = Some(begun);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Goes through so many items, of which every third is nothing, with room for so many. Gives what was worked at, and
    /// the most that were open at once.
    fn play(workers: usize, n_items: usize, room: usize) -> (Vec<usize>, usize) {
        let (done, most) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
        let n_open = AtomicUsize::new(0);
        let begin = |item: &usize, may_wait: bool| {
            if item % 3 == 2 {
                return Begun::Nothing;
            }
            if n_open.load(Ordering::SeqCst) >= room {
                assert!(!may_wait, "nothing is open when room is waited for");
                return Begun::NoRoom;
            }
            most.fetch_max(n_open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Begun::Open(Closing(*item, &n_open))
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
        pool.install(|| one_ahead(0..n_items, begin, |open| done.lock().unwrap().push(open.0)));
        assert_eq!(n_open.load(Ordering::SeqCst), 0, "all are closed");
        (done.into_inner().unwrap(), most.into_inner())
    }

    struct Closing<'a>(usize, &'a AtomicUsize);

    impl Drop for Closing<'_> {
        fn drop(&mut self) {
            self.1.fetch_sub(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn every_item_has_its_turn_and_one_is_ahead_where_there_is_room() {
        for n_items in [0, 1, 2, 3, 20] {
            let all: Vec<usize> = (0..n_items).filter(|item| item % 3 != 2).collect();
            for (workers, room, most) in [(1, 9, 1), (2, 1, 1), (2, 9, 2), (4, 9, 2)] {
                assert_eq!(play(workers, n_items, room), (all.clone(), most.min(all.len())), "{workers} {room}");
            }
        }
    }
}
