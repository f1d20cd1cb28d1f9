//! Rendered pages: whole ones as snapshots, and what each must say.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test --features ssr` writes the
//! snapshots anew.

use contract::consultation::{BestTime, ContactBy, ForWhom};
use contract::guide::Direction;
use contract::{ConsultationRequest, Guide, ValidationError};
use insta::assert_snapshot;

use super::*;
use crate::tests::page::Page;
use crate::tests::small;

mod posted;
mod soundness;

const ENDPOINT: &str = "/api/consultations";

/// The attributes of an element that has these.
fn config(attributes: &[(&str, &str)]) -> Config {
    let attribute = |name: &str| {
        let (_, value) = attributes.iter().find(|(n, _)| *n == name)?;
        Some((*value).to_owned())
    };
    Config::read(attribute, crate::config::PageContext::default()).0
}

fn endpoint() -> Endpoint {
    Endpoint::parse(ENDPOINT, None).expect("a path is allowed")
}

/// What a visitor reads of a request's id.
const REFERENCE: &str = "5A5A-5A5A";

/// A request as a browser posts it: filled in, and all of it to be kept.
fn typed() -> ConsultationRequest {
    let words = small().consultation.consent;
    ConsultationRequest {
        consent_wording: format!("{}\n{}", words.contact, words.text),
        name: "Ana \"Nan\" O'Neil <script>alert(1)</script> & co".into(),
        email: "ana@".into(),
        phone: "+1 (555) 010-0123".into(),
        contact_by: Some(ContactBy::Text),
        best_time: Some(BestTime::Evening),
        for_whom: Some(ForWhom::SomeoneElse),
        topics: vec!["care".into()],
        message: "\n  </textarea><script>alert(2)</script>\nSecond line".into(),
        consent_contact: true,
        consent_text: true,
        page: "https://clinic.example/eyes".into(),
        utm_source: "news & \"letters\"".into(),
        ..Default::default()
    }
}

/// A line for each block, so that a difference can be read.
fn lines(html: &str) -> String {
    const BLOCKS: [&str; 31] = [
        "button",
        "caption",
        "div",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "header",
        "input",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "path",
        "section",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
    ];
    let mut lines = String::new();
    for (index, tag) in html.split('<').enumerate() {
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        lines += match index {
            0 => "",
            2.. if BLOCKS.contains(&name) => "\n<",
            _ => "<",
        };
        lines += tag;
    }
    lines
}

#[test]
fn the_whole_guide_is_rendered() {
    let html = fragment(
        &small(),
        &config(&[("endpoint", ENDPOINT), ("deep-links", "")]),
    );
    assert_snapshot!("fragment", lines(&html));
}

#[test]
fn the_page_that_shows_the_form_again_is_rendered() {
    let faults = [ValidationError::EmailShape, ValidationError::MessageLong];
    let html = form_again(&small(), endpoint(), typed(), &faults, "");
    assert_snapshot!("form_again", lines(&html));
}

#[test]
fn the_page_that_confirms_a_request_is_rendered() {
    assert_snapshot!("arrived", lines(&arrived(&small(), REFERENCE, "/")));
}

#[test]
fn the_page_that_says_why_a_request_was_not_taken_is_rendered() {
    let html = not_taken(&small(), "Too much at once: <wait> & \"try\" again.");
    assert_snapshot!("not_taken", lines(&html));
}

#[test]
fn every_page_runs_the_way_its_language_is_written() {
    let mut guide = small();
    guide.direction = Direction::Rtl;
    guide.language = "ar".into();
    for html in [
        fragment(&guide, &config(&[])),
        form_again(&guide, endpoint(), typed(), &[], ""),
        arrived(&guide, REFERENCE, "/"),
        not_taken(&guide, "No."),
    ] {
        let page = Page::read(&html);
        let root = page.all().next().expect("there is a root");
        assert_eq!(
            (root.get("dir"), root.get("lang")),
            (Some("rtl"), Some("ar"))
        );
    }
    let page = fragment(&small(), &config(&[]));
    assert_eq!(
        Page::read(&page).class("care-guide").get("dir"),
        Some("ltr")
    );
}

