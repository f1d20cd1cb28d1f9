//! The report of a failed journey.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use journeys::{Engine, Failure, Site, failures, words_at};

#[test]
fn a_report_names_the_steps_and_what_was_seen() {
    let source = "visitor\n    .opens(\"/\")\n    .clicks(\n        Role::Tab,\n        \"Risks (3)\",\n    );";
    assert_eq!(words_at(source, 2, 6), r#"opens "/""#);
    assert_eq!(words_at(source, 3, 6), r#"clicks Tab, "Risks (3)""#);
    let failure = Failure {
        journey: "reading::a_tab_opens".to_owned(),
        engine: "Chromium (/usr/bin/chromium)".to_owned(),
        address: "http://127.0.0.1:41321/".to_owned(),
        location: "tests/journeys/reading.rs:12:9".to_owned(),
        steps: vec![words_at(source, 2, 6), words_at(source, 3, 6)],
        message: "after 15 s: no visible tab is named \"Risks (3)\"".to_owned(),
    };
    let report = "\
        The journey reading::a_tab_opens failed in Chromium (/usr/bin/chromium), at \
        tests/journeys/reading.rs:12:9.\n\
        The address was http://127.0.0.1:41321/ in the end.\n\n\
        What was expected, and what was seen:\n\n\
        after 15 s: no visible tab is named \"Risks (3)\"\n\n\
        What the person did and looked at, step by step:\n\n  \
        1. opens \"/\"\n  2. clicks Tab, \"Risks (3)\"\n";
    assert_eq!(failure.to_string(), report);
}

#[test]
fn a_failed_journey_leaves_its_report_in_one_folder() {
    let fails = || {
        Site::with_receiver().visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .has_heard(&["words that were never there"]);
        });
    };
    let failed = catch_unwind(AssertUnwindSafe(fails));
    assert!(failed.is_err(), "it fails");
    let engine = Engine::chosen().to_string().to_lowercase();
    let folder = failures()
        .join(engine)
        .join("failure_reports.a_failed_journey_leaves_its_report_in_one_folder");
    let text = |name| fs::read_to_string(folder.join(name)).expect("a file of the report");
    let report = text("report.txt");
    for words in [
        r#"opens "/"  (tests/journeys/failure_reports.rs:"#,
        "goes to http://127.0.0.1:",
        r#"clicks on the tab "Risks""#,
        r#"sees tab selected "Risks""#,
        "words that were never there",
        "at tests/journeys/failure_reports.rs:",
    ] {
        assert!(report.contains(words), "{words:?} is not in: {report}");
    }
    assert!(text("requests.txt").contains("/: 200 OK"));
    assert!(text("page.html").contains("care-guide"));
    text("console.txt");
    let picture = fs::read(folder.join("screenshot.png")).expect("a screenshot");
    assert!(picture.starts_with(b"\x89PNG"), "it is a picture");
    fs::remove_dir_all(folder).expect("the report can be removed");
}
