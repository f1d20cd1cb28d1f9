//! What a good editor would say about a guide file before it is published.
//!
//! A [`Manuscript`] is a guide file that can be read. [`review`] looks at it with every rule there
//! is, and the [`Review`] can be printed: what is wrong, how hard each part is to read, which
//! criteria for decision aids are met and where. Errors stop a build, warnings do not.
//!
//! The crate runs natively only: nothing of it is in the page.

mod criteria;
pub mod extremes;
mod figures;
mod finding;
pub mod limits;
mod manuscript;
mod place;
mod prose;
mod readability;
mod report;
mod review;
mod rules;

pub use criteria::{Group, Verdict};
pub use finding::{Finding, Severity};
pub use manuscript::Manuscript;
pub use prose::Passage;
pub use readability::{Measure, Scale};
pub use review::{Review, review};
pub use time::Date;
