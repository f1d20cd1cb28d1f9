//! The guide file: everything a visitor reads, the interface's words included.
//!
//! One file holds one guide in one language, `guides/<name>.<language>.json`. [`Guide::check`]
//! finds what the types alone cannot exclude: dangling sources, duplicate ids, empty texts.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use texts::{Text, Texts as _};

use crate::clinic::Particulars;
use crate::marked::Uncited;

mod block;
mod check;
mod criterion;
mod decision;
mod texts;
mod words;

pub use block::{
    Arm, Block, Cell, Certainty, Comparison, Course, DataTable, Event, Outcome, Row, Step, Study,
    Timeline, Tone,
};
pub use check::GuideError;
pub use criterion::Criterion;
pub use decision::{Answer, Aspect, Check, Decision, Leaning, Questions, Readiness, SummaryWords};
pub use words::{
    CertaintyWords, Choice, ConsentWords, ConsultationWords, DateWords, EnclosureWords, ErrorWords,
    FailedWords, FieldWords, FigureWords, HelpWords, InterfaceWords, Level, NotFoundWords,
    ReadWords, SentWords, UnconfirmedWords,
};

/// A guide: one comparison, in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guide {
    /// Where editors find the schema of this file. Not read by the page.
    #[serde(rename = "$schema", default, skip_serializing)]
    pub schema: Option<String>,
    /// The guide's name, as in `guide="mdma"`: lower-case letters, digits and hyphens.
    pub name: String,
    /// The language of every word in the file (BCP 47), such as `en` or `es`.
    pub language: String,
    /// `ltr` or `rtl`: which way the language is written.
    #[serde(default)]
    pub direction: Direction,
    /// What this edition is called; it travels with every request, so that staff know which words
    /// the visitor read.
    pub revision: String,
    /// The guide's title: the question it answers.
    pub title: String,
    /// One sentence that answers the title fairly.
    pub answer: Uncited,
    /// One or two sentences for search engines and link previews.
    pub description: String,
    /// Who wrote it, when, and how.
    pub about: About,
    /// What is compared: the cards below the answer, and the columns of the side-by-side table.
    pub options: Vec<DecisionOption>,
    /// The sections, in order: the tabs.
    pub sections: Vec<Section>,
    /// Ids of sections that other pages link to: the guide must keep them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permanent_sections: Vec<String>,
    /// What helps a reader decide; it stands below the sections.
    pub decision: Decision,
    /// The works that citations refer to.
    pub sources: Vec<Source>,
    /// The names and meanings of the four levels of certainty.
    pub certainty: CertaintyWords,
    /// The words around pictures and numbers.
    pub figures: FigureWords,
    /// Emergency and crisis lines, shown outside every tab and without scripts.
    pub help: HelpWords,
    /// The clinic that shows the guide, if it is known. No guide file holds it.
    #[serde(default, skip_serializing, deserialize_with = "moved")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub clinic: Option<Particulars>,
    /// The words of the consultation form.
    pub consultation: ConsultationWords,
    /// The words of the page around the text.
    pub interface: InterfaceWords,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// What a reader can decide for: a column of the side-by-side table, summed up on a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionOption {
    /// Lower-case letters, digits and hyphens.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Where it stands today, such as `Only in a study`.
    pub status: String,
    /// What is known of it, in about four words, such as `Looked helpful, not approved`.
    pub known: String,
    /// How sure anyone can be that it helps.
    pub certainty: Certainty,
    /// The id of the section that its card leads to.
    pub section: String,
}

/// One section, shown as one tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// The URL hash that shows the section: lower-case letters, digits and hyphens. With an option's id
    /// the section is about that option.
    pub id: String,
    /// The words on the tab, and the heading of the panel.
    pub label: String,
    /// The text, piece by piece.
    pub blocks: Vec<Block>,
}

/// A work that the text cites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// What citations call it: `T01` for `[^T01]`.
    pub id: String,
    /// The author or body, as one reads it aloud: `Mitchell and others`.
    pub by: String,
    /// The title of the work.
    pub title: String,
    /// What kind of work it is: `clinical trial`, `review of studies`, `agency page`.
    pub kind: String,
    /// When it appeared, as printed: `2021`, `4 June 2024`.
    pub date: String,
    /// Where it can be read.
    pub url: String,
    /// How much of it was read.
    pub read: Read,
    /// The day it was last read, as `YYYY-MM-DD`.
    pub checked: String,
}

/// How much of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Read {
    /// A summary: an abstract, or what another page says of it.
    Summary,
    /// Some of its words.
    Part,
    /// All of it, in a copy elsewhere.
    Copy,
    /// All of it, where its address leads.
    Whole,
}

/// What a reader can ask about the guide itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// The heading of the part.
    pub heading: String,
    /// Who wrote it.
    pub written_by: String,
    /// The professional who has read it over, as shown above the title. Absent while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<String>,
    /// The day of this edition, `YYYY-MM-DD`.
    pub updated: String,
    /// The day of its next review, `YYYY-MM-DD`.
    pub next_review: String,
    /// The months after which a source has to be checked again; 12 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recheck_months: Option<u8>,
    /// Who paid, how evidence was chosen, what the guide is not.
    pub blocks: Vec<Block>,
}

/// A statement that only the clinic can settle before it publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClinicNote<'a> {
    /// The path of the statement, such as `sections[3].blocks[7]`.
    pub path: String,
    /// What has to be settled.
    pub text: &'a str,
}

/// The error of a guide file that still holds its clinic.
fn moved<'de, D: Deserializer<'de>>(_: D) -> Result<Option<Particulars>, D::Error> {
    Err(D::Error::custom(
        "the clinic's particulars moved out of the guide, into clinic.json; take this member out, \
         and write {clinic} where a text means the clinic",
    ))
}

impl Guide {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Every statement that waits for the clinic, in the order of the file.
    pub fn clinic_notes(&self) -> Vec<ClinicNote<'_>> {
        let mut found = Vec::new();
        for (path, blocks) in self.block_lists() {
            for (index, block) in blocks.iter().enumerate() {
                block.clinic_notes(&format!("{path}[{index}]"), &mut found);
            }
        }
        found
    }

    /// Every text that someone reads, with its path in the file. The paths of notes for the clinic end in
    /// `review`.
    pub fn every_text(&self) -> Vec<(String, &str)> {
        let texts = self.kinds_of_texts().into_iter();
        texts.map(|(path, text)| (path, text.as_str())).collect()
    }

    /// Every text that someone reads, with its path in the file and its markup.
    pub(crate) fn kinds_of_texts(&self) -> Vec<(String, Text<'_>)> {
        let mut found = Vec::new();
        self.texts("", &mut found);
        found
    }

    /// Changes every text that someone reads.
    pub(crate) fn edit_texts(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.edit(change);
    }

    /// Every list of blocks, with its path.
    pub fn block_lists(&self) -> impl Iterator<Item = (String, &[Block])> {
        self.sections
            .iter()
            .enumerate()
            .map(|(index, section)| (format!("sections[{index}].blocks"), &section.blocks[..]))
            .chain([
                ("about.blocks".to_owned(), &self.about.blocks[..]),
                (
                    "consultation.blocks".to_owned(),
                    &self.consultation.blocks[..],
                ),
            ])
    }
}

#[cfg(test)]
mod tests;
