//! Errors that the form finds itself.

use journeys::{Role, Site, Visitor};

use crate::embedded::pages;

const NAME: &str = "Full name";
const EMAIL: &str = "Email address";
const PHONE: &str = "Phone number";
const MESSAGE: &str = "Anything else? (optional)";
const ASKED: &str = "How should we reach you?";
const TITLE: &str = "Does microdosing MDMA work? MDMA therapy and PTSD care, compared";

/// The summary has this error alone, the field shows it too, the link leads there, and nothing is
/// sent.
fn sees_only_error(visitor: &Visitor, role: Role, label: &str, words: &str) {
    visitor
        .asks_for_a_consultation()
        .sees_errors(&[words])
        .sees_error_at(role, label, words)
        .sees_title(&format!("Error: {TITLE}"))
        .follows_error(words);
    match role {
        // The first choice stands for the group.
        Role::RadioGroup => visitor.has_focus_on(Role::Radio, "Email"),
        role => visitor.has_focus_on(role, label),
    };
    assert!(visitor.server().rows().is_empty(), "nothing is sent");
}

/// After the correction the request arrives, and the title is as before.
fn then_it_arrives(visitor: &Visitor) {
    visitor
        .asks_for_a_consultation()
        .sees_it_arrived()
        .sees_title(TITLE);
    assert_eq!(visitor.server().rows().len(), 1);
}

#[test]
fn an_empty_form_lists_its_errors_in_order_once_sent() {
    Site::with_receiver()
        .in_full_browser()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .moves_focus_to(Role::Textbox, NAME)
                .presses("Tab")
                .sees_no_error_at(Role::Textbox, NAME)
                .asks_for_a_consultation()
                .sees_errors(&[
                    "Enter your full name",
                    "Choose how we should reach you",
                    "Check the box so that we may contact you",
                ])
                .sees_error_at(Role::Textbox, NAME, "Enter your full name")
                .sees_error_at(Role::RadioGroup, ASKED, "Choose how we should reach you")
                .sees_no_error_at(Role::Textbox, MESSAGE);
        });
}

/// The errors scroll the page, so another element is under the pointer.
fn double_clicks_count_once(visitor: &Visitor) {
    visitor
        .opens("/")
        .fills(NAME, "Ana O'Neil")
        .asks_for_a_consultation()
        .sees_a(Role::Link, "Choose how we should reach you")
        .ends_a_double_click_on(Role::Checkbox, Visitor::CONSENT)
        .sees_chosen(Role::Checkbox, Visitor::CONSENT, false)
        .ends_a_double_click_on(Role::Radio, "Email")
        .sees_chosen(Role::Radio, "Email", false)
        .consents()
        .sees_chosen(Role::Checkbox, Visitor::CONSENT, true)
        .double_clicks(Role::Checkbox, Visitor::CONSENT)
        .sees_chosen(Role::Checkbox, Visitor::CONSENT, true);
}

#[test]
fn a_double_click_counts_once_when_the_page_scrolls() {
    Site::with_receiver().visit(double_clicks_count_once);
}

#[test]
fn a_double_click_counts_once_in_an_embedded_guide() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .visit(double_clicks_count_once);
}

#[test]
fn errors_disappear_once_corrected() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .fills(NAME, "")
            .fills(EMAIL, "ana")
            .asks_for_a_consultation()
            .sees_errors(&[
                "Enter your full name",
                "Enter an email address like name@example.com",
            ])
            .fills(NAME, "Ana O'Neil")
            .asks_for_a_consultation()
            .sees_errors(&["Enter an email address like name@example.com"])
            .sees_no_error_at(Role::Textbox, NAME)
            .fills(EMAIL, "ana+guide@example.org")
            .asks_for_a_consultation()
            .sees_it_arrived()
            .sees_title(TITLE);
    });
}

#[test]
fn a_name_is_required() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/").fills_in_the_form().fills(NAME, "  ");
        sees_only_error(visitor, Role::Textbox, NAME, "Enter your full name");
        visitor.fills(NAME, "Q");
        then_it_arrives(visitor);
    });
}

#[test]
fn a_name_has_up_to_200_characters() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .pastes(NAME, &"é".repeat(201));
        sees_only_error(
            visitor,
            Role::Textbox,
            NAME,
            "Shorten your name to 200 characters or fewer",
        );
        visitor.pastes(NAME, &"é".repeat(200));
        then_it_arrives(visitor);
    });
}

#[test]
fn a_contact_method_is_required() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/").fills(NAME, "Ana").consents();
        sees_only_error(
            visitor,
            Role::RadioGroup,
            ASKED,
            "Choose how we should reach you",
        );
        visitor.chooses("Email").fills(EMAIL, "ana@example.org");
        then_it_arrives(visitor);
    });
}

#[test]
fn contact_by_email_requires_an_email_address() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/").fills_in_the_form().fills(EMAIL, "");
        sees_only_error(visitor, Role::Textbox, EMAIL, "Enter your email address");
        visitor.fills(EMAIL, "o'neil@example.co");
        then_it_arrives(visitor);
    });
}

