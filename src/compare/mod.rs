//! Comparisons: the same job, run several times under several ways, with statistics and a verdict.
//!
//! Measuring (`session`, `rounds`, `kernels`), arithmetic and showing (the reports and faces) are three things. Only the
//! rounds run anything; the arithmetic works on what ledgers and samples say, so that it can be tested with made ones.
//! Of the arithmetic, `statistics` tells of one way, `relation` of two and `pairs` of all; `account` and `explain` say
//! where the time went and why, `identity` whether the work was the same, and `verdict` what follows. `laws`, `task_times`,
//! `forecast` and `scaling` are about more workers, `contention` and `disturbance` about what else was going on; `axis` and `words` are what all who show
//! results share.
//! Knows no faces and names no strategy but the baseline of the registry.

mod account;
mod axis;
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
mod task_times;
mod verdict;
mod ways;
pub(crate) mod words;

pub use account::{Account, Cause, Gap, Part, Waited, gaps};
pub use axis::axis_end_s;
pub use comparison::{Asked, Comparison, JobFacts, Mode, Sample, WayResult};
pub use contention::Contention;
pub use error::CompareError;
pub use forecast::{Forecast, ForecastPoint};
pub use identity::Identity;
pub use kernels::{FilterSpeed, measure};
pub use laws::{Amdahl, Fit, Law, Timing, TooFew, Usl, karp_flatt};
pub use pairs::Pair;
pub use progress::{Progress, Stage, WayProgress};
pub use scaling::{Laws, Scaling, ScalingPoint, StrategyScaling};
pub use session::{AfterRound, Session, Settings, start};
pub use statistics::{Estimate, FEWEST_FOR_INTERVAL, estimate, median};
pub use stop_rule::{Enough, Rounds};
pub use task_times::TaskTimes;
pub use verdict::Verdict;
pub use ways::{sweep, ways};
