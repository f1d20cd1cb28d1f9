//! The clinic's particulars: whose guide it is on somebody's page.

use journeys::{Role, Site, Visitor, host_page};
use serde_json::{Value, json};

/// A page with these attributes on its element.
macro_rules! page {
    ($attributes:literal) => {
        host_page!(concat!(
            r#"<!-- no clinic --><care-guide endpoint="/api/consultations" "#,
            $attributes,
            r#"><p id="fallback">Call us: 617-555-0100</p></care-guide>"#
        ))
    };
}

/// Every word and attribute of the guide.
const EVERYTHING: &str = "return document.querySelector('care-guide').shadowRoot.innerHTML";

/// Whether the form is closed, and the fallback stands in place of the contact details.
const CLOSED: &str = "const host = document.querySelector('care-guide');
    return [host.shadowRoot.querySelector('form').hidden,
        host.querySelector('#fallback').checkVisibility()]";

fn everything(visitor: &Visitor) -> String {
    let html = visitor.runs(EVERYTHING);
    html.as_str().expect("HTML").to_owned()
}

fn of_page(visitor: &Visitor, selector: &str, what: &str) -> Value {
    visitor.runs(&format!(
        "const found = document.querySelector('care-guide').shadowRoot.querySelector('{selector}');
         return found && found.{what}"
    ))
}

/// The guide is nobody's.
#[track_caller]
fn is_neutral(visitor: &Visitor) {
    visitor.opens_part("consultation");
    visitor.sees_of_the_page(CLOSED, json!([true, true]));
    let html = everything(visitor);
    for name in [
        "Cambridge Biotherapies",
        "Northside",
        "Sight Clinic",
        "{clinic}",
    ] {
        assert!(!html.contains(name), "{name}");
    }
    let consent = of_page(visitor, "[name=consent_wording]", "value");
    let consent = consent.as_str().expect("words");
    assert!(
        consent.starts_with("The clinic may contact me"),
        "{consent}"
    );
}

#[test]
fn without_particulars_no_clinic_is_named_and_the_console_says_once_what_to_set() {
    let what = "names no clinic";
    Site::with_receiver()
        .embedded_in(page!(""))
        .expecting(1, what)
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_in_console("clinic-name and clinic-phone");
            is_neutral(visitor);
            visitor.runs("document.querySelector('care-guide').setAttribute('theme', 'dark')");
            visitor.runs("document.querySelector('care-guide').setAttribute('section', 'therapy')");
            visitor
                .sees_tab_selected("MDMA therapy")
                .sees_count_in_console(1, what);
            let about = of_page(visitor, ".about", "textContent");
            let about = about.as_str().expect("words");
            assert!(about.contains("for the clinic"), "{about}");
            let masthead = of_page(visitor, ".masthead", "hidden");
            assert_eq!(masthead, json!(true), "nobody's name is above the guide");
        });
}

#[test]
fn a_file_fills_text_form_consent_and_help_and_its_words_arrive() {
    Site::with_receiver()
        .embedded_in(page!(r#"clinic="{other_origin}/full-clinic.json""#))
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills("Full name", "Ana O'Neil")
                .chooses("Email")
                .fills("Email address", "ana+guide@example.org")
                .ticks("Northside may call me.");
            let html = everything(visitor);
            assert!(!html.contains("Cambridge Biotherapies"));
            let name = of_page(visitor, ".about .contact strong", "textContent");
            assert_eq!(name, json!("Northside <b>Clinic</b>"), "a text, no HTML");
            let phone = of_page(visitor, ".about [data-clinic=phone] a", "href");
            assert_eq!(phone, json!("tel:+442079460018"));
            let privacy = of_page(visitor, ".beside-button a", "href");
            let other = &visitor.server().origins.other;
            assert_eq!(privacy, json!(format!("{other}/privacy")));
            let answers = of_page(visitor, ".beside-button p", "textContent");
            assert_eq!(answers, json!("We answer within two working days."));
            let lines = of_page(visitor, ".help ul", "textContent");
            assert_eq!(lines, json!("Call 999.Call 116 123."));
            let mail = of_page(visitor, ".about [data-clinic=mail]", "hidden");
            assert_eq!(mail, json!(true), "the file has no mail address");
            visitor
                .clicks(Role::Button, "Ask for a free consultation")
                .sees_it_arrived();
            let (_, request) = visitor.server().only_request();
            assert_eq!(request.consent_wording, "Northside may call me.");
        });
}

