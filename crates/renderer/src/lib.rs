//! Reads, checks and renders a guide file.
//!
//! The build does this for the bundled guides. For `guide="https://…"` the browser does it: this
//! package is then a separate Wasm module, which pages with a bundled guide do not load.

use contract::Guide;

pub mod address;
pub mod limit;
mod reading;

pub use reading::{located, read};

/// The guide's HTML without any attribute of an element, such as an endpoint.
pub fn render_html(guide: &Guide) -> String {
    careguide::prerender::plain(&[], guide)
}
