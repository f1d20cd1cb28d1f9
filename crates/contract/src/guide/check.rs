//! Checks what the shape of a guide file cannot exclude: dangling sources, duplicate ids, empty texts.

use std::fmt;

use super::{Block, Choice, Guide};
use crate::consultation::{BestTime, ContactBy, ForWhom, TOPICS_LIMIT, Token};

mod decision;
mod figures;
mod marks;
mod value;

/// An error in a guide file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideError {
    /// The part, such as `sections[3].blocks[7].text`.
    pub path: String,
    /// What is wrong, and what is allowed.
    pub message: String,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl Guide {
    /// All errors, rule by rule; empty for a guide that can be shown.
    pub fn check(&self) -> Vec<GuideError> {
        let mut checker = Checker {
            guide: self,
            found: Vec::new(),
        };
        checker.texts();
        checker.ids();
        checker.reserved();
        checker.permanent_sections();
        checker.lists();
        checker.cards();
        for (path, blocks) in self.block_lists() {
            for (index, block) in blocks.iter().enumerate() {
                checker.block(&format!("{path}[{index}]"), block);
            }
        }
        checker.figure_words();
        checker.decision();
        checker.marks();
        checker.values();
        checker.choices::<ContactBy>("contact_by", &self.consultation.contact_by_choices);
        checker.choices::<BestTime>("best_time", &self.consultation.best_time_choices);
        checker.choices::<ForWhom>("for_whom", &self.consultation.for_whom_choices);
        checker.found
    }
}

/// The ids of the page's own parts.
const RESERVED: [&str; 5] = [
    "everything",
    "what-matters",
    "consultation",
    "help",
    "about",
];

/// Collects the errors of a guide.
struct Checker<'a> {
    guide: &'a Guide,
    found: Vec<GuideError>,
}

