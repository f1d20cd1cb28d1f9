//! What is wrong with a guide is found, one error at a time: each test changes one thing of a small
//! guide that has nothing wrong.

use serde_json::{Value, json};

use super::{Guide, GuideError};

mod decision;
mod figures;
mod marks;
mod shape;
mod texts;
mod value;

fn small() -> Value {
    serde_json::from_str(include_str!("../../tests/fixtures/small.en.json"))
        .expect("the small guide is JSON")
}

/// The small guide with another value at a JSON pointer.
fn small_with(pointer: &str, value: Value) -> Value {
    let mut small = small();
    *small
        .pointer_mut(pointer)
        .expect("the small guide has the path") = value;
    small
}

fn check(guide: Value) -> Vec<GuideError> {
    let guide: Guide = serde_json::from_value(guide).expect("the shape is right");
    guide.check()
}

/// Changes the small guide at `pointer`. One thing is wrong then, at `path`, and the message holds
/// these `words`: what is wrong, and what is allowed.
#[track_caller]
fn assert_wrong(pointer: &str, value: Value, path: &str, words: &[&str]) {
    let found = check(small_with(pointer, value));
    let [wrong] = &found[..] else {
        panic!("{pointer}: one thing is wrong, not {found:#?}");
    };
    assert_eq!(wrong.path, path);
    for word in words {
        assert!(wrong.message.contains(word), "{word} is not in: {wrong}");
    }
}

#[test]
fn the_small_guide_has_nothing_wrong() {
    assert_eq!(check(small()), []);
}

#[test]
fn an_id_has_lower_case_letters_digits_and_hyphens() {
    let allowed = "must start with a lower-case letter and hold only a to z, 0 to 9 and -";
    for id in [
        "", "Care", "1st", "-care", "in care", "in_care", "soin-é", "a/b",
    ] {
        for (pointer, path) in [
            ("/name", "name"),
            ("/options/0/id", "options[0].id"),
            ("/sections/0/id", "sections[0].id"),
        ] {
            assert_wrong(pointer, json!(id), path, &[&format!("`{id}`"), allowed]);
        }
    }
    assert_eq!(check(small_with("/sections/0/id", json!("a-1st-look"))), []);
}

#[test]
fn a_source_s_id_has_letters_and_digits() {
    let mut small = small();
    // Nobody cites it, so that its id alone is wrong.
    let mut source = small["sources"][0].clone();
    source["id"] = json!("S-3");
    small["sources"]
        .as_array_mut()
        .expect("a list")
        .push(source);
    let found = check(small);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].to_string(),
        "sources[2].id: the id `S-3` is not allowed; it must be letters and digits, such as `T01`"
    );
}

#[test]
fn an_id_is_used_once() {
    for list in ["options", "sections", "sources"] {
        let mut small = small();
        let parts = small[list].as_array_mut().expect("a list");
        let first = parts[0]["id"].clone();
        let mut doubled = parts[1].clone();
        doubled["id"] = first.clone();
        parts.push(doubled);
        let found = check(small);
        let wrong = found.first().expect("something is wrong");
        assert_eq!(wrong.path, format!("{list}[2].id"));
        assert!(
            wrong
                .message
                .contains(&format!("the id `{}`", first.as_str().expect("a text")))
        );
        assert!(wrong.message.contains("used twice; each must be its own"));
    }
}

#[test]
fn the_page_s_own_ids_are_no_section_s() {
    for id in [
        "everything",
        "what-matters",
        "consultation",
        "help",
        "about",
    ] {
        let words = [
            &format!("`{id}`")[..],
            "the page's own",
            "choose another than everything, what-matters, consultation, help, about",
        ];
        assert_wrong("/sections/0/id", json!(id), "sections[0].id", &words);
    }
}

#[test]
fn a_row_has_a_cell_for_each_column_or_option() {
    let table = "/sections/1/blocks/6/table/rows/1";
    let path = "sections[1].blocks[6].rows[1]";
    for row in [json!(["Lenses"]), json!(["Lenses", "12", "Days"])] {
        assert_wrong(
            table,
            row,
            path,
            &["it needs 2, one for each of the columns"],
        );
    }
    let cells = "/sections/0/blocks/1/comparison/rows/2/cells";
    let path = "sections[0].blocks[1].rows[2]";
    let words = [
        "the row has 1 cells",
        "it needs 2, one for each of the options",
    ];
    assert_wrong(
        cells,
        json!([{ "text": "At an optician's." }]),
        path,
        &words,
    );
}

