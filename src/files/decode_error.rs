//! Why files give no picture, in words that end with what helps. Knows no files and no pixels.

use std::io;

use image::ImageError;

use super::Limits;

/// Why a file gives no picture, by the stage at which that shows.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// It is not there, or may not be read.
    #[error("the file cannot be opened ({0}); check that it is there and may be read")]
    CannotOpen(io::Error),
    /// The disk gives an error.
    #[error("the file cannot be read ({0}); check the disk")]
    CannotRead(io::Error),
    /// A folder, pipe or device.
    #[error("this is not a file; choose a picture file")]
    NotAFile,
    /// Nothing is in it.
    #[error("the file is empty; copy it again from where it came")]
    Empty,
    /// The content is of no known format.
    #[error("this is not a picture of a format that can be read; convert it to PNG or JPEG first")]
    NotAPicture,
    /// The format is known, this kind of it is not.
    #[error("pictures of this kind cannot be read ({0}); convert it to PNG or JPEG first")]
    Unsupported(String),
    /// It begins well, but not all is there.
    #[error("the file is cut short or damaged ({0}); copy it again from where it came")]
    Damaged(String),
    /// More pixels than memory is to be given.
    #[error("{} of pixels are more than the limit of {}; {}", Size(*.bytes), Size(*.limit), remedy(*.limit))]
    TooLarge {
        /// What it would take.
        bytes: u64,
        /// What it may take.
        limit: u64,
    },
    /// The decoder needs more memory than it is to be given, whatever the number of pixels.
    #[error("it takes more memory than the limit of {}; {}", Size(*.0), remedy(*.0))]
    TooCostly(u64),
    /// `is_stopped` said yes.
    #[error("stopped")]
    Stopped,
}

/// What helps against a limit: below the highest one it comes from the memory for pictures in flight.
fn remedy(limit: u64) -> &'static str {
    if limit < Limits::default().max_bytes {
        "give more memory with --memory, or make the picture smaller"
    } else {
        "make the picture smaller"
    }
}

/// Bytes in words.
struct Size(u64);

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 as f64 {
            bytes if bytes >= 1e9 => write!(f, "{:.1} gigabytes", bytes / 1e9),
            bytes => write!(f, "{:.1} megabytes", bytes / 1e6),
        }
    }
}

/// What an error of `image` comes to.
pub(super) fn explained(error: ImageError, limits: Limits) -> DecodeError {
    match error {
        ImageError::Limits(_) => DecodeError::TooCostly(limits.max_bytes),
        ImageError::Unsupported(error) => DecodeError::Unsupported(error.to_string()),
        ImageError::IoError(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            DecodeError::Damaged("it ends too early".into())
        }
        error => DecodeError::Damaged(root_cause(&error)),
    }
}

/// Without the layers around it, each of which says that there is an error.
fn root_cause(mut error: &dyn std::error::Error) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
