//! The checks of a request: by the page before it is sent, by the receiver when it arrives.

use super::{
    ConsultationRequest, ContactBy, Field, MESSAGE_LIMIT, NAME_LIMIT, address,
    clean::{self, Sort, clean},
};

/// An error that the visitor has to fix. Its words are in the guide file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValidationError {
    /// No name.
    NameMissing,
    /// The name is over [`NAME_LIMIT`].
    NameLong,
    /// No choice of how to be contacted.
    ContactByMissing,
    /// No mail address, and the visitor wants mail.
    EmailMissing,
    /// Not the shape of a mail address.
    EmailShape,
    /// No telephone number, and the visitor wants a call or a text.
    PhoneMissing,
    /// Fewer than 7 or more than 15 digits.
    PhoneDigits,
    /// The message is over [`MESSAGE_LIMIT`].
    MessageLong,
    /// No consent to be contacted.
    ConsentMissing,
    /// No consent to text messages, and the visitor wants them.
    ConsentTextMissing,
}

impl ValidationError {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::NameMissing,
        Self::NameLong,
        Self::ContactByMissing,
        Self::EmailMissing,
        Self::EmailShape,
        Self::PhoneMissing,
        Self::PhoneDigits,
        Self::MessageLong,
        Self::ConsentMissing,
        Self::ConsentTextMissing,
    ];

    /// The field it is about.
    pub fn field(self) -> Field {
        match self {
            Self::NameMissing | Self::NameLong => Field::Name,
            Self::ContactByMissing => Field::ContactBy,
            Self::EmailMissing | Self::EmailShape => Field::Email,
            Self::PhoneMissing | Self::PhoneDigits => Field::Phone,
            Self::MessageLong => Field::Message,
            Self::ConsentMissing => Field::ConsentContact,
            Self::ConsentTextMissing => Field::ConsentText,
        }
    }

    /// The most characters allowed, if the error is about length; 0 otherwise.
    pub fn limit(self) -> usize {
        match self {
            Self::NameLong => NAME_LIMIT,
            Self::MessageLong => MESSAGE_LIMIT,
            _ => 0,
        }
    }
}

impl ConsultationRequest {
    /// What the visitor has to fix, in the order of the form; empty if the request may be sent once it is
    /// [tidy](Self::tidy). A field has at most one error.
    pub fn check(&self) -> Vec<ValidationError> {
        let name = match length(&self.name) {
            _ if clean::is_empty(&self.name) => Some(ValidationError::NameMissing),
            n if n > NAME_LIMIT => Some(ValidationError::NameLong),
            _ => None,
        };
        let contact_by = self
            .contact_by
            .is_none()
            .then_some(ValidationError::ContactByMissing);
        let wants_mail = self.contact_by == Some(ContactBy::Email);
        let email = match clean(&self.email, Sort::Address).as_str() {
            "" => wants_mail.then_some(ValidationError::EmailMissing),
            text => (!address::is_email(text)).then_some(ValidationError::EmailShape),
        };
        let wants_phone = matches!(self.contact_by, Some(ContactBy::Phone | ContactBy::Text));
        let phone = match clean(&self.phone, Sort::Number).as_str() {
            "" => wants_phone.then_some(ValidationError::PhoneMissing),
            text => (!address::is_phone(text)).then_some(ValidationError::PhoneDigits),
        };
        let message =
            (length(&self.message) > MESSAGE_LIMIT).then_some(ValidationError::MessageLong);
        let consent = (!self.consent_contact).then_some(ValidationError::ConsentMissing);
        let texts = self.contact_by == Some(ContactBy::Text) && !self.consent_text;
        let texts = texts.then_some(ValidationError::ConsentTextMissing);
        [name, contact_by, email, phone, message, consent, texts]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// The length in characters; a line break counts once, however the browser sends it.
fn length(text: &str) -> usize {
    text.trim().chars().filter(|c| *c != '\r').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> ConsultationRequest {
        ConsultationRequest {
            name: "Nguyễn Thị Ánh O'Neil".into(),
            email: "anh@example.org".into(),
            contact_by: Some(ContactBy::Email),
            consent_contact: true,
            ..Default::default()
        }
    }

    #[test]
    fn a_complete_request_has_no_errors() {
        assert_eq!(complete().check(), []);
    }

    #[test]
    fn an_empty_form_lists_what_is_required_in_its_order() {
        assert_eq!(
            ConsultationRequest::default().check(),
            [
                ValidationError::NameMissing,
                ValidationError::ContactByMissing,
                ValidationError::ConsentMissing
            ]
        );
    }

    #[test]
    fn the_address_that_contact_by_needs_is_required() {
        let mut request = complete();
        request.email.clear();
        assert_eq!(request.check(), [ValidationError::EmailMissing]);
        request.consent_text = true;
        for contact_by in [ContactBy::Phone, ContactBy::Text] {
            request.contact_by = Some(contact_by);
            assert_eq!(request.check(), [ValidationError::PhoneMissing]);
        }
        request.phone = "+1 617 555 0123".into();
        assert_eq!(request.check(), []);
    }

    #[test]
    fn texts_need_a_consent_of_their_own_and_nothing_else_does() {
        let mut request = ConsultationRequest {
            phone: "617 555 0123".into(),
            ..complete()
        };
        for contact_by in [ContactBy::Email, ContactBy::Phone] {
            request.contact_by = Some(contact_by);
            assert_eq!(request.check(), []);
        }
        request.contact_by = Some(ContactBy::Text);
        assert_eq!(request.check(), [ValidationError::ConsentTextMissing]);
        request.consent_text = true;
        assert_eq!(request.check(), []);
    }

    #[test]
    fn an_address_given_without_need_is_checked_all_the_same() {
        let mut request = complete();
        request.phone = "123".into();
        assert_eq!(request.check(), [ValidationError::PhoneDigits]);
        request.contact_by = Some(ContactBy::Phone);
        request.phone = "617 555 0123".into();
        request.email = "anh@".into();
        assert_eq!(request.check(), [ValidationError::EmailShape]);
    }

    #[test]
    fn lengths_count_characters_and_a_line_break_once() {
        let mut request = complete();
        request.message = "é".repeat(MESSAGE_LIMIT - 1) + "\r\n" + "é";
        assert_eq!(request.check(), [ValidationError::MessageLong]);
        request.message = "é".repeat(MESSAGE_LIMIT - 2) + "\r\n" + "é";
        assert_eq!(request.check(), []);
        request.name = "n".repeat(NAME_LIMIT + 1);
        assert_eq!(request.check(), [ValidationError::NameLong]);
    }
}
