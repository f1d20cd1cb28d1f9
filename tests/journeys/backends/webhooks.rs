//! Webhooks of automation services, and Apps Script.

use journeys::Site;

#[test]
fn zapier_is_sent_a_form_without_a_preflight() {
    let responses = ["rejected", "limited", "success"];
    Site::with_fake_backend("zapier", &responses)
        .expecting(2, "Failed to load resource")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_rejected()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&responses, 0);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics"), ["ptsd-care, studies"]);
            assert!(visitor.server().preflights().is_empty());
        });
}

#[test]
fn make_answers_as_its_scenario_says() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("make", &responses)
        .expecting(4, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("We cannot write to this address")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics"), ["ptsd-care, studies"]);
            assert!(visitor.server().preflights().is_empty());
        });
}

#[test]
fn n8n_is_sent_plain_json() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("n8n", &responses)
        .expecting(4, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("We cannot write to this address")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics"), ["ptsd-care", "studies"]);
            assert_eq!(last.body["consent_contact"], true);
        });
}

#[test]
fn apps_script_answers_behind_a_redirect() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("apps-script", &responses)
        .expecting(1, "status of 429")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("We cannot write to this address")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.body["topics"], "ptsd-care, studies");
            assert!(visitor.server().preflights().is_empty());
        });
}

#[test]
fn a_failed_apps_script_may_have_kept_the_request() {
    Site::with_fake_backend("apps-script", &["threw", "success"])
        .expecting(1, "blocked by CORS policy")
        .expecting(1, "net::ERR_FAILED")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("It may have arrived all the same.")
                .sees_every_word_kept()
                .tries_again()
                .sees_it_arrived();
            visitor.sees_submissions(&["threw", "success"], 0);
        });
}
