//! A file without a guide's shape is not read at all.

use serde_json::{Value, json};

use super::{small, small_with};
use crate::Guide;

/// Why the file cannot be read.
#[track_caller]
fn refusal(guide: Value) -> String {
    let read: Result<Guide, _> = serde_json::from_value(guide);
    read.expect_err("it is not a guide's shape").to_string()
}

/// Every object of the small guide, by its JSON pointer.
fn objects(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(pointer.to_owned());
            for (name, field) in fields {
                objects(field, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(parts) => {
            for (index, part) in parts.iter().enumerate() {
                objects(part, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn an_unknown_field_is_rejected_wherever_it_stands() {
    let mut paths = Vec::new();
    objects(&small(), "", &mut paths);
    assert!(paths.len() > 50, "the small guide has many parts");
    for path in paths {
        let mut small = small();
        let object = small.pointer_mut(&path).expect("the path is there");
        object["colour"] = json!("red");
        let refusal = refusal(small);
        // A block is an object with one field, which says what kind of block it is.
        let is_named = refusal.contains("unknown field `colour`, expected")
            || refusal.contains("expected map with a single key");
        assert!(is_named, "{path}: {refusal}");
    }
}

#[test]
fn a_field_left_out_is_named() {
    for (path, name) in [
        ("", "sections"),
        ("", "sources"),
        ("/sections/0", "id"),
        ("/sections/0", "label"),
        ("/sections/1", "blocks"),
        ("/sections/1/blocks/6/table", "caption"),
        ("/sources/0", "url"),
        ("/certainty", "low"),
        ("/help", "lines"),
        ("/consultation/errors", "phone_digits"),
        ("/interface", "show_everything"),
        ("/interface", "leave"),
        ("/consultation", "copy"),
    ] {
        let mut small = small();
        let object = small.pointer_mut(path).expect("the path is there");
        object.as_object_mut().expect("an object").remove(name);
        assert_eq!(refusal(small), format!("missing field `{name}`"), "{path}");
    }
}

#[test]
fn an_unknown_word_of_a_choice_is_reported_with_those_allowed() {
    for (pointer, choices) in [
        ("/direction", "`ltr` or `rtl`"),
        (
            "/sections/1/blocks/3/callout/tone",
            "`note`, `caution`, `opinion`",
        ),
        (
            "/sections/0/blocks/1/comparison/rows/0/cells/0/certainty",
            "`high`, `moderate`, `low`, `unknown`",
        ),
    ] {
        let refusal = refusal(small_with(pointer, json!("loud")));
        assert!(refusal.contains("unknown variant `loud`"), "{refusal}");
        assert!(refusal.contains(choices), "{refusal}");
    }
}

#[test]
fn an_unknown_kind_of_block_is_reported_with_those_allowed() {
    let refusal = refusal(small_with("/sections/0/blocks/0", json!({ "video": {} })));
    assert!(refusal.contains("unknown variant `video`"), "{refusal}");
    assert!(
        refusal.contains("`heading`, `paragraph`, `list`, `callout`, `table`, `comparison`"),
        "{refusal}"
    );
}

#[test]
fn what_may_be_left_out_has_its_default() {
    let mut small = small();
    let object = small.as_object_mut().expect("an object");
    object.remove("$schema");
    object.remove("direction");
    let guide: Guide = serde_json::from_value(small).expect("both may be left out");
    assert_eq!(guide.direction.as_str(), "ltr");
}

#[test]
fn a_guide_that_is_written_reads_as_the_same() {
    let mut guide: Guide = serde_json::from_value(small()).expect("the shape is right");
    // It says where editors find the schema, and is not part of the guide.
    guide.schema = None;
    let serialized = serde_json::to_value(&guide).expect("a guide can be written");
    let again: Guide = serde_json::from_value(serialized).expect("the shape is right");
    assert_eq!(again, guide);
}
