//! Small pictures of pictures, decoded off the drawing thread, what is in view first.
//!
//! Looking is asking: whatever a panel looks at in a frame is wanted, and nothing else is. So the queue always holds
//! what is in view now, what was scrolled past is never decoded, and what was not looked at for longest is the first
//! to be dropped when textures take too much memory. The obvious alternative, a queue of requests that are cancelled
//! one by one, needs book-keeping in every panel to come to the same thing.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use egui::load::SizedTexture;
use egui::{Context, TextureHandle, TextureOptions};

use super::decoder::{Done, Queue, QueueState, decode_all};
use crate::machine;

/// Textures may take this much memory.
const BUDGET_BYTES: usize = 96 << 20;

/// What is counted for a picture that cannot be decoded.
const FAILED_BYTES: usize = 1 << 10;

/// More than this many new textures in one frame would be felt.
const UPLOADS_PER_FRAME: usize = 12;

/// How large a picture of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Size {
    /// To fill much of the window. Comes first.
    Large,
    /// For a grid.
    Small,
}

/// Which picture, in which size.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The file.
    pub path: PathBuf,
    /// Changes when the file may have changed.
    pub stamp: u64,
    /// How large.
    pub size: Size,
}

/// What is known of a picture of a picture.
#[derive(Clone, Debug)]
pub(crate) enum Look {
    /// It can be drawn.
    Ready(SizedTexture),
    /// It comes soon.
    Waiting,
    /// It never comes; why.
    Failed(Arc<str>),
}

/// Small pictures of pictures.
pub(crate) struct Thumbnails {
    shelf: HashMap<Key, Slot>,
    wanted: RefCell<Vec<Key>>,
    frame: u64,
    bytes: usize,
    queue: Arc<Queue>,
    decoded: Receiver<Done>,
}

struct Slot {
    content: Content,
    last_seen: Cell<u64>,
}

enum Content {
    Texture(TextureHandle),
    Failed(Arc<str>),
}

impl Size {
    pub(super) const fn max_side(self) -> u32 {
        match self {
            Self::Large => 1600,
            Self::Small => 256,
        }
    }
}

impl Thumbnails {
    pub(super) fn new(ctx: &Context) -> Self {
        let queue = Arc::new(Queue::default());
        let (sender, decoded) = channel();
        // One thread leaves the machine to the work that people asked for.
        let n_threads = (machine::logical_cores().get() / 4).clamp(1, 2);
        for _ in 0..n_threads {
            let (queue, sender, ctx) = (Arc::clone(&queue), sender.clone(), ctx.clone());
            // Named like a worker of the engine, because decoders may panic on damaged files and nobody wants to see
            // that on standard error. Without threads there are no thumbnails, and everything else works.
            let _ = std::thread::Builder::new()
                .name("pixloom-worker-thumbnails".to_owned())
                .spawn(move || decode_all(&queue, &sender, &ctx));
        }
        Self { shelf: HashMap::new(), wanted: RefCell::default(), frame: 0, bytes: 0, queue, decoded }
    }

    /// What is known of this picture; if nothing yet, asks for it.
    pub(crate) fn look(&self, path: &Path, stamp: u64, size: Size) -> Look {
        let key = Key { path: path.to_owned(), stamp, size };
        let Some(slot) = self.shelf.get(&key) else {
            self.wanted.borrow_mut().push(key);
            return Look::Waiting;
        };
        slot.last_seen.set(self.frame);
        match &slot.content {
            Content::Texture(texture) => Look::Ready(SizedTexture::from_handle(texture)),
            Content::Failed(reason) => Look::Failed(Arc::clone(reason)),
        }
    }

    /// To be called after every frame: what was looked at and is not there is decoded next, and nothing else.
    pub(in crate::gui) fn serve(&mut self) {
        self.frame += 1;
        let mut wanted = self.wanted.take();
        wanted.sort_by_key(|key| key.size);
        wanted.reverse();
        let mut queue = self.queue.lock();
        if queue.wanted.is_empty() && wanted.is_empty() {
            return;
        }
        wanted.retain(|key| !queue.working.contains(key));
        queue.wanted = wanted;
        self.queue.changed.notify_all();
    }

