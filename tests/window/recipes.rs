//! Recipes are built, moved and taken back by what people read and press.

use super::*;

/// Opens a menu and presses an entry of it.
fn choose(window: &mut Window, menu: &str, entry: &str) {
    press(window, menu);
    window.step();
    press(window, entry);
    window.step();
}

fn key(window: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    window.step();
    window.step();
}

fn has(window: &Window, role: egui::Role, label: &str) -> bool {
    window.query_by_role_and_label(role, label).is_some()
}

fn step(n: usize, of: usize, title: &str) -> String {
    format!("Step {n} of {of}, {title}")
}

/// A chain of the second and the third filter, which have no values; the titles of both.
fn with_chain(place: &Place) -> (Window, [&'static str; 2]) {
    let titles = [filters::ALL[1].title, filters::ALL[2].title];
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    press(&mut window, "None");
    choose(&mut window, "New chain", titles[0]);
    choose(&mut window, &format!("Add step to {}", titles[0]), titles[1]);
    wait_for(&mut window, "1 picture × 1 recipe = 1 output");
    (window, titles)
}

#[test]
fn a_chain_is_built_run_and_taken_back() {
    let place = Place::with_pictures(1);
    let (mut window, [first, second]) = with_chain(&place);
    let title = format!("{first}, then {}", second.to_lowercase());
    assert!(has(&window, egui::Role::CheckBox, &title));
    press(&mut window, "Run");
    wait_for(&mut window, "Done: 1 output made");
    let name = format!("{}+{}_p0.png", filters::ALL[1].id, filters::ALL[2].id);
    assert!(place.pictures().join("pixloom").join(name).exists());
    press(&mut window, "Undo");
    window.step();
    assert!(!has(&window, egui::Role::CheckBox, &title));
    key(&mut window, egui::Modifiers::COMMAND, egui::Key::Y);
    assert!(has(&window, egui::Role::CheckBox, &title));
    key(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(!has(&window, egui::Role::CheckBox, &title));
    key(&mut window, egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::Z);
    press(&mut window, &format!("Remove {title}"));
    window.step();
    assert!(!has(&window, egui::Role::CheckBox, &title));
}

#[test]
fn steps_are_moved_by_keys_buttons_and_the_pointer() {
    let place = Place::with_pictures(1);
    let (mut window, [first, second]) = with_chain(&place);
    named(&window, egui::Role::Button, &step(1, 2, first)).focus();
    window.step();
    key(&mut window, egui::Modifiers::ALT, egui::Key::ArrowDown);
    assert!(has(&window, egui::Role::Button, &step(2, 2, first)));
    key(&mut window, egui::Modifiers::ALT, egui::Key::ArrowUp);
    assert!(has(&window, egui::Role::Button, &step(1, 2, first)), "the focus went along");
    press(&mut window, &format!("Move down, step 1, {first}"));
    window.step();
    assert!(has(&window, egui::Role::Button, &step(1, 2, second)));
    let from = named(&window, egui::Role::Button, &step(1, 2, second)).rect().center();
    let to = named(&window, egui::Role::Button, &step(2, 2, first)).rect().center_bottom() - vec2(0.0, 4.0);
    drag(&mut window, from, to);
    assert!(has(&window, egui::Role::Button, &step(2, 2, second)));
    named(&window, egui::Role::Button, &step(1, 2, first)).focus();
    window.step();
    key(&mut window, egui::Modifiers::NONE, egui::Key::Delete);
    assert!(has(&window, egui::Role::Button, &step(1, 1, second)));
}

#[test]
fn a_filter_is_dragged_into_a_chain() {
    let place = Place::with_pictures(1);
    let (mut window, [first, second]) = with_chain(&place);
    let third = filters::ALL[3].title;
    let from = named(&window, egui::Role::CheckBox, third).rect().center();
    let to = named(&window, egui::Role::Button, &step(1, 2, first)).rect().center_bottom() - vec2(0.0, 4.0);
    drag(&mut window, from, to);
    for (n, title) in [(1, first), (2, third), (3, second)] {
        assert!(has(&window, egui::Role::Button, &step(n, 3, title)), "{title}");
    }
    assert!(has(&window, egui::Role::CheckBox, third), "the filter itself stays where it is");
}

fn drag(window: &mut Window, from: egui::Pos2, to: egui::Pos2) {
    window.drag_at(from);
    window.step();
    for way in [0.3, 0.7, 1.0] {
        window.hover_at(from.lerp(to, way));
        window.step();
    }
    window.drop_at(to);
    window.step();
    window.step();
}

#[test]
fn a_slider_is_taken_back_as_a_whole() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    let label = format!("{}: {}", filters::ALL[0].title, filters::ALL[0].params[0].label);
    let value = |window: &Window| named(window, egui::Role::Slider, &label).accesskit_node().numeric_value();
    let before = value(&window);
    let from = named(&window, egui::Role::Slider, &label).rect().left_center() + vec2(12.0, 0.0);
    drag(&mut window, from, from + vec2(40.0, 0.0));
    assert_ne!(value(&window), before);
    press(&mut window, "Undo");
    window.step();
    assert_eq!(value(&window), before);
    assert!(named(&window, egui::Role::Button, "Undo").accesskit_node().is_disabled());
}

#[test]
fn weights_that_the_kernel_refuses_are_refused_with_the_reason() {
    let place = Place::with_pictures(1);
    let mut window = window(vec2(1024.0, 640.0), Some(place.pictures()));
    wait_for(&mut window, "1 picture");
    let kernel = filters::ALL.iter().find(|filter| filter.params.iter().any(|param| param.is_list())).unwrap();
    press(&mut window, "None");
    tick(&mut window, kernel.title);
    window.step();
    let list = kernel.params.iter().find(|param| param.is_list()).unwrap();
    let left = window.get_by_role_and_label(egui::Role::Label, "Recipes").rect().left();
    assert!(
        named(&window, egui::Role::Button, "More").rect().right() - left < 300.0,
        "the panel is as narrow as before"
    );
    let middle = format!("{}, row 2, column 2", list.label);
    named(&window, egui::Role::SpinButton, &middle).set_value_accesskit(0.0);
    wait_for(&mut window, "the weights add up to zero");
    assert!(named(&window, egui::Role::Button, "Run").accesskit_node().is_disabled());
    wait_for(&mut window, &format!("{} cannot be run: ", kernel.title));
    named(&window, egui::Role::SpinButton, &middle).set_value_accesskit(3.0);
    wait_until(&mut window, "a kernel that works", |window| {
        !named(window, egui::Role::Button, "Run").accesskit_node().is_disabled()
    });
}

#[test]
fn filters_are_ticked_by_the_pointer() {
    let place = Place::with_pictures(1);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    let is_on = |window: &Window, title| named(window, egui::Role::CheckBox, title).accesskit_node().toggled();
    for title in [filters::ALL[0].title, filters::ALL[1].title] {
        let before = is_on(&window, title);
        // On the box, then on the label.
        for at in [12.0, 48.0] {
            let rect = named(&window, egui::Role::CheckBox, title).rect();
            let at = rect.left_center() + vec2(at, 0.0);
            window.hover_at(at);
            window.step();
            window.drag_at(at);
            window.step();
            window.drop_at(at);
            (0..3).for_each(|_| window.step());
            let is_first = at.x < rect.left() + 20.0;
            assert_eq!(is_on(&window, title) == before, !is_first, "{title} at {at}");
        }
    }
}
