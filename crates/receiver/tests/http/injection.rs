//! Texts that would be something else, if a page, a spreadsheet, a log, a terminal or a header took
//! them for more than text.

use contract::{ConsultationRequest, consultation::RequestId};
use fuzz_targets::Page;
use fuzz_targets::payloads::{ADDRESSES, TEXTS};
use serde_json::Value;

use crate::support::*;

/// A receiver that takes as many posts as there are payloads.
fn receiver() -> Receiver {
    Receiver::with(&["--rate-limit", "1000"])
}

/// The fields that hold any text, but for the two that take part of one.
fn fields() -> impl Iterator<Item = &'static str> {
    let request = ConsultationRequest::default();
    let texts = ConsultationRequest::names().filter(move |name| request.text(name).is_some());
    texts.filter(|name| !["email", "phone"].contains(name))
}

/// A request with a payload in every text: round the digits of the telephone number and between the
/// quotes of a mail address too.
fn request_with(payload: &str, id: u8) -> Value {
    let id = RequestId::from_random([id; 16]);
    let mut request = request(id.as_str());
    for field in fields() {
        request[field] = payload.into();
    }
    request["topics"] = serde_json::json!([payload, "risks"]);
    let phone: String = payload.chars().filter(|c| !c.is_numeric()).collect();
    request["phone"] = format!("{phone}617 555 0123").into();
    let quoted: String = payload.chars().filter(|c| *c != '"').take(16).collect();
    request["email"] = format!("\"{quoted}\"@example.org").into();
    request
}

/// The same where there is one line to type in.
fn kept_in_one_line(payload: &str) -> String {
    kept(payload).replace(['\n', '\t'], " ")
}

/// What is kept of a text: as it was sent, without what no person types.
fn kept(payload: &str) -> String {
    let mut text = payload.replace("\r\n", "\n");
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    text.trim().to_owned()
}

fn full() -> Receiver {
    let receiver = receiver();
    for (id, payload) in (1..).zip(TEXTS) {
        let answer = receiver.post(&request_with(payload, id));
        assert_eq!(answer.status, 201, "{payload:?}: {answer:?}");
        has_no_header_of_theirs(&answer);
    }
    receiver
}

/// Whether there is something of a payload in a text.
fn repeats_one(text: &str) -> bool {
    let parts = [
        "window.harmed",
        "/harm",
        "harm=",
        "evil.example",
        "DROP TABLE",
    ];
    parts.iter().any(|part| text.contains(part))
}

fn has_no_header_of_theirs(answer: &Answer) {
    assert!(!answer.headers.contains_key("set-cookie"), "{answer:?}");
    for value in answer.headers.values() {
        let text = value.to_str().expect("ASCII");
        assert!(!repeats_one(text), "{text}");
    }
}

#[test]
fn every_payload_is_kept_as_text_and_harmless_in_a_spreadsheet() {
    let receiver = full();
    let rows = receiver.rows();
    assert_eq!(
        rows.len(),
        TEXTS.len(),
        "the table is there, and each row in it"
    );
    for (row, payload) in rows.iter().zip(TEXTS) {
        assert_eq!(row["message"].as_str(), Some(kept(payload).as_str()));
    }
    let text = receiver.export(&["--format", "csv"]);
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let message = csv
        .headers()
        .expect("headings")
        .iter()
        .position(|name| name == "message");
    let message = message.expect("a column of messages");
    let rows: Vec<_> = csv
        .records()
        .map(|row| row.expect("as many cells as headings"))
        .collect();
    assert_eq!(rows.len(), TEXTS.len());
    for (row, payload) in rows.iter().zip(TEXTS) {
        for cell in row {
            // Also behind a separator of Excel's in other countries, and in the next line.
            for part in cell.split([';', '\t', '\r', '\n']) {
                let runs = part.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']);
                assert!(!runs, "{cell:?}");
            }
        }
        let said = row.get(message).unwrap_or_default();
        // The apostrophes of `harmless`.
        assert_eq!(said.replace('\'', ""), kept(payload).replace('\'', ""));
    }
}

