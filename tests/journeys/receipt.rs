//! The copy that a visitor may keep of a request.

use journeys::{Role, ScriptedResponse, Site, Visitor, host_page};
use serde_json::json;

const KEEP: &str = "Keep a copy";
const CAUTION: &str = "Keep a copy where others do not look";

/// Saves the copy, and returns its text in lines. The line with the time has the year and a zone.
fn saved_copy(visitor: &Visitor, reference: &str) -> Vec<String> {
    let name = format!("request-{reference}.txt");
    let downloads = visitor.saves_files();
    visitor
        .sees_text(CAUTION)
        .clicks(Role::Button, KEEP)
        .sees_text(&format!("Look for the file {name} in your downloads."))
        .sees_disabled(Role::Button, KEEP);
    let text = visitor.finds_the_file(&downloads, &name);
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    // Once.
    visitor.clicks(Role::Button, KEEP);
    assert_eq!(visitor.saved(&downloads), [name]);
    let mut lines: Vec<_> = text.split("\r\n").map(str::to_owned).collect();
    let time = lines[2].strip_prefix("Sent: ").expect("the time");
    let zone = visitor
        .runs("return new Date().toLocaleString('en', { timeStyle: 'long' }).split(/\\s/).at(-1)");
    let zone = zone.as_str().expect("a zone");
    let year = visitor.runs("return `${new Date().getFullYear()}`");
    let is_time = time.is_ascii() && time.contains(year.as_str().expect("a year"));
    assert!(is_time && time.ends_with(zone), "{time}");
    lines.remove(2);
    lines
}

/// The first lines, whatever was sent.
fn head(reference: &str, id: &str) -> Vec<String> {
    [
        "A copy of your request",
        "",
        &format!("Your reference {reference}"),
        &format!("The whole reference: {id}"),
        "",
    ]
    .map(str::to_owned)
    .into()
}

/// The lines about the outcome and the clinic.
fn middle(visitor: &Visitor, outcome: &[&str]) -> Vec<String> {
    let embedded = visitor.runs("return !!document.querySelector('care-guide').shadowRoot");
    let mut lines = outcome.to_vec();
    lines.extend([
        "To take your request back, contact the clinic and give your reference.",
        "",
        "Cambridge Biotherapies",
    ]);
    // On a host page only the clinic's name is known.
    if embedded == json!(false) {
        lines.push("Website: https://www.cambridgebiotherapies.com");
    }
    lines.into_iter().map(str::to_owned).collect()
}

const PRIVATE: &str =
    "Anyone who opens this file can read it. Delete it when you no longer need it.";

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn the_copy_holds_what_was_sent_under_the_labels_of_the_form() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .sees_no(Role::Button, KEEP)
            .fills("Full name", "Nguyễn Thị Ánh")
            .chooses("Phone call")
            .fills("Phone number", "+1 (617) 555-0123")
            .chooses("Evening")
            .chooses("Someone I care about")
            .ticks("PTSD care that is open now")
            .ticks("I do not know yet")
            .fills("Anything else? (optional)", "One.\nTwo & \"three\".")
            .consents()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let rows = visitor.server().rows();
        let id = rows
            .last()
            .and_then(|row| row.request.id.clone())
            .expect("an id");
        let expected = [
            head(&id.reference(), id.as_str()),
            middle(visitor, &["We have your request"]),
            lines(&[
                "",
                "Full name",
                "Nguyễn Thị Ánh",
                "",
                "How should we reach you?",
                "Phone call",
                "",
                "Phone number",
                "+1 (617) 555-0123",
                "",
                "Best time",
                "Evening",
                "",
                "Who is this for?",
                "Someone I care about",
                "",
                "What would you like to talk about?",
                "PTSD care that is open now",
                "I do not know yet",
                "",
                "Anything else?",
                "One.",
                "Two & \"three\".",
                "",
                "You agreed to this:",
                Visitor::CONSENT,
                "",
                "You did not agree to this:",
                Visitor::CONSENT_TO_TEXTS,
                "",
                PRIVATE,
                "",
            ]),
        ];
        assert_eq!(saved_copy(visitor, &id.reference()), expected.concat());
    });
}

#[test]
fn the_copy_holds_both_consents_of_who_wants_to_be_texted() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills("Full name", "Ana")
            .chooses("Text message")
            .fills("Phone number", "617 555 0123")
            .consents()
            .ticks(Visitor::CONSENT_TO_TEXTS)
            .asks_for_a_consultation()
            .sees_it_arrived();
        let copy = saved_copy(visitor, &visitor.reference());
        let end = copy
            .iter()
            .skip_while(|line| *line != "You agreed to this:");
        let end: Vec<_> = end.collect();
        let expected = [
            "You agreed to this:",
            Visitor::CONSENT,
            Visitor::CONSENT_TO_TEXTS,
            "",
            PRIVATE,
            "",
        ];
        assert_eq!(end, expected);
    });
}

