//! The data that crosses a boundary: the guide file that writers edit, the clinic's particulars, the
//! consultation request that the page sends, and the backend's answer. Their checks are here too, so that the page, the build and
//! the receiver apply the same rules.
//!
//! The crate depends on serde alone, because it is part of the Wasm that every visitor loads.

#![warn(missing_docs)]

pub mod answer;
pub mod clinic;
pub mod consultation;
pub mod guide;
pub mod inline;
mod link;
pub mod marked;
#[cfg(feature = "schema")]
pub mod schema;

pub use clinic::{Clinic, Particulars};
pub use consultation::{ConsultationRequest, Field, ValidationError};
pub use guide::Guide;
pub use marked::{InlineText, Marked, Uncited};
