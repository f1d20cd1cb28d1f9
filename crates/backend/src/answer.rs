//! What a backend's answer says, beyond its status.

use contract::Field;
use contract::consultation::Token as _;

use super::{InvalidField, Profile, Reply, SubmitError, Tree, Verdict};

impl Profile {
    /// Whether the body of an answer with this status matters.
    pub fn reads(&self, status: u16) -> bool {
        match status {
            200..=299 => !self.success.is_empty(),
            status => matches!(status, 400 | 422),
        }
    }

    /// Judges an answer. `body` is its JSON, if it is JSON and [`Profile::reads`] says that it
    /// matters.
    pub fn verdict(&self, status: u16, retry_after: Option<u32>, body: Option<&Tree>) -> Verdict {
        let errors = body.map_or(Vec::new(), |body| self.errors(body));
        let names_a_field = errors.iter().any(|(field, _)| field.is_some());
        match (status, body) {
            (200..=299, _) if self.success.is_empty() => Verdict::Sent,
            (200..=299, None) => Verdict::Fail {
                error: SubmitError::Unreadable,
                maybe_delivered: true,
            },
            (200..=299, Some(body)) if self.is_success(body) => Verdict::Sent,
            // The visitor can fix only what the answer names a field for.
            (200..=299 | 400, _) if names_a_field => Verdict::Invalid(errors),
            (200..=299, _) => Verdict::Fail {
                error: SubmitError::Rejected,
                maybe_delivered: false,
            },
            _ => {
                let errors = (!errors.is_empty()).then_some(errors);
                let reply = Reply::Answer {
                    status,
                    retry_after,
                    errors,
                };
                reply.verdict(self.idempotent)
            }
        }
    }

    /// Whether the answer satisfies the conditions for success.
    fn is_success(&self, answer: &Tree) -> bool {
        self.success.unmet(answer, &|_| String::new()).is_none()
    }

    /// The errors in an answer; empty if it has no readable ones.
    fn errors(&self, answer: &Tree) -> Vec<InvalidField> {
        match answer.member(&self.errors) {
            Some(Tree::List(items)) => items.iter().map(|item| self.invalid_field(item)).collect(),
            Some(Tree::Object(members)) => {
                let members = members.iter();
                members
                    .map(|(name, words)| (self.ours(name), first(words)))
                    .collect()
            }
            Some(Tree::Text(words)) => vec![(None, words.clone())],
            _ => Vec::new(),
        }
    }

    /// The names of fields in an answer's errors that are not ours.
    pub(super) fn unknown_names<'a>(&'a self, answer: &'a Tree) -> impl Iterator<Item = &'a str> {
        let names: Vec<_> = match answer.member(&self.errors) {
            Some(Tree::List(items)) => items.iter().map(|item| named(item).0).collect(),
            Some(Tree::Object(members)) => members.iter().map(|(name, _)| name.as_str()).collect(),
            _ => Vec::new(),
        };
        let names = names.into_iter().map(pointed_at);
        names.filter(|name| !name.is_empty() && self.ours(name).is_none())
    }

    fn invalid_field(&self, item: &Tree) -> InvalidField {
        match named(item) {
            ("", words) => (None, words.to_owned()),
            (name, words) => (self.ours(name), words.to_owned()),
        }
    }

    /// Our field for their name, which may be a JSON pointer (RFC 6901) as a fragment.
    fn ours(&self, name: &str) -> Option<Field> {
        let name = format!("{}{}", self.error_prefix, pointed_at(name));
        let found = self
            .fields
            .iter()
            .find(|(_, theirs)| *theirs == Some(name.clone()));
        Field::from_word(found.map_or(name.as_str(), |(ours, _)| ours))
    }
}

/// The first name in a JSON pointer (RFC 6901) as a fragment: `topics` for `#/topics/0`.
pub fn pointed_at(pointer: &str) -> &str {
    let path = pointer.trim_start_matches(['#', '/']);
    path.split('/').next().unwrap_or_default()
}

/// The field that an error names, or an empty text, and the error's words.
fn named(item: &Tree) -> (&str, &str) {
    let word = |names: [&str; 2]| {
        let found = names.into_iter().find_map(|name| item.member(name)?.text());
        found.unwrap_or_default()
    };
    let words = item.text().unwrap_or_else(|| word(["detail", "message"]));
    match word(["pointer", "field"]) {
        "" => quoted(words).unwrap_or(("", words)),
        name => (name, words),
    }
}

/// The words for one field, of which there may be several.
fn first(words: &Tree) -> String {
    let words = match words {
        Tree::List(items) => items.first().and_then(Tree::text),
        words => words.text(),
    };
    words.unwrap_or_default().to_owned()
}