#[test]
fn no_payload_moves_the_cursor_of_a_terminal_or_breaks_a_line_of_the_table() {
    let receiver = full();
    let database = receiver.database().display().to_string();
    let (table, _, status) = command(&["list", "--database", &database]);
    assert!(status.success());
    assert_eq!(table.lines().count(), TEXTS.len() + 1, "{table}");
    let odd = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}".contains(c);
    assert!(!table.contains(odd), "{table:?}");
}

#[test]
fn no_payload_is_in_the_log_and_none_makes_a_line_of_its_own() {
    let receiver = full();
    for payload in TEXTS {
        let query = encode(&[("guide", payload), ("language", payload)]);
        receiver.get(&format!("/{query}"));
        receiver.get(&format!("{CONSULTATIONS}/{A}?{query}"));
        receiver.post_form(&[("contact_by", payload), ("name", payload)]);
        receiver.post_text(&serde_json::json!({ payload: {}, "contact_by": payload }).to_string());
    }
    let log = receiver.log();
    assert_eq!(
        log.lines()
            .filter(|line| line.contains("status=201"))
            .count(),
        TEXTS.len()
    );
    for line in log.lines() {
        assert!(
            line.starts_with("20") && line.contains(" INFO "),
            "{line:?}"
        );
        assert!(!line.contains(char::is_control), "{line:?}");
        assert!(!repeats_one(line), "{line:?}");
    }
}

