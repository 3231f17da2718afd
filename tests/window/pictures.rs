//! The list of pictures: laid out, found, sorted and ticked, by hand and by keys.

use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Role};
use pixloom::raster::{Layout, Raster, Samples};

use super::*;

/// The pictures that are seen, in order.
fn seen(window: &Window) -> Vec<String> {
    let options = window.query_all_by_role(Role::ListBoxOption);
    options.filter_map(|node| node.accesskit_node().label()).collect()
}

fn is_ticked(window: &Window, name: &str) -> bool {
    let option = window.get_by_role_and_label(Role::ListBoxOption, name).accesskit_node();
    let label = format!("Include {name}");
    let tick = named(window, Role::CheckBox, &label).accesskit_node().toggled();
    assert_eq!(option.toggled(), tick, "both tell the same");
    tick == Some(Toggled::True)
}

fn ticked(window: &Window) -> Vec<String> {
    seen(window).into_iter().filter(|name| is_ticked(window, name)).collect()
}

/// The picture that is looked at.
fn current(window: &Window) -> Option<String> {
    let mut options = window.query_all_by_role(Role::ListBoxOption);
    options.find(|node| node.accesskit_node().is_selected() == Some(true))?.accesskit_node().label()
}

/// Draws until this is said of what is ticked.
fn wait_for_ticks(window: &mut Window, said: &str) {
    let is_said = |window: &Window| {
        named(window, Role::CheckBox, "Tick all listed pictures").accesskit_node().value().as_deref() == Some(said)
    };
    wait_until(window, said, is_said);
}

fn keys(window: &mut Window, modifiers: Modifiers, keys: &[Key]) {
    for key in keys {
        window.key_press_modifiers(modifiers, *key);
        window.step();
        window.step();
    }
}

fn focus_list(window: &mut Window) {
    named(window, Role::ListBox, "Pictures").focus();
    window.step();
    window.step();
}

/// Types into the field for names, which a key leads to.
fn find(window: &mut Window, letters: &str) {
    keys(window, Modifiers::COMMAND, &[Key::F]);
    named(window, Role::TextInput, "Find pictures by name").type_text(letters);
    window.step();
}

fn sort_by(window: &mut Window, before: &str, title: &str) {
    named(window, Role::ComboBox, &format!("Sorted by: {before}")).click_accesskit();
    wait_until(window, title, |window| window.query_by_role_and_label(Role::Button, title).is_some());
    press(window, title);
    window.step();
}

/// The window with so many pictures.
fn listing(n: usize) -> (Place, Window) {
    let place = Place::with_pictures(n);
    let mut window = open(&place.pictures());
    wait_for(&mut window, &format!("{n} pictures"));
    (place, window)
}

#[test]
fn pictures_stand_in_a_grid_or_a_list_with_what_is_known_of_them() {
    let (_place, mut window) = listing(3);
    assert_eq!(seen(&window), ["p0.png", "p1.png", "p2.png"]);
    let side_by_side = |window: &Window| {
        let top = |name: &str| named(window, Role::ListBoxOption, name).rect().top();
        top("p0.png") == top("p1.png")
    };
    assert!(side_by_side(&window));
    named(&window, Role::RadioButton, "Layout of pictures: List").click_accesskit();
    window.step();
    window.step();
    assert!(!side_by_side(&window));
    let told = |window: &Window| {
        named(window, Role::ListBoxOption, "p1.png").accesskit_node().description().unwrap_or_default()
    };
    wait_until(&mut window, "its size", |window| told(window).starts_with("PNG · 0.001 MP · "));
    keys(&mut window, Modifiers::COMMAND, &[Key::L]);
    assert!(side_by_side(&window));
}

#[test]
fn pictures_are_found_by_name_and_the_way_leads_through_the_found_ones() {
    let (_place, mut window) = listing(13);
    find(&mut window, "P1");
    wait_for_ticks(&mut window, "4 found, all ticked");
    assert_eq!(seen(&window), ["p1.png", "p10.png", "p11.png", "p12.png"]);
    press(&mut window, "Next");
    window.step();
    assert_eq!(current(&window).as_deref(), Some("p1.png"), "from one that is not found to the first that is");
    press(&mut window, "Next");
    window.step();
    assert_eq!(current(&window).as_deref(), Some("p10.png"));
    find(&mut window, "x");
    wait_for(&mut window, "No such picture");
    press(&mut window, "Clear what is to be found");
    wait_until(&mut window, "all pictures", |window| seen(window).first().is_some_and(|name| name == "p0.png"));
}

