//! How the site is served otherwise than in production, for the journeys that need it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};

use super::{Gates, HostPage, endpoint};

/// The attribute as the site is built with it.
const ENDPOINT: &str = r#" endpoint="/api/consultations""#;

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
    /// Files whose paths end like this are not there.
    pub missing: Option<&'static str>,
    /// Pages of somebody else's, with the guide in them.
    pub host_pages: Vec<HostPage>,
    /// Where those pages have the guide from.
    pub guide_origin: String,
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

    async fn serve(&self, mut request: Request, next: Next, gates: &Gates) -> Response {
        if request.uri().path().ends_with(".wasm") {
            gates.wasm.pass().await;
        }
        let is_page = request.uri().path() == "/";
        if is_page && self.endpoint.is_some() {
            // The page's text is needed, not its compressed form, and not "you have it already".
            request.headers_mut().remove(header::ACCEPT_ENCODING);
            request.headers_mut().remove(header::IF_MODIFIED_SINCE);
        }
        let path = request.uri().path();
        if self.missing.is_some_and(|missing| path.ends_with(missing)) {
            return StatusCode::NOT_FOUND.into_response();
        }
        if let Some(page) = self.host_pages.iter().find(|page| page.path == path) {
            return page.with_the_guide_from(&self.guide_origin);
        }
        let is_post = request.method() == Method::POST;
        let is_post = is_post && request.uri().path() == endpoint::PATH;
        let mut response = next.run(request).await;
        if is_post {
            gates.taken.fetch_add(1, Ordering::Relaxed);
            gates.answers.pass().await;
        }
        self.alter_policy(&mut response);
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
