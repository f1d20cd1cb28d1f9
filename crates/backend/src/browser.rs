//! Sending over the network.

use gloo_net::http::{Request, Response};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_futures::js_sys::{Date, Promise};
use web_sys::{
    AbortController, AbortSignal, RequestCredentials, RequestMode, RequestRedirect, Window,
};

use super::{Reply, retry_after};

/// How long one try may take, in milliseconds.
pub const TRY_LIMIT: i32 = 10_000;

/// What is posted.
#[derive(Debug)]
pub struct Post<'a> {
    /// Where to.
    pub endpoint: &'a str,
    /// The value of `Idempotency-Key`.
    pub key: Option<&'a str>,
    /// The content type, where the browser does not know it by the body.
    pub content_type: Option<&'a str>,
    /// The body, as `fetch` takes it.
    pub body: &'a JsValue,
    /// Whether a redirect is followed. It turns the post into a request for some page (Fetch,
    /// section 4.4), whose 200 says nothing of ours. Not followed, it has the status 0.
    pub redirect: bool,
    /// Whether the answer must not be read (`no-cors`).
    pub opaque: bool,
}

/// What is read of an answer.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status; 0 where nothing of the answer may be read.
    pub status: u16,
    /// For how many seconds the server asks to be left alone.
    pub retry_after: Option<u32>,
    /// The body, where it was asked for, and of an answer that is no success, if it can be read.
    pub text: Option<String>,
}

impl Post<'_> {
    /// Posts it once, with a limit of time. `reads` says for which status the body must be read.
    ///
    /// # Errors
    /// There is no answer: [`Reply::TimedOut`] or [`Reply::Lost`].
    pub async fn send(&self, reads: impl Fn(u16) -> bool) -> Result<Answer, Reply> {
        let controller = AbortController::new().map_err(|_| Reply::Lost)?;
        let mut deadline = Deadline::start(controller);
        let answer = self.exchange(&mut deadline, reads).await;
        answer.ok_or(match deadline.has_passed() {
            true => Reply::TimedOut,
            false => Reply::Lost,
        })
    }

    async fn exchange(
        &self,
        deadline: &mut Deadline,
        reads: impl Fn(u16) -> bool,
    ) -> Option<Answer> {
        let mut request = Request::post(self.endpoint)
            .header("Accept", "application/json, application/problem+json")
            .credentials(RequestCredentials::Omit)
            .redirect(match self.redirect {
                true => RequestRedirect::Follow,
                false => RequestRedirect::Manual,
            })
            .abort_signal(Some(&deadline.signal()));
        if self.opaque {
            request = request.mode(RequestMode::NoCors);
        }
        if let Some(kind) = self.content_type {
            request = request.header("Content-Type", kind);
        }
        if let Some(key) = self.key {
            request = request.header("Idempotency-Key", key);
        }
        let request = request.body(self.body.clone()).ok()?;
        let answer = answer_of(deadline.send(request)?).await?;
        let status = answer.status();
        let headers = answer.headers();
        let retry_after = headers.get("Retry-After").and_then(|header| {
            let date = headers.get("Date");
            retry_after(&header, date.as_deref(), Date::now(), Date::parse)
        });
        let must = reads(status);
        let text = match must || !answer.ok() {
            true => answer.text().await.ok(),
            false => None,
        };
        if must && text.is_none() {
            return None;
        }
        Some(Answer {
            status,
            retry_after,
            text,
        })
    }
}

/// Ends what it is given to after [`TRY_LIMIT`].
pub struct Deadline {
    controller: AbortController,
    timer: Option<i32>,
    request: Option<web_sys::Request>,
    _abort: Closure<dyn FnMut()>,
}

impl Deadline {
    /// Begins now.
    pub fn start(controller: AbortController) -> Self {
        let abort = {
            let controller = controller.clone();
            Closure::once(move || controller.abort())
        };
        let timer = window().set_timeout_with_callback_and_timeout_and_arguments_0(
            abort.as_ref().unchecked_ref(),
            TRY_LIMIT,
        );
        Self {
            controller,
            timer: timer.ok(),
            request: None,
            _abort: abort,
        }
    }

    /// Sends a request that takes its signal, and keeps it: WebKit 2.50 aborts no request that it has
    /// collected as garbage, and the visitor would wait for ever. The promise is that of `fetch`.
    pub fn send(&mut self, request: Request) -> Option<Promise> {
        fetch(self.request.insert(request.into())).ok()
    }

    /// What a request takes, to be ended by it.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Whether the time is over.
    pub fn has_passed(&self) -> bool {
        self.signal().aborted()
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            window().clear_timeout_with_handle(timer);
        }
    }
}

/// A text at an address; `None` where it cannot be had, or has another digest.
pub async fn text(address: &str, digest: &str) -> Option<String> {
    let request = Request::get(address).integrity(digest).build().ok()?;
    let answer = answer_of(fetch(&request.into()).ok()?).await?;
    match answer.ok() {
        true => answer.text().await.ok(),
        false => None,
    }
}

#[wasm_bindgen]
extern "C" {
    /// The page's: perhaps a wrapper of its own, which may throw where it should reject.
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<Promise, JsValue>;
}

/// gloo-net's own `send` panics where a page wraps `fetch` and rejects with something that is not
/// an `Error`, so requests are handed to the browser here.
async fn answer_of(asked: Promise) -> Option<Response> {
    let answer = JsFuture::from(asked).await.ok()?;
    // Not checked: pages replace `Response`.
    let answer = answer.unchecked_into::<web_sys::Response>();
    Some(answer.into())
}

fn window() -> Window {
    // The modules that use this are loaded by pages alone.
    wasm_bindgen_futures::js_sys::global().unchecked_into()
}
