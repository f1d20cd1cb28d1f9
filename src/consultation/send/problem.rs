//! The problem document of a 422 (RFC 9457), read with the browser's own JSON.
//!
//! A JSON parser in the Wasm would cost every visitor several kilobytes for this one answer.

use backend::Finding;
use contract::Field;
use contract::consultation::Token as _;
use leptos::web_sys::js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The document's `errors`; `None` where the text is no such document.
pub fn errors(text: &str) -> Option<Vec<Finding>> {
    let problem = JSON::parse(text).ok()?;
    let errors: Array = property(&problem, "errors")?.dyn_into().ok()?;
    let word = |error: &JsValue, name| {
        let word = property(error, name).and_then(|word| word.as_string());
        word.unwrap_or_default()
    };
    let errors = errors.iter().map(|error| {
        let pointer = word(&error, "pointer");
        (field(&pointer), word(&error, "detail"))
    });
    Some(errors.collect())
}

/// The field that a JSON pointer (RFC 6901) as a fragment leads to, such as `#/topics/0`.
fn field(pointer: &str) -> Option<Field> {
    let path = pointer.trim_start_matches(['#', '/']);
    Field::from_word(path.split('/').next().unwrap_or_default())
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    // Fails where `of` is not an object.
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_a_field_of_the_form_or_nowhere() {
        assert_eq!(field("#/email"), Some(Field::Email));
        assert_eq!(field("#/topics/0"), Some(Field::Topics));
        assert_eq!(field(""), None);
        assert_eq!(field("#/other"), None);
    }
}
