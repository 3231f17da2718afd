//! A strategy on paper: what it would do, in which order, and what of that at the same time.
//!
//! The strategy itself is asked, with a batch that only writes down, so that the outline can never differ from what runs
//! do. It is how a comparison simulates workers and pictures that are not there. Knows no strategy by name.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::batch::Batch;
use super::sizes::largest_first;
use super::span::Task;
use super::way::Strategy;

/// A part of the work of a strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// One task: opening a picture, or applying a recipe to it.
    Task(Task),
    /// One task, of which all workers do parts, but for what is last of it.
    Shared(Task),
    /// What one worker does last of such a task.
    Last(Task),
    /// One after the other, on one worker.
    InTurn(Vec<Outline>),
    /// At the same time, as workers are free, begun in this order; over when all are.
    AtOnce(Vec<Outline>),
    /// Whichever of these is fastest, at the beginning of everything. Elsewhere the first.
    AnyOf(Vec<Outline>),
}

impl Outline {
    /// What a strategy does with pictures of these sizes, in any unit, and so many recipes. Cost: memory for every task.
    pub fn of(strategy: &Strategy, sizes: &[u64], n_recipes: usize) -> Self {
        let paper = Paper { largest_first: largest_first(sizes), n_recipes, open: Mutex::new(vec![Vec::new()]) };
        (strategy.share)(&Batch::on_paper(&paper));
        let mut written = paper.lines().pop().unwrap_or_default();
        match written.pop() {
            Some(choice @ Self::AnyOf(_)) if written.is_empty() => choice,
            last => Self::InTurn(written.into_iter().chain(last).collect()),
        }
    }
}

/// What a batch on paper writes on: lists within lists, of which the last is being written.
#[derive(Debug)]
pub(super) struct Paper {
    largest_first: Vec<usize>,
    n_recipes: usize,
    open: Mutex<Vec<Vec<Outline>>>,
}

impl Paper {
    pub(super) fn n_pictures(&self) -> usize {
        self.largest_first.len()
    }

    pub(super) fn largest_first(&self) -> Vec<usize> {
        self.largest_first.clone()
    }

    pub(super) fn n_recipes(&self) -> usize {
        self.n_recipes
    }

    pub(super) fn open(&self, picture_idx: usize) {
        self.write(Outline::Task(Task { picture_idx, recipe_idx: None }));
    }

    /// Opens a picture that all workers wait for.
    pub(super) fn open_together(&self, picture_idx: usize) {
        let task = Task { picture_idx, recipe_idx: None };
        self.write(Outline::Shared(task));
        self.write(Outline::Last(task));
    }

    pub(super) fn apply(&self, picture_idx: usize, recipe_idx: usize) {
        self.write(Outline::Task(Task { picture_idx, recipe_idx: Some(recipe_idx) }));
    }

    pub(super) fn apply_together(&self, picture_idx: usize, recipes: impl IntoIterator<Item = usize>) {
        let tasks = recipes.into_iter().map(|recipe_idx| Task { picture_idx, recipe_idx: Some(recipe_idx) });
        let mut before = None;
        for task in tasks {
            let shared = Outline::Shared(task);
            self.write(match before.replace(task) {
                Some(before) => Outline::AtOnce(vec![shared, Outline::Last(before)]),
                None => shared,
            });
        }
        before.into_iter().for_each(|last| self.write(Outline::Last(last)));
    }

    /// One thing after the other, of which each but the first is begun while the one before is worked at.
    pub(super) fn one_ahead<T>(
        &self,
        items: impl IntoIterator<Item = T>,
        begin_first: impl Fn(&T),
        begin: impl Fn(&T),
        each: impl Fn(&T),
    ) {
        let mut items = items.into_iter().peekable();
        items.peek().into_iter().for_each(begin_first);
        while let Some(item) = items.next() {
            match items.peek() {
                Some(next) => {
                    let mut branches = vec![Outline::InTurn(self.nested(|| each(&item)))];
                    branches.extend(self.nested(|| begin(next)));
                    self.write(Outline::AtOnce(branches));
                }
                None => each(&item),
            }
        }
    }

    pub(super) fn parallel<T>(&self, items: impl IntoIterator<Item = T>, each: impl Fn(T)) {
        let branch = |item| {
            let mut branch = self.nested(|| each(item));
            if branch.len() == 1 { branch.pop() } else { Some(Outline::InTurn(branch)) }
        };
        let branches = items.into_iter().filter_map(branch).collect();
        self.write(Outline::AtOnce(branches));
    }

