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

/// An open receiver: what stays while its site is read again.
pub struct Receiver {
    settings: Settings,
    store: Store,
    limiter: Arc<Limiter>,
    stranger: Arc<Once>,
}

/// What a site consists of.
struct Site {
    files: Router,
    guides: Guides,
}

impl Receiver {
    /// Opens the database, or creates it. The router is the whole receiver.
    ///
    /// # Errors
    /// If the site, the guides or the database cannot be used.
    pub fn open(settings: &Settings) -> Result<(Self, Router), Error> {
        let site = Site::read(settings)?;
        let receiver = Self {
            settings: settings.clone(),
            store: Store::open(&settings.database)?,
            limiter: Arc::new(Limiter::new(settings.rate_limit)),
            stranger: Arc::new(Once::new()),
        };
        let router = receiver.router(site);
        Ok((receiver, router))
    }

    /// The receiver with the site as it is now.
    ///
    /// # Errors
    /// If the site or the guides cannot be used.
    pub fn with_site_read_again(&self) -> Result<Router, Error> {
        Ok(self.router(Site::read(&self.settings)?))
    }

    fn router(&self, site: Site) -> Router {
        let health = get(health::check).with_state(Health::new(self.store.clone()));
        let state = Arc::new(ApiState {
            store: self.store.clone(),
            guides: site.guides,
            limiter: Arc::clone(&self.limiter),
            origins: self.settings.origins.clone(),
            trusted_proxies: self.settings.trusted_proxies.clone(),
            stranger: Arc::clone(&self.stranger),
        });
        Router::new()
            .route("/healthz", health)
            .merge(api::router(state))
            .fallback_service(site.files)
            .layer(from_fn(access_log::record))
    }
}

impl Site {
    fn read(settings: &Settings) -> Result<Self, Error> {
        let nothing = || async { (StatusCode::NOT_FOUND, "Nothing is here.\n") };
        let files = match &settings.site {
            Some(dist) => site::router(dist)?,
            None => Router::new().fallback(nothing),
        };
        let guides = Guides::load(settings.site.as_deref())?;
        Ok(Self { files, guides })
    }
}

/// Builds a receiver whose site does not change.
///
/// # Errors
/// If the site, the guides or the database cannot be used.
pub fn router(settings: &Settings) -> Result<Router, Error> {
    Receiver::open(settings).map(|(_, router)| router)
}
