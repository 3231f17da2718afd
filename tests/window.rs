//! The window, driven by what people read on it, without a display.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use pixloom::gui::Workbench;
use pixloom::report::history::History;
use pixloom::{filters, strategies};

use crate::common::{Place, outputs_below};

mod focus;
mod keys;
mod languages;
mod pictures;
mod preview;
mod reading;
mod recipes;

const USUAL: Vec2 = vec2(1280.0, 800.0);

/// Enough for a small job on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

type Window = Harness<'static, Option<Workbench>>;

fn window(size: Vec2, folder: Option<PathBuf>) -> Window {
    window_of(size, move |ctx| Workbench::new(ctx, folder.clone()))
}

fn window_of(size: Vec2, made: impl Fn(&egui::Context) -> Workbench + 'static) -> Window {
    let draw = move |ui: &mut egui::Ui, workbench: &mut Option<Workbench>| {
        let workbench = workbench.get_or_insert_with(|| made(ui.ctx()));
        workbench.logic(&ui.ctx().clone());
        workbench.ui(ui);
    };
    Harness::builder().with_size(size).allow_missing_glyphs().build_ui_state(draw, None)
}

fn open(folder: &Path) -> Window {
    window(USUAL, Some(folder.to_owned()))
}

/// Draws until it holds.
fn wait_until(window: &mut Window, what: &str, holds: impl Fn(&Window) -> bool) {
    let since = Instant::now();
    loop {
        window.step();
        if holds(window) {
            return;
        }
        assert!(since.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Draws until this is written somewhere.
fn wait_for(window: &mut Window, text: &str) {
    wait_until(window, text, |window| window.query_all_by_label_contains(text).next().is_some());
}

fn named<'a>(window: &'a Window, role: egui::Role, label: &'a str) -> Node<'a> {
    window.get_by_role_and_label(role, label)
}

fn press(window: &mut Window, button: &str) {
    named(window, egui::Role::Button, button).click_accesskit();
    window.step();
}

/// Clicks a picture of the list.
fn pick(window: &mut Window, name: &str) {
    named(window, egui::Role::ListBoxOption, name).click_accesskit();
    window.step();
}

fn tick(window: &mut Window, label: &str) {
    named(window, egui::Role::CheckBox, label).click_accesskit();
    window.step();
}

/// One round is enough to see that it works.
fn set_one_round(window: &mut Window) {
    named(window, egui::Role::SpinButton, "Rounds").set_value_accesskit(1.0);
    window.step();
}

#[test]
fn a_folder_is_counted_and_every_filter_and_strategy_has_a_tick_box() {
    let place = Place::with_pictures(5);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "5 pictures");
    for title in filters::ALL.iter().map(|f| f.title).chain(strategies::ALL.iter().map(|s| s.title)) {
        named(&window, egui::Role::CheckBox, title);
    }
    named(&window, egui::Role::Slider, "Workers");
    let n_filters = filters::tutorial().len();
    wait_for(&mut window, &format!("5 pictures × {n_filters} filters = {} outputs", 5 * n_filters));
}

#[test]
fn ticking_changes_the_number_of_outputs() {
    let place = Place::with_pictures(3);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    press(&mut window, "None");
    wait_for(&mut window, "3 pictures × 0 filters = 0 outputs");
    assert!(named(&window, egui::Role::Button, "Run").accesskit_node().is_disabled());
    tick(&mut window, filters::ALL[0].title);
    wait_for(&mut window, "3 pictures × 1 filter = 3 outputs");
    press(&mut window, "All");
    wait_for(&mut window, &format!("3 pictures × {} filters", filters::ALL.len()));
}

#[test]
fn a_run_makes_outputs_and_shows_them() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    press(&mut window, "Run");
    let n_outputs = 2 * filters::tutorial().len();
    wait_for(&mut window, &format!("Done: {n_outputs} outputs made"));
    wait_for(&mut window, &format!("Results ({n_outputs})"));
    assert_eq!(outputs_below(&place.pictures().join("pixloom")).len(), n_outputs);
    press(&mut window, "Run");
    wait_for(&mut window, &format!("{n_outputs} kept as they were"));
    // What was kept is what the folder holds, and can be looked at all the same.
    let first = filters::ALL[0].id;
    wait_for(&mut window, &format!("{first}_p0.png, "));
}

/// A row of the plan: an output of the first filter.
fn planned(picture: &str, output: &str, happens: &str) -> String {
    let id = filters::ALL[0].id;
    format!("{picture} to {id}_{output}, {}, {happens}", in_words_of_first())
}

/// The first filter as a recipe, in words.
fn in_words_of_first() -> String {
    format!("{}, radius 5", filters::ALL[0].title)
}

#[test]
fn every_output_is_seen_before_it_is_made_and_as_kept_once_it_is() {
    let place = Place::with_pictures(3);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    press(&mut window, "None");
    named(&window, egui::Role::Tab, "Plan").click_accesskit();
    wait_for(&mut window, "No filter is ticked");
    tick(&mut window, filters::ALL[0].title);
    wait_for(&mut window, "3 outputs: 3 new, 0 replaced, 0 kept");
    wait_for(&mut window, &place.pictures().join("pixloom").display().to_string());
    wait_for(&mut window, &planned("p1.png", "p1.png", "new"));
    for heading in ["Picture", "Output", "Recipe", "Status"] {
        named(&window, egui::Role::ColumnHeader, heading);
    }
    assert!(!place.pictures().join("pixloom").exists(), "nothing is made by looking");
    press(&mut window, "Run");
    wait_for(&mut window, "Done: 3 outputs made");
    named(&window, egui::Role::Tab, "Plan").click_accesskit();
    wait_for(&mut window, "3 outputs: 0 new, 0 replaced, 3 kept");
    wait_for(&mut window, &planned("p1.png", "p1.png", "kept"));
    named(&window, egui::Role::RadioButton, "Existing files: Replace").click_accesskit();
    wait_for(&mut window, &planned("p1.png", "p1.png", "replaced"));
}

#[test]
fn the_plan_shows_what_is_renamed_and_finds_names() {
    let place = Place::with_pictures(12);
    place.add("P3.png", 20, 20);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "13 pictures");
    named(&window, egui::Role::Tab, "Plan").click_accesskit();
    press(&mut window, "None");
    tick(&mut window, filters::ALL[0].title);
    wait_for(&mut window, "2 renamed");
    wait_for(&mut window, &planned("P3.png", "P3-png.png, renamed", "new"));
    let field = named(&window, egui::Role::TextInput, "Find a name");
    field.focus();
    field.type_text("P1");
    wait_for(&mut window, "3 of 13 listed");
    wait_for(&mut window, &planned("p11.png", "p11.png", "new"));
    assert!(window.query_by_label_contains(&planned("p2.png", "p2.png", "new")).is_none());
}

