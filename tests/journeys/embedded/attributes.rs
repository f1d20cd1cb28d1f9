//! Attributes that change at run time.

use journeys::{Role, ScriptedResponse, Site, Visitor};

use super::pages;

/// The consent in the Spanish guide.
const CONSENT_IN_SPANISH: &str = "Cambridge Biotherapies puede contactarme por esta solicitud.";

/// Sets an attribute, and waits for hydration.
fn sets<'a>(visitor: &'a Visitor, name: &str, value: &str) -> &'a Visitor {
    visitor.runs(&format!(
        "const guide = document.querySelector('care-guide');
         const ready = new Promise((done) =>
             guide.addEventListener('care-guide-ready', done, {{ once: true }}));
         guide.setAttribute('{name}', '{value}');
         return ready.then(() => true)"
    ));
    visitor
}

#[test]
fn a_pending_request_goes_on_and_its_result_is_shown() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .waits_for_posts(1);
            sets(visitor, "endpoint", "/api/others")
                .sees_tab_selected("Risks")
                .hears("Sending your request");
            sets(visitor, "section", "therapy")
                .sees_tab_selected("MDMA therapy")
                .hears("Sending your request");
            sets(visitor, "lang", "es")
                .gets_the_response()
                .has_focus_on(Role::Group, "Tenemos su solicitud")
                .waits_for_posts(1);
            sets(visitor, "deep-links", "").sees_a(Role::Heading, "Tenemos su solicitud");
        });
}

#[test]
fn a_failed_request_keeps_its_id_when_it_is_sent_again() {
    Site::with_responses([ScriptedResponse::status(400), ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .expecting(1, "status of 400")
        .expecting_any("is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system did not take the request.");
            sets(visitor, "section", "risks")
                .sees_tab_selected("Risks")
                .sees_every_word_kept()
                .tries_again()
                .sees_it_arrived()
                .sees_one_request_in_tries(2);
        });
}

#[test]
fn the_form_goes_with_the_endpoint_and_comes_back_with_every_word() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .expecting(1, "care-guide endpoint=")
        .visit(|visitor| {
            visitor.opens("/").fills_in_the_form();
            // As a listener that sets several attributes when the guide is ready.
            visitor.runs("document.querySelector('care-guide').removeAttribute('endpoint')");
            visitor.sees_contact_details_in_place_of_the_form();
            visitor.runs(
                "const guide = document.querySelector('care-guide');
                 guide.addEventListener('care-guide-ready', () => {
                     guide.setAttribute('section', 'research');
                     guide.setAttribute('theme', 'dark');
                 }, { once: true });
                 guide.setAttribute('endpoint', '/api/consultations')",
            );
            visitor
                .sees_tab_selected("Evidence")
                .sees_every_word_kept()
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .asks_for_a_consultation()
                .sees_it_arrived()
                .waits_for_posts(1);
        });
}

#[test]
fn another_language_keeps_the_words_and_the_added_summary() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .ticks("Care with strong proof")
                .fills_in_the_form()
                .ticks("Add my summary to the message");
            sets(visitor, "lang", "es")
                .sees_a(Role::Tab, "Riesgos")
                .sees_in("Nombre completo", "Ana O'Neil")
                .sees_chosen(Role::Checkbox, "Agregar mi resumen al mensaje", true)
                // Consent to other words does not count.
                .sees_chosen(Role::Checkbox, CONSENT_IN_SPANISH, false);
        });
}

#[test]
fn another_guide_keeps_the_words_and_drops_the_answers() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            visitor
                .opens("/")
                .ticks("Care with strong proof")
                .ticks("Which care fits my history and my medicines?")
                .fills_in_the_form()
                .ticks("Add my summary to the message");
            sets(visitor, "guide", "insomnia")
                .sees_in("Full name", "Ana O'Neil")
                .sees_chosen(Role::Checkbox, "To sleep better soon", false)
                .sees_chosen(
                    Role::Checkbox,
                    "What may be the cause of my poor sleep?",
                    false,
                )
                .sees_chosen(Role::Checkbox, "Add my summary to the message", false)
                // The same clinic asks for it in the same words.
                .sees_chosen(Role::Checkbox, Visitor::CONSENT, true);
        });
}

#[test]
fn a_changed_attribute_does_not_scroll_the_page() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::BASE_AND_HASH)
        .visit(|visitor| {
            visitor.opens("/#risks").sees_on_screen("risks");
            visitor.runs("scrollTo(0, document.body.scrollHeight)");
            let place = visitor.scroll_position();
            sets(visitor, "endpoint", "/api/others").sees_tab_selected("Risks");
            assert_eq!(visitor.scroll_position(), place);
        });
}

#[test]
fn a_language_that_fails_to_load_changes_nothing_and_can_be_chosen_again() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::PLAIN)
        .expecting(2, "keeps the guide that is shown:")
        .expecting_any("ERR_BLOCKED_BY_CLIENT")
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills_in_the_form()
                .blocks_requests("/guides/");
            for count in [1, 2] {
                visitor
                    .clicks(Role::Link, "Español")
                    .sees_count_in_console(count, "keeps the guide that is shown:")
                    .sees_tab_selected("Risks")
                    .sees_every_word_kept();
            }
            visitor
                .clicks_tab("MDMA therapy")
                .sees_tab_selected("MDMA therapy")
                .blocks_requests("")
                .clicks(Role::Link, "Español")
                .sees_a(Role::Tab, "Terapia con MDMA")
                .sees_in("Nombre completo", "Ana O'Neil");
            sets(visitor, "lang", "en")
                .sees_in("Full name", "Ana O'Neil")
                .ticks(Visitor::CONSENT)
                .asks_for_a_consultation()
                .sees_it_arrived()
                .waits_for_posts(1);
        });
}

#[test]
fn with_deep_links_the_hash_opens_a_part_below_the_tabs() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::BASE_AND_HASH)
        .visit(|visitor| {
            visitor
                .opens("/#consultation")
                .sees_on_screen("consultation")
                .sees_a(Role::Textbox, "Full name");
            visitor.runs("location.hash = 'what-matters'");
            visitor
                .sees_on_screen("what-matters")
                .sees_a(Role::Checkbox, "Care with strong proof");
        });
}
