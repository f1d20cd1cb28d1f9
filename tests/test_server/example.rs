//! The example pages, with the address of the journey's guide server.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;

use super::web_space;
use crate::environment;

/// The guide server in the source of the examples.
const GUIDE_SERVER: &str = "http://127.0.0.1:8080";

/// The pages of an example. Some are bundled into `dist`.
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
    let path = folder.join(match path {
        "/" => "index.html",
        path => &path[1..],
    });
    // What is bundled and what is written by hand names the guide server; the guide's files do not.
    match fs::read_to_string(&path) {
        Ok(text) if text.contains(GUIDE_SERVER) => {
            let text = text.replace(GUIDE_SERVER, guide_origin);
            let mut response = web_space::file(&path);
            *response.body_mut() = text.into();
            response
                .headers_mut()
                .remove(axum::http::header::CONTENT_LENGTH);
            response
        }
        _ => web_space::file(&path),
    }
}
