//! How a backend behaves, as its file says.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

/// One backend.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// Where this is documented or can be read in the backend's code. For the reader of the file.
    #[serde(rename = "sources")]
    _sources: Vec<String>,
    /// What the sources do not say and seems likely. For the reader of the file.
    #[serde(rename = "assumed", default)]
    _assumed: Vec<String>,
    /// The name of the profile that speaks to it.
    pub backend: String,
    /// The path and the query that take requests.
    pub path: String,
    /// It takes requests only where the page is.
    #[serde(default)]
    pub shares_the_origin: bool,
    /// How it treats pages of other origins; without it, no header says anything about them.
    pub cors: Option<Cors>,
    /// What a request has to have, in the order in which it is looked at.
    #[serde(default)]
    pub requires: Vec<Requirement>,
    /// The JSON pointer to the list of `{name, value}` that holds the fields. Without it the fields
    /// are the members of the body.
    pub list: Option<String>,
    /// The names of the fields that somebody made there; others are passed over. Without it every
    /// field is kept.
    pub knows: Option<Vec<String>>,
    /// Our names, and its own for them.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Its field whose last lines hold what it has no field for.
    pub rest: Option<String>,
    /// The path, at another origin, that it redirects to; the answer is there.
    pub redirect: Option<String>,
    /// Its answers by name.
    pub answers: BTreeMap<String, FakeResponse>,
}

/// Cross-origin resource sharing (Fetch, section 3.2).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cors {
    /// `*`, or `origin` to repeat the page's.
    pub allow: Allow,
    /// How it answers a preflight; without it, 405 and no header about it.
    pub preflight: Option<Preflight>,
    /// The headers of an answer that the page may read.
    #[serde(default)]
    pub expose: Vec<String>,
}

/// Which origin the answers name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Allow {
    /// Any.
    #[serde(rename = "*")]
    Any,
    /// The one that asks.
    #[serde(rename = "origin")]
    Asking,
}

/// The answer to a preflight.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preflight {
    /// Its status.
    pub status: u16,
    /// The headers that it allows: a list; `asked` for those asked for; without it none.
    pub headers: Option<Headers>,
}

/// The headers that a preflight allows.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Headers {
    /// These.
    These(Vec<String>),
    /// Those asked for.
    Asked(Asked),
}

/// The word for it.
#[derive(Debug, Deserialize)]
pub enum Asked {
    /// `asked`
    #[serde(rename = "asked")]
    Asked,
}

/// Something that a request has to have, and the answer where it does not.
#[derive(Debug, Deserialize)]
pub struct Requirement {
    #[serde(flatten)]
    pub what: Required,
    #[serde(rename = "else")]
    pub otherwise: String,
}

/// What a request has to have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// A `Content-Type` that begins like this.
    ContentType(String),
    /// An `Accept` that holds this.
    Accept(String),
    /// A filled field of this name.
    Field(String),
    /// A filled member of the JSON body, at this pointer.
    Member(String),
}

/// An answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FakeResponse {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    json: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    /// It comes without a word about other origins, as where a proxy or an error page answers.
    #[serde(default)]
    pub without_cors: bool,
}

impl Behaviour {
    /// The answers to requests that lack something.
    pub fn refusals(&self) -> impl Iterator<Item = &str> {
        self.requires.iter().map(|one| one.otherwise.as_str())
    }
}

impl FakeResponse {
    /// The answer as it travels.
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
