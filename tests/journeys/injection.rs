//! Texts that would be something else if a page took them for more than text, in a real browser:
//! nothing of them runs, nothing is loaded, and no element comes of them.

use adversary::payloads::TEXTS;
use journeys::{Answer, Channel, Site};
use serde_json::json;

use crate::embedded::pages;

/// A page without any policy: what would run there is held back by nobody.
const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<script type="module" src="/care-guide.js"></script>
</head>
<body>
<care-guide endpoint="/api/consultations" guide="{elsewhere}/payloads.json">
  <p>Call us: 617-555-0100</p>
</care-guide>
</body>
</html>"#;

/// What has run, what was loaded, and what elements and attributes there are that no guide has.
const HARM: &str = "
    const guide = document.querySelector('care-guide');
    const root = (guide.shadowRoot ?? guide).querySelector('.care-guide');
    const loaded = performance.getEntriesByType('resource');
    const strange = 'script, style, link, meta, base, img, image, iframe, object, embed, title';
    const names = [...root.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    return [
        window.harmed ?? 0,
        loaded.filter((entry) => new URL(entry.name).pathname.startsWith('/harm')).length,
        root.querySelectorAll(strange).length,
        names.filter((name) => name.startsWith('on') || name.startsWith('src')).length,
    ]";

#[test]
fn a_guide_full_of_payloads_is_read_and_its_form_sent_and_nothing_of_them_runs() {
    let root = "const root = document.querySelector('care-guide').shadowRoot;";
    let script = |rest: &str| format!("{root} {rest}");
    Site::with_receiver().embedded_in(PAGE).visit(|visitor| {
        let harmless = || visitor.sees_of_the_page(HARM, json!([0, 0, 0, 0]));
        visitor.opens("/");
        let title = script("return root.querySelector('h1').textContent");
        let title = visitor.runs(&title).to_string();
        assert!(
            title.contains("<script>") && title.contains("DROP TABLE"),
            "{title}"
        );
        harmless();
        let tabs = visitor.runs(&script("return root.querySelectorAll('[role=tab]').length"));
        for index in 0..tabs.as_u64().expect("a number") {
            let tab = format!("root.querySelectorAll('[role=tab]')[{index}]");
            visitor.runs(&script(&format!("{tab}.click()")));
            let selected = script(&format!("return {tab}.ariaSelected"));
            visitor.sees_of_the_page(&selected, json!("true"));
        }
        visitor.runs(&script(
            "root.querySelectorAll('input').forEach((box) => box.form || box.click())",
        ));
        harmless();

        // The reader's own questions are shown again in the summary.
        let payload = json!(TEXTS[2]);
        visitor.runs(&script(&format!(
            "const own = root.querySelector('.questions textarea');
             own.value = {payload};
             own.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )));
        let summary = "root.querySelector('.my-summary').textContent";
        let shown = script(&format!("return {summary}.includes({payload})"));
        visitor.sees_of_the_page(&shown, json!(true));
        harmless();

        // The words for what is to be mended are payloads, too.
        visitor.runs(&script("root.querySelector('form').requestSubmit()"));
        let faults = script("return root.querySelectorAll('[aria-invalid=true]').length > 2");
        visitor.sees_of_the_page(&faults, json!(true));
        harmless();

        visitor.runs(&script(&format!(
            "const form = root.querySelector('form');
             form.elements.name.value = {payload};
             form.elements.message.value = {payload};
             form.elements.email.value = 'ana+guide@example.org';
             root.querySelector('[name=contact_by][value=email]').click();
             form.elements.consent_contact.checked = true;
             form.requestSubmit()"
        )));
        let sent = script("return root.querySelector('.sent').hidden");
        visitor.sees_of_the_page(&sent, json!(false));
        harmless();
        let (channel, request) = visitor.clinic().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(
            (request.name.as_str(), request.message.as_str()),
            (TEXTS[2], TEXTS[2])
        );
    });
}

#[test]
fn attributes_full_of_payloads_change_nothing() {
    let site = Site::with_the_guide_elsewhere().hosting("/", pages::PLAIN);
    site.expecting_any("care-guide").visit(|visitor| {
        visitor.opens("/");
        let says = |attribute: &str, value: &str| {
            let guide = "document.querySelector('care-guide')";
            let value = json!(value);
            visitor.runs(&format!("{guide}.setAttribute('{attribute}', {value})"));
        };
        for payload in TEXTS {
            for attribute in ["section", "theme", "lang", "guide"] {
                says(attribute, payload);
            }
        }
        for (attribute, value) in [("guide", "mdma"), ("lang", "en"), ("section", "risks")] {
            says(attribute, value);
        }
        visitor
            .sees_tab_selected("Risks")
            .sees_of_the_page(HARM, json!([0, 0, 0, 0]));
    });
}

#[test]
fn a_hash_full_of_payloads_changes_nothing() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/#\"><img src=/harm onerror=window.harmed=1>");
        for payload in TEXTS {
            visitor.opens(&format!("/#{payload}"));
        }
        visitor
            .sees_tab_selected("At a glance")
            .sees_of_the_page(HARM, json!([0, 0, 0, 0]));
    });
}

#[test]
fn what_a_server_finds_is_shown_as_the_text_it_is() {
    let found = Answer::invalid(&[
        ("#/email", TEXTS[0]),
        ("#/name", TEXTS[2]),
        ("#/topics/0", TEXTS[5]),
        (TEXTS[2], TEXTS[6]),
    ]);
    Site::with_answers([found])
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_text(TEXTS[0])
                .sees_text(TEXTS[2])
                .sees_text(TEXTS[5])
                .sees_text(TEXTS[6])
                .sees_of_the_page(HARM, json!([0, 0, 0, 0]));
        });
}
