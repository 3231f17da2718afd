//! A comparison's chart as SVG: sharp at every size, with text that can be searched and read aloud.

use super::{ContentError, Exporter, chart};
use crate::compare::{Comparison, Scaling};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "chart.svg", title: "Chart as SVG", content };

fn content(comparison: &Comparison, _: &Scaling) -> Result<Vec<u8>, ContentError> {
    Ok(chart::draw(comparison)?.into_bytes())
}
