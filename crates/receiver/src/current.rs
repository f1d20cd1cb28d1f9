//! A router that is replaced while it is served.

use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::Request;
use tower::ServiceExt as _;

/// What answers now.
#[derive(Debug, Clone)]
pub struct Current(Arc<RwLock<Router>>);

impl Current {
    /// Begins with this one.
    pub fn new(router: Router) -> Self {
        Self(Arc::new(RwLock::new(router)))
    }

    /// Requests that come from now on are answered by this one.
    pub fn replace(&self, router: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = router;
    }

    /// Answers every request by whatever is current when it comes.
    pub fn router(&self) -> Router {
        let current = self.clone();
        Router::new().fallback(move |request: Request| {
            let current = current.0.read().unwrap_or_else(PoisonError::into_inner);
            current.clone().oneshot(request)
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};

    use super::*;

    #[test]
    fn a_request_is_answered_by_what_is_current() {
        let says = |text: &'static str| Router::new().fallback(move || async move { text });
        let current = Current::new(says("early"));
        let router = current.router();
        let ask = || {
            let answer = router.clone().oneshot(Request::new(Body::empty()));
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let body = runtime.block_on(async {
                let answer = answer.await.expect("it never fails");
                to_bytes(answer.into_body(), 100).await.expect("a body")
            });
            String::from_utf8_lossy(&body).into_owned()
        };
        assert_eq!(ask(), "early");
        current.replace(says("complete"));
        assert_eq!(ask(), "complete");
    }
}
