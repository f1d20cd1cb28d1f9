//! The servers of a journey: the built site with its production headers, and the real receiver, a
//! scripted endpoint or a fake backend.

use std::collections::VecDeque;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

use axum::Router;
use contract::{Clinic, ConsultationRequest, Guide};
use receiver::server;
use receiver::store::{Channel, Reader, Row, Selection, StoreError};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Handle, Runtime};

mod access_log;
mod asset;
mod controls;
mod example;
mod fake_backend;
mod faulty_proxy;
mod file_fault;
mod guide_files;
mod host_page;
mod languages;
mod network_fault;
mod overrides;
mod pinned;
mod pseudo_locale;
mod scripted_endpoint;
mod tls;
mod topology;
mod web_space;

use access_log::AccessLog;
pub use asset::Asset;
pub use controls::{Controls, Latch};
pub use fake_backend::{FakeBackend, Submission};
use faulty_proxy::FaultyProxy;
pub use file_fault::FileFault;
pub use host_page::{EMBEDDING, HostPage};
pub use network_fault::NetworkFault;
pub use overrides::Overrides;
use scripted_endpoint::ScriptedEndpoint;
pub use scripted_endpoint::{Post, ScriptedResponse};
pub use topology::Topology;
pub use web_space::WebSpace;

use crate::environment;
use crate::lock;
use crate::program::Program;
use crate::waiting;

/// More than the bytes of any built file.
const FILE_LIMIT: usize = 1 << 24;

/// The origins of a journey, such as `http://127.0.0.1:41321`.
#[derive(Debug, Clone)]
pub struct Origins {
    /// The page's origin.
    pub own: String,
    /// The origin of a backend, of the guide or of guide files.
    pub other: String,
    /// Where a fake backend redirects to.
    pub third: String,
    /// An origin that refuses connections.
    pub refused: String,
}

impl Origins {
    /// Those that the page may request.
    fn allowed(&self, topology: &Topology, overrides: &Overrides) -> Vec<String> {
        let mut allowed = vec![self.own.clone(), overrides.guide_origin.clone()];
        let named = overrides.connect_to.iter();
        allowed.extend(
            named
                .flat_map(|origins| origins.split(' '))
                .map(str::to_owned),
        );
        // Browsers report the request of a redirect even if the page must not follow it.
        let third = matches!(topology, Topology::FakeBackend(_));
        allowed.extend(third.then(|| self.third.clone()));
        let other = matches!(
            topology,
            Topology::Example(_) | Topology::FaultyProxy { .. }
        ) || overrides
            .host_page
            .is_some_and(|page| page.contains("{other_origin}"));
        allowed.extend(other.then(|| self.other.clone()));
        allowed
    }
}

/// Running servers. They stop when this is dropped.
pub struct TestServer {
    /// The origins of the journey.
    pub origins: Origins,
    /// The origins that the page may request.
    pub allowed: Vec<String>,
    /// What the journey changes meanwhile.
    pub controls: Arc<Controls>,
    endpoint: Arc<ScriptedEndpoint>,
    proxy: Arc<FaultyProxy>,
    fake_backend: Option<Arc<FakeBackend>>,
    folder: TempDir,
    log: AccessLog,
    program: Option<Program>,
    /// Bound and not listened on, so that connections are refused.
    closed: Mutex<Option<TcpSocket>>,
    runtime: Option<Runtime>,
}

