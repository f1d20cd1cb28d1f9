//! The consultation request: what the form asks, what travels, and what is checked on both sides.

use serde::{Deserialize, Serialize};

pub(crate) mod address;
mod check;
mod field;
mod id;
mod limits;
mod pairs;
#[cfg(feature = "schema")]
mod schema;

pub use address::digit;
pub use check::{Fault, MESSAGE_LIMIT, NAME_LIMIT};
pub use field::{BestTime, ContactBy, Field, ForWhom, Token};
pub use id::RequestId;
pub use limits::{PHONE_LIMIT, TEXT_LIMIT, TOPIC_LIMIT, TOPICS_LIMIT};
pub use pairs::PairsError;

/// A consultation request. Flat, because form backends are; the native form post has the same
/// names. Text that was not given is empty; a choice that was not made is absent. Names that are not
/// here are passed over: an extension that adds a field, or a page newer than its backend, must not
/// cost a visitor the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(transform = schema::complete)
)]
pub struct ConsultationRequest {
    /// A random id (UUID v4), made at the first try and kept for every further one; a native post has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub id: Option<RequestId>,
    /// The request that this one takes the place of: an earlier try of unknown fate, since changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RequestId>,
    /// The visitor's full name.
    pub name: String,
    /// A mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// A telephone number, in any format.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// How the visitor wants to be contacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub contact_by: Option<ContactBy>,
    /// The time of day that suits best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_time: Option<BestTime>,
    /// Who the consultation is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<ForWhom>,
    /// Ids of the sections the visitor wants to talk about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// What the visitor wants to say, up to 2,000 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// Consent to be contacted. Required.
    pub consent_contact: bool,
    /// Consent to text messages; asked only where `contact_by` is `text`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub consent_text: bool,
    /// The exact words agreed to, one line for each consent given.
    pub consent_wording: String,
    /// The guide's name.
    pub guide: String,
    /// The edition of the guide that the visitor read.
    pub guide_revision: String,
    /// The language of the guide (BCP 47).
    pub language: String,
    /// Origin and path of the page, never its query.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// The campaign's source, of the page's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub utm_source: String,
    /// The campaign's medium, of the page's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub utm_medium: String,
    /// The campaign's name, of the page's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub utm_campaign: String,
    /// The campaign's term, of the page's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub utm_term: String,
    /// The campaign's content, of the page's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub utm_content: String,
    /// A honeypot that a person never sees and leaves empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub website: String,
}

impl ConsultationRequest {
    /// The names of what travels, in the order of the type. The honeypot is not among them: what a
    /// person sends has none.
    pub const NAMES: [&str; 22] = [
        "id",
        "replaces",
        "name",
        "email",
        "phone",
        "contact_by",
        "best_time",
        "for_whom",
        "topics",
        "message",
        "consent_contact",
        "consent_text",
        "consent_wording",
        "guide",
        "guide_revision",
        "language",
        "page",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
    ];

    /// The five campaign values that may travel, and no others.
    pub const UTM: [&str; 5] = [
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
    ];

    /// The same request without ids: what the visitor said, for telling whether it has changed.
    pub fn content(&self) -> Self {
        Self {
            id: None,
            replaces: None,
            ..self.clone()
        }
    }

    /// Whether the honeypot was filled, as only a machine would.
    pub fn is_spam(&self) -> bool {
        !self.website.trim().is_empty()
    }

    /// The words of consent that were agreed to, out of those shown: one line for each.
    pub fn agreed_wording(&self, contact: &str, text: &str) -> String {
        match (self.consent_contact, self.consent_text) {
            (true, true) => format!("{contact}\n{text}"),
            (true, false) => contact.to_owned(),
            (false, true) => text.to_owned(),
            (false, false) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_a_request_that_says_everything() {
        let names = ConsultationRequest::NAMES;
        let texts = names.map(|name| match name {
            "id" | "replaces" => (name, "00000000-0000-4000-8000-000000000000"),
            "contact_by" => (name, "text"),
            "best_time" => (name, "any"),
            "for_whom" => (name, "me"),
            name => (name, "a"),
        });
        let request = ConsultationRequest::from_pairs(texts).expect("all of it is allowed");
        let json = serde_json::to_string(&request).expect("a request can be written");
        let mut rest = json.as_str();
        for name in names {
            let key = format!("\"{name}\":");
            let (_, after) = rest.split_once(&key).expect(name);
            rest = after;
        }
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(
            json.as_object().map(|object| object.len()),
            Some(names.len())
        );
    }
}
