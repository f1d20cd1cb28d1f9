//! The guide's HTML printed by the host page, as a declarative shadow root.

use journeys::{Asset, Channel, Role, Site, host_page};
use serde_json::json;

const PRINTED: &str = host_page!(
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="/care-guide.js"></script>"#,
    r#"<p>Our clinic</p>
<care-guide endpoint="/api/consultations" clinic="/clinic.json">{printed.en}<p>Call us: 617-555-0100</p></care-guide>
<p>We are at 1 Harbor Street.</p>"#
);

/// Notes what changes in the guide before it is hydrated, but for what the tabs hide.
const OBSERVED: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations" clinic="/clinic.json">{printed.en}</care-guide>
<script>
window.changes = [];
new MutationObserver((all) =>
  changes.push(
    ...all
      .filter(({ target }) => !target.matches?.(".panel"))
      .map(({ type, target }) => `${type} ${target.outerHTML ?? target.data}`),
  ),
).observe(document.querySelector("care-guide").shadowRoot.querySelector(".care-guide"), {
  attributeFilter: ["hidden", "value", "href", "src", "aria-label", "data-clinic", "data-elements"],
  characterData: true,
  childList: true,
  subtree: true,
});
</script>"#
);

/// A page that prints the guide, with these attributes on its element.
macro_rules! with {
    ($attributes:literal) => {
        host_page!(concat!(
            r#"<!-- no clinic --><p>Our clinic</p><care-guide endpoint="/api/consultations" "#,
            $attributes,
            ">{printed.en}<p>Call us: 617-555-0100</p></care-guide>"
        ))
    };
}

/// As a framework puts it into a page: there a declarative root is a template like any other.
const INSERTED: &str = host_page!(
    r#"<div id="place"></div>
<script type="text/plain" id="html"><care-guide endpoint="/api/consultations">{printed.en}<p>Call us: 617-555-0100</p></care-guide></script>
<script>
document.getElementById("place").innerHTML = document.getElementById("html").textContent;
</script>"#
);

const IN_SPANISH: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations">{printed.es}<p>Call us: 617-555-0100</p></care-guide>"#
);

/// How often the page has asked for rendered guides.
const FETCHED: &str = "return performance.getEntriesByType('resource')
     .filter(({ name }) => name.includes('/guides/')).length";

/// What stands in the shadow root beside the guide.
const BESIDE: &str = "return document.querySelector('care-guide').shadowRoot.childNodes.length - 1";

