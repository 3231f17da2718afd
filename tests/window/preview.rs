//! One picture before and after a filter, driven by what people read on it.

use super::*;
use pixloom::raster::{Layout, Raster, Samples};

/// The window with the picture seen.
fn previewing(place: &Place) -> Window {
    let mut window = open(&place.pictures());
    wait_until(&mut window, "a picture", |window| is_told(window, "8 bits"));
    window
}

/// Whether the line below the picture says this, and nothing is being worked out.
fn is_told(window: &Window, text: &str) -> bool {
    let is_said = |what| window.query_all_by_label_contains(what).next().is_some();
    is_said(text) && !is_said("Working…") && !is_said("Draft;")
}

fn canvas(window: &Window) -> Node<'_> {
    let is_canvas = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with("Before"));
    window.query_all_by_role(egui::Role::Image).find(is_canvas).unwrap()
}

fn divider_percent(window: &Window) -> f64 {
    let divider = named(window, egui::Role::Slider, "Divider between before and after");
    divider.accesskit_node().numeric_value().unwrap()
}

fn key(window: &mut Window, key: egui::Key) {
    window.key_press(key);
    window.step();
    window.step();
}

#[test]
fn the_first_picture_is_seen_before_and_after_the_first_filter() {
    let place = Place::with_pictures(3);
    let mut window = previewing(&place);
    wait_for(&mut window, "40 × 30, RGB, 8 bits");
    window.get_by_role_and_label(egui::Role::Label, "Before");
    window.get_by_role_and_label(egui::Role::Label, &format!("After: {}, radius 5", filters::ALL[0].title));
    tick(&mut window, filters::ALL[11].title);
    wait_for(&mut window, &format!("After: {}", filters::ALL[11].title));
    press(&mut window, "None");
    wait_for(&mut window, "no filter is ticked");
}

#[test]
fn a_click_and_keys_and_buttons_go_from_picture_to_picture() {
    let place = Place::with_pictures(3);
    let mut window = previewing(&place);
    named(&window, egui::Role::Tab, "Problems").click_accesskit();
    window.step();
    pick(&mut window, "p2.png");
    wait_for(&mut window, "42 × 30");
    assert!(named(&window, egui::Role::Button, "Next").accesskit_node().is_disabled());
    press(&mut window, "Previous");
    wait_for(&mut window, "41 × 30");
    canvas(&window).focus();
    window.step();
    window.step();
    key(&mut window, egui::Key::ArrowUp);
    wait_until(&mut window, "the one before", |window| is_named(window, "p0.png"));
    key(&mut window, egui::Key::ArrowRight);
    wait_until(&mut window, "the next one", |window| is_named(window, "p1.png"));
}

/// Whether this is the picture that is seen.
fn is_named(window: &Window, name: &str) -> bool {
    window.query_by_role_and_label(egui::Role::Label, name).is_some()
}

#[test]
fn the_divider_is_moved_by_keys_and_says_where_it_is() {
    let place = Place::with_pictures(1);
    let mut window = previewing(&place);
    assert_eq!(divider_percent(&window), 50.0);
    named(&window, egui::Role::Slider, "Divider between before and after").focus();
    window.step();
    window.step();
    key(&mut window, egui::Key::ArrowLeft);
    assert_eq!(divider_percent(&window), 49.0);
    key(&mut window, egui::Key::End);
    assert_eq!(divider_percent(&window), 100.0);
    named(&window, egui::Role::Slider, "Divider between before and after").set_value_accesskit(25.0);
    window.step();
    window.step();
    assert_eq!(divider_percent(&window), 25.0);
    let at = named(&window, egui::Role::Slider, "Divider between before and after").rect().center();
    window.drag_at(at);
    window.step();
    window.hover_at(at + vec2(canvas(&window).rect().width() / 4.0, 0.0));
    window.step();
    window.drop_at(at + vec2(canvas(&window).rect().width() / 4.0, 0.0));
    window.step();
    window.step();
    assert!((divider_percent(&window) - 50.0).abs() <= 1.0, "{}", divider_percent(&window));
}

