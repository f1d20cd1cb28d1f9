//! Sending to a fake backend, and what the visitor sees of its responses.

use super::{Role, Visitor};
use crate::Submission;

/// The text of the message field.
const MESSAGE: &str = "One & \"two\".\nThree: é = 50 %";

impl Visitor {
    /// Comes by the link of a campaign, and fills in every field.
    #[track_caller]
    pub fn opens_and_fills_in_everything(&self) -> &Self {
        self.opens("/?utm_source=news&gclid=1")
            .fills_in_the_form()
            .adds_a_phone_number("+1 (617) 555-0123")
            .chooses("Evening")
            .chooses("Someone I care about")
            .ticks("PTSD care that is open now")
            .ticks("Studies with MDMA")
            .fills("Anything else? (optional)", MESSAGE)
    }

    /// Sends the form, sees the error of the backend at the email address, and corrects it.
    #[track_caller]
    pub fn asks_and_corrects_the_address(&self, words: &str) -> &Self {
        self.asks_for_a_consultation()
            .sees_errors(&[words])
            .sees_error_at(Role::Textbox, "Email address", words)
            .sees_every_word_kept()
            .fills("Email address", "ana@example.org")
    }

    #[track_caller]
    pub fn sees_it_rejected(&self) -> &Self {
        self.sees_it_failed("Our system did not take the request. Reach the clinic directly.")
    }

    #[track_caller]
    pub fn sees_it_not_understood(&self) -> &Self {
        self.sees_it_failed("We could not read the answer.")
    }

    /// Sends a request that is rejected, then answered unreadably, and then arrives.
    #[track_caller]
    pub fn asks_until_it_arrives(&self) -> &Self {
        self.asks_for_a_consultation()
            .sees_it_rejected()
            .tries_again()
            .sees_it_not_understood()
            .tries_again()
            .sees_it_arrived()
    }

    /// The page says that the request was sent but not confirmed, and what to do. It never says
    /// that the clinic has it.
    #[track_caller]
    pub fn sees_it_sent_but_not_confirmed(&self) -> &Self {
        let heading = "Your request was sent, but not confirmed";
        self.has_focus_on(Role::Group, heading)
            .sees_a(Role::Heading, heading)
            .sees_text("this page cannot tell if it came")
            .sees_text("contact the clinic and give your reference")
            .sees_a(Role::Link, "https://www.cambridgebiotherapies.com")
            .sees_no(Role::Button, "Ask for a free consultation")
            .sees_no_text("We have your request")
    }

    /// The fake backend has given these responses. All requests after the first `corrected` were
    /// the same under one id. Returns the last.
    #[track_caller]
    pub fn sees_submissions(&self, answers: &[&str], corrected: usize) -> Submission {
        let mut submissions = self.server().submissions();
        let given: Vec<_> = submissions.iter().map(|one| one.answer.as_str()).collect();
        assert_eq!(given, answers);
        let last = submissions.pop().expect("a request");
        let id = last.value_of("id");
        assert_eq!(id.len(), 36, "an id: {last:#?}");
        for (index, earlier) in submissions.iter().enumerate() {
            if index < corrected {
                assert_ne!(earlier.value_of("id"), id, "other words, another id");
            } else {
                assert_eq!(earlier.value_of("id"), id, "the same words, one id");
            }
        }
        assert_eq!(last.value_of("replaces"), "", "no other may have arrived");
        last
    }

    /// The backend has every word that was filled in, and the words of consent.
    #[track_caller]
    pub fn has_delivered_everything(&self, submission: &Submission) {
        let server = self.server();
        let (page, revision) = (server.url("/"), server.guide().revision);
        for (name, words) in [
            ("name", "Ana O'Neil"),
            ("email", "ana@example.org"),
            ("phone", "+1 (617) 555-0123"),
            ("contact_by", "email"),
            ("best_time", "evening"),
            ("for_whom", "someone_else"),
            ("consent_wording", Self::CONSENT),
            ("guide", "mdma"),
            ("guide_revision", &revision),
            ("language", "en"),
            ("page", &page),
            ("utm_source", "news"),
        ] {
            assert_eq!(submission.value_of(name), words, "{name}: {submission:#?}");
        }
        let message = submission.value_of("message").replace("\r\n", "\n");
        assert!(message.starts_with(MESSAGE), "the message: {message}");
        assert_eq!(submission.header("cookie"), "");
    }
}
