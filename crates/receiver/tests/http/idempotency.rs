//! A request is stored once, however often it is sent.

use std::sync::{Arc, Barrier};
use std::thread;

use serde_json::json;

use crate::support::*;

fn with_key(receiver: &TestServer, key: &str) -> Response {
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    receiver.send("POST", CONSULTATIONS, &headers, &request(A).to_string())
}

/// Sends from eight threads at the same moment.
fn at_once(send: impl Fn(usize) -> Response + Send + Sync) -> Vec<Response> {
    let start = Arc::new(Barrier::new(8));
    thread::scope(|scope| {
        let send = &send;
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let start = Arc::clone(&start);
                scope.spawn(move || {
                    start.wait();
                    send(number)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a response"))
            .collect()
    })
}

#[test]
fn the_same_request_again_gets_the_same_response_and_is_one_row() {
    let receiver = TestServer::start();
    for _ in 0..3 {
        let response = receiver.post(&request(A));
        assert_eq!(
            (response.status, response.json()),
            (201, json!({ "id": A }))
        );
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_same_request_at_once_is_one_row() {
    let receiver = TestServer::start();
    for response in at_once(|_| receiver.post(&request(A))) {
        assert_eq!(
            (response.status, response.json()),
            (201, json!({ "id": A }))
        );
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_same_request_at_once_to_two_processes_is_one_row() {
    let receiver = TestServer::start();
    let other = receiver.start_another();
    for response in at_once(|number| [&receiver, &other][number % 2].post(&request(A))) {
        assert_eq!(
            (response.status, response.json()),
            (201, json!({ "id": A }))
        );
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn what_nobody_sees_makes_no_other_content() {
    let receiver = TestServer::start();
    let mut pasted = request(A);
    for (name, clean) in [("name", "Ana O'Neil"), ("email", "ana@example.org")] {
        pasted[name] = clean.into();
    }
    pasted["phone"] = "+1 617 555 0123".into();
    receiver.post(&pasted);
    for c in [
        '\u{200b}',
        '\u{feff}',
        '\u{ad}',
        '\u{202e}',
        '\u{e0001}',
        '\u{a0}',
    ] {
        pasted["name"] = format!("{c}Ana O'Neil{c}").into();
        pasted["email"] = format!("{c}ana{c}@example.org{c}").into();
        pasted["phone"] = format!("{c}+1 617 555 0123{c}").into();
        let response = receiver.post(&pasted);
        assert_eq!(
            (response.status, response.json()),
            (201, json!({ "id": A })),
            "{c:?}"
        );
    }
    let rows = receiver.rows();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["email"], "ana@example.org");
}

#[test]
fn what_nobody_sees_makes_no_other_form_post() {
    let receiver = TestServer::start();
    let with = |c: &str| {
        let mut pairs = form();
        let name = format!("{c}Ana{c}");
        let email = format!("ana{c}@example.org");
        pairs.retain(|(name, _)| !["name", "email"].contains(name));
        pairs.extend([("name", name.as_str()), ("email", email.as_str())]);
        receiver.post_form(&pairs)
    };
    let first = with("");
    assert_eq!(first.status, 303);
    for c in ["\u{200b}", "\u{2060}", "\u{200f}", "\u{fe0f}"] {
        assert_eq!(
            with(c).header("location"),
            first.header("location"),
            "{c:?}"
        );
    }
    assert_eq!(receiver.rows().len(), 1);
    assert_eq!(receiver.rows()[0]["email"], "ana@example.org");
}

#[test]
fn other_content_under_a_used_id_is_rejected_at_the_id() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    let mut other = request(A);
    other["message"] = "Something else.".into();
    let response = receiver.post(&other);
    assert_eq!(response.assert_problem(422).pointers(), ["#/id"]);
    assert_eq!(receiver.rows()[0]["message"], "I have a question.");
}

#[test]
fn simultaneous_requests_with_one_id_and_different_content_store_one() {
    let receiver = TestServer::start();
    let responses = at_once(|number| {
        let mut one = request(A);
        one["message"] = number.to_string().into();
        receiver.post(&one)
    });
    let created = responses
        .iter()
        .filter(|response| response.status == 201)
        .count();
    let rejected = responses
        .iter()
        .filter(|response| response.status == 422)
        .count();
    assert_eq!((created, rejected), (1, 7));
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn a_key_that_is_the_id_in_quotes_is_accepted() {
    let receiver = TestServer::start();
    assert_eq!(with_key(&receiver, &format!("\"{A}\"")).status, 201);
}

#[test]
fn any_other_key_is_rejected_with_the_expected_form() {
    let receiver = TestServer::start();
    for key in [A, &format!("\"{B}\""), "\"\"", &format!("'{A}'")] {
        let response = with_key(&receiver, key);
        let detail = response.assert_problem(400).json()["detail"].to_string();
        assert!(detail.contains("Idempotency-Key: \\\""), "{detail}");
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn the_key_of_a_native_post_follows_the_same_rule() {
    let receiver = TestServer::start();
    let post = |key: &str, pairs: &[(&str, &str)]| {
        let headers = [("content-type", FORM), ("idempotency-key", key)];
        receiver.send("POST", CONSULTATIONS, &headers, &encode(pairs))
    };
    let mut pairs = form();
    post(&format!("\"{A}\""), &pairs).assert_page(400);
    pairs.push(("id", A));
    post(&format!("\"{B}\""), &pairs).assert_page(400);
    assert_eq!(receiver.rows().len(), 0);
    assert_eq!(post(&format!("\"{A}\""), &pairs).status, 303);
    assert_eq!(receiver.rows()[0]["id"], A);
}

#[test]
fn the_same_native_post_at_once_is_one_row_with_one_id() {
    let receiver = TestServer::start();
    let responses = at_once(|_| receiver.post_form(&form()));
    for response in &responses {
        assert_eq!(response.status, 303);
        assert_eq!(response.header("location"), responses[0].header("location"));
    }
    assert_eq!(receiver.rows().len(), 1);
}