#[test]
fn pictures_are_sorted_and_turned_around() {
    let place = Place::new();
    for (name, side) in [("a.png", 20), ("b.tiff", 60), ("c.png", 40)] {
        place.add_raster(name, &grey(side));
    }
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    sort_by(&mut window, "Name", "Megapixels");
    wait_until(&mut window, "them sorted", |window| seen(window) == ["a.png", "c.png", "b.tiff"]);
    press(&mut window, "Order: Smallest first");
    window.step();
    assert_eq!(seen(&window), ["b.tiff", "c.png", "a.png"]);
    named(&window, Role::Button, "Order: Largest first");
    sort_by(&mut window, "Megapixels", "Format");
    wait_until(&mut window, "them sorted", |window| seen(window) == ["b.tiff", "c.png", "a.png"]);
    wait_until(&mut window, "its order", |window| {
        window.query_by_role_and_label(Role::Button, "Order: Z to A").is_some()
    });
    sort_by(&mut window, "Format", "Name");
    wait_until(&mut window, "them sorted", |window| seen(window) == ["c.png", "b.tiff", "a.png"]);
}

fn grey(side: usize) -> Raster {
    Raster::new(side, side, Layout::Grey, Samples::U8(vec![7; side * side])).unwrap()
}

#[test]
fn a_run_makes_outputs_of_the_ticked_pictures_and_of_no_others() {
    let (place, mut window) = listing(4);
    press(&mut window, "None");
    tick(&mut window, filters::ALL[0].title);
    tick(&mut window, "Include p0.png");
    tick(&mut window, "Include p2.png");
    wait_for(&mut window, "2 pictures × 1 filter = 2 outputs");
    wait_for_ticks(&mut window, "2 ticked");
    named(&window, Role::Tab, "Plan").click_accesskit();
    wait_for(&mut window, "2 outputs: 2 new, 0 replaced, 0 kept");
    wait_for(&mut window, &planned("p1.png", "p1.png", "new"));
    assert!(window.query_by_label_contains("Left out").is_none());
    assert!(window.query_by_label_contains(&planned("p0.png", "p0.png", "new")).is_none());
    press(&mut window, "Run");
    wait_for(&mut window, "Done: 2 outputs made");
    let id = filters::ALL[0].id;
    let made = ["p1.png", "p3.png"].map(|name| PathBuf::from(format!("{id}_{name}")));
    assert_eq!(outputs_below(&place.pictures().join("pixloom")), made);
}

#[test]
fn what_a_format_cannot_hold_is_told_with_the_results() {
    let place = Place::new();
    let clear = Raster::new(8, 8, Layout::Rgba, Samples::U8(vec![90; 8 * 8 * 4])).unwrap();
    place.add_raster("clear.png", &clear);
    let mut window = open(&place.pictures());
    wait_for(&mut window, "1 picture");
    wait_for(&mut window, "Transparency is copied");
    named(&window, Role::ComboBox, "Format: As the picture").click_accesskit();
    window.run_steps(2);
    window.query_all_by_label("JPEG").last().unwrap().click_accesskit();
    wait_for(&mut window, "Transparency is laid on white: JPEG holds none");
    press(&mut window, "Run");
    wait_for(&mut window, "8 outputs: alpha was laid on white: JPEG holds none");
}

#[test]
fn names_do_not_depend_on_what_is_ticked() {
    let place = Place::new();
    for name in ["a.png", "a.tiff", "b.png"] {
        place.add(name, 20, 20);
    }
    let mut window = open(&place.pictures());
    wait_for(&mut window, "3 pictures");
    press(&mut window, "None");
    tick(&mut window, filters::ALL[0].title);
    named(&window, Role::ComboBox, "Format: As the picture").click_accesskit();
    window.step();
    window.step();
    window.query_all_by_label("QOI").last().unwrap().click_accesskit();
    window.step();
    tick(&mut window, "Include a.png");
    press(&mut window, "Run");
    wait_for(&mut window, "Done: 2 outputs made");
    let id = filters::ALL[0].id;
    let made = [format!("{id}_a-tiff.qoi"), format!("{id}_b.qoi")].map(PathBuf::from);
    assert_eq!(outputs_below(&place.pictures().join("pixloom")), made);
}

#[test]
fn a_comparison_takes_the_ticked_pictures() {
    let (_place, mut window) = listing(5);
    focus_list(&mut window);
    keys(&mut window, Modifiers::ALT, &[Key::N]);
    tick(&mut window, "Include p3.png");
    tick(&mut window, "Include p4.png");
    set_one_round(&mut window);
    press(&mut window, "Compare");
    wait_for(&mut window, "outputs of all ways are identical, byte for byte");
    wait_for(&mut window, &format!("The {} outputs of all ways", 2 * filters::tutorial().len()));
}

#[test]
fn without_a_ticked_picture_nothing_can_be_run() {
    let (_place, mut window) = listing(2);
    tick(&mut window, "Tick all listed pictures");
    wait_for(&mut window, "0 pictures × ");
    assert!(named(&window, Role::Button, "Run").accesskit_node().is_disabled());
    named(&window, Role::Tab, "Plan").click_accesskit();
    wait_for(&mut window, "No picture is ticked");
    tick(&mut window, "Tick all listed pictures");
    wait_for(&mut window, "2 pictures × ");
}

