//! What can be changed about recipes: plain data, applied by `update` alone.

use crate::job::Step;

/// To have other recipes. What a change leaves as it was is not taken back either.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// To tick a recipe, by its place, or not.
    Tick(usize, bool),
    /// To tick every recipe, or none.
    TickAll(bool),
    /// To set a parameter of a step, by its id, to one number or a list of them.
    SetValue(StepAt, &'static str, Vec<f64>),
    /// A value that was being moved rests now: what moves it next is another change.
    Rest,
    /// To have one chain more, that begins with this step.
    Begin(Step),
    /// To have one step more in a chain, before the one at this place or behind the last.
    Insert(StepAt, Step),
    /// To have a step elsewhere: before another one or behind the last, in its own chain or another.
    Move {
        /// Where it is.
        from: StepAt,
        /// Before which it is to be.
        to: StepAt,
    },
    /// To be rid of a step; with its last one goes the chain.
    RemoveStep(StepAt),
    /// To be rid of a chain, by its place.
    RemoveChain(usize),
    /// To have the recipes as they were before the last change.
    Undo,
    /// To have them as they were before that.
    Redo,
}

/// A step of a recipe, by the places of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StepAt {
    /// The recipe.
    pub recipe: usize,
    /// The step in it.
    pub step: usize,
}
