//! The exercise, the questions, the summary, and sending the summary.

use journeys::{DomTampering, Role, ScriptedResponse, Site, Visitor};

const PROOF: &str = "Care with strong proof";
const LAW: &str = "Trouble with the law";
const COST: &str = "What will it cost me?";
const OWN: &str = "Your own questions";
const MOST: &str = "This matters most to me (Care with strong proof)";
const MICRODOSING: &str = "Microdosing MDMA";
/// What to ask if the first short question is answered with no.
const TAKE: &str = "What are all my choices, and what happens if I wait?";
const ADD: &str = "Add my summary to the message";
const MESSAGE: &str = "Anything else? (optional)";

/// The answers to [`PROOF`], for each option.
const ANSWERS: [&str; 3] = [
    "A US review group rated the proof insufficient.",
    "Nobody can say that it helps, or that it does not.",
    "The VA and the Department of Defense put talk therapy first",
];

/// The sent summary of [`decides`].
const SENT: &str = "My summary\nWhat do you hope for?\n- Care with strong proof\n\
    What worries you?\n- Trouble with the law\nMy questions\n- What will it cost me?\n\
    Can my wife come?\nAnd my dog?";

fn decides(visitor: &Visitor) -> &Visitor {
    visitor
        .ticks(PROOF)
        .ticks(LAW)
        .ticks(COST)
        .fills(OWN, "Can my wife come?\nAnd my dog?")
}

fn sees_answers(visitor: &Visitor) -> &Visitor {
    ANSWERS
        .iter()
        .fold(visitor, |visitor, words| visitor.sees_text(words))
}

#[test]
fn nothing_is_ticked_or_answered_at_first() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks(Role::Disclosure, "What matters to you")
            .sees_text("Nothing is here yet.");
        for label in [PROOF, LAW, COST, ADD] {
            visitor.sees_chosen(Role::Checkbox, label, false);
        }
        visitor
            .sees_in(OWN, "")
            .sees_no(Role::Button, "Print my summary")
            .sees_no(Role::Button, "Copy my summary");
        for words in ANSWERS {
            visitor.sees_no_text(words);
        }
        sees_answers(visitor.ticks(PROOF)).sees_no_text("Nothing is here yet.");
        visitor.ticks(PROOF);
        for words in ANSWERS {
            visitor.sees_no_text(words);
        }
    });
}

#[test]
fn the_exercise_works_by_keyboard() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .moves_focus_to(Role::Link, "what matters to you")
            .presses("Enter")
            .has_focus_on(Role::Region, "What matters to you")
            .moves_focus_to(Role::Checkbox, PROOF)
            .presses("Space");
        sees_answers(visitor)
            .presses("Tab")
            .has_focus_on(Role::Checkbox, MOST)
            .presses("Tab")
            .has_focus_on(Role::Link, "Source 1")
            .presses("Enter")
            .sees_on_screen("what-matters-source-1")
            .presses("Tab")
            .has_focus_on(Role::Link, "Back to the text [1]")
            .presses("Enter")
            .sees_on_screen("what-matters-cite-1")
            .moves_focus_to(Role::Button, "Print my summary")
            .presses("Tab")
            .has_focus_on(Role::Button, "Copy my summary");
    });
}

#[test]
fn the_exercise_is_folded_below_every_tab() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/");
        for tab in Visitor::TABS {
            visitor
                .clicks_tab(tab)
                .sees_no(Role::Checkbox, PROOF)
                .clicks(Role::Disclosure, "What matters to you")
                .sees_a(Role::Checkbox, PROOF)
                .sees_panel(tab)
                .clicks(Role::Disclosure, "What matters to you");
        }
    });
}

/// The answers of the guide are folded, what was ticked is not.
#[test]
fn the_summary_begins_with_what_was_ticked_and_unfolds_the_rest() {
    let options = "How each option compares on these";
    for site in [
        Site::with_receiver(),
        Site::with_receiver().without_scripts(),
    ] {
        site.visit(|visitor| {
            visitor
                .opens("/")
                .ticks(PROOF)
                .ticks(COST)
                .sees_text("Bring this to your visit.")
                .sees_text("My questions")
                .sees_no_text("[3] MIT Technology Review.")
                .clicks(Role::Disclosure, options)
                .sees_text("[3] MIT Technology Review.")
                .sees_no_text("https://doi.org");
        });
    }
}

#[test]
fn the_exercise_works_without_scripts() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        sees_answers(visitor.opens("/").ticks(PROOF).ticks(COST))
            .sees_text("My questions")
            .sees_no(Role::Button, "Print my summary")
            .sees_no(Role::Button, "Copy my summary")
            .sees_no(Role::Checkbox, ADD)
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message, "");
    });
}

fn leans(visitor: &Visitor) -> &Visitor {
    visitor
        .ticks(PROOF)
        .ticks(MOST)
        .chooses(MICRODOSING)
        .chooses("Fairly sure")
        .chooses("No")
}

/// The summary of [`leans`].
const LEANING: &str = "What do you hope for?\n- Care with strong proof (matters most)\n\
    Where are you now?\n- Microdosing MDMA\n- How sure are you? Fairly sure\n\
    My questions\n- What are all my choices, and what happens if I wait?";

