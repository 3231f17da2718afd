//! The pixels that an encoder is given: samples that the format can hold, of a size that it can hold. It knows no
//! format.

use std::io::{self, Write};

use image::EncodableLayout;

use super::super::convert::Fit;
use super::super::ifd::ByteOrder;
use super::super::stop::BYTES_BETWEEN_CHECKS;
use crate::raster::Layout;

/// What encoders of other crates say, in their own words.
pub(in super::super) type AnyError = Box<dyn std::error::Error>;

/// Samples that the format can hold, of a size that it can hold.
pub(in super::super) struct Picture<'a> {
    pub(in super::super) width: u32,
    pub(in super::super) height: u32,
    pub(in super::super) layout: Layout,
    pub(in super::super) samples: Slice<'a>,
}

/// Samples of either depth.
#[derive(Clone, Copy)]
pub(in super::super) enum Slice<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
}

impl<'a> From<&'a Fit<'_>> for Slice<'a> {
    fn from(samples: &'a Fit<'_>) -> Self {
        match samples {
            Fit::U8(samples) => Self::U8(samples),
            Fit::U16(samples) => Self::U16(samples),
        }
    }
}

impl Picture<'_> {
    /// The samples in the machine's own order of bytes.
    pub(in super::super) fn bytes(&self) -> &[u8] {
        match self.samples {
            Slice::U8(samples) => samples,
            Slice::U16(samples) => samples.as_bytes(),
        }
    }

    /// Samples in an order of bytes, asking in between.
    pub(in super::super) fn write_samples(
        &self,
        order: ByteOrder,
        to: &mut impl Write,
        is_stopped: &dyn Fn() -> bool,
    ) -> io::Result<()> {
        let check = || if is_stopped() { Err(io::Error::other("stopped")) } else { Ok(()) };
        match self.samples {
            Slice::U16(samples) if order != ByteOrder::NATIVE => {
                let mut swapped = Vec::with_capacity(BYTES_BETWEEN_CHECKS);
                for chunk in samples.chunks(BYTES_BETWEEN_CHECKS / 2) {
                    check()?;
                    swapped.clear();
                    swapped.extend(chunk.iter().flat_map(|sample| order.of_u16(*sample)));
                    to.write_all(&swapped)?;
                }
            }
            _ => {
                for chunk in self.bytes().chunks(BYTES_BETWEEN_CHECKS) {
                    check()?;
                    to.write_all(chunk)?;
                }
            }
        }
        Ok(())
    }
}
