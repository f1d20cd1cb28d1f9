//! The Wasm entry: what the loader calls for a guide of one's own.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

mod fetch;

fn main() {}

/// The printed HTML of the guide file at this address, as the attribute `guide` has it.
///
/// # Errors
/// The message says everything that is wrong, for the console.
#[wasm_bindgen]
pub async fn render_html(address: String) -> Result<String, JsError> {
    let told =
        |error: &dyn std::fmt::Display| JsError::new(&format!("guide=\"{address}\": {error}"));
    let text = fetch::text(&address).await.map_err(|error| told(&error))?;
    match renderer::read(&address, &text) {
        Ok(guide) => Ok(renderer::render_html(&guide)),
        Err(faults) => Err(told(&format!(
            "the guide cannot be shown as it is:\n{}",
            faults.join("\n")
        ))),
    }
}
