use contract::ConsultationRequest;

use crate::{Profile, Tree};

const CONTACT_FORM_7: &str = include_str!("../../../../public/backends/contact-form-7.json");
const GRAVITY_FORMS: &str = include_str!("../../../../public/backends/gravity-forms.json");

/// What the console says of an answer.
fn line(profile: &str, status: u16, answer: &str) -> Option<String> {
    let profile = Profile::parse(profile, None).expect("it is allowed");
    let request = ConsultationRequest {
        name: "Ana O'Neil".into(),
        email: "ana+guide@example.org".into(),
        message: "Please call me.".into(),
        ..Default::default()
    };
    let request = serde_json::to_value(request).expect("it can be written");
    let body = Tree::parse(answer).ok();
    let body = body.filter(|_| profile.reads(status));
    let verdict = profile.verdict(status, None, body.as_ref());
    profile.refusal(&request.into(), status, answer, &verdict)
}

#[test]
fn the_rule_that_failed_is_named_with_the_beginning_of_the_answer() {
    let spam = r#"{"status":"spam","message":"There was an error.","invalid_fields":[]}"#;
    assert_eq!(
        line(CONTACT_FORM_7, 200, spam).as_deref(),
        Some(
            r#"the request is not confirmed: status 200; success: "status" is "spam", wanted "mail_sent"; the answer begins: {"status":"spam","message":"There was an error.","invalid_fields":[]}"#
        )
    );
    let spam = r#"{"is_valid":true,"is_spam":true}"#;
    let found = line(GRAVITY_FORMS, 200, spam).expect("a line");
    assert!(
        found.contains(r#"success: "is_spam" is true, which "none_of" forbids; "#),
        "{found}"
    );
}

#[test]
fn errors_at_fields_that_the_guide_lacks_are_named() {
    for (profile, status, answer, names) in [
        (
            CONTACT_FORM_7,
            200,
            r#"{"status": "validation_failed", "invalid_fields":
                [{"field": "your-subject", "message": "Fill it in"}, {"field": "quiz", "message": "No"}]}"#,
            "your-subject, quiz",
        ),
        (
            GRAVITY_FORMS,
            400,
            r#"{"is_valid": false, "validation_messages": {"9": "This field is required."}}"#,
            "9",
        ),
        (
            "{}",
            400,
            r##"{"errors": [{"pointer": "#/tenant", "detail": "Unknown"}]}"##,
            "tenant",
        ),
    ] {
        let found = line(profile, status, answer).expect("a line");
        let part = format!("; errors at fields that the guide lacks: {names}; the answer");
        assert!(found.contains(&part), "{found}");
    }
}

#[test]
fn each_answer_that_the_page_cannot_show_has_a_line() {
    for (profile, status, answer, part) in [
        (
            CONTACT_FORM_7,
            200,
            "<h1>Error</h1>",
            "the answer is not JSON; the answer begins: <h1>Error</h1>",
        ),
        (
            CONTACT_FORM_7,
            200,
            "",
            "the answer is not JSON; the answer is empty",
        ),
        (
            "{}",
            0,
            "",
            "status 0; it redirects, perhaps to a login, and \"redirect\" is false; ",
        ),
        ("{}", 422, "{}", "errors: there are none in \"errors\"; "),
        ("{}", 422, "<html>", "status 422; the answer is not JSON; "),
        (
            "{}",
            403,
            "Authorization data is wrong!",
            "status 403; the answer begins: Authorization data is wrong!",
        ),
        ("{}", 503, "", "status 503; the answer is empty"),
    ] {
        let found = line(profile, status, answer).unwrap_or_else(|| panic!("{status} has a line"));
        assert!(found.contains(part), "{found}");
        assert!(!found.contains('\n'), "{found}");
    }
}

#[test]
fn nothing_is_said_where_the_visitor_reads_it_or_the_page_tries_again() {
    let invalid = r#"{"status": "validation_failed",
        "invalid_fields": [{"field": "your-email", "message": "No."}]}"#;
    assert_eq!(line(CONTACT_FORM_7, 200, invalid), None);
    assert_eq!(
        line(CONTACT_FORM_7, 200, r#"{"status": "mail_sent"}"#),
        None
    );
    assert_eq!(line("{}", 422, r#"{"errors": "Too late"}"#), None);
    assert_eq!(line("{}", 429, "Slow down"), None);
    assert_eq!(line("{}", 201, "anything"), None);
}

#[test]
fn the_answer_is_cut_after_200_characters() {
    let long = "é, ".repeat(200);
    let found = line("{}", 500, &long).expect("a line");
    let (_, start) = found.split_once("begins: ").expect("the answer");
    assert_eq!(start.chars().count(), 201);
    assert!(start.ends_with('…'), "{start}");
}

#[test]
fn no_part_of_it_holds_what_was_sent() {
    let answer = r#"{"status": "Hello Ana O'Neil, welcome", "invalid_fields":
        [{"field": "ANA%2BGUIDE", "message": "Sorry ana+guide@example.org"}]}"#;
    let found = line(CONTACT_FORM_7, 200, answer).expect("a line");
    assert!(
        found.contains("\"status\" is \"Hello … …'…, welcome\", wanted"),
        "{found}"
    );
    let low = found.to_lowercase();
    for word in ["ana", "neil", "guide@", "example"] {
        assert!(!low.contains(word), "{word}: {found}");
    }
}
