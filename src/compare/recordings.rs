//! The recordings of the runs of a comparison, of which each way shows its most typical one.
//!
//! Large jobs have millions of spans, so those of the least typical runs are let go as rounds go by. Arithmetic alone.

use std::sync::Arc;

use super::statistics::median;
use crate::engine::Recording;

/// Spans kept of all runs together: some 80 MB.
const MOST_SPANS: usize = 2_000_000;

/// Recordings of runs, by way.
#[derive(Clone, Debug)]
pub(super) struct Recordings {
    /// With their rounds, from 0.
    ways: Vec<Vec<(usize, Arc<Recording>)>>,
    most_spans: usize,
}

impl Recordings {
    /// None yet, for so many ways.
    pub(super) fn new(n_ways: usize) -> Self {
        Self { ways: vec![Vec::new(); n_ways], most_spans: MOST_SPANS }
    }

    /// Adds the recording of a run of a round, counted from 0.
    pub(super) fn add(&mut self, way_idx: usize, round: usize, recording: Recording) {
        if let Some(way) = self.ways.get_mut(way_idx) {
            way.push((round, Arc::new(recording)));
        }
        while self.n_spans() > self.most_spans && self.drop_least_typical() {}
    }

    /// The recording whose wall time is nearest to the median of those of its way, and its round.
    pub(super) fn typical(&self, way_idx: usize) -> Option<(usize, Arc<Recording>)> {
        let way = self.ways.get(way_idx)?;
        let distances = distances_s(way);
        way.iter()
            .zip(distances)
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|((round, recording), _)| (*round, Arc::clone(recording)))
    }

    fn n_spans(&self) -> usize {
        self.ways.iter().flatten().map(|(_, recording)| recording.spans().len()).sum()
    }

    /// Of the way that has the most of them. False when every way has only one left.
    fn drop_least_typical(&mut self) -> bool {
        let Some(way) = self.ways.iter_mut().max_by_key(|way| way.len()).filter(|way| way.len() > 1) else {
            return false;
        };
        let farthest = distances_s(way).into_iter().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b));
        farthest.into_iter().for_each(|(idx, _)| drop(way.remove(idx)));
        true
    }
}

/// How far each wall time is from their median, in seconds.
fn distances_s(way: &[(usize, Arc<Recording>)]) -> Vec<f64> {
    let walls_s: Vec<f64> = way.iter().map(|(_, recording)| recording.wall().as_secs_f64()).collect();
    let middle_s = median(&walls_s);
    walls_s.iter().map(|wall_s| (wall_s - middle_s).abs()).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::engine::{Doing, Span, Task};

    fn recording(wall_ms: u64) -> Recording {
        let task = Task { picture_idx: 0, recipe_idx: None };
        let wall = Duration::from_millis(wall_ms);
        Recording::new(1, wall, vec![Span::new(0, task, Doing::Upkeep, Duration::ZERO, wall, None)])
    }

    #[test]
    fn the_typical_run_is_the_one_nearest_to_the_median() {
        let mut recordings = Recordings::new(2);
        let walls_ms = [30, 10, 21, 20, 900].into_iter().enumerate();
        walls_ms.for_each(|(round, wall_ms)| recordings.add(1, round, recording(wall_ms)));
        let (round, typical) = recordings.typical(1).unwrap();
        assert_eq!((round, typical.wall()), (2, Duration::from_millis(21)));
        assert!(recordings.typical(0).is_none());
    }

    #[test]
    fn the_least_typical_are_let_go_when_there_are_too_many() {
        let mut recordings = Recordings { most_spans: 3, ..Recordings::new(2) };
        recordings.add(0, 0, recording(50));
        let walls_ms = [10, 12, 90, 13].into_iter().enumerate();
        walls_ms.for_each(|(round, wall_ms)| recordings.add(1, round, recording(wall_ms)));
        assert_eq!(recordings.n_spans(), 3);
        assert!(recordings.typical(0).is_some());
        assert!([12, 13].contains(&recordings.typical(1).unwrap().1.wall().as_millis()));
    }
}
