//! A comparison as JSON, with every sample. Fields may be added, never renamed.

use serde_json::{Value, json};

use super::{ContentError, Exporter, START, seconds};
use crate::compare::{Account, Cause, Comparison, Identity, Pair, Rounds, Sample, Scaling, WayResult};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "comparison.json", title: "JSON", content };

fn content(comparison: &Comparison, scaling: &Scaling) -> Result<Vec<u8>, ContentError> {
    // A `Value` always has a text form: its keys are strings and its numbers finite.
    Ok(format!("{:#}\n", comparison_json(comparison, scaling)).into_bytes())
}

/// Whether these are the bytes of a comparison as this exporter writes it.
pub(super) fn is_comparison(bytes: &[u8]) -> bool {
    bytes.starts_with(START)
}

/// A comparison as a JSON value.
pub fn comparison_json(comparison: &Comparison, scaling: &Scaling) -> Value {
    let (job, asked) = (&comparison.job, comparison.asked.as_ref());
    let (identical, difference) = match &comparison.identity {
        Identity::Unproven => (None, None),
        Identity::Identical => (Some(true), None),
        Identity::Different(what) => (Some(false), Some(what)),
    };
    // Of outputs that differ, times say nothing.
    let ranked: &[Pair] = if identical == Some(false) { &[] } else { &comparison.pairs };
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
            "format": asked.and_then(|asked| asked.format.as_ref()),
            "quality": asked.map(|asked| asked.quality),
            "effort": asked.map(|asked| &asked.effort),
            "alpha": asked.map(|asked| &asked.alpha),
            "begun": asked.map(|asked| humantime::format_rfc3339_seconds(asked.begun).to_string()),
            "rounds_asked": asked.map(|asked| rounds_asked(asked.rounds)),
            "rounds": comparison.rounds,
            "complete": comparison.is_complete,
            "ended": comparison.enough.as_ref().map_or(json!({ "by": "stopped" }), |ended| json!(ended)),
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
        "certainty": comparison.verdict.certainty,
        "pairs": ranked.iter().map(|pair| self::pair(pair, comparison)).collect::<Vec<_>>(),
        "why": comparison.verdict.why,
        "advice": comparison.verdict.advice,
        "drift": comparison.drift,
        "disturbances": comparison.disturbances(),
        "ways": comparison.ways.iter().map(|result| way(result, comparison)).collect::<Vec<_>>(),
        "scaling": self::scaling(scaling),
    })
}

/// `{"number":10}`, or `{"auto":{"budget_s":120.0}}`.
fn rounds_asked(rounds: Rounds) -> Value {
    match rounds {
        Rounds::Fixed(number) => json!({ "number": number }),
        Rounds::Auto { budget } => json!({ "auto": { "budget_s": budget.as_secs_f64() } }),
    }
}

/// Two ways by their titles, and the test of them.
fn pair(pair: &Pair, comparison: &Comparison) -> Value {
    let title = |idx: usize| comparison.ways.get(idx).map(|way| &way.title);
    json!({
        "faster": title(pair.faster_idx),
        "slower": title(pair.slower_idx),
        "ratio": pair.ratio,
        "ci95": pair.ci95.map(|(low, high)| [low, high]),
        "p": pair.ci95.map(|_| pair.p),
        "p_corrected": pair.ci95.map(|_| pair.p_corrected),
        "clear": pair.is_clear,
        "rounds_to_tell": pair.rounds_to_tell,
    })
}

/// What the comparison says of more workers, and the same in words.
fn scaling(scaling: &Scaling) -> Value {
    // It is plain data, so there is no way for this to fail.
    let mut value = serde_json::to_value(scaling).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("in_words".to_owned(), json!(scaling.in_words()));
    }
    value
}

