//! What is done to every request before it is kept: tidied, then checked against the limits that
//! protect the store. What a visitor has to mend is the contract's business.

use contract::answer::FieldError;
use contract::consultation::{PHONE_LIMIT, Source, TOPIC_LIMIT, TOPICS_LIMIT, ValidationError};
use contract::{ConsultationRequest, Guide};

/// What is wrong with a request: what a visitor can mend, and what only a program can have sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Findings {
    /// For the visitor, in the order of the form.
    pub faults: Vec<ValidationError>,
    /// For developers.
    pub abuses: Vec<FieldError>,
}

/// Looks at a request, and tidies it. Lengths count what came, so that a limit means the same to
/// whoever reads the schema and to whoever sends.
pub fn examine(request: &mut ConsultationRequest) -> Findings {
    let abuses = abuses(request);
    let mut faults = lengths(request);
    tidy(request);
    for fault in request.check() {
        if !faults.iter().any(|long| long.field() == fault.field()) {
            faults.push(fault);
        }
    }
    faults.sort_by_key(|fault| ValidationError::ALL.iter().position(|one| one == fault));
    Findings { faults, abuses }
}

/// The faults that are about length. The contract limits names and messages, and mail addresses by
/// their shape (to 320 octets); a telephone number of so many characters nobody can have.
fn lengths(request: &ConsultationRequest) -> Vec<ValidationError> {
    let mut long = request.check();
    long.retain(|fault| fault.limit() > 0);
    if request.phone.chars().count() > PHONE_LIMIT {
        long.push(ValidationError::PhoneDigits);
    }
    long
}

/// Takes out what no person typed on purpose: space around a text, control characters other than
/// tab and line feed (they come with text pasted from other programs, so refusing them would
/// punish the visitor), and the query or hash of `page`. A line break becomes a line feed, however
/// it was sent, so that the same words are the same content. Where there is one line to type in, a
/// break becomes a space: else a campaign's value might look like fields of its own in a mail.
fn tidy(request: &mut ConsultationRequest) {
    // First, since it may leave space at the end.
    if let Some(end) = request.page.find(['?', '#']) {
        request.page.truncate(end);
    }
    for field in ConsultationRequest::FIELDS {
        if let Some(text) = request.text_mut(field.name) {
            plain(text);
            if !field.multiline {
                in_one_line(text);
            }
        }
    }
    request.topics.iter_mut().for_each(|topic| {
        plain(topic);
        in_one_line(topic);
    });
}

fn in_one_line(text: &mut String) {
    *text = text.replace(['\n', '\t'], " ");
}

fn plain(text: &mut String) {
    let mut kept = text.replace("\r\n", "\n").replace('\r', "\n");
    kept.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    *text = kept.trim().to_owned();
}

/// Faults in the guide's words.
pub fn in_words(faults: &[ValidationError], guide: &Guide) -> Vec<FieldError> {
    let words = &guide.consultation.errors;
    faults
        .iter()
        .map(|fault| FieldError::new(format!("#/{}", fault.field()), words.message(*fault)))
        .collect()
}

/// What only a program could have sent: hidden fields over their limits, a request that replaces
/// itself. The words are for developers, as no visitor can mend it.
fn abuses(request: &ConsultationRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut refuse = |pointer: String, limit: usize, what: &str| {
        errors.push(FieldError::new(pointer, format!("At most {limit} {what}.")));
    };
    let long = |text: &str, limit: usize| text.chars().count() > limit;
    for field in ConsultationRequest::FIELDS {
        if let (Some(text), Some(limit)) = (request.text(field.name), field.limit)
            && field.source != Source::Visitor
            && long(text, limit)
        {
            refuse(format!("#/{}", field.name), limit, "characters");
        }
    }
    if request.topics.len() > TOPICS_LIMIT {
        refuse("#/topics".to_owned(), TOPICS_LIMIT, "topics");
    }
    for (index, topic) in request.topics.iter().enumerate() {
        if long(topic, TOPIC_LIMIT) {
            refuse(format!("#/topics/{index}"), TOPIC_LIMIT, "characters");
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
    fn what_nobody_typed_on_purpose_is_taken_out() {
        let mut request = request();
        request.name = " A\0n\u{b}a\u{85} ".into();
        request.message = "one\r\ntwo\rthree\tfour\u{1b}[2J".into();
        request.utm_term = "a\r\nphone:\t1".into();
        request.page = "https://clinic.example/care?email=ana@example.org#x".into();
        tidy(&mut request);
        assert_eq!(request.name, "Ana");
        assert_eq!(request.message, "one\ntwo\nthree\tfour[2J");
        assert_eq!(request.utm_term, "a phone: 1");
        assert_eq!(request.page, "https://clinic.example/care");
    }

    #[test]
    fn a_hash_before_a_question_mark_also_ends_the_page() {
        let mut request = request();
        request.page = "https://clinic.example/#risks?x".into();
        tidy(&mut request);
        assert_eq!(request.page, "https://clinic.example/");
    }

    #[test]
    fn what_has_been_tidied_stays_as_it_is() {
        let mut request = request();
        request.page = "https://clinic.example/ \t#risks".into();
        request.name = "\u{1} Ana \u{1}".into();
        tidy(&mut request);
        assert_eq!(request.page, "https://clinic.example/");
        let before = request.clone();
        tidy(&mut request);
        assert_eq!(request, before);
    }

    #[test]
    fn a_number_of_over_a_hundred_characters_is_a_fault_of_its_field() {
        let mut request = request();
        request.phone = format!("617 555 0123{}", " ".repeat(100) + ".");
        assert_eq!(examine(&mut request).faults, [ValidationError::PhoneDigits]);
        request.phone = "617 555 0123".into();
        assert_eq!(examine(&mut request).faults, []);
    }

    #[test]
    fn what_is_taken_out_counts_towards_the_limits() {
        let mut request = request();
        request.name = "n".repeat(NAME_LIMIT) + "\u{1}";
        request.message = "m".repeat(MESSAGE_LIMIT) + "\u{1}";
        request.email = "ana@\u{1}example.org".into();
        request.utm_term = "t".repeat(TEXT_LIMIT) + "\u{1}";
        request.page = "https://clinic.example/?".to_owned() + &"q".repeat(TEXT_LIMIT);
        let Findings { faults, abuses } = examine(&mut request);
        assert_eq!(
            faults,
            [ValidationError::NameLong, ValidationError::MessageLong]
        );
        assert_eq!(pointers(&abuses), ["#/page", "#/utm_term"]);
        assert_eq!(request.page, "https://clinic.example/");
    }

    #[test]
    fn hidden_fields_have_limits() {
        let mut request = request();
        assert_eq!(abuses(&request), []);
        request.utm_term = "é".repeat(TEXT_LIMIT);
        request.topics = vec!["t".repeat(TOPIC_LIMIT); TOPICS_LIMIT];
        assert_eq!(abuses(&request), []);
        request.utm_term.push('é');
        request.topics[7].push('t');
        assert_eq!(pointers(&abuses(&request)), ["#/utm_term", "#/topics/7"]);
        request.topics = vec![String::new(); TOPICS_LIMIT + 1];
        assert_eq!(pointers(&abuses(&request)), ["#/utm_term", "#/topics"]);
    }

    #[test]
    fn a_request_cannot_replace_itself() {
        let id = Some(RequestId::from_random([1; 16]));
        let request = ConsultationRequest {
            id: id.clone(),
            replaces: id,
            ..request()
        };
        assert_eq!(pointers(&abuses(&request)), ["#/replaces"]);
    }
}
