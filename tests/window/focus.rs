//! What the keyboard is at: in view, and not lost.

use egui::{Key, Role, vec2};
use egui_kittest::kittest::Queryable as _;

use super::{Window, named, wait_for, window};
use crate::common::Place;

/// A window in which not all recipes are in view.
fn low() -> (Place, Window) {
    let place = Place::with_pictures(1);
    let mut window = window(vec2(1024.0, 640.0), Some(place.pictures()));
    wait_for(&mut window, "1 picture");
    (place, window)
}

fn step(window: &mut Window, n: usize) {
    (0..n).for_each(|_| window.step());
}

fn is_focused(window: &Window, role: Role, label: &str) -> bool {
    named(window, role, label).is_focused()
}

#[test]
fn what_gets_the_focus_comes_into_view() {
    let (_place, mut window) = low();
    let run_bar = named(&window, Role::Button, "Run").rect().top();
    let bottom = |window: &Window| named(window, Role::TextInput, "Output folder").rect().bottom();
    assert!(bottom(&window) > run_bar, "it is out of view");
    named(&window, Role::TextInput, "Output folder").focus();
    // The list scrolls smoothly.
    step(&mut window, 60);
    assert!(bottom(&window) < run_bar, "{} is below {run_bar}", bottom(&window));
}

#[test]
fn a_field_that_enter_has_finished_keeps_the_focus() {
    let (_place, mut window) = low();
    named(&window, Role::SpinButton, "Rounds").focus();
    step(&mut window, 2);
    window.key_press(Key::Enter);
    step(&mut window, 3);
    assert!(is_focused(&window, Role::SpinButton, "Rounds"));
}

#[test]
fn a_list_closes_when_a_line_is_chosen_and_gives_the_focus_back() {
    let (_place, mut window) = low();
    named(&window, Role::ComboBox, "Format: As the picture").focus();
    window.step();
    window.key_press(Key::Enter);
    step(&mut window, 2);
    named(&window, Role::Button, "WebP").focus();
    step(&mut window, 2);
    window.key_press(Key::Enter);
    step(&mut window, 4);
    assert!(window.query_by_role_and_label(Role::Button, "WebP").is_none(), "the list is still open");
    assert!(is_focused(&window, Role::ComboBox, "Format: WebP"));
}

#[test]
fn a_sheet_gives_the_focus_back_however_it_was_opened_and_closed() {
    let (_place, mut window) = low();
    for closing in ["Escape", "Close"] {
        named(&window, Role::CheckBox, "Sweep").focus();
        step(&mut window, 2);
        window.key_press(Key::F1);
        step(&mut window, 3);
        window.key_press(Key::Tab);
        step(&mut window, 2);
        assert!(!is_focused(&window, Role::CheckBox, "Sweep"), "the sheet has the keys");
        match closing {
            "Close" => super::press(&mut window, closing),
            _ => window.key_press(Key::Escape),
        }
        step(&mut window, 4);
        assert!(window.query_by_label("Everything larger").is_none(), "the sheet is still open");
        assert!(is_focused(&window, Role::CheckBox, "Sweep"), "closed by {closing}");
    }
}
