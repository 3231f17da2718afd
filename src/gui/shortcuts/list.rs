//! The list of keys. A new one is a constant here and its line in [`ALL`].

use egui::{Key, KeyboardShortcut, Modifiers};

use super::super::action::Action;
use super::super::choices::Side;
use super::super::pictures_view::{self, Step};
use super::super::preview_view::Ask;
use super::super::recipe_change::Change;
use super::super::sight::Zoom;
use super::super::state::{Activity, Folder, Pick, State, View};
use super::super::timeline::Look;
use super::{Does, Group, Shortcut, When};
use crate::gui::history_view::HistoryList;
use crate::words::{Language, Word};

/// How far keys move a picture, in points.
const STEP: f64 = 64.0;

/// How much nearer keys bring the timeline, and how far they move along it, as a share of what is seen.
const NEARER: f64 = 1.5;
const ALONG: f64 = 0.25;

/// Every key of the window, in the order of the sheet.
pub(crate) static ALL: &[&Shortcut] = &[
    &OPEN,
    &SAMPLES,
    &SUBFOLDERS,
    &FIND,
    &LAYOUT,
    &ALL_PICTURES,
    &NO_PICTURES,
    &INVERT_PICTURES,
    &ONLY_THESE,
    &ALL_FILTERS,
    &NO_FILTERS,
    &UNDO,
    &REDO,
    &OPEN_RECIPES,
    &SAVE_RECIPES,
    &COPY_COMMAND,
    &RUN,
    &COMPARE,
    &RETRY,
    &PAUSE,
    &STOP,
    &OUTPUTS,
    &EXPORT,
    &HISTORY,
    &VIEWS[0],
    &VIEWS[1],
    &VIEWS[2],
    &VIEWS[3],
    &VIEWS[4],
    &VIEWS[5],
    &VIEWS[6],
    &FOLDS[0],
    &FOLDS[1],
    &PARTS[0],
    &PARTS[1],
    &SHEET,
    &THEME,
    &LANGUAGE,
    &LARGER,
    &SMALLER,
    &USUAL_SIZE,
    &COPY_MESSAGE,
    &CLOSE_MESSAGE,
    &QUIT,
    &LIST[0],
    &LIST[1],
    &LIST[2],
    &LIST[3],
    &LIST[4],
    &LIST[5],
    &LIST[6],
    &LIST[7],
    &LIST[8],
    &LIST[9],
    &LIST[10],
    &PREVIEW[0],
    &PREVIEW[1],
    &PREVIEW[2],
    &PREVIEW[3],
    &PREVIEW[4],
    &PREVIEW[5],
    &PREVIEW[6],
    &PREVIEW[7],
    &PREVIEW[8],
    &PREVIEW[9],
    &PREVIEW[10],
    &TIMELINE[0],
    &TIMELINE[1],
    &TIMELINE[2],
    &TIMELINE[3],
    &TIMELINE[4],
    &TIMELINE[5],
    &TIMELINE[6],
    &TIMELINE[7],
    &TIMELINE[8],
    &TIMELINE[9],
    &TIMELINE[10],
    &LARGE[0],
    &LARGE[1],
];

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// Keys that ask for something, whatever has the focus.
const fn act(
    group: Group,
    title: Word,
    keys: &'static [KeyboardShortcut],
    ask: fn(&State) -> Option<Action>,
) -> Shortcut {
    Shortcut { group, title, keys, when: When::Always, does: Does::Act(ask) }
}

/// The same, where letters being typed come first.
const fn act_untyped(
    group: Group,
    title: Word,
    keys: &'static [KeyboardShortcut],
    ask: fn(&State) -> Option<Action>,
) -> Shortcut {
    Shortcut { when: When::NotTyping, ..act(group, title, keys, ask) }
}

/// The same with Alt.
const fn act_by_alt(
    group: Group,
    title: Word,
    keys: &'static [KeyboardShortcut],
    ask: fn(&State) -> Option<Action>,
) -> Shortcut {
    Shortcut { when: When::NotTypingByAlt, ..act(group, title, keys, ask) }
}

const fn view(title: Word, keys: &'static [KeyboardShortcut], ask: fn(&State) -> Option<Action>) -> Shortcut {
    act(Group::Views, title, keys, ask)
}

const fn preview(title: Word, keys: &'static [KeyboardShortcut], ask: Ask) -> Shortcut {
    Shortcut { group: Group::Preview, title, keys, when: When::Unfocused, does: Does::Preview(ask) }
}

