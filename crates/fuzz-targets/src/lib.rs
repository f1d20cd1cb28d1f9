//! Somebody who means harm: what they write, and what must hold all the same.
//!
//! Each function of [`TARGETS`] takes any bytes for one thing that Careguide reads, and panics where
//! something does not hold that must. The fuzzer calls them with what it makes up (`fuzz/`); the
//! tests call them with the corpora that it left, and with what they make up themselves.
//! [`payloads`] has what is known to break other programs.

mod attributes;
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

/// What is done with some bytes. Panics where something does not hold.
pub type Body = fn(&[u8]);

/// What is read, by name, with what must hold for any bytes of it. The names are those of the
/// corpora.
pub const TARGETS: [(&str, Body); 9] = [
    ("attributes", attributes::read),
    ("guide_file", guide::read),
    ("guide_texts", guide::written),
    ("hash", hash::read),
    ("inline", inline::read),
    ("profile", profile::read),
    ("request_form", request::posted),
    ("request_json", request::sent),
    ("retry_after", retry_after::read),
];

/// Gives the bytes to the target of this name.
///
/// # Panics
/// Where something does not hold, or there is no such target.
pub fn run(target: &str, bytes: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, body) = found.unwrap_or_else(|| panic!("there is no target {target}"));
    body(bytes);
}

/// The bytes as text; nothing where a browser or a program would have refused them before.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
