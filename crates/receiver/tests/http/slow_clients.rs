//! A thousand clients that are slow on purpose, and one that is not.

use std::io::Read as _;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

use crate::support::*;

const CLIENTS: usize = 1000;

/// Half of the shortest time after which a slow client is dropped: a client that gets its response
/// within it has not waited for that.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// The usual limit of open files.
const SHELL: &str = "ulimit -n 1024";

/// What the clients do slowly.
#[derive(Clone, Copy, PartialEq)]
enum Slow {
    ToSend,
    ToRead,
}

/// A receiver with a site that has one large file.
struct SlowClients {
    receiver: TestServer,
    _site: tempfile::TempDir,
}

impl SlowClients {
    fn new() -> Self {
        let site = tempfile::tempdir().expect("a folder");
        std::fs::write(site.path().join("index.html"), "<p>Hello</p>").expect("a file");
        std::fs::write(site.path().join("large.bin"), vec![b'x'; 8 << 20]).expect("a file");
        let folder = site.path().display().to_string();
        let arguments = ["--rate-limit", "1000000", "--site", &folder];
        let receiver = TestServer::with_shell(SHELL, &arguments);
        Self {
            receiver,
            _site: site,
        }
    }

    /// Lets a thousand clients send `beginning` and no more, then checks that others are served at once.
    fn start(&self, beginning: &str, slow: Slow) {
        let _exclusive = exclusive();
        let allowed = getrlimit(Resource::Nofile);
        let more = Rlimit {
            current: allowed.maximum,
            ..allowed
        };
        setrlimit(Resource::Nofile, more).expect("the soft limit is raised to the hard one");
        let mut clients: Vec<_> = (0..CLIENTS).map(|_| self.connect(beginning)).collect();
        if slow == Slow::ToRead {
            // Until each has the beginning of a response, or was evicted.
            for client in &mut clients {
                let _ = client.read(&mut [0]);
            }
        }
        for number in 0..20 {
            let started = Instant::now();
            assert_eq!(self.receiver.post(&request(&id(number))).status, 201);
            assert_eq!(self.receiver.get("/").status, 200);
            let waited = started.elapsed();
            assert!(waited < MAX_WAIT, "{waited:?}");
        }
        assert_eq!(self.receiver.get("/healthz").status, 200);
        assert_eq!(self.receiver.current_ids().len(), 20);
        self.receiver.assert_low_memory();
        drop(clients);
    }

    /// A client with a small receive buffer, so that what it does not read stays with the receiver.
    fn connect(&self, beginning: &str) -> TcpStream {
        let address: SocketAddr = self.receiver.address.parse().expect("an address");
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
        socket.set_recv_buffer_size(4096).expect("a size");
        socket.connect(&address.into()).expect("a connection");
        let mut stream = TcpStream::from(socket);
        let limit = Some(Duration::from_secs(20));
        stream.set_read_timeout(limit).expect("a limit");
        write(&mut stream, beginning);
        stream
    }
}

#[test]
fn a_thousand_clients_that_do_not_end_their_header_delay_no_other() {
    SlowClients::new().start("POST /api/consultations HTTP/1.1\r\nHost:", Slow::ToSend);
}

#[test]
fn a_thousand_clients_that_do_not_end_their_body_delay_no_other() {
    let mut large = request(A);
    large["message"] = "x".repeat(30_000).into();
    let post = raw_post(&large.to_string());
    SlowClients::new().start(post.split_at(post.len() - 1).0, Slow::ToSend);
}

#[test]
fn a_thousand_clients_that_do_not_read_a_file_delay_no_other() {
    SlowClients::new().start("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n", Slow::ToRead);
}

#[test]
fn a_thousand_clients_that_do_not_read_the_page_with_their_errors_delay_no_other() {
    // Five times as long when it is escaped.
    let body = format!("message={}", "%26".repeat(6_000));
    let post = format!(
        "POST {CONSULTATIONS} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    SlowClients::new().start(&post, Slow::ToRead);
}
