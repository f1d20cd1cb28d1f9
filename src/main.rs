//! The Wasm entry: what the loader calls.

use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// See [`careguide::wake::Awake`].
#[wasm_bindgen]
pub struct Awake(#[expect(dead_code, reason = "held until it is freed")] careguide::wake::Awake);

/// See [`careguide::wake::wake`].
#[wasm_bindgen]
pub fn wake(host: HtmlElement, root: Element, interpreter: Function) -> Result<Awake, JsError> {
    match careguide::wake::wake(host, root, interpreter) {
        Ok(awake) => Ok(Awake(awake)),
        Err(_) => Err(JsError::new("the HTML is not what the build left")),
    }
}
