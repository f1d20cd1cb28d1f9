//! The health check, `GET /healthz`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use tokio::sync::Mutex;

use crate::store::Store;

/// How long a result is cached. Each check writes to the disk while requests wait, and any client may
/// ask as often as it likes.
const CACHE_TIME: Duration = Duration::from_secs(1);

/// Checks the store, and caches the result.
#[derive(Clone)]
pub struct Health {
    store: Store,
    last: Arc<Mutex<Option<(Instant, bool)>>>,
}

impl Health {
    /// Checks this store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            last: Arc::default(),
        }
    }

    /// Whether a request could be stored, now or within [`CACHE_TIME`]. Simultaneous checks share one
    /// result.
    async fn is_healthy(&self) -> bool {
        let mut last = self.last.lock().await;
        if let Some((at, well)) = *last
            && at.elapsed() < CACHE_TIME
        {
            return well;
        }
        let result = self.store.check_writable().await;
        if let Err(error) = &result {
            tracing::error!(%error, "the database does not answer");
        }
        *last = Some((Instant::now(), result.is_ok()));
        result.is_ok()
    }
}

/// 200 if a request could be stored, else 503.
pub async fn check(State(health): State<Health>) -> impl IntoResponse {
    let (status, word) = match health.is_healthy().await {
        true => (StatusCode::OK, "ok"),
        false => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        ),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], word)
}
