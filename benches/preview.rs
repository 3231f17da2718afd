//! How long the preview of 24 megapixels takes to follow, filter by filter, at 1:1 and with all of it in view: from the
//! frame in which a filter is chosen to the one that draws what it has made, and to the first in which something of it is
//! seen, which for slow filters is a draft; without a display.
//!
//! A screen adds the time to copy a texture that is no larger than itself.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]
#![allow(clippy::print_stdout, reason = "figures are its result")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Role, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pixloom::gui::Workbench;
use pixloom::{filters, samples};

const PICTURE: (usize, usize) = (6000, 4000);
const SIZE: egui::Vec2 = vec2(1920.0, 1080.0);
const ROUNDS: usize = 7;

/// What the line below the picture says until all is drawn.
const WORKING: &str = "Working…";

/// What it says when that is seen in a hurry.
const DRAFT: &str = "Draft;";

type Window = Harness<'static, Option<Workbench>>;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    samples::write(folder.path(), 1, PICTURE, 1, &|| false).expect("a sample picture can be written");
    let mut window = window(folder.path().to_owned());
    press(&mut window, Role::Button, "None");
    println!("{:24} {:>9} {:>9} {:>9} {:>9}", "", "1:1", "seen", "fit", "seen");
    for filter in filters::ALL {
        let times = ["Zoom 1:1", "Fit"].map(|zoom| {
            press(&mut window, Role::Button, zoom);
            settle(&mut window);
            let times: Vec<Followed> = (0..ROUNDS).map(|_| follow(&mut window, filter.title)).collect();
            let median = |of: fn(&Followed) -> Duration| {
                let mut times: Vec<Duration> = times.iter().map(of).collect();
                times.sort_unstable();
                times.get(ROUNDS / 2).map_or(0.0, Duration::as_secs_f64)
            };
            [median(|times| times.exact), median(|times| times.seen)].map(|seconds| format!("{:.1} ms", seconds * 1e3))
        });
        let [[near, near_seen], [fit, fit_seen]] = times;
        println!("{:24} {near:>9} {near_seen:>9} {fit:>9} {fit_seen:>9}", filter.title);
    }
}

fn window(folder: PathBuf) -> Window {
    let draw = move |ui: &mut Ui, workbench: &mut Option<Workbench>| {
        let workbench = workbench.get_or_insert_with(|| Workbench::new(ui.ctx(), Some(folder.clone())));
        workbench.logic(&ui.ctx().clone());
        workbench.ui(ui);
    };
    let mut window = Harness::builder().with_size(SIZE).build_ui_state(draw, None);
    while window.query_all_by_label_contains("6000 × 4000").next().is_none() {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    settle(&mut window);
    window
}

/// How long it takes until something is seen of a filter, and until it is exact.
struct Followed {
    seen: Duration,
    exact: Duration,
}

/// Ticks a filter, and waits for what it makes to be drawn. Then it is not ticked any more.
fn follow(window: &mut Window, filter: &str) -> Followed {
    let since = Instant::now();
    press(window, Role::CheckBox, filter);
    draw_while(window, &[WORKING]);
    let seen = since.elapsed();
    settle(window);
    let exact = since.elapsed();
    press(window, Role::CheckBox, filter);
    settle(window);
    Followed { seen, exact }
}

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click_accesskit();
    window.step();
}

/// Draws until nothing is worked out any more.
fn settle(window: &mut Window) {
    draw_while(window, &[WORKING, DRAFT]);
}

/// Draws as long as one of these is said. The frame after what was asked for is the first that can tell.
fn draw_while(window: &mut Window, said: &[&str]) {
    window.step();
    let is_said = |window: &Window, what: &str| {
        window.query_all_by_label_contains(what).any(|node| node.accesskit_node().role() == Role::Label)
    };
    while said.iter().any(|what| is_said(window, what)) {
        // The cores are for what is being worked out.
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
}
