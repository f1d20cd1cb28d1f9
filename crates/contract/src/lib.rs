//! What crosses a boundary: the guide file that writers edit, the consultation request that the
//! page sends and a backend receives, and what that answers. Each comes with its checks, so that the page, the build
//! and the receiver judge by the same rules.
//!
//! The crate needs serde and nothing else, because it is part of the Wasm every visitor loads.

pub mod answer;
pub mod consultation;
pub mod guide;
pub mod inline;
mod link;
pub mod marked;
#[cfg(feature = "schema")]
pub mod schema;

pub use consultation::{ConsultationRequest, Field, ValidationError};
pub use guide::Guide;
pub use marked::{InlineText, Marked, Uncited};
