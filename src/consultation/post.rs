//! One try over the network, by the default contract.

use backend::browser::Post;
use backend::{Reply, Verdict};
use contract::ConsultationRequest;
use leptos::prelude::window;
use leptos::web_sys::js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::problem;

/// Posts the request once.
pub async fn post(endpoint: &str, request: &ConsultationRequest, body: &str) -> Verdict {
    // A string of structured fields has quotes (RFC 9651, section 3.3.3).
    let key = request.id.as_ref().map(|id| format!("\"{id}\""));
    let post = Post {
        endpoint,
        key: key.as_deref(),
        content_type: Some("application/json"),
        body: &JsValue::from_str(body),
        redirect: false,
        opaque: false,
    };
    let reply = match post.send(|status| status == 422).await {
        Ok(answer) => Reply::Answer {
            status: answer.status,
            retry_after: answer.retry_after,
            errors: answer.text.and_then(|text| problem::errors(&text)),
        },
        Err(reply) => reply,
    };
    reply.verdict(true)
}

/// Waits for so many milliseconds.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // Without a timer the wait is over at once.
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}
