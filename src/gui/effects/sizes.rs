//! How many pixels pictures have, read from their headers off the drawing thread: of those in view first.
//!
//! Looking is asking, as with thumbnails: what a panel looked at in a frame is read next, and nothing else, but for who
//! sorts by it and needs all of them. What is read once is kept on a board: a number for each picture, which any thread
//! may write and the drawing thread reads without waiting.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egui::Context;

use super::reap;
use crate::engine;
use crate::files::{self, PictureFile};

/// How often somebody who is held looks whether that is over.
const LOOK_WHETHER_HELD_EVERY: Duration = Duration::from_millis(50);

/// What is known of the size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// Nothing yet.
    Waiting,
    /// That it cannot be read.
    Unreadable,
    /// So many pixels across and down.
    Known([u32; 2]),
}

/// The sizes of pictures.
pub(crate) struct Sizes {
    board: RefCell<Arc<Board>>,
    wanted: RefCell<Vec<usize>>,
    desk: Arc<Desk>,
    is_held: Arc<AtomicBool>,
}

/// The sizes of the pictures of one listing.
pub(super) struct Board {
    pictures: Arc<Vec<PictureFile>>,
    sizes: Vec<AtomicU64>,
    n_known: AtomicUsize,
    is_held: Arc<AtomicBool>,
}

/// What is to be read next.
#[derive(Default)]
struct Desk {
    work: Mutex<Work>,
    changed: Condvar,
}

#[derive(Default)]
struct Work {
    board: Option<Arc<Board>>,
    /// The next one stands last.
    wanted: Vec<usize>,
    is_over: bool,
}

impl Sizes {
    pub(super) fn new(ctx: &Context) -> Self {
        let (desk, is_held) = (Arc::<Desk>::default(), Arc::<AtomicBool>::default());
        let (its, ctx) = (Arc::clone(&desk), ctx.clone());
        // Named like a worker of the engine, because decoders may panic on damaged files and nobody wants to see that on
        // standard error. Without the thread there are no sizes, and everything else works.
        let _ = std::thread::Builder::new().name("pixloom-worker-sizes".to_owned()).spawn(move || its.work(&ctx));
        let board = RefCell::new(Arc::new(Board::new(Arc::default(), &is_held)));
        Self { board, wanted: RefCell::default(), desk, is_held }
    }

    /// What is known of the size of this picture of this listing; if nothing yet, asks for it.
    pub(crate) fn look(&self, pictures: &Arc<Vec<PictureFile>>, idx: usize) -> Size {
        let size = self.board(pictures).look(idx);
        if size == Size::Waiting {
            self.wanted.borrow_mut().push(idx);
        }
        size
    }

    /// The part of the pictures whose size is known, 0 to 1.
    pub(crate) fn part_known(&self) -> f32 {
        let board = self.board.borrow();
        board.n_known.load(Ordering::Relaxed) as f32 / board.sizes.len().max(1) as f32
    }

    /// The board of this listing. That of another is let go elsewhere, because it may hold the last of a long list.
    pub(super) fn board(&self, pictures: &Arc<Vec<PictureFile>>) -> Arc<Board> {
        let mut board = self.board.borrow_mut();
        if !Arc::ptr_eq(&board.pictures, pictures) {
            self.wanted.borrow_mut().clear();
            let new = Arc::new(Board::new(Arc::clone(pictures), &self.is_held));
            reap(std::mem::replace(&mut *board, new));
        }
        Arc::clone(&board)
    }

    /// To be called after every frame: what was looked at and is not known is read next, and nothing else.
    pub(in crate::gui) fn serve(&self) {
        let mut wanted = self.wanted.take();
        wanted.reverse();
        let mut work = self.desk.lock();
        if work.wanted.is_empty() && wanted.is_empty() {
            return;
        }
        work.board = Some(Arc::clone(&self.board.borrow()));
        work.wanted = wanted;
        self.desk.changed.notify_all();
    }