#[test]
fn an_email_address_must_be_well_formed() {
    Site::with_receiver().visit_both(|visitor| {
        let words = "Enter an email address like name@example.com";
        visitor.opens("/").fills_in_the_form();
        for address in [
            "ana",
            "ana@",
            "@example.org",
            "ana@example",
            "a na@example.org",
        ] {
            visitor.fills(EMAIL, address);
            sees_only_error(visitor, Role::Textbox, EMAIL, words);
            visitor.sees_in(EMAIL, address);
        }
        let described = visitor.hears_description(Role::Textbox, EMAIL);
        assert!(
            described.starts_with("Needed if you chose email."),
            "the hint stays: {described}"
        );
        visitor.fills(EMAIL, "ana@example.org");
        then_it_arrives(visitor);
    });
}

#[test]
fn contact_by_call_or_text_requires_a_phone_number() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/").fills(NAME, "Ana").consents();
        for way in ["Phone call", "Text message"] {
            visitor.chooses(way);
            if way == "Text message" {
                visitor.ticks(Visitor::CONSENT_TO_TEXTS);
            }
            sees_only_error(visitor, Role::Textbox, PHONE, "Enter your phone number");
        }
        visitor.fills(PHONE, "617.555.0123 x 9");
        then_it_arrives(visitor);
    });
}

#[test]
fn a_phone_number_has_7_to_15_digits() {
    Site::with_receiver().visit_both(|visitor| {
        let words = "Enter a phone number with 7 to 15 digits";
        visitor
            .opens("/")
            .fills(NAME, "Ana")
            .chooses("Phone call")
            .consents();
        for number in ["12-34-56", "1234567890123456", "call me"] {
            visitor.fills(PHONE, number);
            sees_only_error(visitor, Role::Textbox, PHONE, words);
        }
        let described = visitor.hears_description(Role::Textbox, PHONE);
        assert!(
            described.starts_with("Needed if you chose a call or a text."),
            "{described}"
        );
        visitor.fills(PHONE, "1234567");
        then_it_arrives(visitor);
    });
}

#[test]
fn a_message_has_up_to_2000_characters() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .pastes(MESSAGE, &"é\n".repeat(1001));
        let words = "Shorten your message to 2000 characters or fewer";
        sees_only_error(visitor, Role::Textbox, MESSAGE, words);
        let described = visitor.hears_description(Role::Textbox, MESSAGE);
        let hint = "No medical details here. Up to 2000 characters.";
        assert!(described.starts_with(hint), "{described}");
        visitor.pastes(MESSAGE, &("é\n".repeat(999) + "éé"));
        then_it_arrives(visitor);
    });
}

#[test]
fn consent_is_required() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/").fills_in_the_form().consents();
        let words = "Check the box so that we may contact you";
        sees_only_error(visitor, Role::Checkbox, Visitor::CONSENT, words);
        visitor.consents();
        then_it_arrives(visitor);
    });
}

#[test]
fn text_messages_need_consent_to_texts() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .chooses("Text message")
            .fills(PHONE, "617 555 0123");
        let words = "Check the box so that we may text you, or choose a call or email";
        sees_only_error(visitor, Role::Checkbox, Visitor::CONSENT_TO_TEXTS, words);
        let described = visitor.hears_description(Role::Checkbox, Visitor::CONSENT_TO_TEXTS);
        let hint = "Others may see texts on your phone.";
        assert!(described.starts_with(hint), "the hint stays: {described}");
        visitor.ticks(Visitor::CONSENT_TO_TEXTS);
        then_it_arrives(visitor);
    });
}

fn sees_only_the_field_of_the_chosen_way(visitor: &Visitor) {
    visitor
        .opens("/")
        .clicks(Role::Disclosure, "Talk to us")
        .sees_a(Role::Textbox, "Full name")
        .sees_no(Role::Textbox, EMAIL)
        .sees_no(Role::Textbox, PHONE)
        .chooses("Email")
        .sees_a(Role::Textbox, EMAIL)
        .sees_no(Role::Textbox, PHONE);
    for way in ["Phone call", "Text message"] {
        visitor
            .chooses(way)
            .sees_a(Role::Textbox, PHONE)
            .sees_no(Role::Textbox, EMAIL);
    }
}

#[test]
fn only_the_field_of_the_chosen_way_shows() {
    Site::with_receiver().visit_both(sees_only_the_field_of_the_chosen_way);
    Site::with_receiver()
        .without_scripts()
        .visit(sees_only_the_field_of_the_chosen_way);
}

/// Nothing that has to be mended stays out of sight.
#[test]
fn a_field_with_an_error_shows_whatever_way_is_chosen() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .chooses("Email")
            .fills(EMAIL, "ana")
            .chooses("Phone call")
            .sees_no(Role::Textbox, EMAIL)
            .asks_for_a_consultation()
            .sees_a(Role::Link, "Enter an email address like name@example.com")
            .sees_a(Role::Textbox, EMAIL)
            .sees_a(Role::Textbox, PHONE);
    });
}
