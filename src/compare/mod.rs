//! Comparisons: the same job, run several times under several ways, with statistics and a verdict.
//!
//! Measuring (`session`), arithmetic (`statistics`, `comparison`, `identity`, `verdict`) and showing (the reports and
//! faces) are three things. Only the session runs anything; the rest works on what ledgers and samples say, so that it
//! can be tested with made ones. Knows no faces and names no strategy but the baseline of the registry.

mod comparison;
mod identity;
mod kernels;
mod session;
mod statistics;
mod verdict;

pub use comparison::{Comparison, JobFacts, Mode, Sample, WayResult};
pub use identity::Identity;
pub use kernels::{FilterSpeed, measure};
pub use session::{CompareError, Progress, Session, Settings, Stage, WayProgress, start};
pub use statistics::{Estimate, estimate, median};
pub use verdict::Verdict;
