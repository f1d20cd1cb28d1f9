//! Guide files that are not of the build, on a server of somebody else's.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use fuzz_targets::Texts;
use fuzz_targets::payloads::TEXTS;

/// A guide with nothing wrong.
const GUIDE: &str = include_str!("../../crates/contract/tests/fixtures/small.en.json");

/// Its server: `/guide.json`, and what can be wrong with it.
pub fn router() -> Router {
    let dangling = GUIDE.replacen("[^S1]", "[^S9]", 1);
    assert_ne!(dangling, GUIDE, "something is cited");
    let large = format!("{GUIDE}{}", " ".repeat(1 << 20));
    Router::new()
        .route("/guide.json", get(|| async { open(GUIDE.to_owned()) }))
        .route("/dangling.json", get(|| async { open(dangling) }))
        .route("/payloads.json", get(|| async { open(full_of_payloads()) }))
        .route("/large.json", get(|| async { open(large) }))
        .route(
            "/page.json",
            get(|| async { open("<!doctype html>\n<p>".to_owned()) }),
        )
        // No other site may read it.
        .route("/closed.json", get(|| async { GUIDE }))
        .fallback(|| async { (StatusCode::NOT_FOUND, open(String::new())) })
}

/// The guide with all in every text that a page might take for more than text.
fn full_of_payloads() -> String {
    let guide = Texts::filled_with(&TEXTS.join(" "));
    serde_json::to_string(&guide).expect("a guide can be written")
}

fn open(text: String) -> Response {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], text).into_response()
}
