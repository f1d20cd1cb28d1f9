//! The example pages, with the address of the journey's guide server.

use std::fs;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::environment;

/// The guide server in the source of the examples.
const GUIDE_SERVER: &str = "http://127.0.0.1:8080";

/// The pages of an example. React's are bundled into `dist`.
pub fn pages(name: &str, guide_origin: &str) -> Router {
    let folder = environment::examples().join(name);
    let bundled = folder.join("dist");
    let folder = if bundled.exists() { bundled } else { folder };
    let guide_origin = guide_origin.to_owned();
    Router::new().fallback(|request: Request| async move {
        answer(&folder, request.uri().path(), &guide_origin)
    })
}

fn answer(folder: &Path, path: &str, guide_origin: &str) -> Response {
    let (file, kind): (PathBuf, _) = match path {
        "/" => (folder.join("index.html"), "text/html"),
        path => (folder.join(&path[1..]), "text/javascript"),
    };
    match fs::read_to_string(file) {
        Ok(text) => {
            let text = text.replace(GUIDE_SERVER, guide_origin);
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
