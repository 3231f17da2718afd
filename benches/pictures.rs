//! The window with a hundred thousand pictures in its folder: how soon the first are seen, and what a whole frame takes,
//! from panels to triangles, without a display: at rest, while the list is scrolled, and the same while a run is on.
//!
//! Beside the time of a frame, which grows when workers take the cores, its time on a core is told. The pictures are
//! links to a few files, so that they take no room.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]
#![allow(clippy::print_stdout, reason = "figures are its result")]

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Role, TouchPhase, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use pixloom::gui::Workbench;
use pixloom::machine::thread_cpu;
use pixloom::{filters, samples};

const N_PICTURES: usize = 100_000;

/// File systems allow no more links to one file than some ten thousand.
const N_FILES: usize = 8;

const SIZE: egui::Vec2 = vec2(1440.0, 900.0);
const N_FRAMES: usize = 400;

/// Somewhere in the list.
const IN_LIST: Pos2 = Pos2::new(120.0, 420.0);

/// A turn of the wheel, in points: a few rows; then one that goes far.
const TURNS: [(&str, f32); 2] = [("scrolling", 120.0), ("scrolling far", 30_000.0)];

type Window = Harness<'static, Option<Workbench>>;

fn main() {
    let top = tempfile::tempdir().expect("there is room for temporary files");
    make_pictures(top.path());
    let since = Instant::now();
    let mut window = window(top.path());
    let first_s = wait(&mut window, since, |window| window.query_all_by_role(Role::ListBoxOption).next().is_some());
    let all_s = wait(&mut window, since, |window| window.query_by_label("100,000 pictures").is_some());
    println!("the first are listed after {first_s:.2} s, all after {all_s:.2} s");
    measure_all(&mut window, "");
    press(&mut window, Role::RadioButton, "Layout of pictures: List");
    measure_all(&mut window, ", as a list");
    for filter in filters::tutorial().iter().skip(1) {
        press(&mut window, Role::CheckBox, filter.title);
    }
    press(&mut window, Role::Button, "Run");
    wait(&mut window, Instant::now(), |window| window.query_all_by_label_contains("Results (").next().is_some());
    measure_all(&mut window, ", while a run is on");
    press(&mut window, Role::Button, "Stop");
    wait(&mut window, Instant::now(), |window| window.query_all_by_label_contains("Stopped:").next().is_some());
}

fn make_pictures(folder: &Path) {
    let files = samples::write(folder, N_FILES, (640, 480), 1, &|| false).expect("sample pictures can be written");
    for (n, file) in (N_FILES..N_PICTURES).zip(files.iter().cycle()) {
        std::fs::hard_link(file, folder.join(format!("holiday by the sea {n}.png"))).expect("files can be linked");
    }
}

fn window(folder: &Path) -> Window {
    let folder = folder.to_owned();
    let draw = move |ui: &mut Ui, workbench: &mut Option<Workbench>| {
        let workbench = workbench.get_or_insert_with(|| Workbench::new(ui.ctx(), Some(folder.clone())));
        workbench.logic(&ui.ctx().clone());
        workbench.ui(ui);
    };
    Harness::builder().with_size(SIZE).build_ui_state(draw, None)
}

/// Draws until it holds, and says how long that took.
fn wait(window: &mut Window, since: Instant, holds: impl Fn(&Window) -> bool) -> f64 {
    while !holds(window) {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    since.elapsed().as_secs_f64()
}

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click_accesskit();
    window.step();
    window.step();
}

fn measure_all(window: &mut Window, how: &str) {
    measure(window, &format!("at rest{how}"), 0.0);
    for (title, turn) in TURNS {
        measure(window, &format!("{title}{how}"), turn);
    }
}

/// Draws many frames, with a turn of the wheel before each, down and up again in turns.
fn measure(window: &mut Window, title: &str, turn: f32) {
    let (mut took, mut on_core) = (Vec::new(), Vec::new());
    for n in 0..N_FRAMES {
        let is_down = n / 50 % 2 == 0;
        let (since, before) = (Instant::now(), thread_cpu());
        frame(window, if is_down { -turn } else { turn });
        took.push(since.elapsed());
        on_core.extend(before.and_then(|before| thread_cpu()?.checked_sub(before)));
    }
    let [took, on_core] = [took, on_core].map(in_words);
    println!("{title:42} {took}   on a core {on_core}");
}

fn frame(window: &mut Window, turn: f32) {
    let ctx = window.ctx.clone();
    let input = window.input().clone();
    let workbench = window.state_mut().as_mut().expect("it was drawn");
    let mut events = vec![Event::PointerMoved(IN_LIST)];
    if turn != 0.0 {
        let delta = vec2(0.0, turn);
        let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, MouseWheelSource::Unknown);
        events.push(Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
    }
    let input = egui::RawInput { events, ..input };
    let output = ctx.run_ui(input, |ui| {
        workbench.logic(&ui.ctx().clone());
        workbench.ui(ui);
    });
    let drawn = ctx.tessellate(output.shapes, output.pixels_per_point);
    std::hint::black_box(drawn);
}

/// "median 2.1 ms, 95 % under 3.4 ms".
fn in_words(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    format!("median {:5.2} ms, 95 % under {:5.2} ms", at(50), at(95))
}
