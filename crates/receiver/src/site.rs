//! Serves the built site with the headers that a production server should send. Needs no database, so
//! tests in browsers can serve it too.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use thiserror::Error;
use tower_http::services::ServeDir;

mod cache_control;
mod entity_tag;
mod inline;
pub mod page;
mod policy;

pub(crate) use cache_control::NO_STORE;
use entity_tag::{Conditions, EntityTags};
use policy::Policy;
pub(crate) use policy::set_opener_policy;

use crate::{cors, folder};

/// Why a site cannot be served.
#[derive(Debug, Error)]
pub enum Error {
    /// The folder holds no site.
    #[error("there is no site in the folder {}; build it with `cargo xtask build`, or leave --site out to serve the API only", .0.display())]
    Missing(PathBuf),
    /// A file or folder of it cannot be read.
    #[error("cannot read {} of the site: {_1}; let this user read it", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
}

/// The most bytes of a name in a path: no file system has a longer one, and asking for it fails.
const MAX_NAME: usize = 255;

/// The most bytes of a path, for the same reason.
const MAX_PATH: usize = 2048;

/// The media type of TypeScript files, which have no registered one.
const TYPESCRIPT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// How much of a file is in memory at a time, for each client that reads it.
const CHUNK: usize = 16 * 1024;

/// Computed once, at the start, but the tags.
struct Site {
    tags: EntityTags,
    policy: Policy,
    /// Each folder's `404.html` by the folder's path, the innermost folder first.
    not_found: Vec<(String, Bytes)>,
}

/// Serves the folder of a built site. Its HTML is searched for inline scripts and styles once, so build
/// the router again after each build of the site.
///
/// # Errors
/// If the folder is missing or cannot be read.
pub fn router(dist: &Path) -> Result<Router, Error> {
    if !dist.join("index.html").is_file() {
        return Err(Error::Missing(dist.to_owned()));
    }
    let pages = pages(dist)?;
    let site = Site {
        tags: EntityTags::new(dist),
        policy: Policy::for_pages(pages.iter().map(|(_, html)| html.as_str())),
        not_found: not_found(dist, &pages),
    };
    let files = ServeDir::new(dist)
        .precompressed_br()
        .precompressed_gzip()
        .with_buf_chunk_size(CHUNK);
    Ok(Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(Arc::new(site), serve)))
}

async fn serve(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let preflight = cors::is_preflight(request.method(), request.headers());
    let preflight = preflight.then(|| std::mem::take(request.headers_mut()));
    if preflight.is_some() {
        *request.method_mut() = Method::HEAD;
    }
    // `ServeDir` redirects a folder to its path with a slash at the end. A path that begins with two
    // slashes would be another host's to a browser (RFC 3986, section 4.2).
    let too_long = path.len() > MAX_PATH || path.split('/').any(|name| name.len() > MAX_NAME);
    if path.starts_with("//") || too_long {
        return site.not_found(&path);
    }
    let conditions = Conditions::take(request.headers_mut());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return site.not_found(&path);
    }
    // A guide's rendered HTML is not a page: pages of any site embed it.
    let page = !path.starts_with("/guides/") && !path.starts_with("/v/");
    let kind = response.headers().get(header::CONTENT_TYPE);
    let html = page && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let Some(preflight) = preflight
        && response.status().is_success()
    {
        // A page stays for its own origin.
        return match html {
            true => StatusCode::METHOD_NOT_ALLOWED.into_response(),
            false => cors::public_file(&preflight),
        };
    }
    let cache_control = cache_control::for_path(&path, response.status());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, cache_control);
    if let Some(kind) = headers.get(header::CONTENT_TYPE)
        && let Some(kind) = media_type(&path, kind)
    {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.remove(header::LAST_MODIFIED);
    headers.remove(header::ETAG);
    if html {
        site.policy.set_page_headers(headers);
    } else {
        policy::set_file_headers(headers);
    }
    if !response.status().is_success() {
        return response;
    }
    let Some(tag) = site.tags.tag(&path, response.headers()).await else {
        return response;
    };
    let status = conditions.status(&tag);
    response.headers_mut().insert(header::ETAG, tag);
    match status {
        // Its headers replace those that the browser has stored (RFC 9111, section 3.2).
        Some(status) => without_content(response, status),
        None => response,
    }
}

/// The media type of a file, where it is another one than the server of files says.
fn media_type(path: &str, kind: &HeaderValue) -> Option<HeaderValue> {
    // `.ts` is registered as MPEG transport stream, so `.d.ts` would be sent as video.
    if path.ends_with(".d.ts") {
        return Some(TYPESCRIPT);
    }
    let kind = kind.to_str().ok()?;
    let is_bare = kind.starts_with("text/") && !kind.contains("charset");
    let with_charset = format!("{kind}; charset=utf-8");
    is_bare.then(|| HeaderValue::from_str(&with_charset).ok())?
}

fn without_content(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    *response.body_mut() = Body::empty();
    for name in [
        header::CONTENT_LENGTH,
        header::CONTENT_RANGE,
        header::CONTENT_TYPE,
        header::CONTENT_ENCODING,
    ] {
        response.headers_mut().remove(name);
    }
    response
}

impl Site {
    fn not_found(&self, path: &str) -> Response {
        let mut pages = self.not_found.iter();
        let page = pages.find(|(folder, _)| path.starts_with(folder.as_str()));
        let mut response = match page {
            Some((_, html)) => {
                let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
                let mut response = (kind, Body::from(html.clone())).into_response();
                self.policy.set_page_headers(response.headers_mut());
                response
            }
            None => {
                let mut response = "Nothing is here.\n".into_response();
                policy::set_file_headers(response.headers_mut());
                response
            }
        };
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, cache_control::NO_CACHE);
        response
    }
}

/// The `404.html` of each folder that has one.
fn not_found(dist: &Path, pages: &[(PathBuf, String)]) -> Vec<(String, Bytes)> {
    let folder = |(path, html): &(PathBuf, String)| {
        let path = path.strip_prefix(dist).ok()?.to_str()?;
        let folder = path.strip_suffix("404.html")?;
        Some((format!("/{folder}"), html.clone().into()))
    };
    let mut found: Vec<_> = pages.iter().filter_map(folder).collect();
    found.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    found
}

/// Reads every HTML file of the folder and those below.
fn pages(dist: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let files = folder::files(dist, "html");
    let files = files.map_err(|(path, error)| Error::Unreadable(path, error))?;
    let page = |path: PathBuf| match std::fs::read_to_string(&path) {
        Ok(html) => Ok((path, html)),
        Err(error) => Err(Error::Unreadable(path, error)),
    };
    files.into_iter().map(page).collect()
}
