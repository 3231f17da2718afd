//! What the keyboard is at: in view, and not lost.

use egui::{Key, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

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
    let last = |window: &Window| named(window, Role::RadioButton, "Transparency: Keep").rect();
    let bottom = |window: &Window| last(window).bottom();
    assert!(bottom(&window) > run_bar, "it is out of view");
    named(&window, Role::RadioButton, "Transparency: Keep").focus();
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

/// Goes on by Tab until this has the focus.
pub(super) fn tab_to(window: &mut Window, role: Role, label: &str) {
    for _ in 0..300 {
        if window.query_by_role_and_label(role, label).is_some_and(|node| node.is_focused()) {
            return;
        }
        window.key_press(Key::Tab);
        step(window, 2);
    }
    panic!("Tab never comes to {label}");
}

#[test]
fn tab_goes_on_from_where_the_focus_was() {
    let (_place, mut window) = low();
    named(&window, Role::TextInput, "Find pictures by name").focus();
    step(&mut window, 2);
    window.key_press(Key::Tab);
    step(&mut window, 2);
    let next = super::reading::focused(&window).unwrap();
    named(&window, Role::TextInput, "Find pictures by name").focus();
    step(&mut window, 2);
    window.key_press(Key::Escape);
    step(&mut window, 3);
    assert_eq!(super::reading::focused(&window), None, "Escape leaves the field");
    window.key_press(Key::Tab);
    step(&mut window, 2);
    assert_eq!(super::reading::focused(&window).unwrap(), next);
}

#[test]
fn a_button_that_has_nothing_left_to_do_keeps_the_focus() {
    let (_place, mut window) = low();
    let is_on =
        |window: &Window| named(window, Role::CheckBox, pixloom::filters::ALL[0].title).accesskit_node().toggled();
    let before = is_on(&window);
    tab_to(&mut window, Role::Button, "None");
    window.key_press(Key::Enter);
    step(&mut window, 3);
    assert_ne!(is_on(&window), before);
    named(&window, Role::Button, "Undo").focus();
    step(&mut window, 2);
    for _ in 0..3 {
        window.key_press(Key::Enter);
        step(&mut window, 4);
        assert!(is_focused(&window, Role::Button, "Undo"), "{:?}", super::reading::focused(&window));
        assert_eq!(is_on(&window), before, "nothing is done again");
    }
}

#[test]
fn what_is_elsewhere_does_not_scroll_the_recipes() {
    let (_place, mut window) = low();
    let top = |window: &Window| named(window, Role::Button, "New chain").rect().top();
    let before = top(&window);
    for (role, label) in [(Role::RadioButton, "Measure: Whole"), (Role::RadioButton, "Theme: Auto")] {
        named(&window, role, label).focus();
        step(&mut window, 60);
        assert!((top(&window) - before).abs() < 1.0, "{label} scrolls the recipes");
    }
}

#[test]
fn a_part_that_had_the_focus_has_it_again_when_a_sheet_is_closed() {
    let (_place, mut window) = low();
    for _ in 0..2 {
        window.key_press(Key::F6);
        step(&mut window, 2);
    }
    window.key_press(Key::F1);
    step(&mut window, 3);
    window.key_press(Key::Escape);
    step(&mut window, 4);
    assert!(is_focused(&window, Role::Group, "Pictures"), "{:?}", super::reading::focused(&window));
}

#[test]
fn a_step_that_is_moved_by_its_button_takes_the_focus_along() {
    let (_place, mut window) = low();
    let titles = [1, 2, 3].map(|idx| pixloom::filters::ALL[idx].title);
    super::press(&mut window, "New chain");
    step(&mut window, 2);
    super::press(&mut window, titles[0]);
    step(&mut window, 3);
    for (chain, title) in
        [(titles[0].to_owned(), titles[1]), (format!("{}, then {}", titles[0], titles[1].to_lowercase()), titles[2])]
    {
        let add = format!("Add step to {chain}");
        named(&window, Role::Button, &add).focus();
        step(&mut window, 2);
        window.key_press(Key::Enter);
        step(&mut window, 2);
        named(&window, Role::Button, title).focus();
        step(&mut window, 2);
        window.key_press(Key::Enter);
        step(&mut window, 4);
        let now = super::reading::focused(&window).unwrap().0;
        assert!(now.starts_with("Add step to "), "the focus is at {now}");
    }
    let down = |n: usize| format!("Move down, step {n}, {}", titles[0]);
    named(&window, Role::Button, &down(1)).focus();
    step(&mut window, 2);
    window.key_press(Key::Enter);
    step(&mut window, 3);
    assert!(is_focused(&window, Role::Button, &down(2)), "{:?}", super::reading::focused(&window));
    window.key_press(Key::Enter);
    step(&mut window, 3);
    let grip = format!("Step 3 of 3, {}", titles[0]);
    assert!(is_focused(&window, Role::Button, &grip), "{:?}", super::reading::focused(&window));
}

#[test]
fn the_whole_of_a_menu_is_reached_by_keys() {
    let (_place, mut window) = low();
    let last = pixloom::filters::ALL.last().unwrap().title;
    super::press(&mut window, "New chain");
    step(&mut window, 2);
    tab_to(&mut window, Role::Button, last);
    step(&mut window, 60);
    let entry = named(&window, Role::Button, last).rect();
    let menu = named(&window, Role::Menu, "New chain").rect();
    assert!(menu.contains(entry.center()), "{entry:?} is not seen in {menu:?}");
}

#[test]
fn keys_go_from_part_to_part_and_tab_goes_on_within() {
    let (_place, mut window) = low();
    let parts = ["Folder and window", "Pictures", "View", "Recipes and outputs", "Run and compare"];
    for part in parts.iter().chain(&parts[..1]) {
        window.key_press(Key::F6);
        step(&mut window, 2);
        assert!(is_focused(&window, Role::Group, part), "{part}: {:?}", super::reading::focused(&window));
    }
    window.key_press_modifiers(egui::Modifiers::SHIFT, Key::F6);
    step(&mut window, 2);
    assert!(is_focused(&window, Role::Group, "Run and compare"));
    window.key_press(Key::Tab);
    step(&mut window, 2);
    assert!(is_focused(&window, Role::CheckBox, "Sequential"), "{:?}", super::reading::focused(&window));
    assert!(window.query_by_role_and_label(Role::Group, "Run and compare").is_none(), "a part is no stop of Tab");
    window.key_press(Key::F6);
    step(&mut window, 2);
    assert!(is_focused(&window, Role::Group, "Folder and window"));
}

#[test]
fn arrows_choose_among_what_excludes_each_other() {
    let (_place, mut window) = low();
    tab_to(&mut window, Role::RadioButton, "Theme: Auto");
    for (key, theme) in [
        (Key::ArrowRight, "Theme: Light"),
        (Key::ArrowRight, "Theme: Dark"),
        (Key::ArrowRight, "Theme: Dark"),
        (Key::ArrowLeft, "Theme: Light"),
    ] {
        window.key_press(key);
        step(&mut window, 3);
        assert!(is_focused(&window, Role::RadioButton, theme), "{theme}: {:?}", super::reading::focused(&window));
        let toggled = named(&window, Role::RadioButton, theme).accesskit_node().toggled();
        assert_eq!(toggled, Some(egui::accesskit::Toggled::True), "{theme}");
    }
}

#[test]
fn a_large_output_gives_the_focus_back_to_its_place() {
    let (_place, mut window) = low();
    super::press(&mut window, "Run");
    wait_for(&mut window, "Done: ");
    super::wait_until(&mut window, "outputs", |window| {
        window
            .query_all_by_role(Role::Button)
            .any(|n| n.accesskit_node().label().is_some_and(|label| label.starts_with("blur_p0.png")))
    });
    let label = window
        .query_all_by_role(Role::Button)
        .find_map(|node| node.accesskit_node().label().filter(|label| label.starts_with("blur_p0.png")))
        .unwrap();
    named(&window, Role::Button, &label).focus();
    step(&mut window, 2);
    window.key_press(Key::Enter);
    step(&mut window, 4);
    assert!(window.query_by_role_and_label(Role::Dialog, "Output, large").is_some());
    window.key_press(Key::Escape);
    step(&mut window, 4);
    assert!(window.query_by_role_and_label(Role::Dialog, "Output, large").is_none());
    assert!(is_focused(&window, Role::Button, &label), "{:?}", super::reading::focused(&window));
}

#[test]
fn the_last_step_that_is_deleted_leaves_the_focus_to_what_is_near() {
    let (_place, mut window) = low();
    let title = pixloom::filters::ALL[1].title;
    super::press(&mut window, "New chain");
    step(&mut window, 2);
    super::press(&mut window, title);
    step(&mut window, 3);
    named(&window, Role::Button, &format!("Step 1 of 1, {title}")).focus();
    step(&mut window, 2);
    window.key_press(Key::Delete);
    step(&mut window, 4);
    assert!(window.query_by_label_contains("Step 1 of 1").is_none(), "it is gone");
    assert!(super::reading::focused(&window).is_some(), "the focus is lost");
}

#[test]
fn a_panel_that_folds_has_the_focus_at_what_unfolds_it() {
    let (_place, mut window) = low();
    for (fold, unfold) in [
        ("Fold the pictures away", "Unfold the pictures"),
        ("Fold recipes and outputs away", "Unfold recipes and outputs"),
    ] {
        named(&window, Role::Button, fold).focus();
        step(&mut window, 2);
        for next in [unfold, fold] {
            window.key_press(Key::Enter);
            step(&mut window, 4);
            assert!(is_focused(&window, Role::Button, next), "{next}: {:?}", super::reading::focused(&window));
        }
    }
}