#[test]
fn the_theme_is_the_element_s() {
    for theme in ["auto", "light", "dark"] {
        let page = Page::read(&fragment(&small(), &config(&[("theme", theme)])));
        assert_eq!(page.class("care-guide").get("data-theme"), Some(theme));
    }
}

#[test]
fn the_section_that_the_element_names_comes_first() {
    let first = |attributes: &[(&str, &str)]| {
        let page = Page::read(&fragment(&small(), &config(attributes)));
        page.class("panel first").get("id").map(str::to_owned)
    };
    assert_eq!(first(&[]).as_deref(), Some("compare"));
    assert_eq!(first(&[("section", "care")]).as_deref(), Some("care"));
    assert_eq!(first(&[("section", "prices")]).as_deref(), Some("compare"));
}

#[test]
fn with_an_endpoint_there_is_a_form_that_a_browser_can_post() {
    let html = fragment(&small(), &config(&[("endpoint", ENDPOINT)]));
    let page = Page::read(&html);
    let form = page.tags("form").next().expect("there is a form");
    assert_eq!(form.get("action"), Some(ENDPOINT));
    assert_eq!(form.get("method"), Some("post"));
    assert!(form.has("novalidate") && !form.has("hidden"));
    assert!(contact_only(&page).has("hidden"));
    // Nothing is chosen for the visitor. How a figure is shown is no answer, and not in the form.
    let form = html.split_once("<form").expect("there is a form").1;
    let (form, _) = form.split_once("</form>").expect("it is closed");
    let form = Page::read(&format!("<form{form}</form>"));
    assert!(form.tags("input").all(|input| !input.has("checked")));
    let values = form.tags("input").filter(|input| {
        let kind = input.get("type").unwrap_or("text");
        input.has("value") && !["hidden", "radio", "checkbox"].contains(&kind)
    });
    assert_eq!(values.count(), 0);
}

#[test]
fn without_an_endpoint_the_contact_details_stand_in_the_place_of_the_form() {
    for attributes in [&[][..], &[("endpoint", "javascript:alert(1)")]] {
        let page = Page::read(&fragment(&small(), &config(attributes)));
        let form = page.tags("form").next().expect("it stands there, hidden");
        assert!(form.has("hidden"));
        assert_eq!(form.get("action"), None);
        let contact = contact_only(&page);
        assert!(!contact.has("hidden"));
        for detail in [
            "Reach us",
            "Sight Clinic",
            "(555) 010-0199",
            "eyes@clinic.example",
        ] {
            assert!(contact.text.contains(detail), "{detail}");
        }
    }
}

/// What stands in the place of the form.
fn contact_only(page: &Page) -> &crate::tests::page::Element {
    let words = "Reach us through our site.";
    page.tags("div")
        .find(|element| element.text.starts_with(words))
        .expect("the words for it are there")
}

#[test]
fn the_form_shown_again_keeps_every_word() {
    let typed = typed();
    let html = form_again(
        &small(),
        endpoint(),
        typed.clone(),
        &[ValidationError::EmailShape],
        "",
    );
    assert!(!html.contains("<script"));
    let page = Page::read(&html);
    for (name, value) in [
        ("name", &typed.name),
        ("email", &typed.email),
        ("phone", &typed.phone),
        ("page", &typed.page),
        ("utm_source", &typed.utm_source),
    ] {
        let mut inputs = page.with("name", name);
        let input = inputs.next().expect(name);
        assert_eq!(input.get("value"), Some(value.as_str()));
        assert!(inputs.next().is_none(), "one {name}");
    }
    let message = page.tags("textarea").next().expect("there is one");
    // HTML section 13.1.2.5: the first line break is the markup's.
    assert_eq!(message.text, format!("\n{}", typed.message));
    let checked = page.tags("input").filter(|input| input.has("checked"));
    let checked: Vec<_> = checked
        .filter_map(|i| Some((i.get("name")?, i.get("value")?)))
        .collect();
    assert_eq!(
        checked,
        [
            ("contact_by", "text"),
            ("best_time", "evening"),
            ("for_whom", "someone_else"),
            ("topics", "care"),
            ("consent_contact", "yes"),
            ("consent_text", "yes"),
        ]
    );
}