#[test]
fn what_is_shown_as_a_list_is_not_empty() {
    for (pointer, path, what) in [
        (
            "/sections/0/blocks",
            "sections[0].blocks",
            "at least one block",
        ),
        (
            "/sections/1/blocks/1/list/items",
            "sections[1].blocks[1].items",
            "at least one item",
        ),
        (
            "/sections/1/blocks/3/callout/paragraphs",
            "sections[1].blocks[3].paragraphs",
            "at least one paragraph",
        ),
        (
            "/sections/1/blocks/6/table/rows",
            "sections[1].blocks[6].rows",
            "at least one row",
        ),
        (
            "/sections/0/blocks/1/comparison/rows",
            "sections[0].blocks[1].rows",
            "at least one row",
        ),
        ("/help/lines", "help.lines", "at least one line"),
        (
            "/consultation/sent/next",
            "consultation.sent.next",
            "at least one paragraph",
        ),
    ] {
        assert_wrong(pointer, json!([]), path, &[what]);
    }
}

#[test]
fn a_section_that_any_guide_calls_permanent_is_missed() {
    let words = ["the section `gone` is missing", "other pages link to it"];
    let ids = json!(["care", "gone"]);
    assert_wrong("/permanent_sections", ids, "permanent_sections[1]", &words);
}

#[test]
fn a_guide_has_sections_and_options() {
    for (list, what) in [
        ("sections", "a guide needs at least one section"),
        ("options", "a guide needs at least one option"),
    ] {
        let found = check(small_with(&format!("/{list}"), json!([])));
        let (path, message) = (list.to_owned(), what.to_owned());
        assert!(found.contains(&GuideError { path, message }), "{found:?}");
    }
}

#[test]
fn a_card_leads_to_a_section() {
    let words = ["no section has the id `lens`", "compare, care"];
    assert_wrong(
        "/options/1/section",
        json!("lens"),
        "options[1].section",
        &words,
    );
}

#[test]
fn a_guide_has_topics_each_with_an_id_of_its_own() {
    let path = "consultation.topic_choices";
    let pointer = "/consultation/topic_choices";
    let topic = |id: &str| json!({ "id": id, "label": "A topic" });
    assert_wrong(pointer, json!([]), path, &["at least one topic"]);
    let many = (0..=50).map(|number| topic(&format!("t{number}")));
    let words = ["at most 50 topics"];
    assert_wrong(pointer, many.collect(), path, &words);
    for (topics, words) in [
        (
            json!([topic("Not sure")]),
            "the id `Not sure` is not allowed",
        ),
        (
            json!([topic("costs"), topic("costs")]),
            "the id `costs` is used twice",
        ),
    ] {
        let last = topics.as_array().map_or(0, Vec::len) - 1;
        assert_wrong(pointer, topics, &format!("{path}[{last}].id"), &[words]);
    }
}

#[test]
fn the_choices_of_the_form_are_those_that_travel() {
    for (name, wanted) in [
        ("contact_by_choices", "email, phone, text"),
        ("best_time_choices", "any, morning, afternoon, evening"),
        ("for_whom_choices", "me, someone_else"),
    ] {
        let pointer = format!("/consultation/{name}");
        let path = format!("consultation.{name}");
        let right = small().pointer(&pointer).expect("they are there").clone();
        let words = [
            "the choices are",
            &format!("they must be {wanted}, in this order"),
        ];
        let right = right.as_array().expect("a list");
        let mut renamed = right.clone();
        renamed[0]["id"] = json!("pigeon");
        let fewer = right[1..].to_vec();
        let more = [&right[..], &right[..1]].concat();
        let turned: Vec<_> = right.iter().rev().cloned().collect();
        for choices in [renamed, fewer, more, turned, Vec::new()] {
            assert_wrong(&pointer, Value::Array(choices), &path, &words);
        }
    }
}

#[test]
fn clinic_notes_lists_every_statement_that_waits_for_the_clinic() {
    let guide: Guide = serde_json::from_value(small()).expect("the shape is right");
    let found: Vec<_> = guide
        .clinic_notes()
        .iter()
        .map(|r| format!("{}: {}", r.path, r.text))
        .collect();
    assert_eq!(
        found,
        [
            "sections[0].blocks[1].rows[0].cells[1]: Ask the optician.",
            "sections[1].blocks[2]: Say which cloth.",
            "sections[1].blocks[3]: Counsel reads this.",
            "sections[1].blocks[8]: Look up the rules again.",
            "about.blocks[0]: Name who read it over.",
            "consultation.blocks[0]: Is it free?",
        ]
    );
}
