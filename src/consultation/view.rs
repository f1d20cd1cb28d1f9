//! What is drawn: the form, its errors, and what takes its place once the request has arrived.

mod error_summary;
mod field_errors;
mod fields;
mod form;
mod form_state;
mod outcome;
mod page;
mod receipt;
mod summary_attachment;

#[cfg(feature = "ssr")]
pub use field_errors::FieldError;
#[cfg(all(test, feature = "ssr"))]
pub use form::form;
pub use form_state::FormState;
#[cfg(feature = "ssr")]
pub use outcome::confirmation;
pub use page::consultation;
