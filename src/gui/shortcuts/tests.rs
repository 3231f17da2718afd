//! What keys do, pressed one by one.

use egui::RawInput;

use super::*;
use crate::gui::state::{Notice, NoticeKind};
use crate::gui::update::busy;

/// A window in which everything can be done that is not done while something else is on.
fn state(shortcut: &Shortcut) -> State {
    let mut state = busy(title(shortcut) == title(&PAUSE) || title(shortcut) == title(&STOP));
    state.notice = Some(Notice { kind: NoticeKind::Error, text: "it is so".to_owned() });
    state.view = View::Preview;
    state.enlarged = (shortcut.group == Group::Large).then_some(0);
    state
}

fn title(shortcut: &Shortcut) -> &'static str {
    (shortcut.title)(Language::English)
}

/// What a key does, as text.
fn done_by(key: &KeyboardShortcut, shortcut: &Shortcut) -> Vec<String> {
    let event =
        Event::Key { key: key.logical_key, physical_key: None, pressed: true, repeat: false, modifiers: key.modifiers };
    let event = if is_copy(key) { Event::Copy } else { event };
    let input = RawInput { events: vec![event], ..RawInput::default() };
    let ctx = Context::default();
    crate::gui::theme::dress(&ctx);
    let mut done = Vec::new();
    let mut output = ctx.run_ui(input, |ui| {
        let mut actions = Vec::new();
        match shortcut.group {
            Group::Timeline => actions.extend(ui.input_mut(looks).into_iter().map(Action::Timeline)),
            Group::List => done = ui.input_mut(steps).iter().map(|step| format!("{step:?}")).collect(),
            _ => pressed(ui.ctx(), &state(shortcut), &mut actions),
        }
        done.extend(actions.iter().map(|action| format!("{action:?}")));
    });
    // Nobody draws.
    output.textures_delta.clear();
    done
}

#[test]
fn every_key_does_one_thing_and_no_two_do_the_same() {
    for shortcut in ALL {
        let wanted = match &shortcut.does {
            Does::Act(ask) => ask(&state(shortcut)).map(|action| format!("{action:?}")),
            Does::Preview(ask) => Some(format!("{:?}", Action::Preview(*ask))),
            Does::Timeline(look) => Some(format!("{:?}", Action::Timeline(*look))),
            Does::List(step) => Some(format!("{step:?}")),
            // They need a window with parts; `tests/window/focus.rs` has one.
            Does::Part(_) => continue,
        };
        assert!(wanted.is_some(), "{} does nothing", title(shortcut));
        assert!(!shortcut.keys.is_empty(), "{} has no key", title(shortcut));
        for key in shortcut.keys {
            let done = done_by(key, shortcut);
            assert_eq!(done, wanted.iter().cloned().collect::<Vec<_>>(), "{}: {}", title(shortcut), in_words(key));
        }
    }
}

#[test]
fn no_key_is_given_twice_where_both_would_work() {
    let everywhere = |group: Group| !matches!(group, Group::Preview | Group::Timeline | Group::List | Group::Large);
    for place in Group::COLUMNS.concat() {
        // What has the focus takes keys that are free only while nothing has it.
        let is_focused = matches!(place, Group::Timeline | Group::List);
        let works_too = |shortcut: &Shortcut| {
            everywhere(shortcut.group) && place != Group::Large && !(is_focused && shortcut.when == When::Unfocused)
        };
        let here = ALL.iter().filter(|shortcut| shortcut.group == place || works_too(shortcut));
        let mut keys: Vec<String> = here.flat_map(|shortcut| shortcut.keys.iter().map(in_words)).collect();
        let n = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), n, "{}", place.title(Language::English));
    }
    for shortcut in ALL {
        assert!(Group::COLUMNS.concat().contains(&shortcut.group), "{} is not on the sheet", title(shortcut));
    }
}

#[test]
fn keys_are_said_as_people_read_them() {
    assert_eq!(RUN.keys(), "F5, Ctrl+R");
    assert_eq!(COMPARE.hover("Time the strategies"), "Time the strategies (Ctrl+Shift+R)");
    assert_eq!(LARGER.keys(), "Ctrl++, Ctrl+=");
    assert_eq!(STOP.hover(""), "Esc");
}
