//! Keys that work everywhere in the window. Buttons say them when hovered.

use egui::{Context, Key, Modifiers};

use super::action::Action;
use super::recipe_change::Change;
use super::state::{Pick, State, View};
use super::widgets::zoomable;

/// What the keys pressed in this frame ask for.
pub(super) fn pressed(ctx: &Context, state: &State, actions: &mut Vec<Action>) {
    if state.enlarged.is_some() {
        return;
    }
    let is_idle = ctx.memory(|memory| memory.focused().is_none());
    let is_typing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        // With more modifiers first: keys with fewer of them match those with more, too.
        if input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::R) {
            actions.push(Action::Compare);
        }
        if input.consume_key(Modifiers::COMMAND, Key::R) || input.consume_key(Modifiers::NONE, Key::F5) {
            actions.push(Action::Run);
        }
        // Fields have an undo of their own.
        if !is_typing {
            let shift = Modifiers::COMMAND | Modifiers::SHIFT;
            if input.consume_key(shift, Key::Z) || input.consume_key(Modifiers::COMMAND, Key::Y) {
                actions.push(Action::Recipes(Change::Redo));
            }
            if input.consume_key(Modifiers::COMMAND, Key::Z) {
                actions.push(Action::Recipes(Change::Undo));
            }
        }
        if input.consume_key(Modifiers::COMMAND, Key::O) {
            actions.push(Action::PickFolder(Pick::Pictures));
        }
        if !is_typing && input.key_pressed(Key::Escape) {
            actions.push(Action::Stop);
        }
        if is_idle && state.view == View::Preview {
            actions.extend(zoomable::keys(input).into_iter().map(Action::Preview));
        }
        // Elsewhere the space bar presses what has the focus.
        if is_idle && input.consume_key(Modifiers::NONE, Key::Space) {
            actions.push(Action::TogglePause);
        }
    });
}
