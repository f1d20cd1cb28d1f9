//! Preflights, posts, and the targets of redirects.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::FakeBackend;
use super::behaviour::{Allow, Asked, Cors, Headers};
use super::submission::Submission;

const LIMIT: usize = 1 << 20;

/// Responds as the backend would.
pub async fn serve(State(backend): State<Arc<FakeBackend>>, request: Request) -> Response {
    let path = request.uri().path_and_query();
    let is_ours = path.is_some_and(|path| path.as_str() == backend.path());
    match *request.method() {
        Method::OPTIONS => backend.preflight(request.headers()),
        Method::POST if is_ours => backend.take(request).await,
        Method::GET => backend.redirected(&request),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

impl FakeBackend {
    fn preflight(&self, request_headers: &HeaderMap) -> Response {
        let wanted = request_headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS);
        let asked = wanted.and_then(|wanted| wanted.to_str().ok());
        self.state()
            .preflights
            .push(asked.unwrap_or_default().to_owned());
        let cors = self.behaviour.cors.as_ref();
        let Some((cors, preflight)) = cors.and_then(|cors| Some((cors, cors.preflight.as_ref()?)))
        else {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        };
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(preflight.status).expect("a status");
        cors.set_headers(&mut response, request_headers);
        let headers = response.headers_mut();
        let methods = HeaderValue::from_static("OPTIONS, GET, POST");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        let allowed = match &preflight.headers {
            None => None,
            Some(Headers::Asked(Asked::Asked)) => wanted.cloned(),
            Some(Headers::These(names)) => Some(list(names)),
        };
        if let Some(allowed) = allowed {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        }
        response
    }

    async fn take(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, LIMIT).await.unwrap_or_default();
        let request_headers = parts.headers;
        let mut submission =
            Submission::read(request_headers.clone(), bytes, &self.behaviour).await;
        let mut requirements = self.behaviour.requires.iter();
        let failed = requirements.find(|required| !submission.meets(&required.what));
        let mut state = self.state();
        let answer = match failed {
            Some(required) => required.otherwise.as_str(),
            None => state.next(),
        };
        submission.answer = answer.to_owned();
        state.submissions.push(submission);
        let reply = &self.behaviour.responses[answer];
        let cors = self.behaviour.cors.as_ref();
        let cors = cors.filter(|_| !reply.without_cors);
        let redirect = self.behaviour.redirect.as_ref();
        let mut response = match redirect.filter(|_| !reply.without_cors) {
            None => reply.response(),
            Some(path) => {
                let location = format!("{}{path}?answer={}", state.third, state.redirected.len());
                state.redirected.push(reply.clone());
                (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
            }
        };
        if let Some(cors) = cors {
            cors.set_headers(&mut response, &request_headers);
        }
        response
    }

    /// Responds at the target of a redirect.
    fn redirected(&self, request: &Request) -> Response {
        let is_there = self.behaviour.redirect.as_deref() == Some(request.uri().path());
        let number = request.uri().query().unwrap_or_default();
        let number = number.strip_prefix("answer=").filter(|_| is_there);
        let number = number.and_then(|number| number.parse::<usize>().ok());
        let state = self.state();
        let Some(reply) = number.and_then(|number| state.redirected.get(number)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let mut response = reply.response();
        if let Some(cors) = &self.behaviour.cors {
            cors.set_headers(&mut response, request.headers());
        }
        response
    }
}

impl Cors {
    /// Sets the CORS headers.
    fn set_headers(&self, response: &mut Response, request_headers: &HeaderMap) {
        let Some(origin) = request_headers.get(header::ORIGIN) else {
            return;
        };
        let headers = response.headers_mut();
        let allowed = match self.allow {
            Allow::Any => HeaderValue::from_static("*"),
            Allow::Asking => origin.clone(),
        };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if !self.expose.is_empty() {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, list(&self.expose));
        }
    }
}

fn list(names: &[String]) -> HeaderValue {
    let names = names.join(", ");
    HeaderValue::from_str(&names).expect("names of headers")
}