#[test]
fn the_form_shown_again_says_what_to_fix() {
    for fault in ValidationError::ALL {
        let page = Page::read(&form_again(&small(), endpoint(), typed(), &[fault], ""));
        let field = fault.field();
        assert!(!page.class("summary").has("hidden"), "{field}");
        let error = page.id(&format!("error-{field}"));
        assert!(!error.has("hidden"), "{field}");
        let others = page
            .with("class", "error")
            .filter(|e| e.get("id") != error.get("id"));
        assert!(
            others.into_iter().all(|error| error.has("hidden")),
            "{field}"
        );
        let invalid: Vec<_> = page.with("aria-invalid", "true").collect();
        assert_eq!(invalid.len(), 1, "{field}");
        let described = invalid[0]
            .get("aria-describedby")
            .unwrap_or_else(|| panic!("{field} has an error that describes it"));
        assert!(
            described.split(' ').any(|id| Some(id) == error.get("id")),
            "{field}"
        );
        let shown = page.tags("li").filter(|item| {
            item.shown
                && item
                    .text
                    .contains(&small().consultation.errors.message(fault))
        });
        assert_eq!(shown.count(), 1, "{field}");
        let link = format!("#field-{field}");
        assert!(page.with("href", &link).next().is_some(), "{field}");
    }
}

#[test]
fn a_request_that_arrived_has_its_reference_and_nothing_personal() {
    let html = arrived(&small(), REFERENCE, "/");
    let page = Page::read(&html);
    let reference = page
        .tags("strong")
        .find(|strong| strong.text == "5A5A-5A5A");
    assert!(reference.is_some(), "the reference can be read out");
    assert_eq!(page.tags("form").count(), 0);
    let back = page.with("href", "/").next().expect("there is a way back");
    assert_eq!(back.text, "Back to the guide");
}

#[test]
fn a_request_that_was_not_taken_says_why_and_how_to_reach_the_clinic() {
    let page = Page::read(&not_taken(&small(), "Too much <at once>."));
    let box_ = page.class("failed");
    for words in [
        "It has not gone through",
        "Too much <at once>.",
        "Sight Clinic",
        "1 Lens Lane",
    ] {
        assert!(box_.text.contains(words), "{words}");
    }
}

#[test]
fn a_page_for_no_clinic_holds_no_mark_in_place_of_a_name() {
    let mut guide = small();
    guide.clinic = None;
    let guide = guide.of_no_clinic();
    for html in [
        form_again(&guide, endpoint(), typed(), &[], ""),
        arrived(&guide, REFERENCE, "/"),
        not_taken(&guide, "No."),
        not_found(&guide, "/"),
    ] {
        assert!(!html.to_lowercase().contains("{clinic}"), "{html}");
    }
}

#[test]
fn the_help_lines_are_on_every_page() {
    let guide: Guide = small();
    for html in [
        fragment(&guide, &config(&[])),
        form_again(&guide, endpoint(), typed(), &[], ""),
        arrived(&guide, REFERENCE, "/"),
        not_taken(&guide, "No."),
    ] {
        let help = Page::read(&html).id("help").text.clone();
        assert!(
            help.contains("Emergency: call 112.") && help.contains("text 555"),
            "{help}"
        );
    }
}

