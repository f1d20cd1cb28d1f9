//! One request, however often it is sent.

use std::sync::{Arc, Barrier};
use std::thread;

use serde_json::json;

use crate::support::*;

fn with_key(receiver: &Receiver, key: &str) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    receiver.send("POST", CONSULTATIONS, &headers, &request(A).to_string())
}

/// Sends from eight threads at the same moment.
fn at_once(send: impl Fn(usize) -> Answer + Send + Sync) -> Vec<Answer> {
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
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    })
}

#[test]
fn the_same_request_again_is_the_same_answer_and_one_row() {
    let receiver = Receiver::start();
    for _ in 0..3 {
        let answer = receiver.post(&request(A));
        assert_eq!((answer.status, answer.json()), (201, json!({ "id": A })));
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_same_request_at_once_is_one_row() {
    let receiver = Receiver::start();
    for answer in at_once(|_| receiver.post(&request(A))) {
        assert_eq!((answer.status, answer.json()), (201, json!({ "id": A })));
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_same_request_at_once_to_two_processes_is_one_row() {
    let receiver = Receiver::start();
    let other = receiver.beside();
    for answer in at_once(|number| [&receiver, &other][number % 2].post(&request(A))) {
        assert_eq!((answer.status, answer.json()), (201, json!({ "id": A })));
    }
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn other_words_under_a_used_id_are_refused_at_the_id() {
    let receiver = Receiver::start();
    receiver.post(&request(A));
    let mut other = request(A);
    other["message"] = "Something else.".into();
    let answer = receiver.post(&other);
    assert_eq!(answer.is_problem(422).pointers(), ["#/id"]);
    assert_eq!(receiver.rows()[0]["message"], "I have a question.");
}

#[test]
fn of_different_words_under_one_id_at_once_one_is_kept() {
    let receiver = Receiver::start();
    let answers = at_once(|number| {
        let mut one = request(A);
        one["message"] = number.to_string().into();
        receiver.post(&one)
    });
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    let refused = answers.iter().filter(|answer| answer.status == 422).count();
    assert_eq!((created, refused), (1, 7));
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn a_key_that_is_the_id_in_quotes_is_accepted() {
    let receiver = Receiver::start();
    assert_eq!(with_key(&receiver, &format!("\"{A}\"")).status, 201);
}

#[test]
fn any_other_key_is_refused_with_the_form_that_is_wanted() {
    let receiver = Receiver::start();
    for key in [A, &format!("\"{B}\""), "\"\"", &format!("'{A}'")] {
        let answer = with_key(&receiver, key);
        let detail = answer.is_problem(400).json()["detail"].to_string();
        assert!(detail.contains("Idempotency-Key: \\\""), "{detail}");
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn a_form_s_key_is_held_to_the_same_rule() {
    let receiver = Receiver::start();
    let post = |key: &str, pairs: &[(&str, &str)]| {
        let headers = [("content-type", FORM), ("idempotency-key", key)];
        receiver.send("POST", CONSULTATIONS, &headers, &encode(pairs))
    };
    let mut pairs = form();
    post(&format!("\"{A}\""), &pairs).is_page(400);
    pairs.push(("id", A));
    post(&format!("\"{B}\""), &pairs).is_page(400);
    assert_eq!(receiver.rows().len(), 0);
    assert_eq!(post(&format!("\"{A}\""), &pairs).status, 303);
    assert_eq!(receiver.rows()[0]["id"], A);
}

#[test]
fn the_same_native_post_at_once_is_one_row_with_one_id() {
    let receiver = Receiver::start();
    let answers = at_once(|_| receiver.post_form(&form()));
    for answer in &answers {
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("location"), answers[0].header("location"));
    }
    assert_eq!(receiver.rows().len(), 1);
}
