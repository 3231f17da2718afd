//! Sample pictures: the tutorial's noise, and scenes that look and compress like photographs.
//!
//! Noise is the hardest picture for a codec and the dullest for the eye, so that one picture in seven is noise and the
//! rest are landscapes, seas, nights and lights. The same seed gives the same pixels on every machine: there is no
//! sine, power or exponential in here, whose last digit differs between machines. It knows no disk and no codecs but
//! through [`files`](crate::files), and no threads.

mod field;
mod parts;
mod places;
mod scene;

use std::path::{Path, PathBuf};

use crate::files::{self, EncodeError, EncodeOptions, Format, Metadata, NewFile, Replace, SaveError, Saved};
use crate::raster::{Layout, Raster, Samples};

/// What a sample picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Every sample at random, as in the tutorial.
    Noise,
    /// Ridge behind ridge, in haze.
    Mountains,
    /// Water that mirrors the sky and the sun.
    Sea,
    /// Stars over dark hills.
    Night,
    /// Sand in low light.
    Dunes,
    /// Fir trees in fog.
    Forest,
    /// Lights out of focus.
    Lights,
}

impl Kind {
    /// The order in which a folder of samples shows them, over and over.
    pub const ALL: [Self; 7] =
        [Self::Mountains, Self::Sea, Self::Forest, Self::Dunes, Self::Night, Self::Noise, Self::Lights];
}

/// Why sample pictures cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SamplesError {
    /// A side is zero, or the picture does not fit into memory.
    #[error("{0} x {1} pixels cannot be made; choose another size, such as 4000x3000")]
    Size(usize, usize),
    /// A picture cannot be encoded.
    #[error("{0}")]
    Encode(#[from] EncodeError),
    /// There is a file of that name; it is somebody's.
    #[error("there is a file of that name already, and it is kept; choose another folder: {}", .0.display())]
    Exists(PathBuf),
    /// A picture cannot be saved.
    #[error("{reason}: {}", .path.display())]
    Save {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: SaveError,
    },
}

/// One sample picture, RGB of 8 bits. The same arguments give the same pixels. Takes 20 to 40 ns a pixel.
///
/// # Errors
/// When a side is zero or the picture is absurdly large.
pub fn picture(kind: Kind, seed: u64, width: usize, height: usize) -> Result<Raster, SamplesError> {
    let too_large = || SamplesError::Size(width, height);
    let n = width.checked_mul(height).and_then(|pixels| pixels.checked_mul(3)).ok_or_else(too_large)?;
    if n == 0 || n > MAX_BYTES {
        return Err(too_large());
    }
    let mut samples = vec![0; n];
    match kind {
        Kind::Noise => fastrand::Rng::with_seed(seed).fill(&mut samples),
        kind => places::scene(kind, seed, width, height).paint(&mut samples),
    }
    Raster::new(width, height, Layout::Rgb, Samples::U8(samples)).map_err(|_| too_large())
}

const MAX_BYTES: usize = 1 << 31;

/// Saves `count` sample pictures as `sample-001.png`, `sample-002.png`, … in a folder, which is made
/// when it is missing. Files that are there are never written over. `size` is width and height in pixels. Stopped, it returns those that are
/// there.
///
/// # Errors
/// When a picture cannot be made or saved; those before it stay.
pub fn write(
    folder: &Path,
    count: usize,
    size: (usize, usize),
    seed: u64,
    is_stopped: &dyn Fn() -> bool,
) -> Result<Vec<PathBuf>, SamplesError> {
    let mut written = Vec::new();
    let mut bytes = Vec::new();
    for (n, kind) in (1_u64..).zip(Kind::ALL.into_iter().cycle()).take(count) {
        let raster = picture(kind, seed.wrapping_add(n), size.0, size.1)?;
        let path = folder.join(format!("sample-{n:03}.png"));
        match files::encode(
            &raster,
            &Metadata::default(),
            Format::Png,
            EncodeOptions::default(),
            &mut bytes,
            is_stopped,
        ) {
            Err(EncodeError::Stopped) => break,
            encoded => encoded?,
        };
        let file = NewFile { path: &path, parts: &[&bytes], replace: Replace::Keep, modified: None };
        match files::save(file, is_stopped) {
            Ok(Saved::Written(_)) => written.push(path),
            Ok(Saved::Kept) => return Err(SamplesError::Exists(path)),
            Err(SaveError::Stopped) => break,
            Err(reason) => return Err(SamplesError::Save { path, reason }),
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_pixels_and_another_does_not() {
        for kind in Kind::ALL {
            let of = |seed| picture(kind, seed, 61, 40).unwrap();
            assert_eq!(of(7), of(7), "{kind:?}");
            assert_ne!(of(7), of(8), "{kind:?}");
        }
    }

    #[test]
    fn every_size_can_be_made() {
        for (width, height) in [(1, 1), (1, 50), (50, 1), (2, 3), (300, 7)] {
            for kind in Kind::ALL {
                assert!(picture(kind, 1, width, height).is_ok());
            }
        }
        assert!(picture(Kind::Sea, 1, 0, 5).is_err());
        assert!(picture(Kind::Sea, 1, usize::MAX, 5).is_err());
    }

    #[test]
    fn scenes_are_neither_black_nor_white() {
        for kind in Kind::ALL {
            for seed in 0..8 {
                let Samples::U8(samples) = picture(kind, seed, 90, 60).unwrap().into_samples() else { unreachable!() };
                let mean = samples.iter().map(|v| u32::from(*v)).sum::<u32>() as usize / samples.len();
                assert!((15..=235).contains(&mean), "{kind:?} {seed}: {mean}");
            }
        }
    }

    #[test]
    fn a_folder_of_samples_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let paths = write(folder.path(), 8, (30, 20), 1, &|| false).unwrap();
        assert_eq!(paths.len(), 8);
        assert!(paths[7].ends_with("sample-008.png"));
        assert_eq!(files::dimensions(&paths[5]).unwrap(), (30, 20));
        assert!(write(folder.path(), 8, (30, 20), 1, &|| true).unwrap().is_empty());
    }
}
