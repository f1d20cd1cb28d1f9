//! What happened when.

use serde::{Deserialize, Serialize};

use crate::guide::texts::texts;
use crate::marked::Marked;

/// Events in their order, along a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// The events, the earliest first.
    pub events: Vec<Event>,
    /// What only the clinic can settle before it publishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// When, for machines: `2024-08-09`, `2024-08` or `2024`.
    pub day: String,
    /// When, as a reader of the language writes it, without markup.
    pub date: String,
    /// What happened.
    pub text: Marked,
    /// Whether it has not happened yet. The text has to say so too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expected: bool,
}

texts! {
    Timeline { events, review, }
    Event { date, text, }
}