#[test]
fn the_copy_is_of_the_request_that_replaced_another() {
    let down = || ScriptedResponse::status(500);
    Site::with_responses([down(), down(), down(), down(), ScriptedResponse::created()])
        .expecting(4, "status of 500")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system is busy or down. Wait a few minutes, then try again.")
                .sees_no(Role::Button, KEEP)
                .fills("Anything else? (optional)", "I prefer Mondays.")
                .tries_again()
                .sees_it_arrived();
            let posts = visitor.server().posts();
            let [first, last] = [&posts[0], &posts[4]].map(|post| post.field("id").to_owned());
            let copy = saved_copy(visitor, &Visitor::reference_of(&last));
            assert!(copy.contains(&format!("The whole reference: {last}")));
            assert!(copy.contains(&"I prefer Mondays.".to_owned()));
            assert!(!copy.concat().contains(&first), "{copy:#?}");
        });
}

#[test]
fn the_copy_of_an_unconfirmed_request_says_that_nobody_knows_whether_it_came() {
    Site::with_fake_backend("salesforce", &["success"])
        .with_profile(r#"{"fixed": {"oid": "00D000000000001"}}"#)
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_sent_but_not_confirmed()
                .is_accessible("the offer of a copy, unconfirmed");
            let reference = visitor.reference();
            let copy = saved_copy(visitor, &reference);
            let outcome = middle(
                visitor,
                &[
                    "Your request was sent, but not confirmed",
                    "The clinic's system does not answer, so this page cannot tell if it came.",
                    "If nobody reaches you in a few days, contact the clinic and give your reference.",
                ],
            );
            assert_eq!(copy[5..5 + outcome.len()], outcome);
            assert!(copy.contains(&"Ana O'Neil".to_owned()));
        });
}

#[test]
fn the_copy_is_in_the_language_that_is_shown() {
    Site::with_receiver().embedded().visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let name = format!("request-{}.txt", visitor.reference());
        visitor
            .clicks(Role::Link, "Español")
            .sees_text("Tenemos su solicitud");
        let downloads = visitor.saves_files();
        visitor.clicks(Role::Button, "Guardar una copia");
        let text = visitor.finds_the_file(&downloads, &name);
        let copy: Vec<_> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(copy[0], "Copia de su solicitud");
        assert!(
            copy[2].starts_with("Enviada: ") && copy[2].contains(" de 20"),
            "{copy:#?}"
        );
        // The words agreed to are those that were read.
        assert!(copy.contains(&Visitor::CONSENT), "{copy:#?}");
    });
}

#[test]
fn the_offer_and_the_words_after_it_are_accessible_and_the_keyboard_reaches_it() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .is_accessible("the offer of a copy");
        let downloads = visitor.saves_files();
        let name = format!("request-{}.txt", visitor.reference());
        visitor
            .tabs_to(Role::Button, KEEP)
            .presses("Enter")
            .sees_text(&format!("Look for the file {name}"))
            .has_focus_on(Role::Button, KEEP)
            .is_accessible("a copy saved");
        visitor.finds_the_file(&downloads, &name);
    });
}

#[test]
fn who_comes_back_to_the_page_gets_no_copy() {
    Site::with_receiver()
        .in_full_browser()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_a(Role::Button, KEEP)
                .leaves_and_comes_back("/robots.txt", true)
                .sees_text("We have your request")
                .sees_no(Role::Button, KEEP);
        });
}

#[test]
fn a_guide_that_was_away_has_no_copy() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .sees_a(Role::Button, KEEP)
            .runs(
                "const guide = document.querySelector('care-guide');
                 const place = guide.parentElement;
                 guide.remove();
                 setTimeout(() => place.append(guide), 100)",
            );
        visitor
            .sees_the_page_hydrated()
            .sees_text("We have your request")
            .sees_no(Role::Button, KEEP);
    });
}

const SANDBOX: &str = host_page!(
    "",
    r#"<iframe sandbox="allow-scripts allow-same-origin allow-forms" src="/inside"
 style="width: 100%; height: 700px"></iframe>"#
);

#[test]
fn where_nothing_can_be_saved_the_visitor_reads_what_to_do() {
    let inside = "const { contentDocument } = document.querySelector('iframe');
        const tree = contentDocument.querySelector('care-guide')?.shadowRoot;";
    let run = |script: &str| format!("{inside} {script}");
    Site::with_receiver()
        .without_hydration()
        .hosting("/sandbox", SANDBOX)
        .hosting("/inside", crate::embedded::pages::PLAIN)
        .expecting_any("allow-downloads")
        .expecting_any("Not allowed to download due to sandboxing")
        .expecting_any("can escape its sandboxing")
        .visit(|visitor| {
            visitor.opens("/sandbox").sees_hydrated(inside).runs(&run(
                "tree.querySelector('[name=name]').value = 'Ana';
                     tree.querySelector('[name=contact_by][value=email]').checked = true;
                     tree.querySelector('[name=email]').value = 'ana@example.org';
                     tree.querySelector('[name=consent_contact]').checked = true;
                     tree.querySelector('form [type=submit]').click()",
            ));
            let downloads = visitor.saves_files();
            visitor
                .sees_of_the_page(
                    &run("return tree.querySelector('.receipt').hidden"),
                    json!(false),
                )
                .runs(&run("tree.querySelector('.receipt button').click()"));
            let news = visitor.runs(&run(
                "return tree.querySelector('.receipt output').textContent",
            ));
            let news = news.as_str().unwrap_or_default();
            assert!(
                news.ends_with("If it is not there, write down your reference."),
                "{news}"
            );
            if journeys::Engine::chosen() == journeys::Engine::Chromium {
                assert!(visitor.saved(&downloads).is_empty());
            }
        });
}
