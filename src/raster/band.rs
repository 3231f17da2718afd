//! Rows of a raster to write to, which know their place in the whole. Knows nothing of where their samples are kept.

use std::ops::Range;

/// Some rows of a raster to write to, by sample type.
#[derive(Debug)]
pub enum BandMut<'a> {
    /// 8 bits a sample.
    U8(Band<'a, u8>),
    /// 16 bits a sample.
    U16(Band<'a, u16>),
}

/// Some rows of a raster to write to. It knows which rows of the whole they are.
#[derive(Debug)]
pub struct Band<'a, S> {
    pub(super) rows: Range<usize>,
    pub(super) row_len: usize,
    pub(super) samples: &'a mut [S],
}

impl<S> Band<'_, S> {
    /// Which rows of the whole raster these are.
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The same band, lent for a shorter time.
    pub fn reborrow(&mut self) -> Band<'_, S> {
        Band { rows: self.rows.clone(), row_len: self.row_len, samples: self.samples }
    }

    /// All samples of the band.
    pub fn samples_mut(&mut self) -> &mut [S] {
        self.samples
    }

    /// Each row with its place in the whole raster.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = (usize, &mut [S])> {
        self.rows.clone().zip(self.samples.chunks_exact_mut(self.row_len))
    }
}

/// Bands of at most `band_rows` rows, at least one.
pub(super) fn cut<S>(samples: &mut [S], row_len: usize, band_rows: usize) -> impl Iterator<Item = Band<'_, S>> {
    let band_rows = band_rows.max(1);
    samples.chunks_mut(band_rows * row_len).enumerate().map(move |(n, samples)| {
        let top = n * band_rows;
        Band { rows: top..top + samples.len() / row_len, row_len, samples }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Layout, Raster, Samples};

    #[test]
    fn bands_cover_every_row_once() {
        for band_rows in [0, 1, 2, 3, 7, 100] {
            let mut raster = Raster::new(2, 7, Layout::GreyAlpha, Samples::U16(vec![0; 28])).unwrap();
            let mut seen = Vec::new();
            for band in raster.bands_mut(band_rows) {
                let BandMut::U16(mut band) = band else { panic!("a u16 raster has u16 bands") };
                for (y, row) in band.rows_mut() {
                    assert_eq!(row.len(), 4);
                    seen.push(y);
                }
            }
            assert_eq!(seen, (0..7).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_raster_can_stand_for_rows_of_a_higher_one() {
        let mut window = Raster::new(2, 3, Layout::Grey, Samples::U8(vec![0; 6])).unwrap();
        let Some(BandMut::U8(mut band)) = window.band_of(40..42) else { panic!("a u8 raster has u8 bands") };
        assert_eq!((band.rows(), band.samples_mut().len()), (40..42, 4));
        band.rows_mut().for_each(|(y, row)| row.fill(y as u8));
        assert_eq!(window.samples(), &Samples::U8(vec![40, 40, 41, 41, 0, 0]));
        assert!(window.band_of(40..44).is_none() && window.band_of(7..7).is_none());
    }
}