impl Checker<'_> {
    fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.found.push(GuideError {
            path: path.into(),
            message: message.into(),
        });
    }

    /// No text is empty but hints, which are optional.
    fn texts(&mut self) {
        for (path, text) in self.guide.every_text() {
            if text.trim().is_empty() && !path.ends_with("hint") {
                let what =
                    "the text is empty; write it, or leave the part out where it is optional";
                self.add(path, what);
            }
        }
    }

    fn ids(&mut self) {
        let guide = self.guide;
        let (is_id, allowed) = (
            value::is_id,
            "it must start with a lower-case letter and hold only a to z, 0 to 9 and -",
        );
        self.id("name", &guide.name, is_id, allowed);
        let options = guide.options.iter().map(|option| &option.id);
        self.each_id("options", options, is_id, allowed);
        let sections = guide.sections.iter().map(|section| &section.id);
        self.each_id("sections", sections, is_id, allowed);
        let topics = guide.consultation.topic_choices.iter();
        let topics = topics.map(|topic| &topic.id);
        self.each_id("consultation.topic_choices", topics, is_id, allowed);
        let sources = guide.sources.iter().map(|source| &source.id);
        let allowed = "it must be letters and digits, such as `T01`";
        self.each_id("sources", sources, value::is_source_id, allowed);
    }

    fn each_id<'a>(
        &mut self,
        path: &str,
        ids: impl Iterator<Item = &'a String>,
        shape: fn(&str) -> bool,
        allowed: &str,
    ) {
        let mut seen = Vec::new();
        for (index, id) in ids.enumerate() {
            let path = format!("{path}[{index}].id");
            self.id(&path, id, shape, allowed);
            if seen.contains(&id) {
                let what = format!("the id `{id}` is used twice; each must be its own");
                self.add(path, what);
            }
            seen.push(id);
        }
    }

    fn id(&mut self, path: &str, id: &str, shape: fn(&str) -> bool, allowed: &str) {
        if !shape(id) {
            self.add(path, format!("the id `{id}` is not allowed; {allowed}"));
        }
    }

    fn permanent_sections(&mut self) {
        let guide = self.guide;
        for (index, id) in guide.permanent_sections.iter().enumerate() {
            if guide.section(id).is_none() {
                let path = format!("permanent_sections[{index}]");
                let message = format!(
                    "the section `{id}` is missing; other pages link to it, so add it, or take it \
                     out of this list"
                );
                self.add(path, message);
            }
        }
    }

    /// The page has parts of its own that a URL's hash leads to.
    fn reserved(&mut self) {
        for (index, section) in self.guide.sections.iter().enumerate() {
            if RESERVED.contains(&section.id.as_str()) {
                self.add(
                    format!("sections[{index}].id"),
                    format!(
                        "the id `{}` is the page's own; choose another than {}",
                        section.id,
                        RESERVED.join(", ")
                    ),
                );
            }
        }
    }

    /// Each card leads to a section.
    fn cards(&mut self) {
        let guide = self.guide;
        for (index, option) in guide.options.iter().enumerate() {
            if guide.section(&option.section).is_none() {
                let known = guide.sections.iter().map(|section| section.id.as_str());
                let known: Vec<_> = known.collect();
                let path = format!("options[{index}].section");
                self.dangling(&path, "section", &option.section, known);
            }
        }
    }

    fn lists(&mut self) {
        let guide = self.guide;
        self.some(
            "options",
            &guide.options,
            "a guide needs at least one option",
        );
        self.some(
            "sections",
            &guide.sections,
            "a guide needs at least one section",
        );
        for (index, section) in guide.sections.iter().enumerate() {
            let path = format!("sections[{index}].blocks");
            self.some(&path, &section.blocks, "a section needs at least one block");
        }
        let topics = &guide.consultation.topic_choices;
        let path = "consultation.topic_choices";
        self.some(path, topics, "there must be at least one topic");
        if topics.len() > TOPICS_LIMIT {
            let what = format!("a request holds at most {TOPICS_LIMIT} topics");
            self.add(path, what);
        }
        let what = "there must be at least one line to call";
        self.some("help.lines", &guide.help.lines, what);
        let what = "what happens next needs at least one paragraph";
        self.some(
            "consultation.sent.next",
            &guide.consultation.sent.next,
            what,
        );
    }

    fn some<T>(&mut self, path: &str, list: &[T], what: &str) {
        if list.is_empty() {
            self.add(path, what);
        }
    }

    fn block(&mut self, path: &str, block: &Block) {
        let part = |name: &str| format!("{path}.{name}");
        match block {
            Block::Heading { .. } | Block::Paragraph { .. } => {}
            Block::List { items, .. } => {
                self.some(&part("items"), items, "a list needs at least one item");
            }
            Block::Callout { paragraphs, .. } => {
                let what = "a callout needs at least one paragraph";
                self.some(&part("paragraphs"), paragraphs, what);
            }
            Block::Table(table) => {
                self.some(&part("rows"), &table.rows, "a table needs at least one row");
                for (row, cells) in table.rows.iter().enumerate() {
                    let row = format!("{path}.rows[{row}]");
                    self.same_length(&row, cells.len(), table.columns.len(), "columns");
                }
            }
            Block::Comparison(comparison) => {
                let what = "a comparison needs at least one row";
                self.some(&part("rows"), &comparison.rows, what);
                let options = self.guide.options.len();
                for (row, question) in comparison.rows.iter().enumerate() {
                    let row = format!("{path}.rows[{row}]");
                    self.same_length(&row, question.cells.len(), options, "options");
                }
            }
            Block::Outcome(outcome) => self.outcome(path, outcome),
            Block::Timeline(timeline) => self.timeline(path, timeline),
            Block::Course(course) => self.course(path, course),
        }
    }

    fn same_length(&mut self, path: &str, cells: usize, wanted: usize, what: &str) {
        if cells != wanted {
            self.add(
                path,
                format!("the row has {cells} cells; it needs {wanted}, one for each of the {what}"),
            );
        }
    }

    fn choices<T: Token>(&mut self, field: &str, choices: &[Choice]) {
        let wanted: Vec<_> = T::ALL.iter().map(|token| token.as_str()).collect();
        let found: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
        if wanted != found {
            self.add(
                format!("consultation.{field}_choices"),
                format!(
                    "the choices are {}; they must be {}, in this order",
                    found.join(", "),
                    wanted.join(", ")
                ),
            );
        }
    }
}
