//! The engine: does a job in one way, in the background, and keeps a ledger of it.
//!
//! `start(work, way)` gives a [`Run`]; the [`Batch`] is what a strategy sees of it. Everything that must be right under
//! every strategy lives here, once: timing, pause and stop, panics, buffers, saving, the ledger. The engine knows no
//! strategy by name, no statistics and no face.

mod batch;
mod gate;
mod ledger;
mod run;
mod tally;
mod way;
mod workspace;

pub use batch::{Batch, Open, PictureId, RecipeId};
pub use ledger::{Cursor, Event, Ledger, PerPhase, Phase, Problem, Span};
pub use run::{Ended, Finished, Medium, Run, StartError, Work, start};
pub use tally::Tally;
pub use way::{HandOver, Strategy, Way, WorkerKind};
pub use workspace::{Stopped, Workspace};

/// How worker threads are called, followed by `-` and a number.
const WORKER_THREAD: &str = "pixloom-worker";

/// Keeps panics of workers off standard error: the engine turns them into problems with a reason. Panics of all other
/// threads are shown as before. To be called once, by the program.
pub fn quiet_worker_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let thread = std::thread::current();
        if !thread.name().is_some_and(|name| name.starts_with(WORKER_THREAD)) {
            usual(info);
        }
    }));
}