#[test]
fn outputs_among_the_pictures_are_refused_with_the_reason() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    named(&window, egui::Role::Tab, "Plan").click_accesskit();
    wait_for(&mut window, &format!("{} new, ", 2 * filters::tutorial().len()));
    let field = named(&window, egui::Role::TextInput, "Output folder");
    field.focus();
    field.type_text(&place.pictures().display().to_string());
    wait_for(&mut window, "The output folder is that of the pictures");
    assert!(window.query_by_label_contains(" new, ").is_none(), "no outputs are listed");
}

#[test]
fn a_comparison_ends_in_a_verdict_with_the_numbers_beside_it() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    set_one_round(&mut window);
    press(&mut window, "Compare");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
    for text in ["Median", "Speed-up", "Bar chart of times", strategies::ALL[0].title] {
        wait_for(&mut window, text);
    }
    assert!(!place.pictures().join("pixloom").exists(), "a comparison leaves nothing behind");
}

#[test]
fn after_a_comparison_the_bar_tells_its_verdict_and_no_more_of_the_run_before_it() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    set_one_round(&mut window);
    press(&mut window, "Run");
    wait_for(&mut window, "Done: ");
    press(&mut window, "Compare");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
    assert!(window.query_by_label_contains("Done: ").is_none());
    named(&window, egui::Role::Tab, "Preview").click_accesskit();
    wait_for(&mut window, "Divider");
    let run = named(&window, egui::Role::Button, "Run").rect();
    let verdict = window.get_by_label_contains("in the only round").rect();
    assert!((verdict.center().y - run.center().y).abs() < 2.0, "the verdict stands beside the buttons");
    window.set_size(vec2(860.0, 640.0));
    window.run_steps(4);
    let [run, verdict] = [named(&window, egui::Role::Button, "Run"), window.get_by_label_contains("in the only round")]
        .map(|node| node.rect());
    assert!((verdict.center().y - run.center().y).abs() < 2.0 && verdict.right() < 860.0, "shortened if need be");
    press(&mut window, "Run");
    wait_for(&mut window, "Done: ");
}

