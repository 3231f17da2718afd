//! Made comparisons, for the tests of whatever shows them. Nothing is run.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::{Account, Asked, Cause, Comparison, Enough, Identity, JobFacts, Mode, Rounds, Sample, WayResult};
use crate::engine::{Doing, PerPhase, Phase, Recording, Span, Strategy, Task, Way};
use crate::machine::Machine;

/// A way with these wall times and this worker time of each phase, all in seconds. Where workers had more time than
/// that, they had no work left.
pub(crate) fn way(strategy: &'static Strategy, workers: usize, walls_s: &[f64], phases_s: PerPhase<f64>) -> WayResult {
    let way = Way::new(strategy, NonZeroUsize::new(workers).unwrap_or(NonZeroUsize::MIN));
    let phases = phases_s.map(|s| Duration::from_secs_f64(*s));
    let sample = |s: &f64| {
        let wall = Duration::from_secs_f64(*s);
        let mut account = Account { workers, wall, worked: phases, ..Account::default() };
        account.waited.add(Cause::NoWorkLeft, account.total().saturating_sub(account.cpu()));
        Sample { wall, phases, account, ..Sample::default() }
    };
    WayResult::new(way, way.title(), walls_s.iter().map(sample).collect(), None)
}

/// A comparison of these ways on two pictures and one recipe.
pub(crate) fn comparison(ways: Vec<WayResult>, identity: Identity) -> Comparison {
    let job = JobFacts {
        folder: PathBuf::from("/pictures <&\" 사진"),
        pictures: vec!["사진.png".to_owned(), "a<b>&\".png".to_owned()],
        recipes: vec!["recipe".to_owned()],
        problems: Vec::new(),
        mode: Mode::Whole,
        outputs: 2,
        bytes_in: 0,
        bytes_out: 0,
        pixels_out: 0,
    };
    let machine = Machine {
        processor: "Processor <&\"".to_owned(),
        logical_cores: 4,
        memory_bytes: 1 << 30,
        os: "System 1".to_owned(),
        arch: "x86_64".to_owned(),
    };
    let asked = Asked {
        begun: SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
        rounds: Rounds::DEFAULT,
        format: None,
        quality: 90,
        effort: "fast".to_owned(),
        alpha: "keep".to_owned(),
    };
    Comparison::new(job, asked, machine, ways, Some(Enough::Number), identity)
}

/// A run on one worker, in milliseconds: each picture takes `open`, then each recipe, then `upkeep`, after a wait for memory.
pub(crate) fn recording_of_one_worker(pictures: &[(u64, &[u64], u64)]) -> Recording {
    let ms = Duration::from_millis;
    let (mut spans, mut now) = (Vec::new(), 0);
    let mut did = |picture_idx, recipe_idx, doing, took| {
        spans.push(Span::new(0, Task { picture_idx, recipe_idx }, doing, ms(now), ms(now + took), None));
        now += took;
    };
    for (picture_idx, (open, recipes, upkeep)) in pictures.iter().enumerate() {
        did(picture_idx, None, Doing::MemoryWait, 1000);
        did(picture_idx, None, Doing::Phase(Phase::Open), *open);
        for (recipe_idx, took) in recipes.iter().enumerate() {
            did(picture_idx, Some(recipe_idx), Doing::Phase(Phase::Filter), took - 1);
            did(picture_idx, Some(recipe_idx), Doing::Upkeep, 1);
        }
        did(picture_idx, None, Doing::Upkeep, *upkeep);
    }
    Recording::new(1, ms(now), spans)
}
