//! Memory for decoded pictures, used again for the next ones.
//!
//! The system hands over fresh memory page by page, which for a large picture takes a third of the time of decoding it.
//! So what a closed picture was in is kept for another of about its size; and where all workers wait for one picture,
//! they take its pages together. Knows no files and no strategy.

use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ledger::Phase;
use super::run::Shared;
use super::span::{Doing, Task};
use super::together::Hands;
use super::worker::calling_worker;
use crate::raster::{Raster, Samples, zeros};

/// Smaller memory costs nothing.
const LEAST_BYTES: usize = 1 << 20;
/// What a worker takes at a time.
const CHUNK_BYTES: usize = 1 << 21;
/// No system has smaller pages.
const PAGE_BYTES: usize = 1 << 12;

/// Memory of closed pictures.
#[derive(Debug)]
pub(super) struct Sources {
    most: usize,
    spare: Mutex<Vec<Vec<u8>>>,
}

impl Sources {
    /// Keeps the memory of so many pictures.
    pub(super) fn new(most: usize) -> Self {
        Self { most, spare: Mutex::default() }
    }

    /// Takes the memory of a picture that is no longer needed.
    pub(super) fn give_back(&self, raster: Raster) {
        let Samples::U8(samples) = raster.into_samples() else { return };
        if samples.capacity() < LEAST_BYTES {
            return;
        }
        let mut spare = self.spare();
        if spare.len() >= self.most {
            spare.remove(0);
        }
        spare.push(samples);
    }

    /// So many bytes that are zero, if there is memory for about as many. Memory for other sizes is let go, so that little
    /// lies about uncounted when smaller pictures come.
    fn take(&self, n_bytes: usize) -> Option<Vec<u8>> {
        let mut spare = self.spare();
        let fits = |memory: &Vec<u8>| (n_bytes..=n_bytes.saturating_mul(2)).contains(&memory.capacity());
        spare.retain(fits);
        let mut memory = spare.pop()?;
        drop(spare);
        memory.clear();
        memory.resize(n_bytes, 0);
        Some(memory)
    }

    // Changed only whole, so a lock whose holder panicked is as good as any.
    fn spare(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// So many bytes that are zero, for decoding a picture. With all hands, every other worker must be idle.
    pub(super) fn source_memory(&self, task: Task, n_bytes: usize, hands: Hands) -> Vec<u8> {
        self.sources.take(n_bytes).unwrap_or_else(|| {
            let mut memory = zeros(n_bytes);
            if hands == Hands::All && n_bytes >= LEAST_BYTES {
                self.touch_together(task, &mut memory);
            }
            memory
        })
    }

    /// Has the system hand over every page. The calling worker is opening the picture, and its time is recorded as such;
    /// that of the others is recorded here.
    fn touch_together(&self, task: Task, memory: &mut [u8]) {
        let owner = calling_worker();
        rayon::scope(|scope| {
            for chunk in memory.chunks_mut(CHUNK_BYTES) {
                scope.spawn(move |_| {
                    let mut touch = || chunk.iter_mut().step_by(PAGE_BYTES).for_each(|byte| *byte = black_box(0));
                    if calling_worker() == owner {
                        touch();
                    } else {
                        let watch = self.stopwatch();
                        touch();
                        self.record(watch, task, Doing::Phase(Phase::Open));
                    }
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Layout;

    fn picture(side: usize) -> Raster {
        Raster::new(side, side, Layout::Grey, Samples::U8(vec![7; side * side])).unwrap()
    }

    #[test]
    fn memory_is_used_again_for_about_its_size_and_is_zero() {
        let sources = Sources::new(2);
        sources.give_back(picture(2000));
        assert_eq!(sources.take(3_000_000), Some(vec![0; 3_000_000]));
        assert_eq!(sources.take(3_000_000), None, "it is taken");
        for other_size in [4_000_001, 1_999_999] {
            sources.give_back(picture(2000));
            assert_eq!((sources.take(other_size), sources.take(3_000_000)), (None, None), "it is let go");
        }
    }

    #[test]
    fn only_the_last_large_pictures_are_kept() {
        let sources = Sources::new(2);
        [1100, 1200, 10, 1300].into_iter().for_each(|side| sources.give_back(picture(side)));
        let kept: Vec<usize> = sources.spare().iter().map(Vec::len).collect();
        assert_eq!(kept, [1200 * 1200, 1300 * 1300]);
    }
}
