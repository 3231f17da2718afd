//! Runs and comparisons: the same bytes by every road, and what happens when something is stopped or breaks.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use pixloom::compare::{self, AfterRound, CompareError, Comparison, Enough, Identity, Mode, Rounds, Settings};
use pixloom::engine::{self, Batch, Cursor, Ended, Event, Finished, Phase, Run, Strategy, Tally, Way, Work};
use pixloom::files::Format;
use pixloom::filters::{Fill, Filter, Values};
use pixloom::job::{Existing, Job, Recipe};
use pixloom::machine;
use pixloom::raster::{Band, Layout, Pixels, Raster, Samples};
use pixloom::strategies;
use pixloom::words::InKorean;

use super::common::{Place, files_below, outputs_below};

/// Long enough for the slowest machine; a test that waits this long has failed.
const AT_MOST: Duration = Duration::from_secs(120);

fn start(job: &Job, strategy: &'static Strategy, workers: usize) -> Run {
    let plan = Arc::new(job.plan().unwrap());
    let work = Work { digests: true, ..Work::on_files(Arc::new(job.clone()), plan) };
    engine::start(work, Way::new(strategy, NonZeroUsize::new(workers).unwrap())).unwrap()
}

fn finish(run: &Run) -> (Finished, Tally) {
    let finished = run.wait_for(AT_MOST).expect("the run ends");
    let mut tally = Tally::default();
    tally.read(run.ledger());
    (finished, tally)
}

fn events(run: &Run) -> Vec<Event> {
    let mut events = Vec::new();
    run.ledger().read(&mut Cursor::default(), |event| events.push(event.clone()));
    events
}

#[test]
fn every_strategy_and_worker_count_gives_the_same_bytes() {
    let place = Place::with_pictures(2);
    add_large_pictures(&place);
    let mut first: Option<BTreeMap<_, _>> = None;
    for strategy in strategies::ALL {
        for workers in [1, 2, 3, 7] {
            let mut job = place.job(&["edges", "smooth+edges", "blur:radius=2.5"]);
            job.output.folder = place.path(&format!("out-{}-{workers}", strategy.id));
            let run = start(&job, strategy, workers);
            let (finished, tally) = finish(&run);
            assert_eq!((finished.ended, tally.made, tally.pictures_done), (Ended::Complete, 15, 5));
            let read = |path| std::fs::read(job.output.folder.join(&path)).map(|bytes| (path, bytes)).unwrap();
            let bytes: BTreeMap<_, _> = outputs_below(&job.output.folder).into_iter().map(read).collect();
            assert_eq!(bytes.len(), 15);
            assert!(first.get_or_insert_with(|| bytes.clone()) == &bytes, "{} on {workers}", strategy.id);
        }
    }
}

/// Large enough for bands and strips, which do not divide them evenly.
fn add_large_pictures(place: &Place) {
    place.add("strips.jpg", 1301, 877);
    let deep = (0..711 * 1507 * 4_u64).map(|n| (n * 7919) as u16).collect();
    place.add_raster("deep.png", &Raster::new(711, 1507, Layout::Rgba, Samples::U16(deep)).unwrap());
    let grey = (0..701 * 1501 * 2_u64).map(|n| (n * 31) as u8).collect();
    place.add_raster("grey.png", &Raster::new(701, 1501, Layout::GreyAlpha, Samples::U8(grey)).unwrap());
}

#[test]
fn what_is_made_while_a_picture_is_opened_is_the_same() {
    let turned = [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"[..], &[0; 4]].concat();
    let upright = large_png(None, None);
    let cut = upright[..upright.len() / 5 * 3].to_vec();
    let (turned, turned_late) = (large_png(Some(&turned), None), large_png(None, Some(&turned)));
    let pictures = [("upright", upright, 3), ("cut", cut, 0), ("turned", turned, 3), ("turned late", turned_late, 3)];
    for (name, bytes, n_made) in pictures {
        let place = Place::new();
        std::fs::write(place.pictures().join("large.png"), &bytes).unwrap();
        for format in [Format::Png, Format::Jpeg] {
            let made_by = |strategy: &str, workers| {
                let mut job = place.job(&["edges", "smoothmore", "detail+emboss"]);
                job.output.folder = place.path(&format!("{strategy}-{workers}-{}", format.extension()));
                job.output.format = Some(format);
                let (finished, tally) = finish(&start(&job, strategies::find(strategy).unwrap(), workers));
                assert_eq!((finished.ended, tally.made, tally.pictures_done), (Ended::Complete, n_made, 1), "{name}");
                let read = |path| std::fs::read(job.output.folder.join(path)).unwrap();
                outputs_below(&job.output.folder).into_iter().map(read).collect::<Vec<_>>()
            };
            let alone = made_by("sequential", 1);
            for workers in [1, 2, 3, 7] {
                assert!(made_by("bands", workers) == alone, "{name} to {} on {workers}", format.id());
            }
        }
    }
}

/// Of which rows can be shown as they come, with EXIF before its pixels or behind them.
fn large_png(before: Option<&[u8]>, behind: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 901, 1301);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    before.into_iter().for_each(|exif| writer.write_chunk(png::chunk::eXIf, exif).unwrap());
    let samples: Vec<u8> = (0..901 * 1301 * 3_u64).map(|n| (n * n / 7919) as u8).collect();
    writer.write_image_data(&samples).unwrap();
    behind.into_iter().for_each(|exif| writer.write_chunk(png::chunk::eXIf, exif).unwrap());
    writer.finish().unwrap();
    bytes
}

