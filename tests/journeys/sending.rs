//! Requests in the database of the real receiver.

use contract::ConsultationRequest;
use contract::consultation::{BestTime, ContactBy, ForWhom};
use journeys::{Channel, Role, Site, Visitor};
use serde_json::json;

/// The fields that every request from this page has.
fn request_of_page(visitor: &Visitor) -> ConsultationRequest {
    let guide = visitor.server().guide();
    ConsultationRequest {
        consent_contact: true,
        consent_wording: Visitor::CONSENT.to_owned(),
        guide: "mdma".to_owned(),
        guide_revision: guide.revision,
        language: "en".to_owned(),
        page: visitor.server().url("/"),
        ..Default::default()
    }
}

/// The database has this request only, and the visitor its reference.
fn database_has(visitor: &Visitor, request: ConsultationRequest) {
    let (channel, mut found) = visitor.server().only_request();
    let id = found.id.take().expect("a request has an id");
    assert_eq!(found, request);
    assert_eq!(channel, Channel::Json);
    assert_eq!(visitor.reference(), id.reference());
}

#[test]
fn a_request_by_email_arrives_with_what_was_given_and_no_more() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/?utm_source=news&utm_medium=mail&utm_campaign=a%20b&utm_term=&gclid=1#risks")
            .fills("Full name", "Nguyễn Thị Ánh O'Neil")
            .chooses("Email")
            .fills("Email address", "anh+care@bücher.example")
            .consents();
        // Some browsers write `bücher` in ASCII (HTML, section 4.10.5.1.5).
        let email = visitor.runs("return document.querySelector('[type=email]').value");
        let email = email.as_str().unwrap_or_default().to_owned();
        let forms = ["anh+care@bücher.example", "anh+care@xn--bcher-kva.example"];
        assert!(forms.contains(&email.as_str()), "{email}");
        visitor.asks_for_a_consultation().sees_it_arrived();
        let request = ConsultationRequest {
            name: "Nguyễn Thị Ánh O'Neil".to_owned(),
            contact_by: Some(ContactBy::Email),
            email,
            utm_source: "news".to_owned(),
            utm_medium: "mail".to_owned(),
            utm_campaign: "a b".to_owned(),
            ..request_of_page(visitor)
        };
        database_has(visitor, request);
    });
}

/// What is pasted into name, address and number, with the name, the address and the number that staff get.
const PASTED: [[&str; 6]; 4] = [
    [
        "\u{feff}Ana O'Neil\u{200b}",
        "\u{200b}ana.o’neil\u{ad}@exam\u{200b}ple.org\u{feff}",
        "\u{202a}+1\u{a0}617\u{202f}555\u{a0}0123\u{202c}",
        "Ana O'Neil",
        "ana.o'neil@example.org",
        "+1 617 555 0123",
    ],
    [
        "\u{2067}علی\u{200c}رضا\u{2069}",
        "\u{200e}ali@example.org\u{200f}",
        "\u{200e}٠١٢٣\u{2066}٤٥٦٧\u{2069}",
        "علی\u{200c}رضا",
        "ali@example.org",
        "٠١٢٣٤٥٦٧",
    ],
    [
        "葛\u{e0100}\u{3000}",
        "“kuzu\u{2060}@example.org”",
        "\u{feff}０３-１２３４-５６７８\u{fe0f}",
        "葛\u{e0100}",
        "kuzu@example.org",
        "０３-１２３４-５６７８",
    ],
    [
        "Ana\u{1160}\u{3164}\u{e0001}\u{2800}",
        "\u{a0}«ana\u{180e}@example\u{34f}.org»\u{a0}",
        "(617)\u{200b} 555\u{ad}-0123\u{fffc}",
        "Ana",
        "ana@example.org",
        "(617) 555-0123",
    ],
];

