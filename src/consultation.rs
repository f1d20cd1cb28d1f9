//! The half of the app that a visitor writes in: the form, and the request's way to the clinic.

mod attempt;
mod delivery;
mod draft;
mod enclosure;
mod faults;

mod fields;
mod form;
mod interpreter;
mod outcome;
mod page;
mod post;
mod problem;
mod schedule;
mod submission;
mod summary;

#[cfg(feature = "ssr")]
pub use faults::FieldFault;
#[cfg(feature = "ssr")]
pub use form::confirmation;
pub use page::consultation;
pub use submission::Submission;
