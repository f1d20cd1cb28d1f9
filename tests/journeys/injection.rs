//! Payloads in texts, in a real browser: none runs, loads anything or becomes an element.

use std::collections::BTreeMap;

use axum::http::header;
use fuzz_targets::payloads::{ADDRESSES, TEXTS};
use journeys::{Channel, ScriptedResponse, Site, Tier, host_page};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::embedded::pages;

/// Without a policy, which might stop a payload.
const PAGE: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations" guide="{other_origin}/payloads.json">
  <p>Call us: 617-555-0100</p>
</care-guide>"#
);

/// Payloads that ran, requests, and elements and attributes that no guide has.
const HARM: &str = "
    const guide = document.querySelector('care-guide');
    const root = (guide.shadowRoot ?? guide).querySelector('.care-guide');
    const loaded = performance.getEntriesByType('resource');
    const strange = 'script, style, link, meta, base, img[src], image, iframe, object, embed, title';
    const names = [...root.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    return [
        window.harmed ?? 0,
        loaded.filter((entry) => new URL(entry.name).pathname.startsWith('/harm')).length,
        root.querySelectorAll(strange).length,
        names.filter((name) => name.startsWith('on') || name.startsWith('src')).length,
    ]";

#[test]
fn a_guide_full_of_payloads_works_and_runs_none_of_them() {
    let root = "const root = document.querySelector('care-guide').shadowRoot;";
    let script = |rest: &str| format!("{root} {rest}");
    Site::with_receiver().embedded_in(PAGE).visit(|visitor| {
        let sees_no_harm = || visitor.sees_of_the_page(HARM, json!([0, 0, 0, 0]));
        visitor.opens("/");
        let title = script("return root.querySelector('h1').textContent");
        let title = visitor.runs(&title).to_string();
        assert!(
            title.contains("<script>") && title.contains("DROP TABLE"),
            "{title}"
        );
        sees_no_harm();
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
        sees_no_harm();

        // The summary shows the own questions again.
        let payload = json!(TEXTS[2]);
        visitor.runs(&script(&format!(
            "const own = root.querySelector('.questions textarea');
             own.value = {payload};
             own.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )));
        let summary = "root.querySelector('.my-summary').textContent";
        let shown = script(&format!("return {summary}.includes({payload})"));
        visitor.sees_of_the_page(&shown, json!(true));
        sees_no_harm();

        // The error messages are payloads, too.
        visitor.runs(&script("root.querySelector('form').requestSubmit()"));
        let faults = script("return root.querySelectorAll('[aria-invalid=true]').length > 2");
        visitor.sees_of_the_page(&faults, json!(true));
        sees_no_harm();

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
        sees_no_harm();
        let (channel, request) = visitor.server().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(
            (request.name.as_str(), request.message.as_str()),
            (TEXTS[2], TEXTS[2])
        );
    });
}

#[test]
fn attributes_full_of_payloads_change_nothing() {
    let site = Site::with_cross_origin_guide().hosting("/", pages::PLAIN);
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
            .sees_tab_selected("Compare")
            .sees_of_the_page(HARM, json!([0, 0, 0, 0]));
    });
}

/// A format of errors.
type ErrorFormat = fn(&[&str]) -> Value;

/// Payloads in one response.
const AT_ONCE: usize = 5;

/// Sends a request repeatedly, and sees the payloads of each response as text.
fn sees_errors_as_text(site: Site, answers: impl Iterator<Item = &'static [&'static str]>) {
    site.expecting_any("status of 422").visit(|visitor| {
        visitor.opens("/").fills_in_the_form();
        for payloads in answers {
            visitor.asks_for_a_consultation();
            for payload in payloads {
                let payload = json!(payload);
                let shown = format!(
                    "return document.querySelector('.care-guide').textContent.includes({payload})"
                );
                visitor.sees_of_the_page(&shown, json!(true));
            }
            visitor.sees_of_the_page(HARM, json!([0, 0, 0, 0]));
        }
    });
}

#[test]
fn errors_of_the_receiver_are_shown_as_text() {
    let answers = TEXTS.chunks(AT_ONCE).map(|payloads| {
        let pointers = ["#/name", "#/email", "#/message", "#/topics/0", payloads[0]];
        let errors: Vec<_> = pointers.into_iter().zip(payloads.iter().copied()).collect();
        ScriptedResponse::invalid(&errors)
    });
    sees_errors_as_text(Site::with_responses(answers), TEXTS.chunks(AT_ONCE));
}

