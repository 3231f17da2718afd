//! Comparisons: the same job, run several times under several ways, with statistics and a verdict.
//!
//! Measuring (`session`, `rounds`, `kernels`), arithmetic (`statistics`, `comparison`, `identity`, `verdict`; `laws`,
//! `forecast` and `scaling` for more workers) and showing (the reports and faces) are three things. Only the
//! rounds run anything; the arithmetic works on what ledgers and samples say, so that it can be tested with made ones.
//! Knows no faces and names no strategy but the baseline of the registry.

mod account;
mod comparison;
mod contention;
mod disturbance;
mod error;
mod explain;
mod forecast;
mod identity;
mod kept;
mod kernels;
mod laws;
#[cfg(test)]
pub(crate) mod made;
mod outlook;
mod pairs;
mod progress;
mod recordings;
pub(crate) mod relation;
mod rounds;
mod scaling;
mod session;
mod statistics;
mod stop_rule;
mod verdict;
mod ways;
pub(crate) mod words;

pub use account::{Account, Cause, Gap, Part, Waited, gaps};
pub use comparison::{Asked, Comparison, JobFacts, Mode, Sample, WayResult};
pub use contention::Contention;
pub use error::CompareError;
pub use forecast::{Forecast, ForecastPoint, TaskTimes};
pub use identity::Identity;
pub use kernels::{FilterSpeed, measure};
pub use laws::{Amdahl, Fit, Law, Timing, TooFew, Usl, karp_flatt};
pub use pairs::Pair;
pub use progress::{Progress, Stage, WayProgress};
pub use scaling::{Laws, Scaling, ScalingPoint, StrategyScaling};
pub use session::{AfterRound, Session, Settings, start};
pub use statistics::{Estimate, FEWEST_FOR_INTERVAL, estimate, median};
pub use stop_rule::{Enough, Rounds};
pub use verdict::Verdict;
pub use ways::{sweep, ways};