fn weighs(visitor: &Visitor) {
    visitor
        .opens("/")
        .clicks(Role::Disclosure, "What matters to you")
        .sees_no(Role::Checkbox, MOST)
        .sees_no_text("(matters most)")
        .ticks(PROOF)
        .ticks(MOST)
        .sees_text("Care with strong proof (matters most)")
        .ticks(PROOF)
        .sees_no(Role::Checkbox, MOST)
        .sees_no_text("(matters most)")
        .sees_text("Nothing is here yet.");
}

#[test]
fn what_matters_most_is_marked_in_the_summary() {
    Site::with_receiver().visit_both(weighs);
    Site::with_receiver().without_scripts().visit(weighs);
}

fn says_where_they_are(visitor: &Visitor) {
    visitor
        .opens("/")
        .clicks(Role::Disclosure, "What matters to you");
    let first = visitor.names_of(Role::Radio);
    assert!(
        first.iter().any(|name| name == "Not sure yet"),
        "{first:?} has the choice of who does not know"
    );
    visitor
        .sees_chosen(Role::Radio, "Not sure yet", false)
        .sees_no(Role::Radio, "Fairly sure")
        .chooses("Not sure yet")
        .sees_no(Role::Radio, "Fairly sure")
        .chooses(MICRODOSING)
        .chooses("Fairly sure")
        .sees_text("How sure are you? Fairly sure")
        .chooses("None of these")
        .sees_text("How sure are you? Fairly sure")
        .chooses("Not sure yet")
        .sees_no_text("How sure are you? Fairly sure")
        .sees_no(Role::Radio, "Fairly sure");
}

#[test]
fn a_reader_says_where_they_are_now_and_how_sure() {
    Site::with_receiver().visit_both(says_where_they_are);
    Site::with_receiver()
        .without_scripts()
        .visit(says_where_they_are);
}

fn answers_the_short_questions(visitor: &Visitor) {
    visitor
        .opens("/")
        .clicks(Role::Disclosure, "What matters to you")
        .sees_no_text(TAKE)
        .chooses("Yes")
        .sees_no_text(TAKE)
        .sees_text("Nothing is here yet.")
        .chooses("No")
        .sees_text(&format!("A question to take along: {TAKE}"))
        .sees_text("My questions")
        .chooses("Yes")
        .sees_no_text(TAKE);
}

#[test]
fn a_no_to_a_short_question_shows_what_to_ask() {
    Site::with_receiver().visit_both(answers_the_short_questions);
    Site::with_receiver()
        .without_scripts()
        .visit(answers_the_short_questions);
}

#[test]
fn where_a_reader_is_and_what_matters_most_is_sent_with_the_summary() {
    Site::with_receiver().visit_both(|visitor| {
        leans(visitor.opens("/"))
            .fills_in_the_form()
            .ticks(ADD)
            .sees_text(LEANING)
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message, format!("My summary\n{LEANING}"));
    });
}

#[test]
fn answers_are_neither_sent_nor_stored() {
    Site::with_responses([ScriptedResponse::created()]).visit_both(|visitor| {
        // Any use of storage would be on the console.
        decides(visitor.opens("/"))
            .waits_for_posts(0)
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .waits_for_posts(1);
        let posts = visitor.server().posts();
        let body = posts[0].body.to_string();
        for words in [PROOF, LAW, COST, "my dog", "summary"] {
            assert!(!body.contains(words), "{words} is in {body}");
        }
    });
}

#[test]
fn the_summary_is_sent_as_shown_if_the_visitor_adds_it() {
    Site::with_receiver().visit_both(|visitor| {
        decides(visitor.opens("/"))
            .fills_in_the_form()
            .fills(MESSAGE, "Hello.")
            .ticks(ADD)
            .sees_text(SENT)
            // The text follows ticks and words.
            .ticks(LAW)
            .sees_no_text("What worries you?\n- Trouble with the law")
            .ticks(LAW)
            .types(OWN, "\nOr my cat?")
            .sees_text(&format!("{SENT}\nOr my cat?"))
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message, format!("Hello.\n\n{SENT}\nOr my cat?"));
    });
}

#[test]
fn the_summary_survives_errors_and_failures() {
    Site::with_responses([ScriptedResponse::status(400), ScriptedResponse::created()])
        .expecting(1, "status of 400")
        .expecting_any("is not confirmed")
        .visit_both(|visitor| {
            decides(visitor.opens("/"))
                .ticks(ADD)
                .fills_in_the_form()
                .fills("Full name", "")
                .asks_for_a_consultation()
                .sees_errors(&["Enter your full name"])
                .sees_chosen(Role::Checkbox, ADD, true)
                .sees_text(SENT)
                .fills("Full name", "Ana O'Neil")
                .asks_for_a_consultation()
                .sees_it_failed("Our system did not take the request.")
                .sees_text(SENT)
                .tries_again()
                .sees_it_arrived();
            let id = visitor.sees_one_request_in_tries(2);
            assert!(!id.is_empty());
            assert_eq!(visitor.server().posts()[1].field("message"), SENT);
        });
}

