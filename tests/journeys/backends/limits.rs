//! What the stand-ins do not take, as the backends do not. It is why the profiles are what they are.

use journeys::Site;

/// The browser asks first, is not allowed to send, and the visitor is told.
fn is_stopped_by_the_preflight(standin: &str, profile: &'static str, asked: &str) {
    Site::with_standin(standin, &["success"])
        .with_profile(profile)
        .expecting(1, "blocked by CORS policy")
        .expecting(1, "net::ERR_FAILED")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("The connection broke off.")
                .sees_every_word_kept();
            assert_eq!(visitor.clinic().preflights(), [asked]);
            assert!(visitor.clinic().submissions().is_empty());
        });
}

#[test]
fn wordpress_allows_no_idempotency_key() {
    is_stopped_by_the_preflight("contact-form-7", r#"{"key": true}"#, "idempotency-key");
}

#[test]
fn zapier_allows_no_content_type_of_json() {
    is_stopped_by_the_preflight("zapier", r#"{"encoding": "json"}"#, "content-type");
}

#[test]
fn apps_script_answers_no_preflight() {
    is_stopped_by_the_preflight("apps-script", r#"{"encoding": "json"}"#, "content-type");
}

#[test]
fn contact_form_7_takes_nothing_but_multipart() {
    Site::with_standin("contact-form-7", &["success"])
        .with_profile(r#"{"encoding": "form"}"#)
        .expecting(1, "status of 415")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_refused();
            visitor.sees_submissions(&["unsupported"], 0);
        });
}

#[test]
fn contact_form_7_wants_to_know_which_form_on_the_page_it_is() {
    Site::with_standin("contact-form-7", &["success"])
        .with_profile(r#"{"fixed": {"_wpcf7_unit_tag": ""}}"#)
        .expecting(1, "status of 400")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_refused();
            visitor.sees_submissions(&["no_unit_tag"], 0);
        });
}

#[test]
fn what_a_redirect_leads_to_is_no_answer_where_none_is_expected() {
    Site::with_standin("apps-script", &["success"])
        .with_profile(r#"{"redirect": false}"#)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_refused();
        });
}

/// The browser names the endpoint as what the policy forbids, though that one was asked.
#[test]
fn a_request_is_not_said_to_be_refused_where_only_its_redirect_is_forbidden() {
    for profile in ["{}", r#"{"idempotent": true}"#] {
        Site::with_standin("apps-script", &["success"])
            .with_profile(profile)
            .forbidding_redirects()
            .expecting_any("Content Security Policy")
            .expecting_any("blocked by CORS policy")
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_failed("The connection broke off.")
                    .sees_every_word_kept();
                assert!(!visitor.clinic().submissions().is_empty());
            });
    }
}
