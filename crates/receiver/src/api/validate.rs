//! Normalizes and validates a request before it is stored. The contract decides what a visitor must
//! fix; the limits that protect the store are here.

use contract::answer::FieldError;
use contract::consultation::{PHONE_LIMIT, Source, TOPIC_LIMIT, TOPICS_LIMIT, ValidationError};
use contract::{ConsultationRequest, Guide};

/// What is wrong with a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Validation {
    /// What the visitor has to fix, in the order of the form.
    pub errors: Vec<ValidationError>,
    /// What no visitor can fix, because only a program can have sent it; for developers.
    pub client_errors: Vec<FieldError>,
}

/// Validates a request and normalizes it. Lengths are those before normalization, so that a limit
/// means the same in the schema and for the sender.
pub fn validate(request: &mut ConsultationRequest) -> Validation {
    let client_errors = client_errors(request);
    let mut errors = length_errors(request);
    normalize(request);
    for error in request.check() {
        if !errors.iter().any(|long| long.field() == error.field()) {
            errors.push(error);
        }
    }
    errors.sort_by_key(|error| ValidationError::ALL.iter().position(|one| one == error));
    Validation {
        errors,
        client_errors,
    }
}

/// The errors of length. The contract limits names and messages, and mail addresses by their shape (to
/// 320 octets). No telephone number is longer than [`PHONE_LIMIT`].
fn length_errors(request: &ConsultationRequest) -> Vec<ValidationError> {
    let mut long = request.check();
    long.retain(|error| error.limit() > 0);
    if request.phone.chars().count() > PHONE_LIMIT {
        long.push(ValidationError::PhoneDigits);
    }
    long
}

/// Removes what no person typed on purpose: space and invisible characters around a text and in
/// addresses, control characters other than tab and
/// line feed (text pasted from other programs holds them, so rejecting them would punish the visitor),
/// and the query or hash of `page`. Every line break becomes a line feed, so that equal texts are equal
/// content. In a field of one line it becomes a space, because a campaign's value could look like
/// further fields in a mail.
fn normalize(request: &mut ConsultationRequest) {
    // First, since it may leave space at the end.
    if let Some(end) = request.page.find(['?', '#']) {
        request.page.truncate(end);
    }
    request.tidy();
    for field in ConsultationRequest::FIELDS {
        if let Some(text) = request.text_mut(field.name) {
            remove_control_characters(text);
            if !field.multiline {
                in_one_line(text);
            }
        }
    }
    request.topics.iter_mut().for_each(|topic| {
        remove_control_characters(topic);
        in_one_line(topic);
    });
}

fn in_one_line(text: &mut String) {
    *text = text.replace(['\n', '\t'], " ");
}

fn remove_control_characters(text: &mut String) {
    let mut kept = text.replace("\r\n", "\n").replace('\r', "\n");
    kept.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    *text = kept.trim().to_owned();
}

/// The errors with the guide's texts.
pub fn field_errors(errors: &[ValidationError], guide: &Guide) -> Vec<FieldError> {
    let texts = &guide.consultation.errors;
    errors
        .iter()
        .map(|error| FieldError::new(format!("#/{}", error.field()), texts.message(*error)))
        .collect()
}

/// Errors that only a program can cause: hidden fields over their limits, a request that replaces
/// itself.
fn client_errors(request: &ConsultationRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut too_long = |pointer: String, limit: usize, what: &str| {
        errors.push(FieldError::new(pointer, format!("At most {limit} {what}.")));
    };
    let long = |text: &str, limit: usize| text.chars().count() > limit;
    for field in ConsultationRequest::FIELDS {
        if let (Some(text), Some(limit)) = (request.text(field.name), field.limit)
            && field.source != Source::Visitor
            && long(text, limit)
        {
            too_long(format!("#/{}", field.name), limit, "characters");
        }
    }
    if request.topics.len() > TOPICS_LIMIT {
        too_long("#/topics".to_owned(), TOPICS_LIMIT, "topics");
    }
    for (index, topic) in request.topics.iter().enumerate() {
        if long(topic, TOPIC_LIMIT) {
            too_long(format!("#/topics/{index}"), TOPIC_LIMIT, "characters");
            break;
        }
    }
    if request.id.is_some() && request.id == request.replaces {
        errors.push(FieldError::new(
            "#/replaces",
            "A request cannot replace itself.",
        ));
    }
    errors
}

