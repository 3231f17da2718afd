//! Rasters to read from. Knows nothing of where their samples are kept.

use std::ops::Range;

use super::{Layout, Sample};

/// Rows of a raster to read from, or all of it, by sample type.
#[derive(Clone, Copy, Debug)]
pub enum View<'a> {
    /// 8 bits a sample.
    U8(Pixels<'a, u8>),
    /// 16 bits a sample.
    U16(Pixels<'a, u16>),
}

impl View<'_> {
    /// Some of its rows; what lies beyond the last row is left out. Cost: none.
    pub fn of_rows(self, rows: Range<usize>) -> Self {
        match self {
            Self::U8(pixels) => Self::U8(pixels.of_rows(rows)),
            Self::U16(pixels) => Self::U16(pixels.of_rows(rows)),
        }
    }
}

/// Rows of a raster of one sample type to read from, or all of it.
#[derive(Clone, Copy, Debug)]
pub struct Pixels<'a, S> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) layout: Layout,
    pub(super) samples: &'a [S],
}

impl<'a, S> Pixels<'a, S> {
    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Samples in one pixel.
    pub fn channels(&self) -> usize {
        self.layout.channels()
    }

    /// The channels of a pixel.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Samples in one row.
    pub fn row_len(&self) -> usize {
        self.width * self.channels()
    }

    /// One row, `row_len` samples; rows beyond the last give the last.
    #[allow(
        clippy::indexing_slicing,
        reason = "y is clamped to the last row, and a raster has width * height * channels samples"
    )]
    pub fn row(&self, y: usize) -> &'a [S] {
        let n = self.row_len();
        let start = y.min(self.height - 1) * n;
        &self.samples[start..start + n]
    }

    /// All samples.
    pub fn samples(&self) -> &'a [S] {
        self.samples
    }

    fn of_rows(self, rows: Range<usize>) -> Self {
        let samples = self.rows(rows);
        Self { height: samples.len() / self.row_len(), samples, ..self }
    }

    /// Some rows as one flat slice; what lies beyond the last row is left out.
    #[allow(clippy::indexing_slicing, reason = "both ends are clamped to the height")]
    pub fn rows(&self, rows: Range<usize>) -> &'a [S] {
        let n = self.row_len();
        let end = rows.end.min(self.height);
        &self.samples[rows.start.min(end) * n..end * n]
    }
}

impl<S: Sample> Pixels<'_, S> {
    /// The samples of these columns, which are within the width, row by row.
    pub(super) fn copied(&self, columns: &Range<usize>, rows: Range<usize>) -> Vec<S> {
        if columns.len() == self.width {
            return self.rows(rows).to_vec();
        }
        let n = self.channels();
        let mut samples = Vec::with_capacity(columns.len() * rows.len() * n);
        for y in rows {
            samples.extend(self.row(y).get(columns.start * n..columns.end * n).unwrap_or_default());
        }
        samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Raster, Samples};

    #[test]
    fn rows_are_clamped_to_the_raster() {
        let raster = Raster::new(2, 2, Layout::Grey, Samples::U8(vec![1, 2, 3, 4])).unwrap();
        let View::U8(pixels) = raster.view() else { panic!("a u8 raster has a u8 view") };
        assert_eq!(pixels.row(9), [3, 4]);
        assert_eq!(pixels.rows(1..9), [3, 4]);
        assert_eq!(pixels.rows(5..9), [0_u8; 0]);
        let View::U8(below) = raster.view().of_rows(1..9) else { panic!("the depth is the same") };
        assert_eq!((below.height(), below.width(), below.samples()), (1, 2, &[3, 4][..]));
    }
}
