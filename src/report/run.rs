//! The report of one run. Fields may be added, never renamed.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};

use super::{ReadError, seconds};
use crate::engine::{Ended, Finished, Tally, Way};
use crate::files;
use crate::job::Job;
use crate::machine::Machine;

/// What a report says of a run beside its sums.
#[derive(Debug)]
pub struct RunFacts<'a> {
    /// What was done.
    pub job: &'a Job,
    /// In which way.
    pub way: Way,
    /// How it ended.
    pub finished: &'a Finished,
    /// Folders that could not be read, each with why.
    pub unreadable: &'a [(std::path::PathBuf, String)],
}

/// The report of one run.
#[derive(Debug)]
pub struct RunReport(Value);

impl RunReport {
    /// Puts the report together. Cost: looking at the machine, some milliseconds.
    pub fn new(facts: &RunFacts<'_>, tally: &Tally) -> Self {
        let RunFacts { job, way, finished, .. } = facts;
        Self(json!({
            "pixloom": env!("CARGO_PKG_VERSION"),
            "command": std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>(),
            "folder": text(&job.folder),
            "out": text(&job.output.folder),
            "strategy": way.strategy.id,
            "auto": finished.choice.as_ref().map(|choice| json!({ "chosen": choice.chosen.id, "why": choice.why })),
            "workers": way.workers,
            "worker_kind": way.worker_kind.id(),
            "hand_over": way.hand_over.id(),
            "pictures": job.pictures.len(),
            "recipes": job.recipes.iter().map(|recipe| recipe.word()).collect::<Vec<_>>(),
            "complete": finished.ended == Ended::Complete,
            "outputs": tally.made,
            "skipped": tally.kept,
            "failed": tally.failed,
            "wall_s": finished.wall.as_secs_f64(),
            "pool_start_s": finished.pool_start.as_secs_f64(),
            "phases_s": seconds(&tally.phases),
            "peak_rss_bytes": finished.peak_rss_bytes,
            "bytes_in": tally.bytes_in,
            "bytes_out": tally.bytes_out,
            "megapixels_out": tally.pixels_out as f64 / 1e6,
            "notes": tally.notes.iter().map(|(note, n)| json!({ "note": note.to_string(), "outputs": n })).collect::<Vec<_>>(),
            "problems": problems(facts, tally),
            "machine": Machine::probe(),
        }))
    }

    /// The report as JSON text.
    pub fn json(&self) -> String {
        format!("{:#}\n", self.0)
    }
}

fn problems(facts: &RunFacts<'_>, tally: &Tally) -> Vec<Value> {
    let of_pictures = tally.problems.iter().map(|problem| {
        let picture = facts.job.pictures.get(problem.picture_idx).map(|picture| text(&picture.path));
        let recipe = problem.recipe_idx.and_then(|idx| facts.job.recipes.get(idx)).map(|recipe| recipe.word());
        json!({ "picture": picture, "recipe": recipe, "stage": problem.phase, "reason": &*problem.reason })
    });
    let of_folders = facts
        .unreadable
        .iter()
        .map(|(folder, reason)| json!({ "picture": text(folder), "recipe": null, "stage": "scan", "reason": reason }));
    of_pictures.chain(of_folders).collect()
}

/// The pictures that a report says have failed, as [`text`].
///
/// # Errors
/// When the file cannot be read or is no report.
pub fn failed_pictures(report: &Path) -> Result<HashSet<String>, ReadError> {
    let bytes = files::read(report).map_err(|source| ReadError::Unreadable { path: report.to_owned(), source })?;
    let not_a_report = || ReadError::NotAReport(report.to_owned());
    let report: Value = serde_json::from_slice(&bytes).map_err(|_| not_a_report())?;
    let problems = report.get("problems").and_then(Value::as_array).ok_or_else(not_a_report)?;
    let pictures = problems.iter().filter_map(|problem| problem.get("picture")?.as_str());
    Ok(pictures.map(str::to_owned).collect())
}

/// A path as reports write it.
pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
