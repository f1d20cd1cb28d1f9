//! The problem document of a 422 (RFC 9457), read with the browser's own JSON.
//!
//! A JSON parser in the Wasm would cost every visitor several kilobytes for this one answer.

use leptos::web_sys::js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::reply::ProblemError;

/// The document's `errors`; `None` where the text is no such document.
pub fn errors(text: &str) -> Option<Vec<ProblemError>> {
    let problem = JSON::parse(text).ok()?;
    let errors: Array = property(&problem, "errors")?.dyn_into().ok()?;
    let word = |error: &JsValue, name| {
        let word = property(error, name).and_then(|word| word.as_string());
        word.unwrap_or_default()
    };
    let errors = errors.iter().map(|error| ProblemError {
        pointer: word(&error, "pointer"),
        detail: word(&error, "detail"),
    });
    Some(errors.collect())
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    // Fails for what is not an object.
    Reflect::get(of, &JsValue::from_str(name)).ok()
}
