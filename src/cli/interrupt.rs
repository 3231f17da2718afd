//! Ctrl-C: the first one stops in order, the second one at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::say::mention;

/// How long workers may take to come to rest after it, before the program ends around them.
pub(super) const REST_WITHIN: Duration = Duration::from_millis(350);

/// Whether the user wants to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C and for the system's request to end.
    pub(super) fn listen() -> Self {
        let interrupt = Self::default();
        let inside = interrupt.clone();
        let listening = ctrlc::set_handler(move || {
            if inside.0.swap(true, Ordering::AcqRel) {
                std::process::exit(130);
            }
        });
        if let Err(error) = listening {
            mention(&format!("warning: Ctrl-C will end the program at once ({error})"));
        }
        interrupt
    }

    /// Whether it came.
    pub(super) fn came(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
