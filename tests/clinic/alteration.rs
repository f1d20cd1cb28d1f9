//! How the site is served otherwise than in production, for the journeys that need it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse as _, Response};
use futures_util::StreamExt as _;
use futures_util::stream;

use super::{Gates, endpoint};

/// The attribute as the site is built with it.
const ENDPOINT: &str = r#" endpoint="/api/consultations""#;

/// What a server sends before it waits for leave to go on: ten segments of 1,460 bytes.
const FIRST_FLIGHT: usize = 14_600;

/// More than any page of ours.
const PAGE_LIMIT: usize = 1 << 24;

/// What is changed on the way to the browser. By default nothing is.
#[derive(Debug, Clone, Default)]
pub struct Alteration {
    /// The `endpoint` attribute: another value, or none at all.
    pub endpoint: Option<Option<String>>,
    /// An origin that the page's policy allows it to connect to.
    pub connect_to: Option<String>,
    /// The page's policy lacks `'wasm-unsafe-eval'`.
    pub refuse_wasm: bool,
    /// The Wasm waits behind the gate.
    pub hold_wasm: bool,
    /// The answers to requests wait behind the gate.
    pub hold_answers: bool,
    /// The page waits behind the gate, but for its first bytes.
    pub hold_rest: bool,
    /// In place of the guide's own page: somebody else's, with the guide in it.
    pub host_page: Option<&'static str>,
}

impl Alteration {
    /// Wraps the router.
    pub fn layer(self, router: Router, gates: Arc<Gates>) -> Router {
        let alteration = Arc::new(self);
        router.layer(from_fn(move |request: Request, next: Next| {
            let (alteration, gates) = (Arc::clone(&alteration), Arc::clone(&gates));
            async move { alteration.serve(request, next, &gates).await }
        }))
    }

    async fn serve(&self, mut request: Request, next: Next, gates: &Arc<Gates>) -> Response {
        if request.uri().path().ends_with(".wasm") {
            gates.wasm.pass().await;
        }
        let is_page = request.uri().path() == "/";
        if is_page && self.endpoint.is_some() {
            // The page's text is needed, not its compressed form, and not "you have it already".
            request.headers_mut().remove(header::ACCEPT_ENCODING);
            request.headers_mut().remove(header::IF_MODIFIED_SINCE);
        }
        if let (true, Some(html)) = (is_page, self.host_page) {
            return Html(html).into_response();
        }
        let is_post = request.method() == Method::POST;
        let is_post = is_post && request.uri().path() == endpoint::PATH;
        let mut response = next.run(request).await;
        if is_post {
            gates.taken.fetch_add(1, Ordering::Relaxed);
            gates.answers.pass().await;
        }
        self.alter_policy(&mut response);
        if is_page && self.hold_rest {
            return without_the_rest(response, Arc::clone(gates)).await;
        }
        match &self.endpoint {
            Some(endpoint) if is_page => with_endpoint(response, endpoint.as_deref()).await,
            _ => response,
        }
    }

    fn alter_policy(&self, response: &mut Response) {
        let Some(policy) = response
            .headers_mut()
            .get_mut(header::CONTENT_SECURITY_POLICY)
        else {
            return;
        };
        let mut text = policy.to_str().expect("a policy is text").to_owned();
        if self.refuse_wasm {
            text = replaced(&text, " 'wasm-unsafe-eval'", "");
        }
        if let Some(origin) = &self.connect_to {
            text = replaced(
                &text,
                "connect-src 'self'",
                &format!("connect-src 'self' {origin}"),
            );
        }
        *policy = HeaderValue::from_str(&text).expect("a policy is text");
    }
}

/// The first flight of the page, as it is compressed; a page that is not much longer is cut in the
/// middle, so that there is a rest. That comes when the gate opens.
async fn without_the_rest(response: Response, gates: Arc<Gates>) -> Response {
    let (parts, body) = response.into_parts();
    let coding = parts.headers.get(header::CONTENT_ENCODING);
    assert_eq!(coding, Some(&HeaderValue::from_static("br")));
    let mut first = to_bytes(body, PAGE_LIMIT).await.expect("a page");
    let rest = first.split_off(FIRST_FLIGHT.min(first.len() / 2));
    let first = stream::iter([Ok::<Bytes, Infallible>(first)]);
    let rest = stream::once(async move {
        gates.rest.pass().await;
        Ok(rest)
    });
    Response::from_parts(parts, Body::from_stream(first.chain(rest)))
}

async fn with_endpoint(response: Response, endpoint: Option<&str>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, PAGE_LIMIT).await.expect("a page");
    let page = String::from_utf8(bytes.to_vec()).expect("a page is UTF-8");
    let attribute = match endpoint {
        Some(value) => format!(r#" endpoint="{value}""#),
        None => String::new(),
    };
    let page = replaced(&page, ENDPOINT, &attribute);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in: {text}");
    text.replacen(from, to, 1)
}
