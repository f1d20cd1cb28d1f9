//! A crowd of clients that are slow on purpose, and one that is not.

use std::io::Read as _;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

use crate::support::*;

const CROWD: usize = 1000;

/// Half of the shortest time after which a slow client is given up: whoever is answered within it
/// has not waited for that.
const SOON: Duration = Duration::from_secs(5);

/// Where everybody else may open 1,024 files, as is usual.
const USUAL: &str = "ulimit -n 1024";

/// What slow clients do.
#[derive(Clone, Copy, PartialEq)]
enum Slow {
    ToSend,
    ToRead,
}

/// A receiver with a site that has one large file.
struct Scene {
    receiver: Receiver,
    _site: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let site = tempfile::tempdir().expect("a folder");
        std::fs::write(site.path().join("index.html"), "<p>Hello</p>").expect("a file");
        std::fs::write(site.path().join("large.bin"), vec![b'x'; 8 << 20]).expect("a file");
        let folder = site.path().display().to_string();
        let arguments = ["--rate-limit", "1000000", "--site", &folder];
        let receiver = Receiver::limited(USUAL, &arguments);
        Self {
            receiver,
            _site: site,
        }
    }

    /// Lets a thousand clients say so much and no more, then checks that others are served as if
    /// they were not there.
    fn crowded_by(&self, beginning: &str, slow: Slow) {
        let _alone = alone();
        let allowed = getrlimit(Resource::Nofile);
        let more = Rlimit {
            current: allowed.maximum,
            ..allowed
        };
        setrlimit(Resource::Nofile, more).expect("this process may open as many as it may");
        let mut crowd: Vec<_> = (0..CROWD).map(|_| self.slow(beginning)).collect();
        if slow == Slow::ToRead {
            // Until each has been answered, or has had to make room.
            for client in &mut crowd {
                let _ = client.read(&mut [0]);
            }
        }
        for number in 0..20 {
            let started = Instant::now();
            assert_eq!(self.receiver.post(&request(&id(number))).status, 201);
            assert_eq!(self.receiver.get("/").status, 200);
            let waited = started.elapsed();
            assert!(waited < SOON, "{waited:?}");
        }
        assert_eq!(self.receiver.get("/healthz").status, 200);
        assert_eq!(self.receiver.current().len(), 20);
        self.receiver.stayed_small();
        drop(crowd);
    }

    /// A client that has room for next to nothing, so that what it does not read stays with the
    /// receiver.
    fn slow(&self, beginning: &str) -> TcpStream {
        let address: SocketAddr = self.receiver.address.parse().expect("an address");
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
        socket.set_recv_buffer_size(4096).expect("a size");
        socket.connect(&address.into()).expect("a connection");
        let mut stream = TcpStream::from(socket);
        let limit = Some(Duration::from_secs(20));
        stream.set_read_timeout(limit).expect("a limit");
        say(&mut stream, beginning);
        stream
    }
}

#[test]
fn a_thousand_clients_that_do_not_end_their_header_are_in_nobody_s_way() {
    Scene::new().crowded_by("POST /api/consultations HTTP/1.1\r\nHost:", Slow::ToSend);
}

#[test]
fn a_thousand_clients_that_do_not_end_their_body_are_in_nobody_s_way() {
    let mut large = request(A);
    large["message"] = "x".repeat(30_000).into();
    let wire = wire(&large.to_string());
    Scene::new().crowded_by(wire.split_at(wire.len() - 1).0, Slow::ToSend);
}

#[test]
fn a_thousand_clients_that_do_not_read_a_file_are_in_nobody_s_way() {
    Scene::new().crowded_by("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n", Slow::ToRead);
}

#[test]
fn a_thousand_clients_that_do_not_read_the_page_with_their_faults_are_in_nobody_s_way() {
    // Five times as long where it is escaped.
    let body = format!("message={}", "%26".repeat(6_000));
    let post = format!(
        "POST {CONSULTATIONS} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    Scene::new().crowded_by(&post, Slow::ToRead);
}
