//! Fuzz targets: hostile input, and the invariants that it must not break.
//!
//! Each function of [`TARGETS`] reads any bytes as one kind of Careguide's input, and panics if an
//! invariant does not hold. The fuzzer calls them with generated input (`fuzz/`); the tests call them
//! with the fuzzer's corpora and with input of their own. [`payloads`] are texts that are known to
//! break other programs.

mod attributes;
mod clinic;
mod guide;
mod hash;
mod inline;
mod page;
pub mod payloads;
mod profile;
mod request;
mod retry_after;
mod sample;

pub use guide::holds;
pub use page::Page;
pub use sample::Texts;

/// Reads some bytes. Panics if an invariant does not hold.
pub type Body = fn(&[u8]);

/// The targets by name. The corpora have the same names.
pub const TARGETS: [(&str, Body); 10] = [
    ("attributes", attributes::read),
    ("clinic_file", clinic::read),
    ("guide_file", guide::read),
    ("guide_texts", guide::round_trip),
    ("hash", hash::read),
    ("inline", inline::read),
    ("profile", profile::read),
    ("request_form", request::posted),
    ("request_json", request::sent),
    ("retry_after", retry_after::read),
];

/// Runs the target with this name.
///
/// # Panics
/// If an invariant does not hold, or the target does not exist.
pub fn run(target: &str, bytes: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, body) = found.unwrap_or_else(|| panic!("there is no target {target}"));
    body(bytes);
}

/// The bytes as text; `None` if they are not, since a browser or a program rejects those earlier.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