    /// Takes in what was decoded; which pictures could not be, and why.
    pub(super) fn receive(&mut self, ctx: &Context) -> Vec<(Key, Arc<str>)> {
        let mut failed = Vec::new();
        for n in 0..=UPLOADS_PER_FRAME {
            if n == UPLOADS_PER_FRAME {
                ctx.request_repaint();
                break;
            }
            let Ok((key, decoded)) = self.decoded.try_recv() else { break };
            self.queue.lock().working.retain(|working| *working != key);
            let content = match decoded {
                Ok(image) => {
                    let name = key.path.display().to_string();
                    Content::Texture(ctx.load_texture(name, image, TextureOptions::LINEAR))
                }
                Err(reason) => {
                    failed.push((key.clone(), Arc::clone(&reason)));
                    Content::Failed(reason)
                }
            };
            self.bytes += bytes_of(&content);
            let old = self.shelf.insert(key, Slot { content, last_seen: Cell::new(self.frame) });
            self.bytes -= old.map_or(0, |slot| bytes_of(&slot.content));
        }
        self.drop_least_recent();
        failed
    }

    /// While held, nothing is decoded.
    pub(super) fn hold(&self, is_held: bool) {
        self.change(|queue| std::mem::replace(&mut queue.is_held, is_held) != is_held);
    }

    /// Leaves the cores mostly to others, or no longer.
    pub(super) fn spare(&self, is_sparing: bool) {
        self.change(|queue| std::mem::replace(&mut queue.is_sparing, is_sparing) != is_sparing);
    }

    fn change(&self, change: impl FnOnce(&mut QueueState) -> bool) {
        if change(&mut self.queue.lock()) {
            self.queue.changed.notify_all();
        }
    }

    /// What is in view stays, whatever it takes.
    fn drop_least_recent(&mut self) {
        if self.bytes <= BUDGET_BYTES {
            return;
        }
        let in_view = self.frame.saturating_sub(1);
        let mut oldest: Vec<(u64, Key)> =
            self.shelf.iter().map(|(key, slot)| (slot.last_seen.get(), key.clone())).collect();
        oldest.sort_unstable_by_key(|(seen, _)| *seen);
        for (seen, key) in oldest {
            if self.bytes <= BUDGET_BYTES / 4 * 3 || seen >= in_view {
                break;
            }
            let dropped = self.shelf.remove(&key);
            self.bytes -= dropped.map_or(0, |slot| bytes_of(&slot.content));
        }
    }
}

impl Drop for Thumbnails {
    fn drop(&mut self) {
        self.queue.lock().is_over = true;
        self.queue.changed.notify_all();
    }
}

fn bytes_of(content: &Content) -> usize {
    match content {
        Content::Texture(texture) => texture.byte_size(),
        // Less than that, but a folder may hold ten thousands of them.
        Content::Failed(_) => FAILED_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Color32, ColorImage};

    use super::*;

    fn key(n: u64) -> Key {
        Key { path: PathBuf::from(format!("{n}.png")), stamp: 1, size: Size::Small }
    }

    fn arrive(thumbnails: &mut Thumbnails, ctx: &Context, n: u64) {
        let image = ColorImage::filled([1024, 1024], Color32::RED);
        let texture = ctx.load_texture(format!("{n}"), image, TextureOptions::LINEAR);
        let content = Content::Texture(texture);
        thumbnails.bytes += bytes_of(&content);
        thumbnails.shelf.insert(key(n), Slot { content, last_seen: Cell::new(thumbnails.frame) });
    }

    #[test]
    fn what_was_not_seen_for_longest_is_dropped_with_its_texture() {
        let ctx = Context::default();
        let mut thumbnails = Thumbnails::new(&ctx);
        let n = (BUDGET_BYTES >> 22) as u64 + 1;
        for n in 0..n {
            arrive(&mut thumbnails, &ctx, n);
            thumbnails.frame += 1;
        }
        thumbnails.look(Path::new("0.png"), 1, Size::Small);
        thumbnails.drop_least_recent();
        assert!(thumbnails.bytes <= BUDGET_BYTES, "{}", thumbnails.bytes);
        let has = |n: u64| thumbnails.shelf.contains_key(&key(n));
        assert!(has(0) && !has(1) && has(n - 1));
        let n_textures = ctx.tex_manager().read().allocated().filter(|(_, meta)| meta.size == [1024, 1024]).count();
        assert_eq!(n_textures, thumbnails.shelf.len());
    }

    #[test]
    fn only_what_was_looked_at_last_is_wanted() {
        let mut thumbnails = Thumbnails::new(&Context::default());
        thumbnails.hold(true);
        thumbnails.look(Path::new("0.png"), 1, Size::Small);
        thumbnails.serve();
        thumbnails.look(Path::new("1.png"), 1, Size::Small);
        thumbnails.look(Path::new("2.png"), 1, Size::Small);
        thumbnails.serve();
        assert_eq!(thumbnails.queue.lock().wanted, [key(2), key(1)], "the first stands last");
        thumbnails.serve();
        assert!(thumbnails.queue.lock().wanted.is_empty());
    }
}
