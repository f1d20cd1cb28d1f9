//! The Wasm entry: what the loader calls.

use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// See [`careguide::hydrate::Guide`].
#[wasm_bindgen]
pub struct Guide(careguide::hydrate::Guide);

#[wasm_bindgen]
impl Guide {
    /// See [`careguide::hydrate::Guide::idle`].
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "it is JavaScript's constructor")]
    pub fn new() -> Self {
        Self(careguide::hydrate::Guide::idle())
    }

    /// See [`careguide::hydrate::Guide::hydrate`].
    pub fn hydrate(
        &mut self,
        host: HtmlElement,
        root: Element,
        backend_module: Function,
    ) -> Result<(), JsError> {
        let hydrated = self.0.hydrate(host, root, backend_module);
        hydrated.map_err(|_| JsError::new("the HTML is not what the build left"))
    }

    /// See [`careguide::hydrate::Guide::dispose`].
    pub fn dispose(&mut self) {
        self.0.dispose();
    }
}
