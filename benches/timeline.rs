//! The timeline in the window: a whole frame with a hundred thousand records over eight lanes, from panels to triangles,
//! without a display. All of it is seen, then less and less.
//!
//! Beside the time of a frame, which grows when other programs take the cores, its time on a core is told.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]
#![allow(clippy::print_stdout, reason = "figures are its result")]

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use divan::Bencher;
use egui::{Key, Pos2, RawInput, Rect, Role, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pixloom::compare::{Comparison, Identity, JobFacts, Mode, Sample, Verdict, WayResult, estimate};
use pixloom::engine::{Doing, PerPhase, Phase, Recording, Span, Task, Way};
use pixloom::gui::Workbench;
use pixloom::machine::{Machine, thread_cpu};
use pixloom::words::Language;
use pixloom::{samples, strategies};

const N_LANES: usize = 8;
const N_RECORDS: usize = 100_000;
const SIZE: egui::Vec2 = vec2(1920.0, 1080.0);

/// How often the key that zooms in is pressed beforehand.
const PRESSES: [usize; 3] = [0, 12, 24];

fn main() {
    divan::main();
}

/// Tasks of four phases, of differing length, with short gaps and now and then a long one.
fn recording() -> Recording {
    let mut random = fastrand::Rng::with_seed(1);
    let ns = Duration::from_nanos;
    let mut spans = Vec::with_capacity(N_RECORDS);
    let mut end = 0;
    for worker in 0..N_LANES {
        let mut at = 0;
        for n in 0..N_RECORDS / N_LANES {
            let start = at + if n % 97 == 0 { random.u64(..5_000_000) } else { random.u64(..2_000) };
            at = start + random.u64(20_000..2_000_000);
            let task = Task { picture_idx: n / 4, recipe_idx: Some(n / 4 % 8) };
            let doing = Doing::Phase(*random.choice(&Phase::ALL).expect("there are phases"));
            let cpu = ns(random.u64(..=at - start));
            spans.push(Span::new(worker, task, doing, ns(start), ns(at), Some(cpu)));
        }
        end = end.max(at);
    }
    Recording::new(N_LANES, ns(end), spans)
}

fn comparison() -> Arc<Comparison> {
    let recording = recording();
    let wall = recording.wall();
    let way = WayResult {
        way: Way::new(strategies::BASELINE, NonZeroUsize::new(N_LANES).expect("more than none")),
        title: "Made".to_owned(),
        samples: vec![Sample { wall, ..Sample::default() }],
        is_outlier: vec![false],
        choice: None,
        chosen: None,
        recording: Some(Arc::new(recording)),
        recorded_round: Some(0),
        estimate: estimate(&[wall.as_secs_f64()]),
        phases_s: PerPhase::default(),
        speedup: None,
        efficiency: None,
    };
    let job = JobFacts {
        folder: "made".into(),
        pictures: (0..N_RECORDS).map(|n| format!("{n}.png")).collect(),
        recipes: (0..8).map(|n| format!("recipe {n}")).collect(),
        problems: Vec::new(),
        mode: Mode::Whole,
        outputs: N_RECORDS / 4,
        bytes_in: 0,
        bytes_out: 0,
        pixels_out: 0,
    };
    let (identity, verdict) = (Identity::Unproven, Verdict::default());
    let machine = Machine::probe();
    Arc::new(Comparison {
        job,
        asked: None,
        machine,
        ways: vec![way],
        rounds: 1,
        is_complete: true,
        enough: None,
        pairs: Vec::new(),
        identity,
        drift: None,
        verdict,
        words: Language::English,
    })
}

/// The window with the timeline in it, so many times nearer.
fn window(folder: PathBuf, presses: usize) -> Harness<'static, Option<Workbench>> {
    let draw = move |ui: &mut Ui, workbench: &mut Option<Workbench>| {
        let workbench = workbench.get_or_insert_with(|| Workbench::new(ui.ctx(), Some(folder.clone())));
        workbench.logic(&ui.ctx().clone());
        workbench.ui(ui);
    };
    let mut window = Harness::builder().with_size(SIZE).build_ui_state(draw, None);
    wait_for(&mut window, Role::Tab, "Timeline");
    wait_for(&mut window, Role::Label, "1 picture");
    window.state_mut().as_mut().expect("it was drawn").show(comparison());
    window.get_by_role_and_label(Role::Tab, "Timeline").click_accesskit();
    wait_for(&mut window, Role::Label, "Worker 1");
    window.get_by_role(Role::Canvas).focus();
    window.step();
    for _ in 0..presses {
        window.key_press(Key::Plus);
        window.step();
    }
    window
}

/// Draws until it is there.
fn wait_for(window: &mut Harness<'_, Option<Workbench>>, role: Role, label: &str) {
    while window.query_all_by_label_contains(label).all(|node| node.accesskit_node().role() != role) {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[divan::bench(args = PRESSES)]
fn frame(bencher: Bencher<'_, '_>, presses: usize) {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    samples::write(folder.path(), 1, (64, 48), 1, &|| false).expect("a sample picture can be written");
    let mut window = window(folder.path().to_owned(), presses);
    let ctx = window.ctx.clone();
    let workbench = window.state_mut().as_mut().expect("it was drawn");
    let mut on_core = Vec::new();
    bencher.bench_local(|| {
        let before = thread_cpu();
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let output = ctx.run_ui(RawInput { screen_rect, ..RawInput::default() }, |ui| {
            workbench.logic(&ui.ctx().clone());
            workbench.ui(ui);
        });
        let drawn = ctx.tessellate(output.shapes, output.pixels_per_point);
        on_core.extend(before.and_then(|before| thread_cpu()?.checked_sub(before)));
        drawn
    });
    on_core.sort();
    if let (Some(median), Some(most)) = (on_core.get(on_core.len() / 2), on_core.last()) {
        println!("a frame takes {median:.2?} of a core, {most:.2?} at most");
    }
}
