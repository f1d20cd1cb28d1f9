//! The request as names and values, as a native form posts it.

use std::fmt;

use super::{ConsultationRequest, ContactBy, Kind};

/// A value that the form does not offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairsError {
    /// The field's name as posted.
    pub field: String,
    /// What was expected.
    pub expected: Kind,
}

impl fmt::Display for PairsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.expected)
    }
}

impl ConsultationRequest {
    /// Reads the names and values of a native form post. A name may end with `[]`, as in forms for PHP.
    ///
    /// A ticked box posts any word. A choice that was not made posts nothing or the empty word. The form
    /// posts the words of all its consents, one line each; this drops those that were not given.
    ///
    /// # Errors
    /// The first field with a value that the form does not offer.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Result<Self, PairsError>
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut request = Self::default();
        for (name, value) in pairs {
            let name = name.as_ref();
            let error = |expected| PairsError {
                field: name.to_owned(),
                expected,
            };
            let plain = name.strip_suffix("[]").unwrap_or(name);
            request.post(plain, value.into()).map_err(error)?;
        }
        // Only visitors who want texts are asked. A box that was ticked before the choice changed is hidden.
        request.consent_text &= request.contact_by == Some(ContactBy::Text);
        let (contact, text) = request
            .consent_wording
            .split_once('\n')
            .unwrap_or((&request.consent_wording, ""));
        request.consent_wording = request.agreed_wording(contact.trim_end(), text.trim_end());
        Ok(request)
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
            ("topics[]", "research"),
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
    fn a_wording_of_one_line_gets_no_second() {
        let request = ConsultationRequest::from_pairs([
            ("consent_wording", "Contact me."),
            ("contact_by", "text"),
            ("consent_contact", "yes"),
            ("consent_text", "yes"),
        ])
        .expect("the form posts these");
        assert_eq!(request.consent_wording, "Contact me.");
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
    fn unknown_names_are_passed_over_and_unknown_choices_are_rejected_by_name() {
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