#[test]
fn the_form_given_back_holds_every_payload_and_is_no_other_page() {
    let receiver = receiver();
    for payload in TEXTS {
        let phone = format!("{payload}617");
        let mut pairs: Vec<_> = fields().map(|field| (field, payload)).collect();
        pairs.extend([("email", payload), ("phone", &phone), ("topics", payload)]);
        let answer = receiver.post_form(&pairs);
        answer.is_page(422);
        has_no_header_of_theirs(&answer);
        let page = Page::whole(&answer.body);
        page.leads_nowhere_else();
        let back = page.pairs();
        for field in ["name", "email", "message", "page", "utm_term"] {
            let (_, value) = back.iter().find(|(name, _)| name == field).expect(field);
            let wanted = match field {
                // Neither the query of a page nor its hash is kept.
                "page" => kept_in_one_line(payload)
                    .split(['?', '#'])
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                "message" => kept(payload),
                _ => kept_in_one_line(payload),
            };
            assert_eq!(value.trim(), wanted.trim(), "{field}");
        }
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn a_payload_in_an_address_is_on_no_page_and_in_no_header() {
    let receiver = receiver();
    for payload in TEXTS.into_iter().chain(ADDRESSES) {
        let query = encode(&[("guide", payload), ("language", payload)]);
        let answer = receiver.get(&format!("{CONSULTATIONS}/{A}?{query}"));
        answer.is_page(200);
        has_no_header_of_theirs(&answer);
        Page::whole(&answer.body).leads_nowhere_else();
        assert!(!repeats_one(&answer.body), "{payload:?}");
        let mut pairs = form();
        pairs.retain(|(name, _)| !["guide", "language"].contains(name));
        let mut pairs: Vec<(&str, &str)> = pairs;
        pairs.extend([("guide", payload), ("language", payload)]);
        let answer = receiver.post_form(&pairs);
        assert_eq!(answer.status, 303, "{payload:?}");
        let location = answer.header("location");
        assert!(location.starts_with("/api/consultations/"), "{location}");
        assert!(
            !location.contains(['<', '>', '"', '\r', '\n', ' ']),
            "{location}"
        );
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

#[test]
fn a_payload_in_a_header_is_refused_in_words_that_do_not_repeat_it() {
    let receiver = receiver();
    // What no header can hold, no client sends.
    let sendable = |payload: &&str| payload.is_ascii() && !payload.contains(char::is_control);
    for payload in TEXTS.into_iter().filter(sendable) {
        let body = request(A).to_string();
        let json = ("content-type", "application/json");
        for headers in [
            [("content-type", payload), ("accept", "*/*")],
            [json, ("idempotency-key", payload)],
        ] {
            let answer = receiver.send("POST", CONSULTATIONS, &headers, &body);
            assert!(
                [400, 415].contains(&answer.status),
                "{payload:?}: {answer:?}"
            );
            has_no_header_of_theirs(&answer);
            assert!(!repeats_one(&answer.body), "{answer:?}");
        }
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn a_payload_in_place_of_a_choice_or_an_id_is_refused_in_words_that_do_nothing() {
    let receiver = receiver();
    let names = ["id", "replaces", "contact_by", "best_time", "for_whom"];
    for payload in TEXTS {
        for name in names {
            let mut wrong = request(A);
            wrong[name] = payload.into();
            let answer = receiver.post(&wrong);
            assert_eq!(answer.status, 422, "{payload:?}: {answer:?}");
            // A browser takes it for nothing else, whatever it repeats.
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            answer.json();
            has_no_header_of_theirs(&answer);
            let mut pairs = form();
            pairs.retain(|(known, _)| *known != name);
            let mut pairs: Vec<(&str, &str)> = pairs;
            pairs.push((name, payload));
            let answer = receiver.post_form(&pairs);
            answer.is_page(400);
            has_no_header_of_theirs(&answer);
            Page::whole(&answer.body).leads_nowhere_else();
            assert!(!answer.body.contains(payload), "{payload:?}: {answer:?}");
        }
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn nothing_of_a_header_is_in_an_answer_or_in_the_log() {
    const NAMES: [&str; 9] = [
        "origin",
        "access-control-request-method",
        "access-control-request-headers",
        "x-forwarded-for",
        "user-agent",
        "accept-language",
        "referer",
        "cookie",
        "content-encoding",
    ];
    let receiver = Receiver::with(&[
        "--rate-limit",
        "10000",
        "--trusted-proxy",
        "127.0.0.1",
        "--origin",
        "https://clinic.example",
    ]);
    let sendable = |payload: &&str| payload.is_ascii() && !payload.contains(char::is_control);
    for payload in TEXTS.into_iter().filter(sendable) {
        for name in NAMES {
            for (method, path) in [
                ("OPTIONS", CONSULTATIONS),
                ("POST", CONSULTATIONS),
                ("GET", "/"),
            ] {
                let headers = [("content-type", "application/json"), (name, payload)];
                let answer = receiver.send(method, path, &headers, "{}");
                has_no_header_of_theirs(&answer);
                assert!(!answer.body.contains(payload), "{name}: {answer:?}");
                let allowed = answer.header("access-control-allow-origin");
                assert_eq!(allowed, "", "{name}: {payload:?}");
            }
        }
        // Of a form it is the key that is read.
        let form_type = ("content-type", "application/x-www-form-urlencoded");
        let headers = [form_type, ("idempotency-key", payload)];
        let answer = receiver.send("POST", CONSULTATIONS, &headers, "name=Ana");
        answer.is_page(400);
        has_no_header_of_theirs(&answer);
        assert!(!answer.body.contains(payload), "{answer:?}");
        assert!(!receiver.log().contains(payload), "{payload:?}");
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn nothing_that_is_typed_into_an_address_or_for_a_method_is_in_the_log() {
    let receiver = Receiver::with(&["--origin", "https://clinic.example"]);
    let preflight = [
        ("origin", "https://clinic.example"),
        ("access-control-request-method", "POST"),
    ];
    for path in [
        "/api/ana@example.org",
        "/ana@example.org",
        "/api/consultations/ana",
    ] {
        receiver.send("OPTIONS", path, &preflight, "");
        receiver.get(path);
    }
    receiver.get(&format!("{CONSULTATIONS}/%61{}", &A[1..]));
    let mut connection = receiver.connect();
    say(
        &mut connection,
        "ANA /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    assert!(read(connection).contains("405"));
    let log = receiver.log();
    assert!(log.contains("path=\"/api/consultations/{id}\""), "{log}");
    assert!(log.contains("method=- "), "{log}");
    for typed in ["ana", "ANA", "%61", "example.org", &A[1..]] {
        assert!(!log.contains(typed), "{typed} is in {log}");
    }
}
