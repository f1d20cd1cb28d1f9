//! What the shape of a guide file cannot say: dangling sources, doubled ids, empty texts.

use std::fmt;

use super::{Block, Choice, Guide};
use crate::consultation::{BestTime, ContactBy, ForWhom};
use crate::{inline, link};

/// One thing wrong with a guide file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, such as `sections[3].blocks[7].text`.
    pub place: String,
    /// What is wrong, and what is allowed.
    pub what: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl Guide {
    /// Everything wrong with the guide, in the order of the file; empty for a guide that can be
    /// shown.
    pub fn check(&self) -> Vec<Wrong> {
        let mut report = Report(Vec::new());
        report.head(self);
        report.ids("options", self.options.iter().map(|option| &option.id));
        report.ids("sections", self.sections.iter().map(|section| &section.id));
        report.reserved(self);
        if self.sections.is_empty() {
            report.add("sections", "a guide needs at least one section");
        }
        for (index, section) in self.sections.iter().enumerate() {
            report.filled(&format!("sections[{index}].label"), &section.label);
            if section.blocks.is_empty() {
                report.add(
                    &format!("sections[{index}].blocks"),
                    "a section needs at least one block",
                );
            }
        }
        for (place, blocks) in self.block_lists() {
            for (index, block) in blocks.iter().enumerate() {
                report.block(self, &format!("{place}[{index}]"), block);
            }
        }
        report.sources(self);
        report.text(self, "answer", &self.answer);
        report.text(self, "help.intro", &self.help.intro);
        for (index, line) in self.help.lines.iter().enumerate() {
            report.text(self, &format!("help.lines[{index}]"), line);
        }
        report.form(self);
        report.0
    }
}

/// The ids of the page's own parts.
const RESERVED: [&str; 4] = ["everything", "consultation", "help", "about"];

struct Report(Vec<Wrong>);

impl Report {
    fn add(&mut self, place: &str, what: impl Into<String>) {
        self.0.push(Wrong {
            place: place.to_owned(),
            what: what.into(),
        });
    }