impl TestServer {
    /// Starts the servers.
    pub fn start(topology: Topology, overrides: impl FnOnce(&Origins) -> Overrides) -> Self {
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
        let (mut own, own_origin) = listen(&runtime);
        let (mut other, other_origin) = listen(&runtime);
        let (third, third_origin) = listen(&runtime);
        let mut origins = Origins {
            own: match topology {
                Topology::FaultyProxy { tls: true } => own_origin.replace("http:", "https:"),
                _ => own_origin,
            },
            other: other_origin,
            third: third_origin,
            refused: format!("http://{}", closed.local_addr().expect("it is bound")),
        };
        let overrides = overrides(&origins);
        let mut allowed = origins.allowed(&topology, &overrides);
        let controls = Arc::new(Controls {
            wasm: Latch::new(!overrides.hold_wasm),
            responses: Latch::new(!overrides.hold_responses),
            rest_of_page: Latch::new(!overrides.holds_the_page()),
            posts: AtomicUsize::default(),
            file_fault: Mutex::default(),
        });
        let endpoint = Arc::new(ScriptedEndpoint::default());
        let proxy = Arc::new(FaultyProxy::new(&origins.other));

        let database = database(&folder);
        let log = AccessLog::default();
        let mut program = None;
        let mut other_router = guide_files::router();
        let mut fake_backend = None;
        let layered = |router| overrides.clone().layer(router, Arc::clone(&controls));
        let proxied = |listener, tls| {
            let (server, _) = listen(&runtime);
            runtime.spawn(Arc::clone(&proxy).forward(listener, tls, address(&server)));
            server
        };
        let page = match topology {
            Topology::Receiver => layered(topology::receiver(&database)),
            Topology::ReceiverProgram => {
                let (started, origin) = topology::start_program(&database);
                program = Some(started);
                allowed.push(origin.clone());
                origins.own = origin;
                Router::new()
            }
            Topology::CrossOriginReceiver => {
                other_router = topology::api(&database, &origins.own);
                layered(topology::site())
            }
            Topology::CrossOriginGuide => {
                let without_pages = Overrides {
                    host_pages: Vec::new(),
                    ..overrides.clone()
                };
                let router = topology::guide_and_api(&database, &origins.own);
                other_router = without_pages.layer(router, Arc::clone(&controls));
                layered(Router::new())
            }
            Topology::Example(name) => {
                other_router = topology::guide_and_api(&database, &origins.own);
                example::pages(name, &origins.other)
            }
            Topology::WebSpace(space) => {
                let api = topology::api(&database, &origins.own);
                let (files, page) = match space.elsewhere {
                    Some(_) => (space.router(), Router::new()),
                    None => (Router::new(), space.router()),
                };
                other_router = files.fallback_service(api);
                layered(page)
            }
            Topology::FaultyProxy { tls } => {
                own = proxied(own, tls.then(tls::acceptor));
                other = proxied(other, None);
                other_router = topology::api(&database, &origins.own);
                layered(topology::receiver(&database))
            }
            Topology::ScriptedEndpoint(script) => {
                endpoint.set_script(script);
                layered(topology::scripted(Arc::clone(&endpoint)))
            }
            Topology::FakeBackend(backend) => {
                let backend = fake_backend.insert(backend);
                other_router = backend.router(&origins.third);
                serve(&runtime, &log, third, other_router.clone());
                layered(match backend.shares_the_origin() {
                    true => backend.router_with(topology::site()),
                    false => topology::site(),
                })
            }
        };
        serve(&runtime, &log, own, page);
        serve(&runtime, &log, other, other_router);
        drop(inside);
        Self {
            origins,
            allowed,
            controls,
            endpoint,
            proxy,
            fake_backend,
            folder,
            log,
            program,
            closed: Mutex::new(Some(closed)),
            runtime: Some(runtime),
        }
    }

    pub fn runtime(&self) -> Handle {
        self.runtime
            .as_ref()
            .expect("the server runs")
            .handle()
            .clone()
    }

