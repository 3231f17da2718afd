//! How far a comparison is, as whoever looks sees it. Knows no runs and no threads.

use std::time::Duration;

use super::stop_rule::Rounds;
use crate::engine::Way;
use crate::words::Language;

/// How far a comparison is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What is going on.
    pub stage: Stage,
    /// Counted rounds that were asked for.
    pub rounds: Rounds,
    /// How long all has taken since the warm-up, without pauses.
    pub elapsed: Duration,
    /// The way being run.
    pub way_idx: Option<usize>,
    /// Each way, in order.
    pub ways: Vec<WayProgress>,
    /// The same ways, as they were asked for.
    pub asked: Vec<Way>,
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
    /// What people call it here, in English.
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
    /// Runs that are over, the warm-up included, and the part of the one going on.
    fn runs(&self) -> f64 {
        let current = self.outputs_done as f64 / self.outputs.max(1) as f64;
        self.runs_done as f64 + current.min(1.0)
    }
}

impl Progress {
    /// The part of the whole comparison that is done, 0 to 1.
    pub fn fraction(&self) -> f32 {
        let sum: f32 = self.ways.iter().map(|way| self.fraction_of(way)).sum();
        sum / self.ways.len().max(1) as f32
    }

    /// The part of all runs of one way that is done, 0 to 1.
    pub fn fraction_of(&self, way: &WayProgress) -> f32 {
        let warm_up = way.runs().min(1.0);
        let counted = self.rounds.fraction((way.runs() - 1.0).max(0.0), self.elapsed);
        let share_of_warm_up = self.rounds.planned().map_or(0.1, |rounds| 1.0 / (rounds.get() + 1) as f64);
        (share_of_warm_up * warm_up + (1.0 - share_of_warm_up) * counted) as f32
    }

    /// The same with what people call the ways in this language.
    pub fn told_in(mut self, words: Language) -> Self {
        let titles = titles(&self.asked, words);
        self.ways.iter_mut().zip(titles).for_each(|(way, title)| way.title = title);
        self
    }

    /// The round that is on, in words: "Round 3 of 10".
    pub fn round_in_words(&self, round: usize, words: Language) -> String {
        match self.rounds.planned() {
            Some(rounds) => words.round_of(round, rounds),
            None => words.round_until_precise(round),
        }
    }
}

/// What people call each way: its strategy where that tells them apart, else with workers, else numbered.
pub(super) fn titles(ways: &[Way], words: Language) -> Vec<String> {
    let same = |a: &Way| ways.iter().filter(|b| b.strategy == a.strategy).count() > 1;
    let title = |way: &Way| if same(way) { way.title_in(words) } else { way.strategy.title_in(words).to_owned() };
    let named: Vec<String> = ways.iter().map(title).collect();
    let numbered = |n: usize, title: &String| {
        let before = named.iter().take(n).filter(|other| *other == title).count();
        if before == 0 { title.clone() } else { words.way_again(title, before + 1) }
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
        let titles = |ways: &[Way]| titles(ways, Language::English);
        assert_eq!(titles(&[way(0, 1), way(1, 2)]), ["Sequential", "Per image"]);
        assert_eq!(titles(&[way(1, 1), way(1, 2)]), ["Per image, 1 worker", "Per image, 2 workers"]);
        assert_eq!(titles(&[way(1, 2), way(1, 2)]), ["Per image, 2 workers", "Per image, 2 workers (again, 2)"]);
    }
}
