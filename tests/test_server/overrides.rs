//! What a journey changes about the site on its way to the browser.

use std::convert::Infallible;
use std::fs;
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse as _, Response};
use futures_util::StreamExt as _;
use futures_util::stream;

use super::languages::Languages;
use crate::environment;

use super::{
    Asset, Controls, FILE_LIMIT, HostPage, host_page, pinned, replace_once, scripted_endpoint,
};

/// As built.
const ENDPOINT: &str = r#" endpoint="/api/consultations""#;

/// The bytes of the first TCP flight: ten segments of 1,460 bytes.
const FIRST_FLIGHT: usize = 14_600;

/// Differences from production. The default has none.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// The value of the `endpoint` attribute; `Some(None)` removes it.
    pub endpoint: Option<Option<String>>,
    /// The `backend` attribute, and the profile inside the element as JSON.
    pub backend: Option<(String, Option<&'static str>)>,
    /// The `exit` attribute.
    pub exit: Option<&'static str>,
    /// The `profile` attribute.
    pub profile: Option<&'static str>,
    /// Files with this path suffix are missing.
    pub missing: Option<&'static str>,
    /// Origins, separated by spaces, that are added to `connect-src`.
    pub connect_to: Option<String>,
    /// The policy lacks `'wasm-unsafe-eval'`.
    pub block_wasm: bool,
    pub hold_wasm: bool,
    pub hold_responses: bool,
    /// Holds back the page except for its first bytes.
    pub hold_rest: bool,
    /// So does what follows this text of the page.
    pub hold_after: Option<&'static str>,
    /// The site has a second language, the pseudo-locale.
    pub pseudo_locale: bool,
    /// Replaces the HTML of the guide in the page.
    pub fragment: Option<String>,
    /// Replaces the guide's own page.
    pub host_page: Option<&'static str>,
    /// In the host page the first text becomes the second.
    pub host_rewritten: Option<(String, String)>,
    /// Replaces `{other_origin}` in the host page.
    pub other_origin: String,
    /// The host page pins a version, and the rest of the build is gone.
    pub pinned: bool,
    pub tampered: Option<Asset>,
    /// In files of this kind the first text becomes the second.
    pub rewritten: Option<(Asset, String, String)>,
    /// Host pages at paths of their own.
    pub host_pages: Vec<HostPage>,
    /// The origin that those pages load the guide from.
    pub guide_origin: String,
}

impl Overrides {
    pub fn layer(self, router: Router, controls: Arc<Controls>) -> Router {
        let overrides = Arc::new(self);
        router.layer(from_fn(move |request: Request, next: Next| {
            let (overrides, controls) = (Arc::clone(&overrides), Arc::clone(&controls));
            async move { overrides.serve(request, next, &controls).await }
        }))
    }

