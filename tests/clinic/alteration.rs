//! How the site is served otherwise than in production, for the journeys that need it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse as _, Response};

use super::{Gates, Part, endpoint, pinned};

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
    /// In place of the guide's own page: somebody else's, with the guide in it.
    pub host_page: Option<&'static str>,
    /// What stands for `{elsewhere}` in it: the other origin.
    pub elsewhere: String,
    /// The host page uses one version, and that is all that is left of its build.
    pub pinned: bool,
    /// A file that somebody has changed.
    pub forged: Option<Part>,
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
        if Part::Wasm.is_at(request.uri().path()) {
            gates.wasm.pass().await;
        }
        let is_page = request.uri().path() == "/";
        if self.pinned && !pinned::stays(request.uri().path()) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let forged = self.forged.filter(|part| part.is_at(request.uri().path()));
        if forged.is_some() {
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
        if is_page && self.endpoint.is_some() {
            // The page's text is needed, not its compressed form, and not "you have it already".
            request.headers_mut().remove(header::ACCEPT_ENCODING);
            request.headers_mut().remove(header::IF_MODIFIED_SINCE);
        }
        if let (true, Some(html)) = (is_page, self.host_page) {
            return Html(self.host_page(html, &request)).into_response();
        }
        let is_post = request.method() == Method::POST;
        let is_post = is_post && request.uri().path() == endpoint::PATH;
        let mut response = next.run(request).await;
        if is_post {
            gates.taken.fetch_add(1, Ordering::Relaxed);
            gates.answers.pass().await;
        }
        if let Some(part) = forged {
            response = part.forge(response).await;
        }
        self.alter_policy(&mut response);
        match &self.endpoint {
            Some(endpoint) if is_page => with_endpoint(response, endpoint.as_deref()).await,
            _ => response,
        }
    }

    fn host_page(&self, html: &str, request: &Request) -> String {
        let html = html.replace("{elsewhere}", &self.elsewhere);
        if !self.pinned {
            return html;
        }
        let host = request.headers().get(header::HOST).expect("a host");
        pinned::page(&html, &format!("http://{}", host.to_str().expect("text")))
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
