//! Payloads that a page, a spreadsheet, a log, a terminal or a header must treat as text.

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use fuzz_targets::Page;
use fuzz_targets::payloads::{ADDRESSES, TEXTS};
use serde_json::Value;

use crate::support::*;

/// A receiver whose rate limit allows a post for each payload.
fn receiver() -> TestServer {
    TestServer::with_args(&["--rate-limit", "1000"])
}

/// The fields that hold any text; `email` and `phone` have a form.
fn fields() -> impl Iterator<Item = &'static str> {
    let request = ConsultationRequest::default();
    let texts = ConsultationRequest::names().filter(move |name| request.text(name).is_some());
    texts.filter(|name| !["email", "phone"].contains(name))
}

/// A request with a payload in every text, also around the digits of the telephone number and in the
/// quoted part of a mail address.
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

/// The same for a field of one line.
fn normalized_line(payload: &str) -> String {
    normalized(payload).replace(['\n', '\t'], " ")
}

/// The text as it is stored, without the control characters that no person types.
fn normalized(payload: &str) -> String {
    let mut text = payload.replace("\r\n", "\n");
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    text.trim().to_owned()
}

/// The text as it is stored as a name or a message, and as a mail address.
fn tidied(text: &str) -> [String; 2] {
    let mut request = ConsultationRequest {
        name: text.to_owned(),
        email: text.to_owned(),
        ..Default::default()
    };
    request.tidy();
    [request.name, request.email]
}

fn trim(text: &str) -> String {
    let [words, _] = tidied(text);
    words
}

fn full() -> TestServer {
    let receiver = receiver();
    for (id, payload) in (1..).zip(TEXTS) {
        let response = receiver.post(&request_with(payload, id));
        assert_eq!(response.status, 201, "{payload:?}: {response:?}");
        assert_no_payload_in_headers(&response);
    }
    receiver
}

/// Whether a text holds a part of a payload.
fn contains_payload(text: &str) -> bool {
    let parts = [
        "window.harmed",
        "/harm",
        "harm=",
        "evil.example",
        "DROP TABLE",
    ];
    parts.iter().any(|part| text.contains(part))
}

fn assert_no_payload_in_headers(response: &Response) {
    assert!(!response.headers.contains_key("set-cookie"), "{response:?}");
    for value in response.headers.values() {
        let text = value.to_str().expect("ASCII");
        assert!(!contains_payload(text), "{text}");
    }
}

