//! Keys and what they do. [`ALL`] is the only list: keys are handled from it, buttons say theirs by it, and the sheet of
//! keys is made from it.
//!
//! Knows the state only to see whether something can be done. What keys ask for is done by `update`.

mod list;
#[cfg(test)]
mod tests;

use egui::{Context, Event, InputState, Key, KeyboardShortcut, ModifierNames, Modifiers, Popup};

use super::action::Action;
use super::focus;
use super::pictures_view::Step;
use super::preview_view::Ask;
use super::state::{State, View};
use super::timeline::Look;
use crate::words::{Language, Word};
pub(crate) use list::{
    ALL, ALL_FILTERS, ALL_PICTURES, CLOSE_MESSAGE, COMPARE, COPY_COMMAND, COPY_MESSAGE, EXPORT, FIND, FOLDS, HISTORY,
    INVERT_PICTURES, LANGUAGE, LARGER, LAYOUT, NO_FILTERS, NO_PICTURES, ONLY_THESE, OPEN, OPEN_RECIPES, OUTPUTS, PAUSE,
    REDO, RETRY, RUN, SAMPLES, SAVE_RECIPES, SHEET, SMALLER, STOP, SUBFOLDERS, THEME, UNDO, VIEWS,
};

/// The key that closes what lies over everything else, as people read it.
pub(crate) const ESCAPE: &str = "Esc";

/// One thing that keys do.
#[derive(Debug)]
pub(crate) struct Shortcut {
    /// Under which heading of the sheet it stands.
    pub group: Group,
    /// What it does, as the sheet says it.
    pub title: Word,
    /// Keys, each of which does it; buttons say the first.
    keys: &'static [KeyboardShortcut],
    /// When they are not somebody else's.
    when: When,
    does: Does,
}

/// Where keys work, which is what the sheet is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Everywhere: what is worked on.
    Folder,
    /// Everywhere: the work.
    Work,
    /// Everywhere: what the middle shows.
    Views,
    /// Everywhere: the window itself.
    Window,
    /// While the list of pictures has the focus.
    List,
    /// While the preview is seen.
    Preview,
    /// While the timeline has the focus.
    Timeline,
    /// While an output is shown large.
    Large,
}

/// When keys are not somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Always.
    Always,
    /// Unless letters are being typed, or a menu is open.
    NotTyping,
    /// The same where Alt types letters of its own; elsewhere always.
    NotTypingByAlt,
    /// Only while nothing has the focus, because buttons and sliders take them.
    Unfocused,
}

/// What keys do.
#[derive(Debug)]
enum Does {
    /// They ask for this, where it can be done.
    Act(fn(&State) -> Option<Action>),
    /// They change what is seen of a picture.
    Preview(Ask),
    /// They change what is seen of the timeline.
    Timeline(Look),
    /// They go from picture to picture, and tick them.
    List(Step),
    /// They go to the part of the window so many further on.
    Part(isize),
}

impl Group {
    /// All of them, in the columns of the sheet.
    pub(crate) const COLUMNS: [&[Self]; 3] = [
        &[Self::Folder, Self::List],
        &[Self::Work, Self::Views, Self::Window],
        &[Self::Preview, Self::Timeline, Self::Large],
    ];

    /// Its heading.
    pub(crate) fn title(self, words: Language) -> &'static str {
        match self {
            Self::Folder => words.group_folder(),
            Self::Work => words.group_work(),
            Self::Views => words.group_views(),
            Self::Window => words.group_window(),
            Self::List => words.group_list(),
            Self::Preview => words.group_preview(),
            Self::Timeline => words.group_timeline(),
            Self::Large => words.group_large(),
        }
    }
}

impl Shortcut {
    /// Its keys as people read them: "Ctrl+R, F5".
    pub(crate) fn keys(&self) -> String {
        self.keys.iter().map(in_words).collect::<Vec<_>>().join(", ")
    }

    /// What is said when the pointer rests on its button: what that does, and the first of its keys.
    pub(crate) fn hover(&self, text: &str) -> String {
        let key = self.keys.first().map(in_words).unwrap_or_default();
        if text.is_empty() { key } else { format!("{text} ({key})") }
    }
}

