//! Plain web space: files as they are, with the type by their ending, and no header besides.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path as PathParameter;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

/// A folder that somebody has uploaded.
#[derive(Debug, Clone)]
pub struct WebSpace {
    /// Where on the site, with a slash at both ends.
    pub place: &'static str,
    /// What was uploaded.
    pub folder: PathBuf,
    /// What each file is sent with, as lines, if it is on another site than the page.
    pub elsewhere: Option<String>,
}

impl WebSpace {
    pub fn router(&self) -> Router {
        let folder = Arc::new(self.folder.clone());
        let lines = self.elsewhere.iter().flat_map(|headers| headers.lines());
        let headers: HeaderMap = lines.map(header_of).collect();
        let answer = |PathParameter(path): PathParameter<String>| async move {
            (headers, file(&folder.join(path))).into_response()
        };
        Router::new().route(&format!("{}{{*path}}", self.place), get(answer))
    }
}

/// The file with its type, or 404.
pub fn file(path: &Path) -> Response {
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("html") => "text/html",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    match fs::read(path) {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn header_of(line: &str) -> (HeaderName, HeaderValue) {
    let (name, value) = line.split_once(": ").expect("a header");
    let name = name.parse().expect("the name of a header");
    (name, value.parse().expect("the value of a header"))
}