    fn filled(&mut self, place: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(
                place,
                "the text is empty; write it, or leave the part out where it is optional",
            );
        }
    }

    fn head(&mut self, guide: &Guide) {
        if !is_id(&guide.name) {
            self.add("name", bad_id(&guide.name));
        }
        for (place, text) in [
            ("language", &guide.language),
            ("revision", &guide.revision),
            ("title", &guide.title),
            ("description", &guide.description),
            ("about.written_by", &guide.about.written_by),
            ("clinic.name", &guide.clinic.name),
        ] {
            self.filled(place, text);
        }
        self.date("about.updated", &guide.about.updated);
        self.date("about.next_review", &guide.about.next_review);
        self.web_link("clinic.url", &guide.clinic.url);
    }

    fn ids<'a>(&mut self, place: &str, ids: impl Iterator<Item = &'a String>) {
        let mut seen = Vec::new();
        for (index, id) in ids.enumerate() {
            let place = format!("{place}[{index}].id");
            if !is_id(id) {
                self.add(&place, bad_id(id));
            } else if seen.contains(&id) {
                self.add(
                    &place,
                    format!("the id `{id}` is used twice; each must be its own"),
                );
            }
            seen.push(id);
        }
    }

    /// The page has parts of its own that a URL's hash leads to.
    fn reserved(&mut self, guide: &Guide) {
        for (index, section) in guide.sections.iter().enumerate() {
            if RESERVED.contains(&section.id.as_str()) {
                self.add(
                    &format!("sections[{index}].id"),
                    format!(
                        "the id `{}` is the page's own; choose another than {}",
                        section.id,
                        RESERVED.join(", ")
                    ),
                );
            }
        }
    }

    fn sources(&mut self, guide: &Guide) {
        let mut seen = Vec::new();
        for (index, source) in guide.sources.iter().enumerate() {
            let place = format!("sources[{index}]");
            if source.id.is_empty() || !source.id.chars().all(|c| c.is_ascii_alphanumeric()) {
                self.add(
                    &format!("{place}.id"),
                    format!(
                        "the id `{}` is not letters and digits, such as `T01`",
                        source.id
                    ),
                );
            } else if seen.contains(&&source.id) {
                self.add(
                    &format!("{place}.id"),
                    format!("the id `{}` is used twice; each must be its own", source.id),
                );
            }
            seen.push(&source.id);
            for (name, text) in [
                ("by", &source.by),
                ("title", &source.title),
                ("kind", &source.kind),
                ("date", &source.date),
            ] {
                self.filled(&format!("{place}.{name}"), text);
            }
            self.web_link(&format!("{place}.url"), &source.url);
            self.date(&format!("{place}.checked"), &source.checked);
        }
    }

    fn block(&mut self, guide: &Guide, place: &str, block: &Block) {
        for (name, text) in block.texts() {
            self.text(guide, &format!("{place}.{name}"), text);
        }
        match block {
            Block::Heading { text } => self.filled(&format!("{place}.text"), text),
            Block::Paragraph { .. } => {}
            Block::List { items, .. } if items.is_empty() => {
                self.add(
                    &format!("{place}.items"),
                    "a list needs at least one item",
                );
            }
            Block::List { .. } => {}
            Block::Callout { title, .. } => self.filled(&format!("{place}.title"), title),
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    let row = format!("{place}.rows[{row}]");
                    self.same_length(&row, cells.len(), table.columns.len(), "columns");
                }
            }
            Block::Comparison(comparison) => {
                for (row, question) in comparison.rows.iter().enumerate() {
                    let row = format!("{place}.rows[{row}]");
                    self.filled(&format!("{row}.question"), &question.question);
                    let options = guide.options.len();
                    self.same_length(&row, question.cells.len(), options, "options");
                }
            }
        }
    }

    fn same_length(&mut self, place: &str, cells: usize, wanted: usize, what: &str) {
        if cells != wanted {
            self.add(
                place,
                format!("the row has {cells} cells; it needs {wanted}, one for each of the {what}"),
            );
        }
    }

    /// A text with inline markup: filled, readable, its citations and section links known.
    fn text(&mut self, guide: &Guide, place: &str, text: &str) {
        self.filled(place, text);
        let pieces = match inline::parse(text) {
            Ok(pieces) => pieces,
            Err(error) => return self.add(place, error.to_string()),
        };
        for piece in pieces {
            match piece {
                inline::Inline::Cite(id) if guide.source(&id).is_none() => {
                    let known: Vec<_> = guide.sources.iter().map(|s| s.id.as_str()).collect();
                    self.add(
                        place,
                        format!("no source has the id `{id}`; there are {}", known.join(", ")),
                    );
                }
                inline::Inline::Link { target, .. } => {
                    if let Some(id) = target.strip_prefix('#')
                        && guide.section(id).is_none()
                    {
                        let known: Vec<_> = guide.sections.iter().map(|s| s.id.as_str()).collect();
                        self.add(
                            place,
                            format!("no section has the id `{id}`; there are {}", known.join(", ")),
                        );
                    }
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, guide: &Guide) {
        let words = &guide.consultation;
        self.choices::<ContactBy>("contact_by_choices", &words.contact_by_choices);
        self.choices::<BestTime>("best_time_choices", &words.best_time_choices);
        self.choices::<ForWhom>("for_whom_choices", &words.for_whom_choices);
        self.filled("consultation.consent.contact", &words.consent.contact);
        self.filled("consultation.consent.text", &words.consent.text);
        self.text(guide, "consultation.contact_only", &words.contact_only);
        for (index, next) in words.sent.next.iter().enumerate() {
            self.text(guide, &format!("consultation.sent.next[{index}]"), next);
        }
    }

    fn choices<T: crate::consultation::Token>(&mut self, name: &str, choices: &[Choice]) {
        let place = format!("consultation.{name}");
        let wanted: Vec<_> = T::ALL.iter().map(|token| token.as_str()).collect();
        let found: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
        if wanted != found {
            self.add(
                &place,
                format!(
                    "the choices are {}; they must be {}, in this order",
                    found.join(", "),
                    wanted.join(", ")
                ),
            );
        }
        for (index, choice) in choices.iter().enumerate() {
            self.filled(&format!("{place}[{index}].label"), &choice.label);
        }
    }

    fn web_link(&mut self, place: &str, url: &str) {
        let web = url.starts_with("https://") || url.starts_with("http://");
        if !web || !link::is_allowed(url) {
            self.add(
                place,
                format!("the link `{url}` is not allowed; it must start with https:// or http://"),
            );
        }
    }

    fn date(&mut self, place: &str, date: &str) {
        let shape = date.len() == 10
            && date.bytes().enumerate().all(|(at, b)| match at {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        let within = |range: std::ops::Range<usize>, most: u8| {
            date.get(range)
                .and_then(|digits| digits.parse::<u8>().ok())
                .is_some_and(|number| (1..=most).contains(&number))
        };
        if !(shape && within(5..7, 12) && within(8..10, 31)) {
            self.add(
                place,
                format!("`{date}` is not a day; write it as YYYY-MM-DD, such as 2026-11-24"),
            );
        }
    }
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn bad_id(id: &str) -> String {
    format!("the id `{id}` must start with a lower-case letter and hold only a to z, 0 to 9 and -")
}
