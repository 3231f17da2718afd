//! How long each task of a job took in a recorded run, ready to be played through again. Knows no clocks and no strategy
//! by name.

use std::time::Duration;

use super::contention::Contention;
use crate::engine::{Doing, Outline, Phase, Recording, Simulation, Span, Strategy, Task, TaskTime};

/// How long each task of a job took in a recorded run, waits for the memory budget left out.
///
/// Letting go of a picture is the last that happens to it, but is counted to its opening. A strategy does not ask for it,
/// so outlines do not have it; but whoever opened the picture does it alone, after all its recipes. The opening is done
/// alone, too, before all of them. The last recipe is not: where recipes are shared out, time added to it would seem to
/// be shared.
///
/// A phase of a task that has several spans was cut into parts, which workers could do together; that is told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskTimes {
    n_recipes: usize,
    /// Picture by picture: its opening, then its recipes.
    pictures: Vec<Vec<Recorded>>,
}

/// What was recorded of one task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Recorded {
    filter: Spans,
    encode: Spans,
    rest: Spans,
}

/// Some spans together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spans {
    time: Duration,
    n: u32,
}

impl TaskTimes {
    /// The times of a recorded run of a job with so many pictures and recipes. What was not done took no time. Cost: one
    /// pass over the spans.
    pub fn of(recording: &Recording, n_pictures: usize, n_recipes: usize) -> Self {
        let mut times = Self { n_recipes, pictures: vec![vec![Recorded::default(); n_recipes + 1]; n_pictures] };
        for span in recording.spans().iter().filter(|span| span.doing() != Doing::MemoryWait) {
            times.place(span.task()).into_iter().for_each(|task| task.add(span));
        }
        times
    }

    /// The times of the same tasks without others beside them, if these are the times of this recording.
    pub fn alone(mut self, recording: &Recording, contention: Contention) -> Self {
        let slowdown = contention.mean_slowdown(recording);
        self.pictures.iter_mut().flatten().for_each(|task| task.shorten(slowdown));
        self
    }

    fn place(&mut self, task: Task) -> Option<&mut Recorded> {
        self.pictures.get_mut(task.picture_idx)?.get_mut(task.recipe_idx.map_or(0, |idx| idx + 1))
    }

    /// How long a task takes. Pictures beyond the recorded ones are those over again, in order.
    pub fn of_task(&self, task: Task) -> TaskTime {
        let recorded = self.picture(task.picture_idx).get(task.recipe_idx.map_or(0, |idx| idx + 1));
        recorded.map_or_else(TaskTime::default, Recorded::time)
    }

    fn picture(&self, picture_idx: usize) -> &[Recorded] {
        let recorded_idx = picture_idx.checked_rem(self.pictures.len());
        recorded_idx.and_then(|idx| self.pictures.get(idx)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The work as a strategy would do it, for so many pictures: the recorded ones repeated for more, cut for fewer.
    /// Cost: memory for every task.
    pub fn simulation(&self, strategy: &Strategy, n_pictures: usize) -> Simulation {
        // The largest pictures are those that take longest.
        let size = |picture_idx| self.picture(picture_idx).iter().map(|task| task.total().as_nanos() as u64).sum();
        let sizes: Vec<u64> = (0..n_pictures).map(size).collect();
        Simulation::new(&Outline::of(strategy, &sizes, self.n_recipes), |task| self.of_task(task))
    }
}

impl Recorded {
    fn add(&mut self, span: &Span) {
        let spans = match span.phase() {
            Some(Phase::Filter) => &mut self.filter,
            Some(Phase::Encode) => &mut self.encode,
            _ => &mut self.rest,
        };
        // Forecasts give every worker a core, so what a worker waited for one is no part of its task.
        *spans = Spans { time: spans.time + span.took() - span.waited_for_core(), n: spans.n + 1 };
    }

    /// Takes out what others slowed it down by.
    fn shorten(&mut self, slowdown: f64) {
        for spans in [&mut self.filter, &mut self.encode, &mut self.rest] {
            spans.time = spans.time.div_f64(slowdown);
        }
    }

    fn total(&self) -> Duration {
        self.filter.time + self.encode.time + self.rest.time
    }

    fn time(&self) -> TaskTime {
        let cut = [self.filter, self.encode].into_iter().filter(|spans| spans.n > 1);
        let shared = cut.clone().map(|spans| spans.time).sum();
        let last = self.rest.time;
        TaskTime {
            alone: self.total() - shared - last,
            shared,
            last,
            n_parts: cut.map(|spans| spans.n).max().unwrap_or(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::recording_of_one_worker as recording;
    use super::*;

    fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    #[test]
    fn tasks_take_what_was_recorded_without_waits_for_memory() {
        let times = TaskTimes::of(&recording(&[(5, &[10, 20], 2), (7, &[30, 40], 3)]), 2, 2);
        let of = |picture_idx, recipe_idx| {
            let TaskTime { alone, last, .. } = times.of_task(Task { picture_idx, recipe_idx });
            alone + last
        };
        assert_eq!([of(0, None), of(0, Some(0)), of(0, Some(1))], [ms(7), ms(10), ms(20)]);
        assert_eq!([of(1, None), of(1, Some(0)), of(1, Some(1))], [ms(10), ms(30), ms(40)]);
        assert_eq!([of(2, None), of(5, Some(1)), of(0, Some(2))], [ms(7), ms(40), ms(0)]);
        assert_eq!(
            TaskTimes::of(&Recording::default(), 0, 0).of_task(Task { picture_idx: 0, recipe_idx: None }),
            TaskTime::default()
        );
    }

    #[test]
    fn phases_of_several_spans_can_be_shared() {
        let span = |phase, start, end| {
            let task = Task { picture_idx: 0, recipe_idx: Some(0) };
            Span::new(0, task, Doing::Phase(phase), ms(start), ms(end), None)
        };
        let spans = vec![
            span(Phase::Filter, 0, 3),
            span(Phase::Filter, 3, 6),
            span(Phase::Encode, 6, 10),
            span(Phase::Write, 10, 11),
        ];
        let times = TaskTimes::of(&Recording::new(1, ms(11), spans), 1, 1);
        let expected = TaskTime { alone: ms(4), shared: ms(6), last: ms(1), n_parts: 2 };
        assert_eq!(times.of_task(Task { picture_idx: 0, recipe_idx: Some(0) }), expected);
    }
}
