//! A comparison as JSON, with every sample. Fields may be added, never renamed.

use serde_json::{Value, json};

use super::{ContentError, Exporter};
use crate::compare::{Comparison, Identity, WayResult};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { id: "json", title: "JSON", content };

fn content(comparison: &Comparison) -> Result<Vec<u8>, ContentError> {
    // A `Value` always has a text form: its keys are strings and its numbers finite.
    Ok(format!("{:#}\n", comparison_json(comparison)).into_bytes())
}

/// A comparison as a JSON value.
pub fn comparison_json(comparison: &Comparison) -> Value {
    let job = &comparison.job;
    let (identical, difference) = match &comparison.identity {
        Identity::Unproven => (None, None),
        Identity::Identical => (Some(true), None),
        Identity::Different(what) => (Some(false), Some(what)),
    };
    let problems: Vec<Value> = job
        .problems
        .iter()
        .map(|(picture, problem)| {
            let recipe = problem.recipe_idx.and_then(|idx| job.recipes.get(idx));
            json!({ "picture": picture, "recipe": recipe, "stage": problem.phase, "reason": &*problem.reason })
        })
        .collect();
    json!({
        "pixloom": env!("CARGO_PKG_VERSION"),
        "job": {
            "folder": job.folder.to_string_lossy(),
            "pictures": job.pictures.len(),
            "recipes": job.recipes,
            "mode": job.mode,
            "rounds": comparison.rounds,
            "complete": comparison.is_complete,
            "outputs": job.outputs,
            "bytes_in": job.bytes_in,
            "bytes_out": job.bytes_out,
            "megapixels_out": job.pixels_out as f64 / 1e6,
            "problems": problems,
        },
        "machine": comparison.machine,
        "identical": identical,
        "difference": difference,
        "verdict": comparison.verdict.sentence,
        "ways": comparison.ways.iter().map(way).collect::<Vec<_>>(),
    })
}

fn way(result: &WayResult) -> Value {
    json!({
        "strategy": result.way.strategy.id,
        "title": result.title,
        "worker_kind": result.way.worker_kind.id(),
        "hand_over": result.way.hand_over.id(),
        "workers": result.way.workers,
        "samples_s": result.samples_s().collect::<Vec<_>>(),
        "median_s": result.estimate.median,
        "ci95_s": result.estimate.ci95.map(|(low, high)| [low, high]),
        "speedup": result.speedup,
        "efficiency": result.efficiency,
        "phases_s": result.phases_s,
        "pool_start_s": result.samples.iter().map(|sample| sample.pool_start.as_secs_f64()).collect::<Vec<_>>(),
        "peak_rss_bytes": result.peak_rss_bytes(),
    })
}
