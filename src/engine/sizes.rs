//! How large the pictures of a run are, as far as it is cheap to tell: for orders and expectations, not for pixels.

use super::catch;
use super::run::{Medium, Shared};
use crate::files::{self, Limits};

/// Jobs of more pictures are judged by the sizes of their files, which are known already: reading this many headers takes
/// some milliseconds, and among more pictures a wrong place in the order costs less.
const MOST_HEADERS: usize = 256;

/// Of more pictures, this many tell how many pixels are in a byte.
const N_SAMPLED: usize = 16;

impl Shared {
    /// Each picture, the largest first; those of the same size in order.
    pub(super) fn largest_first(&self) -> Vec<usize> {
        largest_first(self.sizes())
    }

    /// The pixels of each picture, or the bytes of its file where there are many pictures. Kept once read.
    pub(super) fn sizes(&self) -> &[u64] {
        if let Some(sizes) = self.sizes.get() {
            return sizes;
        }
        // Not inside the lock: a worker that waits there for others may be given a task that wants it, too.
        let sizes = self.read_sizes();
        self.sizes.get_or_init(|| sizes)
    }

    /// How many pixels one of [`Self::sizes`] stands for: more than one where those are of files, as some of them tell.
    pub(super) fn pixels_per_size(&self) -> f64 {
        let sizes = self.sizes();
        if matches!(self.work.medium, Medium::Memory(_)) || sizes.len() <= MOST_HEADERS {
            return 1.0;
        }
        let some: Vec<usize> = (0..sizes.len()).step_by(sizes.len().div_ceil(N_SAMPLED)).collect();
        let bytes: u64 = some.iter().filter_map(|idx| sizes.get(*idx)).sum();
        let pixels: u64 = self.read_pixels(some).iter().sum();
        if bytes > 0 { pixels as f64 / bytes as f64 } else { 0.0 }
    }

    /// The pixels of a picture, as far as its header tells now or has told before.
    pub(super) fn pixels_of(&self, picture_idx: usize) -> Option<u64> {
        let sizes = self.sizes.get().filter(|sizes| sizes.len() <= MOST_HEADERS);
        let told = sizes.and_then(|sizes| sizes.get(picture_idx)).filter(|pixels| **pixels > 0);
        told.copied().or_else(|| self.header_pixels(picture_idx))
    }

    fn read_sizes(&self) -> Vec<u64> {
        let pictures = &self.work.job.pictures;
        match &self.work.medium {
            Medium::Memory(rasters) => {
                rasters.iter().map(|raster| raster.as_ref().map_or(0, |raster| raster.pixels())).collect()
            }
            Medium::Files(_) if pictures.len() > MOST_HEADERS => pictures.iter().map(|picture| picture.bytes).collect(),
            Medium::Files(_) => self.read_pixels((0..pictures.len()).collect()),
        }
    }

    /// The pixels of these pictures; 0 where nothing can be told, or when the run was stopped meanwhile.
    fn read_pixels(&self, pictures: Vec<usize>) -> Vec<u64> {
        let read = |picture_idx| self.gate.pass().then(|| self.header_pixels(picture_idx)).flatten();
        self.look_into(pictures, |picture_idx| read(picture_idx).unwrap_or(0))
    }

    /// What the header of a picture's file says; none where it says more than any picture may have.
    fn header_pixels(&self, picture_idx: usize) -> Option<u64> {
        let picture = self.work.job.pictures.get(picture_idx)?;
        let (width, height) = catch(|| files::dimensions(&picture.path)).ok()?.ok()?;
        let pixels = (width as u64).saturating_mul(height as u64);
        (pixels <= Limits::default().max_bytes).then_some(pixels)
    }
}

/// The places of these sizes, the largest first; the same sizes in order.
pub(super) fn largest_first(sizes: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|idx| std::cmp::Reverse(sizes.get(*idx).copied()));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sizes_stay_in_order() {
        assert_eq!(largest_first(&[3, 9, 3, 0, 9]), [1, 4, 0, 2, 3]);
    }
}
