//! The clinic's server, one for each journey: the built site with its production headers, and
//! behind it the real receiver or a scripted endpoint.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use contract::{ConsultationRequest, Guide};
use receiver::server;
use receiver::store::{Channel, Row, Store, Which};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Handle, Runtime};

mod access_log;
mod alteration;
mod backend;
mod damage;
mod deed;
mod endpoint;
mod example;
mod gate;
mod host_page;
mod languages;
mod library;
mod part;
mod pinned;
mod pseudo;
mod standin;
mod tls;
mod wire;

use access_log::AccessLog;
pub use alteration::Alteration;
pub use backend::Backend;
pub use damage::Damage;
pub use deed::Deed;
use endpoint::Endpoint;
pub use endpoint::{Answer, Post};
pub use gate::{Gate, Gates};
pub use host_page::{EMBEDDING, HostPage};
pub use part::Part;
pub use standin::{Standin, Submission};
use wire::Wire;

use crate::environment;
use crate::program::Program;
use crate::waiting;

/// The origins a page may have to do with, such as `http://127.0.0.1:41321`.
#[derive(Debug, Clone)]
pub struct Origins {
    /// The page's own.
    pub own: String,
    /// Another one, where only a backend is, the receiver's API or a stand-in, or else a library of
    /// guide files.
    pub elsewhere: String,
    /// A third one, where a stand-in leads those it redirects.
    pub beyond: String,
    /// One where nobody listens.
    pub nobody: String,
}

impl Origins {
    /// Those that the page may ask: its own, and where the clinic has its backend, the guide and
    /// the guide files.
    fn allowed(&self, backend: &Backend, alteration: &Alteration) -> Vec<String> {
        let mut allowed = vec![self.own.clone(), alteration.guide_origin.clone()];
        let named = alteration.connect_to.iter();
        allowed.extend(
            named
                .flat_map(|origins| origins.split(' '))
                .map(str::to_owned),
        );
        // Where a stand-in or the bad wire leads, be it that nobody may follow: browsers tell of a
        // request all the same.
        let beyond = matches!(backend, Backend::Standin(_));
        allowed.extend(beyond.then(|| self.beyond.clone()));
        let elsewhere = matches!(backend, Backend::Example(_) | Backend::Wire { .. })
            || alteration
                .host_page
                .is_some_and(|page| page.contains("{elsewhere}"));
        allowed.extend(elsewhere.then(|| self.elsewhere.clone()));
        allowed
    }
}

/// A running server. It ends when it is dropped.
pub struct Clinic {
    /// Where it is.
    pub origins: Origins,
    /// The origins that the page may ask.
    pub allowed: Vec<String>,
    /// What is held back.
    pub gates: Arc<Gates>,
    endpoint: Arc<Endpoint>,
    wire: Arc<Wire>,
    standin: Option<Arc<Standin>>,
    folder: TempDir,
    log: AccessLog,
    program: Option<Program>,
    /// Bound and not listened on, so that connections are refused.
    closed: Mutex<Option<TcpSocket>>,
    runtime: Option<Runtime>,
}

impl Clinic {
    /// Opens it.
    pub fn open(backend: Backend, alter: impl FnOnce(&Origins) -> Alteration) -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let inside = runtime.enter();
        let folder = tempfile::tempdir().expect("a folder");
        let closed = TcpSocket::new_v4().expect("a socket");
        let anywhere = "127.0.0.1:0".parse().expect("an address");
        closed.bind(anywhere).expect("a free port");
        let (own, own_origin) = listen(&runtime);
        let (mut elsewhere, elsewhere_origin) = listen(&runtime);
        let (beyond, beyond_origin) = listen(&runtime);
        let mut origins = Origins {
            own: match backend {
                Backend::Wire { tls: true } => own_origin.replace("http:", "https:"),
                _ => own_origin,
            },
            elsewhere: elsewhere_origin,
            beyond: beyond_origin,
            nobody: format!("http://{}", closed.local_addr().expect("it is bound")),
        };
        let alteration = alter(&origins);
        let mut allowed = origins.allowed(&backend, &alteration);
        let gates = Arc::new(Gates {
            wasm: Gate::new(!alteration.hold_wasm),
            answers: Gate::new(!alteration.hold_answers),
            rest: Gate::new(!alteration.hold_rest),
            taken: AtomicUsize::new(0),
            damage: Mutex::default(),
        });
        let endpoint = Arc::new(Endpoint::default());
        let wire = Arc::new(Wire::new(&origins.elsewhere));

