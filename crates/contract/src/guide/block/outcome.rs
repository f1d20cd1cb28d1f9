//! How many people something happened to: as a picture, as numbers and in words.

use serde::{Deserialize, Serialize};

use crate::guide::texts::texts;
use crate::marked::{Marked, Uncited};

/// Figures of one or several studies about the same outcome. All count out of the same number of
/// people, so that they can be compared at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// What is counted, as a heading without markup: `How many no longer had PTSD?`.
    pub title: String,
    /// How many people each picture shows, 1 to 100, or 1000 for what is rare. Write 100 unless there
    /// is a reason.
    pub of: u16,
    /// What is true of the people drawn filled, without markup: `no longer had PTSD`.
    pub counted: String,
    /// What is true of the rest, drawn as outlines, without markup: `still had PTSD`.
    pub others: String,
    /// The studies, each with its groups side by side.
    pub studies: Vec<Study>,
    /// What the figures cannot show, with their citations.
    pub caption: Marked,
}

/// One study of an outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Study {
    /// Which study it is, with its citation: `First trial, 90 people[^T01]`.
    pub title: Marked,
    /// Its groups, in the order they are drawn.
    pub arms: Vec<Arm>,
    /// The same in words, for whom numbers say little. Without citations: a way back from the list
    /// of sources must not lead to what is not shown.
    pub words: Uncited,
}

/// One group of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arm {
    /// What the group was given, without markup.
    pub label: String,
    /// How many of the people are drawn filled. Absent where no study was found: the picture stays
    /// empty and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
}

texts! {
    Outcome { title, counted, others, studies, caption, }
    Study { title, arms, words, }
    Arm { label, }
}
