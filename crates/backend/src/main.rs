//! The Wasm module that the page loads for a backend other than the default one.

use backend::browser::{Post, text};
use backend::profile_file::{FetchError, Pending};
use backend::{Body, Profile, Reply, Tree, Verdict, is_inline};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::js_sys::Object;
use web_sys::{FormData, UrlSearchParams};

fn main() {}

/// Sends to one backend by its profile.
#[wasm_bindgen]
pub struct BackendModule {
    /// The value of the attribute `backend`.
    name: String,
    profile: Profile,
}

/// Reads the profile with this name, in the file at `address` with this digest, if any, and the
/// element's `own`, which is JSON or the address of a file. Returns a text that says what is wrong in
/// a profile or that `own` cannot be fetched, and `undefined` if the file at `address` cannot be.
#[wasm_bindgen]
pub async fn backend_module(
    name: Option<String>,
    address: Option<String>,
    digest: Option<String>,
    own: Option<String>,
) -> JsValue {
    // Both files are on their way at once.
    let own_address = own.as_deref().filter(|own| !is_inline(own));
    let own_file = own_address.map(Pending::start);
    let file = match &address {
        Some(address) => match text(address, &digest.unwrap_or_default()).await {
            Some(file) => file,
            None => return JsValue::UNDEFINED,
        },
        None => "{}".to_owned(),
    };
    let name = name.unwrap_or_else(|| "custom".to_owned());
    let (attribute, own_text) = match own_file {
        None => (format!("backend=\"{name}\""), own),
        Some(fetched) => {
            let attribute = format!("profile=\"{}\"", own.unwrap_or_default());
            let text = match fetched {
                Some(pending) => pending.text().await,
                None => Err(FetchError::Unreachable),
            };
            match text {
                Ok(text) => (attribute, Some(text)),
                Err(error) => {
                    let wrong = format!("the file could not be fetched: {error}");
                    return closed(&attribute, &wrong).into();
                }
            }
        }
    };
    match Profile::parse(&file, own_text.as_deref()) {
        Ok(profile) => BackendModule { name, profile }.into(),
        Err(wrong) => closed(&attribute, &format!("its profile: {wrong}")).into(),
    }
}

/// What the console says where the form is closed.
fn closed(attribute: &str, wrong: &str) -> String {
    let shown = "the contact details are shown in place of the form";
    format!("<care-guide {attribute}>: {wrong}; {shown}")
}

#[wasm_bindgen]
impl BackendModule {
    /// Posts a request, which is JSON, once, and judges the answer.
    pub async fn post(&self, endpoint: String, request: String) -> Object {
        self.verdict(&endpoint, &request).await.to_js()
    }

    /// Says on the console why an answer to a request, which is JSON, is no success.
    pub fn explain(&self, request: String, status: u16, answer: String) {
        let Ok(request) = Tree::parse(&request) else {
            return;
        };
        let body = Tree::parse(&answer).ok();
        let body = body.filter(|_| self.profile.reads(status));
        let verdict = self.profile.verdict(status, None, body.as_ref());
        self.report(&request, status, &answer, &verdict);
    }

    /// Whether a redirect is followed.
    #[wasm_bindgen(getter)]
    pub fn redirects(&self) -> bool {
        self.profile.redirect || self.profile.opaque
    }
}

impl BackendModule {
    async fn verdict(&self, endpoint: &str, request: &str) -> Verdict {
        let profile = &self.profile;
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
                let text = answer.text.unwrap_or_default();
                let body = Tree::parse(&text).ok();
                let body = body.filter(|_| profile.reads(answer.status));
                let verdict = profile.verdict(answer.status, answer.retry_after, body.as_ref());
                self.report(&request, answer.status, &text, &verdict);
                verdict
            }
            Err(reply) => reply.verdict(profile.idempotent),
        }
    }

    fn report(&self, request: &Tree, status: u16, answer: &str, verdict: &Verdict) {
        if let Some(line) = self.profile.refusal(request, status, answer, verdict) {
            warn(&format!("<care-guide backend=\"{}\">: {line}", self.name));
        }
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn warn(message: &str);
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
