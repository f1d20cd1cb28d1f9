//! Every rule, with a guide that breaks just it: each test changes one thing of a small guide that
//! there is nothing to say about.

use serde_json::{Value, json};
use time::{Date, Month};

use crate::{Finding, Manuscript, Severity, review};

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
        .expect("the good guide has the place") = value;
    guide
}

fn manuscript(file: &str, guide: &Value) -> Manuscript {
    let json = serde_json::to_string_pretty(guide).expect("JSON");
    Manuscript::read(file, json).expect("the shape is right")
}

fn findings_on(guide: &Value, today: Date) -> Vec<Finding> {
    review(&manuscript(FILE, guide), &[], today).findings
}

/// One thing is found, so severe and at this place, and what is said of it holds these words.
#[track_caller]
fn assert_found(found: &[Finding], severity: Severity, place: &str, words: &[&str]) {
    let [finding] = found else {
        panic!("one thing is to be found, not {found:#?}");
    };
    assert_eq!(
        (finding.severity, &finding.place[..]),
        (severity, place),
        "{finding:?}"
    );
    let text = format!("{} {}", finding.what, finding.advice);
    for word in words {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
}

#[track_caller]
fn assert_warns(guide: &Value, place: &str, words: &[&str]) {
    assert_found(
        &findings_on(guide, today()),
        Severity::Warning,
        place,
        words,
    );
}

#[test]
fn there_is_nothing_to_say_about_the_good_guide() {
    assert_eq!(findings_on(&good(), today()), []);
}

#[test]
fn what_the_page_cannot_be_built_with_is_an_error() {
    let guide = good_with("/about/updated", json!("31 January"));
    let words = ["`31 January` is not a day"];
    assert_found(
        &findings_on(&guide, today()),
        Severity::Error,
        "about.updated",
        &words,
    );

    let guide = good_with(
        "/sections/0/blocks/1/paragraph/text",
        json!("As is known.[^S9]"),
    );
    let place = "sections[0].blocks[1].text";
    let words = ["no source has the id `S9`"];
    assert_found(
        &findings_on(&guide, today()),
        Severity::Error,
        place,
        &words,
    );
}

#[test]
fn a_file_is_called_after_its_guide() {
    let manuscript = manuscript("guides/sight.en.json", &good());
    let found = review(&manuscript, &[], today()).findings;
    let words = ["eyesight.en.json", "Rename the file"];
    assert_found(&found, Severity::Error, "name, language", &words);
}

#[test]
fn what_waits_for_the_clinic_is_noted() {
    let mut guide = good();
    guide["clinic"]["review"] = json!("Settle who answers the phone.");
    let words = ["Settle who answers the phone."];
    assert_found(
        &findings_on(&guide, today()),
        Severity::Note,
        "clinic",
        &words,
    );
}
