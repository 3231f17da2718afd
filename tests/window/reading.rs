//! The order in which the window is read: by Tab, and by whoever goes through it with a screen reader.

use egui::{Key, Pos2, Rect, Role, Vec2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{Window, named, press, wait_for, window};
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

pub(super) fn focused(window: &Window) -> Option<(String, Rect)> {
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

const ORDER: [&str; 29] = [
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
    "Format: As the picture",
    "Sequential",
    "Measure: Whole",
    "Choose…",
    "Existing files: Keep",
    "Run",
    "Compare",
];

const NO_STOPS: [&str; 2] = ["Theme: Dark", "Layout of pictures: List"];

#[test]
fn tab_goes_as_the_window_is_read() {
    for size in SIZES {
        let (_place, mut window) = opened(size);
        let stops = stops(&mut window);
        let labels: Vec<String> = stops.iter().map(|(label, _)| label.clone()).collect();
        // Of choices that exclude each other, the one that holds is the only stop.
        let order: Vec<&str> = ORDER.into_iter().filter(|label| !NO_STOPS.contains(label)).collect();
        assert_in_order(&labels, &order);
        assert!(NO_STOPS.iter().all(|no_stop| !labels.iter().any(|label| label == no_stop)));
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

/// Where the parts of the window are: above, then left, middle and right, then below.
fn parts(window: &Window) -> [Rect; 5] {
    let parts = ["Folder and window", "Pictures", "View", "Recipes and outputs", "Run and compare"];
    parts.map(|part| named(window, Role::Pane, part).rect())
}

/// Draws, and sees that no part ever covers another or leaves something bare.
fn step_whole(window: &mut Window, what: &str) {
    window.step();
    let [above, left, middle, right, below] = parts(window);
    let seams = [
        (above.bottom(), left.top()),
        (left.right(), middle.left()),
        (middle.right(), right.left()),
        (middle.bottom(), below.top()),
        (left.bottom(), below.top()),
        (right.bottom(), below.top()),
    ];
    for (before, after) in seams {
        assert!((before - after).abs() < 0.1, "{what}: {before} {after}: {seams:?}");
    }
}

#[test]
fn parts_of_the_window_never_cover_each_other() {
    for size in SIZES {
        let place = Place::with_pictures(1);
        let mut window = window(size, Some(place.pictures()));
        (0..5).for_each(|_| step_whole(&mut window, "at first"));
        // A message makes the lower bar higher for as long as it is there.
        let height = parts(&window)[4].height();
        let field = named(&window, Role::TextInput, "Folder path");
        field.focus();
        field.type_text("/nowhere");
        step_whole(&mut window, "typed");
        window.key_press(Key::Enter);
        (0..60).for_each(|_| {
            step_whole(&mut window, "a message");
            std::thread::sleep(std::time::Duration::from_millis(5));
        });
        assert!(parts(&window)[4].height() > height + 20.0, "there is no message");
        for width in [1200.0, 900.0, 1500.0] {
            window.set_size(vec2(width, 700.0));
            (0..3).for_each(|_| step_whole(&mut window, "another size"));
        }
    }
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    for n in 1..=4 {
        window.hover_at(from.lerp(to, n as f32 / 4.0));
        step_whole(window, "dragged");
    }
    window.drop_at(to);
    step_whole(window, "dropped");
    step_whole(window, "dropped");
}

#[test]
fn side_panels_are_resized_and_stay_so() {
    let (_place, mut window) = opened(vec2(1280.0, 800.0));
    let [_, left, _, right, _] = parts(&window);
    let y = left.center().y;
    drag(&mut window, pos2(left.right(), y), pos2(left.right() + 60.0, y));
    drag(&mut window, pos2(right.left(), y), pos2(right.left() - 90.0, y));
    let [_, wider_left, _, wider_right, _] = parts(&window);
    assert!((wider_left.width() - left.width() - 60.0).abs() < 2.0, "{wider_left:?}");
    assert!((wider_right.width() - right.width() - 90.0).abs() < 2.0, "{wider_right:?}");
    press(&mut window, "None");
    step_whole(&mut window, "later");
    assert_eq!(parts(&window)[3], wider_right);
}

#[test]
fn edges_that_resize_panels_have_names() {
    let (_place, window) = opened(vec2(1280.0, 800.0));
    let splitters = window.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Splitter);
    let names: Vec<_> = splitters.filter_map(|node| node.accesskit_node().label()).collect();
    assert_eq!(names, ["Width of the pictures", "Width of recipes and outputs"]);
}

#[test]
fn lists_menus_and_sheets_have_names() {
    let (_place, mut window) = opened(vec2(1280.0, 800.0));
    for (role, opener, opened, name) in [
        (Role::ComboBox, "Format: As the picture", Role::ListBox, "Format"),
        (Role::Button, "More", Role::Menu, "More"),
        (Role::Button, "Keys", Role::Dialog, "Keys"),
    ] {
        named(&window, role, opener).click_accesskit();
        (0..3).for_each(|_| window.step());
        assert!(window.query_by_role_and_label(opened, name).is_some(), "{name} has no name");
        window.key_press(Key::Escape);
        (0..3).for_each(|_| window.step());
    }
}

#[test]
fn panels_fold_away_and_come_back_as_wide_as_they_were() {
    let (_place, mut window) = opened(vec2(1280.0, 800.0));
    let before = parts(&window);
    for (fold, unfold, part) in [
        ("Fold the pictures away", "Unfold the pictures", 1),
        ("Fold recipes and outputs away", "Unfold recipes and outputs", 3),
    ] {
        press(&mut window, fold);
        (0..3).for_each(|_| step_whole(&mut window, fold));
        let folded = parts(&window);
        assert!(folded[part].width() < 40.0, "{:?}", folded[part]);
        assert!(folded[2].width() > before[2].width() + 100.0, "the middle has the room");
        press(&mut window, unfold);
        (0..3).for_each(|_| step_whole(&mut window, unfold));
        assert_eq!(parts(&window), before);
    }
}

#[test]
fn a_window_that_becomes_small_keeps_its_middle() {
    let (_place, mut window) = opened(vec2(2560.0, 1440.0));
    let [_, left, _, right, _] = parts(&window);
    let y = left.center().y;
    drag(&mut window, pos2(left.right(), y), pos2(left.right() + 400.0, y));
    drag(&mut window, pos2(right.left(), y), pos2(right.left() - 400.0, y));
    for width in [1024.0, 870.0] {
        window.set_size(vec2(width, 640.0));
        (0..4).for_each(|_| step_whole(&mut window, "smaller"));
        let [_, left, middle, right, _] = parts(&window);
        assert!(middle.width() >= 329.0, "{width}: {left:?} {middle:?} {right:?}");
        assert!(right.right() <= width + 0.1, "{right:?}");
    }
}

#[test]
fn a_window_with_too_little_room_is_scrolled_as_a_whole() {
    let size = vec2(512.0, 320.0);
    let (_place, mut window) = opened(size);
    for label in ["Compare", "Open folder…", "More"] {
        super::focus::tab_to(&mut window, Role::Button, label);
        // It scrolls smoothly.
        (0..60).for_each(|_| window.step());
        let place = named(&window, Role::Button, label).rect();
        assert!(Rect::from_min_size(Pos2::ZERO, size).contains_rect(place), "{label} is at {place:?}");
    }
}

#[test]
fn panels_hold_what_is_in_them_however_narrow_they_are() {
    let (_place, mut window) = opened(vec2(1024.0, 640.0));
    let [_, left, _, _, _] = parts(&window);
    let y = left.center().y;
    drag(&mut window, pos2(left.right(), y), pos2(left.right() + 300.0, y));
    let [_, left, _, right, _] = parts(&window);
    // Content that is too wide pushes a panel, and its edge, out of its place.
    for (edge, seam) in [("Width of the pictures", left.right()), ("Width of recipes and outputs", right.left())] {
        let place = named(&window, Role::Splitter, edge).rect();
        assert!((place.center().x - seam).abs() < 1.0, "{edge} is at {place:?}, not at {seam}");
    }
}
