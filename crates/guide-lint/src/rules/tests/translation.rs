//! A translation against the English guide.

use super::*;

const FRENCH: &str = "guides/eyesight.fr.json";

/// The good guide with another word at the beginning of each text, as if it were translated.
fn french() -> Value {
    fn translate(name: &str, value: &mut Value) {
        let kept = [
            "$schema",
            "id",
            "name",
            "language",
            "direction",
            "revision",
            "updated",
            "next_review",
            "url",
            "checked",
            "certainty",
            "section",
            "read",
            "tone",
            "meets",
            "phone",
            "email",
        ];
        match value {
            _ if kept.contains(&name) && !value.is_object() => {}
            Value::String(text) => text.insert_str(0, "Oui, "),
            Value::Array(items) => items.iter_mut().for_each(|item| translate("", item)),
            Value::Object(members) => {
                members
                    .iter_mut()
                    .for_each(|(name, value)| translate(name, value));
            }
            _ => {}
        }
    }
    let mut guide = good();
    translate("", &mut guide);
    guide["language"] = json!("fr");
    guide["name"] = json!("eyesight");
    guide
}

fn findings_beside_english(guide: &Value) -> Vec<Diagnostic> {
    let others = [file(FILE, &good()), file(FRENCH, guide)];
    lint(&others[1], &others, today()).diagnostics
}

/// The French guide with another value at a JSON pointer: one thing is found.
#[track_caller]
fn assert_warns_of(pointer: &str, value: Value, path: &str, words: &[&str]) {
    let mut guide = french();
    *guide.pointer_mut(pointer).expect("the guide has the path") = value;
    assert_found(
        &findings_beside_english(&guide),
        Severity::Warning,
        path,
        words,
    );
}

#[test]
fn the_words_of_the_interface_are_translated_whatever_they_are_called() {
    let mut guide = french();
    guide["interface"]["updated"] = json!("Mise à jour");
    let found = findings_beside_english(&guide);
    let of_the_interface = found.iter().filter(|one| one.path.starts_with("interface"));
    assert_eq!(of_the_interface.count(), 0, "{found:#?}");
    // A source is looked at on one day.
    assert_warns_of(
        "/sources/0/checked",
        json!("2026-11-20"),
        "sources[0].checked",
        &["in English"],
    );
}

#[test]
fn there_is_nothing_to_say_about_a_whole_translation() {
    assert_eq!(findings_beside_english(&french()), []);
}

#[test]
fn a_translation_older_than_the_english_lags() {
    let words = ["is of 2026-01-30, and guides/eyesight.en.json is of 2026-01-31"];
    assert_warns_of(
        "/about/updated",
        json!("2026-01-30"),
        "about.updated",
        &words,
    );
    let words = ["a translation of `eyesight-0`"];
    assert_warns_of("/revision", json!("eyesight-0"), "revision", &words);
}

#[test]
fn a_part_that_a_translation_lacks_is_reported() {
    let items = json!(["Oui, Wash your hands."]);
    let path = "sections[1].blocks[1].items";
    let words = ["there are 1, and 3 in English"];
    assert_warns_of("/sections/1/blocks/1/list/items", items, path, &words);

    let mut guide = french();
    let cell = guide.pointer_mut("/sections/0/blocks/2/comparison/rows/0/cells/0");
    let cell = cell.and_then(Value::as_object_mut).expect("a cell");
    cell.remove("measured_in");
    let found = findings_beside_english(&guide);
    // The cell alone lacks something too: it has a number and does not say in whom.
    let path = "sections[0].blocks[2].rows[0].cells[0].measured_in";
    let missing = found.iter().find(|diagnostic| diagnostic.path == path);
    assert!(
        missing.is_some_and(|missing| missing.message.contains("is missing")),
        "{found:?}"
    );
}

#[test]
fn a_section_that_a_translation_lacks_is_reported_once() {
    let mut guide = french();
    guide["sections"][1]["id"] = json!("soin");
    guide["sections"][0]["blocks"][1]["paragraph"]["text"] = json!("Oui, [Care](#soin).");
    let words = ["there are compare, soin; in English compare, care"];
    assert_found(
        &findings_beside_english(&guide),
        Severity::Warning,
        "sections",
        &words,
    );
}

#[test]
fn ids_and_marks_are_the_same_in_every_language() {
    let path = "sections[0].blocks[2].rows[3].cells[1].certainty";
    let pointer = "/sections/0/blocks/2/comparison/rows/3/cells/1/certainty";
    assert_warns_of(
        pointer,
        json!("low"),
        path,
        &["it is \"low\", and \"high\" in English"],
    );
}

#[test]
fn a_text_that_is_not_translated_is_reported() {
    let text = json!("Dry them with a clean cloth.");
    let path = "sections[1].blocks[1].items[1]";
    assert_warns_of(
        "/sections/1/blocks/1/list/items/1",
        text,
        path,
        &["is not translated"],
    );
}

#[test]
fn a_translation_cites_the_same_sources() {
    let text = json!("Oui, Some people see far things as a blur.[^S2]");
    let path = "sections[0].blocks[0].text";
    let words = ["it cites S2, and in English S1"];
    assert_warns_of("/sections/0/blocks/0/paragraph/text", text, path, &words);
}

#[test]
fn a_translation_gives_the_same_numbers() {
    let path = "sections[1].blocks[4].rows[0][1]";
    let words = ["its numbers are 100, 17, and in English 100, 16"];
    assert_warns_of(
        "/sections/1/blocks/4/table/rows/0/1",
        json!("17 de 100"),
        path,
        &words,
    );
}

#[test]
fn numbers_in_words_are_numbers_too() {
    let with = |english: &str, spanish: &str| {
        let pointer = "/sections/1/blocks/1/list/items/1";
        let path = "sections[1].blocks[1].items[1]";
        let mut guide = french();
        guide["language"] = json!("es");
        *guide.pointer_mut(pointer).expect("an item") = json!(spanish);
        let others = [
            file(FILE, &good_with(pointer, json!(english))),
            file("guides/eyesight.es.json", &guide),
        ];
        let found = lint(&others[1], &others, today()).diagnostics;
        let found = found.into_iter().filter(|one| one.path == path);
        found.map(|one| one.message).collect::<Vec<_>>()
    };
    let same = with("Dry them three times.", "Séquelos 3 veces.");
    assert_eq!(same, [""; 0]);
    let other = with("Dry them three times.", "Séquelos cuatro veces.");
    assert_eq!(other, ["its numbers are 4, and in English 3"]);
}

#[test]
fn a_translation_keeps_the_place_of_a_limit() {
    let path = "consultation.message.hint";
    let text = json!("Pas trop de mots.");
    assert_warns_of(
        "/consultation/message/hint",
        text,
        path,
        &["`{limit}` is missing"],
    );
}
