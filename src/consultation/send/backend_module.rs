//! The Wasm module for backends other than the default one (`crates/backend`). It is loaded only
//! where the page names such a backend.

use backend::{SubmitError, Verdict};
use leptos::web_sys::js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Sends to one backend by its profile.
    #[derive(Clone)]
    pub type BackendModule;

    #[wasm_bindgen(method, catch)]
    fn post(this: &BackendModule, endpoint: &str, request: &str) -> Result<Promise, JsValue>;

    /// Whether it follows redirects.
    #[wasm_bindgen(method, getter)]
    pub fn redirects(this: &BackendModule) -> bool;
}

impl BackendModule {
    /// Waits for the loader's promise of a module.
    ///
    /// # Errors
    /// What is wrong with the profile; `None` where the module or the profile cannot be loaded.
    pub async fn from_promise(promise: Option<Promise>) -> Result<Self, Option<String>> {
        let value = JsFuture::from(promise.ok_or(None)?).await;
        let value = value.map_err(|_| None)?;
        match value.is_object() {
            true => Ok(value.unchecked_into()),
            false => Err(value.as_string()),
        }
    }

    /// Posts the request, which is JSON, once.
    pub async fn try_once(&self, endpoint: &str, request: &str) -> Verdict {
        let verdict = match self.post(endpoint, request) {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        let verdict = verdict.and_then(|verdict| Verdict::from_js(&verdict));
        verdict.unwrap_or(Verdict::Fail {
            error: SubmitError::Lost,
            maybe_delivered: true,
        })
    }
}
