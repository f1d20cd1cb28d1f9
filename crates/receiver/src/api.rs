//! The API: `POST /api/consultations`, in JSON from the page or as a native form post.

use std::net::IpAddr;
use std::sync::{Arc, Once};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::cors;
use crate::guides::Guides;
use crate::rate::Limiter;
use crate::settings::Origin;
use crate::site::NO_STORE;
use crate::store::Store;

mod body;
mod confirmation;
mod create;
mod encoding;
mod form_origin;
mod idempotency_key;
pub(crate) mod json;
mod json_pointer;
mod native;
mod problem;
pub(crate) mod validate;

use problem::Problem;

/// The time for a whole request, from its body to the response.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);

/// Where requests are posted.
pub const PATH: &str = "/api/consultations";

/// The state that the API's handlers share.
pub struct ApiState {
    /// The database of requests.
    pub store: Store,
    /// The texts of errors and pages.
    pub guides: Guides,
    /// Limits the posts of each client.
    pub limiter: Arc<Limiter>,
    /// Other sites whose pages may post.
    pub origins: Vec<Origin>,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Vec<IpAddr>,
    /// The warning of an untrusted peer's `X-Forwarded-For`: one, or any client could fill the log.
    pub stranger: Arc<Once>,
}

/// Routes everything at and below `/api`, and lets pages of the state's origins post.
pub fn router(state: Arc<ApiState>) -> Router {
    let origins = state.origins.clone();
    let routes = Router::new()
        .route(PATH, post(create::create))
        .route("/api/consultations/{reference}", get(confirmation::show))
        .route("/api", any(not_found))
        .route("/api/", any(not_found))
        .route("/api/{*rest}", any(not_found))
        .method_not_allowed_fallback(|| async {
            let detail = "Requests are posted to /api/consultations.";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
        })
        .with_state(state)
        .layer(from_fn(with_timeout))
        .layer(from_fn(with_no_store));
    // Without origins there is no CORS layer: a preflight is rejected like any other method.
    if origins.is_empty() {
        routes
    } else {
        let any_header = from_fn(with_every_header_allowed);
        routes.layer(cors_layer(&origins)).layer(any_header)
    }
}

async fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "No such resource.")
}

/// The CORS protocol (Fetch, section 3.2), without credentials.
fn cors_layer(origins: &[Origin]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.iter().map(Origin::header)))
        .allow_methods([Method::POST])
        .expose_headers([header::RETRY_AFTER])
        .max_age(Duration::from_secs(cors::MAX_AGE.into()))
}

/// Allows the headers that a preflight names. To the CORS layer each `OPTIONS` is one.
async fn with_every_header_allowed(request: Request, next: Next) -> Response {
    let preflight = request.method() == Method::OPTIONS;
    let allowed = preflight.then(|| cors::allowed_headers(request.headers()));
    let mut response = next.run(request).await;
    if let Some(allowed) = allowed {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    }
    response
}

/// Lets no cache store a response, which may hold personal data.
async fn with_no_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

async fn with_timeout(request: Request, next: Next) -> Response {
    match tokio::time::timeout(REQUEST_TIMEOUT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable("The response took too long.").into_response(),
    }
}