#[test]
fn with_memory_for_one_picture_nobody_waits_for_ever() {
    let place = Place::with_pictures(9);
    for strategy in strategies::ALL {
        for round in 0..10 {
            let mut job = place.job(&["edges", "smooth", "detail"]);
            job.output.folder = place.path(&format!("out-{}-{round}", strategy.id));
            let plan = Arc::new(job.plan().unwrap());
            let work = Work { memory_bytes: 3 * 4 * 48 * 30, ..Work::on_files(Arc::new(job), plan) };
            let run = engine::start(work, Way::new(strategy, NonZeroUsize::new(7).unwrap())).unwrap();
            let (finished, tally) = finish(&run);
            assert_eq!((finished.ended, tally.made), (Ended::Complete, 27), "{}", strategy.id);
        }
    }
}

#[test]
fn the_automatic_strategy_says_what_it_chose() {
    let chosen = |place: &Place| {
        let (finished, tally) = finish(&start(&place.job(&["edges"]), strategies::DEFAULT, 2));
        assert_eq!((finished.ended, tally.failed), (Ended::Complete, 0));
        finished.choice.expect("it chose")
    };
    let large = Place::new();
    large.add("large.jpg", 2000, 1500);
    let large = chosen(&large);
    let small = chosen(&Place::with_pictures(8));
    assert_ne!(large.chosen, strategies::DEFAULT);
    if machine::logical_cores().get() > 1 {
        assert_eq!((large.chosen.id, small.chosen.id), ("bands", "grid"));
        assert!(large.why().starts_with("1 picture x 1 recipe should keep 2 workers busy"), "{}", large.why());
    }
}

#[test]
fn the_automatic_strategy_looks_at_what_is_to_be_done() {
    let place = Place::with_pictures(8);
    let mut job = place.job(&["edges"]);
    job.output.format = Some(Format::Jpeg);
    let plan = job.plan_of(&|picture_idx| picture_idx == 5, &|| false).unwrap();
    let work = Work::on_files(Arc::new(job), Arc::new(plan));
    let run = engine::start(work, Way::new(strategies::DEFAULT, NonZeroUsize::new(2).unwrap())).unwrap();
    let (finished, tally) = finish(&run);
    assert_eq!((tally.made, tally.pictures_done), (1, 1));
    let why = finished.choice.expect("it chose").why();
    if machine::logical_cores().get() > 1 {
        assert!(why.contains("1 picture x 1 recipe") && why.contains("Per image 50 %"), "{why}");
    }
}

#[test]
fn what_another_program_writes_during_a_run_is_kept() {
    let place = Place::with_pictures(2);
    let mut job = place.job(&["edges"]);
    job.output.existing = Existing::Overwrite;
    finish(&start(&job, strategies::DEFAULT, 1));
    let (plan, path) = (Arc::new(job.plan().unwrap()), job.output.folder.join("edges_p0.png"));
    std::fs::write(&path, b"mine").unwrap();
    let work = Work::on_files(Arc::new(job), plan);
    let run = engine::start(work, Way::new(strategies::DEFAULT, NonZeroUsize::MIN)).unwrap();
    let (_, tally) = finish(&run);
    assert_eq!((tally.made, tally.failed), (1, 1));
    assert!(tally.problems[0].reason.contains("changed by another program"), "{:?}", tally.problems);
    assert_eq!(std::fs::read(path).unwrap(), b"mine");
}

