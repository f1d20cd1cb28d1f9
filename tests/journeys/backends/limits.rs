//! What the backends reject, which explains the profiles.

use journeys::Site;

/// The preflight fails, and the visitor sees it.
fn is_stopped_by_the_preflight(backend: &str, profile: &'static str, asked: &str) {
    Site::with_fake_backend(backend, &["success"])
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
            assert_eq!(visitor.server().preflights(), [asked]);
            assert!(visitor.server().submissions().is_empty());
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
    Site::with_fake_backend("contact-form-7", &["success"])
        .with_profile(r#"{"encoding": "form"}"#)
        .expecting(1, "status of 415")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_rejected();
            visitor.sees_submissions(&["unsupported"], 0);
        });
}

#[test]
fn contact_form_7_requires_a_unit_tag() {
    Site::with_fake_backend("contact-form-7", &["success"])
        .with_profile(r#"{"fixed": {"_wpcf7_unit_tag": ""}}"#)
        .expecting(1, "status of 400")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_rejected();
            visitor.sees_submissions(&["no_unit_tag"], 0);
        });
}

#[test]
fn an_unexpected_redirect_is_not_an_answer() {
    Site::with_fake_backend("apps-script", &["success"])
        .with_profile(r#"{"redirect": false}"#)
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_rejected();
        });
}

/// The browser reports the endpoint as blocked, although it was requested.
#[test]
fn a_forbidden_redirect_is_not_reported_as_a_rejection() {
    for profile in ["{}", r#"{"idempotent": true}"#] {
        Site::with_fake_backend("apps-script", &["success"])
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
                assert!(!visitor.server().submissions().is_empty());
            });
    }
}
