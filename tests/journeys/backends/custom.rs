//! A profile of the clinic's own, in the element.

use std::time::Duration;

use journeys::{Answer, Role, Site};

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

/// A page of a site that Netlify serves.
const EMBEDDING: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<script type="module" src="/care-guide.js"></script>
</head>
<body>
<care-guide endpoint="/" backend="netlify">
<script type="application/json">{ "fixed": { "form-name": "enquiry" } }</script>
<p>Call us: 617-555-0100</p>
</care-guide>
</body>
</html>"#;

const WORDS: &str = "We cannot write to this address";

#[test]
fn names_are_mapped_fixed_values_added_and_problem_documents_read() {
    let answers = [
        "invalid",
        "invalid_by_name",
        "refused",
        "unreadable",
        "success",
    ];
    Site::with_standin("problem", &answers)
        .with_profile(OWN)
        .expecting(4, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_for_a_consultation()
                .sees_errors(&[WORDS])
                .sees_error_at(Role::Textbox, "Email address", WORDS)
                .sees_general_error("We are closed today")
                .fills("Phone number", "+1 617 555 0124")
                .asks_and_mends_the_address(WORDS)
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 2);
            assert_eq!(last.field("full_name"), "Ana O'Neil");
            assert_eq!(last.field("e_mail"), "ana@example.org");
            assert_eq!(last.body["tenant"], "boston");
            assert_eq!(last.body["urgent"], false);
            for gone in ["name", "email", "message", "guide_revision"] {
                assert_eq!(last.body.get(gone), None, "{gone}");
            }
            let id = last.field("id");
            assert_eq!(last.header("idempotency-key"), format!("\"{id}\""));
            let asked = visitor.clinic().preflights();
            assert!(
                asked
                    .iter()
                    .all(|asked| asked == "content-type,idempotency-key")
            );
        });
}

#[test]
fn a_backend_that_knows_an_id_again_is_sent_it_again() {
    let answers = ["down", "limited", "success"];
    Site::with_standin("problem", &answers)
        .with_profile(OWN)
        .expecting(2, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            visitor.sees_submissions(&answers, 0);
            let got = visitor.clinic().submissions();
            let wait = got[2].at - got[1].at;
            assert!(
                wait >= Duration::from_secs(2),
                "it came again after {wait:?}"
            );
        });
}

#[test]
fn a_backend_that_does_not_is_sent_it_again_only_by_the_visitor() {
    Site::with_standin("problem", &["down", "success"])
        .with_profile(r#"{"fixed": {"tenant": "boston"}}"#)
        .expecting(1, "status of 503")
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
fn a_bundled_profile_takes_names_and_values_of_the_clinics_own() {
    Site::with_standin("formspree", &["success"])
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
fn embedded_the_element_says_the_same_beside_its_fallback() {
    Site::with_standin("netlify", &["success"])
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

/// The contact details stand in the form's place, and the console says why, once.
fn is_not_used(backend: &str, profile: &'static str, told: &'static str) {
    Site::with_standin("problem", &["success"])
        .speaking_as(backend)
        .with_profile(profile)
        .expecting(1, told)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_contact_details_in_place_of_the_form()
                .sees_the_console("the contact details are shown in place of the form");
        });
}

#[test]
fn a_profile_that_is_no_json_is_not_used() {
    is_not_used("custom", r#"{"encoding": "form""#, "its profile: ");
}

#[test]
fn a_member_that_there_is_not_is_told_with_those_there_are() {
    let told = "encodin: allowed is encoding, key, idempotent, flat, fields";
    is_not_used("hubspot", r#"{"encodin": "form"}"#, told);
}

#[test]
fn a_field_that_there_is_not_is_told() {
    let told = "fields: surname: allowed is a member of the request";
    is_not_used("custom", r#"{"fields": {"surname": "sn"}}"#, told);
}

#[test]
fn without_the_profiles_file_nothing_is_sent_and_the_visitor_is_told() {
    Site::with_standin("formspree", &["success"])
        .without_files("backends/formspree.json")
        .expecting_any("status of 404")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system is busy or down.")
                .sees_every_word_kept();
            assert!(visitor.clinic().submissions().is_empty());
        });
}

/// The browser's own parser reads it; what then went through it all would run out of stack.
#[test]
fn an_answer_nested_too_deep_is_not_understood_and_nothing_is_lost() {
    Site::with_answers([Answer::nested(100_000)])
        .posting_to("/api/consultations")
        .speaking_as("custom")
        .with_profile("{}")
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_not_understood()
                .sees_every_word_kept();
        });
}