#[test]
fn a_printed_guide_is_adopted_and_works_and_nothing_moves() {
    for page in [
        PRINTED,
        with!(r#"clinic-name="Cambridge Biotherapies" style="display:block;min-height:100vh""#),
    ] {
        Site::with_receiver().embedded_in(page).visit(|visitor| {
            visitor.opens("/");
            visitor.has_seen_no_layout_shift();
            visitor
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            let (channel, request) = visitor.server().only_request();
            assert_eq!(channel, Channel::Json);
            let agreed = "Cambridge Biotherapies may contact me";
            assert!(request.consent_wording.starts_with(agreed));
            assert_eq!(visitor.runs(FETCHED), json!(0));
            assert_eq!(visitor.runs(BESIDE), json!(0), "the style is adopted");
        });
    }
}

#[test]
fn filling_in_the_clinic_of_the_print_changes_nothing() {
    Site::with_receiver()
        .embedded_in(OBSERVED)
        .holding_the_wasm()
        .visit(|visitor| {
            visitor.opens("/").sees_a(Role::Tab, "Risks");
            let adopted =
                "return document.querySelector('care-guide').shadowRoot.adoptedStyleSheets.length";
            visitor.sees_of_the_page(adopted, json!(2));
            assert_eq!(visitor.runs("return changes"), json!([]));
            assert_eq!(visitor.runs(FETCHED), json!(0));
            visitor.gets_the_wasm().clicks_tab("Risks");
        });
}

#[test]
fn a_guide_printed_for_another_clinic_names_that_one_nowhere() {
    let everything = "return document.documentElement.outerHTML
        + document.querySelector('care-guide').shadowRoot.innerHTML";
    for (page, name, line) in [
        (
            with!(r#"clinic="{other_origin}/full-clinic.json""#),
            "Northside &lt;b&gt;Clinic",
            "",
        ),
        (
            with!(r#"clinic-name="Northside" clinic-phone="617-555-0199""#),
            "Northside",
            "",
        ),
        (
            with!(r#"clinic-name="Cambridge" clinic-phone="617-555-0199""#),
            "tel:6175550199",
            "",
        ),
        (with!(""), "The clinic", "names no clinic"),
        (
            with!(r#"clinic-phone="617-555-0199""#),
            "The clinic",
            "names no clinic",
        ),
        (
            with!(r#"clinic="/no-such-clinic.json""#),
            "The clinic",
            "its server answered 404",
        ),
    ] {
        println!("{page}");
        let mut site = Site::with_receiver()
            .embedded_in(page)
            .expecting_any("the server responded with a status of 404");
        if !line.is_empty() {
            site = site.expecting(1, line);
        }
        site.visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            if !line.is_empty() {
                visitor.sees_count_in_console(1, line);
            }
            assert_eq!(visitor.runs(FETCHED), json!(1));
            let html = visitor.runs(everything);
            let html = html.as_str().expect("HTML");
            assert!(html.contains(name), "{name}");
            for other in [
                "Cambridge Biotherapies",
                "https://www.cambridgebiotherapies.com\"",
                "We cannot promise a time.",
            ] {
                assert!(!html.contains(other), "{other}");
            }
        });
    }
}

#[test]
fn a_printed_guide_is_read_whole_without_scripts() {
    Site::with_receiver()
        .embedded_in(PRINTED)
        .without_scripts()
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_a(
                    Role::Heading,
                    "Does microdosing MDMA work? MDMA therapy and PTSD care, compared",
                )
                .sees_everything()
                .needs_no_sideways_scroll();
        });
}

#[test]
fn a_printed_guide_that_a_script_puts_into_the_page_is_used() {
    Site::with_receiver()
        .embedded_in(INSERTED)
        .expecting_any("declarative Shadow DOM is not being parsed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            assert_eq!(visitor.runs(FETCHED), json!(0));
        });
}

#[test]
fn another_guide_than_the_one_asked_for_is_replaced() {
    let numbers = "return [...document.querySelector('care-guide').shadowRoot.querySelectorAll('[href*=\"988\"]')].length > 0";
    for (page, from, to) in [
        (PRINTED, "tel:988", "tel:+19005550100"),
        (PRINTED, "Cambridge Biotherapies", "Another Clinic"),
        (PRINTED, "We cannot promise a time.", "We answer today."),
        (PRINTED, "data-elements=", "data-other="),
        (
            PRINTED,
            "data-elements=\"",
            "onclick=\"window.tampered = 1\" data-elements=\"",
        ),
        (IN_SPANISH, "<care-guide", "<care-guide lang=\"en\""),
    ] {
        println!("{to}");
        Site::with_receiver()
            .embedded_in(page)
            .rewriting_the_host_page(from, to)
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .clicks_tab("Risks")
                    .sees_tab_selected("Risks");
                assert_eq!(visitor.runs(FETCHED), json!(1));
                assert_eq!(visitor.runs(numbers), json!(true));
                assert_eq!(visitor.runs(BESIDE), json!(0));
            });
    }
}

#[test]
fn a_printed_guide_that_was_reformatted_is_adopted() {
    for (from, to) in [
        (
            "<div class=\"care-guide\"",
            "<script>window.injected = 1</script>\n<div class='care-guide'",
        ),
        ("<h1>", "\n\n<!-- the title -->\n<h1>"),
    ] {
        Site::with_receiver()
            .embedded_in(PRINTED)
            .rewriting_the_host_page(from, to)
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .clicks_tab("Risks")
                    .sees_tab_selected("Risks");
                assert_eq!(visitor.runs(FETCHED), json!(0));
            });
    }
}

#[test]
fn a_printed_guide_that_was_changed_gives_way_to_the_fallback_if_no_other_comes() {
    Site::with_receiver()
        .embedded_in(PRINTED)
        .rewriting_the_host_page("tel:988", "tel:+19005550100")
        .rewriting(Asset::GuideHtml, "tel:988", "tel:+19005550100")
        .expecting(1, "is missing, or is not what was built")
        .without_hydration()
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console("shows its fallback")
                .sees_text("Call us: 617-555-0100")
                .sees_no_guide();
        });
}
