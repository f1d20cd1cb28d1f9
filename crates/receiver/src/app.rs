//! The whole receiver as one router: the API, the health check and the site.

use std::sync::{Arc, Once};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::get;
use thiserror::Error;

use crate::api::{self, ApiState};
use crate::guides::{self, Guides};
use crate::health::{self, Health};
use crate::rate::Limiter;
use crate::settings::Settings;
use crate::store::{OpenError, Store};
use crate::{access_log, site};

/// Why the receiver cannot start.
#[derive(Debug, Error)]
pub enum Error {
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The site cannot be served.
    #[error(transparent)]
    Site(#[from] site::Error),
    /// The texts of the receiver's own pages cannot be read.
    #[error(transparent)]
    Guides(#[from] guides::Error),
}

/// Builds the receiver. Opens the database, or creates it.
///
/// # Errors
/// If the site, the guides or the database cannot be used.
pub fn router(settings: &Settings) -> Result<Router, Error> {
    let site = match &settings.site {
        Some(dist) => site::router(dist)?,
        None => Router::new().fallback(|| async { (StatusCode::NOT_FOUND, "Nothing is here.\n") }),
    };
    let guides = Guides::load(settings.site.as_deref())?;
    let store = Store::open(&settings.database)?;
    let health = get(health::check).with_state(Health::new(store.clone()));
    let state = Arc::new(ApiState {
        store,
        guides,
        limiter: Limiter::new(settings.rate_limit),
        origins: settings.origins.clone(),
        trusted_proxies: settings.trusted_proxies.clone(),
        stranger: Once::new(),
    });
    Ok(Router::new()
        .route("/healthz", health)
        .merge(api::router(state))
        .fallback_service(site)
        .layer(from_fn(access_log::record)))
}
