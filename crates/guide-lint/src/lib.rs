//! What a good editor would say about a guide file before it is published.
//!
//! A [`GuideFile`] is a guide file that can be read. [`lint`] looks at it with every rule there
//! is, and the [`Report`] can be printed: what is wrong, how hard each part is to read, which
//! criteria for decision aids are met and where. Errors stop a build, warnings do not.
//!
//! The crate runs natively only: nothing of it is in the page.

mod criteria;
mod diagnostic;
pub mod extremes;
mod figures;
pub mod files;
mod guide_file;
pub mod limits;
mod position;
mod prose;
mod readability;
mod report;
mod rules;

pub use criteria::{CriterionResult, Group};
pub use diagnostic::{Diagnostic, Severity};
pub use guide_file::GuideFile;
pub use prose::Passage;
pub use readability::{Measure, Scale};
pub use report::{Report, lint};
pub use time::Date;
