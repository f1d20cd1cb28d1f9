//! Requests that replace earlier ones of unknown fate.

use serde_json::Value;

use crate::support::*;

fn replacing(id: &str, old: &str) -> Value {
    let mut request = request(id);
    request["replaces"] = old.into();
    request["message"] = id.into();
    request
}

#[test]
fn a_changed_request_replaces_the_one_it_names() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    assert_eq!(receiver.post(&replacing(B, A)).status, 201);
    assert_eq!(receiver.current_ids(), [B]);
    assert_eq!(receiver.rows()[0]["superseded_by"], B);
}

#[test]
fn a_request_that_arrives_after_the_one_that_replaces_it_is_not_shown() {
    let receiver = TestServer::start();
    receiver.post(&replacing(B, A));
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.current_ids(), [B]);
    assert_eq!(receiver.rows()[1]["superseded_by"], B);
}

#[test]
fn the_newest_of_several_that_name_the_same_request_is_shown() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    receiver.post(&replacing(B, A));
    receiver.post(&replacing(C, A));
    assert_eq!(receiver.current_ids(), [C]);
    // Each leads to the one that came after it.
    let rows = receiver.rows();
    assert_eq!(
        [&rows[0]["superseded_by"], &rows[1]["superseded_by"]],
        [B, C]
    );
}

#[test]
fn a_late_request_named_by_several_is_superseded_by_the_newest() {
    let receiver = TestServer::start();
    receiver.post(&replacing(B, A));
    receiver.post(&replacing(C, A));
    receiver.post(&request(A));
    assert_eq!(receiver.current_ids(), [C]);
}

#[test]
fn a_repeated_try_does_not_bring_an_old_request_back() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    receiver.post(&replacing(B, A));
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.current_ids(), [B]);
}

#[test]
fn a_request_cannot_replace_itself() {
    let receiver = TestServer::start();
    let response = receiver.post(&replacing(A, A));
    assert_eq!(response.assert_problem(422).pointers(), ["#/replaces"]);
}
