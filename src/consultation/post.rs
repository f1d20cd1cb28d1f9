//! One try over the network.

use contract::consultation::RequestId;
use gloo_net::http::{Request, Response};
use leptos::prelude::window;
use leptos::web_sys::js_sys::{Date, Promise};
use leptos::web_sys::{AbortController, RequestCredentials, RequestRedirect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::problem;
use super::reply::{Reply, retry_after};
use super::schedule::TRY_LIMIT;

/// Posts the request once. Whatever happens is a [`Reply`].
pub async fn post(endpoint: &str, id: &RequestId, body: &str) -> Reply {
    let Ok(controller) = AbortController::new() else {
        return Reply::Lost;
    };
    let timer = {
        let controller = controller.clone();
        leptos::prelude::set_timeout_with_handle(
            move || controller.abort(),
            std::time::Duration::from_millis(TRY_LIMIT as u64),
        )
    };
    let reply = exchange(endpoint, id, body, &controller).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    reply.unwrap_or(if controller.signal().aborted() {
        Reply::TimedOut
    } else {
        Reply::Lost
    })
}

async fn exchange(
    endpoint: &str,
    id: &RequestId,
    body: &str,
    controller: &AbortController,
) -> Option<Reply> {
    let request = Request::post(endpoint)
        .header("Accept", "application/json, application/problem+json")
        .header("Content-Type", "application/json")
        // A string of structured fields has quotes (RFC 9651, section 3.3.3).
        .header("Idempotency-Key", &format!("\"{id}\""))
        .credentials(RequestCredentials::Omit)
        // A redirect would turn the post into a request for some page, whose 200 says nothing of
        // ours (Fetch, section 4.4). Not followed, it has the status 0, which is refused.
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&controller.signal()))
        .body(body)
        .ok()?;
    // gloo-net's own `send` panics where a page wraps `fetch` and rejects with something that is
    // not an `Error`, so the request is handed to the browser here.
    let raw: leptos::web_sys::Request = request.into();
    let answer = JsFuture::from(window().fetch_with_request(&raw))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into::<leptos::web_sys::Response>().ok()?.into();
    let status = answer.status();
    let headers = answer.headers();
    let retry_after = headers.get("Retry-After").and_then(|header| {
        let date = headers.get("Date");
        retry_after(&header, date.as_deref(), Date::now(), Date::parse)
    });
    let errors = match status {
        422 => problem::errors(&answer.text().await.ok()?),
        _ => None,
    };
    Some(Reply::Answer {
        status,
        retry_after,
        errors,
    })
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
