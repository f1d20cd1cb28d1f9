//! A guide file, read, checked and printed.
//!
//! The build does this with the guides of the project. The browser does it with a guide of one's
//! own, `guide="https://…"`: this package compiled to a Wasm of its own, which nobody loads who
//! shows a bundled guide.

use contract::Guide;

pub mod address;
pub mod limit;
mod reading;

pub use reading::{located, read};

/// The guide's HTML as it is before anybody has set it up: the same whoever prints it.
pub fn render_html(guide: &Guide) -> String {
    careguide::prerender::plain(&[], guide)
}
