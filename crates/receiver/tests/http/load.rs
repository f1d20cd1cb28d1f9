//! Very many requests, and the end of the process in the middle of them.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::*;

const REQUESTS: usize = 10_000;
const CLIENTS: usize = 50;

/// Where the receiver is. It moves when it is started again.
struct Whereabouts {
    address: Mutex<String>,
    moved: Condvar,
}

impl Whereabouts {
    fn new(address: &str) -> Self {
        Self {
            address: Mutex::new(address.to_owned()),
            moved: Condvar::new(),
        }
    }

    fn now(&self) -> String {
        self.address.lock().expect("an address").clone()
    }

    fn tell(&self, address: &str) {
        address.clone_into(&mut self.address.lock().expect("an address"));
        self.moved.notify_all();
    }

    /// Waits until it is somewhere else than here, where it did not answer.
    fn after(&self, here: &str) -> String {
        let address = self.address.lock().expect("an address");
        let (address, waited) = self
            .moved
            .wait_timeout_while(address, Duration::from_secs(30), |now| now == here)
            .expect("an address");
        assert!(!waited.timed_out(), "it failed, and nobody had killed it");
        address.clone()
    }
}

/// Sends one request again and again, as the page does, until it is answered: most as JSON, every
/// tenth as a form without an id.
fn send_until_kept(agent: &ureq::Agent, whereabouts: &Whereabouts, number: usize) -> String {
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
    let mut address = whereabouts.now();
    loop {
        let post = agent
            .post(format!("http://{address}{CONSULTATIONS}"))
            .header("content-type", kind);
        match post.send(&body) {
            Ok(answer) => {
                let status = answer.status().as_u16();
                assert!(matches!(status, 201 | 303), "{name} was answered {status}");
                return name;
            }
            Err(_) => address = whereabouts.after(&address),
        }
    }
}

/// The names in the database, in order; somebody who is there twice comes twice.
fn names(receiver: &Receiver) -> Vec<String> {
    let name = |row: &Value| row["name"].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<_> = receiver.rows().iter().map(name).collect();
    names.sort();
    names
}

#[test]
fn of_ten_thousand_requests_with_a_kill_in_the_middle_each_that_was_answered_is_there_once() {
    let _alone = alone();
    let mut receiver = Receiver::with(&["--rate-limit", "1000000"]);
    let whereabouts = Whereabouts::new(&receiver.address);
    let (tell, told) = mpsc::channel();
    let started = Instant::now();
    let kept: BTreeSet<String> = thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (tell, whereabouts) = (tell.clone(), &whereabouts);
            scope.spawn(move || {
                let agent = agent();
                for number in (client..REQUESTS).step_by(CLIENTS) {
                    let name = send_until_kept(&agent, whereabouts, number);
                    tell.send(name).expect("somebody counts");
                }
            });
        }
        drop(tell);
        let mut kept: BTreeSet<String> = told.iter().take(REQUESTS / 2).collect();
        receiver.stayed_small();
        receiver.kill();
        kept.extend(told.try_iter());
        let there: BTreeSet<_> = names(&receiver).into_iter().collect();
        let lost: Vec<_> = kept.difference(&there).collect();
        assert!(lost.is_empty(), "answered and not there: {lost:?}");
        receiver = receiver.beside();
        whereabouts.tell(&receiver.address);
        kept.extend(&told);
        kept
    });
    let seconds = started.elapsed().as_secs_f64();
    println!("{REQUESTS} requests in {seconds:.1} s");
    assert_eq!(kept.len(), REQUESTS);
    assert_eq!(names(&receiver), Vec::from_iter(kept));
    receiver.stayed_small();
}