#[test]
fn a_run_uses_no_more_workers_than_asked_for() {
    let place = Place::with_pictures(6);
    for strategy in strategies::ALL {
        for workers in [1, 2, 3] {
            let mut job = place.job(&["edges", "smooth"]);
            job.output.folder = place.path(&format!("out-{}-{workers}", strategy.id));
            let run = start(&job, strategy, workers);
            finish(&run);
            let spans = events(&run).into_iter().filter_map(|event| match event {
                Event::Span(span) => Some(span.worker()),
                _ => None,
            });
            let most = spans.max().unwrap();
            assert!(most < if strategy.is_parallel { workers } else { 1 }, "{} on {workers}: {most}", strategy.id);
        }
    }
}

/// Work that ends only when two workers do it at the same time.
static TWO_AT_ONCE: Strategy = Strategy {
    id: "two-at-once",
    title: "Two at once",
    summary: "Needs two workers.",
    korean: InKorean { title: "", summary: "" },
    loops: "",
    is_parallel: true,
    share: |_: &Batch<'_>| {
        let together = std::sync::Barrier::new(2);
        rayon::join(|| together.wait(), || together.wait());
    },
};

#[test]
fn two_workers_are_two() {
    let place = Place::with_pictures(1);
    let (finished, _) = finish(&start(&place.job(&["edges"]), &TWO_AT_ONCE, 2));
    assert_eq!(finished.ended, Ended::Complete);
}

/// A filter in which every worker waits for another one.
static MEETING: Filter = Filter {
    id: "meeting",
    title: "Meeting",
    summary: "Ends when two outputs are being filtered at once.",
    korean: InKorean { title: "", summary: "" },
    params: &[],
    halo_rows: |_| 0,
    fill: Fill { u8: meet, u16: meet },
};

static MEETING_POINT: std::sync::Barrier = std::sync::Barrier::new(2);

fn meet<S>(_: &Values, _: Pixels<'_, S>, _: Band<'_, S>) {
    MEETING_POINT.wait();
}

#[test]
fn a_parallel_strategy_keeps_two_workers_busy_at_once() {
    for strategy in strategies::ALL.iter().filter(|strategy| strategy.is_parallel) {
        let place = Place::new();
        // Of two bands each.
        place.add("p0.bmp", 600, 500);
        place.add("p1.bmp", 600, 500);
        let mut job = place.job(&["edges"]);
        job.recipes = vec![Recipe::of(&MEETING), Recipe::of(&MEETING_TOO)];
        let (finished, tally) = finish(&start(&job, strategy, 2));
        assert_eq!((finished.ended, tally.made), (Ended::Complete, 4), "{}", strategy.id);
    }
}

/// The same filter under another name, because a job has no recipe twice.
static MEETING_TOO: Filter = Filter {
    id: "meeting-too",
    title: "Meeting too",
    summary: "Ends when two outputs are being filtered at once.",
    korean: InKorean { title: "", summary: "" },
    params: &[],
    halo_rows: |_| 0,
    fill: Fill { u8: meet, u16: meet },
};

#[test]
fn each_picture_is_opened_once_and_each_phase_recorded() {
    let place = Place::with_pictures(3);
    for strategy in strategies::ALL {
        let mut job = place.job(&["edges", "smooth"]);
        job.output.folder = place.path(strategy.id);
        let run = start(&job, strategy, 2);
        finish(&run);
        let events = events(&run);
        let spans =
            |wanted| events.iter().filter(|e| matches!(e, Event::Span(span) if span.phase() == Some(wanted))).count();
        assert_eq!(Phase::ALL.map(spans), [3, 6, 6, 6], "{}", strategy.id);
    }
}

#[test]
fn a_bad_picture_has_its_reason_and_the_rest_is_done() {
    let place = Place::with_pictures(2);
    std::fs::write(place.pictures().join("bad.png"), b"no picture").unwrap();
    for strategy in strategies::ALL {
        let mut job = place.job(&["edges", "smooth"]);
        job.output.folder = place.path(strategy.id);
        let (finished, tally) = finish(&start(&job, strategy, 2));
        assert_eq!((finished.ended, tally.made, tally.failed), (Ended::Complete, 4, 2));
        assert_eq!(tally.problems.len(), 1);
        assert!(tally.problems[0].phase == Phase::Open && !tally.problems[0].reason.is_empty());
        assert_eq!(tally.outputs_done(), job.n_outputs());
    }
}

/// A filter with a fault in it.
static FAULTY: Filter = Filter {
    id: "faulty",
    title: "Faulty",
    summary: "Breaks off.",
    korean: InKorean { title: "", summary: "" },
    params: &[],
    halo_rows: |_| 0,
    fill: Fill { u8: break_off, u16: break_off },
};

fn break_off<S>(_: &Values, _: Pixels<'_, S>, _: Band<'_, S>) {
    panic!("made up")
}

