//! Readers and writers that fail once work is to stop: codecs have no other ear. And readers that fail when a damaged
//! file leads a codec round and round.
//!
//! What the failure looks like after a codec has wrapped it does not matter: whoever gets an error asks `is_stopped`
//! first, and only then what went wrong. It knows no codecs.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// How many bytes pass between two questions. Few, because they can stand for very many pixels.
pub(super) const BYTES_BETWEEN_CHECKS: usize = 16 * 1024;

/// Passes everything through until `is_stopped` says yes. For reading, put a buffer of [`BYTES_BETWEEN_CHECKS`] around
/// it, because every read asks.
pub(super) struct Stoppable<'a, T> {
    inner: T,
    is_stopped: &'a dyn Fn() -> bool,
    unchecked: usize,
    reads_left: u64,
}

/// Reads that every file is given.
const FREE_READS: u64 = 10_000;
/// Reads for each byte of a file. One that is cut into pieces of a single byte, which are read by jumps, takes a ninth
/// of it, because the place of each piece takes eight bytes.
const READS_PER_BYTE: u64 = 1;

impl<'a, T> Stoppable<'a, T> {
    pub(super) fn new(inner: T, is_stopped: &'a dyn Fn() -> bool) -> Self {
        Self { inner, is_stopped, unchecked: 0, reads_left: u64::MAX }
    }

    /// For a file of so many bytes, which is not read more often than any file has to be.
    pub(super) fn reading(inner: T, file_bytes: u64, is_stopped: &'a dyn Fn() -> bool) -> Self {
        let reads_left = FREE_READS.saturating_add(file_bytes.saturating_mul(READS_PER_BYTE));
        Self { reads_left, ..Self::new(inner, is_stopped) }
    }

    fn check(&self) -> io::Result<()> {
        // Not `Interrupted`, which is silently tried again.
        if (self.is_stopped)() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }
}

impl<T: Read> Read for Stoppable<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        self.reads_left =
            self.reads_left.checked_sub(1).ok_or_else(|| io::Error::other("it leads round in circles"))?;
        self.inner.read(buffer)
    }
}

impl<T: Seek> Seek for Stoppable<'_, T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

impl<T: Write> Write for Stoppable<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unchecked += bytes.len();
        if self.unchecked >= BYTES_BETWEEN_CHECKS {
            self.unchecked = 0;
            self.check()?;
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_file_is_not_read_for_ever() {
        let mut reader = Stoppable::reading(io::Cursor::new([7_u8; 100]), 100, &|| false);
        let mut reads = 0;
        while reader.rewind().and_then(|()| reader.read_exact(&mut [0; 10])).is_ok() {
            reads += 1;
        }
        assert_eq!(reads, FREE_READS + 100);
    }

    #[test]
    fn reading_and_writing_end_when_stopped() {
        let stopped = Cell::new(false);
        let is_stopped = || stopped.get();
        let mut reader = Stoppable::new([7_u8; 100].as_slice(), &is_stopped);
        let mut writer = Stoppable::new(Vec::new(), &is_stopped);
        assert_eq!(reader.read(&mut [0; 60]).unwrap(), 60);
        assert!(writer.write_all(&[0; BYTES_BETWEEN_CHECKS]).is_ok());
        stopped.set(true);
        assert!(reader.read(&mut [0; 60]).is_err());
        assert!(writer.write_all(&[0; BYTES_BETWEEN_CHECKS]).is_err());
    }
}
