use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::*;
use crate::consultation::{ConsultationRequest, ContactBy, ValidationError};

fn email(text: &str) -> String {
    clean(text, Sort::Address)
}

fn phone(text: &str) -> String {
    clean(text, Sort::Number)
}

fn trim(text: &str) -> String {
    clean(text, Sort::Words)
}

/// What [`INVISIBLE`] should hold, by Unicode's data.
fn by_unicode() -> Vec<char> {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let category = CodePointMapData::<GeneralCategory>::new();
    let found = |c: &char| {
        ignorable.contains(*c)
            || category.get(*c) == GeneralCategory::Format
            || ['\u{2800}', '\u{fffc}'].contains(c)
    };
    ('\0'..=char::MAX).filter(found).collect()
}

/// The same, by the ranges.
fn invisible() -> impl Iterator<Item = char> {
    INVISIBLE.iter().flat_map(|(first, last)| *first..=*last)
}

/// Text with `c` at the beginning, in the end, and between any two characters, one at a time.
fn with(c: char, text: &str) -> Vec<String> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.map(|at| [&text[..at], &c.to_string(), &text[at..]].concat())
        .collect()
}

#[test]
fn the_ranges_are_those_of_unicode() {
    let hexadecimal = |c: char| format!("{:x}", u32::from(c));
    let ranges: Vec<_> = invisible().map(hexadecimal).collect();
    let unicode: Vec<_> = by_unicode().into_iter().map(hexadecimal).collect();
    assert_eq!(ranges, unicode);
}

#[test]
fn no_invisible_character_stays_anywhere_in_an_address() {
    for c in invisible() {
        for address in [
            "o'brien+a@mail.example.co.uk",
            "用户@例子.广告",
            "अजय@डाटा.भारत",
        ] {
            for pasted in with(c, address) {
                assert_eq!(email(&pasted), address, "{pasted:?}");
            }
        }
    }
}

#[test]
fn no_invisible_character_stays_anywhere_in_a_number() {
    for c in invisible() {
        for number in ["+1 (617) 555-0123 ext. 4", "٠١٢٣٤٥٦٧"] {
            for pasted in with(c, number) {
                assert_eq!(phone(&pasted), number, "{pasted:?}");
            }
        }
    }
}

#[test]
fn no_invisible_character_stays_at_the_ends_of_a_name() {
    for c in invisible() {
        for pasted in [format!("{c}Ana Núñez"), format!("Ana Núñez {c}\u{a0}{c}")] {
            assert_eq!(trim(&pasted), "Ana Núñez", "{pasted:?}");
        }
    }
}

#[test]
fn a_name_of_nothing_visible_is_missing() {
    let quotes = [
        "'", "\"", "’", "“ ”", "«»", "″", " ", "\u{a0}", "\u{3000}", "\0",
    ];
    let unseen = invisible().map(String::from);
    for name in unseen.chain(quotes.map(str::to_owned)) {
        let request = ConsultationRequest {
            name: format!("{name} {name}"),
            contact_by: Some(ContactBy::Email),
            email: "ana@example.org".into(),
            consent_contact: true,
            ..Default::default()
        };
        assert_eq!(request.check(), [ValidationError::NameMissing], "{name:?}");
    }
}

#[test]
fn an_address_of_nothing_visible_is_missing() {
    for c in invisible() {
        let mut request = ConsultationRequest {
            name: "Ana".into(),
            contact_by: Some(ContactBy::Email),
            email: c.to_string(),
            phone: c.to_string(),
            consent_contact: true,
            ..Default::default()
        };
        assert_eq!(request.check(), [ValidationError::EmailMissing], "{c:?}");
        request.contact_by = Some(ContactBy::Phone);
        assert_eq!(request.check(), [ValidationError::PhoneMissing], "{c:?}");
    }
}

#[test]
fn joiners_stay_inside_a_name() {
    for name in ["علی\u{200c}رضا", "ක\u{dca}\u{200d}ෂමා", "Ana\u{200d}O'Neil"] {
        assert_eq!(trim(&format!("\u{feff}{name}\u{200c}")), name);
    }
}

#[test]
fn the_form_of_an_ideograph_stays() {
    for name in ["葛\u{e0100}", "渡辺 \u{8fbb}\u{e0101}", "神\u{fe00}"] {
        assert_eq!(trim(&format!("{name}\u{200b}\u{e0100}")), name);
    }
    assert_eq!(trim("Ana\u{fe0f}"), "Ana");
}

#[test]
fn quotes_and_apostrophes_become_those_of_mail_programs() {
    for (pasted, address) in [
        ("o’brien@example.org", "o'brien@example.org"),
        ("o‘brien@example.org", "o'brien@example.org"),
        ("oʼbrien@example.org", "o'brien@example.org"),
        ("o＇brien@example.org", "o'brien@example.org"),
        ("“odd name”@example.org", "\"odd name\"@example.org"),
        ("“ana@example.org”", "ana@example.org"),
        ("« ana@example.org »", "ana@example.org"),
        ("„ana@example.org“", "ana@example.org"),
        ("'ana@example.org'", "ana@example.org"),
        ("ana＠example.org", "ana@example.org"),
        ("\u{a0}ana@example.org\u{202f}", "ana@example.org"),
        ("ana\u{a0}@example.org", "ana@example.org"),
        ("\u{3000}ana@example.org\r\n", "ana@example.org"),
        ("'ana@example.org", "'ana@example.org"),
        ("ana smith@example.org", "ana smith@example.org"),
    ] {
        assert_eq!(email(pasted), address, "{pasted:?}");
    }
}

#[test]
fn every_space_of_a_number_is_a_plain_one() {
    let pasted = "\u{202d}+1\u{a0}617\u{202f}555\u{2007}0123\u{202c}\u{3000}";
    assert_eq!(phone(pasted), "+1 617 555 0123");
}

#[test]
fn what_is_tidy_stays_as_it_is() {
    let odd = [
        "'",
        "”",
        "\u{200b}",
        "\u{a0}",
        " ",
        "a",
        "@",
        "葛",
        "\u{e0100}",
        "\t",
    ];
    // All texts of up to four of them.
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        let longer = texts
            .iter()
            .flat_map(|text| odd.map(|c| format!("{text}{c}")));
        texts = longer.chain(texts.clone()).collect();
    }
    for text in texts {
        let mut request = ConsultationRequest {
            name: text.clone(),
            email: text.clone(),
            phone: text.clone(),
            message: text.clone(),
            ..Default::default()
        };
        let errors = request.check();
        request.tidy();
        let tidied = request.clone();
        request.tidy();
        assert_eq!(request, tidied, "{text:?}");
        assert_eq!(request.check(), errors, "{text:?}");
    }
}