fn way(result: &WayResult, comparison: &Comparison) -> Value {
    let job = &comparison.job;
    json!({
        "strategy": result.way.strategy.id,
        "title": result.title,
        "choice": result.choice,
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
        "megapixels_per_s": job.pixels_out as f64 / 1e6 / result.estimate.median,
        "bytes_in": job.bytes_in,
        "bytes_out": job.bytes_out,
        "cpu_s": result.account().map(|account| account.cpu().as_secs_f64()),
        "utilisation": result.account().map(Account::utilisation),
        "account": result.account().map(account),
        "account_round": result.typical_round().map(|round| round + 1),
        "samples": result.samples.iter().zip(&result.is_outlier).map(sample).collect::<Vec<_>>(),
    })
}

fn sample((sample, is_outlier): (&Sample, &bool)) -> Value {
    json!({
        "wall_s": sample.wall.as_secs_f64(),
        "outlier": is_outlier,
        "place_in_round": sample.place.map(|place| place + 1),
        "phases_s": seconds(&sample.phases),
        "pool_start_s": sample.pool_start.as_secs_f64(),
        "peak_rss_bytes": sample.peak_rss_bytes,
        "account": account(&sample.account),
    })
}

/// Where the time of all workers went: worked on a core by phase, upkeep, and idle by cause; together all of it.
fn account(account: &Account) -> Value {
    let idle = Cause::ALL.map(|cause| (cause.id().to_owned(), json!(account.waited.of(cause).as_secs_f64())));
    json!({
        "workers": account.workers,
        "total_s": account.total().as_secs_f64(),
        "cpu_s": account.cpu().as_secs_f64(),
        "utilisation": account.utilisation(),
        "worked_s": seconds(&account.worked),
        "upkeep_s": account.upkeep.as_secs_f64(),
        "idle_s": Value::Object(idle.into_iter().collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::made;
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn everything_that_the_tables_say_is_there_as_numbers() {
        let phases_s = PerPhase { open: 0.5, filter: 0.5, encode: 1.0, write: 0.0 };
        let ways = [1, 2].map(|workers| made::way(strategies::DEFAULT, workers, &[2.0; 3], phases_s));
        let comparison = made::comparison(ways.to_vec(), Identity::Identical);
        let json = comparison_json(&comparison, &Scaling::of(&comparison));
        assert!(is_comparison(format!("{json:#}").as_bytes()) && !is_comparison(b"{}"));
        assert_eq!(json["job"]["ended"]["by"], "number");
        let way = &json["ways"][1];
        assert_eq!((&way["workers"], way["samples"].as_array().map(Vec::len)), (&json!(2), Some(3)));
        for field in ["megapixels_per_s", "bytes_in", "bytes_out", "cpu_s", "utilisation"] {
            assert!(way[field].is_number(), "{field}: {way}");
        }
        for account in [&way["account"], &way["samples"][0]["account"]] {
            assert!(account["worked_s"]["encode"].is_number() && account["upkeep_s"].is_number(), "{account}");
            assert!(Cause::ALL.iter().all(|cause| account["idle_s"][cause.id()].is_number()), "{account}");
        }
        let [pair] = &json["pairs"].as_array().unwrap()[..] else { panic!("one pair") };
        assert_eq!((&pair["clear"], &pair["p_corrected"]), (&json!(false), &json!(1.0)));
        assert_eq!(json["job"]["rounds_asked"], json!({ "number": 10 }));
        let asked = ["format", "quality", "effort", "alpha", "begun"].map(|field| &json["job"][field]);
        assert_eq!(asked, [&Value::Null, &json!(90), &json!("fast"), &json!("keep"), &json!("2023-11-14T22:13:20Z")]);
        assert_eq!((&way["account_round"], &way["samples"][2]["place_in_round"]), (&json!(1), &Value::Null));
        let scaling = &json["scaling"]["strategies"][0];
        assert_eq!((&scaling["points"][1]["workers"], &scaling["laws"]["amdahl"]["found"]), (&json!(2), &json!(2)));
        assert!(json["scaling"]["in_words"].is_array());
    }
}
