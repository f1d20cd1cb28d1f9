//! The Wasm entry: what the loader calls.

use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// See [`careguide::wake::Guide`].
#[wasm_bindgen]
pub struct Guide(careguide::wake::Guide);

#[wasm_bindgen]
impl Guide {
    /// See [`careguide::wake::Guide::asleep`].
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "it is JavaScript's constructor")]
    pub fn new() -> Self {
        Self(careguide::wake::Guide::asleep())
    }

    /// See [`careguide::wake::Guide::wake`].
    pub fn wake(
        &mut self,
        host: HtmlElement,
        root: Element,
        backend_module: Function,
    ) -> Result<(), JsError> {
        let awake = self.0.wake(host, root, backend_module);
        awake.map_err(|_| JsError::new("the HTML is not what the build left"))
    }

    /// See [`careguide::wake::Guide::sleep`].
    pub fn sleep(&mut self) {
        self.0.sleep();
    }
}