#[test]
fn all_found_pictures_are_ticked_at_once_and_the_others_stay_as_they_were() {
    let (_place, mut window) = listing(13);
    let all = |window: &Window| named(window, Role::CheckBox, "Tick all listed pictures").accesskit_node().toggled();
    assert_eq!(all(&window), Some(Toggled::True));
    find(&mut window, "p1");
    wait_for_ticks(&mut window, "4 found, all ticked");
    tick(&mut window, "Tick all listed pictures");
    wait_for_ticks(&mut window, "4 found, none ticked");
    wait_for(&mut window, "9 pictures × ");
    tick(&mut window, "Include p11.png");
    wait_for_ticks(&mut window, "4 found, 1 ticked");
    assert_eq!(all(&window), Some(Toggled::Mixed));
    press(&mut window, "Invert");
    wait_for_ticks(&mut window, "4 found, 3 ticked");
    assert_eq!(ticked(&window), ["p1.png", "p10.png", "p12.png"]);
    press(&mut window, "Only these");
    wait_for(&mut window, "4 pictures × ");
    press(&mut window, "Clear what is to be found");
    wait_for_ticks(&mut window, "4 ticked");
    // The others are further down.
    assert_eq!(ticked(&window), ["p1.png"]);
}

#[test]
fn stretches_are_ticked_with_shift() {
    let (_place, mut window) = listing(9);
    tick(&mut window, "Include p2.png");
    named(&window, Role::ListBoxOption, "p5.png").click_modifiers(Modifiers::SHIFT);
    window.step();
    window.step();
    assert_eq!(ticked(&window), ["p0.png", "p1.png", "p6.png", "p7.png", "p8.png"]);
}

#[test]
fn keys_go_through_the_list_and_tick() {
    let (_place, mut window) = listing(60);
    named(&window, Role::Tab, "Problems").click_accesskit();
    focus_list(&mut window);
    assert_eq!(current(&window).as_deref(), Some("p0.png"));
    keys(&mut window, Modifiers::NONE, &[Key::ArrowRight, Key::Space]);
    assert_eq!(current(&window).as_deref(), Some("p1.png"));
    assert!(!is_ticked(&window, "p1.png") && is_ticked(&window, "p0.png"));
    keys(&mut window, Modifiers::NONE, &[Key::ArrowRight, Key::ArrowRight]);
    keys(&mut window, Modifiers::SHIFT, &[Key::Space]);
    assert!(["p1.png", "p2.png", "p3.png"].iter().all(|name| !is_ticked(&window, name)));
    keys(&mut window, Modifiers::NONE, &[Key::End]);
    wait_until(&mut window, "the last one", |window| current(window).as_deref() == Some("p59.png"));
    assert!(!seen(&window).contains(&"p0.png".to_owned()), "only what is in view is laid out");
    keys(&mut window, Modifiers::NONE, &[Key::PageUp, Key::ArrowUp]);
    let far = current(&window).unwrap();
    assert!(far != "p59.png" && far != "p0.png", "{far}");
    keys(&mut window, Modifiers::NONE, &[Key::Home]);
    wait_until(&mut window, "the first one", |window| current(window).as_deref() == Some("p0.png"));
    let problems = named(&window, Role::Tab, "Problems").accesskit_node().toggled();
    assert_eq!(problems, Some(Toggled::True), "the view stays");
    keys(&mut window, Modifiers::NONE, &[Key::ArrowRight, Key::Enter]);
    assert_eq!(named(&window, Role::Tab, "Preview").accesskit_node().toggled(), Some(Toggled::True));
    wait_for(&mut window, "41 × 30");
}

#[test]
fn what_is_wrong_with_a_picture_is_told_with_it() {
    let place = Place::with_pictures(1);
    std::fs::write(place.pictures().join("broken.png"), "no picture").unwrap();
    let mut window = open(&place.pictures());
    wait_for(&mut window, "2 pictures");
    let told = |window: &Window| seen(window).iter().any(|name| name.starts_with("broken.png, This is not a picture"));
    wait_until(&mut window, "the reason", told);
}

#[test]
fn a_hundred_thousand_pictures_cost_no_more_nodes_than_a_hundred() {
    let place = Place::new();
    let first = place.add("00000.png", 4, 3);
    let n_nodes = |n: usize, before: usize| {
        (before..n).for_each(|n| std::fs::write(first.with_file_name(format!("{n:05}.png")), "").unwrap());
        let mut window = open(&place.pictures());
        let count = if n > 999 { format!("{},{:03} pictures", n / 1000, n % 1000) } else { format!("{n} pictures") };
        wait_for(&mut window, &count);
        wait_until(&mut window, "all of them", |window| !seen(window).is_empty());
        seen(&window).len()
    };
    assert_eq!(n_nodes(100, 1), n_nodes(3000, 100));
}