#[test]
fn the_root_says_how_many_elements_are_in_it() {
    for html in [
        fragment(&small(), &config(&[])),
        plain(&[], &crate::tests::mdma()),
    ] {
        let page = Page::read(&html);
        let root = page.all().next().expect("a root");
        let stated = root.get("data-elements").map(str::to_owned);
        assert_eq!(stated, Some((page.all().count() - 1).to_string()));
    }
}

fn languages() -> [Language; 2] {
    let language = |tag: &str, name: &str, address: &str| Language {
        tag: tag.to_owned(),
        name: name.to_owned(),
        address: address.to_owned(),
    };
    [
        language("en", "English", "./"),
        language("es", "Español", "./es/"),
    ]
}

#[test]
fn a_guide_in_several_languages_links_to_each_and_says_which_this_is() {
    let html = fragment_in_one_of(&languages(), &small(), &config(&[]));
    let page = Page::read(&html);
    assert_eq!(page.class("languages").get("aria-label"), Some("Languages"));
    let links: Vec<_> = page
        .tags("a")
        .filter(|link| link.has("hreflang"))
        .map(|link| {
            let attributes = ["href", "hreflang", "lang", "aria-current"];
            (attributes.map(|name| link.get(name)), link.text.as_str())
        })
        .collect();
    let current = [Some("./"), Some("en"), Some("en"), Some("true")];
    let other = [Some("./es/"), Some("es"), Some("es"), None];
    assert_eq!(links, [(current, "English"), (other, "Español")]);
}

#[test]
fn a_guide_in_one_language_links_to_none() {
    for languages in [&languages()[..1], &[]] {
        let html = fragment_in_one_of(languages, &small(), &config(&[]));
        assert!(!html.contains("hreflang"), "{html}");
        assert_eq!(html, fragment(&small(), &config(&[])));
    }
}

#[test]
fn a_page_that_is_not_there_has_the_help_lines_and_a_way_to_the_guide() {
    let html = not_found(&small(), "/guide/");
    let page = Page::read(&html);
    let words = &small().interface.not_found;
    let back = page.tags("a").next().expect("there is a link");
    assert_eq!(
        (back.get("href"), &back.text),
        (Some("/guide/"), &words.back)
    );
    assert!(page.class("step").text.contains(&small().help.heading));
}

#[test]
fn a_document_is_whole_and_no_search_engine_lists_it() {
    let html = document(&small(), "A & <b>", "p{}", "<p>x</p>");
    for part in [
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">",
        "<title>A &amp; &lt;b&gt;</title>",
        "<style>p{}</style>",
        "<meta name=\"robots\" content=\"noindex\">",
        "<body><main><p>x</p></main></body>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_form_offers_to_send_the_summary_only_where_there_is_one_and_posts_nothing_of_it() {
    let page = Page::read(&fragment(&small(), &config(&[("endpoint", ENDPOINT)])));
    let choice = page.id("enclose");
    assert!(!choice.has("checked") && !choice.has("name"), "{choice:?}");
    let again = Page::read(&form_again(&small(), endpoint(), typed(), &[], ""));
    assert_eq!(again.with("id", "enclose").count(), 0);
}

#[test]
fn the_headings_have_the_levels_that_the_element_asks_for() {
    let levels = |value: &str| {
        let config = config(&[("endpoint", ENDPOINT), ("heading-level", value)]);
        let html = fragment(&small(), &config);
        let page = Page::read(&html);
        let headings = page.all().filter_map(|element| {
            let own: u8 = element.tag.strip_prefix('h')?.parse().ok()?;
            let shown = element.get("aria-level").map_or(Ok(own), str::parse);
            Some((own, shown.expect("a number")))
        });
        headings.collect::<Vec<_>>()
    };
    for (value, first) in [("1", 1), ("2", 2), ("4", 4), ("5", 1)] {
        let levels = levels(value);
        assert_eq!(levels.first(), Some(&(1, first)), "{value}");
        assert!(levels.len() > 5, "{levels:?}");
        for (own, shown) in levels {
            assert_eq!(shown, own + first - 1, "{value}");
        }
    }
}
