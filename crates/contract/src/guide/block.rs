//! The pieces a section's text is made of.

use serde::{Deserialize, Serialize};

use super::texts::Texts as _;
use super::{ClinicNote, Criterion};
use crate::marked::Marked;

mod course;
mod outcome;
mod timeline;

pub use course::{Course, Step};
pub use outcome::{Arm, Outcome, Study};
pub use timeline::{Event, Timeline};

/// One piece of a section. In the file: `{"paragraph": {"text": "…"}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Block {
    /// A heading inside the section.
    Heading {
        /// The heading's words, without markup.
        text: String,
        /// The id of the option that the text below it is about, up to the next heading, where the
        /// section's own id does not say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        option: Option<String>,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        text: Marked,
        /// What only the clinic can settle before it publishes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<String>,
        /// What the text does for the reader's decision.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meets: Vec<Criterion>,
    },
    /// A list with bullets, or with numbers where the order matters.
    List {
        /// One text for each item.
        items: Vec<Marked>,
        /// Whether the order matters.
        #[serde(default)]
        ordered: bool,
        /// What only the clinic can settle before it publishes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<String>,
        /// What the text does for the reader's decision.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meets: Vec<Criterion>,
    },
    /// A set-apart box with a title of its own.
    Callout {
        /// What kind of box it is.
        tone: Tone,
        /// Its title, without markup.
        title: String,
        /// Its paragraphs.
        paragraphs: Vec<Marked>,
        /// What only the clinic can settle before it publishes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<String>,
        /// What the text does for the reader's decision.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meets: Vec<Criterion>,
    },
    /// A table of figures.
    Table(DataTable),
    /// The side-by-side table of the guide's options.
    Comparison(Comparison),
    /// How many people something happened to: a picture, numbers, words.
    Outcome(Outcome),
    /// What happened when, along a line.
    Timeline(Timeline),
    /// What a course of treatment consists of, drawn.
    Course(Course),
}

/// What kind of box a callout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Tone {
    /// Something worth knowing.
    Note,
    /// A danger.
    Caution,
    /// The clinic's opinion, set apart from the facts.
    Opinion,
}

impl Tone {
    /// The word of the style sheet for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Caution => "caution",
            Self::Opinion => "opinion",
        }
    }
}

/// A table of figures: a caption, column headers, and rows whose first cell is the row's header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataTable {
    /// What the table shows.
    pub caption: Marked,
    /// The header of each column, the first column's included.
    pub columns: Vec<String>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<Vec<Marked>>,
}

/// The side-by-side table: a question in each row, an answer for each option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// What the table shows.
    pub caption: Marked,
    /// Why the columns' numbers cannot be set against each other, such as that they come from
    /// different studies; shown after the caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differences: Option<Marked>,
    /// The header above the questions.
    pub question_label: String,
    /// The questions, with their answers.
    pub rows: Vec<Row>,
}

/// One question of the side-by-side table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// A question people ask.
    pub question: String,
    /// What the row does for the reader's decision, such as `good-points`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meets: Vec<Criterion>,
    /// One answer for each option, in the order of the guide's `options`.
    pub cells: Vec<Cell>,
}

/// One answer of the side-by-side table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The answer, with its citations.
    pub text: Marked,
    /// How sure anyone can be; absent if the cell states no finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// One sentence that says why it is just so sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Marked>,
    /// Who it was measured in, such as `104 people with PTSD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured_in: Option<String>,
    /// Over what time, such as `18 weeks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// What only the clinic can settle before it publishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

/// How sure anyone can be of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Certainty {
    /// Many good studies agree, or it is a matter of record.
    High,
    /// Good studies, with doubts that matter.
    Moderate,
    /// Few or weak studies.
    Low,
    /// There are no studies.
    Unknown,
}

impl Certainty {
    /// All levels, from sure to unknown.
    pub const ALL: [Self; 4] = [Self::High, Self::Moderate, Self::Low, Self::Unknown];

    /// The word of the guide file and of the style sheet for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }
}

impl Block {
    pub(super) fn clinic_notes<'a>(&'a self, path: &str, found: &mut Vec<ClinicNote<'a>>) {
        match self {
            Self::Paragraph { review, .. }
            | Self::List { review, .. }
            | Self::Callout { review, .. } => note(review, path.to_owned(), found),
            Self::Comparison(comparison) => {
                for (r, row) in comparison.rows.iter().enumerate() {
                    for (c, cell) in row.cells.iter().enumerate() {
                        let path = format!("{path}.rows[{r}].cells[{c}]");
                        note(&cell.review, path, found);
                    }
                }
            }
            Self::Timeline(timeline) => note(&timeline.review, path.to_owned(), found),
            Self::Heading { .. } | Self::Table(_) | Self::Outcome(_) | Self::Course(_) => {}
        }
    }

    /// What the block does for the reader's decision, as it is marked. Rows have marks of their own.
    pub fn meets(&self) -> &[Criterion] {
        match self {
            Self::Paragraph { meets, .. }
            | Self::List { meets, .. }
            | Self::Callout { meets, .. } => meets,
            _ => &[],
        }
    }

    /// Every text of the block that may carry inline markup, with its path below the block.
    pub fn marked(&self) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        self.texts("", &mut found);
        let marked = found.into_iter().filter(|(_, text)| text.cites().is_some());
        marked.map(|(path, text)| (path, text.as_str())).collect()
    }
}

fn note<'a>(review: &'a Option<String>, path: String, found: &mut Vec<ClinicNote<'a>>) {
    if let Some(note) = review {
        found.push(ClinicNote { path, text: note });
    }
}
