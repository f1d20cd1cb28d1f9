//! A site that is replaced while it is served.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::Request;
use receiver::{Settings, app};
use site::project::Project;
use tower::ServiceExt as _;

/// What answers now: the pages, and the endpoint behind them.
#[derive(Debug, Clone)]
pub struct CurrentSite(Arc<RwLock<Router>>);

impl CurrentSite {
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

/// The receiver as `cargo xtask serve` and `dev` run it: it serves this site, and keeps requests in
/// `requests/requests.sqlite3`.
pub fn with_receiver(project: &Project, site: &Path) -> Result<Router> {
    let mut settings = Settings::new(project.root().join("requests/requests.sqlite3"));
    settings.site = Some(site.to_owned());
    Ok(app::router(&settings)?)
}

/// The listener that takes this port of this machine.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        let other = port.wrapping_add(1).max(1024);
        format!("port {port} of 127.0.0.1 is not free; choose another with `--port {other}`")
    })
}

/// Says where the page is, once it can be asked for, and where requests go.
pub fn announce(listener: &TcpListener) -> Result<()> {
    println!("Listening on http://{}", listener.local_addr()?);
    println!("Requests are kept in requests/requests.sqlite3");
    Ok(())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};

    use super::*;

    #[test]
    fn a_port_that_is_taken_is_named_with_the_option_that_takes_another() {
        let taken = listen(0).expect("some port is free");
        let port = taken.local_addr().expect("it has an address").port();
        let text = listen(port).expect_err("it is taken").to_string();
        assert!(
            text.starts_with(&format!("port {port} of 127.0.0.1 is not free")),
            "{text}"
        );
        assert!(text.contains("`--port "), "{text}");
    }

    #[test]
    fn a_request_is_answered_by_what_is_current() {
        let says = |text: &'static str| Router::new().fallback(move || async move { text });
        let site = CurrentSite::new(says("early"));
        let router = site.router();
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
        site.replace(says("complete"));
        assert_eq!(ask(), "complete");
    }
}
