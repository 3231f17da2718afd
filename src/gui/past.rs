//! Recipes as they were: what undo and redo go back and forth between. Plain data, changed by `update` alone.

use std::collections::VecDeque;

use super::choices::RecipeChoice;
use super::recipe_change::StepAt;

/// How many changes can be taken back.
const MOST: usize = 200;

/// A value of a step, by the id of its parameter.
pub(super) type Touched = (StepAt, &'static str);

/// What can be taken back, and what was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    done: VecDeque<Vec<RecipeChoice>>,
    undone: Vec<Vec<RecipeChoice>>,
    moving: Option<Touched>,
}

impl Past {
    /// Whether something can be taken back.
    pub(crate) fn has_done(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether something was taken back that can be done again.
    pub(crate) fn has_undone(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Whether a value is being moved.
    pub(crate) fn is_moving(&self) -> bool {
        self.moving.is_some()
    }

    /// Keeps recipes as they were before a change. As long as the same value moves, it is the same change.
    pub(super) fn keep(&mut self, before: Vec<RecipeChoice>, touched: Option<Touched>) {
        self.undone.clear();
        let goes_on = touched.is_some() && self.moving == touched;
        self.moving = touched;
        if goes_on {
            return;
        }
        if self.done.len() == MOST {
            self.done.pop_front();
        }
        self.done.push_back(before);
    }

    /// What was being moved rests.
    pub(super) fn rest(&mut self) {
        self.moving = None;
    }

    /// Recipes as they were before the last change, in exchange for those of now.
    pub(super) fn undo(&mut self, now: &mut Vec<RecipeChoice>) {
        self.rest();
        if let Some(before) = self.done.pop_back() {
            self.undone.push(std::mem::replace(now, before));
        }
    }

    /// Recipes as they were before that, in exchange for those of now.
    pub(super) fn redo(&mut self, now: &mut Vec<RecipeChoice>) {
        self.rest();
        if let Some(after) = self.undone.pop() {
            self.done.push_back(std::mem::replace(now, after));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_changes_are_kept() {
        let (mut past, mut now) = (Past::default(), RecipeChoice::all());
        (0..MOST + 50).for_each(|_| past.keep(RecipeChoice::all(), None));
        let mut n_undone = 0;
        while past.has_done() {
            past.undo(&mut now);
            n_undone += 1;
        }
        assert_eq!(n_undone, MOST);
        past.redo(&mut now);
        assert!(past.has_done() && past.has_undone());
        past.keep(RecipeChoice::all(), None);
        assert!(!past.has_undone(), "what is done anew has no other future");
    }
}
