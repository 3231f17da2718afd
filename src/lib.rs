//! Pixloom filters folders of pictures and shows which way of sharing that work over processor cores is fastest, on
//! your pictures and your machine, and why. One engine, two faces: a window and a command line.
//!
//! The house, from the ground up. Each module may use those above it in this list and nothing else; the test
//! `tests/house.rs` reads the `use` lines to keep it so.
//!
//! | module | what it is for | what it must not know |
//! |---|---|---|
//! | [`words`] | every word of the window, in each language | what is said with it |
//! | [`raster`] | pixels and a size that always agree | files, threads |
//! | [`palette`] | the colours that window and charts share | widgets, files |
//! | [`machine`] | what the machine is, memory held | pictures |
//! | [`filters`] | the registry of filters; each fills any band of rows of the output from the whole source | threads, clocks, files, widgets |
//! | [`files`] | the only door to the disk and to codecs | filters, jobs, threads |
//! | [`logbook`] | the log, where one is asked for | what is told |
//! | [`samples`] | sample pictures, drawn by arithmetic | filters, jobs |
//! | [`job`] | *what* is to be done: pictures x recipes, and the output plan | how it is shared out |
//! | [`engine`] | does a job in one way, in the background, and keeps a ledger | strategies by name, statistics, faces |
//! | [`strategies`] | the registry of strategies; each is a loop nest over the batch | pixels, files, clocks, filters |
//! | [`compare`] | the same job under several ways: rounds, statistics, verdict | faces |
//! | [`report`] | what happened, as files that other programs read | faces |
//! | [`cli`] | words to a job, tables and bars from a ledger | the window |
//! | [`gui`] | the window | the command line |
//!
//! The two ideas that carry the rest: **the filter contract** (any band from the whole source, so that bands, stopping
//! and progress need no filter's help) and **the batch as a narrow waist** (a strategy can only open pictures and apply
//! recipes, so that every strategy is measured, stopped and saved by the same code).

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")
)]

pub mod cli;
pub mod compare;
pub mod engine;
pub mod files;
pub mod filters;
pub mod gui;
pub mod job;
pub mod logbook;
pub mod machine;
pub mod palette;
pub mod raster;
pub mod report;
pub mod samples;
pub mod strategies;
pub mod words;
