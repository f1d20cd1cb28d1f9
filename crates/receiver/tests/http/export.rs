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
