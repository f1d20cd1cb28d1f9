//! The requests that the servers got, with the status of each response.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};

use crate::lock;

#[derive(Clone)]
pub struct AccessLog {
    start: Instant,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Default for AccessLog {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            lines: Arc::default(),
        }
    }
}

impl AccessLog {
    /// Logs the requests of the server at this address.
    pub fn layer(&self, router: Router, server: SocketAddr) -> Router {
        let log = self.clone();
        router.layer(from_fn(move |request: Request, next: Next| {
            let log = log.clone();
            async move {
                let request_line = format!("{} http://{server}{}", request.method(), request.uri());
                let response = next.run(request).await;
                log.add(format!("{request_line}: {}", response.status()));
                response
            }
        }))
    }

    fn add(&self, line: String) {
        let after = self.start.elapsed().as_secs_f64();
        let mut lines = lock(&self.lines);
        lines.push(format!("after {after:.3} s: {line}"));
    }
}

impl fmt::Display for AccessLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = lock(&self.lines);
        lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
