//! The health check, for whatever watches over the process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use tokio::sync::Mutex;

use crate::store::Store;

/// How long an answer holds. Each costs a write to the disk, before which requests wait, and anybody
/// may ask as often as they like.
const HOLDS: Duration = Duration::from_secs(1);

/// What is asked, and the last answer.
#[derive(Clone)]
pub struct Health {
    store: Store,
    last: Arc<Mutex<Option<(Instant, bool)>>>,
}

impl Health {
    /// Of this store.
    pub fn of(store: Store) -> Self {
        Self {
            store,
            last: Arc::default(),
        }
    }

    /// Whether a request could be kept, now or a moment ago. Those who ask at once wait for one
    /// answer.
    async fn is_well(&self) -> bool {
        let mut last = self.last.lock().await;
        if let Some((at, well)) = *last
            && at.elapsed() < HOLDS
        {
            return well;
        }
        let answer = self.store.answers().await;
        if let Err(error) = &answer {
            tracing::error!(%error, "the database does not answer");
        }
        *last = Some((Instant::now(), answer.is_ok()));
        answer.is_ok()
    }
}

/// 200 where a request could be kept, 503 where it could not.
pub async fn check(State(health): State<Health>) -> impl IntoResponse {
    let (status, word) = match health.is_well().await {
        true => (StatusCode::OK, "ok"),
        false => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        ),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], word)
}
