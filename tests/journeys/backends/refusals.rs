//! What the console says of an answer that the page cannot show. The visitor reads plain words, and
//! what they typed is not in the line.

use journeys::{ScriptedResponse, Site, Visitor};

const NOT_CONFIRMED: &str = "the request is not confirmed: status ";

/// What a visitor types, as it must not be on the console.
const TYPED: [&str; 7] = ["Ana", "ana", "Neil", "neil", "guide@", "example.org", "ANA"];

fn has_nothing_typed(visitor: &Visitor) {
    for words in TYPED {
        visitor.sees_count_in_console(0, words);
    }
}

/// Sends to a fake, and sees these words and this line.
fn is_said_of(
    fake: &str,
    answer: &'static str,
    sees: fn(&Visitor) -> &Visitor,
    line: &'static str,
) {
    Site::with_fake_backend(fake, &[answer])
        .expecting(1, NOT_CONFIRMED)
        .expecting_any("Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation();
            sees(visitor).sees_every_word_kept().sees_in_console(line);
            has_nothing_typed(visitor);
        });
}

#[test]
fn contact_form_7_requires_a_field_that_the_guide_lacks() {
    is_said_of(
        "contact-form-7",
        "requires_more",
        |visitor| visitor.sees_it_rejected(),
        "<care-guide backend=\"contact-form-7\">: the request is not confirmed: status 200; success: \
         \"status\" is \"validation_failed\", wanted \"mail_sent\"; errors at fields that the guide \
         lacks: your-subject; the answer begins: {\"contact_form_id\":42,",
    );
}

#[test]
fn contact_form_7_takes_a_request_for_spam() {
    is_said_of(
        "contact-form-7",
        "rejected",
        |visitor| visitor.sees_it_rejected(),
        "success: \"status\" is \"spam\", wanted \"mail_sent\"; the answer begins: ",
    );
}

#[test]
fn contact_form_7_answers_with_a_page() {
    is_said_of(
        "contact-form-7",
        "unreadable",
        |visitor| visitor.sees_it_not_understood(),
        "status 200; the answer is not JSON; the answer begins: <b>Warning</b>: Undefined array key",
    );
}

#[test]
fn gravity_forms_takes_a_valid_request_for_spam() {
    is_said_of(
        "gravity-forms",
        "spam",
        |visitor| visitor.sees_it_rejected(),
        "status 200; success: \"is_spam\" is true, which \"none_of\" forbids; the answer begins: ",
    );
}

#[test]
fn gravity_forms_requires_a_field_that_the_guide_lacks() {
    is_said_of(
        "gravity-forms",
        "requires_more",
        |visitor| visitor.sees_it_rejected(),
        "status 400; errors at fields that the guide lacks: 5; the answer begins: {",
    );
}

#[test]
fn n8n_fails_in_the_workflow() {
    is_said_of(
        "n8n",
        "failed",
        |visitor| visitor.sees_it_failed("Our system is busy or down."),
        "status 500; the answer begins: {\"message\":\"Error in workflow\"}",
    );
}

#[test]
fn n8n_with_its_workflow_off_answers_no_preflight() {
    Site::with_fake_backend("n8n-off", &["off"])
        .expecting(1, "blocked by CORS policy")
        .expecting(1, "net::ERR_FAILED")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("The connection broke off.")
                .sees_every_word_kept();
            assert!(visitor.server().submissions().is_empty());
        });
}

#[test]
fn a_redirect_to_a_login_is_named() {
    let answer = ScriptedResponse::status(302).with_location("/wp-login.php");
    Site::with_responses([answer])
        .posting_to("/api/consultations")
        .with_backend_attribute("form")
        .expecting(1, NOT_CONFIRMED)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_rejected()
                .sees_in_console(
                    "status 0; it redirects, perhaps to a login, and \"redirect\" is false",
                );
        });
}

/// Answers that repeat what was sent.
const REPEATED: [&str; 4] = [
    "<p>Dear ANA O&#39;NEIL, we cannot write to ana+guide@example.org.</p>",
    r#"{"name":"Ana O\u0027Neil","email":"ana\u002bguide\u0040example.org","error":"closed"}"#,
    "name=Ana+O%27Neil&email=ana%2Bguide%40example.org&error=closed",
    "Dear A\u{200b}na, oneil: &amp;#97;na%252Bguide%2540EXAMPLE.ORG",
];

/// The default profile has no words for it in the page's own Wasm.
#[test]
fn the_line_of_the_default_profile_holds_nothing_that_was_typed() {
    for answer in REPEATED {
        let answer = ScriptedResponse::status(403).with_body(answer);
        Site::with_responses([answer])
            .expecting(1, NOT_CONFIRMED)
            .expecting(1, "status of 403")
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_rejected()
                    .sees_in_console(
                        "<care-guide backend=\"careguide\">: the request is not confirmed: \
                                      status 403; the answer begins: ",
                    );
                has_nothing_typed(visitor);
            });
    }
}

#[test]
fn the_line_of_another_profile_holds_nothing_that_was_typed() {
    for answer in REPEATED {
        let answer = ScriptedResponse::status(200).with_body(answer);
        Site::with_responses([answer])
            .posting_to("/api/consultations")
            .with_backend_attribute("apps-script")
            .expecting(1, NOT_CONFIRMED)
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_in_console(
                        "<care-guide backend=\"apps-script\">: the request is not confirmed",
                    );
                has_nothing_typed(visitor);
            });
    }
}
