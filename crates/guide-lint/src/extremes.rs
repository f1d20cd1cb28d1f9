//! Guides at the limits, made from any guide, for the tests of whatever shows a guide.

use contract::Guide;
use contract::guide::{Block, DecisionOption, Source};
use serde_json::{Value, json};

use crate::limits;

/// A word of as many letters as a guide's words may have.
fn long_word() -> String {
    "Donaudampfschifffahrtsgesellschaftskapitän"
        .chars()
        .take(limits::WORD)
        .collect()
}

/// A guide at each limit, with the name of the limit.
pub fn all(guide: &Guide) -> Vec<(&'static str, Guide)> {
    vec![
        ("Unicode", with_unicode(guide.clone())),
        ("long words", with_long_words(guide.clone())),
        (
            "a hundred sources",
            with_sources(guide.clone(), limits::SOURCES),
        ),
        ("twenty rows", with_rows(guide.clone(), limits::ROWS)),
        ("one section", with_one_section(guide.clone())),
        ("six options", with_options(guide.clone(), limits::OPTIONS)),
    ]
}

/// Letters of many scripts, right to left ones and joined emoji among them, in all texts that are
/// shown as running text.
pub fn with_unicode(mut guide: Guide) -> Guide {
    let words = "ñ ß Ø ﬁ İi Ελλάδα Привет שלום مرحبا नमस्ते 日本語の文 한국어 👩🏽‍⚕️ 🏳️‍🌈 e\u{301}\u{323} Z\u{341}\u{342}\u{343}";
    guide.title = format!("{} {words}", guide.title);
    for section in &mut guide.sections {
        section.label = format!("{} 日本 שלום", section.label);
        for block in &mut section.blocks {
            match block {
                Block::Heading { text, .. } => *text = format!("{words} {text} {words}"),
                Block::Paragraph { text, .. } => *text = format!("{words} {text} {words}").into(),
                Block::List { items, .. } => items.push(words.into()),
                Block::Comparison(comparison) => {
                    for cell in comparison.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        cell.text = format!("{words} {}", cell.text).into();
                    }
                }
                _ => {}
            }
        }
    }
    guide
}

/// The longest word that is allowed, wherever a word may stand.
pub fn with_long_words(mut guide: Guide) -> Guide {
    let word = long_word();
    guide.title = word.clone();
    for option in &mut guide.options {
        option.label = word.clone();
    }
    for section in &mut guide.sections {
        section.label = word.chars().take(limits::LABEL).collect();
        for block in &mut section.blocks {
            match block {
                Block::Paragraph { text, .. } => *text = format!("{word} {text}").into(),
                Block::List { items, .. } => items[0] = word.clone().into(),
                Block::Callout { title, .. } => *title = word.clone(),
                Block::Table(table) => {
                    table.columns.fill(word.clone());
                    for text in table.rows.iter_mut().flatten() {
                        *text = word.clone().into();
                    }
                }
                Block::Comparison(comparison) => {
                    for row in &mut comparison.rows {
                        row.question = word.clone();
                        row.cells[0].text = word.clone().into();
                    }
                }
                _ => {}
            }
        }
    }
    guide
}

/// So many sources, all of them cited by one section.
pub fn with_sources(mut guide: Guide, count: usize) -> Guide {
    let model = guide.sources[0].clone();
    let sources = guide.sources.len()..count;
    let sources: Vec<_> = sources
        .map(|index| Source {
            id: format!("N{index}"),
            ..model.clone()
        })
        .collect();
    let cited: String = sources
        .iter()
        .map(|source| format!("[^{}]", source.id))
        .collect();
    guide.sections[0].blocks.push(block(json!({
        "paragraph": { "text": format!("All of them.{cited}") }
    })));
    guide.sources.extend(sources);
    guide
}

/// So many rows in a side-by-side table at the end of the first section.
pub fn with_rows(mut guide: Guide, count: usize) -> Guide {
    let options = guide.options.len();
    let cell = json!({
        "text": "Nobody has counted how often this happens, or to whom.",
        "certainty": "unknown",
    });
    let row = |number| {
        json!({
            "question": format!("Question {number} of all that people ask?"),
            "cells": vec![cell.clone(); options],
        })
    };
    let comparison = json!({ "comparison": {
        "caption": "All that people ask.",
        "question_label": "Question",
        "rows": (1..=count).map(row).collect::<Vec<_>>(),
    }});
    guide.sections[0].blocks.push(block(comparison));
    guide
}

/// The first section alone. Links and cards of the others lead there too.
pub fn with_one_section(mut guide: Guide) -> Guide {
    guide.sections.truncate(1);
    let id = guide.sections[0].id.clone();
    for option in &mut guide.options {
        option.section.clone_from(&id);
    }
    for block in &mut guide.sections[0].blocks {
        if let Block::Paragraph { text, .. } = block {
            *text = unlinked(text, &id).into();
        }
        if let Block::List { items, .. } = block {
            for item in items {
                *item = unlinked(item, &id).into();
            }
        }
    }
    guide
}

/// The text with its links to sections leading to this one.
fn unlinked(text: &str, id: &str) -> String {
    let mut parts = text.split("](#");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once(')').map_or("", |(_, rest)| rest);
        whole.push_str(&format!("](#{id}){rest}"));
    }
    whole
}

/// So many options: the last one again and again.
pub fn with_options(mut guide: Guide, count: usize) -> Guide {
    let last = guide.options.last().expect("a guide has options").clone();
    for number in guide.options.len() + 1..=count {
        guide.options.push(DecisionOption {
            id: format!("option-{number}"),
            label: format!("{} {number}", last.label),
            ..last.clone()
        });
    }
    for aspect in &mut guide.decision.aspects {
        for answer in &mut aspect.answers {
            let last = answer.options.last().expect("an answer has options");
            let last = last.clone();
            answer.options.resize(count, last);
        }
    }
    for block in guide
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        if let Block::Comparison(comparison) = block {
            for row in &mut comparison.rows {
                let last = row.cells.last().expect("a row has cells").clone();
                row.cells.resize(count, last);
            }
        }
    }
    guide
}

fn block(value: Value) -> Block {
    serde_json::from_value(value).expect("the block has the shape of the model")
}
