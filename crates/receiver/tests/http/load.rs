//! Many requests, with the process killed in between.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::*;

const REQUESTS: usize = 10_000;
const CLIENTS: usize = 50;

/// The address of the receiver, which changes when it is started again.
struct ServerAddress {
    address: Mutex<String>,
    changed: Condvar,
}

impl ServerAddress {
    fn new(address: &str) -> Self {
        Self {
            address: Mutex::new(address.to_owned()),
            changed: Condvar::new(),
        }
    }

    fn get(&self) -> String {
        self.address.lock().expect("an address").clone()
    }

    fn set(&self, address: &str) {
        address.clone_into(&mut self.address.lock().expect("an address"));
        self.changed.notify_all();
    }

    /// Waits until the address is no longer this one.
    fn wait_for_change(&self, old: &str) -> String {
        let address = self.address.lock().expect("an address");
        let (address, waited) = self
            .changed
            .wait_timeout_while(address, Duration::from_secs(30), |now| now == old)
            .expect("an address");
        assert!(
            !waited.timed_out(),
            "a request failed, though the receiver was not killed"
        );
        address.clone()
    }
}

/// Sends one request until it gets a response, as the page does. Every tenth is a native post without
/// an id.
fn send_until_stored(agent: &ureq::Agent, server: &ServerAddress, number: usize) -> String {
    let name = format!("Visitor {number}");
    let (kind, body) = if number.is_multiple_of(10) {
        let mut pairs = form();
        pairs[0].1 = &name;
        (FORM, encode(&pairs))
    } else {
        let mut request = request(&id(number));
        request["name"] = name.as_str().into();
        ("application/json", request.to_string())
    };
    let mut address = server.get();
    loop {
        let post = agent
            .post(format!("http://{address}{CONSULTATIONS}"))
            .header("content-type", kind);
        match post.send(&body) {
            Ok(response) => {
                let status = response.status().as_u16();
                assert!(matches!(status, 201 | 303), "{name} got {status}");
                return name;
            }
            Err(_) => address = server.wait_for_change(&address),
        }
    }
}

/// The sorted names of all rows.
fn names(receiver: &TestServer) -> Vec<String> {
    let name = |row: &Value| row["name"].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<_> = receiver.rows().iter().map(name).collect();
    names.sort();
    names
}

#[test]
fn every_request_that_got_a_response_before_or_after_a_kill_is_stored_once() {
    let _exclusive = exclusive();
    let mut receiver = TestServer::with_args(&["--rate-limit", "1000000"]);
    let server = ServerAddress::new(&receiver.address);
    let (sender, stored_names) = mpsc::channel();
    let started = Instant::now();
    let kept: BTreeSet<String> = thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (sender, server) = (sender.clone(), &server);
            scope.spawn(move || {
                let agent = agent();
                for number in (client..REQUESTS).step_by(CLIENTS) {
                    let name = send_until_stored(&agent, server, number);
                    sender.send(name).expect("the channel is open");
                }
            });
        }
        drop(sender);
        let mut kept: BTreeSet<String> = stored_names.iter().take(REQUESTS / 2).collect();
        receiver.assert_low_memory();
        receiver.kill();
        kept.extend(stored_names.try_iter());
        let stored: BTreeSet<_> = names(&receiver).into_iter().collect();
        let lost: Vec<_> = kept.difference(&stored).collect();
        assert!(
            lost.is_empty(),
            "got a response and are not stored: {lost:?}"
        );
        receiver = receiver.start_another();
        server.set(&receiver.address);
        kept.extend(&stored_names);
        kept
    });
    let seconds = started.elapsed().as_secs_f64();
    println!("{REQUESTS} requests in {seconds:.1} s");
    assert_eq!(kept.len(), REQUESTS);
    assert_eq!(names(&receiver), Vec::from_iter(kept));
    receiver.assert_low_memory();
}
