//! The clinic's server, one for each journey: the built site with its production headers, and
//! behind it the real receiver or a scripted endpoint.

use std::fs;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use contract::{ConsultationRequest, Guide};
use receiver::store::{Channel, Row, Store, Which};
use receiver::{Settings, app, server, site};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Handle, Runtime};

mod alteration;
mod endpoint;
mod gate;

pub use alteration::Alteration;
use endpoint::Endpoint;
pub use endpoint::{Answer, Post};
pub use gate::Gate;

use crate::environment;

/// What answers `POST /api/consultations`.
pub enum Backend {
    /// The real receiver, with a database of its own.
    Receiver,
    /// These answers, one after the other; the last one goes on.
    Script(Vec<Answer>),
}

/// A running server. It ends when it is dropped.
pub struct Clinic {
    /// `http://127.0.0.1:41321`, without a slash at the end.
    pub origin: String,
    /// Holds the Wasm back until it is opened.
    pub wasm: Arc<Gate>,
    /// Holds the answers back until it is opened.
    pub answers: Arc<Gate>,
    endpoint: Arc<Endpoint>,
    folder: TempDir,
    /// The origin of a port where nobody listens.
    pub nobody: String,
    /// That port: bound and not listened on, so that connections are refused.
    _closed: TcpSocket,
    runtime: Option<Runtime>,
}

impl Clinic {
    /// Opens it. `alter` is told an origin where nobody listens.
    pub fn open(backend: Backend, alter: impl FnOnce(&str) -> Alteration) -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let _inside = runtime.enter();
        let closed = TcpSocket::new_v4().expect("a socket");
        let anywhere = "127.0.0.1:0".parse().expect("an address");
        closed.bind(anywhere).expect("a free port");
        let nobody = format!("http://{}", closed.local_addr().expect("it is bound"));
        let alteration = alter(&nobody);

        let folder = tempfile::tempdir().expect("a folder");
        let answers = Arc::new(Gate::new(!alteration.hold_answers));
        let wasm = Arc::new(Gate::new(!alteration.hold_wasm));
        let (script, scripted) = match backend {
            Backend::Receiver => (Vec::new(), false),
            Backend::Script(script) => (script, true),
        };
        let endpoint = Arc::new(Endpoint::new(script, Arc::clone(&answers)));
        let router = if scripted {
            let endpoint = post(endpoint::answer).with_state(Arc::clone(&endpoint));
            let site = site::router(&environment::dist()).expect("the built site");
            Router::new()
                .route(endpoint::PATH, endpoint)
                .fallback_service(site)
        } else {
            receiver(&folder)
        };
        let router = alteration.layer(router, Arc::clone(&wasm));

        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        runtime.spawn(server::serve(listener, router, std::future::pending()));
        Self {
            origin: format!("http://{address}"),
            wasm,
            answers,
            endpoint,
            folder,
            nobody,
            _closed: closed,
            runtime: Some(runtime),
        }
    }

    /// Where work that waits for the network runs.
    pub fn runtime(&self) -> Handle {
        self.runtime.as_ref().expect("it is open").handle().clone()
    }

    /// What the scripted endpoint was sent so far.
    pub fn posts(&self) -> Vec<Post> {
        self.endpoint.posts()
    }

    /// What is in the receiver's database, those that a newer request took the place of included.
    pub fn rows(&self) -> Vec<Row> {
        let store = Store::existing(&database(&self.folder)).expect("the receiver's database");
        store.rows(Which::All).expect("rows")
    }

    /// The guide as it was built.
    pub fn guide(&self) -> Guide {
        let guides = fs::read_dir(environment::dist().join("guides")).expect("the built guides");
        let mut paths = guides.filter_map(|entry| Some(entry.ok()?.path()));
        let json = paths.find(|path| path.extension().is_some_and(|kind| kind == "json"));
        let json = fs::read(json.expect("a guide")).expect("a guide");
        serde_json::from_slice(&json).expect("a guide")
    }

    /// The one request in the database, and how it came.
    #[track_caller]
    pub fn only_request(&self) -> (Channel, ConsultationRequest) {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "one request in the database: {rows:#?}");
        let row = rows.remove(0);
        (row.channel, row.request)
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        // Not waiting for answers that are held back.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn receiver(folder: &TempDir) -> Router {
    let mut settings = Settings::new(database(folder));
    settings.site = Some(environment::dist());
    settings.rate_limit = NonZeroU32::MAX;
    app::router(&settings).expect("the receiver and the built site")
}

fn database(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("requests.sqlite3")
}
