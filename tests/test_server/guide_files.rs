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

/// A clinic's particulars.
const CLINIC: &str = include_str!("../../crates/contract/tests/fixtures/clinic.json");

/// With everything that the file may hold.
const FULL_CLINIC: &str = r#"{
  "name": "Northside <b>Clinic</b>",
  "phone": "+44 (0)20 7946 0018",
  "privacy": "./privacy",
  "answers": "We answer within two working days.",
  "consent": { "contact": "Northside may call me.", "text": "Northside may text me." },
  "help": { "intro": "In **danger**?", "lines": ["Call [999](tel:999).", "Call [116 123](tel:116123)."] },
  "languages": { "es": { "name": "Clínica Northside", "answers": "Respondemos en dos días." } }
}"#;

/// With a scripted address, a number that is none, and a member that there is not.
const WRONG_CLINIC: &str =
    r#"{ "name": "Northside", "site": "javascript:alert(1)", "phone": "12", "fax": "1" }"#;

pub fn router() -> Router {
    let dangling = GUIDE.replacen("[^S1]", "[^S9]", 1);
    assert_ne!(dangling, GUIDE, "something is cited");
    let large = format!("{GUIDE}{}", " ".repeat(1 << 20));
    Router::new()
        .route("/guide.json", get(|| async { with_cors(GUIDE.to_owned()) }))
        .route(
            "/clinic.json",
            get(|| async { with_cors(CLINIC.to_owned()) }),
        )
        .route(
            "/full-clinic.json",
            get(|| async { with_cors(FULL_CLINIC.to_owned()) }),
        )
        .route(
            "/wrong-clinic.json",
            get(|| async { with_cors(WRONG_CLINIC.to_owned()) }),
        )
        .route(
            "/old-guide.json",
            get(|| async { with_cors(GUIDE.replacen('{', "{\"clinic\":{\"name\":\"Old\"},", 1)) }),
        )
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
