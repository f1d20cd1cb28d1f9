//! Problem details (RFC 9457), the API's error responses.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::answer::{self, FieldError};

use super::encoding::Encoding;

/// Seconds until a client should try a failed store again.
const RETRY_AFTER: u64 = 10;

/// Problem details with their status and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The status of the response.
    pub status: StatusCode,
    /// What is wrong with this request in particular.
    pub detail: String,
    /// What is wrong with each field.
    pub errors: Vec<FieldError>,
    /// Seconds to wait before another try.
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem without errors of fields.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// 422: the request can be read, and some fields have to be fixed.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = "Some fields cannot be accepted as they are; see `errors`.";
        Self {
            errors,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
        }
    }

    /// 429: too many posts (RFC 6585, section 4).
    pub fn too_many_requests(seconds: u64) -> Self {
        let detail =
            format!("Too many requests from this network; try again in {seconds} seconds.");
        Self {
            retry_after: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail)
        }
    }

    /// 503: the server failed, and the client may try again.
    pub fn unavailable(detail: &str) -> Self {
        Self {
            retry_after: Some(RETRY_AFTER),
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
        }
    }

    /// Sets the problem's status and headers on a response, whether JSON or a page.
    pub fn apply_to(&self, response: &mut Response) {
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            // RFC 9110, section 15.5.16: the types that are accepted.
            headers.insert(header::ACCEPT, HeaderValue::from_static(Encoding::ACCEPTED));
        }
        if self.status == StatusCode::REQUEST_TIMEOUT {
            // RFC 9110, section 15.5.9: the server does not wait for the rest.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = axum::Json(answer::Problem {
            r#type: "about:blank".to_owned(),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
        })
        .into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        self.apply_to(&mut response);
        response
    }
}
