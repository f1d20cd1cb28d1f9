//! Scripts are turned off.

use journeys::{Channel, Role, Site, Visitor};

#[test]
fn everything_can_be_read_and_the_tabs_are_links() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor
            .opens("/")
            .sees_a(
                Role::Heading,
                "Does microdosing MDMA work? MDMA therapy and PTSD care, compared",
            )
            .sees_panel("Compare");
        for (tab, hash) in Visitor::TABS.into_iter().zip([
            "#at-a-glance",
            "#therapy",
            "#microdosing",
            "#research",
            "#risks",
            "#our-view",
        ]) {
            let end = format!("/{hash}");
            visitor
                .clicks(Role::Link, tab)
                .sees_panel(tab)
                .sees_address(&end);
        }
        visitor.goes_back().sees_panel("Risks");
        visitor
            .shows_everything()
            .sees_everything()
            .shows_one_part()
            .sees_panel("Compare");
    });
}

#[test]
fn a_deep_link_opens_its_part_without_scripts() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor
            .opens("/#research")
            .sees_panel("Evidence")
            .opens("/#risks-source-1")
            .sees_panel("Risks")
            .sees_on_screen("risks-source-1")
            .opens("/#nothing")
            .sees_panel("Compare");
    });
}

#[test]
fn a_plain_form_post_arrives_once() {
    Site::with_receiver()
        .in_full_browser()
        .without_scripts()
        .visit(|visitor| {
            visitor
                .opens("/?utm_source=news#risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request")
                .sees_text("Staff will read it and reach you the way you chose.");
            let (channel, request) = visitor.server().only_request();
            let id = request.id.as_ref().expect("the receiver gives an id");
            assert_eq!(visitor.reference(), id.reference());
            assert_eq!(channel, Channel::Native);
            assert_eq!(request.name, "Ana O'Neil");
            assert_eq!(request.email, "ana+guide@example.org");
            assert_eq!(request.consent_wording, Visitor::CONSENT);

            // The same again, as an unsure visitor does.
            let reference = visitor.reference();
            visitor
                .goes_back()
                .sees_every_word_kept()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            assert_eq!(visitor.reference(), reference);
            assert_eq!(visitor.server().rows().len(), 1);
            visitor
                .reloads()
                .sees_a(Role::Heading, "We have your request");
            assert_eq!(visitor.server().rows().len(), 1);
        });
}

#[test]
fn errors_come_back_with_every_word_kept() {
    Site::with_receiver()
        .without_scripts()
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .chooses("Text message")
                .fills("Phone number", "12")
                .ticks("Microdosing")
                .ticks("Risks and medicines")
                .fills(
                    "Anything else? (optional)",
                    "Two lines,\n<b>not</b> markup & \"so\"",
                )
                .asks_for_a_consultation()
                .sees_title_beginning("Error: ");
            for (role, label, words) in [
                (Role::Textbox, "Full name", "Enter your full name"),
                (
                    Role::Textbox,
                    "Phone number",
                    "Enter a phone number with 7 to 15 digits",
                ),
                (
                    Role::Checkbox,
                    Visitor::CONSENT,
                    "Check the box so that we may contact you",
                ),
                (
                    Role::Checkbox,
                    Visitor::CONSENT_TO_TEXTS,
                    "Check the box so that we may text you, or choose a call or email",
                ),
            ] {
                visitor
                    .sees_a(Role::Link, words)
                    .sees_error_at(role, label, words);
            }
            visitor
                .sees_in("Phone number", "12")
                .sees_in(
                    "Anything else? (optional)",
                    "Two lines,\n<b>not</b> markup & \"so\"",
                )
                .sees_chosen(Role::Radio, "Text message", true)
                .sees_chosen(Role::Checkbox, "Microdosing", true)
                .sees_chosen(Role::Checkbox, "Risks and medicines", true)
                .sees_chosen(Role::Checkbox, "Studies with MDMA", false)
                .fills("Full name", "Åsa")
                .fills("Phone number", "(617) 555-0123")
                .consents()
                .ticks(Visitor::CONSENT_TO_TEXTS)
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            let (channel, request) = visitor.server().only_request();
            assert_eq!(channel, Channel::Native);
            assert_eq!(request.name, "Åsa");
            assert_eq!(request.topics, ["microdosing", "risks"]);
            assert_eq!(request.message, "Two lines,\n<b>not</b> markup & \"so\"");
            let both = format!("{}\n{}", Visitor::CONSENT, Visitor::CONSENT_TO_TEXTS);
            assert_eq!(request.consent_wording, both);
        });
}

#[test]
fn printing_prints_every_panel_without_scripts() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        for path in ["/", "/#risks"] {
            visitor.opens(path).looks_at_the_print().sees_everything();
        }
    });
}
