//! The description of a backend in `tests/fakes/`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// The documentation or the source that this follows.
    #[serde(rename = "sources")]
    _sources: Vec<String>,
    /// What the sources leave open and seems likely.
    #[serde(rename = "assumed", default)]
    _assumed: Vec<String>,
    pub backend: String,
    /// The path and query of the endpoint.
    pub path: String,
    /// It takes requests at the origin of the page only.
    #[serde(default)]
    pub shares_the_origin: bool,
    /// Without it, no response has CORS headers.
    pub cors: Option<Cors>,
    /// In the order in which they are checked.
    #[serde(default)]
    pub requires: Vec<Requirement>,
    /// The JSON pointer to the list of `{name, value}` with the fields. Without it, the members of
    /// the body are the fields.
    pub list: Option<String>,
    /// The fields that the backend knows; it ignores others. Without it, it keeps every field.
    pub knows: Option<Vec<String>>,
    /// Our field names and its own.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The field that collects unknown fields as lines.
    pub rest: Option<String>,
    /// The path at another origin that responses redirect to.
    pub redirect: Option<String>,
    /// By name.
    pub responses: BTreeMap<String, FakeResponse>,
}

/// Cross-origin resource sharing (Fetch, section 3.2).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cors {
    /// `*`, or `origin` to echo the origin of the page.
    pub allow: Allow,
    /// Without it, preflights get a 405.
    pub preflight: Option<Preflight>,
    #[serde(default)]
    pub expose: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Allow {
    #[serde(rename = "*")]
    Any,
    #[serde(rename = "origin")]
    Asking,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preflight {
    pub status: u16,
    /// A list, or `asked` for those that the preflight asks for.
    pub headers: Option<Headers>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Headers {
    These(Vec<String>),
    Asked(Asked),
}

#[derive(Debug, Deserialize)]
pub enum Asked {
    #[serde(rename = "asked")]
    Asked,
}

/// A requirement and the response to requests that fail it.
#[derive(Debug, Deserialize)]
pub struct Requirement {
    #[serde(flatten)]
    pub what: Required,
    #[serde(rename = "else")]
    pub otherwise: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// A prefix of the `Content-Type`.
    ContentType(String),
    /// A part of `Accept`.
    Accept(String),
    /// A field with a value.
    Field(String),
    /// A JSON pointer to a member with a value.
    Member(String),
}

/// A response of the backend.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FakeResponse {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    json: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    /// It has no CORS headers, as from a proxy or an error page.
    #[serde(default)]
    pub without_cors: bool,
}

impl Behaviour {
    /// The responses to requests that fail a requirement.
    pub fn rejections(&self) -> impl Iterator<Item = &str> {
        self.requires.iter().map(|one| one.otherwise.as_str())
    }
}

impl FakeResponse {
    pub fn response(&self) -> Response {
        let (kind, body) = match (&self.json, &self.text, &self.html) {
            (Some(json), None, None) => ("application/json", json.to_string()),
            (None, Some(text), None) => ("text/plain; charset=utf-8", text.clone()),
            (None, None, Some(html)) => ("text/html; charset=utf-8", html.clone()),
            _ => panic!("one of json, text and html: {self:?}"),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.status).expect("a status");
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        for (name, value) in &self.headers {
            let name: HeaderName = name.parse().expect("a header's name");
            headers.insert(name, value.parse().expect("a header's value"));
        }
        response
    }
}
