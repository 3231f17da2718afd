//! What has to be known before the first task can be given out, such as the order of pictures: looked into on all workers,
//! so that few wait for others, and recorded as what the program does for itself. Knows no strategies, and not what is
//! looked into.

use rayon::prelude::*;

use super::run::Shared;
use super::span::Task;

impl Shared {
    /// Looks into each of these on all workers; gives what came of it, in order. To be called before any task is begun,
    /// and by a worker.
    pub(super) fn look_into<T: Send, U: Send>(&self, each: Vec<T>, look: impl Fn(T) -> U + Sync) -> Vec<U> {
        each.into_par_iter().with_max_len(1).map(|one| self.upkeep(Task::OF_NO_PICTURE, || look(one))).collect()
    }
}
