//! What a body is read as, apart from network and store.

pub use crate::api::intake::{Findings, examine};
pub use crate::api::json::read as json;