/// The field that words such as `Error in 'fields.email'. It is not valid.` name, and the rest.
fn quoted(words: &str) -> Option<(&str, &str)> {
    let (_, rest) = words.split_once("'fields.")?;
    let (field, words) = rest.split_once('\'')?;
    Some((field, words.trim_start_matches(['.', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(json: &str) -> Tree {
        Tree::parse(json).expect("it is JSON")
    }

    fn profile(json: &str) -> Profile {
        let profile = Profile::default().laid_over_with(&tree(json));
        profile.expect("it is allowed")
    }

    fn found(profile: &Profile, answer: &str) -> Vec<(Option<Field>, String)> {
        profile.errors(&tree(answer))
    }

    fn at(field: Field, words: &str) -> (Option<Field>, String) {
        (Some(field), words.to_owned())
    }

    fn judged(profile: &Profile, status: u16, body: &str) -> Verdict {
        profile.verdict(status, None, Tree::parse(body).ok().as_ref())
    }

    fn fail(error: SubmitError, maybe_delivered: bool) -> Verdict {
        Verdict::Fail {
            error,
            maybe_delivered,
        }
    }

    #[test]
    fn a_400_is_invalid_only_if_it_names_a_field() {
        let plain = Profile::default();
        let body = r#"{"errors": [{"field": "email", "message": "No."}]}"#;
        let invalid = Verdict::Invalid(vec![at(Field::Email, "No.")]);
        assert_eq!(judged(&plain, 400, body), invalid);
        let body = r#"{"errors": [{"code": "FORM_NOT_FOUND", "message": "No form"}]}"#;
        assert_eq!(
            judged(&plain, 400, body),
            fail(SubmitError::Rejected, false)
        );
    }

    #[test]
    fn a_422_is_invalid_if_it_can_be_read() {
        let plain = Profile::default();
        let body = r#"{"errors": "Too late in the day"}"#;
        let invalid = Verdict::Invalid(vec![(None, "Too late in the day".to_owned())]);
        assert_eq!(judged(&plain, 422, body), invalid);
        assert_eq!(
            judged(&plain, 422, "{}"),
            fail(SubmitError::Unreadable, false)
        );
    }

    #[test]
    fn a_200_that_says_no_is_no_success() {
        let theirs = profile(
            r#"{"success": [{"member": "status", "is": "mail_sent"}], "errors": "invalid_fields"}"#,
        );
        let sent = judged(&theirs, 200, r#"{"status": "mail_sent"}"#);
        assert_eq!(sent, Verdict::Sent);
        let body = r#"{"status": "validation_failed",
            "invalid_fields": [{"field": "email", "message": "No."}]}"#;
        let invalid = Verdict::Invalid(vec![at(Field::Email, "No.")]);
        assert_eq!(judged(&theirs, 200, body), invalid);
        let spam = judged(&theirs, 200, r#"{"status": "spam", "invalid_fields": []}"#);
        assert_eq!(spam, fail(SubmitError::Rejected, false));
        let page = judged(&theirs, 200, "<!doctype html>");
        assert_eq!(page, fail(SubmitError::Unreadable, true));
    }

    #[test]
    fn only_what_is_needed_of_an_answer_is_read() {
        let plain = Profile::default();
        let theirs = profile(r#"{"success": [{"member": "ok"}]}"#);
        assert!(!plain.reads(201) && theirs.reads(201));
        assert!(plain.reads(422) && theirs.reads(400));
        assert!(!theirs.reads(404) && !plain.reads(503));
    }

    #[test]
    fn a_problem_document_names_fields_by_pointer() {
        let answer = r##"{"errors": [{"pointer": "#/email", "detail": "Enter it"},
            {"pointer": "#/topics/0", "detail": "Unknown"}, {"detail": "Something"}]}"##;
        let expected = [
            at(Field::Email, "Enter it"),
            at(Field::Topics, "Unknown"),
            (None, "Something".to_owned()),
        ];
        assert_eq!(found(&Profile::default(), answer), expected);
    }

    #[test]
    fn errors_by_name_are_read_with_their_first_words() {
        let answer = r#"{"errors": {"email": ["Wrong", "Really"], "phone": "Short"}}"#;
        let expected = [at(Field::Email, "Wrong"), at(Field::Phone, "Short")];
        assert_eq!(found(&Profile::default(), answer), expected);
    }

    #[test]
    fn their_names_become_ours() {
        let contact_form =
            profile(r#"{"fields": {"email": "your-email"}, "errors": "invalid_fields"}"#);
        let answer = r#"{"invalid_fields": [{"field": "your-email", "message": "No."}]}"#;
        assert_eq!(found(&contact_form, answer), [at(Field::Email, "No.")]);
        let gravity = profile(
            r#"{"fields": {"email": "input_2"}, "errors": "validation_messages",
                "error_prefix": "input_"}"#,
        );
        let answer = r#"{"validation_messages": {"2": "No."}}"#;
        assert_eq!(found(&gravity, answer), [at(Field::Email, "No.")]);
    }

    #[test]
    fn a_field_named_in_the_words_is_found() {
        let answer = r#"{"errors": [{"message": "Error in 'fields.email'. Invalid."}]}"#;
        let expected = [at(Field::Email, "Invalid.")];
        assert_eq!(found(&Profile::default(), answer), expected);
    }

    #[test]
    fn an_answer_without_errors_has_none() {
        for answer in [
            "{}",
            "[]",
            "null",
            r#"{"errors": true}"#,
            r#"{"errors": null}"#,
        ] {
            assert_eq!(found(&Profile::default(), answer), [], "{answer}");
        }
    }
}
