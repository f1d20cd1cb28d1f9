//! The Wasm module for backends other than the default one (`crates/backend`). It is loaded only
//! where the page names such a backend.

use backend::{Finding, SubmitError, Verdict};
use contract::Field;
use contract::consultation::Token as _;
use leptos::web_sys::js_sys::{Array, Promise};
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
        let list = match self.post(endpoint, request) {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        list.and_then(|list| verdict(&list.unchecked_into()))
            .unwrap_or(Verdict::Fail {
                error: SubmitError::Lost,
                maybe_delivered: true,
            })
    }
}

/// Reads the verdict that the module returns: `kind, error, maybe_delivered, seconds, findings`.
fn verdict(list: &Array) -> Option<Verdict> {
    let error = || SubmitError::from_reason(&list.get(1).as_string()?);
    let maybe_delivered = list.get(2).is_truthy();
    Some(match list.get(0).as_string()?.as_str() {
        "sent" => Verdict::Sent,
        "unconfirmed" => Verdict::Unconfirmed,
        "retry" => Verdict::Retry {
            error: error()?,
            maybe_delivered,
            retry_after: list.get(3).as_f64().map(|seconds| seconds as u32),
        },
        "fail" => Verdict::Fail {
            error: error()?,
            maybe_delivered,
        },
        _ => Verdict::Invalid(Array::from(&list.get(4)).iter().map(finding).collect()),
    })
}

fn finding(pair: JsValue) -> Finding {
    let pair: Array = pair.unchecked_into();
    let field = pair.get(0).as_string();
    (
        field.and_then(|name| Field::from_word(&name)),
        pair.get(1).as_string().unwrap_or_default(),
    )
}
