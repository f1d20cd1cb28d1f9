//! Connections, and the end of the program.

use std::io::Read as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use receiver::{Settings, app, server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::*;

#[test]
fn a_signal_lets_a_request_that_is_under_way_finish() {
    let mut receiver = Receiver::start();
    // It says when it has come to the body (RFC 9110, section 10.1.1).
    let wire = wire(&request(A).to_string()).replace("Host:", "Expect: 100-continue\r\nHost:");
    let (start, rest) = wire.split_at(wire.len() - 20);
    let mut stream = receiver.connect();
    say(&mut stream, start);
    let mut goes_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut goes_on).expect("an answer");
    assert!(goes_on.starts_with(b"HTTP/1.1 100"), "{goes_on:?}");
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
    say(&mut stream, rest);
    let answer = read(stream);
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert_eq!(receiver.wait().code(), Some(0));
    assert_eq!(receiver.current(), [A]);
}

#[test]
fn a_signal_ends_idle_connections_and_closes_the_database() {
    let mut receiver = Receiver::start();
    let mut idle = receiver.connect();
    say(&mut idle, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut first = [0; 12];
    idle.read_exact(&mut first).expect("an answer");
    receiver.post(&request(A));
    let started = Instant::now();
    receiver.terminate();
    assert_eq!(receiver.wait().code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(5));
    let journal = receiver.database().with_extension("sqlite3-wal");
    assert!(
        !journal.exists(),
        "the journal was not folded into the database"
    );
}

/// In this process, whose clock goes to the next time limit as soon as nothing else is to be done.
#[tokio::test(start_paused = true)]
async fn clients_that_dribble_are_dropped() {
    let folder = folder_in_memory();
    let settings = Settings::new(folder.path().join("requests.sqlite3"));
    let router = app::router(&settings).expect("a router");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(server::serve(listener, router, std::future::pending()));
    let wire = wire(&request(A).to_string());
    for (start, end) in [
        ("POST /api/consultations HTTP/1.1\r\nHost:", ""),
        (wire.split_at(200).0, "HTTP/1.1 408"),
    ] {
        let started = tokio::time::Instant::now();
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream
            .write_all(start.as_bytes())
            .await
            .expect("it is written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("text");
        assert!(answer.starts_with(end), "{answer}");
        assert_eq!(started.elapsed().as_secs(), 10);
    }
}

#[test]
fn bytes_that_are_no_http_are_answered_and_others_still_served() {
    let receiver = Receiver::start();
    for nonsense in [
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ] {
        let mut stream = receiver.connect();
        say(&mut stream, nonsense);
        assert!(read(stream).starts_with("HTTP/1.1 400"));
    }
    let mut gone = receiver.connect();
    say(&mut gone, wire(&request(A).to_string()).split_at(250).0);
    drop(gone);
    assert_eq!(receiver.post(&request(B)).status, 201);
    assert_eq!(receiver.current(), [B]);
}
