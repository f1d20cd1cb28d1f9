//! The API: `POST /api/consultations`, in JSON from the page or as a native form post.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::guides::Guides;
use crate::rate::Limiter;
use crate::settings::Origin;
use crate::store::Store;

mod body;
mod confirmation;
mod encoding;
pub(crate) mod intake;
pub(crate) mod json;
mod key;
mod native;
mod pointer;
mod problem;
mod reception;

use problem::Problem;

/// The whole of a request, its body included, has to be answered within this time.
const REQUEST_TIME: Duration = Duration::from_secs(15);

/// How long a browser may remember the answer to a preflight; Chromium's own limit is two hours.
const PREFLIGHT_AGE: Duration = Duration::from_secs(7200);

/// Where requests are posted.
pub const PATH: &str = "/api/consultations";

/// Everything that an arriving request meets.
pub struct Reception {
    /// Where requests are kept.
    pub store: Store,
    /// The words for faults and pages.
    pub guides: Guides,
    /// Who may post how often.
    pub limiter: Limiter,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

/// Everything at and below `/api`, open to pages of the given origins.
pub fn router(reception: Arc<Reception>, origins: &[Origin]) -> Router {
    let routes = Router::new()
        .route(PATH, post(reception::receive))
        .route("/api/consultations/{id}", get(confirmation::show))
        .route("/api", any(nothing_there))
        .route("/api/", any(nothing_there))
        .route("/api/{*rest}", any(nothing_there))
        .method_not_allowed_fallback(|| async {
            let detail = "Requests are posted to /api/consultations.";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
        })
        .with_state(reception)
        .layer(from_fn(in_time))
        .layer(from_fn(not_stored));
    // Without an origin there is no layer: a preflight is then refused like any unknown method.
    if origins.is_empty() {
        routes
    } else {
        routes.layer(cors(origins))
    }
}

async fn nothing_there() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "No such resource.")
}

/// The CORS protocol (Fetch, section 3.2). Never with credentials: there are none.
fn cors(origins: &[Origin]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.iter().map(Origin::header)))
        .allow_methods([Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::ACCEPT, key::IDEMPOTENCY_KEY])
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT_AGE)
}

/// Personal data comes this way: no cache may keep an answer (RFC 9111, section 5.2.2.5).
async fn not_stored(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable("The answer took too long.").into_response(),
    }
}
