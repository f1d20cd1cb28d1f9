//! A new site, and a new process, without a visitor who is refused.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::*;

const PAGE: &str = "<!doctype html><style>a{}</style><p>Hello</p>";

#[test]
fn at_a_hangup_the_site_is_read_again() {
    let site = tempfile::tempdir().expect("a folder");
    let page = site.path().join("index.html");
    std::fs::write(&page, PAGE).expect("a file");
    let receiver = TestServer::with_args(&["--site", &site.path().display().to_string()]);
    let policy = || {
        let response = receiver.get("/");
        response.header("content-security-policy").to_owned()
    };
    let logged = |text: &str| {
        let found = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(50));
            receiver.log().contains(text)
        });
        assert!(found, "{text}: {}", receiver.log());
    };
    let before = policy();
    std::fs::write(&page, PAGE.replace("a{}", "b{}")).expect("written");
    receiver.signal("HUP");
    logged("the site was read again");
    let after = policy();
    assert_ne!(after, before);
    // A site that cannot be used changes nothing.
    std::fs::remove_file(&page).expect("removed");
    receiver.signal("HUP");
    logged("the site stays as it was");
    std::fs::write(&page, PAGE).expect("written");
    assert_eq!(policy(), after);
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.current_ids(), [A]);
}

/// Starts a receiver with a socket that stays open, as systemd does (sd_listen_fds(3)).
fn start_on(socket: &TcpListener, database: &Path) -> Child {
    let socket: OwnedFd = socket.try_clone().expect("a copy").into();
    let inherit = "exec 3<&0 0</dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$0\" \"$@\"";
    Command::new("sh")
        .args(["-c", inherit, env!("CARGO_BIN_EXE_receiver")])
        .args(["serve", "--listen", "192.0.2.1:1", "--database"])
        .arg(database)
        .stdin(Stdio::from(socket))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts")
}

fn end(mut receiver: Child) {
    let line = format!("kill {}", receiver.id());
    let sent = Command::new("sh").args(["-c", &line]).status();
    assert!(sent.expect("a shell runs").success());
    assert!(receiver.wait().expect("it ends").success());
}

#[test]
fn between_two_receivers_on_one_socket_nobody_is_refused() {
    let folder = folder_in_memory();
    let database = folder.path().join("requests.sqlite3");
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!(
        "http://{}{CONSULTATIONS}",
        socket.local_addr().expect("an address")
    );
    let post = |number: usize| {
        let sent = agent()
            .post(&url)
            .content_type("application/json")
            .send(request(&id(number)).to_string());
        sent.expect("a response").status().as_u16()
    };
    let mut receiver = start_on(&socket, &database);
    assert_eq!(post(0), 201);
    for number in 1..4 {
        end(receiver);
        receiver = thread::scope(|scope| {
            let visitor = scope.spawn(|| post(number));
            thread::sleep(Duration::from_millis(200));
            let next = start_on(&socket, &database);
            assert_eq!(visitor.join().expect("an answer"), 201);
            next
        });
    }
    end(receiver);
    let arguments = ["export", "--format", "json", "--database"];
    let path = database.display().to_string();
    let (exported, ..) = command(&[&arguments[..], &[&path]].concat());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&exported).expect("JSON");
    assert_eq!(rows.len(), 4);
}

#[test]
fn who_has_sent_nothing_does_not_delay_the_end() {
    let mut receiver = TestServer::start();
    let silent = receiver.connect();
    let mut half = receiver.connect();
    write(&mut half, "POST /api/consultations HTTP/1.1\r\nHost:");
    // Both are accepted before this one.
    assert_eq!(receiver.get("/healthz").status, 200);
    let started = Instant::now();
    receiver.terminate();
    assert!(receiver.wait().success());
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
    drop((silent, half));
}
