//! Decoding for thumbnails: a queue of what is wanted now, and the threads that work at it. Knows no textures.

use std::panic::catch_unwind;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use egui::{ColorImage, Context};

use super::thumbnails::{Key, Size};
use crate::files;
use crate::raster::{Layout, Raster, Samples};

/// While the cores are wanted elsewhere, a decoder rests after each picture for so many times as long as it took.
const RESTS: u32 = 4;

/// A picture that was decoded, or why it could not be.
pub(super) type Done = (Key, Result<ColorImage, Arc<str>>);

/// What is wanted, and what is being worked at.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<QueueState>,
    pub(super) changed: Condvar,
}

#[derive(Default)]
pub(super) struct QueueState {
    /// The next one stands last.
    pub(super) wanted: Vec<Key>,
    pub(super) working: Vec<Key>,
    pub(super) is_held: bool,
    /// Whether the cores are wanted elsewhere.
    pub(super) is_sparing: bool,
    pub(super) is_over: bool,
}

impl Queue {
    pub(super) fn lock(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something to do; none when it is all over.
    fn next(&self) -> Option<Key> {
        let is_idle = |queue: &mut QueueState| !queue.is_over && (queue.is_held || queue.wanted.is_empty());
        let mut queue = self.changed.wait_while(self.lock(), is_idle).unwrap_or_else(PoisonError::into_inner);
        if queue.is_over {
            return None;
        }
        let key = queue.wanted.pop()?;
        queue.working.push(key.clone());
        Some(key)
    }

    /// Leaves the cores to others for a while, if they want them, unless somebody waits for a large picture.
    fn rest(&self, rest: Duration) {
        let is_resting = |queue: &mut QueueState| {
            queue.is_sparing && !queue.is_over && queue.wanted.iter().all(|key| key.size == Size::Small)
        };
        // Whatever ends it, it has rested.
        drop(self.changed.wait_timeout_while(self.lock(), rest, is_resting));
    }
}

/// Decodes what is wanted until it is all over.
pub(super) fn decode_all(queue: &Queue, decoded: &Sender<Done>, ctx: &Context) {
    while let Some(key) = queue.next() {
        let begun = Instant::now();
        let image = decode(&key);
        let took = begun.elapsed();
        if decoded.send((key, image)).is_err() {
            break;
        }
        ctx.request_repaint();
        queue.rest(RESTS * took);
    }
}

fn decode(key: &Key) -> Result<ColorImage, Arc<str>> {
    match catch_unwind(|| files::thumbnail(&key.path, key.size.max_side())) {
        Ok(Ok(raster)) => Ok(image_of(&raster)),
        Ok(Err(error)) => Err(error.to_string().into()),
        Err(_) => Err("The file is damaged: copy it again from where it came".into()),
    }
}

/// Thumbnails have 8 bits a sample; of anything else there is a blank.
fn image_of(raster: &Raster) -> ColorImage {
    let size = [raster.width(), raster.height()];
    match (raster.samples(), raster.layout()) {
        (Samples::U8(samples), Layout::Rgb) => ColorImage::from_rgb(size, samples),
        (Samples::U8(samples), Layout::Rgba) => ColorImage::from_rgba_unmultiplied(size, samples),
        (Samples::U8(samples), Layout::Grey) => ColorImage::from_gray(size, samples),
        _ => ColorImage::filled(size, egui::Color32::TRANSPARENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_rests_only_while_the_cores_are_wanted_elsewhere() {
        let queue = Queue::default();
        let rested = |rest| {
            let begun = Instant::now();
            queue.rest(rest);
            begun.elapsed()
        };
        let long = Duration::from_secs(600);
        assert!(rested(long) < long, "nobody else wants the cores");
        queue.lock().is_sparing = true;
        let short = Duration::from_millis(20);
        assert!(rested(short) >= short);
        let large = Key { path: "a.png".into(), stamp: 0, size: Size::Large };
        queue.lock().wanted.push(large);
        assert!(rested(long) < long, "somebody waits for a large picture");
    }
}