const fn list(title: Word, keys: &'static [KeyboardShortcut], step: Step) -> Shortcut {
    Shortcut { group: Group::List, title, keys, when: When::Unfocused, does: Does::List(step) }
}

const fn timeline(title: Word, keys: &'static [KeyboardShortcut], look: Look) -> Shortcut {
    Shortcut { group: Group::Timeline, title, keys, when: When::Unfocused, does: Does::Timeline(look) }
}

pub(crate) static OPEN: Shortcut =
    act(Group::Folder, Language::key_open, &[ctrl(Key::O)], |_| Some(Action::PickFolder(Pick::Pictures)));
pub(crate) static SAMPLES: Shortcut =
    act(Group::Folder, Language::key_samples, &[ctrl_shift(Key::O)], |_| Some(Action::TrySamples));
pub(crate) static SUBFOLDERS: Shortcut = act(Group::Folder, Language::key_subfolders, &[ctrl(Key::D)], |state| {
    Some(Action::SetRecursive(!state.is_recursive))
});
pub(crate) static FIND: Shortcut =
    act(Group::Folder, Language::find_pictures, &[ctrl(Key::F)], |state| of_list(state, pictures_view::Ask::BeginFind));
pub(crate) static LAYOUT: Shortcut = act(Group::Folder, Language::key_layout, &[ctrl(Key::L)], |state| {
    of_list(state, pictures_view::Ask::Layout(state.list.layout.other()))
});
pub(crate) static ALL_PICTURES: Shortcut =
    act_by_alt(Group::Folder, Language::key_all_pictures, &[alt(Key::A)], |state| {
        of_list(state, pictures_view::Ask::TickAll(true))
    });
pub(crate) static NO_PICTURES: Shortcut =
    act_by_alt(Group::Folder, Language::key_no_pictures, &[alt(Key::N)], |state| {
        of_list(state, pictures_view::Ask::TickAll(false))
    });
pub(crate) static INVERT_PICTURES: Shortcut =
    act_by_alt(Group::Folder, Language::key_invert, &[alt(Key::I)], |state| of_list(state, pictures_view::Ask::Invert));
pub(crate) static ONLY_THESE: Shortcut = act_by_alt(Group::Folder, Language::key_only_these, &[alt(Key::O)], |state| {
    of_list(state, pictures_view::Ask::TickOnlyThese)
});
pub(crate) static ALL_FILTERS: Shortcut =
    act_untyped(Group::Folder, Language::key_all_filters, &[ctrl(Key::A)], |_| {
        Some(Action::Recipes(Change::TickAll(true)))
    });
pub(crate) static NO_FILTERS: Shortcut =
    act_untyped(Group::Folder, Language::key_no_filters, &[ctrl_shift(Key::A)], |_| {
        Some(Action::Recipes(Change::TickAll(false)))
    });
pub(crate) static UNDO: Shortcut =
    act_untyped(Group::Folder, Language::key_undo, &[ctrl(Key::Z)], |_| Some(Action::Recipes(Change::Undo)));
pub(crate) static REDO: Shortcut =
    act_untyped(Group::Folder, Language::key_redo, &[ctrl_shift(Key::Z), ctrl(Key::Y)], |_| {
        Some(Action::Recipes(Change::Redo))
    });

pub(crate) static OPEN_RECIPES: Shortcut =
    act(Group::Folder, Language::key_open_recipes, &[ctrl_shift(Key::I)], |_| {
        Some(Action::PickFolder(Pick::OpenRecipes))
    });
pub(crate) static SAVE_RECIPES: Shortcut =
    act(Group::Folder, Language::key_save_recipes, &[ctrl_shift(Key::S)], |_| {
        Some(Action::PickFolder(Pick::SaveRecipes))
    });
pub(crate) static COPY_COMMAND: Shortcut =
    act(Group::Folder, Language::copy_as_command, &[ctrl_shift(Key::K)], |_| Some(Action::CopyCommand));

pub(crate) static RUN: Shortcut =
    act(Group::Work, Language::run, &[plain(Key::F5), ctrl(Key::R)], |_| Some(Action::Run));
pub(crate) static COMPARE: Shortcut =
    act(Group::Work, Language::compare, &[ctrl_shift(Key::R)], |_| Some(Action::Compare));