#[test]
fn layouts_are_chosen_by_button_and_key() {
    let place = Place::with_pictures(1);
    let mut window = previewing(&place);
    named(&window, egui::Role::RadioButton, "Layout: Side by side").click_accesskit();
    wait_until(&mut window, "two places", |window| window.query_all_by_role(egui::Role::Image).count() >= 2);
    assert!(window.query_by_role_and_label(egui::Role::Slider, "Divider between before and after").is_none());
    key(&mut window, egui::Key::B);
    window.get_by_role_and_label(egui::Role::Image, "Before");
    press(&mut window, "Flip");
    window.step();
    let after = format!("After: {}, radius 5", filters::ALL[0].title);
    window.get_by_role_and_label(egui::Role::Image, &after);
}

#[test]
fn pixels_are_seen_from_near_with_their_values() {
    let place = Place::new();
    let samples = Samples::U16((0..9 * 9 * 2).map(|n| n * 300).collect());
    place.add_raster("p.png", &Raster::new(9, 9, Layout::GreyAlpha, samples).unwrap());
    let mut window = open(&place.pictures());
    wait_for(&mut window, "9 × 9, grey with alpha, 16 bits");
    press(&mut window, "Zoom 1:1");
    wait_for(&mut window, "100 %");
    canvas(&window).focus();
    window.step();
    window.step();
    for _ in 0..5 {
        key(&mut window, egui::Key::Plus);
    }
    wait_for(&mut window, "800 %");
    wait_until(&mut window, "the values", |window| is_told(window, "Pixel 4, 4 · Before 24000 24300 · After "));
    key(&mut window, egui::Key::Num0);
    wait_for(&mut window, "3200 %");
}

#[test]
fn what_is_no_picture_says_so_in_its_place() {
    let place = Place::with_pictures(1);
    std::fs::write(place.pictures().join("a.png"), "no picture").unwrap();
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    let reason = "This is not a picture of a format that can be read; convert it to PNG or JPEG first";
    wait_until(&mut window, reason, |window| window.query_by_role_and_label(egui::Role::Label, reason).is_some());
    press(&mut window, "Next");
    wait_for(&mut window, "40 × 30");
}

#[test]
fn the_smallest_picture_is_seen() {
    let place = Place::new();
    place.add("p.png", 1, 1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 × 1, RGB, 8 bits");
    wait_for(&mut window, "3200 %");
}

#[test]
fn values_that_a_filter_refuses_are_told_with_the_reason() {
    let place = Place::with_pictures(1);
    let mut window = previewing(&place);
    let refusing = filters::ALL.iter().find(|filter| filter.params.iter().any(|param| param.is_list())).unwrap();
    tick(&mut window, refusing.title);
    wait_for(&mut window, &format!("After: {}", refusing.title));
    let names = window.query_all_by_role(egui::Role::SpinButton);
    let n_numbers = names.filter(|node| is_called(node, "Weights")).count();
    for n in 0..n_numbers {
        let number = window.query_all_by_role(egui::Role::SpinButton).filter(|node| is_called(node, "Weights")).nth(n);
        number.unwrap().set_value_accesskit(0.0);
        window.step();
    }
    wait_for(&mut window, &format!("{}: the weights add up to zero", refusing.title));
}

#[test]
fn nothing_is_worked_out_while_comparing() {
    let place = Place::with_pictures(2);
    (0..6).for_each(|n| drop(place.add(&format!("q{n}.png"), 800, 600)));
    let mut window = previewing(&place);
    press(&mut window, "Compare");
    wait_until(&mut window, "its progress", |window| window.query_all_by_label_contains("Round ").next().is_some());
    pick(&mut window, "p1.png");
    wait_for(&mut window, "Waits until the comparison is over");
    press(&mut window, "Stop");
    wait_for(&mut window, "41 × 30");
}