/// What stands beside the lanes of a timeline for those who cannot see them: the selected bar in words.
fn selected(window: &Window) -> String {
    window.get_by_role(egui::Role::Canvas).accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_timeline_shows_every_worker_and_goes_from_task_to_task() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    named(&window, egui::Role::Tab, "Timeline").click_accesskit();
    wait_for(&mut window, "No timeline yet");
    set_one_round(&mut window);
    press(&mut window, "None");
    tick(&mut window, filters::ALL[0].title);
    // One worker does everything, in an order that is known.
    let others = strategies::tutorial().iter().filter(|strategy| **strategy != strategies::BASELINE);
    others.for_each(|strategy| tick(&mut window, strategy.title));
    press(&mut window, "Compare");
    wait_for(&mut window, "Bar chart of times");
    wait_for(&mut window, "Median");
    named(&window, egui::Role::Tab, "Timeline").click_accesskit();
    wait_for(&mut window, "Timeline of ");
    for text in ["Tasks", "Busy", "No work left", "Barrier", "Nothing selected"] {
        wait_for(&mut window, text);
    }
    // A lane has this name, and a row of the table begins with it.
    assert_eq!(window.query_all_by_label("Worker 1").count(), 1);
    assert_eq!(window.query_all_by_label_contains("Worker 1: ").count(), 1);
    assert_eq!(selected(&window), "");
    window.get_by_role(egui::Role::Canvas).focus();
    window.step();
    window.step();
    let mut said = Vec::new();
    for _ in 0..8 {
        window.key_press(egui::Key::ArrowRight);
        window.step();
        window.step();
        said.push(selected(&window));
    }
    // Whatever else keeps the machine busy can make gaps of any length.
    said.retain(|said| !said.starts_with("Waiting"));
    let blur = in_words_of_first();
    let order = ["Open: p0.png. ".to_owned(), format!("Filter: p0.png, {blur}. "), format!("Encode: p0.png, {blur}. ")];
    for (said, expected) in said.iter().zip(order) {
        assert!(said.starts_with(&expected) && said.contains("Worker 1 · "), "{said}");
    }
    window.key_press(egui::Key::ArrowLeft);
    window.step();
    window.step();
    let last = selected(&window);
    let (title, _) = last.split_once(". ").unwrap();
    assert!(window.query_all_by_label(title).next().is_some(), "it is written below the lanes, too: {title}");
}

#[test]
fn a_run_has_a_timeline_too() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    press(&mut window, "Run");
    wait_for(&mut window, "Done:");
    named(&window, egui::Role::Tab, "Timeline").click_accesskit();
    wait_for(&mut window, "Timeline of: Last run");
    wait_for(&mut window, "Worker 1");
    let button = |name| named(&window, egui::Role::Button, name).rect();
    let (out, fit) = (button("Zoom out"), button("Fit"));
    assert!(out.right() < fit.left() && fit.right() <= USUAL.x, "{out:?} {fit:?}");
}

