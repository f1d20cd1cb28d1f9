//! Invariants for any input, tried with generated texts. They are the same each time, so that a change
//! never fails for an older one's error; the fuzzer looks for new ones. A failing text is shrunk and
//! printed; put it into the corpus of its target.

use std::path::Path;

use fuzz_targets::payloads::{ADDRESSES, TEXTS};
use fuzz_targets::run;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

/// Any text, or one of those that are known to break other programs, with something around it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,40}",
        (any::<String>(), select(&TEXTS[..]), any::<String>())
            .prop_map(|(before, payload, after)| format!("{before}{payload}{after}")),
    ]
}

/// One line of any text.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('\n', " "))
}

/// Marks and words in any order.
fn marked() -> impl Strategy<Value = String> {
    let mark = select(
        &[
            "*",
            "**",
            "[",
            "]",
            "(",
            ")",
            "\\",
            "^",
            "#",
            "https://a.org/",
            "tel:911",
            "T01",
            "javascript:",
            " ",
            "<b>",
            "&lt;",
            "\"",
            "word",
        ][..],
    );
    prop::collection::vec(
        prop_oneof![4 => mark.prop_map(str::to_owned), 1 => text()],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

/// An address, or something like one.
fn address() -> impl Strategy<Value = String> {
    let part = select(
        &[
            "http",
            "https",
            "javascript",
            ":",
            "/",
            "//",
            "\\",
            "@",
            "?",
            "#",
            "%2e",
            ".",
            "localhost",
            "127",
            "0",
            "1",
            "[::1]",
            "clinic.example",
            "evil.example",
            ":8080",
            "a",
            "\t",
            " ",
            "０",
            "。",
            "LOCALHOST",
        ][..],
    );
    let made = prop::collection::vec(part, 0..10).prop_map(|parts| parts.concat());
    prop_oneof![made, select(&ADDRESSES[..]).prop_map(str::to_owned), line()]
        .prop_map(|address| address.replace('\n', "\t"))
}

fn encoded(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// The names that travel, and any other.
fn name() -> impl Strategy<Value = String> {
    let known =
        select(contract::ConsultationRequest::names().collect::<Vec<_>>()).prop_map(str::to_owned);
    prop_oneof![8 => known, 1 => text()]
}

/// A value: of the right kind often enough.
fn value() -> impl Strategy<Value = String> {
    let known = select(
        &[
            "",
            "email",
            "phone",
            "text",
            "any",
            "me",
            "yes",
            "care",
            "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
            "ana@example.org",
            "617 555 0123",
        ][..],
    );
    prop_oneof![known.prop_map(str::to_owned), text()]
}

/// JSON of any shape, not deep.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        value().prop_map(Into::into),
        Just("{fields}".into()),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((name(), inner), 0..6).prop_map(|members| members
                .into_iter()
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

/// The files of the corpus of this target, as text.
fn corpus(target: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus");
    let files = std::fs::read_dir(Path::new(folder).join(target)).expect("a corpus");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let text = |path: &_| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into());
    let texts = paths.iter().map(text).collect::<Result<_, _>>();
    texts.expect("the files can be read")
}

/// One of the texts, with a few parts removed, doubled, or replaced by a part of another text or by a
/// payload: a fuzzer without feedback.
fn changed(texts: Vec<String>) -> impl Strategy<Value = String> {
    let new = prop_oneof![
        Just(String::new()),
        select(&TEXTS[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        (select(texts.clone()), any::<Index>(), 1..40usize).prop_map(|(other, at, length)| {
            let start = at.index(other.chars().count() + 1);
            other.chars().skip(start).take(length).collect()
        }),
    ];
    let change = (any::<Index>(), 0..12usize, 0..3usize, new);
    let changes = prop::collection::vec(change, 1..5);
    (select(texts), changes).prop_map(|(text, changes)| {
        let mut text: Vec<char> = text.chars().collect();
        for (at, length, copies, new) in changes {
            let start = at.index(text.len() + 1);
            let end = text.len().min(start + length);
            let part = text[start..end].repeat(copies);
            text.splice(start..end, part.into_iter().chain(new.chars()));
        }
        text.into_iter().collect()
    })
}

/// What the fuzzer has found worth keeping for each target, and more like it.
fn like_the_corpora() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let each = fuzz_targets::TARGETS.map(|(target, _)| {
        let changed = changed(corpus(target));
        changed.prop_map(move |text| (target, text)).boxed()
    });
    each.to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(0), ..ProptestConfig::with_cases(80) })]

    #[test]
    fn no_text_of_a_guide_becomes_markup(lines in prop::collection::vec((0..400usize, line()), 1..4)) {
        let lines: Vec<_> = lines.iter().map(|(number, text)| format!("{number} {text}")).collect();
        run("guide_texts", lines.join("\n").as_bytes());
    }

    #[test]
    fn inline_marks_are_read_as_they_are_written(text in marked()) {
        run("inline", text.as_bytes());
    }

    #[test]
    fn requests_go_only_where_they_may(
        endpoint in address(), backend in line(), profile in address(), section in line(), language in line(), theme in line(), level in line(),
    ) {
        let lines = ["mdma", &language, &endpoint, &backend, &profile, &section, "", &theme, &level, "en", ""];
        run("attributes", lines.join("\n").as_bytes());
    }

    #[test]
    fn no_request_as_a_form_loses_a_word(pairs in prop::collection::vec((name(), value()), 0..12)) {
        run("request_form", encoded(&pairs).as_bytes());
    }

    #[test]
    fn no_request_in_json_loses_a_word(
        members in prop::collection::vec((name(), prop_oneof![3 => value().prop_map(Into::into), 1 => json()]), 0..12),
    ) {
        let object: serde_json::Map<_, serde_json::Value> = members.into_iter().collect();
        run("request_json", &serde_json::to_vec(&object).expect("JSON"));
    }

    #[test]
    fn a_profile_is_followed_or_rejected(
        member in select(&[
            "encoding", "key", "flat", "fields", "rest", "fixed", "item", "body", "success", "errors",
        ][..]),
        member_value in json(), own in json(), answer in json(),
    ) {
        let file = serde_json::json!({ member: member_value });
        run("profile", format!("{file}\n---\n{own}\n---\n{answer}").as_bytes());
    }

    #[test]
    fn retry_after_is_seconds_or_nothing(lines in prop::collection::vec(
        prop_oneof![line(), any::<f64>().prop_map(|number| number.to_string()), any::<u64>().prop_map(|number| number.to_string())],
        0..5,
    )) {
        run("retry_after", lines.join("\n").as_bytes());
    }

    #[test]
    fn a_hash_names_what_there_is(hash in text(), ids in prop::collection::vec(line(), 0..5), at in 0..8usize) {
        let known = ids.get(at).cloned().unwrap_or(hash).replace('\n', " ");
        run("hash", format!("#{known}\n{}", ids.join("\n")).as_bytes());
    }

    #[test]
    fn what_is_like_the_corpora_is_read_as_it_should_be(texts in like_the_corpora()) {
        for (target, text) in texts {
            run(target, text.as_bytes());
        }
    }

    #[test]
    fn no_bytes_are_too_much_for_anything_that_reads(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (target, _) in fuzz_targets::TARGETS {
            run(target, &bytes);
        }
    }
}
