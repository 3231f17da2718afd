//! Decoding for thumbnails: a queue of what is wanted now, and the threads that work at it. Knows no textures.

use std::panic::catch_unwind;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use egui::{ColorImage, Context};

use super::thumbnails::Key;
use crate::files;
use crate::raster::{Layout, Raster, Samples};

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
}

/// Decodes what is wanted until it is all over.
pub(super) fn decode_all(queue: &Queue, decoded: &Sender<Done>, ctx: &Context) {
    while let Some(key) = queue.next() {
        let image = decode(&key);
        if decoded.send((key, image)).is_err() {
            break;
        }
        ctx.request_repaint();
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
