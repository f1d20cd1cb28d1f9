//! Limits: a guide at each is fine, a guide past it is reported.

use super::*;
use crate::{extremes, limits};

/// The good guide, changed.
fn changed(change: impl FnOnce(contract::Guide) -> contract::Guide) -> Value {
    let guide = serde_json::from_value(good()).expect("the shape is right");
    serde_json::to_value(change(guide)).expect("JSON")
}

#[test]
fn more_than_a_guide_holds_is_an_error() {
    for (limit, change, path, words) in [
        (
            limits::SOURCES,
            extremes::with_sources as fn(contract::Guide, usize) -> contract::Guide,
            "sources",
            "there are 101 sources; the page holds 100",
        ),
        (
            limits::ROWS,
            extremes::with_rows,
            "sections[0].blocks[3].rows",
            "there are 21 rows; the page holds 20",
        ),
        (
            limits::OPTIONS,
            extremes::with_options,
            "options",
            "there are 7 options; the page holds 6",
        ),
    ] {
        let at = changed(|guide| change(guide, limit));
        assert_eq!(diagnostics_on(&at, today()), [], "{path}");
        let past = changed(|guide| change(guide, limit + 1));
        assert_found(
            &diagnostics_on(&past, today()),
            Severity::Error,
            path,
            &[words],
        );
    }
}

#[test]
fn a_seventh_section_is_an_error() {
    let with = |count| {
        let mut guide = good();
        let sections = guide["sections"].as_array_mut().expect("a list");
        for number in sections.len() + 1..=count {
            let text = "Nobody knows.";
            sections.push(json!({
                "id": format!("more-{number}"),
                "label": "More",
                "blocks": [{ "paragraph": { "text": text } }],
            }));
        }
        guide
    };
    assert_eq!(diagnostics_on(&with(limits::SECTIONS), today()), []);
    let words = ["there are 7 sections", "Merge sections"];
    let found = diagnostics_on(&with(limits::SECTIONS + 1), today());
    assert_found(&found, Severity::Error, "sections", &words);
}

#[test]
fn a_table_of_figures_has_few_columns() {
    let mut guide = good();
    let columns = vec!["Kind"; limits::COLUMNS + 1];
    let table = json!({ "caption": "Much.", "columns": columns, "rows": [columns] });
    guide["sections"][1]["blocks"][4]["table"] = table;
    let words = ["there are 9 columns"];
    let path = "sections[1].blocks[4].columns";
    assert_found(
        &diagnostics_on(&guide, today()),
        Severity::Error,
        path,
        &words,
    );
}

#[test]
fn one_option_compares_nothing() {
    let guide = changed(|mut guide| {
        guide.options.truncate(1);
        for aspect in &mut guide.decision.aspects {
            for answer in &mut aspect.answers {
                answer.options.truncate(1);
            }
        }
        for block in guide
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.blocks)
        {
            if let contract::guide::Block::Comparison(comparison) = block {
                for row in &mut comparison.rows {
                    row.cells.truncate(1);
                }
            }
        }
        guide
    });
    let words = ["nothing is compared"];
    assert_found(
        &diagnostics_on(&guide, today()),
        Severity::Error,
        "options",
        &words,
    );
}

#[test]
fn long_words_labels_and_titles_are_reported() {
    let word = "a".repeat(limits::WORD + 1);
    let text = format!("Say {word}.");
    let guide = good_with("/sections/1/blocks/2/callout/paragraphs/0", json!(text));
    assert_warns(
        &guide,
        "sections[1].blocks[2].paragraphs[0]",
        &["has 41 characters"],
    );
    let guide = good_with("/sections/1/label", json!("Care ".repeat(9)));
    assert_warns(
        &guide,
        "sections[1].label",
        &["it has 45 characters; up to 40"],
    );
    let guide = good_with("/title", json!("See it? ".repeat(16)));
    assert_warns(&guide, "title", &["it has 128 characters; up to 120"]);
}
