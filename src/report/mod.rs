//! Reports: what happened, as files that other programs read. One file for each exporter, and the registry of them.
//!
//! Everything comes from a comparison or the sums of a ledger; nothing is measured or judged here. Knows no faces.
//!
//! To add an exporter: a new file that ends in a `pub static EXPORTER`, its `mod` line and its line in [`ALL`].

mod basis;
mod chart;
mod chart_png;
mod chart_svg;
mod csv;
pub mod history;
mod json;
mod markdown;
mod run;
mod scaling;
pub mod tables;
mod trace;

use std::path::{Path, PathBuf};

pub use basis::basis;
pub use json::comparison_json;
pub use run::{EarlierRun, RunFacts, RunReport, text};

use crate::compare::{Comparison, Scaling};
use crate::files::{self, EncodeError, NewFile, Replace, SaveError};
use crate::raster::SizeError;

/// Every exporter of comparisons.
pub static ALL: &[&Exporter] = &[
    &json::EXPORTER,
    &csv::EXPORTER,
    &scaling::EXPORTER,
    &markdown::EXPORTER,
    &chart_svg::EXPORTER,
    &chart_png::EXPORTER,
    &trace::EXPORTER,
];

/// Turns a comparison into a file.
#[derive(Debug)]
pub struct Exporter {
    /// The name of its file.
    pub file: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The content of its file, from the comparison and how it scales, which takes long to work out of many pictures.
    pub content: fn(&Comparison, &Scaling) -> Result<Vec<u8>, ContentError>,
}