#[test]
fn errors_of_another_backend_are_shown_as_text() {
    let says = |errors: Value| {
        let body = json!({ "errors": errors }).to_string();
        let answer = ScriptedResponse::status(422).with(header::CONTENT_TYPE, "application/json");
        answer.with_body(body)
    };
    // A list of objects, a list of texts, an object of names, a text, and a text that names a
    // field.
    let formats: [ErrorFormat; 5] = [
        |payloads| {
            json!(
                payloads
                    .iter()
                    .map(|words| json!({ "field": words, "message": words }))
                    .collect::<Vec<_>>()
            )
        },
        |payloads| json!(payloads),
        |payloads| {
            let names = ["name", "email", "phone", "message", "topics"];
            let members = names.into_iter().zip(payloads);
            json!(members.collect::<BTreeMap<_, _>>())
        },
        |payloads| json!(payloads.concat()),
        |payloads| json!([format!("Error in 'fields.email'. {}", payloads.concat())]),
    ];
    for format in formats {
        let all = || TEXTS.chunks(AT_ONCE);
        let site = Site::with_responses(all().map(|payloads| says(format(payloads))));
        let site = site
            .posting_to("/api/consultations")
            .with_backend_attribute("custom")
            .with_profile("{}");
        sees_errors_as_text(site, all());
    }
}

/// The default tier keeps one payload of each kind: element, attribute, character reference,
/// template, formula, SQL, line breaks, control characters, bidirectional text. The journeys above
/// show all others on the page.
#[test]
fn campaign_parameters_are_sent_as_one_line_of_text() {
    const KINDS: [&str; 9] = [
        "<img src",
        "\" onfocus",
        "&lt;script",
        "{{",
        "=HYPERLINK",
        "'); DROP",
        "a\r\nSet-Cookie",
        "\u{1b}",
        "\u{202e}",
    ];
    let is_representative = |text: &&str| KINDS.iter().any(|kind| text.starts_with(kind));
    let texts: Vec<_> = Tier::current().rows(TEXTS, is_representative).collect();
    assert!(texts.len() >= KINDS.len(), "a kind has no text");
    Site::with_receiver().visit(|visitor| {
        for (index, payload) in texts.into_iter().enumerate() {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("utm_term", payload)
                .append_pair("utm_source", payload)
                .finish();
            visitor
                .opens(&format!("/?{query}"))
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_of_the_page(HARM, json!([0, 0, 0, 0]));
            let rows = visitor.server().rows();
            assert_eq!(rows.len(), index + 1);
            let sent = &rows[index].request;
            let mut line = payload.replace(|c: char| c < ' ', " ");
            line.retain(|c| !c.is_control());
            assert_eq!(sent.utm_term, line.trim(), "{payload:?}");
            assert_eq!(sent.utm_source, sent.utm_term);
            assert_eq!(sent.page, visitor.server().url("/"));
        }
    });
}

#[test]
fn a_forbidden_endpoint_closes_the_form_of_a_hydrated_guide() {
    let action = "
        const tree = document.querySelector('care-guide').shadowRoot;
        const action = tree.querySelector('form').getAttribute('action');
        if (!action) return 'none';
        const { protocol, username, password, hostname, origin } = new URL(action, location.href);
        const own = origin === location.origin || hostname === '127.0.0.1';
        return username || password ? 'with a name' : protocol === 'https:' || own ? 'allowed' : action";
    let site = Site::with_cross_origin_guide().hosting("/", pages::PLAIN);
    site.expecting_any("care-guide").visit(|visitor| {
        visitor.opens("/").sees_the_page_hydrated();
        let mut closed = 0;
        for address in ADDRESSES {
            let address = json!(address);
            visitor.runs(&format!(
                "const guide = document.querySelector('care-guide');
                 const ready = new Promise((done) =>
                     guide.addEventListener('care-guide-ready', done, {{ once: true }}));
                 guide.setAttribute('endpoint', {address});
                 return ready.then(() => true)"
            ));
            match visitor.runs(action).as_str() {
                Some("none") => closed += 1,
                Some("allowed") => {}
                other => panic!("{address}: {other:?}"),
            }
            visitor.sees_of_the_page(HARM, json!([0, 0, 0, 0]));
        }
        assert!(closed > ADDRESSES.len() / 2, "only {closed} were rejected");
    });
}
