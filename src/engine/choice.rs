//! Which of several strategies will be fastest: each is asked on paper what it would do with this job, and what it would
//! do is played through on as many workers as there are.
//!
//! What tasks take is known roughly (`costs.rs`), but the same for every strategy; what sets strategies apart is how many
//! workers stand idle, and when. Knows no strategy by name.

use super::costs::Costs;
use super::outline::Outline;
use super::run::Shared;
use super::schedule::Simulation;
use super::way::Strategy;
use crate::machine;
use crate::words::Language;

/// Of larger jobs, so many pictures stand for all.
const MOST_PICTURES: usize = 256;

/// Expected to be no slower than this is expected to be as fast.
const AS_FAST: f64 = 1.01;

/// A strategy that was chosen for a job, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The strategy.
    pub chosen: &'static Strategy,
    /// What every candidate should do, in the order in which they were asked.
    expected: Vec<Expectation>,
    n_pictures: usize,
    n_recipes: usize,
    workers: usize,
}

/// A strategy and the share of all workers' time in which it is expected to keep them busy, 0 to 1.
type Expectation = (&'static Strategy, f64);

impl Choice {
    /// Why, for people: a sentence without its full stop.
    pub fn why(&self) -> String {
        self.why_in(Language::English)
    }

    /// The same in this language.
    pub fn why_in(&self, words: Language) -> String {
        if self.workers == 1 {
            return words.any_is_as_fast().to_owned();
        }
        let mut order: Vec<&Expectation> = self.expected.iter().collect();
        order.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let share = |(strategy, share): &&Expectation| format!("{} {:.0} %", strategy.title_in(words), share * 100.0);
        let shares: Vec<String> = order.iter().map(share).collect();
        let (pictures, recipes) = (words.n_pictures(self.n_pictures), words.n_recipes(self.n_recipes));
        words.should_be_busy(pictures, recipes, self.workers, shares.join(", "))
    }
}

impl Shared {
    /// Chooses for this run, which keeps the choice to tell it. None when the run is stopped meanwhile.
    pub(super) fn choose(&self, candidates: &[&'static Strategy]) -> Option<&'static Strategy> {
        // More workers than cores take turns on them.
        let workers = self.ledger.workers().min(machine::logical_cores().get());
        let all = &self.work.job;
        let pictures: Vec<usize> = (0..all.pictures.len()).filter(|picture_idx| self.has_work(*picture_idx)).collect();
        let expected = self.expectations(candidates, &pictures, workers);
        if !self.gate.pass() {
            return None;
        }
        let chosen = best(&expected)?;
        let (n_pictures, n_recipes) = (pictures.len(), all.recipes.len());
        // A strategy that chose twice would be told with its first choice.
        let _ = self.choice.set(Choice { chosen, expected, n_pictures, n_recipes, workers });
        Some(chosen)
    }

    /// What is expected of each with these pictures of the job.
    fn expectations(&self, candidates: &[&'static Strategy], pictures: &[usize], workers: usize) -> Vec<Expectation> {
        if workers == 1 {
            return candidates.iter().map(|strategy| (*strategy, 1.0)).collect();
        }
        let step = pictures.len().div_ceil(MOST_PICTURES).max(1);
        let costs = Costs::of(self, pictures, step, workers);
        let size = |picture_idx: &usize| self.sizes().get(*picture_idx).copied().unwrap_or(0);
        let some: Vec<u64> = pictures.iter().step_by(step).map(size).collect();
        let n_recipes = self.work.job.recipes.len();
        let expect = |strategy: &&'static Strategy| {
            let work = Simulation::new(&Outline::of(strategy, &some, n_recipes), |task| costs.of_task(task));
            (*strategy, work.on(workers).busy_share())
        };
        candidates.iter().map(expect).collect()
    }
}

/// The first that is as fast as any.
fn best(expected: &[Expectation]) -> Option<&'static Strategy> {
    let most = expected.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    expected.iter().find(|(_, share)| share * AS_FAST >= most).map(|(strategy, _)| *strategy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies;

    #[test]
    fn the_first_of_equals_is_chosen_and_all_are_told() {
        let (a, b, c) = (strategies::ALL[0], strategies::ALL[1], strategies::ALL[2]);
        let expected = [(a, 0.5), (b, 0.99), (c, 0.995)];
        assert_eq!(best(&expected), Some(b));
        let told = format!(
            "1 picture x 8 recipes should keep 2 workers busy for this share of the time: {} 100 %, {} 99 %, {} 50 %",
            c.title, b.title, a.title
        );
        let choice = Choice { chosen: b, expected: expected.to_vec(), n_pictures: 1, n_recipes: 8, workers: 2 };
        assert_eq!(choice.why(), told);
        assert!(choice.why_in(Language::Korean).ends_with(&format!("{} 50 %", a.korean.title)));
        assert_eq!(best(&[]), None);
    }
}
