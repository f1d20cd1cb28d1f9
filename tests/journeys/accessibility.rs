//! Every state of the page is accessible in every [`Setting`](journeys::Setting::ALL): axe-core
//! finds nothing, every word can be read, every target can be hit.

use journeys::{Role, Rules, ScriptedResponse, Setting, Site, Visitor};

#[test]
fn each_tab() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/");
        for tab in Visitor::TABS {
            visitor
                .clicks_tab(tab)
                .sees_tab_selected(tab)
                .is_accessible(tab);
        }
    });
}

#[test]
fn everything_unfolded() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").runs(
            "document.querySelectorAll('details').forEach((folded) => { folded.open = true })",
        );
        visitor
            .is_accessible("everything unfolded")
            .ticks("Show all reasons")
            .is_accessible("every reason");
    });
}

#[test]
fn each_form_of_a_figure() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/#therapy").sees_tab_selected("MDMA therapy");
        for form in ["Numbers", "Words"] {
            visitor
                .chooses(form)
                .is_accessible(&format!("figures as {form}"));
        }
    });
}

#[test]
fn what_matters_and_the_summary() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#what-matters")
            .ticks("Care with strong proof")
            .ticks("This matters most to me (Care with strong proof)")
            .chooses("Microdosing MDMA")
            .chooses("No")
            .ticks("What will it cost me?")
            .fills("Your own questions", "Can my wife come?")
            .ticks("Add my summary to the message")
            .has_a_clipboard()
            .clicks(Role::Button, "Copy my summary")
            .sees_text("Copied")
            .is_accessible("the summary");
    });
}

#[test]
fn every_answer_of_the_exercise() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/#what-matters").runs(
            "document.querySelectorAll('.what-matters [type=checkbox]')
                 .forEach((box) => box.click())",
        );
        visitor
            .sees_a(Role::Button, "Print my summary")
            .is_accessible("every answer ticked");
    });
}

#[test]
fn everything_on_one_page() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#everything")
            .sees_everything()
            .is_accessible("everything");
    });
}

#[test]
fn the_form_with_errors() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .chooses("Email")
            .fills("Email address", "ana")
            .chooses("Text message")
            .asks_for_a_consultation()
            .sees_error_at(Role::Textbox, "Phone number", "Enter your phone number")
            .is_accessible("errors");
    });
}

#[test]
fn sending_and_the_confirmation() {
    Site::with_responses([ScriptedResponse::created()])
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request")
                .is_accessible("sending")
                .gets_the_response()
                .sees_it_arrived()
                .is_accessible("sent");
        });
}

#[test]
fn sent_and_not_confirmed() {
    Site::with_fake_backend("salesforce", &["success"])
        .with_profile(r#"{"fixed": {"oid": "00D000000000001"}}"#)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_sent_but_not_confirmed()
                .is_accessible("sent, not confirmed");
        });
}

#[test]
fn failure() {
    Site::with_responses([ScriptedResponse::status(400)])
        .expecting(1, "status of 400")
        .expecting_any("is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system did not take the request.")
                .is_accessible("failed");
        });
}

#[test]
fn contact_details_in_place_of_the_form() {
    Site::with_receiver()
        .without_endpoint()
        .expecting(1, "care-guide endpoint=")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_contact_details_in_place_of_the_form()
                .is_accessible("no endpoint");
        });
}

#[test]
fn the_page_without_scripts() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor
            .opens("/#risks")
            .sees_panel("Risks")
            .turns_scripts_on()
            .is_accessible("without scripts");
    });
}

#[test]
fn the_receivers_own_pages() {
    Site::with_receiver()
        .without_scripts()
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .chooses("Text message")
                .asks_for_a_consultation()
                .sees_title_beginning("Error: ")
                .turns_scripts_on()
                .is_accessible("the receiver's errors")
                .turns_scripts_off()
                .fills("Full name", "Ana")
                .fills("Phone number", "617 555 0123")
                .consents()
                .ticks(Visitor::CONSENT_TO_TEXTS)
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request")
                .turns_scripts_on()
                .is_accessible("the receiver's confirmation");
        });
}

#[test]
fn the_embedded_guide() {
    Site::with_receiver().embedded().visit(|visitor| {
        visitor
            .opens("/")
            .sees_tab_selected("Compare")
            .is_accessible("embedded")
            .asks_for_a_consultation()
            .has_focus_on(Role::Group, "There is a problem")
            .is_accessible("embedded, errors")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .is_accessible("embedded, sent");
    });
}

/// Removes the label of a field, and makes a heading pale.
const VIOLATE: &str = "
    const tree = document.querySelector('care-guide')?.shadowRoot ?? document;
    tree.querySelector('[name=name]').labels[0].remove();
    tree.querySelector('h2').style.color = '#aaa';