    /// While held, nothing is read.
    pub(super) fn hold(&self, is_held: bool) {
        self.is_held.store(is_held, Ordering::Relaxed);
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.desk.lock().is_over = true;
        self.desk.changed.notify_all();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what is wanted until it is all over.
    fn work(&self, ctx: &Context) {
        while let Some((board, idx)) = self.next() {
            board.read(idx, &|| self.lock().is_over);
            drop(board);
            ctx.request_repaint();
        }
    }

    /// Waits for something to do; none when it is all over.
    fn next(&self) -> Option<(Arc<Board>, usize)> {
        let is_idle = |work: &mut Work| !work.is_over && work.wanted.is_empty();
        let mut work = self.changed.wait_while(self.lock(), is_idle).unwrap_or_else(PoisonError::into_inner);
        if work.is_over {
            return None;
        }
        Some((work.board.clone()?, work.wanted.pop()?))
    }
}

/// How a size stands on the board: width and height, or one of these.
const WAITING: u64 = 0;
const UNREADABLE: u64 = u64::MAX;

impl Board {
    fn new(pictures: Arc<Vec<PictureFile>>, is_held: &Arc<AtomicBool>) -> Self {
        let sizes = pictures.iter().map(|_| AtomicU64::new(WAITING)).collect();
        Self { pictures, sizes, n_known: AtomicUsize::new(0), is_held: Arc::clone(is_held) }
    }

    /// What is known of this picture.
    pub(super) fn look(&self, idx: usize) -> Size {
        match self.sizes.get(idx).map_or(UNREADABLE, |size| size.load(Ordering::Relaxed)) {
            WAITING => Size::Waiting,
            UNREADABLE => Size::Unreadable,
            size => Size::Known([(size >> 32) as u32, size as u32]),
        }
    }

    /// How many pixels this picture has, read now if that is not known yet; none if it cannot be read.
    pub(super) fn pixels(&self, idx: usize, is_stopped: &dyn Fn() -> bool) -> u64 {
        self.read(idx, is_stopped);
        match self.look(idx) {
            Size::Known([width, height]) => u64::from(width) * u64::from(height),
            Size::Waiting | Size::Unreadable => 0,
        }
    }

    fn read(&self, idx: usize, is_stopped: &dyn Fn() -> bool) {
        let (Some(picture), Some(place)) = (self.pictures.get(idx), self.sizes.get(idx)) else { return };
        if place.load(Ordering::Relaxed) != WAITING {
            return;
        }
        while self.is_held.load(Ordering::Relaxed) {
            if is_stopped() {
                return;
            }
            std::thread::sleep(LOOK_WHETHER_HELD_EVERY);
        }
        let size = engine::catch(|| files::dimensions(&picture.path)).ok().and_then(Result::ok);
        let size = size.and_then(|(width, height)| Some([u32::try_from(width).ok()?, u32::try_from(height).ok()?]));
        let size = size.map_or(UNREADABLE, |[width, height]| u64::from(width) << 32 | u64::from(height));
        if place.swap(size, Ordering::Relaxed) == WAITING {
            self.n_known.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Scope;
    use crate::samples;

    #[test]
    fn sizes_are_read_once_they_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        samples::write(folder.path(), 2, (30, 20), 1, &|| false).unwrap();
        std::fs::write(folder.path().join("a.png"), "no picture").unwrap();
        let pictures = Arc::new(files::scan(folder.path(), Scope::default(), &|| false).unwrap().pictures);
        let sizes = Sizes::new(&Context::default());
        assert_eq!(sizes.look(&pictures, 1), Size::Waiting);
        while sizes.look(&pictures, 1) == Size::Waiting {
            sizes.serve();
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(sizes.look(&pictures, 1), Size::Known([30, 20]));
        let board = sizes.board(&pictures);
        assert_eq!([0, 1, 2, 9].map(|idx| board.pixels(idx, &|| false)), [0, 600, 600, 0]);
        assert_eq!(sizes.part_known(), 1.0);
        assert_eq!(sizes.look(&Arc::new(pictures.to_vec()), 1), Size::Waiting, "another listing, other pictures");
    }

    #[test]
    fn nothing_is_read_while_held() {
        let folder = tempfile::tempdir().unwrap();
        samples::write(folder.path(), 1, (30, 20), 1, &|| false).unwrap();
        let pictures = Arc::new(files::scan(folder.path(), Scope::default(), &|| false).unwrap().pictures);
        let sizes = Sizes::new(&Context::default());
        sizes.hold(true);
        let board = sizes.board(&pictures);
        assert_eq!(board.pixels(0, &|| true), 0);
        sizes.hold(false);
        assert_eq!(board.pixels(0, &|| true), 600);
    }
}
