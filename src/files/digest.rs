//! Digests of bytes and of pixels (XXH3, 128 bits), to prove that two outputs are the same.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::raster::{Raster, Samples};

/// Samples turned into bytes at a time.
const CHUNK_SAMPLES: usize = 4096;

/// Bytes of a file read at a time.
const CHUNK_BYTES: usize = 1 << 16;

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> u128 {
    xxh3_128(bytes)
}

/// The digest of bytes that lie in several places, in this order.
pub fn digest_of_parts(parts: &[&[u8]]) -> u128 {
    let mut hasher = Xxh3::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.digest128()
}

/// The digest of a file's bytes; none when it cannot be read.
pub fn digest_of_file(path: &Path) -> Option<u128> {
    let (mut file, mut hasher, mut chunk) = (File::open(path).ok()?, Xxh3::new(), vec![0; CHUNK_BYTES]);
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(hasher.digest128()),
            n => hasher.update(chunk.get(..n)?),
        }
    }
}

/// The digest of a raster's samples, the same on every machine.
pub fn digest_of_samples(raster: &Raster) -> u128 {
    match raster.samples() {
        Samples::U8(samples) => digest(samples),
        Samples::U16(samples) => {
            let mut hasher = Xxh3::new();
            let mut bytes = Vec::with_capacity(2 * CHUNK_SAMPLES);
            for chunk in samples.chunks(CHUNK_SAMPLES) {
                bytes.clear();
                bytes.extend(chunk.iter().flat_map(|sample| sample.to_le_bytes()));
                hasher.update(&bytes);
            }
            hasher.digest128()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Layout;

    #[test]
    fn a_file_has_the_digest_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (path, bytes) = (folder.path().join("a"), vec![7; 3 * CHUNK_BYTES / 2]);
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(digest_of_file(&path), Some(digest(&bytes)));
        assert_eq!(digest_of_file(folder.path()), None);
        assert_eq!(digest_of_parts(&[&bytes[..5], &[], &bytes[5..]]), digest(&bytes));
    }

    #[test]
    fn one_bit_makes_another_digest() {
        let raster = |last: u16| {
            let mut samples = vec![7; 9999];
            samples.push(last);
            Raster::new(100, 100, Layout::Grey, Samples::U16(samples)).unwrap()
        };
        assert_eq!(digest_of_samples(&raster(1)), digest_of_samples(&raster(1)));
        assert_ne!(digest_of_samples(&raster(1)), digest_of_samples(&raster(257)));
    }
}