pub(crate) static RETRY: Shortcut = act(Group::Work, Language::key_retry, &[shift(Key::F5)], |state| {
    (!state.failed.is_empty() && state.run_obstacle().is_none()).then_some(Action::RetryFailed)
});
pub(crate) static PAUSE: Shortcut = Shortcut {
    when: When::Unfocused,
    ..act(Group::Work, Language::key_pause, &[plain(Key::Space)], |state| state.flow().map(|_| Action::TogglePause))
};
pub(crate) static STOP: Shortcut = act_untyped(Group::Work, Language::stop, &[plain(Key::Escape)], |state| {
    (!matches!(state.activity, Activity::Idle)).then_some(Action::Stop)
});
pub(crate) static OUTPUTS: Shortcut = act(Group::Work, Language::key_outputs, &[ctrl_shift(Key::E)], |state| {
    state.run.as_ref().map(|run| Action::ShowInSystem(run.job.output.folder.clone()))
});
pub(crate) static EXPORT: Shortcut = act(Group::Work, Language::key_export, &[ctrl(Key::E)], |state| {
    state.comparison.as_ref().map(|_| Action::PickFolder(Pick::Export))
});
pub(crate) static HISTORY: Shortcut = act(Group::Work, Language::key_history, &[ctrl(Key::H)], |state| {
    Some(Action::ShowHistory(matches!(state.history.list, HistoryList::Closed)))
});

/// In the order of the tabs.
pub(crate) static VIEWS: [Shortcut; 7] = [
    view(Language::preview, &[ctrl(Key::Num1)], |state| seen(state, View::Preview)),
    view(Language::plan, &[ctrl(Key::Num2)], |state| seen(state, View::Plan)),
    view(Language::results, &[ctrl(Key::Num3)], |state| seen(state, View::Results)),
    view(Language::comparison, &[ctrl(Key::Num4)], |state| seen(state, View::Comparison)),
    view(Language::scaling, &[ctrl(Key::Num5)], |state| seen(state, View::Scaling)),
    view(Language::timeline, &[ctrl(Key::Num6)], |state| seen(state, View::Timeline)),
    view(Language::problems, &[ctrl(Key::Num7)], |state| seen(state, View::Problems)),
];

/// In the order of [`Side`].
pub(crate) static FOLDS: [Shortcut; 2] = [
    view(Language::key_fold_pictures, &[ctrl(Key::B)], |state| folded(state, Side::Pictures)),
    view(Language::key_fold_recipes, &[ctrl_shift(Key::B)], |state| folded(state, Side::Recipes)),
];

static PARTS: [Shortcut; 2] = [
    Shortcut { does: Does::Part(1), ..view(Language::key_next_part, &[plain(Key::F6)], |_| None) },
    Shortcut { does: Does::Part(-1), ..view(Language::key_previous_part, &[shift(Key::F6)], |_| None) },
];

pub(crate) static SHEET: Shortcut =
    act_untyped(Group::Window, Language::key_sheet, &[plain(Key::F1), plain(Key::Questionmark)], |state| {
        Some(Action::ShowSheet(!state.is_sheet_shown))
    });
pub(crate) static THEME: Shortcut =
    act(Group::Window, Language::key_theme, &[ctrl(Key::T)], |state| Some(Action::SetTheme(state.theme.next())));
pub(crate) static LANGUAGE: Shortcut = act(Group::Window, Language::key_language, &[ctrl_shift(Key::L)], |state| {
    Some(Action::SetLanguage(state.speech.next()))
});
pub(crate) static LARGER: Shortcut =
    act(Group::Window, Language::key_larger, &[ctrl(Key::Plus), ctrl(Key::Equals)], |state| {
        Some(Action::SetScale(state.scale.larger()))
    });
pub(crate) static SMALLER: Shortcut = act(Group::Window, Language::key_smaller, &[ctrl(Key::Minus)], |state| {
    Some(Action::SetScale(state.scale.smaller()))
});
static USUAL_SIZE: Shortcut =
    act(Group::Window, Language::key_usual_size, &[ctrl(Key::Num0)], |_| Some(Action::SetScale(Default::default())));
pub(crate) static COPY_MESSAGE: Shortcut =
    act_untyped(Group::Window, Language::key_copy_message, &[ctrl(Key::C)], |state| {
        state.notice.as_ref().map(|notice| Action::Copy(notice.text.clone()))
    });
pub(crate) static CLOSE_MESSAGE: Shortcut =
    act_untyped(Group::Window, Language::key_close_message, &[shift(Key::Escape)], |state| {
        state.notice.as_ref().map(|_| Action::DismissNotice)
    });
static QUIT: Shortcut = act(Group::Window, Language::key_quit, &[ctrl(Key::Q)], |_| Some(Action::Quit));

