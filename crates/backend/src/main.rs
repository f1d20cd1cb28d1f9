//! The Wasm module that the page loads for a backend other than the default one.

use backend::browser::{Post, text};
use backend::{Body, Profile, Reply, Tree, Verdict};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::js_sys::Object;
use web_sys::{FormData, UrlSearchParams};

fn main() {}

/// Sends to one backend by its profile.
#[wasm_bindgen]
pub struct BackendModule(Profile);

/// Reads the profile with this name, in the file at `address` with this digest, if any, and in the
/// element's `own` JSON.
/// Returns a text that says what is wrong in the profile, and `undefined` if the file cannot be fetched.
#[wasm_bindgen]
pub async fn backend_module(
    name: Option<String>,
    address: Option<String>,
    digest: Option<String>,
    own: Option<String>,
) -> JsValue {
    let file = match &address {
        Some(address) => match text(address, &digest.unwrap_or_default()).await {
            Some(file) => file,
            None => return JsValue::UNDEFINED,
        },
        None => "{}".to_owned(),
    };
    match Profile::parse(&file, own.as_deref()) {
        Ok(profile) => BackendModule(profile).into(),
        Err(wrong) => {
            let name = name.as_deref().unwrap_or("custom");
            let shown = "the contact details are shown in place of the form";
            format!("<care-guide backend=\"{name}\">: its profile: {wrong}; {shown}").into()
        }
    }
}

#[wasm_bindgen]
impl BackendModule {
    /// Posts a request, which is JSON, once, and judges the answer.
    pub async fn post(&self, endpoint: String, request: String) -> Object {
        self.verdict(&endpoint, &request).await.to_js()
    }

    /// Whether a redirect is followed.
    #[wasm_bindgen(getter)]
    pub fn redirects(&self) -> bool {
        self.0.redirect || self.0.opaque
    }
}

impl BackendModule {
    async fn verdict(&self, endpoint: &str, request: &str) -> Verdict {
        let profile = &self.0;
        let lost = || Reply::Lost.verdict(false);
        let Ok(request) = Tree::parse(request) else {
            return lost();
        };
        let envelope = profile.write(&request);
        let (content_type, body) = match &envelope.body {
            Body::Json(kind, json) => (Some(*kind), Some(JsValue::from_str(json))),
            // The browser knows the content type of these.
            Body::Form(pairs) => (None, urlencoded(pairs)),
            Body::Multipart(pairs) => (None, multipart(pairs)),
        };
        let Some(body) = body else {
            return lost();
        };
        let post = Post {
            endpoint,
            key: envelope.key.as_deref(),
            content_type,
            body: &body,
            redirect: self.redirects(),
            opaque: profile.opaque,
        };
        match post.send(|status| profile.reads(status)).await {
            Ok(_) if profile.opaque => Verdict::Unconfirmed,
            Ok(answer) => {
                let body = answer.text.and_then(|text| Tree::parse(&text).ok());
                profile.verdict(answer.status, answer.retry_after, body.as_ref())
            }
            Err(reply) => reply.verdict(profile.idempotent),
        }
    }
}

fn urlencoded(pairs: &[(String, String)]) -> Option<JsValue> {
    let form = UrlSearchParams::new().ok()?;
    for (name, value) in pairs {
        form.append(name, value);
    }
    Some(form.into())
}

fn multipart(pairs: &[(String, String)]) -> Option<JsValue> {
    let form = FormData::new().ok()?;
    for (name, value) in pairs {
        form.append_with_str(name, value).ok()?;
    }
    Some(form.into())
}
