use super::{Clinic, MEMBERS, is_web};
use crate::Guide;

const CLINIC: &str = include_str!("../../tests/fixtures/clinic.json");
const CASES: &str = include_str!("../../tests/fixtures/clinic-cases.json");

fn clinic() -> Clinic {
    serde_json::from_str(CLINIC).expect("the particulars can be read")
}

fn small() -> Guide {
    let text = include_str!("../../tests/fixtures/small.en.json");
    serde_json::from_str(text).expect("the guide can be read")
}

/// The loader's unit tests read the same file.
#[test]
fn each_case_is_taken_or_refused_at_its_member() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(CASES).expect("a list");
    for case in cases {
        let wanted = case["wrong"].as_str();
        let found = match serde_json::from_value::<Clinic>(case["file"].clone()) {
            // The text of the error names the member; its path is the reader's.
            Err(_) => wanted.unwrap_or("no error").to_owned(),
            Ok(clinic) => clinic
                .check()
                .first()
                .map(|error| error.path.clone())
                .unwrap_or_default(),
        };
        assert_eq!(found, wanted.unwrap_or_default(), "{case}");
    }
}

#[test]
fn every_member_of_the_file_is_in_the_table() {
    let mut full = serde_json::to_value(clinic()).expect("JSON");
    for (name, text) in [
        ("logo", "/a.svg"),
        ("language", "en"),
        ("review", "x"),
        ("$schema", "x"),
    ] {
        full[name] = text.into();
    }
    full["consent"] = serde_json::json!({ "contact": "a", "text": "b" });
    full["help"] = serde_json::json!({ "intro": "a", "lines": ["b"] });
    let members = full.as_object().expect("an object");
    let paths: std::collections::BTreeSet<_> = MEMBERS
        .iter()
        .map(|row| row.path.split('.').next())
        .collect();
    let known: std::collections::BTreeSet<_> =
        members.keys().map(|name| Some(name.as_str())).collect();
    assert_eq!(paths, known);
    let clinic: Clinic = serde_json::from_value(full).expect("every member can be read");
    assert_eq!(clinic.check(), []);
}

#[test]
fn only_https_and_paths_of_the_same_site_are_web_addresses() {
    for right in [
        "https://a.example/x?y#z",
        "HTTPS://a.example",
        "/privacy",
        "./logo.svg",
    ] {
        assert!(is_web(right), "{right}");
    }
    for wrong in [
        "http://a.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//other.example/x",
        "/\\other.example",
        "https://",
        "https://user:pass@a.example/",
        "ht\ntps://a.example",
        "logo.svg",
        "../logo.svg",
        "/a b",
        "",
    ] {
        assert!(!is_web(wrong), "{wrong:?}");
    }
}

#[test]
fn a_guide_says_the_clinic_s_name_where_it_means_it() {
    let mut guide = small();
    guide.title = "Is {clinic} right?".to_owned();
    guide.consultation.consent.contact = "{clinic} may call.".to_owned();
    let named = guide.clone().of_clinic(&clinic());
    assert_eq!(named.title, "Is Sight Clinic right?");
    assert_eq!(named.consultation.consent.contact, "Sight Clinic may call.");
    assert!(
        named
            .every_text()
            .iter()
            .all(|(_, text)| !text.contains("{clinic}"))
    );
}

#[test]
fn neutral_words_have_a_capital_where_a_sentence_begins() {
    let mut guide = small();
    for (text, neutral) in [
        ("{clinic} may call.", "The clinic may call."),
        ("Ask {clinic} today.", "Ask the clinic today."),
        (
            "It is so.[^S1] {clinic} says it.",
            "It is so.[^S1] The clinic says it.",
        ),
        ("**{clinic}** and {clinic}", "**The clinic** and the clinic"),
        ("Who? {clinic}. ¿{clinic}?", "Who? The clinic. ¿The clinic?"),
        ("e.g. {Clinic}", "e.g. The clinic"),
    ] {
        guide.title = text.to_owned();
        assert_eq!(guide.clone().of_no_clinic().title, neutral);
    }
}

#[test]
fn words_in_another_language_are_left_out_but_for_the_help_lines() {
    let mut clinic = clinic();
    clinic.help = serde_json::from_str(r#"{ "intro": "a", "lines": ["b"] }"#).expect("lines");
    clinic.languages = serde_json::from_str(r#"{ "es": { "answers": "Pronto." } }"#).expect("es");
    let spanish = clinic.in_language("es-MX");
    assert_eq!(spanish.answers.as_deref(), Some("Pronto."));
    assert_eq!(spanish.hours, None);
    assert!(spanish.help.is_some() && spanish.address.is_some());
    assert!(clinic.in_language("en-US").hours.is_some());
}

#[test]
fn the_clinic_s_words_of_consent_and_help_lines_take_the_place_of_the_guide_s() {
    let mut clinic = clinic();
    clinic.consent = serde_json::from_str(r#"{ "contact": "You may call me." }"#).expect("words");
    clinic.help =
        serde_json::from_str(r#"{ "intro": "UK", "lines": ["[999](tel:999)"] }"#).expect("lines");
    let guide = small().of_clinic(&clinic);
    let consent = &guide.consultation.consent;
    assert_eq!(consent.contact, "You may call me.");
    assert_eq!(consent.text, "The clinic may text me.");
    assert_eq!(guide.help.lines.len(), 1);
}

#[test]
fn a_guide_file_that_holds_its_clinic_says_where_that_moved() {
    let text = include_str!("../../tests/fixtures/small.en.json");
    let old = text.replacen('{', "{ \"clinic\": { \"name\": \"A\" },", 1);
    let error = serde_json::from_str::<Guide>(&old).expect_err("it moved");
    assert!(
        error
            .to_string()
            .starts_with("the clinic's particulars moved"),
        "{error}"
    );
}
