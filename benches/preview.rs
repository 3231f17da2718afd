//! How long the preview of 24 megapixels takes to follow, filter by filter, at 1:1 and with all of it in view: from the
//! frame in which a filter is chosen to the one that draws what it has made, without a display.
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

type Window = Harness<'static, Option<Workbench>>;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    samples::write(folder.path(), 1, PICTURE, 1, &|| false).expect("a sample picture can be written");
    let mut window = window(folder.path().to_owned());
    press(&mut window, Role::Button, "None");
    println!("{:24} {:>9} {:>9}", "", "1:1", "fit");
    for filter in filters::ALL {
        let times = ["Zoom 1:1", "Fit"].map(|zoom| {
            press(&mut window, Role::Button, zoom);
            settle(&mut window);
            let mut times: Vec<Duration> = (0..ROUNDS).map(|_| follow(&mut window, filter.title)).collect();
            times.sort_unstable();
            times.get(ROUNDS / 2).copied().unwrap_or_default()
        });
        let [near, fit] = times.map(|time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
        println!("{:24} {near:>9} {fit:>9}", filter.title);
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

/// Ticks a filter, and says how long it takes until what it makes is drawn. Then it is not ticked any more.
fn follow(window: &mut Window, filter: &str) -> Duration {
    let since = Instant::now();
    press(window, Role::CheckBox, filter);
    settle(window);
    let took = since.elapsed();
    press(window, Role::CheckBox, filter);
    settle(window);
    took
}

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click_accesskit();
    window.step();
}

/// Draws until nothing is worked out any more. The frame after what was asked for is the first that can tell.
fn settle(window: &mut Window) {
    window.step();
    while window.query_all_by_label_contains(WORKING).any(|node| node.accesskit_node().role() == Role::Label) {
        // The cores are for what is being worked out.
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
}
