//! A request in JSON.

use serde_json::{Value, json};

use crate::support::*;

/// A valid request with some members changed; `null` removes one.
fn changed(members: Value) -> Value {
    let mut request = request(A);
    for (name, value) in members.as_object().expect("members") {
        if value.is_null() {
            request.as_object_mut().expect("an object").remove(name);
        } else {
            request[name] = value.clone();
        }
    }
    request
}

#[test]
fn a_valid_request_is_created_and_stored() {
    let receiver = TestServer::start();
    let response = receiver.post(&request(A));
    assert_eq!(response.status, 201);
    assert_eq!(response.header("content-type"), "application/json");
    assert_eq!(response.header("cache-control"), "no-store, no-transform");
    assert_eq!(response.json(), json!({ "id": A }));
    let rows = receiver.rows();
    assert_eq!(rows.len(), 1);
    for (name, value) in request(A).as_object().expect("members") {
        assert_eq!(&rows[0][name], value, "{name}");
    }
    assert_eq!(rows[0]["channel"], "json");
}

#[test]
fn a_charset_is_ignored() {
    let receiver = TestServer::start();
    let kind = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(
        receiver
            .send("POST", CONSULTATIONS, &kind, &request(A).to_string())
            .status,
        201
    );
}

#[test]
fn what_is_not_json_is_a_bad_request() {
    let receiver = TestServer::start();
    for body in ["", "{", "name=Ana", "{\"name\":\"Ana\"} x"] {
        receiver.post_text(body).assert_problem(400);
    }
}

#[test]
fn another_shape_is_rejected_at_its_member() {
    let receiver = TestServer::start();
    for (members, pointer) in [
        (json!({ "contact_by": "fax" }), "#/contact_by"),
        (json!({ "name": 7 }), "#/name"),
        (json!({ "topics": ["risks", 7] }), "#/topics/1"),
        (json!({ "id": "7" }), "#/id"),
        (json!({ "id": null }), "#/id"),
    ] {
        let response = receiver.post(&changed(members));
        assert_eq!(response.assert_problem(422).pointers(), [pointer]);
    }
    assert_eq!(
        receiver.post_text("[]").assert_problem(422).pointers(),
        ["#"]
    );
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn errors_are_reported_at_their_fields_in_the_guide_s_words() {
    let receiver = TestServer::start();
    let members = json!({ "name": " ", "email": "ana@", "consent_contact": false });
    let response = receiver.post(&changed(members));
    assert_eq!(
        response.assert_problem(422).pointers(),
        ["#/name", "#/email", "#/consent_contact"]
    );
    let words = guide().consultation.errors;
    let errors = &response.json()["errors"];
    assert_eq!(errors[0]["detail"], words.name_missing);
    assert_eq!(errors[1]["detail"], words.email_shape);
    assert_eq!(errors[2]["detail"], words.consent_missing);
    let texts = json!({ "contact_by": "text", "phone": "617 555 0123" });
    let response = receiver.post(&changed(texts));
    assert_eq!(response.assert_problem(422).pointers(), ["#/consent_text"]);
    let errors = &response.json()["errors"];
    assert_eq!(errors[0]["detail"], words.consent_text_missing);
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn a_filled_honeypot_gets_the_response_of_a_success_and_is_not_stored() {
    let receiver = TestServer::start();
    let honest = receiver.post(&request(B));
    let trapped = receiver.post(&changed(json!({ "website": "https://spam.example" })));
    assert_eq!(trapped.status, 201);
    assert_eq!(trapped.json(), json!({ "id": A }));
    let names = |response: &Response| {
        let names = response.headers.keys().map(ToString::to_string);
        names.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(names(&trapped), names(&honest));
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
fn the_query_of_the_page_is_not_stored() {
    let receiver = TestServer::start();
    let page = "https://clinic.example/care?email=ana@example.org#risks";
    receiver.post(&changed(json!({ "page": page })));
    assert_eq!(receiver.rows()[0]["page"], "https://clinic.example/care");
}

#[test]
fn control_characters_are_removed_and_line_breaks_kept() {
    let receiver = TestServer::start();
    receiver.post(&changed(json!({ "message": "a\u{0}b\u{1b}\r\nc\td" })));
    assert_eq!(receiver.rows()[0]["message"], "ab\nc\td");
}