#[test]
fn a_fault_in_a_filter_costs_that_output_alone() {
    engine::quiet_own_panics();
    let place = Place::with_pictures(2);
    for strategy in strategies::ALL {
        let mut job = place.job(&["edges", "smooth"]);
        job.recipes.insert(1, Recipe::of(&FAULTY));
        job.output.folder = place.path(strategy.id);
        let (finished, tally) = finish(&start(&job, strategy, 2));
        assert_eq!((finished.ended, tally.made, tally.failed), (Ended::Complete, 4, 2));
        assert!(tally.problems.iter().all(|problem| problem.reason.contains("made up")));
    }
}

/// A strategy with a fault in it.
static BROKEN: Strategy = Strategy {
    id: "broken",
    title: "Broken",
    summary: "Breaks off.",
    korean: InKorean { title: "", summary: "" },
    loops: "",
    is_parallel: true,
    share: |batch: &Batch<'_>| {
        let opened = batch.pictures().next().and_then(|picture| batch.open(picture));
        assert!(opened.is_none(), "made up");
    },
};

#[test]
fn a_fault_in_a_strategy_ends_the_run_with_its_words() {
    engine::quiet_own_panics();
    let place = Place::with_pictures(1);
    let (finished, _) = finish(&start(&place.job(&["edges"]), &BROKEN, 2));
    assert!(matches!(finished.ended, Ended::Broken(said) if said.contains("made up")));
}

#[test]
fn a_stopped_run_leaves_whole_files_only() {
    let place = Place::new();
    place.add("large.png", 4000, 3000);
    for strategy in strategies::ALL {
        let mut job = place.job(&["blur:radius=20", "smoothmore+smoothmore+smoothmore", "edges"]);
        job.output.folder = place.path(strategy.id);
        let run = start(&job, strategy, 2);
        std::thread::sleep(Duration::from_millis(60));
        run.stop();
        let (finished, tally) = finish(&run);
        assert!(matches!(finished.ended, Ended::Stopped) || tally.made == 3);
        assert_eq!(outputs_below(&job.output.folder).len(), tally.made);
    }
}

#[test]
fn a_paused_run_waits_and_goes_on() {
    let place = Place::with_pictures(40);
    let run = start(&place.job(&["blur", "smooth"]), strategies::DEFAULT, 2);
    run.pause();
    assert!(run.is_paused() && run.wait_for(Duration::from_millis(300)).is_none());
    let elapsed = run.elapsed();
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(run.elapsed(), elapsed);
    run.resume();
    let (finished, tally) = finish(&run);
    assert_eq!((finished.ended, finished.pauses, tally.made), (Ended::Complete, 1, 80));
}

#[test]
fn dropping_a_run_ends_it_with_no_file_half_written() {
    let place = Place::with_pictures(60);
    drop(start(&place.job(&["blur", "smooth"]), strategies::DEFAULT, 2));
    let left = outputs_below(&place.path("out"));
    assert!(left.iter().all(|path| path.extension().is_some_and(|ext| ext == "png")), "{left:?}");
}

fn settings(place: &Place, mode: Mode) -> Settings {
    let ways = strategies::ALL.iter().map(|strategy| Way::new(strategy, NonZeroUsize::new(2).unwrap())).collect();
    let rounds = Rounds::Fixed(NonZeroUsize::new(2).unwrap());
    Settings { ways, rounds, mode, scratch: place.path(""), after_round: None }
}

#[test]
fn a_comparison_measures_every_way_and_proves_the_outputs() {
    let place = Place::with_pictures(3);
    for mode in [Mode::Whole, Mode::Filters] {
        let session = compare::start(Arc::new(place.job(&["edges", "blur"])), settings(&place, mode)).unwrap();
        let comparison = session.wait_for(AT_MOST).expect("it ends").unwrap();
        assert_eq!(comparison.ways.len(), strategies::ALL.len());
        assert!(comparison.ways.iter().all(|way| way.samples.len() == 2 && way.estimate.median > 0.0));
        assert_eq!((&comparison.identity, comparison.is_complete), (&Identity::Identical, true));
        assert_eq!(comparison.job.outputs, 6);
        assert!(!comparison.verdict.sentence.is_empty());
        assert!((session.progress().fraction() - 1.0).abs() < 1e-6);
    }
    assert_eq!(files_below(&place.path("")).len(), 3, "scratch folders are removed");
}

