//! The engine: does a job in one way, in the background, and keeps a ledger of it.
//!
//! `start(work, way)` gives a [`Run`]; the [`Batch`] is what a strategy sees of it. Everything that must be right under
//! every strategy lives here, once: timing, pause and stop, panics, buffers, saving, the ledger. The engine knows no
//! strategy by name, no statistics and no face.

mod ahead;
mod batch;
mod beforehand;
mod budget;
mod by_strips;
mod choice;
mod costs;
mod early;
mod gate;
mod ledger;
mod making;
mod nest;
mod outline;
mod part;
mod pulse;
mod recording;
mod run;
mod schedule;
mod sizes;
mod sources;
mod span;
mod stopwatch;
mod tally;
mod together;
mod way;
mod worker;
mod workspace;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use batch::{Batch, Open, PictureId, RecipeId};
pub use choice::Choice;
pub use ledger::{Cursor, Event, Ledger, Made, PerPhase, Phase, Problem};
pub use outline::Outline;
pub use part::{FilteredPart, Part, filter_parts, on_threads, rows_of_part};
pub use pulse::Now;
pub use recording::Recording;
pub use run::{Ended, Finished, Medium, Run, StartError, Work, start};
pub use schedule::{Schedule, Simulation, Slowdown, TaskTime};
pub use span::{Doing, Span, Task};
pub use tally::Tally;
pub use way::{HandOver, Strategy, Way, WorkerKind};
pub use workspace::{Stopped, Workspace};

/// How threads are called that turn their panics into words themselves, followed by what they do.
const OWN_THREAD: &str = "pixloom-";

/// Keeps panics of the program's own threads off standard error: they become problems with a reason. Panics of all
/// other threads are shown as before. To be called once, by the program.
pub fn quiet_own_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let thread = std::thread::current();
        if !thread.name().is_some_and(|name| name.starts_with(OWN_THREAD)) {
            usual(info);
        }
    }));
}

/// Does some work, and turns a panic into what it said. For work that leaves nothing half-changed that is used after
/// a panic, such as decoding a damaged file.
///
/// # Errors
/// When the work panicked.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        said.unwrap_or("it did not say what").to_owned()
    })
}
