//! What is to be worked out next: the newest request, and none while held. Knows no pixels.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::gui::preview_view::Wanted;

/// What is to be worked out.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Its number.
    pub generation: u64,
    /// What is to be seen.
    pub wanted: Wanted,
}

/// What the worker is to do.
pub(super) enum Order {
    /// Work this out.
    Work(Box<Request>),
    /// Let go of the pictures that are kept.
    LetGo,
}

/// A queue of one.
pub(super) struct Desk {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    wanted: Option<Request>,
    is_held: bool,
    /// Whether pictures may still be kept since it has been held.
    is_full: bool,
    is_closed: bool,
}

impl Desk {
    pub(super) fn new(is_held: bool) -> Self {
        let state = State { wanted: None, is_held, is_full: false, is_closed: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Puts a request in the place of the one before, whether that is waiting or being worked at.
    pub(super) fn ask(&self, request: Request) {
        self.change(|state| state.wanted = Some(request));
    }

    /// Lays back what could not be ended, if nothing newer is wanted.
    pub(super) fn put_back(&self, request: Request) {
        self.change(|state| state.wanted = state.wanted.take().or(Some(request)));
    }

    /// While held, nothing is worked at.
    pub(super) fn hold(&self, is_held: bool) {
        self.change(|state| state.is_held = is_held);
    }

    /// Ends it all.
    pub(super) fn close(&self) {
        self.change(|state| state.is_closed = true);
    }

    /// Waits for something to do; none when it is all over.
    pub(super) fn next(&self) -> Option<Order> {
        let is_idle = |state: &mut State| {
            let has_work = if state.is_held { state.is_full } else { state.wanted.is_some() };
            !state.is_closed && !has_work
        };
        let mut state = self.changed.wait_while(self.lock(), is_idle).unwrap_or_else(PoisonError::into_inner);
        if state.is_closed {
            return None;
        }
        state.is_full = !state.is_held;
        Some(if state.is_held { Order::LetGo } else { Order::Work(Box::new(state.wanted.take()?)) })
    }

    /// Whether what is being worked at is still the newest.
    pub(super) fn is_newest(&self) -> bool {
        let state = self.lock();
        !state.is_closed && !state.is_held && state.wanted.is_none()
    }

    /// Whether the picture that is being decoded is still the one to be seen.
    pub(super) fn is_wanted(&self, request: &Request) -> bool {
        let state = self.lock();
        let is_same = |newer: &Request| newer.wanted.picture == request.wanted.picture;
        !state.is_closed && !state.is_held && state.wanted.as_ref().is_none_or(is_same)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
