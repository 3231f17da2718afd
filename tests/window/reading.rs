//! The order in which the window is read: by Tab, and by whoever goes through it with a screen reader.

use egui::{Key, Rect, Role, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;

use super::{Window, wait_for, window};
use crate::common::Place;

const SIZES: [Vec2; 4] = [vec2(800.0, 560.0), vec2(1280.0, 800.0), vec2(1920.0, 1080.0), vec2(3840.0, 2160.0)];

/// More than there is to stop at.
const MANY: usize = 300;

fn opened(size: Vec2) -> (Place, Window) {
    let place = Place::with_pictures(2);
    let mut window = window(size, Some(place.pictures()));
    wait_for(&mut window, "2 pictures × ");
    wait_for(&mut window, "40 × 30, RGB, 8 bits");
    (place, window)
}

fn focused(window: &Window) -> Option<(String, Rect)> {
    let node = window.root().children_recursive().find(|node| node.is_focused())?;
    Some((node.accesskit_node().label().unwrap_or_default(), node.rect()))
}

/// Everything that Tab stops at, from the beginning to where it begins again.
fn stops(window: &mut Window) -> Vec<(String, Rect)> {
    let mut stops: Vec<(String, Rect)> = Vec::new();
    while stops.len() < MANY {
        window.key_press(Key::Tab);
        window.step();
        window.step();
        let stop = focused(window).expect("something has the focus");
        if stops.first().is_some_and(|(first, _)| *first == stop.0) {
            break;
        }
        stops.push(stop);
    }
    assert!(stops.len() < MANY, "Tab never comes back to where it began");
    stops
}

/// Every button, field, tick box and whatever else can be used, as a screen reader finds them.
fn told(window: &Window) -> Vec<String> {
    let is_used = |role| matches!(role, Role::Button | Role::CheckBox | Role::RadioButton | Role::Tab | Role::ComboBox);
    let nodes = window.root().children_recursive().filter(|node| is_used(node.accesskit_node().role()));
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

/// That these are there and come one after another, with anything between them.
fn assert_in_order(found: &[String], expected: &[&str]) {
    let mut rest = found.iter();
    for label in expected {
        assert!(rest.any(|found| found == label), "{label} does not come there: {found:#?}");
    }
}

const ORDER: [&str; 27] = [
    "Open folder…",
    "Recent",
    "Include subfolders",
    "Theme: Auto",
    "Theme: Dark",
    "Language: English",
    "Keys",
    "Layout of pictures: Grid",
    "Layout of pictures: List",
    "Sorted by: Name",
    "Tick all listed pictures",
    "Preview",
    "Problems",
    "Next",
    "Zoom out",
    "Zoom in",
    "Fit",
    "Zoom 1:1",
    "More",
    "All",
    "None",
    "Gaussian blur",
    "Choose…",
    "Format: As the picture",
    "Sequential",
    "Run",
    "Compare",
];

#[test]
fn tab_goes_as_the_window_is_read() {
    for size in SIZES {
        let (_place, mut window) = opened(size);
        let stops = stops(&mut window);
        let labels: Vec<String> = stops.iter().map(|(label, _)| label.clone()).collect();
        assert_in_order(&labels, &ORDER);
        // Where not everything is in view, what has the focus is moved there.
        let is_all_seen = size.y > 2000.0;
        for (before, after) in stops.iter().zip(&stops[1..]).filter(|_| is_all_seen) {
            let is_same_row = (before.1.center().y - after.1.center().y).abs() < 2.0;
            let goes_back = is_same_row && after.1.center().x < before.1.center().x;
            assert!(!goes_back, "{after:?} comes after {before:?}");
        }
    }
}

#[test]
fn screen_readers_find_everything_as_the_window_is_read() {
    for size in SIZES {
        let (_place, window) = opened(size);
        assert_in_order(&told(&window), &ORDER);
    }
}
