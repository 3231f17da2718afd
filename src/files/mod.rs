//! The only door to the disk and to codecs: scanning a folder, decoding, encoding, atomic saving.
//!
//! Everything that can go wrong outside the program goes wrong here, so that this is where it is put into words. Each
//! step is a function of its own ([`scan()`], [`decode()`], [`encode()`], [`save()`]) with its own typed error, and no
//! state between them: whoever calls can time them, run them on any thread, and hand pixels from one to the next in
//! any way. Encoding and saving are two steps, although codecs can write to a file, because the work of a processor
//! and the waiting for a disk are to be told apart, and because a file must not exist before it is whole.
//!
//! Whatever takes long asks `is_stopped` as it goes and gives up within about 0.2 s, even within a picture of 100
//! megapixels. The exceptions are codecs that work in one piece and give up only when they are done: reading JPEG and
//! lossy WebP, writing WebP, QOI and TGA (half a second to two at 100 megapixels).
//! Once `is_stopped` has said yes it must go on saying so.
//!
//! What a picture carries beside its pixels ([`Metadata`]) goes from [`decode()`] to [`encode()`], and what cannot go
//! along is noted. What becomes of unusual colours is told in [`COLOUR_RULES`].
//!
//! Errors do not name the file, because whoever calls knows it and says it once, at the end. Damaged files can make
//! decoders panic; that is caught where threads are looked after, not here, but where it is the answer
//! ([`is_whole_picture`]).
//!
//! These files know no filters, jobs, threads or widgets.

mod carried;
mod convert;
mod decode;
mod decode_error;
mod digest;
mod encode;
mod exif;
mod format;
mod gif;
mod ifd;
mod journal;
mod jpeg;
mod metadata;
mod outputs;
mod png;
mod rasters;
mod recognise;
mod rules;
mod save;
mod scan;
mod scratch;
mod stop;
mod strips;
mod taker;
mod tiff;
mod webp;

pub use convert::Note;
pub use decode::{Decoded, Limits, decode, decode_for, dimensions, is_whole_picture, thumbnail};
pub use decode_error::DecodeError;
pub use digest::{digest, digest_of_file, digest_of_parts, digest_of_samples};
pub use encode::{Effort, EncodeError, EncodeOptions, encode};
pub use format::{Format, Holds};
pub use journal::{JOURNAL_NAME, Journal, begins_with, has_journal, read, read_journal};
pub use metadata::{Density, DensityUnit, Metadata, Part};
pub use outputs::{holds_outputs, mark_outputs, remove_if_empty};
pub use rules::COLOUR_RULES;
pub use save::{
    NewFile, Replace, SaveError, Saved, check_writable, is_folder, may_be_replaced, save, save_below, sweep,
};
pub use scan::{
    PictureFile, Scan, ScanError, Scope, Stamp, exists, names_in, put_in_order, scan, scan_and_tell, stamp,
};
pub use scratch::ScratchFolder;
pub use strips::{Strip, Strips};
pub use taker::{Lend, Taker, Upper, Watch};
