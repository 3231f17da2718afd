//! Lines of results between the steps of a kernel, from which neighbours are read as arrays of a constant length: the
//! compiler then turns loops into vectors without asking at every sample where the line ends.

/// The most samples that both frames of a row have together: those of two pixels of four channels on each side.
pub(super) const FRAMES_LEN: usize = 16;

/// Samples that take as long together as one alone: what is left at the end of a row is worked on as if it were a
/// whole block.
pub(super) const BLOCK_LEN: usize = 64;

/// Results for a strip of samples. Starts where the widest vector may start.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line<T, const LEN: usize>(pub(super) [T; LEN]);

impl<T, const LEN: usize> Line<T, LEN> {
    /// As many as asked for from here on.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "callers ask for no more than there are")]
    pub(super) fn from<const N: usize>(&self, x: usize) -> &[T; N] {
        &self.0[x..].as_chunks().0[0]
    }
}
