//! What a course of treatment consists of.

use serde::{Deserialize, Serialize};

use crate::guide::texts::texts;
use crate::marked::Marked;

/// The visits of a treatment, in their order, each drawn as long as it takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Course {
    /// The kinds of visits, in the order they come.
    pub steps: Vec<Step>,
    /// What the picture shows, with its citations.
    pub caption: Marked,
}

/// One kind of visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// How many there are.
    pub count: u8,
    /// How long each takes.
    pub minutes: u16,
    /// What they are, without markup; `{count}` stands for how many: `{count} visits to prepare`.
    pub label: String,
    /// How long each takes as people say it, without markup: `90 minutes each`.
    pub each: String,
    /// Whether the treatment turns on them; drawn filled, the others as outlines.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main: bool,
}

texts! {
    Course { steps, caption, }
    Step { label, each, }
}

impl Step {
    /// What they are, with how many.
    pub fn counted(&self) -> String {
        self.label.replace("{count}", &self.count.to_string())
    }
}