    pub(super) fn any_of<T: Copy>(&self, candidates: &[T], each: impl Fn(T)) {
        let outlines = candidates.iter().map(|candidate| Outline::InTurn(self.nested(|| each(*candidate))));
        let outlines = outlines.collect();
        self.write(Outline::AnyOf(outlines));
    }

    /// What is written meanwhile, on a list of its own.
    fn nested(&self, work: impl FnOnce()) -> Vec<Outline> {
        self.lines().push(Vec::new());
        work();
        self.lines().pop().unwrap_or_default()
    }

    fn write(&self, part: Outline) {
        if let Some(current) = self.lines().last_mut() {
            current.push(part);
        }
    }

    // Lists are only ever changed whole, so one whose writer panicked is as good as any.
    fn lines(&self) -> MutexGuard<'_, Vec<Vec<Outline>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies;

    fn open(picture_idx: usize) -> Outline {
        Outline::Task(Task { picture_idx, recipe_idx: None })
    }

    fn apply(picture_idx: usize, recipe_idx: usize) -> Outline {
        Outline::Task(Task { picture_idx, recipe_idx: Some(recipe_idx) })
    }

    fn outline(share: fn(&Batch<'_>)) -> Outline {
        Outline::of(&Strategy::made_up(share), &[4, 6], 2)
    }

    #[test]
    fn loops_are_unrolled() {
        let plain = outline(|batch| {
            for picture in batch.pictures() {
                if let Some(open) = batch.open(picture) {
                    batch.recipes().for_each(|recipe| batch.apply(&open, recipe));
                }
            }
        });
        let all = vec![open(0), apply(0, 0), apply(0, 1), open(1), apply(1, 0), apply(1, 1)];
        assert_eq!(plain, Outline::InTurn(all));
    }

    #[test]
    fn what_is_done_beside_the_next_is_seen() {
        let bands = outline(|batch| {
            batch.in_turn_open(batch.pictures(), |open| batch.apply_in_bands(open, batch.recipes()));
        });
        let task = |picture_idx, idx| Task { picture_idx, recipe_idx: Some(idx) };
        let (shared, last) = (|p, r| Outline::Shared(task(p, r)), |p, r| Outline::Last(task(p, r)));
        let picture = |p| vec![shared(p, 0), Outline::AtOnce(vec![shared(p, 1), last(p, 0)]), last(p, 1)];
        let first = Task { picture_idx: 0, recipe_idx: None };
        let together = [Outline::Shared(first), Outline::Last(first)];
        let both = [together.to_vec(), vec![Outline::AtOnce(vec![Outline::InTurn(picture(0)), open(1)])], picture(1)];
        assert_eq!(bands, Outline::InTurn(both.concat()));
    }

    #[test]
    fn a_choice_holds_what_each_would_do() {
        let chosen = outline(|batch| batch.share_as_fastest_of(&[strategies::BASELINE, strategies::BASELINE]));
        let one = Outline::of(strategies::BASELINE, &[4, 6], 2);
        assert_eq!(chosen, Outline::AnyOf(vec![one.clone(), one]));
        assert_eq!(outline(|batch| batch.share_as_fastest_of(&[])), Outline::AnyOf(vec![]));
    }

    #[test]
    fn what_is_parallel_is_seen_at_every_depth() {
        let nested = outline(|batch| {
            batch.in_parallel(batch.pictures(), |picture| {
                if let Some(open) = batch.open(picture) {
                    batch.in_parallel(batch.recipes(), |recipe| batch.apply(&open, recipe));
                }
            });
        });
        let picture = |p| Outline::InTurn(vec![open(p), Outline::AtOnce(vec![apply(p, 0), apply(p, 1)])]);
        assert_eq!(nested, Outline::InTurn(vec![Outline::AtOnce(vec![picture(0), picture(1)])]));
        let open_first = outline(|batch| {
            batch.in_parallel_open(batch.pictures_largest_first(), |open, recipe| batch.apply(open, recipe));
        });
        assert_eq!(open_first, Outline::InTurn(vec![Outline::AtOnce(vec![picture(1), picture(0)])]));
    }
}