#[test]
fn a_name_and_a_number_alone_will_do() {
    Site::with_receiver()
        .embedded_in(page!(
            r#"clinic-name="Northside" clinic-phone="617-555-0199""#
        ))
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills("Full name", "Ana O'Neil")
                .chooses("Email")
                .fills("Email address", "ana+guide@example.org")
                .ticks("Northside may contact me about this request.")
                .clicks(Role::Button, "Ask for a free consultation")
                .sees_it_arrived();
            let html = everything(visitor);
            assert!(html.contains("tel:6175550199") && !html.contains("Cambridge Biotherapies"));
            let (_, request) = visitor.server().only_request();
            let agreed = "Northside may contact me about this request.";
            assert_eq!(request.consent_wording, agreed);
        });
}

/// How many lines each word of the clinic's name takes.
const NAME_LINES: &str = "
    const { shadowRoot } = document.querySelector('care-guide');
    const texts = document.createTreeWalker(
        shadowRoot.querySelector('.masthead'), NodeFilter.SHOW_TEXT, (text) => text.data.trim() ? 1 : 2);
    const name = texts.nextNode();
    const range = document.createRange();
    return [...name.data.matchAll(/\\S+/g)].map(({ 0: word, index }) => {
        range.setStart(name, index);
        range.setEnd(name, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    })";

#[test]
fn no_word_of_the_name_is_cut_where_a_line_holds_it() {
    Site::with_receiver()
        .embedded_in(page!(
            r#"clinic-name="Northside Behavioral Health" clinic-phone="617-555-0199""#
        ))
        .visit(|visitor| {
            for width in [300, 360, 1000] {
                visitor
                    .has_a_screen(width)
                    .opens("/")
                    .clicks_tab("Risks")
                    .sees_text("Northside Behavioral Health");
                assert_eq!(visitor.runs(NAME_LINES), json!([1, 1, 1]), "{width} px");
                visitor.needs_no_sideways_scroll();
            }
        });
}

#[test]
fn a_wrong_file_leaves_the_guide_neutral_and_each_error_is_one_line() {
    for (page, lines) in [
        (
            page!(r#"clinic="{other_origin}/wrong-clinic.json""#),
            &[
                "site: `javascript:alert(1)` is not allowed; write https://",
                "phone: `12` is not allowed; write 7 to 15 digits",
                "fax: there is no such member; there are $schema",
            ][..],
        ),
        (
            page!(r#"clinic="{other_origin}/page.json""#),
            &["page.json\": "][..],
        ),
        (
            page!(r#"clinic="ftp://clinic.example/clinic.json""#),
            &["allowed are https://…, or a path on this site such as /clinic.json"][..],
        ),
        (
            page!(r#"clinic="/no-such-clinic.json""#),
            &["its server answered 404"][..],
        ),
        (
            page!(r#"clinic-name="Northside" clinic-phone="12""#),
            &["clinic-name, clinic-phone: phone: `12` is not allowed"][..],
        ),
        (page!(r#"clinic-name=" ""#), &["name: it is missing"][..]),
    ] {
        let mut site = Site::with_receiver()
            .embedded_in(page)
            .expecting_any("the server responded with a status of 404")
            // Where the name is blank.
            .expecting_any("<care-guide> names no clinic, so");
        for line in lines {
            site = site.expecting(1, line);
        }
        site.visit(|visitor| {
            visitor.opens("/").clicks_tab("Risks");
            for line in lines {
                visitor.sees_count_in_console(1, line);
            }
            is_neutral(visitor);
        });
    }
}

#[test]
fn another_clinic_keeps_what_was_typed_and_the_consent_to_the_same_words_alone() {
    Site::with_receiver()
        .embedded_in(page!(
            r#"clinic-name="Northside" clinic-phone="617-555-0199""#
        ))
        .visit(|visitor| {
            let sets = |name: &str, value: &str| {
                visitor.runs(&format!(
                    "const guide = document.querySelector('care-guide');
                     const ready = new Promise((done) =>
                         guide.addEventListener('care-guide-ready', done, {{ once: true }}));
                     guide.setAttribute('{name}', '{value}');
                     return ready.then(() => true)"
                ));
            };
            let northside = "Northside may contact me about this request.";
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .fills("Full name", "Ana O'Neil")
                .ticks(northside);
            sets("clinic-phone", "617-555-0123");
            visitor
                .sees_in("Full name", "Ana O'Neil")
                .sees_chosen(Role::Checkbox, northside, true);
            assert!(everything(visitor).contains("tel:6175550123"));
            sets("clinic-name", "Southside");
            let southside = "Southside may contact me about this request.";
            visitor
                .sees_in("Full name", "Ana O'Neil")
                .sees_chosen(Role::Checkbox, southside, false)
                .sees_tab_selected("Risks");
            assert!(!everything(visitor).contains("Northside"));
        });
}

#[test]
fn a_second_language_has_the_clinic_s_words_in_that_language() {
    Site::with_receiver()
        .embedded_in(page!(
            r#"lang="es" clinic="{other_origin}/full-clinic.json""#
        ))
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Riesgos")
                .opens_part("consultation")
                .sees_text("Clínica Northside puede contactarme por esta solicitud.");
            let answers = of_page(visitor, ".beside-button p", "textContent");
            assert_eq!(answers, json!("Respondemos en dos días."));
            let lines = of_page(visitor, ".help ul", "textContent");
            assert_eq!(lines, json!("Call 999.Call 116 123."), "the country's");
        });
}

#[test]
fn a_guide_of_one_s_own_is_filled_too() {
    Site::with_receiver()
        .embedded_in(page!(
            r#"guide="{other_origin}/guide.json" clinic="{other_origin}/clinic.json""#
        ))
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_a(Role::Heading, "Glasses or contact lenses?")
                .clicks_tab("Care & cleaning")
                .ticks("The clinic may contact me.");
            let name = of_page(visitor, ".about .contact strong", "textContent");
            assert_eq!(name, json!("Sight Clinic"));
        });
}

#[test]
fn a_guide_file_that_still_holds_its_clinic_says_where_that_moved() {
    let what = "moved out of the guide, into clinic.json";
    Site::with_receiver()
        .embedded_in(page!(
            r#"guide="{other_origin}/old-guide.json" clinic-name="Northside""#
        ))
        .without_hydration()
        .expecting(1, what)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console(what)
                .sees_text("Call us: 617-555-0100");
        });
}

#[test]
fn html_that_was_changed_before_hydration_comes_back_in_the_clinic_s_name() {
    let masthead = "document.querySelector('care-guide').shadowRoot.querySelector('.masthead')";
    Site::with_receiver()
        .embedded_in(page!(r#"clinic="{other_origin}/full-clinic.json""#))
        .holding_the_wasm()
        .visit(|visitor| {
            visitor.opens("/").sees_a(Role::Tab, "Risks");
            visitor.runs(&format!("{masthead}.remove()"));
            visitor.gets_the_wasm().clicks_tab("Risks");
            let words = visitor.runs(&format!("return {masthead}.textContent"));
            assert_eq!(words, json!("Northside <b>Clinic</b>"));
            visitor.ticks("Northside may call me.");
        });
}

#[test]
fn the_own_page_that_was_changed_before_hydration_comes_back_in_the_clinic_s_name() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor.opens("/").sees_a(Role::Tab, "Risks");
        visitor.runs("document.querySelector('.masthead').remove()");
        visitor
            .gets_the_wasm()
            .clicks_tab("Risks")
            .opens_part("consultation")
            .sees_text("We cannot promise a time.");
        let words = visitor.runs("return document.querySelector('.masthead').textContent");
        assert_eq!(words, json!("Cambridge Biotherapies"));
    });
}
