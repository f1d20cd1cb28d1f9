//! Stands in for the crate of this name.
//!
//! Leptos depends on it through its server functions, which stream by it. Careguide has none, so
//! nothing here is ever called. But the crate exports three classes to JavaScript, and what is
//! exported no linker drops: 3 kB after brotli for every visitor, and more in the glue. This has what
//! Leptos names, and no exports. See docs/decisions/0009-streams.md.

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Only server functions that send a stream would need it.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("Careguide has no server functions")
    }

    /// The stream of an answer.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's own object.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing of it: only server functions that answer with a stream would read one.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::empty()
    }
}
