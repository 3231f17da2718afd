//! Readers and writers that fail once work is to stop: codecs have no other ear.
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
}

impl<'a, T> Stoppable<'a, T> {
    pub(super) fn new(inner: T, is_stopped: &'a dyn Fn() -> bool) -> Self {
        Self { inner, is_stopped, unchecked: 0 }
    }

    fn check(&self) -> io::Result<()> {
        // Not `Interrupted`, which is silently tried again.
        if (self.is_stopped)() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }
}

impl<T: Read> Read for Stoppable<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
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
