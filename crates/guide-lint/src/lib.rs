//! Lints guide files.
//!
//! [`lint`] applies every rule to a [`GuideFile`]. The [`Report`] can be printed: it says what is
//! wrong, how hard each part is to read, and which criteria for decision aids are met where, as far as
//! software can see or a person judged. Errors stop a build, warnings do not.
//!
//! The crate runs natively only; the page contains nothing of it.

mod ages;
mod check;
pub mod clinic_file;
mod criteria;
mod diagnostic;
pub mod extremes;
mod figures;
pub mod files;
mod guide_file;
mod judgement;
pub mod limits;
mod numerals;
mod position;
mod prose;
mod readability;
mod report;
mod retractions;
mod rules;

pub use check::{ages, check, online};
pub use criteria::{CriterionResult, Group, Standing};
pub use diagnostic::{Diagnostic, Severity};
pub use guide_file::GuideFile;
pub use judgement::Judgement;
pub use prose::Passage;
pub use readability::{Measure, Scale};
pub use report::{Report, lint, lint_for};
pub use time::Date;