#[test]
fn a_picture_that_is_changed_ends_the_rounds_and_is_blamed_on_no_way() {
    let place = Place::with_pictures(3);
    let path = place.pictures().join("p1.png");
    let inside = path.clone();
    let change =
        move |_: &Comparison| std::fs::write(&inside, std::fs::read(inside.with_file_name("p0.png")).unwrap()).unwrap();
    let rounds = Rounds::Fixed(NonZeroUsize::new(3).unwrap());
    let settings =
        Settings { rounds, after_round: Some(AfterRound(Arc::new(change))), ..settings(&place, Mode::Whole) };
    let session = compare::start(Arc::new(place.job(&["edges"])), settings).unwrap();
    let comparison = session.wait_for(AT_MOST).expect("it ends").unwrap();
    assert_eq!((comparison.rounds, comparison.is_complete, &comparison.identity), (1, false, &Identity::Identical));
    assert_eq!(comparison.enough, Some(Enough::PictureChanged { picture: path.display().to_string() }));
}

#[test]
fn whole_rounds_count_when_the_next_one_breaks_off() {
    let place = Place::with_pictures(3);
    let (from, to) = (place.pictures(), place.path("elsewhere"));
    let take_away = move |_: &Comparison| std::fs::rename(&from, &to).unwrap();
    let rounds = Rounds::Fixed(NonZeroUsize::new(3).unwrap());
    let settings =
        Settings { rounds, after_round: Some(AfterRound(Arc::new(take_away))), ..settings(&place, Mode::Whole) };
    let session = compare::start(Arc::new(place.job(&["edges"])), settings).unwrap();
    let comparison = session.wait_for(AT_MOST).expect("it ends").unwrap();
    assert_eq!((comparison.rounds, comparison.is_complete), (1, false));
    assert!(comparison.ways.iter().all(|way| way.samples.len() == 1 && way.recorded_round == Some(0)));
    let Some(Enough::BrokenOff { reason }) = &comparison.enough else { panic!("{:?}", comparison.enough) };
    assert!(reason.starts_with("the folder of the pictures is no longer there"), "{reason}");
}

#[test]
fn a_comparison_that_is_let_go_has_its_whole_rounds() {
    let place = Place::with_pictures(3);
    let (begun, told) = std::sync::mpsc::channel();
    let hold = move |_: &Comparison| {
        begun.send(()).unwrap();
        std::thread::sleep(Duration::from_secs(1));
    };
    let settings = Settings { after_round: Some(AfterRound(Arc::new(hold))), ..settings(&place, Mode::Whole) };
    let session = compare::start(Arc::new(place.job(&["edges"])), settings).unwrap();
    told.recv_timeout(AT_MOST).unwrap();
    let comparison = session.abandon(Duration::ZERO).expect("a round is whole").unwrap();
    assert_eq!((comparison.rounds, comparison.is_complete), (1, false));
}

#[test]
fn a_comparison_without_outputs_has_no_result() {
    let place = Place::new();
    std::fs::write(place.pictures().join("bad.png"), b"no picture").unwrap();
    let session = compare::start(Arc::new(place.job(&["edges"])), settings(&place, Mode::Whole)).unwrap();
    let error = session.wait_for(AT_MOST).expect("it ends").unwrap_err();
    assert!(matches!(*error, CompareError::NothingMade(_)), "{error}");
}

#[test]
fn a_stopped_comparison_ends() {
    let place = Place::with_pictures(30);
    let session = compare::start(Arc::new(place.job(&["blur", "smooth"])), settings(&place, Mode::Whole)).unwrap();
    session.pause();
    assert!(session.is_paused() && session.wait_for(Duration::from_millis(200)).is_none());
    session.stop();
    let error = session.wait_for(AT_MOST).expect("it ends").unwrap_err();
    assert!(matches!(*error, CompareError::Stopped));
    assert_eq!(files_below(&place.path("")).len(), 30, "scratch folders are removed");
}

#[test]
fn a_paused_comparison_throws_the_interrupted_run_away() {
    let place = Place::with_pictures(30);
    let session = compare::start(Arc::new(place.job(&["blur", "smooth"])), settings(&place, Mode::Whole)).unwrap();
    while session.progress().way_idx.is_none() || session.progress().ways.iter().all(|way| way.outputs_done == 0) {
        std::thread::sleep(Duration::from_millis(1));
    }
    session.pause();
    // Runs that are whole stay counted; nothing is added while paused.
    let runs_done = |session: &compare::Session| session.progress().ways.iter().map(|way| way.runs_done).sum::<usize>();
    std::thread::sleep(Duration::from_millis(100));
    let before = runs_done(&session);
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(runs_done(&session), before);
    session.resume();
    let comparison = session.wait_for(AT_MOST).expect("it ends").unwrap();
    assert!(comparison.is_complete && comparison.ways.iter().all(|way| way.samples.len() == 2));
}
