//! `pixloom filters` and `pixloom strategies`: what there is, from the registries.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::CliError;
use super::args::{FiltersWords, StrategiesWords};
use super::say::{Outcome, say, say_json};
use crate::compare::{self, FilterSpeed};
use crate::engine;
use crate::files::{self, DecodeError, Limits};
use crate::filters::{self, Filter, Param};
use crate::strategies;

/// `pixloom filters`.
pub(super) fn filters(words: &FiltersWords) -> Result<Outcome, CliError> {
    match (&words.measure, words.json) {
        (Some(picture), json) => measure(picture, json)?,
        (None, true) => {
            let all = filters::ALL.iter().map(|filter| filter_json(filter)).collect();
            say_json(&Value::Array(all))?;
        }
        (None, false) => say(filters_text().trim_end())?,
    }
    Ok(Outcome::AllWell)
}

/// `pixloom strategies`.
pub(super) fn strategies(words: &StrategiesWords) -> Result<Outcome, CliError> {
    if words.json {
        let all = strategies::ALL.iter().map(|strategy| {
            json!({
                "id": strategy.id,
                "title": strategy.title,
                "summary": strategy.summary,
                "loops": strategy.loops,
                "parallel": strategy.is_parallel,
            })
        });
        say_json(&Value::Array(all.collect()))?;
    } else {
        say(strategies_text().trim_end())?;
    }
    Ok(Outcome::AllWell)
}

/// The filters, a line each, and a line for each parameter.
pub(super) fn filters_text() -> String {
    let mut text = String::new();
    for filter in filters::ALL {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {:<12} {}", filter.id, filter.summary);
        for param in filter.params {
            let (what, default) = (allowed(param), param.text(param.default));
            let _ = writeln!(text, "  {:<12}   {}: {what}, {default} when left out", "", param.id);
        }
    }
    text
}

/// What a parameter may be, in words.
fn allowed(param: &Param) -> String {
    let (min, max) = (param.range.start(), param.range.end());
    let unit = if param.unit.is_empty() { String::new() } else { format!(" {}", param.unit) };
    let step = match param.step {
        0.0 => String::new(),
        1.0 => ", whole".to_owned(),
        step => format!(" in steps of {step}"),
    };
    if param.is_list() {
        let counts: Vec<String> = param.counts.iter().map(usize::to_string).collect();
        return format!("{} numbers with a / between, {min} to {max}{unit}{step}", counts.join(" or "));
    }
    format!("{min} to {max}{unit}{step}")
}

/// The strategies, a line each, and the loop nest that each equals.
pub(super) fn strategies_text() -> String {
    let mut text = String::new();
    for strategy in strategies::ALL {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {:<12} {}\n  {:<12}   {}", strategy.id, strategy.summary, "", strategy.loops);
    }
    text
}

fn filter_json(filter: &Filter) -> Value {
    let params = filter.params.iter().map(|param| {
        json!({
            "id": param.id,
            "label": param.label,
            "unit": param.unit,
            "min": param.range.start(),
            "max": param.range.end(),
            "step": param.step,
            "counts": param.counts,
            "default": param.default,
        })
    });
    json!({
        "id": filter.id,
        "title": filter.title,
        "summary": filter.summary,
        "params": params.collect::<Vec<_>>(),
    })
}

fn measure(path: &Path, as_json: bool) -> Result<(), CliError> {
    let failed = |source| CliError::Picture { source, path: path.to_owned() };
    let decoded = engine::catch(|| files::decode(path, Limits::default(), &|| false));
    let picture = decoded.unwrap_or_else(|said| Err(DecodeError::Damaged(said))).map_err(failed)?.raster;
    let speeds: Vec<FilterSpeed> = filters::ALL.iter().map(|filter| compare::measure(filter, &picture)).collect();
    if as_json {
        say_json(&json!(speeds))?;
    } else {
        say(&format!("One thread, in memory, {} x {} pixels:", picture.width(), picture.height()))?;
        for FilterSpeed { filter, median_ms, mpix_per_s } in speeds {
            say(&format!("  {filter:<12} {median_ms:>9.1} ms  {mpix_per_s:>8.0} MP/s"))?;
        }
    }
    Ok(())
}