#[test]
fn invisible_characters_do_not_reach_the_clinic() {
    Site::with_receiver().visit_both(|visitor| {
        for (index, [name, email, phone, clean @ ..]) in PASTED.into_iter().enumerate() {
            visitor
                .opens("/")
                .pastes("Full name", name)
                .chooses("Phone call")
                .pastes("Phone number", phone)
                .chooses("Email")
                .pastes("Email address", email)
                .consents()
                .asks_for_a_consultation()
                .sees_it_arrived();
            let rows = visitor.server().rows();
            assert_eq!(rows.len(), index + 1);
            let request = rows.iter().map(|row| &row.request);
            let request = request.filter(|request| request.email == clean[1]);
            let got: Vec<_> = request.map(|it| [&it.name, &it.email, &it.phone]).collect();
            assert!(got.iter().any(|got| *got == clean), "{clean:?}: {rows:#?}");
        }
    });
}

#[test]
fn a_name_that_nobody_can_see_is_missing() {
    Site::with_receiver().visit(|visitor| {
        for name in ["\u{200b}\u{feff}", "\u{3164}\u{a0}\u{2800}", "“’”"] {
            visitor
                .opens("/")
                .pastes("Full name", name)
                .chooses("Email")
                .pastes("Email address", "ana@1.2.3.4")
                .consents()
                .asks_for_a_consultation()
                .sees_errors(&[
                    "Enter your full name",
                    "Enter an email address like name@example.com",
                ]);
        }
        assert!(visitor.server().rows().is_empty());
    });
}

#[test]
fn a_request_for_a_call_arrives_with_every_field() {
    Site::with_receiver()
        .in_full_browser()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills("Full name", "李小龍")
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
            let request = ConsultationRequest {
                name: "李小龍".to_owned(),
                contact_by: Some(ContactBy::Phone),
                phone: "+1 (617) 555-0123".to_owned(),
                best_time: Some(BestTime::Evening),
                for_whom: Some(ForWhom::SomeoneElse),
                topics: vec!["ptsd-care".to_owned(), "not-sure".to_owned()],
                message: "One.\nTwo & \"three\".".to_owned(),
                ..request_of_page(visitor)
            };
            database_has(visitor, request);
        });
}

#[test]
fn consent_to_texts_is_asked_for_texts_and_arrives() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .sees_no(Role::Checkbox, Visitor::CONSENT_TO_TEXTS)
            .fills("Full name", "Ana")
            .chooses("Text message")
            .fills("Phone number", "617 555 0123")
            .consents()
            .ticks(Visitor::CONSENT_TO_TEXTS)
            .asks_for_a_consultation()
            .sees_it_arrived();
        let request = ConsultationRequest {
            name: "Ana".to_owned(),
            contact_by: Some(ContactBy::Text),
            phone: "617 555 0123".to_owned(),
            consent_text: true,
            consent_wording: format!("{}\n{}", Visitor::CONSENT, Visitor::CONSENT_TO_TEXTS),
            ..request_of_page(visitor)
        };
        database_has(visitor, request);
    });
}

#[test]
fn consent_to_texts_is_dropped_with_the_choice_of_texts() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .chooses("Text message")
            .ticks(Visitor::CONSENT_TO_TEXTS)
            .chooses("Email")
            .sees_no(Role::Checkbox, Visitor::CONSENT_TO_TEXTS)
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert!(!request.consent_text);
        assert_eq!(request.consent_wording, Visitor::CONSENT);
    });
}

#[test]
fn nothing_is_chosen_at_first_and_the_honeypot_is_hidden() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/");
        let chosen = visitor.runs(
            "return document.querySelectorAll('form :checked, .what-matters :checked').length",
        );
        assert_eq!(chosen, 0);
        let fields = "[type=text], [type=email], [type=tel], [name=website], textarea";
        let typed = format!(
            "return [...document.querySelectorAll('{fields}')].map((field) => field.value)"
        );
        assert_eq!(visitor.runs(&typed), json!(["", "", "", "", "", ""]));
        visitor
            .clicks(Role::Disclosure, "What matters to you")
            .chooses("Email")
            .sees_no(Role::Textbox, "Leave this field empty");
        assert_eq!(
            visitor.names_of(Role::Textbox),
            [
                "Your own questions",
                "Full name",
                "Email address",
                "Anything else? (optional)"
            ]
        );
    });
}
