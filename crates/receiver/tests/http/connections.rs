//! Connections and the shutdown.

use std::io::Read as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use receiver::{Settings, app, server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::*;

#[test]
fn a_signal_lets_a_running_request_finish() {
    let mut receiver = TestServer::start();
    // The server reports that it waits for the body (RFC 9110, section 10.1.1).
    let post = raw_post(&request(A).to_string()).replace("Host:", "Expect: 100-continue\r\nHost:");
    let (start, rest) = post.split_at(post.len() - 20);
    let mut stream = receiver.connect();
    write(&mut stream, start);
    let mut interim = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut interim).expect("a response");
    assert!(interim.starts_with(b"HTTP/1.1 100"), "{interim:?}");
    receiver.terminate();
    let asked = Instant::now();
    while std::net::TcpStream::connect(&receiver.address).is_ok() {
        let waited = asked.elapsed();
        assert!(
            waited < Duration::from_secs(10),
            "it still accepts connections"
        );
        sleep(Duration::from_millis(10));
    }
    write(&mut stream, rest);
    let response = read_to_end(stream);
    assert!(response.starts_with("HTTP/1.1 201"), "{response}");
    assert_eq!(receiver.wait().code(), Some(0));
    assert_eq!(receiver.current_ids(), [A]);
}

#[test]
fn a_signal_ends_idle_connections_and_closes_the_database() {
    let mut receiver = TestServer::start();
    let mut idle = receiver.connect();
    write(&mut idle, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut first = [0; 12];
    idle.read_exact(&mut first).expect("a response");
    receiver.post(&request(A));
    let started = Instant::now();
    receiver.terminate();
    assert_eq!(receiver.wait().code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(5));
    let log = receiver.database().with_extension("sqlite3-wal");
    assert!(
        !log.exists(),
        "the write-ahead log was not merged into the database"
    );
}

/// In this process, where a paused clock jumps to the next time limit when all tasks wait.
#[tokio::test(start_paused = true)]
async fn clients_that_do_not_finish_header_or_body_are_dropped() {
    let folder = folder_in_memory();
    let settings = Settings::new(folder.path().join("requests.sqlite3"));
    let router = app::router(&settings).expect("a router");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(server::serve(listener, router, std::future::pending()));
    let post = raw_post(&request(A).to_string());
    for (start, end) in [
        ("POST /api/consultations HTTP/1.1\r\nHost:", ""),
        (post.split_at(200).0, "HTTP/1.1 408"),
    ] {
        let started = tokio::time::Instant::now();
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream
            .write_all(start.as_bytes())
            .await
            .expect("it is written");
        let mut response = String::new();
        stream.read_to_string(&mut response).await.expect("text");
        assert!(response.starts_with(end), "{response}");
        assert_eq!(started.elapsed().as_secs(), 10);
    }
}

#[test]
fn invalid_http_is_a_bad_request_and_other_clients_are_served() {
    let receiver = TestServer::start();
    for nonsense in [
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ] {
        let mut stream = receiver.connect();
        write(&mut stream, nonsense);
        assert!(read_to_end(stream).starts_with("HTTP/1.1 400"));
    }
    let mut gone = receiver.connect();
    write(&mut gone, raw_post(&request(A).to_string()).split_at(250).0);
    drop(gone);
    assert_eq!(receiver.post(&request(B)).status, 201);
    assert_eq!(receiver.current_ids(), [B]);
}

/// RFC 9112, section 3.2.
#[test]
fn a_request_names_its_host_once() {
    let receiver = TestServer::start();
    for (version, hosts, status) in [
        ("1.1", "", 400),
        ("1.1", "Host: x\r\nHost: y\r\n", 400),
        ("1.1", "Host: x\r\n", 200),
        ("1.0", "", 200),
        ("1.0", "Host: x\r\nHost: x\r\n", 400),
    ] {
        let mut stream = receiver.connect();
        let head = format!("GET /healthz HTTP/{version}\r\n{hosts}Connection: close\r\n\r\n");
        write(&mut stream, &head);
        let response = read_to_end(stream);
        let found = response.split(' ').nth(1);
        assert_eq!(
            found,
            Some(status.to_string().as_str()),
            "{head}: {response}"
        );
    }
}
