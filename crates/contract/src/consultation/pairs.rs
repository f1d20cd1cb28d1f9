//! The request as names and values, which is how a native form posts it.

use std::fmt;

use super::{BestTime, ConsultationRequest, ContactBy, ForWhom, RequestId, Token};

/// A value that a form of ours would never post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairsError {
    /// The field's name as posted.
    pub field: String,
    /// What was expected.
    pub expected: &'static str,
}

impl fmt::Display for PairsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.expected)
    }
}

impl ConsultationRequest {
    /// Reads the names and values of a native form post.
    ///
    /// A ticked box posts any word; a choice not made posts nothing or the empty word. The form
    /// posts the words of all its consents, a line each; those not given are dropped here.
    ///
    /// # Errors
    /// Names the first field that has a value the form does not offer.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Result<Self, PairsError>
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut request = Self::default();
        for (name, value) in pairs {
            request.set(name.as_ref(), value.into())?;
        }
        // Asked only of those who want texts; a box ticked before the choice was changed is hidden.
        request.consent_text &= request.contact_by == Some(ContactBy::Text);
        let (contact, text) = request
            .consent_wording
            .split_once('\n')
            .unwrap_or((&request.consent_wording, ""));
        request.consent_wording = request.agreed_wording(contact.trim_end(), text.trim_end());
        Ok(request)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), PairsError> {
        let refuse = |expected| PairsError {
            field: name.to_owned(),
            expected,
        };
        match name {
            "id" => self.id = id(value).map_err(refuse)?,
            "replaces" => self.replaces = id(value).map_err(refuse)?,
            "contact_by" => {
                self.contact_by =
                    choice::<ContactBy>(&value, "email, phone or text").map_err(refuse)?;
            }
            "best_time" => {
                self.best_time = choice::<BestTime>(&value, "any, morning, afternoon or evening")
                    .map_err(refuse)?;
            }
            "for_whom" => {
                self.for_whom = choice::<ForWhom>(&value, "me or someone_else").map_err(refuse)?;
            }
            "topics" if value.is_empty() => {}
            "topics" => self.topics.push(value),
            "consent_contact" => self.consent_contact = !value.is_empty(),
            "consent_text" => self.consent_text = !value.is_empty(),
            _ => {
                if let Some(text) = self.text_mut(name) {
                    *text = value;
                }
            }
        }
        Ok(())
    }

    /// The text field with this name.
    pub fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "name" => &mut self.name,
            "email" => &mut self.email,
            "phone" => &mut self.phone,
            "message" => &mut self.message,
            "consent_wording" => &mut self.consent_wording,
            "guide" => &mut self.guide,
            "guide_revision" => &mut self.guide_revision,
            "language" => &mut self.language,
            "page" => &mut self.page,
            "utm_source" => &mut self.utm_source,
            "utm_medium" => &mut self.utm_medium,
            "utm_campaign" => &mut self.utm_campaign,
            "utm_term" => &mut self.utm_term,
            "utm_content" => &mut self.utm_content,
            "website" => &mut self.website,
            _ => return None,
        })
    }
}

fn id(value: String) -> Result<Option<RequestId>, &'static str> {
    if value.is_empty() {
        return Ok(None);
    }
    RequestId::try_from(value).map(Some)
}

fn choice<T: Token>(value: &str, expected: &'static str) -> Result<Option<T>, &'static str> {
    match value {
        "" => Ok(None),
        word => T::from_word(word).map(Some).ok_or(expected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_native_post_is_read() {
        let request = ConsultationRequest::from_pairs([
            ("name", "Ana"),
            ("contact_by", "text"),
            ("phone", "617 555 0123"),
            ("best_time", ""),
            ("topics", "risks"),
            ("topics", "research"),
            ("consent_contact", "yes"),
            ("consent_wording", "Contact me.\r\nText me."),
            ("website", ""),
        ])
        .expect("the form posts these");
        assert_eq!(request.contact_by, Some(ContactBy::Text));
        assert_eq!(request.best_time, None);
        assert_eq!(request.topics, ["risks", "research"]);
        assert_eq!(request.consent_wording, "Contact me.");
        assert!(!request.is_spam());
    }

    #[test]
    fn the_words_of_each_consent_given_are_kept() {
        let request = ConsultationRequest::from_pairs([
            ("consent_wording", "Contact me.\r\nText me."),
            ("contact_by", "text"),
            ("consent_contact", "yes"),
            ("consent_text", "yes"),
        ])
        .expect("the form posts these");
        assert_eq!(request.consent_wording, "Contact me.\nText me.");
    }

    #[test]
    fn a_consent_to_texts_counts_only_with_the_choice_of_texts() {
        let request = ConsultationRequest::from_pairs([
            ("consent_wording", "Contact me.\r\nText me."),
            ("contact_by", "email"),
            ("consent_contact", "yes"),
            ("consent_text", "yes"),
        ])
        .expect("the form posts these");
        assert!(!request.consent_text);
        assert_eq!(request.consent_wording, "Contact me.");
    }

    #[test]
    fn unknown_names_are_passed_over_and_unknown_choices_are_refused_by_name() {
        let request = ConsultationRequest::from_pairs([("gclid", "x"), ("name", "Ana")]);
        assert_eq!(request.map(|request| request.name).as_deref(), Ok("Ana"));
        let error = ConsultationRequest::from_pairs([("contact_by", "fax")])
            .expect_err("the form offers no such choice");
        assert_eq!(
            error.to_string(),
            "contact_by: expected email, phone or text"
        );
    }
}