static LIST: [Shortcut; 11] = [
    list(Language::key_next_picture, &[plain(Key::ArrowRight)], Step::Along(1)),
    list(Language::key_previous_picture, &[plain(Key::ArrowLeft)], Step::Along(-1)),
    list(Language::key_row_below, &[plain(Key::ArrowDown)], Step::Rows(1)),
    list(Language::key_row_above, &[plain(Key::ArrowUp)], Step::Rows(-1)),
    list(Language::key_page_below, &[plain(Key::PageDown)], Step::Pages(1)),
    list(Language::key_page_above, &[plain(Key::PageUp)], Step::Pages(-1)),
    list(Language::key_first_picture, &[plain(Key::Home)], Step::First),
    list(Language::key_last_picture, &[plain(Key::End)], Step::Last),
    list(Language::key_tick, &[plain(Key::Space)], Step::Toggle),
    list(Language::key_tick_up_to, &[shift(Key::Space)], Step::TickUpTo),
    list(Language::key_show, &[plain(Key::Enter)], Step::Show),
];

static PREVIEW: [Shortcut; 11] = [
    preview(Language::key_next_picture, &[plain(Key::ArrowRight), plain(Key::ArrowDown)], Ask::Next(1)),
    preview(Language::key_previous_picture, &[plain(Key::ArrowLeft), plain(Key::ArrowUp)], Ask::Next(-1)),
    preview(Language::key_nearer, &[plain(Key::Plus), plain(Key::Equals)], Ask::Nearer(1, None)),
    preview(Language::key_farther, &[plain(Key::Minus)], Ask::Nearer(-1, None)),
    preview(Language::key_whole_picture, &[plain(Key::Num0)], Ask::Zoom(Zoom::Fit)),
    preview(Language::key_one_to_one, &[plain(Key::Num1)], Ask::Zoom(Zoom::Times(1.0))),
    preview(Language::key_flip, &[plain(Key::B)], Ask::Flip),
    preview(Language::key_left, &[shift(Key::ArrowLeft)], Ask::Move([STEP, 0.0])),
    preview(Language::key_right, &[shift(Key::ArrowRight)], Ask::Move([-STEP, 0.0])),
    preview(Language::key_up, &[shift(Key::ArrowUp)], Ask::Move([0.0, STEP])),
    preview(Language::key_down, &[shift(Key::ArrowDown)], Ask::Move([0.0, -STEP])),
];

static TIMELINE: [Shortcut; 11] = [
    timeline(Language::key_next_bar, &[plain(Key::ArrowRight)], Look::Next { is_onwards: true }),
    timeline(Language::key_previous_bar, &[plain(Key::ArrowLeft)], Look::Next { is_onwards: false }),
    timeline(Language::key_worker_above, &[plain(Key::ArrowUp)], Look::OtherLane { is_below: false }),
    timeline(Language::key_worker_below, &[plain(Key::ArrowDown)], Look::OtherLane { is_below: true }),
    timeline(Language::key_nearer, &[plain(Key::Plus), plain(Key::Equals)], Look::Zoom(NEARER, 0.5)),
    timeline(Language::key_farther, &[plain(Key::Minus)], Look::Zoom(1.0 / NEARER, 0.5)),
    timeline(Language::key_whole_run, &[plain(Key::Home)], Look::Fit),
    timeline(Language::key_earlier, &[shift(Key::ArrowLeft)], Look::Along(-ALONG)),
    timeline(Language::key_later, &[shift(Key::ArrowRight)], Look::Along(ALONG)),
    timeline(Language::key_page_earlier, &[plain(Key::PageUp)], Look::Along(-1.0)),
    timeline(Language::key_page_later, &[plain(Key::PageDown)], Look::Along(1.0)),
];

static LARGE: [Shortcut; 2] = [
    act(Group::Large, Language::key_next_output, &[plain(Key::ArrowRight)], |_| Some(Action::EnlargeNext(1))),
    act(Group::Large, Language::key_previous_output, &[plain(Key::ArrowLeft)], |_| Some(Action::EnlargeNext(-1))),
];

/// The middle can be changed only where there is one.
fn seen(state: &State, view: View) -> Option<Action> {
    let is_there = matches!(state.folder, Folder::Open { .. } | Folder::Scanning { .. });
    is_there.then_some(Action::SetView(view))
}

fn folded(state: &State, side: Side) -> Option<Action> {
    seen(state, state.view).map(|_| Action::Fold(side, !state.folds.has(side)))
}

/// Pictures can be found and ticked once they are listed.
fn of_list(state: &State, ask: pictures_view::Ask) -> Option<Action> {
    matches!(state.folder, Folder::Open { .. }).then_some(Action::Pictures(ask))
}
