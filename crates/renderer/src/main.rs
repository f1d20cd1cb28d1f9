//! The Wasm entry: the loader calls it for a guide by address.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

mod fetch;

fn main() {}

/// The HTML of the guide file at this address, as in the attribute `guide`.
///
/// # Errors
/// All errors of the file, for the console.
#[wasm_bindgen]
pub async fn render_html(address: String) -> Result<String, JsError> {
    let rejected =
        |error: &dyn std::fmt::Display| JsError::new(&format!("guide=\"{address}\": {error}"));
    let text = fetch::text(&address)
        .await
        .map_err(|error| rejected(&error))?;
    match renderer::read(&address, &text) {
        Ok(guide) => Ok(renderer::render_html(&guide)),
        Err(errors) => Err(rejected(&format!(
            "the guide cannot be shown as it is:\n{}",
            errors.join("\n")
        ))),
    }
}
