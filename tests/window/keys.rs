//! Keys that work everywhere, and the sheet that tells them.

use egui::accesskit::Toggled;
use egui::{Key, Modifiers, vec2};

use super::*;

pub(super) fn press_keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.step();
    window.step();
}

fn is_seen(window: &Window, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn a_sheet_tells_all_keys_and_goes_away_again() {
    let mut window = window(USUAL, None);
    window.step();
    press_keys(&mut window, Modifiers::NONE, Key::F1);
    wait_for(&mut window, "Ctrl+Shift+R");
    for title in ["Work and results", "In the preview", "Everything larger", "Try sample pictures"] {
        assert!(is_seen(&window, title), "{title}");
    }
    press_keys(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!is_seen(&window, "Everything larger"));
    press_keys(&mut window, Modifiers::SHIFT, Key::Questionmark);
    assert!(is_seen(&window, "Everything larger"));
    press(&mut window, "Close");
    window.step();
    assert!(!is_seen(&window, "Everything larger"));
}

#[test]
fn the_sheet_has_as_many_columns_as_there_is_room_for() {
    for (size, n_beside) in [(USUAL, 3), (vec2(860.0, 640.0), 2)] {
        let mut window = window(size, None);
        window.step();
        press_keys(&mut window, Modifiers::NONE, Key::F1);
        wait_for(&mut window, "Ctrl+Shift+R");
        let heads = ["Pictures and filters", "Work and results", "In the preview"];
        let rects = heads.map(|head| window.get_by_label(head).rect());
        let n_in_first_row = rects.iter().filter(|rect| (rect.top() - rects[0].top()).abs() < 2.0).count();
        assert_eq!(n_in_first_row, n_beside, "{size:?}");
        assert!(rects.iter().all(|rect| rect.right() < size.x), "{size:?}");
    }
}

#[test]
fn keys_change_view_theme_and_size() {
    let place = Place::with_pictures(2);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    press_keys(&mut window, Modifiers::COMMAND, Key::Num2);
    wait_for(&mut window, "Plan");
    let is_on = |window: &Window, role, name: &str| named(window, role, name).accesskit_node().toggled();
    assert_eq!(is_on(&window, egui::Role::Tab, "Plan"), Some(Toggled::True));
    press_keys(&mut window, Modifiers::COMMAND, Key::T);
    assert_eq!(is_on(&window, egui::Role::RadioButton, "Theme: Light"), Some(Toggled::True));
    press_keys(&mut window, Modifiers::COMMAND, Key::Plus);
    assert!((window.ctx.zoom_factor() - 1.1).abs() < 1e-6, "{}", window.ctx.zoom_factor());
    press_keys(&mut window, Modifiers::COMMAND, Key::Num0);
    window.step();
    assert!((window.ctx.zoom_factor() - 1.0).abs() < 1e-6, "{}", window.ctx.zoom_factor());
}

#[test]
fn letters_being_typed_are_no_keys() {
    let mut window = window(USUAL, None);
    window.step();
    named(&window, egui::Role::TextInput, "Folder path").focus();
    window.step();
    press_keys(&mut window, Modifiers::SHIFT, Key::Questionmark);
    assert!(!is_seen(&window, "Everything larger"));
}

#[test]
fn home_and_end_bring_sliders_to_their_ends() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    let value = |window: &Window| named(window, egui::Role::Slider, "Quality").accesskit_node().numeric_value();
    named(&window, egui::Role::Slider, "Quality").focus();
    window.step();
    for (key, end) in [(Key::Home, 1.0), (Key::End, 100.0)] {
        press_keys(&mut window, Modifiers::NONE, key);
        window.step();
        assert_eq!(value(&window), Some(end));
    }
}

#[test]
fn the_box_beside_the_rounds_says_what_it_is_for() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    named(&window, egui::Role::CheckBox, "Rounds: Auto, as many as it takes").click_accesskit();
    window.step();
    window.step();
    assert!(named(&window, egui::Role::SpinButton, "Rounds").accesskit_node().is_disabled());
}
