//! A comparison as Markdown, to paste into an issue or a README.

use std::fmt::Write as _;

use super::basis::basis;
use super::tables::{self, Table};
use super::{ContentError, Exporter};
use crate::compare::{Comparison, Scaling};

/// The exporter.
pub static EXPORTER: Exporter = Exporter { file: "comparison.md", title: "Markdown", content };

fn content(comparison: &Comparison, scaling: &Scaling) -> Result<Vec<u8>, ContentError> {
    let verdict = &comparison.verdict;
    let mut text = format!("**{}**\n\n", verdict.sentence);
    rows(&mut text, &tables::times(comparison));
    let short = comparison.disturbances_in_short();
    paragraph(&mut text, verdict.why.iter().chain(&verdict.advice).chain(&short));
    paragraph(&mut text, basis(comparison).iter());
    tables::ranking(comparison).iter().for_each(|ranking| table(&mut text, "Against the fastest", ranking));
    table(&mut text, "Where the time of all workers went", &tables::worker_time(comparison));
    if scaling.is_measured() {
        table(&mut text, "More workers", &tables::scaling::measured(scaling));
        tables::scaling::laws(scaling).iter().for_each(|laws| table(&mut text, "Laws", laws));
    }
    tables::scaling::predicted(scaling).iter().for_each(|predicted| table(&mut text, "Predicted", predicted));
    paragraph(&mut text, scaling.in_words().iter());
    Ok(text.into_bytes())
}

fn paragraph<'a>(text: &mut String, sentences: impl Iterator<Item = &'a String>) {
    let sentences: Vec<&str> = sentences.map(String::as_str).collect();
    if !sentences.is_empty() {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "\n{}", sentences.join(" "));
    }
}

/// A table with its heading.
fn table(text: &mut String, heading: &str, table: &Table) {
    // Writing into a string cannot fail.
    let _ = write!(text, "\n### {heading}\n\n");
    rows(text, table);
}

/// A table with its caption below it.
fn rows(text: &mut String, table: &Table) {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let numbers = vec!["--:"; table.heads.len().saturating_sub(1)].join("|");
    let rows: String = table.rows.iter().map(|row| line(row) + "\n").collect();
    // Writing into a string cannot fail.
    let _ = write!(text, "{}\n|---|{numbers}|\n{rows}\n{}\n", line(&table.heads), table.caption);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Identity, made};
    use crate::engine::PerPhase;
    use crate::strategies;

    #[test]
    fn tables_are_tables() {
        let way = |workers| made::way(strategies::DEFAULT, workers, &[1.0, 2.0], PerPhase::default());
        let comparison = made::comparison(vec![way(1), way(2)], Identity::Identical);
        let bytes = content(&comparison, &Scaling::of(&comparison)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\n### More workers\n\n| Strategy | Workers | Time |"), "{text}");
        for table in text.split("\n### ").skip(1) {
            let lines: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
            let n_cells = |line: &str| line.matches('|').count();
            assert!(lines.len() >= 3 && lines.iter().all(|line| n_cells(line) == n_cells(lines[0])), "{table}");
        }
    }
}
