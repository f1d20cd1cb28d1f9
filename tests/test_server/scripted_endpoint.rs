//! An endpoint that gives scripted responses and records requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::next_in;
use crate::lock;

pub const PATH: &str = "/api/consultations";

/// A response of the script.
#[derive(Debug, Clone)]
pub struct ScriptedResponse {
    status: StatusCode,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    body: String,
    hangs_up: bool,
}

impl ScriptedResponse {
    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("a status"),
            headers: Vec::new(),
            body: String::new(),
            hangs_up: false,
        }
    }

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

    /// A 422 in JSON that is nested so deep.
    pub fn nested(depth: usize) -> Self {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        Self {
            body: format!("{{\"errors\":{open}{close}}}"),
            ..Self::status(422).with(header::CONTENT_TYPE, "application/json")
        }
    }

    /// Closes the connection without a response.
    pub fn hang_up() -> Self {
        Self {
            hangs_up: true,
            ..Self::status(500)
        }
    }

    pub fn with(mut self, name: header::HeaderName, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("a header's value");
        self.headers.push((name, value));
        self
    }

    pub fn with_location(self, address: &str) -> Self {
        self.with(header::LOCATION, address)
    }

    pub fn with_body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// The bytes of the response on a connection that ends with it.
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

/// A recorded request.
#[derive(Debug, Clone)]
pub struct Post {
    headers: HeaderMap,
    pub at: Instant,
    /// A text if the body is not JSON.
    pub body: Value,
}

impl Post {
    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The text of a field, or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

#[derive(Default)]
pub struct ScriptedEndpoint {
    script: Mutex<VecDeque<ScriptedResponse>>,
    posts: Mutex<Vec<Post>>,
}

impl ScriptedEndpoint {
    /// Sets the responses; the last one repeats.
    pub fn set_script(&self, script: Vec<ScriptedResponse>) {
        *lock(&self.script) = script.into();
    }

    pub fn posts(&self) -> Vec<Post> {
        let posts = lock(&self.posts);
        posts.clone()
    }

    fn take(&self, post: Post) -> ScriptedResponse {
        let mut posts = lock(&self.posts);
        posts.push(post);
        next_in(&mut lock(&self.script)).expect("the script has a response")
    }
}

pub async fn answer(
    State(endpoint): State<Arc<ScriptedEndpoint>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let post = Post {
        headers,
        at: Instant::now(),
        body: serde_json::from_slice(&body)
            .unwrap_or_else(|_| String::from_utf8_lossy(&body).into()),
    };
    let answer = endpoint.take(post);
    if answer.hangs_up {
        // Ends the task and with it the connection, without the message of a panic.
        std::panic::resume_unwind(Box::new("the endpoint hangs up"));
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    for (name, value) in answer.headers {
        response.headers_mut().insert(name, value);
    }
    response
}
