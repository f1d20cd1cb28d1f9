//! Guide files and profiles on a server of their own: good ones, and faulty ones.

use std::future::pending;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use fuzz_targets::Texts;
use fuzz_targets::payloads::TEXTS;

/// A valid profile.
const PROFILE: &str = r#"{"fields": {"name": "full_name"}, "fixed": {"tenant": "boston"}}"#;

/// A valid guide.
const GUIDE: &str = include_str!("../../crates/contract/tests/fixtures/small.en.json");

pub fn router() -> Router {
    let dangling = GUIDE.replacen("[^S1]", "[^S9]", 1);
    assert_ne!(dangling, GUIDE, "something is cited");
    let large = format!("{GUIDE}{}", " ".repeat(1 << 20));
    Router::new()
        .route("/guide.json", get(|| async { with_cors(GUIDE.to_owned()) }))
        .route("/dangling.json", get(|| async { with_cors(dangling) }))
        .route(
            "/payloads.json",
            get(|| async { with_cors(full_of_payloads()) }),
        )
        .route("/large.json", get(|| async { with_cors(large) }))
        .route(
            "/page.json",
            get(|| async { with_cors("<!doctype html>\n<p>".to_owned()) }),
        )
        .route(
            "/profile.json",
            get(|| async { with_cors(PROFILE.to_owned()) }),
        )
        .route(
            "/misspelt-profile.json",
            get(|| async { with_cors(r#"{"feilds": {}}"#.to_owned()) }),
        )
        .route(
            "/large-profile.json",
            get(|| async { with_cors(format!("{PROFILE}{}", " ".repeat(1 << 16))) }),
        )
        .route("/late.json", get(pending::<Response>))
        // Without CORS.
        .route("/closed.json", get(|| async { GUIDE }))
        .fallback(|| async { (StatusCode::NOT_FOUND, with_cors(String::new())) })
}

/// A guide with every payload in every text.
fn full_of_payloads() -> String {
    let guide = Texts::filled_with(&TEXTS.join(" "));
    serde_json::to_string(&guide).expect("a guide can be written")
}

fn with_cors(text: String) -> Response {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], text).into_response()
}
