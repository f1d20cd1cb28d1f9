//! How a consultation request is sent to a backend, and what its answers mean.
//!
//! The page itself speaks the default contract, `careguide`, and uses only [`Reply`], which says what
//! an answer means, and [`browser`], which sends. For every other backend it loads this crate as a
//! Wasm module of its own, which follows a [`Profile`]: data that says how to write a request for one
//! kind of backend and how to read its answers. The bundled profiles are files in `public/backends/`.

mod answer;
#[cfg(feature = "browser")]
pub mod browser;
mod envelope;
#[cfg(feature = "browser")]
mod js;
mod profile;
#[cfg(feature = "module")]
pub mod profile_file;
mod read;
mod redact;
mod refusal;
mod reply;
mod success;
mod tree;
mod verdict;

pub use envelope::{Body, Envelope};
#[cfg(feature = "browser")]
pub use js::problem_errors;
pub use profile::{Encoding, Lists, Profile, is_inline};
pub use read::ProfileError;
pub use reply::{Reply, retry_after};
pub use success::{Condition, Rule, Success};
pub use tree::Tree;
pub use verdict::{InvalidField, SubmitError, Verdict};
