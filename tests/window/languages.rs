//! The window in Korean: one journey, and a change of language on the way.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pixloom::gui::Workbench;
use pixloom::machine::Machine;
use pixloom::report::history::History;
use pixloom::words::Language;
use pixloom::{filters, strategies};

use super::{USUAL, Window, named, press, tick, wait_for, window_of};
use crate::common::Place;

/// What is written in Latin letters in Korean too: names, units, keys, and the words of the command line.
const LATIN: &str = "Pixloom English Pillow PNG JPEG RGB CPU USL Karp-Flatt Holm MP/s MiB MP kB MB ms µs px png broken \
                     Ctrl Shift Alt Delete Enter Home End Esc Left Right Up Down Page up down Space pixloom";

/// What the window's library calls the edges of panels; it takes no other words for them.
const EDGES: &str = "Resize panel";

fn korean(place: &Place) -> Window {
    let (folder, kept) = (place.pictures(), History::at(place.path("history")));
    window_of(USUAL, move |ctx| {
        let workbench = Workbench::new(ctx, Some(folder.clone())).with_history(kept.clone());
        workbench.in_language(Language::Korean)
    })
}

/// Everything that the window says now.
fn said(window: &Window) -> Vec<String> {
    let nodes = window.root().children_recursive();
    let said = nodes.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()]);
    said.flatten().collect()
}

/// English that is left over: words of two letters or more that are no names, of files or of the machine.
fn english(window: &Window, place: &Place) -> Vec<String> {
    let machine = Machine::probe();
    let names = [&*place.pictures().display().to_string(), &machine.processor, &machine.os, EDGES, " UTC"];
    let is_known = |word: &str| word.len() < 2 || LATIN.split(' ').any(|known| known == word);
    let is_left_over = |text: &String| {
        let text = names.iter().fold(text.clone(), |text, name| text.replace(name, ""));
        // Outputs are named by them.
        let text = filters::ALL.iter().fold(text, |text, filter| text.replace(&format!("{}_", filter.id), ""));
        let mut words = text.split(|letter: char| !letter.is_ascii_alphabetic() && !"-/µ".contains(letter));
        words.any(|word| !is_known(word.trim_matches(['-', '/'])))
    };
    said(window).into_iter().filter(is_left_over).collect()
}

fn assert_korean(window: &Window, place: &Place, view: &str) {
    let left = english(window, place);
    assert!(left.is_empty(), "{view}: {left:#?}");
}

fn see(window: &mut Window, tab: &str) {
    named(window, Role::Tab, tab).click_accesskit();
    window.step();
    window.step();
}

#[test]
fn a_whole_journey_speaks_korean() {
    let place = Place::with_pictures(2);
    std::fs::write(place.pictures().join("broken.png"), "no picture").unwrap();
    let mut window = korean(&place);
    wait_for(&mut window, "사진 3장");
    let titles = filters::ALL.iter().map(|filter| filter.korean.title);
    for title in titles.chain(strategies::ALL.iter().map(|strategy| strategy.korean.title)) {
        assert!(window.query_all_by_role_and_label(Role::CheckBox, title).next().is_some(), "{title}");
    }
    wait_for(&mut window, "적용 전");
    assert_korean(&window, &place, "미리 보기");
    for (tab, text) in
        [("계획", "새로"), ("비교", "아직 비교한 것이 없습니다"), ("확장성", "단계별"), ("타임라인", "아직 타임라인이")]
    {
        see(&mut window, tab);
        wait_for(&mut window, text);
        assert_korean(&window, &place, tab);
    }
    named(&window, Role::SpinButton, "라운드").set_value_accesskit(1.0);
    window.step();
    tick(&mut window, "단계별");
    press(&mut window, "비교");
    wait_for(&mut window, "모든 바이트가 같습니다");
    for tab in ["비교", "확장성", "타임라인", "문제 (1)"] {
        see(&mut window, tab);
        wait_for(&mut window, "전략");
        // Other threads word curves and timelines.
        std::thread::sleep(std::time::Duration::from_millis(200));
        window.step();
        assert_korean(&window, &place, tab);
    }
    wait_for(&mut window, "읽을 수 있는 형식의 사진이 아닙니다");
    press(&mut window, "실행");
    wait_for(&mut window, "완료: 출력 16개 생성");
    assert_korean(&window, &place, "결과");
    super::keys::press_keys(&mut window, Modifiers::NONE, Key::F1);
    wait_for(&mut window, "사진과 필터");
    assert_korean(&window, &place, "단축키");
}

#[test]
fn the_language_changes_at_once_and_by_a_key() {
    let place = Place::with_pictures(2);
    let mut window = korean(&place);
    wait_for(&mut window, "사진 2장");
    super::keys::press_keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    wait_for(&mut window, "2 pictures");
    super::keys::press_keys(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    wait_for(&mut window, "사진 2장");
    assert!(window.query_by_role_and_label(Role::Button, "Run").is_none());
}
