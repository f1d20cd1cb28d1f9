use contract::ConsultationRequest;
use contract::consultation::{BestTime, ForWhom, RequestId};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use super::Redactor;
use super::decode::{cleaned, decoded, is_in_words};

fn redactor(request: &ConsultationRequest) -> Redactor {
    let json = serde_json::to_value(request).expect("it can be written");
    Redactor::new(&json.into())
}

fn anas() -> ConsultationRequest {
    ConsultationRequest {
        id: Some(RequestId::from_random([7; 16])),
        name: "Ana-María O'Neil Li".into(),
        email: "ana.m+guide@müller.example".into(),
        phone: "+1 (617) 555-0123 ext. 4".into(),
        best_time: Some(BestTime::Evening),
        for_whom: Some(ForWhom::SomeoneElse),
        topics: vec!["our-view".into()],
        message: "I lost my job in 2019.\nПожалуйста, позвоните 山田".into(),
        utm_source: "newsletter".into(),
        ..Default::default()
    }
}

#[test]
fn what_says_nothing_about_the_visitor_stays() {
    let answer = r#"{"status":"spam","message":"There was an error trying to send it.","page":0}"#;
    assert_eq!(redactor(&anas()).redacted(answer, 200), answer);
    let page = "<!doctype html>\n<title>404  Not Found</title>";
    let line = "<!doctype html> <title>404 Not Found</title>";
    assert_eq!(redactor(&anas()).redacted(page, 200), line);
}

#[test]
fn a_word_that_was_sent_goes_in_whichever_way_it_is_written() {
    for written in [
        "Ana",
        "ANA",
        "Mar\\u00eda",
        "MAR&Iacute;A",
        "Mari\u{301}a",
        "Maria",
        "MarÃ\u{AD}a",
        "O&#039;Neil",
        "O%27Neil",
        "O\u{2019}Neil",
        "oneil",
        "O\\\\u0027Neil",
        "AnaMariaONeilLi",
        "Li",
        "ana.m%2Bguide%40m%C3%BCller.example",
        "ana.m%2Bguide%40xn--mller-kva.example",
        "Muller",
        "MUELLER",
        "m&#252;ller",
        "Ａｎａ",
        "A\u{200b}n\u{ad}a",
        "6175550123",
        "(617) 555-0123",
        "1 617 555 01 23",
        "1.617.555.0123",
        "٦١٧",
        "+16175550123",
        "tel:617555",
        "2019",
        "QW5hLU1hcsOtYSBPJ05laWwgTGk=",
        "TGk=,QQ==",
        "evening",
        "Someone_Else",
        "our-view",
        "позвоните",
        "ПОЗВОНИТЕ",
        "山田さん",
        "newsletter",
        "07070707-0707-4707-8707-070707070707",
    ] {
        let found = redactor(&anas()).redacted(&format!("<{written}>"), 200);
        let letters: Vec<char> = found.chars().filter(|c| c.is_alphanumeric()).collect();
        let harmless = ["ext", "xn", "kva", "tel", "TGk"].concat();
        assert!(
            letters.iter().all(|c| harmless.contains(*c)),
            "{written}: {found}"
        );
    }
}

#[test]
fn half_a_word_at_the_end_of_what_is_read_goes() {
    let answer = format!("{}Zo", "&zwj;".repeat(799) + "&am");
    let request = ConsultationRequest {
        name: "Zoé".into(),
        ..Default::default()
    };
    let found = redactor(&request).redacted(&answer, 200);
    assert!(!found.contains("Zo"), "{found}");
}

/// Ways in which a server writes a text.
fn written(text: &str, way: usize) -> String {
    let escape = |each: &dyn Fn(char) -> String| text.chars().map(each).collect::<String>();
    match way {
        0 => text.to_owned(),
        1 => text.to_uppercase(),
        2 => text.to_lowercase(),
        3 => serde_json::to_string(text).unwrap_or_default(),
        4 => escape(&|c| {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            units.map(|unit| format!("\\u{unit:04x}")).collect()
        }),
        5 => escape(&|c| format!("&#{};", c as u32)),
        6 => escape(&|c| format!("&#x{:X};", c as u32)),
        7 => escape(&|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\'' => "&#039;".to_owned(),
            c => c.to_string(),
        }),
        8 => text.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        9 => escape(&|c| match c {
            ' ' => "+".to_owned(),
            c if c.is_ascii_alphanumeric() => c.to_string(),
            c => c.to_string().bytes().map(|b| format!("%{b:02x}")).collect(),
        }),
        10 => text.split_whitespace().collect::<Vec<_>>().join("  \n"),
        _ => text.replace(['-', ' ', '(', ')', '.'], ""),
    }
}

/// The words of a text as one compares them.
fn words(text: &str) -> Vec<String> {
    let text = decoded(text).unwrap_or_default().to_lowercase();
    let text = cleaned(&text).to_lowercase();
    let words = text.split(|c: char| !is_in_words(c));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        3 => "[A-Z][a-zéüñ]{0,9}( [A-Z]['a-z]{1,9}){0,2}",
        2 => "\\+?[0-9 ()-]{6,16}",
        2 => "[a-z.+]{1,12}@[a-z]{1,9}\\.example",
        1 => "(%[0-9A-F]{2}|\\\\u00[0-9a-f]{2}|&#[0-9]{2,3};|[a-z ]){1,8}",
        1 => "[\\p{Greek}\\p{Cyrillic}\\p{Han}\\p{Arabic} ]{1,12}",
    ]
}

fn around() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "",
            " ",
            "\"",
            "<p>",
            "{\"x\":\"",
            "?q=",
            "\\n",
            "%20",
            "&nbsp;",
            "hello ",
            "&",
        ][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(0), ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_word_that_was_typed_is_left(
        name in typed(), email in typed(), phone in typed(), message in typed(), utm_term in typed(),
        parts in prop::collection::vec((0..5_usize, 0..12_usize, 0..12_usize, around(), around()), 1..5),
    ) {
        let all = [&name, &email, &phone, &message, &utm_term];
        let answer: String = parts.iter().map(|(which, way, again, before, after)| {
            let text = all.get(*which).map_or("", |text| text.as_str());
            format!("{before}{}{after}", written(&written(text, *way), *again))
        }).collect();
        let request = ConsultationRequest {
            name: name.clone(), email: email.clone(), phone: phone.clone(), message: message.clone(),
            utm_term: utm_term.clone(), ..Default::default()
        };
        let line = redactor(&request).redacted(&answer, 200);
        prop_assert!(line.chars().count() <= 201 && !line.contains('\n'));
        let left = words(&line);
        for text in all {
            for word in words(text) {
                prop_assert!(!left.contains(&word), "{word:?} is left of {answer:?}: {line:?}");
            }
        }
    }
}