#[test]
fn what_more_workers_gain_is_seen_as_curves_and_as_text() {
    let place = Place::with_pictures(3);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    named(&window, egui::Role::Tab, "Scaling").click_accesskit();
    wait_for(&mut window, "Nothing compared yet");
    tick(&mut window, "Sweep");
    set_one_round(&mut window);
    press(&mut window, "Compare");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
    named(&window, egui::Role::Tab, "Scaling").click_accesskit();
    wait_for(&mut window, "Line chart of speed-up by workers");
    for text in ["Karp-Flatt", "Predicted, not measured", "gains nothing beyond", strategies::ALL[0].title] {
        wait_for(&mut window, text);
    }
    named(&window, egui::Role::RadioButton, "Curve: Efficiency").click_accesskit();
    wait_for(&mut window, "Line chart of efficiency by workers");
}

#[test]
fn one_worker_count_says_how_to_measure_more() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    for strategy in &strategies::ALL[1..] {
        tick(&mut window, strategy.title);
    }
    set_one_round(&mut window);
    press(&mut window, "Compare");
    wait_for(&mut window, "byte for byte");
    named(&window, egui::Role::Tab, "Scaling").click_accesskit();
    wait_for(&mut window, "Tick Sweep beside Workers and press Compare");
}

#[test]
fn comparisons_are_kept_and_come_back() {
    let place = Place::with_pictures(2);
    let (folder, kept) = (place.pictures(), History::at(place.path("history")));
    let mut window = window_of(USUAL, move |ctx| Workbench::new(ctx, Some(folder.clone())).with_history(kept.clone()));
    wait_for(&mut window, "2 pictures");
    named(&window, egui::Role::Tab, "Comparison").click_accesskit();
    wait_for(&mut window, "Nothing compared yet");
    press(&mut window, "History");
    wait_for(&mut window, "No earlier comparisons");
    set_one_round(&mut window);
    press(&mut window, "Compare");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
    press(&mut window, "History");
    wait_for(&mut window, "2 pictures x ");
    let press_of = |window: &mut Window, what: &str| {
        window.query_all_by_role(egui::Role::Button).find(|node| is_called(node, what)).unwrap().click_accesskit();
        window.step();
    };
    press_of(&mut window, "Beside ");
    wait_for(&mut window, "After: the comparison below");
    wait_for(&mut window, "+0.0 %");
    press(&mut window, "Close the one beside");
    press(&mut window, "History");
    wait_for(&mut window, "2 pictures x ");
    press_of(&mut window, "Open 2");
    wait_for(&mut window, "From the history: begun ");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
}

fn is_called(node: &Node<'_>, beginning: &str) -> bool {
    node.accesskit_node().label().is_some_and(|label| label.starts_with(beginning))
}

#[test]
fn stop_in_the_middle_leaves_whole_outputs_only() {
    let place = Place::new();
    for n in 0..24 {
        place.add(&format!("{n}.png"), 1200, 900);
    }
    let mut window = open(&place.pictures());
    wait_for(&mut window, "24 pictures");
    press(&mut window, "Run");
    wait_until(&mut window, "the first output", |window| window.query_by_label_contains("Results (").is_some());
    press(&mut window, "Stop");
    let since = Instant::now();
    wait_for(&mut window, "Stopped:");
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    let made = outputs_below(&place.pictures().join("pixloom"));
    assert!(!made.is_empty() && made.len() < 24 * filters::tutorial().len(), "{}", made.len());
    assert!(made.iter().all(|file| file.extension().is_some_and(|ext| ext == "png")), "{made:?}");
}

#[test]
fn a_picture_that_cannot_be_read_is_a_problem_and_no_more() {
    let place = Place::with_pictures(2);
    std::fs::write(place.pictures().join("broken.png"), "no picture").unwrap();
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    press(&mut window, "Run");
    wait_for(&mut window, "Done:");
    named(&window, egui::Role::Tab, "Problems (1)").click_accesskit();
    window.step();
    wait_for(&mut window, "broken.png");
    press(&mut window, "Copy all");
    let copied = window.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text.contains("broken.png (Phase: Open")),
    );
    assert!(copied, "{:?}", window.output().platform_output.commands);
}

