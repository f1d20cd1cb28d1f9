//! What is behind the page.

use std::ffi::OsStr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use receiver::{Settings, app};

use super::endpoint::{self, Answer, Endpoint};
use super::standin::Standin;
use crate::environment;
use crate::program::Program;

/// What answers the page's requests.
#[derive(Clone)]
pub enum Backend {
    /// The real receiver, which serves the page too.
    Receiver,
    /// The real receiver, as the program that a clinic runs.
    Program,
    /// The real receiver at another origin than the page.
    Elsewhere,
    /// The real receiver, which serves the guide too, both at another origin than the page.
    Embedded,
    /// The real receiver, which serves the page too, at the end of a wire where things go wrong; and
    /// once more at another origin, at the end of the same wire. Under TLS, if it says so.
    Wire { tls: bool },
    /// These answers, one after the other; the last one goes on.
    Script(Vec<Answer>),
    /// The real receiver, which serves the guide too, both at another origin than the page: an
    /// example of this name.
    Example(&'static str),
    /// A stand-in for a backend that people have.
    Standin(Arc<Standin>),
}

/// The page and the receiver, as the receiver's program serves them.
pub fn receiver(database: &Path) -> Router {
    let mut settings = settings(database);
    settings.site = Some(environment::dist());
    app::router(&settings).expect("the receiver and the built site")
}

/// The receiver alone, for pages of the one origin.
pub fn api(database: &Path, origin: &str) -> Router {
    let mut settings = settings(database);
    settings.origins = vec![origin.parse().expect("an origin")];
    app::router(&settings).expect("the receiver")
}

/// The guide and the receiver, for pages of the one origin.
pub fn embedded(database: &Path, origin: &str) -> Router {
    let mut settings = settings(database);
    settings.origins = vec![origin.parse().expect("an origin")];
    settings.site = Some(environment::dist());
    app::router(&settings).expect("the receiver and the built site")
}

/// The page alone.
pub fn site() -> Router {
    receiver::site::router(&environment::dist()).expect("the built site")
}

/// The page, and an endpoint that does as it is told.
pub fn scripted(endpoint: Arc<Endpoint>) -> Router {
    Router::new()
        .route(endpoint::PATH, post(endpoint::answer).with_state(endpoint))
        .fallback_service(site())
}

/// The receiver's program, and its origin.
pub fn program(database: &Path) -> (Program, String) {
    let dist = environment::dist();
    let arguments: [&OsStr; 7] = [
        "serve".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--database".as_ref(),
        database.as_ref(),
        "--site".as_ref(),
        dist.as_ref(),
    ];
    Program::start(&environment::receiver(), arguments, "Listening on ")
}

/// Journeys send more than a person does.
fn settings(database: &Path) -> Settings {
    let mut settings = Settings::new(database);
    settings.rate_limit = NonZeroU32::MAX;
    settings
}
