//! The report of one run. Fields may be added, never renamed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{ReadError, seconds};
use crate::engine::{Ended, Finished, Tally, Way};
use crate::files::{self, Effort, Note};
use crate::job::{Job, Plan};
use crate::machine::Machine;

/// What a report says of a run beside its sums.
#[derive(Debug)]
pub struct RunFacts<'a> {
    /// What was done.
    pub job: &'a Job,
    /// What was planned.
    pub plan: &'a Plan,
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
        let RunFacts { job, plan, way, finished, .. } = facts;
        Self(json!({
            "pixloom": env!("CARGO_PKG_VERSION"),
            "command": std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>(),
            "folder": text(&job.folder),
            "out": text(&job.output.folder),
            "strategy": way.strategy.id,
            "auto": finished.choice.as_ref().map(|choice| json!({ "chosen": choice.chosen.id, "why": choice.why() })),
            "workers": way.workers,
            "worker_kind": way.worker_kind.id(),
            "hand_over": way.hand_over.id(),
            "pictures": plan.n_pictures(),
            "recipes": recipe_words(job),
            "options": options(job),
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
            "notes": tally.notes.iter().map(|(note, pictures)| note_of(job, note, pictures)).collect::<Vec<_>>(),
            "remarks": plan.remarks().iter().map(ToString::to_string).collect::<Vec<_>>(),
            "in_doubt": in_doubt(plan),
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

fn note_of(job: &Job, note: &Note, picture_idxs: &[usize]) -> Value {
    let mut idxs = picture_idxs.to_vec();
    idxs.sort_unstable();
    idxs.dedup();
    let pictures: Vec<String> =
        idxs.iter().filter_map(|idx| job.pictures.get(*idx)).map(|picture| text(&picture.path)).collect();
    json!({ "note": note.to_string(), "outputs": picture_idxs.len(), "pictures": pictures })
}

/// Outputs that are kept although a person may not expect it, each with why.
fn in_doubt(plan: &Plan) -> Vec<Value> {
    let doubted = plan.outputs().iter().filter_map(|output| Some((output, output.doubt?)));
    doubted.map(|(output, doubt)| json!({ "output": text(&output.path), "why": doubt.brief() })).collect()
}

fn recipe_words(job: &Job) -> Vec<String> {
    job.recipes.iter().map(|recipe| recipe.word()).collect()
}

/// What decides, beside pictures and recipes, which outputs a job has and what they look like.
fn options(job: &Job) -> Value {
    json!({
        "alpha": if job.keeps_alpha() { "keep" } else { "filter" },
        "format": job.output.format.map(|format| format.id()),
        "quality": job.output.coding.quality,
        "effort": job.output.coding.effort.id(),
        "name": job.output.name.as_str(),
    })
}

/// Options of an earlier version, which had no efforts, as those of today.
fn with_usual_effort(options: &Value) -> Value {
    let mut options = options.clone();
    if let Some(fields) = options.as_object_mut() {
        fields.entry("effort").or_insert_with(|| Effort::default().id().into());
    }
    options
}

/// What the report of an earlier run says, for doing the rest of it.
#[derive(Debug)]
pub struct EarlierRun {
    failed: HashSet<String>,
    /// The recipes, in order; none when the report does not say.
    pub recipes: Vec<String>,
    /// Whether everything was tried.
    pub is_complete: bool,
    options: Option<Value>,
    folder: Option<String>,
    path: PathBuf,
}

impl EarlierRun {
    /// Reads a report.
    ///
    /// # Errors
    /// When the file cannot be read or is no report.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let bytes = files::read(path).map_err(|source| ReadError::Unreadable { path: path.to_owned(), source })?;
        let not_a_report = || ReadError::NotAReport(path.to_owned());
        let report: Value = serde_json::from_slice(&bytes).map_err(|_| not_a_report())?;
        let list = |field: &str| report.get(field).and_then(Value::as_array);
        let problems = list("problems").ok_or_else(not_a_report)?;
        let failed = problems.iter().filter_map(|problem| problem.get("picture")?.as_str());
        let recipes = list("recipes").into_iter().flatten().filter_map(Value::as_str);
        Ok(Self {
            failed: failed.map(str::to_owned).collect(),
            recipes: recipes.map(str::to_owned).collect(),
            is_complete: report.get("complete").and_then(Value::as_bool).unwrap_or(true),
            options: report.get("options").cloned(),
            folder: report.get("folder").and_then(Value::as_str).map(str::to_owned),
            path: path.to_owned(),
        })
    }

    /// Whether a picture has failed, or a folder that it lies in.
    pub fn has_failed(&self, picture: &Path) -> bool {
        picture.ancestors().any(|path| self.failed.contains(&text(path)))
    }

    /// Makes sure that a job is the one of the report. Gives what has failed then and is not among the pictures now.
    ///
    /// # Errors
    /// When the job is on another folder, or its recipes or options are others.
    pub fn check(&self, job: &Job) -> Result<Vec<String>, ReadError> {
        if !self.is_on(&job.folder) {
            return Err(ReadError::OfAnotherFolder(self.path.clone()));
        }
        let is_other = self.options.as_ref().is_some_and(|earlier| with_usual_effort(earlier) != options(job));
        if is_other || !self.recipes.is_empty() && self.recipes != recipe_words(job) {
            return Err(ReadError::OfAnotherJob(self.path.clone()));
        }
        let met: HashSet<String> = job.pictures.iter().flat_map(|picture| picture.path.ancestors().map(text)).collect();
        let mut missing: Vec<String> = self.failed.iter().filter(|failed| !met.contains(*failed)).cloned().collect();
        missing.sort_unstable();
        Ok(missing)
    }

    fn is_on(&self, folder: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        self.folder.as_ref().is_none_or(|known| *known == text(folder) || real(Path::new(known)) == real(folder))
    }
}

/// A path as reports write it.
pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
