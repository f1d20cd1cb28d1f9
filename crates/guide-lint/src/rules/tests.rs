//! Every rule with a guide that breaks it alone: each test changes one thing of a small guide without
//! diagnostics.

use contract::Clinic;
use serde_json::{Value, json};
use time::{Date, Month};

use crate::{Diagnostic, GuideFile, Severity, lint, lint_for};

mod content;
mod extent;
mod reading;
mod translation;

const FILE: &str = "guides/eyesight.en.json";

/// The day after the fixture's sources were checked.
fn today() -> Date {
    Date::from_calendar_date(2026, Month::January, 31).expect("a day")
}

fn good() -> Value {
    serde_json::from_str(include_str!("../../tests/fixtures/good.en.json")).expect("JSON")
}

/// The good guide with another value at a JSON pointer.
fn good_with(pointer: &str, value: Value) -> Value {
    let mut guide = good();
    *guide
        .pointer_mut(pointer)
        .expect("the good guide has the path") = value;
    guide
}

fn file(file: &str, guide: &Value) -> GuideFile {
    let json = serde_json::to_string_pretty(guide).expect("JSON");
    GuideFile::read(file, json).expect("the shape is right")
}

fn diagnostics_on(guide: &Value, today: Date) -> Vec<Diagnostic> {
    lint(&file(FILE, guide), &[], today).diagnostics
}

/// There is one diagnostic, with this severity and path, whose text holds these words.
#[track_caller]
fn assert_found(found: &[Diagnostic], severity: Severity, path: &str, words: &[&str]) {
    let [diagnostic] = found else {
        panic!("expected one diagnostic, not {found:#?}");
    };
    assert_eq!(
        (diagnostic.severity, &diagnostic.path[..]),
        (severity, path),
        "{diagnostic:?}"
    );
    let text = format!("{} {}", diagnostic.message, diagnostic.advice);
    for word in words {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
}

#[track_caller]
fn assert_warns(guide: &Value, path: &str, words: &[&str]) {
    assert_found(
        &diagnostics_on(guide, today()),
        Severity::Warning,
        path,
        words,
    );
}

#[test]
fn the_good_guide_has_no_diagnostics() {
    assert_eq!(diagnostics_on(&good(), today()), []);
}

#[test]
fn what_the_page_cannot_be_built_with_is_an_error() {
    let guide = good_with("/about/updated", json!("31 January"));
    let words = ["`31 January` is not a day"];
    assert_found(
        &diagnostics_on(&guide, today()),
        Severity::Error,
        "about.updated",
        &words,
    );

    let guide = good_with(
        "/sections/0/blocks/1/paragraph/text",
        json!("As is known.[^S9]"),
    );
    let path = "sections[0].blocks[1].text";
    let words = ["no source has the id `S9`"];
    assert_found(
        &diagnostics_on(&guide, today()),
        Severity::Error,
        path,
        &words,
    );
}

#[test]
fn a_file_is_called_after_its_guide() {
    let file = file("guides/sight.en.json", &good());
    let found = lint(&file, &[], today()).diagnostics;
    let words = ["eyesight.en.json", "Rename the file"];
    assert_found(&found, Severity::Error, "name, language", &words);
}

#[test]
fn what_waits_for_the_clinic_is_noted() {
    let mut guide = good();
    guide["consultation"]["blocks"][0]["paragraph"]["review"] =
        json!("Settle who answers the phone.");
    let words = ["Settle who answers the phone."];
    assert_found(
        &diagnostics_on(&guide, today()),
        Severity::Note,
        "consultation.blocks[0]",
        &words,
    );
}

#[test]
fn a_guide_that_names_its_clinic_is_found_in_any_text() {
    let clinic = Clinic::named("Sight Clinic");
    let by = "/sources/0/by";
    for (pointer, path) in [
        ("/title", "title"),
        ("/consultation/consent/text", "consultation.consent.text"),
        (
            "/sections/1/blocks/2/callout/paragraphs/0",
            "sections[1].blocks[2].paragraphs[0]",
        ),
        (by, "sources[0].by"),
    ] {
        let guide = good_with(pointer, json!("Ask {clinic} or Sight Clinic"));
        let file = file(FILE, &guide);
        let found = lint_for(Some(&clinic), &file, &[], today()).diagnostics;
        let words = ["names the clinic “Sight Clinic”", "Write {clinic}"];
        assert_found(&found, Severity::Error, path, &words);
        let others = Clinic::named("Northside");
        let found = lint_for(Some(&others), &file, &[], today()).diagnostics;
        assert!(
            found
                .iter()
                .all(|one| !one.message.contains("names the clinic"))
        );
    }
}

#[test]
fn a_consent_that_leaves_the_clinic_out_is_found() {
    let guide = good_with("/consultation/consent/contact", json!("You may call me."));
    let found = diagnostics_on(&guide, today());
    let path = "consultation.consent.contact";
    assert_found(&found, Severity::Warning, path, &["whom they agree to"]);
}
