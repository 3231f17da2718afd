//! Ties: sums that lie just between two whole numbers, so that the roundings on the way decide which it becomes.
//!
//! Single precision is asked about these alone, one by one: they are few, and lie anywhere. Knows no rows but those that
//! it is given, and no picture.

use super::{Kernel, float};
use crate::raster::Sample;

/// Puts the result of single precision wherever there is a tie, which a byte other than zero says. The rows are those
/// that the rows of the kernel meet; they start with the leftmost neighbour of the first sample.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "ties lie within the row, and all their neighbours in the rows")]
pub(super) fn settle<S: Sample, K: Kernel<SIDE>, const SIDE: usize>(
    are_ties: &[u8],
    rows: [&[S]; SIDE],
    channels: usize,
    out: &mut [S],
) {
    for (n, flags) in are_ties.as_chunks::<8>().0.iter().enumerate() {
        // Few are ties, so eight are asked at once.
        let mut flags = u64::from_le_bytes(*flags);
        while flags != 0 {
            let x = 8 * n + flags.trailing_zeros() as usize / 8;
            let neighbours = rows.map(|row| &row[x..=x + (SIDE - 1) * channels]);
            out[x] = S::from_f32(float::sum::<K, SIDE>(|j, i| neighbours[j][i * channels].into()));
            flags &= flags - 1;
        }
    }
}
