//! The tests that go through the public door of the library or the program, in one binary, so that everything is
//! linked once.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so may its helpers"
)]

mod command_line;
mod common;
mod desktop;
mod golden;
mod harm;
mod house;
mod pictures;
mod runs;
mod window;