/// What the keys pressed in this frame ask for, but for those of the timeline.
pub(super) fn pressed(ctx: &Context, state: &State, actions: &mut Vec<Action>) {
    let is_free = |when: When| match when {
        When::Always => true,
        When::NotTypingByAlt if !cfg!(target_os = "macos") => true,
        When::NotTyping | When::NotTypingByAlt => !ctx.text_edit_focused() && !Popup::is_any_open(ctx),
        When::Unfocused => ctx.memory(|memory| memory.focused().is_none()),
    };
    let here = ALL.iter().filter(|shortcut| works(shortcut, state) && is_free(shortcut.when));
    let here: Vec<&Shortcut> = here.copied().collect();
    for (does, n) in ctx.input_mut(|input| taken(input, &here)) {
        match does {
            Does::Act(ask) => actions.extend(ask(state)),
            Does::Preview(ask) => actions.extend(std::iter::repeat_n(Action::Preview(*ask), n)),
            Does::Timeline(look) => actions.extend(std::iter::repeat_n(Action::Timeline(*look), n)),
            Does::Part(by) => focus::to_part(ctx, *by),
            // They work where the list takes them.
            Does::List(_) => {}
        }
    }
}

/// What the keys pressed in this frame ask of a picture that has the focus.
pub(super) fn asks(input: &mut InputState) -> Vec<Ask> {
    let does = taken_in(input, Group::Preview);
    does.into_iter().flat_map(|(does, n)| if let Does::Preview(ask) = does { vec![*ask; n] } else { vec![] }).collect()
}

/// What the keys pressed in this frame ask of a timeline that has the focus.
pub(super) fn looks(input: &mut InputState) -> Vec<Look> {
    let does = taken_in(input, Group::Timeline);
    does.into_iter()
        .flat_map(|(does, n)| if let Does::Timeline(look) = does { vec![*look; n] } else { vec![] })
        .collect()
}

/// What the keys pressed in this frame ask of the list of pictures, when it has the focus.
pub(super) fn steps(input: &mut InputState) -> Vec<Step> {
    let does = taken_in(input, Group::List);
    does.into_iter().flat_map(|(does, n)| if let Does::List(step) = does { vec![*step; n] } else { vec![] }).collect()
}

/// Whether its keys work now, by what is seen.
fn works(shortcut: &Shortcut, state: &State) -> bool {
    match shortcut.group {
        _ if state.is_sheet_shown => std::ptr::eq(shortcut, &raw const SHEET),
        Group::Large => state.enlarged.is_some(),
        _ if state.enlarged.is_some() => false,
        Group::Preview => state.view == View::Preview,
        Group::Timeline | Group::List => false,
        Group::Folder | Group::Work | Group::Views | Group::Window => true,
    }
}

fn taken_in(input: &mut InputState, group: Group) -> Vec<(&'static Does, usize)> {
    let here: Vec<&'static Shortcut> = ALL.iter().copied().filter(|shortcut| shortcut.group == group).collect();
    taken(input, &here)
}

/// What was pressed of these, and how often; nobody else gets those keys.
fn taken(input: &mut InputState, here: &[&'static Shortcut]) -> Vec<(&'static Does, usize)> {
    let keys = here.iter().flat_map(|shortcut| shortcut.keys.iter().map(|key| (&shortcut.does, key)));
    // With Shift first: keys without it match those with it, too.
    let (shifted, plain): (Vec<_>, Vec<_>) = keys.partition(|(_, key)| key.modifiers.shift);
    let keys = shifted.into_iter().chain(plain);
    keys.map(|(does, key)| (does, take(input, key))).filter(|(_, n)| *n > 0).collect()
}

fn take(input: &mut InputState, key: &KeyboardShortcut) -> usize {
    if is_copy(key) {
        // The window tells this wish instead of the keys.
        let before = input.events.len();
        input.events.retain(|event| *event != Event::Copy);
        return before - input.events.len();
    }
    if key.logical_key == Key::Escape && key.modifiers.is_none() {
        // Whatever is open closes by it, too.
        return input.num_presses(Key::Escape).min(1);
    }
    let n = input.count_and_consume_key(key.modifiers, key.logical_key);
    if n > 0 && key.modifiers.alt {
        // Some systems type the letter as well.
        input.events.retain(|event| !matches!(event, Event::Text(_)));
    }
    n
}

fn is_copy(key: &KeyboardShortcut) -> bool {
    *key == KeyboardShortcut::new(Modifiers::COMMAND, Key::C)
}

/// "Ctrl+Shift+R".
fn in_words(key: &KeyboardShortcut) -> String {
    let modifiers = ModifierNames::NAMES.format(&key.modifiers, cfg!(target_os = "macos"));
    let name = match key.logical_key {
        // Their signs are not in every font, or are read as a word's hyphen.
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown => key.logical_key.name().to_owned(),
        Key::Escape => "Esc".to_owned(),
        Key::PageUp => "Page up".to_owned(),
        Key::PageDown => "Page down".to_owned(),
        other => other.symbol_or_name().to_owned(),
    };
    if modifiers.is_empty() { name } else { format!("{modifiers}+{name}") }
}
