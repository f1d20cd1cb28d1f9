//! The clinic's own profile inside the element.

use std::time::Duration;

use journeys::{Role, ScriptedResponse, Site, host_page};

const OWN: &str = r##"{
    "key": true,
    "idempotent": true,
    "fields": {
        "name": "full_name",
        "email": "e_mail",
        "message": "body",
        "guide_revision": null
    },
    "fixed": { "tenant": "boston", "urgent": false }
}"##;

/// A page on Netlify.
const EMBEDDING: &str = host_page!(
    r#"<care-guide endpoint="/" backend="netlify">
<script type="application/json">{ "fixed": { "form-name": "enquiry" } }</script>
<p>Call us: 617-555-0100</p>
</care-guide>"#
);

const WORDS: &str = "We cannot write to this address";

#[test]
fn names_are_mapped_fixed_values_added_and_problem_documents_read() {
    let responses = [
        "invalid",
        "invalid_by_name",
        "rejected",
        "unreadable",
        "success",
    ];
    Site::with_fake_backend("problem", &responses)
        .with_profile(OWN)
        .expecting(4, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_for_a_consultation()
                .sees_errors(&[WORDS])
                .sees_error_at(Role::Textbox, "Email address", WORDS)
                .sees_general_error("We are closed today")
                .adds_a_phone_number("+1 617 555 0124")
                .asks_and_corrects_the_address(WORDS)
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 2);
            assert_eq!(last.field("full_name"), "Ana O'Neil");
            assert_eq!(last.field("e_mail"), "ana@example.org");
            assert_eq!(last.body["tenant"], "boston");
            assert_eq!(last.body["urgent"], false);
            for gone in ["name", "email", "message", "guide_revision"] {
                assert_eq!(last.body.get(gone), None, "{gone}");
            }
            let id = last.field("id");
            assert_eq!(last.header("idempotency-key"), format!("\"{id}\""));
            let asked = visitor.server().preflights();
            assert!(
                asked
                    .iter()
                    .all(|asked| asked == "content-type,idempotency-key")
            );
        });
}

#[test]
fn an_idempotent_backend_is_retried_by_the_page() {
    let responses = ["down", "limited", "success"];
    Site::with_fake_backend("problem", &responses)
        .with_profile(OWN)
        .expecting(2, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            visitor.sees_submissions(&responses, 0);
            let got = visitor.server().submissions();
            let wait = got[2].at - got[1].at;
            assert!(
                wait >= Duration::from_secs(2),
                "it came again after {wait:?}"
            );
        });
}

#[test]
fn another_backend_is_retried_only_by_the_visitor() {
    Site::with_fake_backend("problem", &["down", "success"])
        .with_profile(r#"{"fixed": {"tenant": "boston"}}"#)
        .expecting(1, "status of 503")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system is busy or down.")
                .sees_every_word_kept();
            visitor.sees_submissions(&["down"], 0);
            visitor.tries_again().sees_it_arrived();
            visitor.sees_submissions(&["down", "success"], 0);
        });
}

#[test]
fn a_bundled_profile_takes_the_clinics_own_names_and_values() {
    Site::with_fake_backend("formspree", &["success"])
        .with_profile(r#"{"fields": {"name": "Full name"}, "fixed": {"_subject": "The guide"}}"#)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&["success"], 0);
            assert_eq!(last.field("Full name"), "Ana O'Neil");
            assert_eq!(last.field("_subject"), "The guide");
            assert_eq!(last.field("email"), "ana+guide@example.org");
        });
}

#[test]
fn an_embedded_element_takes_a_profile_beside_its_fallback() {
    Site::with_fake_backend("netlify", &["success"])
        .embedded_in(EMBEDDING)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            let last = visitor.sees_submissions(&["success"], 0);
            assert_eq!(last.field("form-name"), "enquiry");
            assert_eq!(last.field("name"), "Ana O'Neil");
        });
}

/// Contact details replace the form, and the console gives one reason.
fn is_rejected(backend: &str, profile: &'static str, reason: &'static str) {
    Site::with_fake_backend("problem", &["success"])
        .with_backend_attribute(backend)
        .with_profile(profile)
        .expecting(1, reason)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_contact_details_in_place_of_the_form()
                .sees_in_console("the contact details are shown in place of the form");
        });
}

#[test]
fn a_profile_that_is_not_json_is_rejected() {
    is_rejected("custom", r#"{"encoding": "form""#, "its profile: ");
}

#[test]
fn an_unknown_member_is_reported_with_the_known_ones() {
    let reason = "encodin: allowed is encoding, key, idempotent, flat, lists, fields";
    is_rejected("hubspot", r#"{"encodin": "form"}"#, reason);
}

#[test]
fn an_unknown_field_is_reported() {
    let reason = "fields: surname: allowed is a member of the request";
    is_rejected("custom", r#"{"fields": {"surname": "sn"}}"#, reason);
}

#[test]
fn without_the_profiles_file_nothing_is_sent_and_no_word_is_lost() {
    Site::with_fake_backend("formspree", &["success"])
        .without_files("backends/formspree.json")
        .expecting_any("status of 404")
        .expecting_any("valid digest in the 'integrity' attribute")
        .expecting_any("integrity checks failed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system is busy or down.")
                .sees_every_word_kept();
            assert!(visitor.server().submissions().is_empty());
        });
}

/// The parser of the browser reads it; recursion over the result would exhaust the stack.
#[test]
fn a_deeply_nested_answer_is_not_understood_and_no_word_is_lost() {
    Site::with_responses([ScriptedResponse::nested(100_000)])
        .posting_to("/api/consultations")
        .with_backend_attribute("custom")
        .with_profile("{}")
        .expecting(1, "status of 422")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_not_understood()
                .sees_every_word_kept();
        });
}
