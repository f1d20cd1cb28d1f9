//! `receiver list` and `receiver export`.

use crate::support::*;

fn receiver() -> TestServer {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    let mut second = request(B);
    second["replaces"] = A.into();
    second["name"] = "=HYPERLINK(\"https://evil.example\")".into();
    (second["phone"], second["contact_by"]) = ("+1 617 555 0123".into(), "phone".into());
    second["message"] = "One, \"two\"\nthree".into();
    receiver.post(&second);
    receiver
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_harmless() {
    let csv = receiver().export(&["--format", "csv"]);
    assert!(
        csv.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
        "{csv}"
    );
    assert!(csv.contains(",\"'+1 617 555 0123\","), "{csv}");
}

#[test]
fn a_csv_has_a_row_for_each_current_request_and_a_column_for_each_field() {
    let text = receiver().export(&["--format", "csv"]);
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let headings = csv.headers().expect("headings").clone();
    let rows: Vec<_> = csv.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1);
    let cell = |name| {
        rows[0].get(
            headings
                .iter()
                .position(|heading| heading == name)
                .expect(name),
        )
    };
    assert_eq!(cell("id"), Some(B));
    assert_eq!(cell("topics"), Some("risks research"));
    assert_eq!(cell("message"), Some("One, \"two\"\nthree"));
    assert_eq!(cell("consent_contact"), Some("true"));
    assert_eq!(cell("consent_text"), Some("false"));
}

#[test]
fn superseded_requests_are_exported_only_when_asked_for() {
    let receiver = receiver();
    assert_eq!(receiver.current_ids(), [B]);
    assert_eq!(receiver.rows().len(), 2);
    assert_eq!(
        receiver
            .export(&["--format", "csv", "--all"])
            .matches("risks research")
            .count(),
        2
    );
}

#[test]
fn the_list_is_a_table_of_the_current_requests() {
    let receiver = receiver();
    let database = receiver.database().display().to_string();
    let (table, _, status) = command(&["list", "--database", &database]);
    assert!(status.success());
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("RECEIVED"));
    assert!(
        lines[1].contains("BBBB-BBBB") && lines[1].contains("+1 617 555 0123"),
        "{table}"
    );
}

fn shown(receiver: &TestServer, arguments: &[&str]) -> (String, String, bool) {
    let database = receiver.database().display().to_string();
    let (text, error, status) = command(&[arguments, &["--database", &database]].concat());
    (text, error, status.success())
}

#[test]
fn staff_read_while_another_process_holds_the_write_lock() {
    let receiver = receiver();
    let other = rusqlite::Connection::open(receiver.database()).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let (table, error, ok) = shown(&receiver, &["list"]);
    assert!(ok && table.contains("BBBB-BBBB"), "{error}");
}

#[test]
fn staff_choose_the_last_requests_and_those_since_a_day() {
    let receiver = TestServer::start();
    for id in [A, B, C] {
        receiver.post(&request(id));
    }
    receiver.sql(&format!(
        "UPDATE consultation SET received_at = '2026-11-30T23:59:59.999Z' WHERE id = '{A}'"
    ));
    let count = |arguments: &[&str]| {
        let (text, error, ok) = shown(&receiver, &[&["list"], arguments].concat());
        assert!(ok, "{error}");
        text.lines().count().saturating_sub(1)
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--last", "2"]), 2);
    assert_eq!(count(&["--since", "2026-12-01"]), 2);
    assert_eq!(count(&["--since", "2026-11-30T23:59:59Z"]), 3);
    let (_, error, ok) = shown(&receiver, &["list", "--last", "0"]);
    assert!(!ok && error.contains("--last"), "{error}");
    let (_, error, ok) = shown(&receiver, &["list", "--since", "yesterday"]);
    assert!(!ok && error.contains("such as 2026-12-01"), "{error}");
    let (json, ..) = shown(&receiver, &["export", "--format", "json", "--last", "1"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows[0]["id"], C);
}

/// 32 MB of requests, and half of that in memory.
#[cfg(target_os = "linux")]
#[test]
fn an_export_holds_one_request_at_a_time() {
    let receiver = TestServer::start();
    receiver.post(&request(A));
    receiver.sql(
        "INSERT INTO consultation (id, received_at, channel, digest, name, email, phone, topics,
             message, consent_contact, consent_text, consent_wording, guide, guide_revision,
             language, page, utm_source, utm_medium, utm_campaign, utm_term, utm_content)
         WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 4000)
         SELECT printf('%08x-0000-4000-8000-000000000000', n), received_at, channel, digest, name,
             email, phone, topics, printf('%.8000c', 'x'), consent_contact, consent_text,
             consent_wording, guide, guide_revision, language, page, utm_source, utm_medium,
             utm_campaign, utm_term, utm_content
         FROM consultation, number",
    );
    for arguments in [
        &["export", "--format", "json"][..],
        &["export", "--format", "csv"],
        &["list"],
    ] {
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -d 16384; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_receiver"))
            .args(arguments)
            .arg("--database")
            .arg(receiver.database())
            .output()
            .expect("it runs");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
    }
}
