//! The consultation request: what the form asks, what travels, and what is checked on both sides.

use serde::{Deserialize, Serialize};

pub(crate) mod address;
mod check;
mod choice;
mod clean;
mod id;
mod pairs;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod spec;

pub use address::digit;
pub use check::ValidationError;
pub use choice::{BestTime, ContactBy, Field, ForWhom, Token};
pub use clean::INVISIBLE;
use clean::{Sort, clean};
pub use id::RequestId;
pub use pairs::PairsError;
pub use spec::{FieldSpec, Kind, Source};

use Source::{Campaign, Guide, Honeypot, Script, Visitor};
use spec::from;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 200;
/// The longest message, in characters.
pub const MESSAGE_LIMIT: usize = 2000;
/// The longest telephone number, in characters.
pub const PHONE_LIMIT: usize = 100;
/// The longest text that a visitor does not type, such as `page`, in characters.
pub const TEXT_LIMIT: usize = 2000;
/// The most topics.
pub const TOPICS_LIMIT: usize = 50;
/// The longest topic, in characters.
pub const TOPIC_LIMIT: usize = 100;

spec::request! {
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
        id: Option<RequestId> = from(Script).required();
        /// The request that this one takes the place of: an earlier try of unknown fate, since changed.
        #[serde(skip_serializing_if = "Option::is_none")]
        replaces: Option<RequestId> = from(Script);
        /// The visitor's full name. Invisible characters at its ends do not count.
        name: String = from(Visitor).required().limit(NAME_LIMIT);
        /// A mail address. Invisible characters in it do not count.
        #[serde(skip_serializing_if = "String::is_empty")]
        email: String = from(Visitor);
        /// A telephone number, in any format. Invisible characters in it do not count.
        #[serde(skip_serializing_if = "String::is_empty")]
        phone: String = from(Visitor).limit(PHONE_LIMIT);
        /// How the visitor wants to be contacted.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(required))]
        contact_by: Option<ContactBy> = from(Visitor).required();
        /// The time of day that suits best.
        #[serde(skip_serializing_if = "Option::is_none")]
        best_time: Option<BestTime> = from(Visitor);
        /// Who the consultation is for.
        #[serde(skip_serializing_if = "Option::is_none")]
        for_whom: Option<ForWhom> = from(Visitor);
        /// Ids of the guide's topics that the visitor wants to talk about.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        topics: Vec<String> = from(Visitor).limit(TOPIC_LIMIT);
        /// What the visitor wants to say, up to 2,000 characters.
        #[serde(skip_serializing_if = "String::is_empty")]
        message: String = from(Visitor).limit(MESSAGE_LIMIT).multiline();
        /// Consent to be contacted. Required.
        consent_contact: bool = from(Visitor).required();
        /// Consent to text messages. Required and asked only where `contact_by` is `text`.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        consent_text: bool = from(Visitor);
        /// The exact words agreed to, one line for each consent given.
        consent_wording: String = from(Guide).limit(TEXT_LIMIT).multiline();
        /// The guide's name.
        guide: String = from(Guide).limit(TEXT_LIMIT);
        /// The edition of the guide that the visitor read.
        guide_revision: String = from(Guide).limit(TEXT_LIMIT);
        /// The language of the guide (BCP 47).
        language: String = from(Guide).limit(TEXT_LIMIT);
        /// Origin and path of the page, never its query.
        #[serde(skip_serializing_if = "String::is_empty")]
        page: String = from(Script).limit(TEXT_LIMIT);
        /// The campaign's source, of the page's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        utm_source: String = from(Campaign).limit(TEXT_LIMIT);
        /// The campaign's medium, of the page's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        utm_medium: String = from(Campaign).limit(TEXT_LIMIT);
        /// The campaign's name, of the page's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        utm_campaign: String = from(Campaign).limit(TEXT_LIMIT);
        /// The campaign's term, of the page's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        utm_term: String = from(Campaign).limit(TEXT_LIMIT);
        /// The campaign's content, of the page's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        utm_content: String = from(Campaign).limit(TEXT_LIMIT);
        /// A honeypot that a person never sees and leaves empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        website: String = from(Honeypot);
    }
}

impl ConsultationRequest {
    /// The names of what travels, in the order of the table. A person's request has no honeypot.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let sent = Self::FIELDS.iter().filter(|field| field.is_sent());
        sent.map(|field| field.name)
    }

    /// The fields that one source fills in.
    pub fn fields_from(source: Source) -> impl Iterator<Item = &'static FieldSpec> {
        let fields = Self::FIELDS.iter();
        fields.filter(move |field| field.source == source)
    }

    /// Takes out of the visitor's texts what nobody sees and what software has put in: the page before it
    /// sends, the receiver before it compares and stores.
    pub fn tidy(&mut self) {
        for (text, sort) in [
            (&mut self.name, Sort::Words),
            (&mut self.email, Sort::Address),
            (&mut self.phone, Sort::Number),
            (&mut self.message, Sort::Words),
        ] {
            *text = clean(text, sort);
        }
    }

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
            (true, true) if !text.is_empty() => format!("{contact}\n{text}"),
            (true, _) => contact.to_owned(),
            (false, true) => text.to_owned(),
            (false, false) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request that says everything.
    fn full() -> ConsultationRequest {
        let posted = ConsultationRequest::FIELDS.iter();
        let posted = posted.map(|field| (field.name, field.kind.sample()));
        ConsultationRequest::from_pairs(posted).expect("the table's samples are allowed")
    }

    #[test]
    fn a_request_that_says_everything_has_every_field_of_the_table_in_its_order() {
        let json = serde_json::to_string(&full()).expect("a request can be written");
        let mut rest = json.as_str();
        for field in ConsultationRequest::FIELDS {
            let key = format!("\"{}\":", field.name);
            let (_, after) = rest.split_once(&key).expect(field.name);
            rest = after;
        }
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let members = json.as_object().map(|object| object.len());
        assert_eq!(members, Some(ConsultationRequest::FIELDS.len()));
        let again: ConsultationRequest = serde_json::from_value(json).expect("it is allowed");
        assert_eq!(again, full());
    }

    #[test]
    fn an_empty_request_has_none_that_need_not_be_given() {
        let json = serde_json::to_value(ConsultationRequest::default()).expect("JSON");
        for field in ConsultationRequest::FIELDS {
            let given = matches!(field.source, Guide) || field.required;
            let choice = matches!(field.kind, Kind::Choice(_) | Kind::Id);
            let there = json.get(field.name).is_some();
            assert_eq!(there, given && !choice, "{}", field.name);
        }
    }

    #[test]
    fn a_text_is_found_by_its_name_and_nothing_else_is() {
        let mut request = full();
        for field in ConsultationRequest::FIELDS {
            let is_text = field.kind == Kind::Text;
            assert_eq!(
                request.text(field.name).is_some(),
                is_text,
                "{}",
                field.name
            );
            assert_eq!(
                request.text_mut(field.name).is_some(),
                is_text,
                "{}",
                field.name
            );
        }
        assert_eq!(request.text("gclid"), None);
    }

    #[test]
    fn the_visitor_s_fields_are_those_of_the_form() {
        let mut form: Vec<_> = Field::ALL.iter().map(|field| field.as_str()).collect();
        let mut table: Vec<_> = ConsultationRequest::fields_from(Visitor)
            .map(|field| field.name)
            .collect();
        form.sort_unstable();
        table.sort_unstable();
        assert_eq!(form, table);
    }
}
