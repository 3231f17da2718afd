//! A comparison as CSV: one line for each sample, so that any program can do its own statistics.

use std::fmt::Write as _;

use super::{ContentError, Exporter, seconds};
use crate::compare::Comparison;

/// The exporter.
pub static EXPORTER: Exporter = Exporter { id: "csv", title: "CSV", content };

fn content(comparison: &Comparison) -> Result<Vec<u8>, ContentError> {
    let mut text =
        "strategy,title,worker_kind,hand_over,workers,round,wall_s,open_s,filter_s,encode_s,write_s\n".to_owned();
    for result in &comparison.ways {
        let way = &result.way;
        for (round, sample) in result.samples.iter().enumerate() {
            let phases = seconds(&sample.phases);
            // Writing into a string cannot fail.
            let _ = writeln!(
                text,
                "{},\"{}\",{},{},{},{},{:.6},{:.6},{:.6},{:.6},{:.6}",
                way.strategy.id,
                result.title,
                way.worker_kind.id(),
                way.hand_over.id(),
                way.workers,
                round + 1,
                sample.wall.as_secs_f64(),
                phases.open,
                phases.filter,
                phases.encode,
                phases.write,
            );
        }
    }
    Ok(text.into_bytes())
}
