//! Whether what describes `<care-guide>` to tools, `custom-elements.json` and the TypeScript types,
//! says what the source does.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::guides::Guides;
use crate::project::Project;
use crate::{fragment, sizes};

type Names = BTreeSet<String>;

fn read(name: &str) -> String {
    let path = Project::find().root().join(name);
    fs_err::read_to_string(path).expect("a file of the project")
}

/// The text of all files below a folder with this extension.
fn sources(folder: &str, extension: &str) -> String {
    let below = sizes::files(&Project::find().root().join(folder)).expect("a folder");
    let named = below.iter().filter(|name| name.ends_with(extension));
    named
        .map(|name| read(&format!("{folder}/{name}")))
        .collect()
}

/// What stands between each `start` and the next `end`.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| Some(rest.split_once(end)?.0))
}

fn element() -> Value {
    let manifest: Value = serde_json::from_str(&read("public/custom-elements.json")).expect("JSON");
    manifest["modules"][0]["declarations"][0].clone()
}

/// The names in one list of the manifest.
fn manifest(list: &str) -> Names {
    let element = element();
    let entries = element[list].as_array().expect("a list");
    entries
        .iter()
        .map(|entry| entry["name"].as_str().expect("a name").to_owned())
        .collect()
}

/// What an interface of the types declares, as names and types.
fn declared(interface: &str) -> Vec<(String, String)> {
    let types = read("public/care-guide.d.ts");
    let start = format!("interface {interface} {{\n");
    let body = between(&types, &start, "\n}")
        .next()
        .expect("the interface");
    let lines = body.lines().filter_map(|line| line.trim().split_once(": "));
    lines
        .map(|(name, kind)| {
            let name = name.trim_end_matches('?').trim_matches('"');
            (name.to_owned(), kind.trim_end_matches(';').to_owned())
        })
        .collect()
}

/// The same of the manifest.
fn described(list: &str) -> Vec<(String, String)> {
    let element = element();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let entries = element[list].as_array().expect("a list");
    entries
        .iter()
        .map(|entry| (text(&entry["name"]), text(&entry["type"]["text"])))
        .collect()
}

#[test]
fn the_attributes_are_those_that_are_read_and_watched() {
    let read_by_us: Names = careguide::config::ATTRIBUTES.map(str::to_owned).into();
    assert_eq!(manifest("attributes"), read_by_us);
    assert_eq!(declared("CareGuideAttributes"), described("attributes"));
    let loader = read("src/loader/care-guide.js");
    let watched = between(&loader, "observedAttributes =", ".split").next();
    let watched = watched.expect("the loader watches attributes").trim();
    let watched = watched.trim_matches('"').split(' ');
    assert_eq!(watched.map(str::to_owned).collect::<Names>(), read_by_us);
}

#[test]
fn the_events_are_those_that_are_dispatched() {
    let source = sources("src", ".rs");
    let dispatched: Names = between(&source, "\"care-guide-", "\"")
        .map(|name| format!("care-guide-{name}"))
        .collect();
    assert_eq!(manifest("events"), dispatched);
    assert_eq!(declared("CareGuideEventMap"), described("events"));
}

#[test]
fn the_reasons_of_a_failure_are_those_that_are_reported() {
    let errors = read("crates/backend/src/verdict.rs");
    let reasons = between(&errors, "fn reason(", "\n    }").next();
    let mut reported: Names = between(reasons.expect("the reasons"), "=> \"", "\"")
        .map(str::to_owned)
        .collect();
    // What the form itself reports.
    assert!(sources("src/consultation", ".rs").contains("\"reason\", \"invalid\""));
    reported.insert("invalid".to_owned());
    let types = read("public/care-guide.d.ts");
    let union = between(&types, "type CareGuideFailure =", ";").next();
    let union = between(union.expect("the union"), "| \"", "\"");
    assert_eq!(union.map(str::to_owned).collect::<Names>(), reported);
}

#[test]
fn the_custom_properties_are_those_of_the_style_sheet() {
    let style = sources("src/style", ".css");
    let used: Names = between(&style, "var(--care-guide-", ")")
        .filter_map(|rest| rest.split(',').next())
        .map(|name| format!("--care-guide-{name}"))
        .collect();
    assert_eq!(manifest("cssProperties"), used);
}

#[test]
fn the_parts_are_those_of_the_rendered_guides() {
    let guides = Guides::load(&Project::find().guides(), None).expect("the guides");
    let mut rendered = Names::new();
    for (_, guide) in guides.iter() {
        let html = fragment::plain(guide, &[]).expect("a guide's HTML");
        let parts = between(&html, " part=\"", "\"").flat_map(str::split_whitespace);
        rendered.extend(parts.map(str::to_owned));
    }
    assert_eq!(manifest("cssParts"), rendered);
}

#[test]
fn the_properties_without_which_a_colour_applies_name_that_colour() {
    let tokens = sources("src/style", ".css");
    let element = element();
    for property in element["cssProperties"].as_array().expect("a list") {
        let Some(default) = property["default"].as_str() else {
            continue;
        };
        let name = property["name"].as_str().expect("a name");
        let fallback = format!("var({name}, {default})");
        assert!(tokens.contains(&fallback), "{fallback} is not in the style");
    }
}