        let database = database(&folder);
        let log = AccessLog::default();
        let mut program = None;
        let mut other = library::router();
        let mut standin = None;
        match backend {
            Backend::Program => {
                let (started, origin) = backend::program(&database);
                program = Some(started);
                allowed.push(origin.clone());
                origins.own = origin;
            }
            Backend::Receiver => {
                let router = alteration.layer(backend::receiver(&database), Arc::clone(&gates));
                serve(&runtime, &log, own, router);
            }
            Backend::Elsewhere => {
                let router = alteration.layer(backend::site(), Arc::clone(&gates));
                serve(&runtime, &log, own, router);
                other = backend::api(&database, &origins.own);
            }
            Backend::Embedded => {
                let pages = alteration.clone().layer(Router::new(), Arc::clone(&gates));
                serve(&runtime, &log, own, pages);
                let alteration = Alteration {
                    host_pages: Vec::new(),
                    ..alteration
                };
                let router = backend::embedded(&database, &origins.own);
                other = alteration.layer(router, Arc::clone(&gates));
            }
            Backend::Wire { tls } => {
                let router = alteration.layer(backend::receiver(&database), Arc::clone(&gates));
                let (page, _) = listen(&runtime);
                let tls = tls.then(tls::acceptor);
                runtime.spawn(Arc::clone(&wire).carry(own, tls, address(&page)));
                serve(&runtime, &log, page, router);
                let (api, _) = listen(&runtime);
                runtime.spawn(Arc::clone(&wire).carry(elsewhere, None, address(&api)));
                elsewhere = api;
                other = backend::api(&database, &origins.own);
            }
            Backend::Script(script) => {
                endpoint.follows(script);
                let router = backend::scripted(Arc::clone(&endpoint));
                serve(
                    &runtime,
                    &log,
                    own,
                    alteration.layer(router, Arc::clone(&gates)),
                );
            }
            Backend::Example(name) => {
                serve(
                    &runtime,
                    &log,
                    own,
                    example::pages(name, &origins.elsewhere),
                );
                other = backend::embedded(&database, &origins.own);
            }
            Backend::Standin(stands) => {
                let stands = standin.insert(stands);
                let page = match stands.shares_the_origin() {
                    true => stands.router_with(backend::site()),
                    false => backend::site(),
                };
                serve(
                    &runtime,
                    &log,
                    own,
                    alteration.layer(page, Arc::clone(&gates)),
                );
                other = stands.router(&origins.beyond);
                serve(&runtime, &log, beyond, other.clone());
            }
        }
        serve(&runtime, &log, elsewhere, other);
        drop(inside);
        Self {
            origins,
            allowed,
            gates,
            endpoint,
            wire,
            standin,
            folder,
            log,
            program,
            closed: Mutex::new(Some(closed)),
            runtime: Some(runtime),
        }
    }

    /// Where work that waits for the network runs.
    pub fn runtime(&self) -> Handle {
        self.runtime.as_ref().expect("it is open").handle().clone()
    }

    /// The address of a path of the site.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origins.own)
    }

    /// The guide as it was built.
    pub fn guide(&self) -> Guide {
        english()
    }

    /// The guide in a language that nobody speaks.
    pub fn pseudo_guide(&self) -> Guide {
        pseudo::guide(&english())
    }

    /// What the scripted endpoint was sent so far.
    pub fn posts(&self) -> Vec<Post> {
        self.endpoint.posts()
    }

    /// The wire from now on does these to posts, one after the other, where the last one goes on,
    /// and this to preflights, once the receiver is done with all that it was given before.
    pub fn wire_does(&self, deeds: impl IntoIterator<Item = Deed>, preflights: Option<Deed>) {
        waiting::until(waiting::PATIENCE, || match self.wire.is_idle() {
            true => Ok(()),
            false => Err("the receiver has not answered a post yet".to_owned()),
        });
        self.wire.does(deeds, preflights);
    }

    /// The idempotency keys of what has come over the wire since it was last told what to do.
    pub fn tries(&self) -> Vec<String> {
        self.wire.tries()
    }

    /// Where nobody listened, the receiver listens from now on.
    pub fn starts_to_listen(&self) {
        let closed = self
            .closed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let closed = closed.expect("nobody has listened there yet");
        let runtime = self.runtime.as_ref().expect("it is open");
        let _inside = runtime.enter();
        let listener = closed.listen(64).expect("it is bound");
        let router = backend::api(&database(&self.folder), &self.origins.own);
        let (api, _) = listen(runtime);
        runtime.spawn(Arc::clone(&self.wire).carry(listener, None, address(&api)));
        serve(runtime, &self.log, api, router);
    }

    /// From now on this comes like that.
    pub fn damages(&self, damage: Option<(Part, Damage)>) {
        *self
            .gates
            .damage
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = damage;
    }

    /// What the stand-in was sent so far.
    pub fn submissions(&self) -> Vec<Submission> {
        let standin = self.standin.as_ref();
        standin
            .map(|standin| standin.submissions())
            .unwrap_or_default()
    }

    /// The headers that each preflight so far asked the stand-in for.
    pub fn preflights(&self) -> Vec<String> {
        let standin = self.standin.as_ref();
        standin
            .map(|standin| standin.preflights())
            .unwrap_or_default()
    }

    /// What is in the receiver's database, those that a newer request took the place of included.
    pub fn rows(&self) -> Vec<Row> {
        let store = Store::existing(&database(&self.folder)).expect("the receiver's database");
        store.rows(Which::All).expect("rows")
    }

    /// What all of its servers got so far, in words: for the report of a journey that fails.
    pub fn requests_so_far(&self) -> String {
        let rows = match Store::existing(&database(&self.folder)) {
            Ok(store) => format!("{:#?}", store.rows(Which::All)),
            Err(_) => "there is none".to_owned(),
        };
        let said = self.program.as_ref().map(Program::said);
        format!(
            "The access log:\n{}\nThe receiver's database: {rows}\n\
             The scripted endpoint got: {:#?}\nThe stand-in got: {:#?}\n\
             The tries that came over the bad wire: {:#?}\nThe receiver's program said: {}\n",
            self.log,
            self.posts(),
            self.submissions(),
            self.tries(),
            said.unwrap_or_default(),
        )
    }

    /// The one request in the database, and how it came.
    #[track_caller]
    pub fn only_request(&self) -> (Channel, ConsultationRequest) {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "one request in the database: {rows:#?}");
        let row = rows.remove(0);
        (row.channel, row.request)
    }

    /// What `receiver list` prints, which is how staff see what has come.
    pub fn staff_list(&self) -> String {
        let mut list = Command::new(environment::receiver());
        list.arg("list")
            .arg("--database")
            .arg(database(&self.folder));
        let list = list.output().expect("the receiver's program runs");
        assert!(list.status.success(), "{list:?}");
        String::from_utf8(list.stdout).expect("text")
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

/// The guide as it was built, in English.
fn english() -> Guide {
    let guides = fs::read_dir(environment::dist().join("guides")).expect("the built guides");
    let mut paths = guides.filter_map(|entry| Some(entry.ok()?.path()));
    let json = paths.find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("mdma.en-") && name.ends_with(".json")
    });
    let json = fs::read(json.expect("a guide")).expect("a guide");
    serde_json::from_slice(&json).expect("a guide")
}

/// The text with one part of it replaced; it must be there.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in: {text}");
    text.replacen(from, to, 1)
}

fn listen(runtime: &Runtime) -> (TcpListener, String) {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
    let listener = listener.expect("a free port");
    let origin = format!("http://{}", address(&listener));
    (listener, origin)
}

fn address(listener: &TcpListener) -> SocketAddr {
    listener.local_addr().expect("it is bound")
}

fn serve(runtime: &Runtime, log: &AccessLog, listener: TcpListener, router: Router) {
    let router = log.layer(router, address(&listener));
    runtime.spawn(server::serve(listener, router, std::future::pending()));
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().join("requests.sqlite3")
}
