//! The whole receiver as one router: the API, the health check and the site.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::get;

use crate::api::{self, Reception};
use crate::guides::{self, Guides};
use crate::health::{self, Health};
use crate::rate::Limiter;
use crate::settings::Settings;
use crate::store::{OpenError, Store};
use crate::{journal, site};

/// Why the receiver cannot start.
#[derive(Debug)]
pub enum Error {
    /// The database cannot be used.
    Store(OpenError),
    /// The site cannot be served.
    Site(site::Error),
    /// The words for the receiver's own pages cannot be read.
    Guides(guides::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Site(error) => error.fmt(f),
            Self::Guides(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

/// Builds the receiver. The database is opened, and made where it is not there.
///
/// # Errors
/// Says what cannot be used, where it is, and what to do.
pub fn router(settings: &Settings) -> Result<Router, Error> {
    let site = match &settings.site {
        Some(dist) => site::router(dist).map_err(Error::Site)?,
        None => Router::new().fallback(|| async { (StatusCode::NOT_FOUND, "Nothing is here.\n") }),
    };
    let guides = Guides::load(settings.site.as_deref()).map_err(Error::Guides)?;
    let store = Store::open(&settings.database).map_err(Error::Store)?;
    let health = get(health::check).with_state(Health::of(store.clone()));
    let reception = Arc::new(Reception {
        store,
        guides,
        limiter: Limiter::new(settings.rate_limit),
        trusted_proxies: settings.trusted_proxies.clone(),
    });
    Ok(Router::new()
        .route("/healthz", health)
        .merge(api::router(reception, &settings.origins))
        .fallback_service(site)
        .layer(from_fn(journal::record)))
}
