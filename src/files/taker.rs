//! Who a picture is decoded for: lends the memory, and may look at rows before all of them are there.
//!
//! Knows no formats.

use crate::raster::{Layout, zeros};

/// Gives memory for so many bytes, all of them zero.
pub type Lend<'a> = &'a dyn Fn(usize) -> Vec<u8>;

/// Is told of the rows of a picture each time that there are more.
pub type Watch<'a> = &'a mut dyn FnMut(Upper<'_>);

/// Who a picture is decoded for.
pub struct Taker<'a> {
    /// Asked for the memory of pictures with samples of 8 bits; for others memory is taken.
    pub lend: Lend<'a>,
    /// Told of rows as they come, where the format gives them one after the other, in samples of 8 bits.
    pub watch: Watch<'a>,
}

/// The rows of a picture that are decoded so far, as they are stored: if it is turned upright afterwards
/// ([`is_turned`](super::Decoded::is_turned)), its rows are others.
#[derive(Clone, Copy, Debug)]
pub struct Upper<'a> {
    /// Pixels from left to right.
    pub width: usize,
    /// Rows of the whole picture.
    pub height: usize,
    /// The channels of a pixel.
    pub layout: Layout,
    /// The samples of whole rows, from the topmost.
    pub samples: &'a [u8],
}

impl Upper<'_> {
    /// Rows that are there.
    pub fn rows(&self) -> usize {
        self.samples.len() / self.row_len().max(1)
    }

    /// Samples of a row.
    pub fn row_len(&self) -> usize {
        self.width * self.layout.channels()
    }
}

/// Memory of its own for every picture.
pub(super) fn fresh(n_bytes: usize) -> Vec<u8> {
    zeros(n_bytes)
}
