//! How far a comparison is, as whoever looks sees it. Knows no runs and no threads.

use crate::engine::Way;

/// How far a comparison is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What is going on.
    pub stage: Stage,
    /// Counted rounds that were asked for.
    pub rounds: usize,
    /// The way being run.
    pub way_idx: Option<usize>,
    /// Each way, in order.
    pub ways: Vec<WayProgress>,
}

/// What a comparison is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Decoding pictures into memory; how many are done.
    Loading(usize),
    /// The round that is not counted.
    #[default]
    WarmUp,
    /// A counted round, from 1.
    Round(usize),
}

/// How far one way is.
#[derive(Clone, Debug, Default)]
pub struct WayProgress {
    /// What people call it here.
    pub title: String,
    /// Runs that are over, the warm-up included.
    pub runs_done: usize,
    /// Outputs accounted for in the run going on.
    pub outputs_done: usize,
    /// Outputs of a run.
    pub outputs: usize,
    /// Wall times of the counted runs so far, in seconds.
    pub samples_s: Vec<f64>,
}

impl WayProgress {
    /// The part of all its runs that is done, 0 to 1.
    pub fn fraction(&self, rounds: usize) -> f32 {
        let current = self.outputs_done as f32 / self.outputs.max(1) as f32;
        (self.runs_done as f32 + current.min(1.0)) / (rounds + 1) as f32
    }
}

impl Progress {
    /// The part of the whole comparison that is done, 0 to 1.
    pub fn fraction(&self) -> f32 {
        let sum: f32 = self.ways.iter().map(|way| way.fraction(self.rounds)).sum();
        sum / self.ways.len().max(1) as f32
    }
}

/// What people call each way: its strategy where that tells them apart, else with workers, else numbered.
pub(super) fn titles(ways: &[Way]) -> Vec<String> {
    let same = |a: &Way| ways.iter().filter(|b| b.strategy == a.strategy).count() > 1;
    let named: Vec<String> =
        ways.iter().map(|way| if same(way) { way.title() } else { way.strategy.title.to_owned() }).collect();
    let numbered = |n: usize, title: &String| {
        let before = named.iter().take(n).filter(|other| *other == title).count();
        if before == 0 { title.clone() } else { format!("{title} (again, {})", before + 1) }
    };
    named.iter().enumerate().map(|(n, title)| numbered(n, title)).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::strategies;

    #[test]
    fn ways_have_different_titles() {
        let way = |idx: usize, workers| Way::new(strategies::ALL[idx], NonZeroUsize::new(workers).unwrap());
        assert_eq!(titles(&[way(0, 1), way(1, 2)]), ["Sequential", "Per image"]);
        assert_eq!(titles(&[way(1, 1), way(1, 2)]), ["Per image, 1 worker", "Per image, 2 workers"]);
        assert_eq!(titles(&[way(1, 2), way(1, 2)]), ["Per image, 2 workers", "Per image, 2 workers (again, 2)"]);
    }
}