#[cfg(test)]
mod tests {
    use contract::consultation::{ContactBy, MESSAGE_LIMIT, NAME_LIMIT, RequestId, TEXT_LIMIT};

    use super::*;

    fn request() -> ConsultationRequest {
        ConsultationRequest {
            name: "Ana".into(),
            email: "ana@example.org".into(),
            contact_by: Some(ContactBy::Email),
            consent_contact: true,
            ..Default::default()
        }
    }

    fn pointers(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.pointer.as_str()).collect()
    }

    #[test]
    fn control_characters_and_surrounding_space_are_removed() {
        let mut request = request();
        request.name = " A\0n\u{b}a\u{85} ".into();
        request.message = "one\r\ntwo\rthree\tfour\u{1b}[2J".into();
        request.utm_term = "a\r\nphone:\t1".into();
        request.page = "https://clinic.example/care?email=ana@example.org#x".into();
        normalize(&mut request);
        assert_eq!(request.name, "Ana");
        assert_eq!(request.message, "one\ntwo\nthree\tfour[2J");
        assert_eq!(request.utm_term, "a phone: 1");
        assert_eq!(request.page, "https://clinic.example/care");
    }

    #[test]
    fn a_hash_before_a_question_mark_also_ends_the_page() {
        let mut request = request();
        request.page = "https://clinic.example/#risks?x".into();
        normalize(&mut request);
        assert_eq!(request.page, "https://clinic.example/");
    }

    #[test]
    fn normalization_is_idempotent() {
        let mut request = request();
        request.page = "https://clinic.example/ \t#risks".into();
        request.name = "\u{1} Ana \u{1}".into();
        normalize(&mut request);
        assert_eq!(request.page, "https://clinic.example/");
        let before = request.clone();
        normalize(&mut request);
        assert_eq!(request, before);
    }

    #[test]
    fn a_telephone_number_of_over_a_hundred_characters_is_an_error_of_its_field() {
        let mut request = request();
        request.phone = format!("617 555 0123{}", " ".repeat(100) + ".");
        assert_eq!(
            validate(&mut request).errors,
            [ValidationError::PhoneDigits]
        );
        request.phone = "617 555 0123".into();
        assert_eq!(validate(&mut request).errors, []);
    }

    #[test]
    fn removed_characters_count_towards_the_limits() {
        let mut request = request();
        request.name = "n".repeat(NAME_LIMIT) + "\u{1}";
        request.message = "m".repeat(MESSAGE_LIMIT) + "\u{1}";
        request.email = "ana@\u{1}example.org".into();
        request.utm_term = "t".repeat(TEXT_LIMIT) + "\u{1}";
        request.page = "https://clinic.example/?".to_owned() + &"q".repeat(TEXT_LIMIT);
        let Validation {
            errors,
            client_errors,
        } = validate(&mut request);
        assert_eq!(
            errors,
            [ValidationError::NameLong, ValidationError::MessageLong]
        );
        assert_eq!(pointers(&client_errors), ["#/page", "#/utm_term"]);
        assert_eq!(request.page, "https://clinic.example/");
    }

    #[test]
    fn hidden_fields_have_limits() {
        let mut request = request();
        assert_eq!(client_errors(&request), []);
        request.utm_term = "é".repeat(TEXT_LIMIT);
        request.topics = vec!["t".repeat(TOPIC_LIMIT); TOPICS_LIMIT];
        assert_eq!(client_errors(&request), []);
        request.utm_term.push('é');
        request.topics[7].push('t');
        assert_eq!(
            pointers(&client_errors(&request)),
            ["#/utm_term", "#/topics/7"]
        );
        request.topics = vec![String::new(); TOPICS_LIMIT + 1];
        assert_eq!(
            pointers(&client_errors(&request)),
            ["#/utm_term", "#/topics"]
        );
    }

    #[test]
    fn a_request_cannot_replace_itself() {
        let id = Some(RequestId::from_random([1; 16]));
        let request = ConsultationRequest {
            id: id.clone(),
            replaces: id,
            ..request()
        };
        assert_eq!(pointers(&client_errors(&request)), ["#/replaces"]);
    }
}
