//! An endpoint that does as it is told and remembers what it was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::lock;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

/// Where requests are posted.
pub const PATH: &str = "/api/consultations";

/// What the endpoint does with a request.
#[derive(Debug, Clone)]
pub struct ScriptedResponse {
    status: StatusCode,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    body: String,
    hangs_up: bool,
}

impl ScriptedResponse {
    /// A status, and no body.
    pub fn status(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("a status"),
            headers: Vec::new(),
            body: String::new(),
            hangs_up: false,
        }
    }

    /// It has arrived.
    pub fn created() -> Self {
        Self::status(201)
    }

    /// A problem document (RFC 9457) with these pointers and details.
    pub fn invalid(errors: &[(&str, &str)]) -> Self {
        let errors: Vec<_> = errors
            .iter()
            .map(|(pointer, detail)| json!({ "pointer": pointer, "detail": detail }))
            .collect();
        let body = json!({ "title": "Unprocessable Content", "errors": errors });
        Self {
            body: body.to_string(),
            ..Self::status(422).with(header::CONTENT_TYPE, "application/problem+json")
        }
    }

    /// Something to mend, in JSON that is nested so deep.
    pub fn nested(depth: usize) -> Self {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        Self {
            body: format!("{{\"errors\":{open}{close}}}"),
            ..Self::status(422).with(header::CONTENT_TYPE, "application/json")
        }
    }

    /// The connection ends without an answer.
    pub fn hang_up() -> Self {
        Self {
            hangs_up: true,
            ..Self::status(500)
        }
    }

    /// With a header.
    pub fn with(mut self, name: header::HeaderName, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("a header's value");
        self.headers.push((name, value));
        self
    }

    /// To be followed to this address.
    pub fn leading_to(self, address: &str) -> Self {
        self.with(header::LOCATION, address)
    }

    /// With a body.
    pub fn saying(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// As it travels, over a connection that ends with it.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            let value = value.to_str().expect("a value is text");
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", self.body.len());
        (head + &self.body).into_bytes()
    }
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Post {
    headers: HeaderMap,
    /// When it came.
    pub at: Instant,
    /// The body; null where it is not JSON.
    pub body: Value,
}

impl Post {
    /// A header, empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The text of a field, empty where it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

/// The endpoint.
#[derive(Default)]
pub struct Endpoint {
    script: Mutex<VecDeque<ScriptedResponse>>,
    posts: Mutex<Vec<Post>>,
}

impl Endpoint {
    /// Gives these answers, one after the other; the last one goes on.
    pub fn follows(&self, script: Vec<ScriptedResponse>) {
        *lock(&self.script) = script.into();
    }

    /// What it was sent so far.
    pub fn posts(&self) -> Vec<Post> {
        let posts = lock(&self.posts);
        posts.clone()
    }

    fn take(&self, post: Post) -> ScriptedResponse {
        let mut posts = lock(&self.posts);
        posts.push(post);
        let mut script = lock(&self.script);
        let last = script.len() == 1;
        let next = if last {
            script.front().cloned()
        } else {
            script.pop_front()
        };
        next.expect("a script has an answer at least")
    }
}

/// Handles a post.
pub async fn answer(
    State(endpoint): State<Arc<Endpoint>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let post = Post {
        headers,
        at: Instant::now(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    let answer = endpoint.take(post);
    if answer.hangs_up {
        // PageState the task that holds the connection, and with it the connection. Says nothing on the
        // way, as a panic would.
        std::panic::resume_unwind(Box::new("the endpoint hangs up"));
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    for (name, value) in answer.headers {
        response.headers_mut().insert(name, value);
    }
    response
}
