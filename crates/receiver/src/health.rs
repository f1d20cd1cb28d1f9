//! The health check, for whatever watches over the process.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use crate::store::Store;

/// 200 where a request could be kept now, 503 where it could not.
pub async fn check(State(store): State<Store>) -> impl IntoResponse {
    let (status, word) = match store.answers().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    };
    (status, [(header::CACHE_CONTROL, "no-store")], word)
}