    /// The URL of a path of the site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origins.own)
    }

    /// The English guide as built, in the name of the site's clinic.
    pub fn guide(&self) -> Guide {
        english().of_clinic(&clinic())
    }

    /// The guide in the pseudo-locale.
    pub fn pseudo_guide(&self) -> Guide {
        pseudo_locale::guide(&english()).of_clinic(&clinic())
    }

    /// The requests that the scripted endpoint got.
    pub fn posts(&self) -> Vec<Post> {
        self.endpoint.posts()
    }

    /// Waits until the receiver has answered all posts. From then on the proxy applies these faults
    /// to posts, in turn, where the last one repeats, and this one to preflights.
    pub fn set_network_faults(
        &self,
        faults: impl IntoIterator<Item = NetworkFault>,
        preflights: Option<NetworkFault>,
    ) {
        waiting::until(waiting::TIMEOUT, || match self.proxy.is_idle() {
            true => Ok(()),
            false => Err("the receiver has not answered a post yet".to_owned()),
        });
        self.proxy.set_faults(faults, preflights);
    }

    /// The idempotency keys of the posts since the faults were last set.
    pub fn tries(&self) -> Vec<String> {
        self.proxy.tries()
    }

    /// The origin that refused connections now has the receiver.
    pub fn starts_listening(&self) {
        let closed = lock(&self.closed).take();
        let closed = closed.expect("the origin refuses connections");
        let runtime = self.runtime.as_ref().expect("the server runs");
        let _inside = runtime.enter();
        let listener = closed.listen(64).expect("it is bound");
        let router = topology::api(&database(&self.folder), &self.origins.own);
        let (api, _) = listen(runtime);
        runtime.spawn(Arc::clone(&self.proxy).forward(listener, None, address(&api)));
        serve(runtime, &self.log, api, router);
    }

    /// From now on an asset has this fault.
    pub fn set_file_fault(&self, fault: Option<(Asset, FileFault)>) {
        *lock(&self.controls.file_fault) = fault;
    }

    /// The requests that the fake backend got.
    pub fn submissions(&self) -> Vec<Submission> {
        let fake = self.fake_backend.as_ref();
        fake.map(|fake| fake.submissions()).unwrap_or_default()
    }

    /// The headers that each preflight asked the fake backend for.
    pub fn preflights(&self) -> Vec<String> {
        let fake = self.fake_backend.as_ref();
        fake.map(|fake| fake.preflights()).unwrap_or_default()
    }

    /// All rows of the receiver's database, superseded requests included.
    pub fn rows(&self) -> Vec<Row> {
        let reader = Reader::open(&database(&self.folder)).expect("the receiver's database");
        all(&reader).expect("rows")
    }

    /// The traffic of all servers, as text for the report of a failed journey.
    pub fn traffic(&self) -> String {
        let rows = match Reader::open(&database(&self.folder)) {
            Ok(reader) => format!("{:#?}", all(&reader)),
            Err(_) => "not created yet".to_owned(),
        };
        let output = self.program.as_ref().map(Program::output);
        format!(
            "The access log:\n{}\nThe receiver's database: {rows}\n\
             The scripted endpoint got: {:#?}\nThe fake backend got: {:#?}\n\
             The tries that reached the faulty proxy: {:#?}\nThe receiver's program wrote: {}\n",
            self.log,
            self.posts(),
            self.submissions(),
            self.tries(),
            output.unwrap_or_default(),
        )
    }

    /// The only request in the database, and its channel.
    #[track_caller]
    pub fn only_request(&self) -> (Channel, ConsultationRequest) {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "one request in the database: {rows:#?}");
        let row = rows.remove(0);
        (row.channel, row.request)
    }

    /// The output of `receiver list`, which staff read.
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

impl Drop for TestServer {
    fn drop(&mut self) {
        // Does not wait for responses that are held back.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The particulars as built.
fn clinic() -> Clinic {
    let json = fs::read(environment::dist().join("clinic.json")).expect("the particulars");
    serde_json::from_slice(&json).expect("particulars")
}

/// The English guide for any clinic.
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

/// The next of a script, whose last item repeats.
fn next_in<T: Clone>(script: &mut VecDeque<T>) -> Option<T> {
    match script.len() {
        0 | 1 => script.front().cloned(),
        _ => script.pop_front(),
    }
}

/// Replaces the first occurrence, which must exist.
fn replace_once(text: &str, from: &str, to: &str) -> String {
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

fn all(reader: &Reader) -> Result<Vec<Row>, StoreError> {
    let selection = Selection {
        superseded: true,
        ..Selection::default()
    };
    let mut rows = Vec::new();
    reader.for_each(&selection, |row| {
        rows.push(row);
        Ok::<_, StoreError>(())
    })?;
    Ok(rows)
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().join("requests.sqlite3")
}