#[test]
fn every_payload_is_stored_as_text_and_harmless_in_a_spreadsheet() {
    let receiver = full();
    let rows = receiver.rows();
    assert_eq!(rows.len(), TEXTS.len(), "the table has every row");
    for (row, payload) in rows.iter().zip(TEXTS) {
        assert_eq!(
            row["message"].as_str(),
            Some(trim(&normalized(payload)).as_str())
        );
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
            // Also after Excel's separators of other countries, and in the next line.
            for part in cell.split([';', '\t', '\r', '\n']) {
                let runs = part.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']);
                assert!(!runs, "{cell:?}");
            }
        }
        let cell = row.get(message).unwrap_or_default();
        // Without the apostrophes of `escape_formulas`.
        assert_eq!(
            cell.replace('\'', ""),
            trim(&normalized(payload)).replace('\'', "")
        );
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
fn no_payload_is_in_the_log_or_adds_a_line_to_it() {
    let receiver = full();
    for payload in TEXTS {
        let query = encode(&[("guide", payload), ("language", payload)]);
        receiver.get(&format!("/{query}"));
        receiver.get(&format!("{CONSULTATIONS}/AAAA-AAAA?{query}"));
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
        assert!(!contains_payload(line), "{line:?}");
    }
}

#[test]
fn the_form_comes_back_with_every_payload_as_text() {
    let receiver = receiver();
    for payload in TEXTS {
        let phone = format!("{payload}617");
        let mut pairs: Vec<_> = fields().map(|field| (field, payload)).collect();
        pairs.extend([("email", payload), ("phone", &phone), ("topics", payload)]);
        let response = receiver.post_form(&pairs);
        response.assert_page(422);
        assert_no_payload_in_headers(&response);
        let page = Page::whole(&response.body);
        page.leads_nowhere_else();
        let back = page.pairs();
        for field in ["name", "email", "message", "page", "utm_term"] {
            let (_, value) = back.iter().find(|(name, _)| name == field).expect(field);
            let wanted = match field {
                // The query and the hash of a page are removed.
                "page" => normalized_line(payload)
                    .split(['?', '#'])
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                "message" => trim(&normalized(payload)),
                "name" => trim(&normalized_line(payload)),
                "email" => tidied(&normalized_line(payload))[1].clone(),
                _ => normalized_line(payload),
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
        let response = receiver.get(&format!("{CONSULTATIONS}/AAAA-AAAA?{query}"));
        response.assert_page(200);
        assert_no_payload_in_headers(&response);
        Page::whole(&response.body).leads_nowhere_else();
        assert!(!contains_payload(&response.body), "{payload:?}");
        let mut pairs = form();
        pairs.retain(|(name, _)| !["guide", "language"].contains(name));
        let mut pairs: Vec<(&str, &str)> = pairs;
        pairs.extend([("guide", payload), ("language", payload)]);
        let response = receiver.post_form(&pairs);
        assert_eq!(response.status, 303, "{payload:?}");
        let location = response.header("location");
        assert!(location.starts_with("/api/consultations/"), "{location}");
        assert!(
            !location.contains(['<', '>', '"', '\r', '\n', ' ']),
            "{location}"
        );
        assert!(!response.headers.contains_key("set-cookie"));
    }
}

#[test]
fn a_payload_in_a_header_is_rejected_without_repeating_it() {
    let receiver = receiver();
    // A client can send only what a header can hold.
    let sendable = |payload: &&str| payload.is_ascii() && !payload.contains(char::is_control);
    for payload in TEXTS.into_iter().filter(sendable) {
        let body = request(A).to_string();
        let json = ("content-type", "application/json");
        for headers in [
            [("content-type", payload), ("accept", "*/*")],
            [json, ("idempotency-key", payload)],
        ] {
            let response = receiver.send("POST", CONSULTATIONS, &headers, &body);
            assert!(
                [400, 415].contains(&response.status),
                "{payload:?}: {response:?}"
            );
            assert_no_payload_in_headers(&response);
            assert!(!contains_payload(&response.body), "{response:?}");
        }
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn a_payload_as_a_choice_or_an_id_is_rejected_and_harmless() {
    let receiver = receiver();
    let names = ["id", "replaces", "contact_by", "best_time", "for_whom"];
    for payload in TEXTS {
        for name in names {
            let mut wrong = request(A);
            wrong[name] = payload.into();
            let response = receiver.post(&wrong);
            assert_eq!(response.status, 422, "{payload:?}: {response:?}");
            // A browser treats it as a problem document, even if it repeats the payload.
            assert_eq!(response.header("content-type"), "application/problem+json");
            assert_eq!(response.header("x-content-type-options"), "nosniff");
            response.json();
            assert_no_payload_in_headers(&response);
            let mut pairs = form();
            pairs.retain(|(known, _)| *known != name);
            let mut pairs: Vec<(&str, &str)> = pairs;
            pairs.push((name, payload));
            let response = receiver.post_form(&pairs);
            response.assert_page(400);
            assert_no_payload_in_headers(&response);
            Page::whole(&response.body).leads_nowhere_else();
            assert!(
                !response.body.contains(payload),
                "{payload:?}: {response:?}"
            );
        }
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn no_header_is_repeated_in_a_response_or_in_the_log() {
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
    let receiver = TestServer::with_args(&[
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
                let response = receiver.send(method, path, &headers, "{}");
                assert_no_payload_in_headers(&response);
                assert!(!response.body.contains(payload), "{name}: {response:?}");
                let allowed = response.header("access-control-allow-origin");
                assert_eq!(allowed, "", "{name}: {payload:?}");
            }
        }
        // The key of a native post is read too.
        let form_type = ("content-type", "application/x-www-form-urlencoded");
        let headers = [form_type, ("idempotency-key", payload)];
        let response = receiver.send("POST", CONSULTATIONS, &headers, "name=Ana");
        response.assert_page(400);
        assert_no_payload_in_headers(&response);
        assert!(!response.body.contains(payload), "{response:?}");
        assert!(!receiver.log().contains(payload), "{payload:?}");
    }
    assert_eq!(receiver.rows().len(), 0);
}

#[test]
fn no_unknown_path_or_method_is_in_the_log() {
    let receiver = TestServer::with_args(&["--origin", "https://clinic.example"]);
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
    receiver.get(&format!("{CONSULTATIONS}/%41{}", &A[1..]));
    receiver.get(&format!("{CONSULTATIONS}/BEEF-CAFE"));
    let mut connection = receiver.connect();
    write(
        &mut connection,
        "ANA /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    assert!(read_to_end(connection).contains("405"));
    let log = receiver.log();
    assert!(
        log.contains("path=\"/api/consultations/{reference}\""),
        "{log}"
    );
    assert!(log.contains("method=- "), "{log}");
    for typed in ["ana", "ANA", "%41", "example.org", &A[1..], "BEEF"] {
        assert!(!log.contains(typed), "{typed} is in {log}");
    }
}
