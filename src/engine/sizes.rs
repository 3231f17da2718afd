//! How large the pictures of a run are, as far as it is cheap to tell: for orders and expectations, not for pixels.

use super::run::{Medium, Shared};

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

    /// The pixels of each picture, or the bytes of its file where there are many pictures. Read once.
    pub(super) fn sizes(&self) -> &[u64] {
        self.sizes.get_or_init(|| match &self.work.medium {
            Medium::Memory(rasters) => {
                rasters.iter().map(|raster| raster.as_ref().map_or(0, |raster| raster.pixels())).collect()
            }
            Medium::Files(_) => {
                let pictures = &self.work.job.pictures;
                if pictures.len() > MOST_HEADERS {
                    pictures.iter().map(|picture| picture.bytes).collect()
                } else {
                    (0..pictures.len()).map(|idx| self.pixels_of(idx).unwrap_or(0)).collect()
                }
            }
        })
    }
}

impl Shared {
    /// How many pixels one of [`Self::sizes`] stands for: more than one where those are of files, as some of them tell.
    pub(super) fn pixels_per_size(&self) -> f64 {
        let sizes = self.sizes();
        if matches!(self.work.medium, Medium::Memory(_)) || sizes.len() <= MOST_HEADERS {
            return 1.0;
        }
        let some = (0..sizes.len()).step_by(sizes.len().div_ceil(N_SAMPLED));
        let (mut pixels, mut bytes) = (0.0, 0.0);
        for idx in some {
            pixels += self.pixels_of(idx).unwrap_or(0) as f64;
            bytes += sizes.get(idx).map_or(0.0, |size| *size as f64);
        }
        if bytes > 0.0 { pixels / bytes } else { 0.0 }
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
