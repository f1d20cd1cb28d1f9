//! What a guide states with a source: each piece of text with the citations that stand for it.

use contract::Guide;
use contract::guide::{Block, Cell, Course, Outcome, Timeline};
use contract::inline::{self, Inline};

/// A piece of text, and the sources that it is said to come from.
#[derive(Debug)]
pub struct Claim {
    pub place: String,
    pub text: String,
    pub cites: Vec<String>,
}

pub fn of(guide: &Guide) -> Vec<Claim> {
    let mut claims = Vec::new();
    let sections = guide.sections.iter().map(|s| (s.id.as_str(), &s.blocks));
    for (place, blocks) in sections.chain([("about", &guide.about.blocks)]) {
        for (index, block) in blocks.iter().enumerate() {
            block_claims(&format!("{place}[{index}]"), block, &mut claims);
        }
    }
    for (a, aspect) in guide.decision.aspects.iter().enumerate() {
        for (b, answer) in aspect.answers.iter().enumerate() {
            for (option, text) in answer.options.iter().enumerate() {
                let place = format!("decision.aspects[{a}].answers[{b}].options[{option}]");
                claims.extend(split(&place, text, &[]));
            }
        }
    }
    claims
}

fn block_claims(place: &str, block: &Block, claims: &mut Vec<Claim>) {
    let mut add = |name: &str, text: &str, around: &[String]| {
        claims.extend(split(&format!("{place}.{name}"), text, around));
    };
    match block {
        Block::Comparison(comparison) => {
            for (r, row) in comparison.rows.iter().enumerate() {
                for (c, cell) in row.cells.iter().enumerate() {
                    cell_claims(&format!("rows[{r}].cells[{c}]"), cell, &mut add);
                }
            }
        }
        Block::Table(table) => {
            add("caption", &table.caption, &[]);
            let around = cited(&table.caption);
            for (r, cell) in table.rows.iter().flatten().enumerate() {
                add(&format!("cells[{r}]"), cell, &around);
            }
        }
        Block::Outcome(outcome) => outcome_claims(outcome, &mut add),
        Block::Timeline(Timeline { events, .. }) => {
            for (e, event) in events.iter().enumerate() {
                add(&format!("events[{e}].text"), &event.text, &[]);
                add(
                    &format!("events[{e}].date"),
                    &event.date,
                    &cited(&event.text),
                );
            }
        }
        Block::Course(Course { steps, caption }) => {
            let around = cited(caption);
            add("caption", caption, &[]);
            for (s, step) in steps.iter().enumerate() {
                add(&format!("steps[{s}].label"), &step.counted(), &around);
                add(&format!("steps[{s}].each"), &step.each, &around);
            }
        }
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Callout { .. } => {
            for (name, text) in block.marked() {
                add(&name, text, &[]);
            }
        }
    }
}

/// Who was measured and over what time rest on all that the cell cites.
fn cell_claims(place: &str, cell: &Cell, add: &mut impl FnMut(&str, &str, &[String])) {
    let why = cell.why.as_deref().unwrap_or_default();
    let around = [cited(&cell.text), cited(why)].concat();
    add(&format!("{place}.text"), &cell.text, &[]);
    for (name, text) in [
        ("why", cell.why.as_deref()),
        ("measured_in", cell.measured_in.as_deref()),
        ("over", cell.over.as_deref()),
    ] {
        if let Some(text) = text {
            add(&format!("{place}.{name}"), text, &around);
        }
    }
}

/// What is drawn and said of a study rests on what its title cites; without that, on the caption.
fn outcome_claims(outcome: &Outcome, add: &mut impl FnMut(&str, &str, &[String])) {
    add("caption", &outcome.caption, &[]);
    for (s, study) in outcome.studies.iter().enumerate() {
        let mut around = cited(&study.title);
        if around.is_empty() {
            around = cited(&outcome.caption);
        }
        let place = format!("studies[{s}]");
        add(&format!("{place}.title"), &study.title, &around);
        add(&format!("{place}.words"), &study.words, &around);
        for (a, arm) in study.arms.iter().enumerate() {
            let count = arm.count.map(|count| format!("{count} of {}", outcome.of));
            let place = format!("{place}.arms[{a}].count");
            add(&place, &count.unwrap_or_default(), &around);
        }
    }
}

fn cited(text: &str) -> Vec<String> {
    let pieces = inline::parse(text).expect("the guide has been checked");
    let cites = pieces.into_iter().filter_map(|piece| match piece {
        Inline::Cite(id) => Some(id),
        _ => None,
    });
    cites.collect()
}

/// The text up to each group of citations, with that group. What follows the last group belongs to
/// it; a text without any belongs to those `around` it, and to nobody where there are none.
fn split(place: &str, text: &str, around: &[String]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut words = String::new();
    for piece in inline::parse(text).expect("the guide has been checked") {
        match piece {
            Inline::Plain(text) | Inline::Strong(text) | Inline::Link { label: text, .. } => {
                words += &text;
            }
            Inline::Cite(id) => match claims.last_mut() {
                Some(claim) if words.trim().is_empty() => claim.cites.push(id),
                _ => claims.push(Claim {
                    place: place.to_owned(),
                    text: std::mem::take(&mut words),
                    cites: vec![id],
                }),
            },
        }
    }
    match claims.last_mut() {
        Some(claim) => claim.text += &words,
        None if around.is_empty() => {}
        None => claims.push(Claim {
            place: place.to_owned(),
            text: words,
            cites: around.to_vec(),
        }),
    }
    claims
}
