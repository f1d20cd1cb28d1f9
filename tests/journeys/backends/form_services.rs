//! Services that take a form's fields, and the plain form.

use journeys::{Role, Site};

#[test]
fn a_plain_form_is_posted_with_our_own_names() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("form", &answers)
        .expecting(4, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_mends_the_address("This address does not take mail")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.texts("topics"), ["therapy", "our-view"]);
            assert_eq!(last.field("consent_contact"), "yes");
            assert!(visitor.clinic().preflights().is_empty());
        });
}

#[test]
fn formspree_names_the_field_and_confirms_by_where_it_would_lead() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("formspree", &answers)
        .expecting(3, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_mends_the_address("should be an email")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.texts("topics"), ["therapy, our-view"]);
            assert_eq!(visitor.reference(), last.field("id")[..8]);
        });
}

#[test]
fn netlify_takes_the_fields_of_a_form_it_knows_at_the_pages_own_origin() {
    let answers = ["refused", "limited", "success"];
    Site::with_standin("netlify", &answers)
        .expecting(2, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 0);
            visitor.has_told_everything(&last);
            assert_eq!(last.field("form-name"), "consultation");
            assert_eq!(last.texts("topics"), ["therapy, our-view"]);
        });
}

#[test]
fn hubspot_names_the_field_in_its_words_and_gets_consent_in_its_own_place() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("hubspot", &answers)
        .expecting(3, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_mends_the_address("Invalid email address 'ana+guide@example.org'")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.names(), ["firstname", "email", "phone", "message"]);
            assert_eq!(last.tells("topics"), "therapy, our-view");
            let field = &last.body["fields"][0];
            assert_eq!(field["objectTypeId"], "0-1");
            let context = &last.body["context"];
            assert_eq!(context["pageUri"], visitor.clinic().address("/"));
            assert_eq!(context.get("hutk"), None, "the visitor is not tracked");
            let consent = &last.body["legalConsentOptions"]["consent"];
            assert_eq!(consent["consentToProcess"], true);
            assert_eq!(consent["text"], journeys::Visitor::CONSENT);
        });
}

#[test]
fn hubspot_confirms_by_leading_on_too() {
    Site::with_standin("hubspot", &["led_on"]).visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
    });
}

#[test]
fn web3forms_says_no_with_a_200_too() {
    let answers = ["refused", "says_no", "unreadable", "limited", "success"];
    Site::with_standin("web3forms", &answers)
        .with_profile(r#"{"fixed": {"access_key": "c9e03bd8-4b8f-4b43-9a2b-6a7c1f0f4a11"}}"#)
        .expecting(2, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 0);
            visitor.has_told_everything(&last);
            let key = "c9e03bd8-4b8f-4b43-9a2b-6a7c1f0f4a11";
            assert_eq!(last.field("access_key"), key);
            assert!(last.names().contains(&"botcheck"));
        });
}

#[test]
fn web3forms_without_its_key_takes_nothing() {
    Site::with_standin("web3forms", &["success"])
        .expecting(1, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_refused()
                .sees_every_word_kept();
        });
}

#[test]
fn basin_says_what_is_wrong_without_a_field() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("basin", &answers)
        .expecting(4, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_for_a_consultation()
                .sees_general_error("The email address is invalid")
                .sees_no_error_at(Role::Textbox, "Email address")
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.texts("topics"), ["therapy, our-view"]);
        });
}