    async fn serve(&self, mut request: Request, next: Next, controls: &Arc<Controls>) -> Response {
        if Asset::Wasm.is_at(request.uri().path()) {
            controls.wasm.wait().await;
        }
        let path = request.uri().path();
        if self.missing.is_some_and(|missing| path.ends_with(missing)) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let is_page = request.method() == Method::GET && path == "/";
        if self.pinned && !pinned::survives(request.uri().path()) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let tampered = self
            .tampered
            .filter(|asset| asset.is_at(request.uri().path()));
        let fault = controls.file_fault(request.uri().path());
        let rewritten = self.rewritten.as_ref();
        let rewritten = rewritten.filter(|(asset, ..)| asset.is_at(request.uri().path()));
        if rewritten.is_some() {
            request_whole_text(&mut request);
        }
        if tampered.is_some() || fault.is_some() {
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
        let edited = self.endpoint.is_some() || self.exit.is_some() || self.fragment.is_some();
        if is_page && (edited || self.hold_after.is_some()) {
            request_whole_text(&mut request);
        }
        let path = request.uri().path();
        if let Some(page) = self.host_pages.iter().find(|page| page.path == path) {
            return page.response(&self.guide_origin);
        }
        if let (true, Some(html)) = (is_page, self.host_page) {
            let page = Html(self.host_page(html, &request)).into_response();
            return match self.hold_after {
                Some(text) => hold_after(text, page, Arc::clone(controls)).await,
                None => page,
            };
        }
        if self.pseudo_locale {
            return in_two_languages(request, next).await;
        }
        let is_post = request.method() == Method::POST;
        let is_post = is_post && request.uri().path() == scripted_endpoint::PATH;
        let mut response = next.run(request).await;
        if is_post {
            controls.posts.fetch_add(1, Ordering::Relaxed);
            controls.responses.wait().await;
        }
        if let Some(asset) = tampered {
            response = asset.tamper(response).await;
        }
        if let Some((_, from, to)) = rewritten {
            return rewrite(response, |text| {
                assert!(text.contains(from), "{from} is in the file");
                text.replacen(from, to, 1)
            })
            .await;
        }
        if let Some(fault) = fault {
            return fault.apply(response).await;
        }
        self.alter_policy(&mut response);
        if !is_page {
            return response;
        }
        if self.hold_rest {
            return hold_rest_of_page(response, Arc::clone(controls)).await;
        }
        if let Some(text) = self.hold_after {
            return hold_after(text, response, Arc::clone(controls)).await;
        }
        if let Some(endpoint) = &self.endpoint {
            let page = |page: &str| self.with_endpoint(page, endpoint.as_deref());
            response = rewrite(response, page).await;
        }
        if self.exit.is_some() {
            response = rewrite(response, |page| self.with_exit(page)).await;
        }
        if let Some(fragment) = &self.fragment {
            response = rewrite(response, |page| with_fragment(page, fragment)).await;
        }
        response
    }

    /// Whether part of the page comes later.
    pub fn holds_the_page(&self) -> bool {
        self.hold_rest || self.hold_after.is_some()
    }

    fn host_page(&self, html: &str, request: &Request) -> String {
        let mut html = host_page::named(html).replace("{other_origin}", &self.other_origin);
        for language in ["en", "es"] {
            let place = format!("{{printed.{language}}}");
            if html.contains(&place) {
                html = html.replace(&place, &printed_root(language));
            }
        }
        if let Some((from, to)) = &self.host_rewritten {
            assert!(html.contains(from), "{from} is in the page");
            html = html.replacen(from, to, 1);
        }
        // Some host pages name a backend themselves.
        if let Some(endpoint) = &self.endpoint
            && html.contains(ENDPOINT)
        {
            html = self.with_endpoint(&html, endpoint.as_deref());
        }
        html = self.with_exit(&html);
        if !self.pinned {
            return html;
        }
        let host = request.headers().get(header::HOST).expect("a host");
        pinned::page(&html, &format!("http://{}", host.to_str().expect("text")))
    }

    fn with_endpoint(&self, page: &str, endpoint: Option<&str>) -> String {
        let mut attributes = match endpoint {
            Some(value) => format!(r#" endpoint="{value}""#),
            None => String::new(),
        };
        if let Some(profile) = self.profile {
            attributes += &format!(" profile='{profile}'");
        }
        let mut profile = String::new();
        if let Some((name, inside)) = &self.backend {
            attributes += &format!(r#" backend="{name}""#);
            if let Some(json) = inside {
                profile = format!(r#"<script type="application/json">{json}</script>"#);
            }
        }
        let (before, after) = page
            .split_once(ENDPOINT)
            .expect("the attribute is in the page");
        let (tag, inside) = after.split_once('>').expect("the tag ends");
        format!("{before}{attributes}{tag}>{profile}{inside}")
    }

    fn with_exit(&self, page: &str) -> String {
        match self.exit {
            Some(address) => {
                let tag = format!("<care-guide exit=\"{address}\"");
                page.replacen("<care-guide", &tag, 1)
            }
            None => page.to_owned(),
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
        if self.block_wasm {
            text = replace_once(&text, " 'wasm-unsafe-eval'", "");
        }
        if let Some(origin) = &self.connect_to {
            text = replace_once(
                &text,
                "connect-src 'self'",
                &format!("connect-src 'self' {origin}"),
            );
        }
        *policy = HeaderValue::from_str(&text).expect("a policy is text");
    }
}

/// What the build leaves for pages that print the guide themselves.
fn printed_root(language: &str) -> String {
    let file = environment::dist().join(format!("embed/mdma.{language}.html"));
    fs::read_to_string(file).expect("the printed root")
}

/// Asks for the whole uncompressed file.
fn request_whole_text(request: &mut Request) {
    for name in [
        header::ACCEPT_ENCODING,
        header::IF_MODIFIED_SINCE,
        header::IF_NONE_MATCH,
    ] {
        request.headers_mut().remove(name);
    }
}

/// Serves the pages, the loader and the HTML of the guide in two languages, and the rest as built.
async fn in_two_languages(mut request: Request, next: Next) -> Response {
    static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::render);
    let path = request.uri().path().to_owned();
    if let Some(html) = LANGUAGES.fragment(&path) {
        return Html(html).into_response();
    }
    let page = LANGUAGES.page(&path);
    let is_loader = path.starts_with("/care-guide") && path.ends_with(".js");
    if page.is_none() && !is_loader {
        return next.run(request).await;
    }
    if page.is_some() {
        // Keeps the headers of the built page.
        *request.uri_mut() = Uri::from_static("/");
    }
    request_whole_text(&mut request);
    let response = next.run(request).await;
    rewrite(response, |text| match page {
        Some(page) => page.to_owned(),
        None => LANGUAGES.edit_loader(text),
    })
    .await
}

/// The first flight of the compressed page, or half of a shorter one. The rest follows when the
/// latch is released.
async fn hold_rest_of_page(response: Response, controls: Arc<Controls>) -> Response {
    let (parts, body) = response.into_parts();
    let coding = parts.headers.get(header::CONTENT_ENCODING);
    assert_eq!(coding, Some(&HeaderValue::from_static("br")));
    let page = to_bytes(body, FILE_LIMIT).await.expect("a page");
    let half = FIRST_FLIGHT.min(page.len() / 2);
    hold(Response::from_parts(parts, page), half, controls)
}

/// The page up to the end of a text in it. The rest follows when the latch is released.
async fn hold_after(text: &str, response: Response, controls: Arc<Controls>) -> Response {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let page = to_bytes(body, FILE_LIMIT).await.expect("a page");
    let found = page
        .windows(text.len())
        .position(|at| at == text.as_bytes());
    let end = found.expect("the page has the text") + text.len();
    hold(Response::from_parts(parts, page), end, controls)
}

fn hold(page: Response<Bytes>, end: usize, controls: Arc<Controls>) -> Response {
    let (parts, mut first) = page.into_parts();
    let rest = first.split_off(end);
    let first = stream::iter([Ok::<Bytes, Infallible>(first)]);
    let rest = stream::once(async move {
        controls.rest_of_page.wait().await;
        Ok(rest)
    });
    Response::from_parts(parts, Body::from_stream(first.chain(rest)))
}

fn with_fragment(page: &str, fragment: &str) -> String {
    let element = page.find("<care-guide").expect("the page has the element");
    let start = element + page[element..].find('>').expect("its start tag ends") + 1;
    let end = page.rfind("</care-guide>").expect("the element ends");
    format!("{}{fragment}{}", &page[..start], &page[end..])
}

/// The response with its text rewritten and its headers kept.
async fn rewrite(response: Response, edit: impl FnOnce(&str) -> String) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, FILE_LIMIT).await.expect("a text");
    let text = str::from_utf8(&bytes).expect("a text is UTF-8");
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(edit(text)))
}
