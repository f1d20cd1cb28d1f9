//! No text that a visitor reads is empty, whichever it is.

use serde_json::{Value, json};

use super::{check, small, small_with};
use crate::Guide;
use crate::guide::texts::Texts;

/// Every text of the file, by its JSON pointer, as written in the file.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(pointer.to_owned()),
        Value::Object(fields) => {
            for (name, field) in fields {
                leaves(field, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(parts) => {
            for (index, part) in parts.iter().enumerate() {
                leaves(part, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The path that a report names for a JSON pointer: `sections[1].blocks[3].title` for
/// `/sections/1/blocks/3/callout/title`.
fn path(pointer: &str) -> String {
    const KINDS: [&str; 9] = [
        "heading",
        "paragraph",
        "list",
        "callout",
        "table",
        "comparison",
        "outcome",
        "timeline",
        "course",
    ];
    let mut path = String::new();
    let mut before = "";
    for step in pointer.split('/').skip(1) {
        let number = step.parse::<usize>().is_ok();
        let kind = KINDS.contains(&step) && before.parse::<usize>().is_ok();
        match (number, kind) {
            (true, _) => path += &format!("[{step}]"),
            (_, true) => {}
            _ if path.is_empty() => path += step,
            _ => path += &format!(".{step}"),
        }
        before = step;
    }
    path
}

#[test]
fn each_text_that_is_blank_is_found_with_its_place() {
    let mut pointers = Vec::new();
    leaves(&small(), "", &mut pointers);
    assert!(pointers.len() > 150, "the small guide has many texts");
    for pointer in pointers {
        let blank = small_with(&pointer, json!(" \n\u{a0}"));
        if pointer == "/$schema" || pointer.ends_with("hint") {
            // Nobody reads the one, and a field can do without the other.
            assert_eq!(check(blank), [], "{pointer}");
            continue;
        }
        if serde_json::from_value::<Guide>(blank.clone()).is_err() {
            // Not a text but one of a few words.
            let enumerated = ["/direction", "/tone", "/certainty", "/read"];
            assert!(
                enumerated.iter().any(|end| pointer.ends_with(end)),
                "{pointer}"
            );
            continue;
        }
        let found = check(blank);
        let path = match path(&pointer) {
            // Judged as a list: the ids are not free.
            path if path.contains("_choices[")
                && path.ends_with(".id")
                && !path.contains("topic") =>
            {
                path.split('[').next().unwrap_or_default().to_owned()
            }
            path => path,
        };
        assert!(
            found.iter().any(|wrong| wrong.path == path),
            "{path} is not in {found:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_an_empty_text_is_said() {
    let found = check(small_with("/title", json!("")));
    let reported: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        reported,
        ["title: the text is empty; write it, or leave the part out where it is optional"]
    );
}

#[test]
fn every_hint_may_be_empty() {
    let mut small = small();
    let mut pointers = Vec::new();
    leaves(&small, "", &mut pointers);
    for pointer in pointers.iter().filter(|pointer| pointer.ends_with("hint")) {
        *small.pointer_mut(pointer).expect("the path is there") = json!("");
    }
    assert_eq!(check(small), []);
}

#[test]
fn texts_come_in_the_order_of_the_file() {
    let guide: Guide = serde_json::from_value(small()).expect("the shape is right");
    let mut texts = Vec::new();
    guide.texts("", &mut texts);
    let at = |wanted: &str| texts.iter().position(|(path, _)| path == wanted);
    let order = [
        "title",
        "options[1].label",
        "sections[0].label",
        "help.lines[1]",
        "interface.phone",
    ]
    .map(|path| at(path).expect(path));
    assert!(order.is_sorted());
}