";

/// The prefix of the two contrast rules. The tier decides which one reports a fault.
const CONTRAST: &str = "color-contrast";

fn detects_seeded_violations(visitor: &Visitor) {
    visitor
        .opens("/")
        .sees_tab_selected("Compare")
        .has_no_violations()
        .clicks(Role::Disclosure, "Talk to us")
        .sees_a(Role::Textbox, "Full name")
        .runs(VIOLATE);
    let violations = visitor.violations(Rules::Every);
    for rule in ["label", CONTRAST] {
        let found = violations.keys().any(|name| name.starts_with(rule));
        assert!(found, "{rule}: {violations:?}");
    }
}

#[test]
fn seeded_violations_are_detected() {
    Site::with_receiver().visit(detects_seeded_violations);
    Site::with_receiver()
        .embedded()
        .visit(detects_seeded_violations);
}

/// Adds a pale heading, two small targets, and a scrolling box without keyboard access.
const VIOLATE_MORE: &str = "
    const made = (name, styles, text) => {
        const element = document.createElement(name);
        Object.assign(element.style, styles);
        element.textContent = text;
        return element;
    };
    const main = document.querySelector('main');
    main.prepend(made('h2', { color: '#aaa', background: '#fff' }, 'Pale'));
    const box = made('div', { height: '20px', overflow: 'auto' }, '');
    box.append(made('p', {}, 'Up'), made('p', {}, 'Down'));
    main.prepend(box);
    const small = { display: 'block', width: '9px', height: '9px', overflow: 'hidden',
        minBlockSize: 0, minInlineSize: 0, padding: 0, margin: 0, border: 0 };
    main.prepend(made('button', small, 'A'), made('button', small, 'B'));
";

/// In each setting axe-core finds each kind of fault that the setting can cause.
#[test]
fn seeded_violations_are_detected_in_each_setting() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .sees_tab_selected("Compare")
            .runs(VIOLATE_MORE);
        let settings = Setting::ALL.iter();
        for setting in settings.filter(|setting| visitor.supports(setting)) {
            let violations = visitor.uses(setting).violations(setting.rules);
            let wanted = match setting.rules {
                Rules::Layout => &["target-size", "scrollable-region-focusable"][..],
                _ => &[CONTRAST, "target-size", "scrollable-region-focusable"],
            };
            for rule in wanted {
                let found = violations.keys().any(|name| name.starts_with(rule));
                assert!(found, "{rule} in {}: {violations:?}", setting.name);
            }
        }
    });
}

#[test]
fn the_guide_in_spanish() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/es/#everything")
            .is_accessible("in Spanish, everything")
            .clicks(Role::Button, "Pedir una consulta gratis")
            .sees_a(Role::Group, "Hay un problema")
            .is_accessible("in Spanish, errors");
    });
}

#[test]
fn the_guide_from_right_to_left() {
    Site::with_receiver().with_pseudo_locale().visit(|visitor| {
        let guide = visitor.server().pseudo_guide();
        visitor
            .opens("/ar-XB/#everything")
            .is_accessible("right to left, everything")
            .clicks(Role::Button, &guide.consultation.submit)
            .sees_a(Role::Group, &guide.consultation.problem)
            .is_accessible("right to left, errors");
    });
}

#[test]
fn the_not_found_page() {
    // The page has no scripts.
    Site::with_receiver()
        .without_hydration()
        .expecting(1, "404 (Not Found)")
        .visit(|visitor| {
            visitor
                .opens("/somewhere/else")
                .sees_a(
                    Role::Heading,
                    &visitor.server().guide().interface.not_found.heading,
                )
                .is_accessible("where no page is");
        });
}

#[test]
fn unreadable_words_are_detected() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").can_read_every_word();
        for styles in [
            "height: 5px",
            "overflow: hidden; width: 40px; white-space: nowrap",
        ] {
            visitor.runs(&format!("document.querySelector('h1').style = '{styles}'"));
            let found = visitor.words_that_cannot_be_read();
            assert!(!found.is_empty(), "{styles} is detected");
        }
    });
}

#[test]
fn small_targets_and_sideways_scrolling_are_detected() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .sees_tab_selected("Compare")
            .clicks(Role::Disclosure, "Talk to us")
            .can_hit_everything()
            .needs_no_sideways_scroll();
        let break_it = "for (const button of document.querySelectorAll('form [type=submit]')) {
                button.style = 'min-block-size: 0; padding: 0; block-size: 30px';
            }
            document.querySelector('h1').style = 'min-inline-size: 200vw'";
        visitor.runs(break_it);
        let small = visitor.targets_too_small();
        assert_eq!(small.len(), 1, "{small:?}");
        assert!(visitor.sideways_scroll() > 0.0);
    });
}