#[test]
fn message_and_summary_together_have_up_to_2000_characters() {
    Site::with_receiver().visit_both(|visitor| {
        let room = 2000 - SENT.chars().count() - "\n\n".len();
        let too_long = "Shorten your message to 2000 characters or fewer. Your summary counts too: \
            shorten what you wrote in it, or leave it out";
        decides(visitor.opens("/"))
            .fills_in_the_form()
            .ticks(ADD)
            .pastes(MESSAGE, &"é".repeat(room + 1))
            .asks_for_a_consultation()
            .sees_errors(&[too_long])
            .sees_error_at(Role::Textbox, MESSAGE, too_long)
            .pastes(MESSAGE, &"é".repeat(room))
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message.chars().count(), 2000);
    });
}

#[test]
fn an_empty_summary_adds_nothing() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .ticks(ADD)
            .sees_text("Your summary is empty.")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message, "");
    });
}

#[test]
fn the_summary_is_copied_as_shown() {
    Site::with_receiver().visit_both(|visitor| {
        decides(visitor.opens("/")).has_a_clipboard();
        visitor
            .clicks(Role::Button, "Copy my summary")
            .sees_a(Role::Status, "")
            .sees_text("Copied");
        let copied = visitor.clipboard();
        let guide = visitor.server().guide();
        let updated = guide.interface.date.day(&guide.about.updated);
        let title = format!("{} Last checked {updated}", guide.title);
        let parts = [
            &title,
            "What do you hope for?",
            "Microdosing MDMA: This guide found no trial of it. Nobody can say that it helps, or \
             that it does not.[4]",
            "Can my wife come?\nAnd my dog?",
            "[4] Tagen M and others.",
        ];
        for words in parts {
            assert!(copied.contains(words), "{words:?} is not in {copied}");
        }
        assert!(!copied.contains("Harm to my body") && !copied.contains("Nothing is here yet."));
    });
}

#[test]
fn the_summary_is_selected_if_copying_is_not_allowed() {
    Site::with_receiver().visit_both(|visitor| {
        decides(visitor.opens("/")).is_denied_the_clipboard();
        visitor
            .clicks(Role::Button, "Copy my summary")
            .sees_text("This browser does not let us copy.");
        let selected = visitor.runs("return getSelection().toString()");
        let selected = selected.as_str().unwrap_or_default();
        assert!(selected.contains("And my dog?") && selected.contains("[4] Tagen"));
        assert!(!selected.contains("Copy my summary"));
    });
}

#[test]
fn the_summary_is_printed_alone_and_then_the_page_returns() {
    Site::with_receiver().in_full_browser().visit(|visitor| {
        decides(visitor.opens("/")).has_a_printer();
        visitor
            .clicks(Role::Button, "Print my summary")
            .looks_at_the_print()
            .sees_panels(&[])
            .sees_text("And my dog?")
            .sees_no_text("Help, day or night")
            .sees_no_text("Harm to my body");
        visitor.runs("dispatchEvent(new Event('afterprint'))");
        visitor
            .sees_everything()
            .sees_text("Help, day or night")
            .sees_text("Harm to my body");
    });
}

#[test]
fn an_embedded_summary_is_copied_printed_and_sent() {
    let seen = "return document.querySelector('care-guide').shadowRoot.firstElementChild.innerText";
    Site::with_receiver().embedded().visit(|visitor| {
        decides(visitor.opens("/")).has_a_clipboard();
        visitor
            .clicks(Role::Button, "Copy my summary")
            .sees_copied("And my dog?")
            .has_a_printer()
            .clicks(Role::Button, "Print my summary")
            .looks_at_the_print();
        let printed = visitor.runs(seen);
        let printed = printed.as_str().unwrap_or_default();
        assert!(printed.contains("And my dog?") && !printed.contains("Help, day or night"));
        visitor.runs("dispatchEvent(new Event('afterprint'))");
        visitor
            .prefers_light()
            .ticks(ADD)
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        let (_, request) = visitor.server().only_request();
        assert_eq!(request.message, SENT);
    });
}

#[test]
fn answers_given_before_hydration_survive_a_restore() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        decides(visitor.opens("/"))
            .ticks(MOST)
            .chooses(MICRODOSING)
            .chooses("No")
            .has_dom_tampering(DomTampering::ContentFilter);
        visitor
            .gets_the_wasm()
            .sees_chosen(Role::Checkbox, PROOF, true)
            .sees_chosen(Role::Checkbox, MOST, true)
            .sees_chosen(Role::Radio, MICRODOSING, true)
            .sees_chosen(Role::Checkbox, COST, true)
            .sees_in(OWN, "Can my wife come?\nAnd my dog?")
            .sees_text(&format!("A question to take along: {TAKE}"))
            .ticks(MOST)
            .chooses("Not sure yet")
            .chooses("Yes")
            .ticks(ADD)
            .sees_text(&SENT.replace(
                "My questions",
                "Where are you now?\n- Not sure yet\nMy questions",
            ));
    });
}
