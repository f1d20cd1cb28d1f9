//! Which servers a journey has, at which origins.

use std::ffi::OsStr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use receiver::{Settings, app};

use super::fake_backend::FakeBackend;
use super::scripted_endpoint::{self, ScriptedEndpoint, ScriptedResponse};
use super::web_space::WebSpace;
use crate::environment;
use crate::program::Program;

/// What serves the page and what answers its requests.
#[derive(Clone)]
pub enum Topology {
    /// The receiver serves the page and takes the requests.
    Receiver,
    /// The same, by the receiver's program.
    ReceiverProgram,
    /// The receiver is at another origin than the page.
    CrossOriginReceiver,
    /// The receiver serves the guide and takes the requests, at another origin than the page.
    CrossOriginGuide,
    /// The same, with the page of the example of this name.
    Example(&'static str),
    /// A page and what somebody has uploaded; the receiver is at another origin.
    WebSpace(WebSpace),
    /// A proxy with network faults is in front of the receiver, which serves the page, and in front
    /// of a receiver at another origin. The first may be under TLS.
    FaultyProxy { tls: bool },
    /// An endpoint gives these responses, in turn; the last one repeats.
    ScriptedEndpoint(Vec<ScriptedResponse>),
    /// A fake of a backend that clinics use.
    FakeBackend(Arc<FakeBackend>),
}

/// The receiver with the built site.
pub fn receiver(database: &Path) -> Router {
    router(database, None, true)
}

/// The receiver alone, for pages of this origin.
pub fn api(database: &Path, origin: &str) -> Router {
    router(database, Some(origin), false)
}

/// The receiver with the built site, for pages of this origin.
pub fn guide_and_api(database: &Path, origin: &str) -> Router {
    router(database, Some(origin), true)
}

fn router(database: &Path, origin: Option<&str>, serves_site: bool) -> Router {
    let mut settings = Settings::new(database);
    // Journeys send more than a person does.
    settings.rate_limit = NonZeroU32::MAX;
    let origins = origin.map(|origin| origin.parse().expect("an origin"));
    settings.origins.extend(origins);
    settings.site = serves_site.then(environment::dist);
    app::router(&settings).expect("the receiver and the built site")
}

/// The built site alone.
pub fn site() -> Router {
    receiver::site::router(&environment::dist()).expect("the built site")
}

/// The built site and a scripted endpoint.
pub fn scripted(endpoint: Arc<ScriptedEndpoint>) -> Router {
    Router::new()
        .route(
            scripted_endpoint::PATH,
            post(scripted_endpoint::answer).with_state(endpoint),
        )
        .fallback_service(site())
}

/// Starts the receiver's program, and returns its origin.
pub fn start_program(database: &Path) -> (Program, String) {
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