/// A content that cannot be made. Text always can; a chart takes libraries that have to agree, and memory.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The chart cannot be drawn.
    #[error("the chart cannot be drawn ({0}): take the CSV")]
    NotDrawn(#[from] chart::DrawError),
    /// Its SVG cannot be made into pixels.
    #[error("the chart cannot be made into pixels ({0}): take the SVG")]
    NotUnderstood(#[from] resvg::usvg::Error),
    /// There is no memory for its pixels.
    #[error("there is no memory for a chart of {width} x {height} pixels: take the SVG")]
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The pixels are not as many as they should be.
    #[error("the pixels of the chart do not add up ({0}): take the SVG")]
    NotAPicture(#[from] SizeError),
    /// The pixels cannot be packed.
    #[error("the pixels of the chart cannot be packed ({0}): take the SVG")]
    NotPacked(#[from] EncodeError),
}

/// What reports in JSON begin with, and little else does.
const START: &[u8] = b"{\n  \"pixloom\":";

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Its folder is not there.
    #[error("there is no such folder for the report: make it first, or choose another: {}", .0.display())]
    NoFolder(PathBuf),
    /// The pictures of the comparison lie there.
    #[error("the pictures of the comparison are in this folder, and the chart would be one of them: name another, or a new one in it: {}", .0.display())]
    AmongPictures(PathBuf),
    /// A file is there that no export has made.
    #[error("this file would be replaced, and no export of a comparison has made it: name another folder: {}", .0.display())]
    Foreign(PathBuf),
    /// A file is there that no run has written.
    #[error("this file would be replaced, and it is no report of a run: choose another: {}", .0.display())]
    NotAReport(PathBuf),
    /// A file has the name of its folder.
    #[error("this is a file, and reports go into a folder: name another: {}", .0.display())]
    NotAFolder(PathBuf),
    /// A link, pipe or device has its name.
    #[error("this is a link or no ordinary file, which a report would replace: choose another: {}", .0.display())]
    NotAFile(PathBuf),
    /// The system refuses.
    #[error("the report could not be written, {source}: {}", .path.display())]
    NotSaved {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: SaveError,
    },
    /// There is nothing to write.
    #[error("{source}: {}", .path.display())]
    NotMade {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: ContentError,
    },
}

/// A report that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read.
    #[error("the report cannot be read ({source}): choose another: {}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is something else.
    #[error("this is not a report of pixloom run: choose a file written with --report: {}", .0.display())]
    NotAReport(PathBuf),
    /// It tells of other pictures.
    #[error("the report is of a run on another folder: name the folder as its \"command\" says: {}", .0.display())]
    OfAnotherFolder(PathBuf),
    /// It tells of other recipes or options.
    #[error("the report is of a run with other filters or options: give the same ones, as its \"command\" says: {}", .0.display())]
    OfAnotherJob(PathBuf),
}

/// Writes a comparison into a folder, once by each exporter, as `comparison.json`, `chart.svg` and so on. Earlier
/// ones are replaced, as [`check_export`] allows it. Cost: that of [`Scaling::of`], and a few milliseconds for each.
///
/// # Errors
/// When a file cannot be made or written.
pub fn export(comparison: &Comparison, folder: &Path) -> Result<Vec<PathBuf>, ReportError> {
    let scaling = Scaling::of(comparison);
    let export_one = |exporter: &&Exporter| {
        let path = folder.join(exporter.file);
        match (exporter.content)(comparison, &scaling) {
            Ok(content) => save(&path, &content).map(|()| path),
            Err(source) => Err(ReportError::NotMade { path, source }),
        }
    };
    ALL.iter().map(export_one).collect()
}

/// Makes sure that a report can be written as this file, and replaces nothing but an earlier one. Its folder has to be
/// there: a report in a folder that was made for a mistyped path would not be found again.
///
/// # Errors
/// When it cannot.
pub fn check_report(path: &Path) -> Result<(), ReportError> {
    if !files::may_be_replaced(path) {
        return Err(ReportError::NotAFile(path.to_owned()));
    }
    let is_empty = path.metadata().is_ok_and(|there| there.len() == 0);
    if files::exists(path) && !is_empty && !files::begins_with(path, START).unwrap_or_default() {
        return Err(ReportError::NotAReport(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if files::is_folder(folder) { check_folder(folder) } else { Err(ReportError::NoFolder(folder.to_owned())) }
}

/// Makes sure that a comparison of these pictures can be exported into a folder, which is made if it is not there: that
/// none of them lies in it, and that only an earlier export is replaced.
///
/// # Errors
/// When it cannot.
pub fn check_export(folder: &Path, mut pictures: impl Iterator<Item = PathBuf>) -> Result<(), ReportError> {
    check_folder(folder)?;
    let real = folder.canonicalize().ok();
    let mut seen = None;
    let is_here = |picture: PathBuf| {
        let parent = picture.parent().map(Path::to_owned);
        // Most pictures share their folder with the one before.
        if seen == parent {
            return false;
        }
        let is_here = parent.as_ref().and_then(|parent| parent.canonicalize().ok()) == real;
        seen = parent;
        is_here
    };
    if pictures.any(is_here) {
        return Err(ReportError::AmongPictures(folder.to_owned()));
    }
    let [json, ..] = ALL else { return Ok(()) };
    let is_export = files::read(&folder.join(json.file)).is_ok_and(|bytes| json::is_comparison(&bytes));
    let mut there = ALL.iter().map(|exporter| folder.join(exporter.file)).filter(|path| files::exists(path));
    there.find(|_| !is_export).map_or(Ok(()), |path| Err(ReportError::Foreign(path)))
}

/// Makes sure that reports can be written into a folder, which is made if it is not there.
fn check_folder(folder: &Path) -> Result<(), ReportError> {
    if files::exists(folder) && !files::is_folder(folder) {
        return Err(ReportError::NotAFolder(folder.to_owned()));
    }
    files::check_writable(folder).map_err(|source| ReportError::NotSaved { path: folder.to_owned(), source })
}

/// Writes a report atomically, over an earlier one.
///
/// # Errors
/// When it cannot be written.
pub fn save(path: &Path, content: &[u8]) -> Result<(), ReportError> {
    let file = NewFile { path, parts: &[content], replace: Replace::Overwrite, modified: None };
    let saved = files::save(file, &|| false);
    saved.map(|_| ()).map_err(|source| ReportError::NotSaved { path: path.to_owned(), source })
}

/// Seconds of each phase, from durations.
fn seconds(phases: &crate::engine::PerPhase<std::time::Duration>) -> crate::engine::PerPhase<f64> {
    phases.map(std::time::Duration::as_secs_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};

    #[test]
    fn exports_replace_nothing_but_exports() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let pictures = || [at("pictures/a.png"), at("pictures/b.png")].into_iter();
        std::fs::create_dir(at("pictures")).unwrap();
        let among = check_export(&at("pictures/../pictures"), pictures());
        assert!(matches!(among, Err(ReportError::AmongPictures(_))), "{among:?}");
        let out = at("out");
        check_export(&out, pictures()).unwrap();
        export(&made::comparison(Vec::new(), Identity::Unproven), &out).unwrap();
        check_export(&out, pictures()).unwrap();
        std::fs::write(out.join("comparison.json"), "{}").unwrap();
        assert!(matches!(check_export(&out, pictures()), Err(ReportError::Foreign(_))));
        let file = check_export(&out.join("chart.png"), pictures());
        assert!(matches!(file, Err(ReportError::NotAFolder(_))), "{file:?}");
    }

    #[test]
    fn exporters_have_different_names() {
        for (n, exporter) in ALL.iter().enumerate() {
            assert_eq!(ALL.iter().position(|other| other.file == exporter.file), Some(n));
        }
    }
}
