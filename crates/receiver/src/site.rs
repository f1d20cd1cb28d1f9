//! The built site, served with the headers a production server should send. Needs no database,
//! so tests in browsers can serve the site as it will be served.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

mod caching;
pub mod page;
mod policy;
mod style;

use policy::Policy;
pub(crate) use policy::isolate;

use crate::folder;

/// Why a site cannot be served.
#[derive(Debug)]
pub enum Error {
    /// There is no such folder.
    Missing(PathBuf),
    /// Something in it cannot be read.
    Unreadable(PathBuf, io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(
                f,
                "there is no site in the folder {}; build it with `cargo xtask build`, or leave --site out to serve the API only",
                path.display()
            ),
            Self::Unreadable(path, error) => write!(
                f,
                "cannot read {} of the site: {error}; let this user read it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Error {}

/// TypeScript has no media type of its own.
const TYPESCRIPT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// So much of a file is in memory at a time, for each client that is reading it.
const PIECE: usize = 16 * 1024;

/// What is found out once, at the start.
struct Site {
    policy: Policy,
    /// Each folder's page for what is not in it, by the folder's path; the innermost folder first.
    not_found: Vec<(String, Bytes)>,
}

/// Serves the folder of a built site. Its HTML is looked through once for inline styles, so the
/// router has to be built again after the site is.
///
/// # Errors
/// Where the folder is not there or cannot be read.
pub fn router(dist: &Path) -> Result<Router, Error> {
    if !dist.join("index.html").is_file() {
        return Err(Error::Missing(dist.to_owned()));
    }
    let pages = pages(dist)?;
    let site = Site {
        policy: Policy::for_pages(pages.iter().map(|(_, html)| html.as_str())),
        not_found: not_found(dist, &pages),
    };
    let files = ServeDir::new(dist)
        .precompressed_br()
        .precompressed_gzip()
        .with_buf_chunk_size(PIECE);
    Ok(Router::new()
        .fallback_service(files)
        .layer(from_fn_with_state(Arc::new(site), serve)))
}

async fn serve(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    // Of a folder the files would be looked for behind a slash at its end, at an address that begins
    // with two: to a browser that is another host's (RFC 3986, section 4.2).
    if path.starts_with("//") {
        return site.nothing_there(&path);
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return site.nothing_there(&path);
    }
    // 304 has no type; the header fields it brings replace those the browser has stored (RFC
    // 9111, section 3.2), so they have to be the same ones.
    // A guide's printed HTML is no page: it is shown inside of pages, other people's among them.
    let page = !path.starts_with("/guides/") && !path.starts_with("/v/");
    let html = page
        && match response.headers().get(header::CONTENT_TYPE) {
            Some(kind) => kind.as_bytes().starts_with(b"text/html"),
            None => path.ends_with('/') || path.ends_with(".html"),
        };
    let lifetime = caching::lifetime(&path, response.status());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, lifetime);
    // To the registry of media types it is the end of a film's name.
    if path.ends_with(".d.ts") && headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(header::CONTENT_TYPE, TYPESCRIPT);
    }
    if html {
        site.policy.protect_page(headers);
    } else {
        policy::open_file(headers);
    }
    response
}

impl Site {
    fn nothing_there(&self, path: &str) -> Response {
        let mut pages = self.not_found.iter();
        let page = pages.find(|(folder, _)| path.starts_with(folder.as_str()));
        let mut response = match page {
            Some((_, html)) => {
                let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
                let mut response = (kind, Body::from(html.clone())).into_response();
                self.policy.protect_page(response.headers_mut());
                response
            }
            None => {
                let mut response = "Nothing is here.\n".into_response();
                policy::open_file(response.headers_mut());
                response
            }
        };
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, caching::CHECKED);
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

/// Every HTML file of the folder and those below.
fn pages(dist: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let files = folder::files(dist, "html");
    let files = files.map_err(|(path, error)| Error::Unreadable(path, error))?;
    let page = |path: PathBuf| match std::fs::read_to_string(&path) {
        Ok(html) => Ok((path, html)),
        Err(error) => Err(Error::Unreadable(path, error)),
    };
    files.into_iter().map(page).collect()
}
