//! Parses and validates a request body, without network and store.

pub use crate::api::json::parse as json;
pub use crate::api::validate::{Validation, validate};
