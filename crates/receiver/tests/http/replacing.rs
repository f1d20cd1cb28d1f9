//! Requests that take the place of earlier ones of unknown fate.

use serde_json::Value;

use crate::support::*;

fn replacing(id: &str, old: &str) -> Value {
    let mut request = request(id);
    request["replaces"] = old.into();
    request["message"] = id.into();
    request
}

#[test]
fn a_changed_request_takes_the_place_of_the_one_it_names() {
    let receiver = Receiver::start();
    receiver.post(&request(A));
    assert_eq!(receiver.post(&replacing(B, A)).status, 201);
    assert_eq!(receiver.current(), [B]);
    assert_eq!(receiver.rows()[0]["superseded_by"], B);
}

#[test]
fn a_request_that_arrives_after_the_one_that_replaces_it_is_not_shown() {
    let receiver = Receiver::start();
    receiver.post(&replacing(B, A));
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.current(), [B]);
    assert_eq!(receiver.rows()[1]["superseded_by"], B);
}

#[test]
fn of_several_that_name_the_same_request_the_newest_arrival_is_shown() {
    let receiver = Receiver::start();
    receiver.post(&request(A));
    receiver.post(&replacing(B, A));
    receiver.post(&replacing(C, A));
    assert_eq!(receiver.current(), [C]);
    for row in &receiver.rows()[..2] {
        assert_eq!(row["superseded_by"], C);
    }
}

#[test]
fn a_late_request_named_by_several_is_superseded_by_the_newest() {
    let receiver = Receiver::start();
    receiver.post(&replacing(B, A));
    receiver.post(&replacing(C, A));
    receiver.post(&request(A));
    assert_eq!(receiver.current(), [C]);
}

#[test]
fn a_repeated_try_does_not_bring_an_old_request_back() {
    let receiver = Receiver::start();
    receiver.post(&request(A));
    receiver.post(&replacing(B, A));
    assert_eq!(receiver.post(&request(A)).status, 201);
    assert_eq!(receiver.current(), [B]);
}

#[test]
fn a_request_cannot_replace_itself() {
    let receiver = Receiver::start();
    let answer = receiver.post(&replacing(A, A));
    assert_eq!(answer.is_problem(422).pointers(), ["#/replaces"]);
}