#[test]
fn what_has_failed_is_tried_again_and_nothing_else() {
    let place = Place::with_pictures(1);
    std::fs::write(place.pictures().join("broken.png"), b"not a picture").unwrap();
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    press(&mut window, "Run");
    wait_for(&mut window, "Done:");
    let out = place.pictures().join("pixloom");
    outputs_below(&out).iter().for_each(|made| std::fs::remove_file(out.join(made)).unwrap());
    place.add("broken.png", 20, 20);
    named(&window, egui::Role::Tab, "Problems (1)").click_accesskit();
    wait_for(&mut window, "Retry failed");
    press(&mut window, "Retry failed");
    wait_for(&mut window, &format!("Done: {} outputs made", filters::tutorial().len()));
    assert!(outputs_below(&out).iter().all(|made| made.to_string_lossy().contains("broken")));
}

#[test]
fn a_folder_that_is_not_there_says_what_to_do() {
    let place = Place::new();
    let mut window = open(&place.path("nowhere"));
    wait_for(&mut window, "There is no such folder");
    named(&window, egui::Role::Button, "Open folder…");
}

#[test]
fn a_mistyped_path_leaves_the_open_folder_open() {
    let place = Place::with_pictures(3);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    let field = named(&window, egui::Role::TextInput, "Folder path");
    field.focus();
    field.type_text("/nowhere");
    window.step();
    window.key_press(egui::Key::Enter);
    wait_for(&mut window, "There is no such folder");
    wait_for(&mut window, "3 pictures");
}

#[test]
fn a_folder_that_vanishes_is_said_to_be_gone() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    std::fs::remove_dir_all(place.pictures()).unwrap();
    tick(&mut window, "Include subfolders");
    wait_for(&mut window, "There is no such folder");
}

#[test]
fn a_run_on_a_folder_that_vanished_says_so_and_makes_nothing() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    std::fs::remove_dir_all(place.pictures()).unwrap();
    press(&mut window, "Run");
    wait_for(&mut window, "The folder of the pictures is no longer there");
    assert!(!place.pictures().exists());
}

#[test]
fn a_typed_path_is_opened_with_enter() {
    let place = Place::with_pictures(4);
    let mut window = window(USUAL, None);
    window.step();
    let field = named(&window, egui::Role::TextInput, "Folder path");
    field.focus();
    field.type_text(&place.pictures().display().to_string());
    window.step();
    window.key_press(egui::Key::Enter);
    wait_for(&mut window, "4 pictures");
}

#[test]
fn korean_names_are_kept() {
    let place = Place::new();
    place.add("가을 하늘.png", 30, 20);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    wait_for(&mut window, "가을 하늘.png");
    press(&mut window, "None");
    tick(&mut window, filters::ALL[0].title);
    press(&mut window, "Run");
    wait_for(&mut window, "Done: 1 output made");
    let expected = format!("{}_가을 하늘.png", filters::ALL[0].id);
    wait_for(&mut window, &expected);
    assert_eq!(outputs_below(&place.pictures().join("pixloom")), [PathBuf::from(expected)]);
}

#[test]
fn every_size_shows_what_matters() {
    let place = Place::with_pictures(40);
    for size in [vec2(1024.0, 640.0), vec2(1280.0, 800.0), vec2(2560.0, 1440.0)] {
        let mut window = window(size, Some(place.pictures()));
        wait_for(&mut window, "40 pictures");
        for view in ["Comparison", "Scaling", "Timeline", "Problems", "Results", "Plan", "Preview"] {
            named(&window, egui::Role::Tab, view).click_accesskit();
            window.step();
            window.step();
        }
        for button in ["Run", "Compare", "Pause", "Stop", "Open folder…"] {
            let place = named(&window, egui::Role::Button, button).rect();
            assert!(
                place.max.x <= size.x && place.max.y <= size.y && place.min.x >= 0.0,
                "{button} at {place:?} in {size:?}"
            );
        }
    }
}

#[test]
fn the_first_screen_offers_ways_to_begin() {
    for size in [vec2(1024.0, 640.0), vec2(2560.0, 1440.0)] {
        let mut window = window(size, None);
        window.step();
        for button in ["Open folder…", "Try samples"] {
            named(&window, egui::Role::Button, button);
        }
    }
}
