//! The Wasm module that talks to other backends than the default one (`crates/backend`), which is
//! loaded only where such a backend is named.

use backend::{Finding, SubmitError, Verdict};
use contract::Field;
use leptos::web_sys::js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// A backend that the module talks to.
    #[derive(Clone)]
    pub type Interpreter;

    #[wasm_bindgen(method, catch)]
    fn post(this: &Interpreter, endpoint: &str, request: &str) -> Result<Promise, JsValue>;

    /// Whether it follows redirects.
    #[wasm_bindgen(method, getter)]
    pub fn redirects(this: &Interpreter) -> bool;
}

impl Interpreter {
    /// What the loader's promise of a module gives.
    ///
    /// # Errors
    /// What is wrong with the profile; nothing where the module or the profile cannot be had.
    pub async fn of(promise: Option<Promise>) -> Result<Self, Option<String>> {
        let value = JsFuture::from(promise.ok_or(None)?).await;
        let value = value.map_err(|_| None)?;
        match value.is_object() {
            true => Ok(value.unchecked_into()),
            false => Err(value.as_string()),
        }
    }

    /// Posts the request, which is JSON, once.
    pub async fn try_once(&self, endpoint: &str, request: &str) -> Verdict {
        let said = match self.post(endpoint, request) {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        said.and_then(|said| verdict(&said.unchecked_into()))
            .unwrap_or(Verdict::Stop {
                error: SubmitError::Lost,
                unknown: true,
            })
    }
}

/// The verdict as the module says it: `kind, error, unknown, seconds, findings`.
fn verdict(said: &Array) -> Option<Verdict> {
    let error = || SubmitError::from_reason(&said.get(1).as_string()?);
    let unknown = said.get(2).is_truthy();
    Some(match said.get(0).as_string()?.as_str() {
        "sent" => Verdict::Sent,
        "unconfirmed" => Verdict::Unconfirmed,
        "again" => Verdict::Again {
            error: error()?,
            unknown,
            retry_after: said.get(3).as_f64().map(|seconds| seconds as u32),
        },
        "stop" => Verdict::Stop {
            error: error()?,
            unknown,
        },
        _ => Verdict::Mend(Array::from(&said.get(4)).iter().map(finding).collect()),
    })
}

fn finding(pair: JsValue) -> Finding {
    let pair: Array = pair.unchecked_into();
    let field = pair.get(0).as_string();
    (
        field.and_then(|name| Field::from_name(&name)),
        pair.get(1).as_string().unwrap_or_default(),
    )
}
